"""Draw the pictures of `docs/geometry.md`: ``python -m tools.draw_geometry``; all in them is computed."""

import sys
from pathlib import Path

import numpy as np
from shapely import MultiPolygon, Point, Polygon, affinity, box

from planner.geometry.areas import outer_buffer, polygons_of
from planner.geometry.cover import fill_cover
from planner.geometry.lattice import ROW_RATIO, staggered_lattice
from planner.geometry.order import hand_order
from planner.geometry.passes import parallel_passes
from planner.geometry.rows import row_intervals
from tools.draw_proofs import PROOFS
from tools.geometry_marks import (
    BLUE,
    INK,
    KEEP_OUT,
    RED,
    ZONE_STYLE,
    Style,
    areas,
    discs,
    numbers,
    picture,
    strokes,
)

FOLDER = Path(__file__).parent.parent / "docs" / "img" / "geometry"
FILL_ZONE = Point(50, 30).buffer(23, quad_segs=16).difference(box(52, 21, 60, 30))
SPREAD_MM = 7.5

_GROWN: Style = {"fill": "#faf1e4", "stroke": "#b8966a", "stroke_width": 0.4, "stroke_dasharray": "2 1.5"}


def anchored_lattice() -> str:
    """Return the lattice of a zone and of the same zone grown: no node moves."""
    small = Point(42, 30).buffer(22, quad_segs=24)
    grown = small.union(box(40, 14, 92, 52))
    nodes, more = staggered_lattice(small, 8.0), staggered_lattice(grown, 8.0)
    return picture(
        (100, 60),
        [
            *areas(grown, _GROWN),
            *areas(small, ZONE_STYLE),
            *discs(more, 1.1, {"fill": "none", "stroke": BLUE, "stroke_width": 0.5}),
            *discs(nodes, 0.8, {"fill": INK}),
        ],
    )


def cut_rows() -> str:
    """Return rows cut against the edges of a region with a hole, and the nodes that the stretches hold."""
    region = Polygon([(6, 8), (58, 4), (92, 26), (70, 54), (48, 34), (22, 56)]).difference(
        Point(62, 26).buffer(7, quad_segs=6)
    )
    rows = row_intervals(region, 8.0 * ROW_RATIO)
    y_mm = rows.row * 8.0 * ROW_RATIO
    start, end = np.column_stack((rows.start_mm, y_mm)), np.column_stack((rows.end_mm, y_mm))
    return picture(
        (100, 60),
        [
            *areas(region, ZONE_STYLE),
            *strokes(start, end, {"stroke": BLUE, "stroke_width": 0.6}),
            *discs(np.concatenate([start, end]), 0.9, {"fill": "white", "stroke": RED, "stroke_width": 0.5}),
            *discs(staggered_lattice(region, 8.0), 0.8, {"fill": INK}),
        ],
    )


def split_passes() -> str:
    """Return passes split at an exclusion with its margin, with passes along the rim, in walking order."""
    scar = affinity.rotate(box(44, 12, 50, 46), 18)
    zone = Polygon([(4, 10), (70, 4), (96, 30), (84, 56), (10, 50)]).difference(outer_buffer(scar, 4.0))
    passes = parallel_passes(zone, 8.0, max_stroke_mm=60, min_stroke_mm=2, along_rim=True)
    hops = {"stroke": RED, "stroke_width": 0.3, "stroke_dasharray": "1 1"}
    return picture(
        (100, 60),
        [
            *areas(zone, ZONE_STYLE),
            *areas(scar, KEEP_OUT),
            *strokes(passes.end[:-1], passes.start[1:], hops),
            *strokes(passes.start, passes.end, {"stroke": BLUE, "stroke_width": 0.9}),
            *discs(passes.start, 0.9, {"fill": BLUE}),
            *numbers(passes.start),
        ],
    )


def fill_with_discs() -> str:
    """Return a fill of a zone with a hole: every deposit with the disc that it serves."""
    zone = MultiPolygon(polygons_of(FILL_ZONE))
    anchor = np.array([[38.0, 24.0]])
    cover = fill_cover(zone, zone.buffer(-0.05), anchor, SPREAD_MM, SPREAD_MM / 2)
    served = {"fill": BLUE, "fill_opacity": 0.12, "stroke": BLUE, "stroke_width": 0.3}
    places = np.concatenate([anchor, cover.points])
    return picture(
        (100, 60),
        [
            *areas(zone, ZONE_STYLE),
            *discs(places, SPREAD_MM, served),
            *discs(places, 0.9, {"fill": INK}),
            *discs(anchor, 1.6, {"fill": "none", "stroke": RED, "stroke_width": 0.6}),
        ],
    )


def order_of_the_hand() -> str:
    """Return the order through scattered places, begun on the left and, dashed, on the right."""
    places = np.random.default_rng(12).uniform((6, 6), (94, 54), (24, 2))
    left, right = places[hand_order(places)], places[hand_order(places, start_right=True)]
    dashed = {"stroke": RED, "stroke_width": 0.4, "stroke_dasharray": "1.5 1"}
    return picture(
        (100, 60),
        [
            *strokes(right[:-1], right[1:], dashed),
            *strokes(left[:-1], left[1:], {"stroke": BLUE, "stroke_width": 0.7}),
            *discs(places, 1.0, {"fill": INK}),
            *discs(right[:1], 2.0, {"fill": "none", "stroke": RED, "stroke_width": 0.6}),
            *discs(left[:1], 2.0, {"fill": "none", "stroke": BLUE, "stroke_width": 0.6}),
            *numbers(left),
        ],
    )


PICTURES = {
    "lattice": anchored_lattice,
    "rows": cut_rows,
    "passes": split_passes,
    "fill": fill_with_discs,
    "order": order_of_the_hand,
    **PROOFS,
}


def main() -> int:
    """Write the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, draw in PICTURES.items():
        (FOLDER / f"{name}.svg").write_text(draw(), encoding="utf-8")
        print(f"Wrote docs/img/geometry/{name}.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
