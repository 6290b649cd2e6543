"""Draw the pictures of `docs/geometry.md`: ``python -m tools.draw_geometry``; all in them is computed."""

import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Point, Polygon, affinity, box

from planner.geometry.areas import outer_buffer, polygons_of
from planner.geometry.cover import fill_cover
from planner.geometry.lattice import ROW_RATIO, staggered_lattice
from planner.geometry.order import hand_order
from planner.geometry.passes import parallel_passes
from planner.geometry.rows import row_intervals
from tools.svg_writing import decimal, tag, text

FOLDER = Path(__file__).parent.parent / "docs" / "img" / "geometry"
FILL_ZONE = Point(50, 30).buffer(23, quad_segs=16).difference(box(52, 21, 60, 30))
SPREAD_MM = 7.5

_ZONE = {"fill": "#f3dfc6", "stroke": "#7a5a2e", "stroke_width": 0.5}
_GROWN = {"fill": "#faf1e4", "stroke": "#b8966a", "stroke_width": 0.4, "stroke_dasharray": "2 1.5"}
_KEEP_OUT = {"fill": "#e3e3e3", "stroke": "#555555", "stroke_width": 0.4}
_INK, _BLUE, _RED = "#222222", "#0a5c8f", "#b3261e"


def anchored_lattice() -> str:
    """Return the lattice of a zone and of the same zone grown: no node moves."""
    small = Point(42, 30).buffer(22, quad_segs=24)
    grown = small.union(box(40, 14, 92, 52))
    nodes, more = staggered_lattice(small, 8.0), staggered_lattice(grown, 8.0)
    return _picture(
        (100, 60),
        [
            *_areas(grown, _GROWN),
            *_areas(small, _ZONE),
            *_discs(more, 1.1, {"fill": "none", "stroke": _BLUE, "stroke_width": 0.5}),
            *_discs(nodes, 0.8, {"fill": _INK}),
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
    return _picture(
        (100, 60),
        [
            *_areas(region, _ZONE),
            *_strokes(start, end, {"stroke": _BLUE, "stroke_width": 0.6}),
            *_discs(
                np.concatenate([start, end]), 0.9, {"fill": "white", "stroke": _RED, "stroke_width": 0.5}
            ),
            *_discs(staggered_lattice(region, 8.0), 0.8, {"fill": _INK}),
        ],
    )


def split_passes() -> str:
    """Return passes split at an exclusion with its margin, with passes along the rim, in walking order."""
    scar = affinity.rotate(box(44, 12, 50, 46), 18)
    zone = Polygon([(4, 10), (70, 4), (96, 30), (84, 56), (10, 50)]).difference(outer_buffer(scar, 4.0))
    passes = parallel_passes(zone, 8.0, max_stroke_mm=60, min_stroke_mm=2, along_rim=True)
    hops = {"stroke": _RED, "stroke_width": 0.3, "stroke_dasharray": "1 1"}
    return _picture(
        (100, 60),
        [
            *_areas(zone, _ZONE),
            *_areas(scar, _KEEP_OUT),
            *_strokes(passes.end[:-1], passes.start[1:], hops),
            *_strokes(passes.start, passes.end, {"stroke": _BLUE, "stroke_width": 0.9}),
            *_discs(passes.start, 0.9, {"fill": _BLUE}),
            *_numbers(passes.start),
        ],
    )


def fill_with_discs() -> str:
    """Return a fill of a zone with a hole: every deposit with the disc that it serves."""
    zone = MultiPolygon(polygons_of(FILL_ZONE))
    anchor = np.array([[38.0, 24.0]])
    cover = fill_cover(zone, zone.buffer(-0.05), anchor, SPREAD_MM, SPREAD_MM / 2)
    served = {"fill": _BLUE, "fill_opacity": 0.12, "stroke": _BLUE, "stroke_width": 0.3}
    places = np.concatenate([anchor, cover.points])
    return _picture(
        (100, 60),
        [
            *_areas(zone, _ZONE),
            *_discs(places, SPREAD_MM, served),
            *_discs(places, 0.9, {"fill": _INK}),
            *_discs(anchor, 1.6, {"fill": "none", "stroke": _RED, "stroke_width": 0.6}),
        ],
    )


def order_of_the_hand() -> str:
    """Return the order through scattered places, begun on the left and, dashed, on the right."""
    places = np.random.default_rng(12).uniform((6, 6), (94, 54), (24, 2))
    left, right = places[hand_order(places)], places[hand_order(places, start_right=True)]
    dashed = {"stroke": _RED, "stroke_width": 0.4, "stroke_dasharray": "1.5 1"}
    return _picture(
        (100, 60),
        [
            *_strokes(right[:-1], right[1:], dashed),
            *_strokes(left[:-1], left[1:], {"stroke": _BLUE, "stroke_width": 0.7}),
            *_discs(places, 1.0, {"fill": _INK}),
            *_discs(right[:1], 2.0, {"fill": "none", "stroke": _RED, "stroke_width": 0.6}),
            *_discs(left[:1], 2.0, {"fill": "none", "stroke": _BLUE, "stroke_width": 0.6}),
            *_numbers(left),
        ],
    )


PICTURES = {
    "lattice": anchored_lattice,
    "rows": cut_rows,
    "passes": split_passes,
    "fill": fill_with_discs,
    "order": order_of_the_hand,
}

_Style = dict[str, str | float]


def _picture(size_mm: tuple[int, int], content: Iterable[str]) -> str:
    width, height = size_mm
    ground = tag("rect", width=width, height=height, fill="white")
    inside = "\n".join(["", ground, *content, ""])
    namespace = {"xmlns": "http://www.w3.org/2000/svg"}
    return tag("svg", inside, **namespace, viewBox=f"0 0 {width} {height}", width=8 * width) + "\n"


def _areas(area: shapely.Geometry, style: _Style) -> list[str]:
    data = []
    for polygon in polygons_of(area):
        for ring in (polygon.exterior, *polygon.interiors):
            corners = [f"{decimal(x)} {decimal(y)}" for x, y in ring.coords[:-1]]
            data.append(f"M{' L'.join(corners)} Z")
    return [tag("path", d=" ".join(data), fill_rule="evenodd", **style)]


def _discs(places: NDArray[np.float64], radius_mm: float, style: _Style) -> list[str]:
    return [tag("circle", cx=x, cy=y, r=radius_mm, **style) for x, y in places.tolist()]


def _strokes(start: NDArray[np.float64], end: NDArray[np.float64], style: _Style) -> list[str]:
    ends = np.hstack([start, end]).tolist()
    return [tag("line", x1=x1, y1=y1, x2=x2, y2=y2, **style) for x1, y1, x2, y2 in ends]


def _numbers(places: NDArray[np.float64]) -> list[str]:
    style: _Style = {"font_size": 3.2, "font_family": "sans-serif", "fill": _INK}
    return [text(str(n), x + 1.2, y - 1.2, **style) for n, (x, y) in enumerate(places.tolist(), start=1)]


def main() -> int:
    """Write the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, draw in PICTURES.items():
        (FOLDER / f"{name}.svg").write_text(draw(), encoding="utf-8")
        print(f"Wrote docs/img/geometry/{name}.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
