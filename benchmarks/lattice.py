"""Lattices and passes against named peers, in one run, as ratios of processor time.

Run ``python -m benchmarks.lattice`` from the project's root. Aims: lattice at least 10 x ``contains_xy`` over
the box lattice at 40,000 points and more and at least 500 x a loop of prepared ``contains(Point)``; passes
at least 5 x ``intersection(MultiLineString)`` at 400 rows, equal length to 1e-9; 10,000 micro-drops at least
50 x the plain loop. Ours and the peer are run in turn, and the least time of each counts.
"""

import math
import time
from collections.abc import Callable

import geopandas
import numpy as np
import shapely
from shapely import MultiLineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.prepared import prep

from benchmarks.zones import ZONES
from planner.geometry.lattice import ROW_RATIO, staggered_lattice
from planner.geometry.passes import direction_with_fewest_passes_deg, parallel_passes
from planner.geometry.rows import row_intervals

TIMES = {"ours": 8, "copy": 8}  # what is quick is run more often in a round


def least_seconds(runs: dict[str, Callable[[], object]], rounds: int = 12) -> dict[str, float]:
    """Return the least processor time of each run, all in turn, so that a busy moment meets them all."""
    least = dict.fromkeys(runs, math.inf)
    for _ in range(rounds):
        for name, run in runs.items():
            for _ in range(TIMES.get(name, 1)):
                begin = time.process_time()
                run()
                least[name] = min(least[name], time.process_time() - begin)
    return {name: max(taken, 1e-7) for name, taken in least.items()}


def box_lattice(zone: BaseGeometry, spacing_mm: float) -> np.ndarray:
    """Return the staggered lattice of the whole bounding box."""
    x_min, y_min, x_max, y_max = zone.bounds
    step_mm = spacing_mm * ROW_RATIO
    row = np.arange(math.ceil(y_min / step_mm), math.floor(y_max / step_mm) + 1)
    column = np.arange(math.ceil(x_min / spacing_mm) - 1, math.floor(x_max / spacing_mm) + 1)
    x, y = np.meshgrid(column * spacing_mm, row * step_mm)
    return np.column_stack(((x + (row % 2)[:, None] * spacing_mm / 2).ravel(), y.ravel()))


def by_contains_xy(zone: BaseGeometry, spacing_mm: float) -> np.ndarray:
    nodes = box_lattice(zone, spacing_mm)
    return nodes[shapely.contains_xy(zone, nodes[:, 0], nodes[:, 1])]


def by_prepared_loop(zone: BaseGeometry, spacing_mm: float) -> list:
    prepared = prep(zone)
    return [point for point in map(Point, box_lattice(zone, spacing_mm)) if prepared.contains(point)]


def by_plain_loop(zone: BaseGeometry, spacing_mm: float) -> list:
    return [point for point in map(Point, box_lattice(zone, spacing_mm)) if zone.contains(point)]


def by_geopandas(zone: BaseGeometry, spacing_mm: float) -> object:
    nodes = box_lattice(zone, spacing_mm)
    return geopandas.GeoSeries(geopandas.points_from_xy(nodes[:, 0], nodes[:, 1])).clip(zone)


def rows_of(zone: BaseGeometry, spacing_mm: float) -> MultiLineString:
    x_min, y_min, x_max, y_max = zone.bounds
    rows = np.arange(math.floor(y_min / spacing_mm), math.ceil(y_max / spacing_mm)) + 0.5
    return MultiLineString([[(x_min - 1, y), (x_max + 1, y)] for y in rows * spacing_mm])


def by_every_direction(zone: BaseGeometry, spacing_mm: float) -> list:
    return [
        row_intervals(zone, spacing_mm, phase=0.5, direction_deg=float(angle)) for angle in range(-89, 91)
    ]


def show_lattice(name: str, spacing_mm: float) -> None:
    zone = ZONES[name]()
    nodes = staggered_lattice(zone, spacing_mm)
    taken = least_seconds(
        {
            "ours": lambda: staggered_lattice(zone, spacing_mm),
            "contains_xy": lambda: by_contains_xy(zone, spacing_mm),
            "copy": lambda: nodes.copy(order="K"),
        }
    )
    taken |= least_seconds({"loop": lambda: by_prepared_loop(zone, spacing_mm)}, rounds=2)
    taken |= least_seconds({"clip": lambda: by_geopandas(zone, spacing_mm)}, rounds=2)
    times = {peer: seconds / taken["ours"] for peer, seconds in taken.items()}
    same = len(by_contains_xy(zone, spacing_mm)) == len(nodes)
    print(f"{name:14} {spacing_mm:4} mm {len(nodes):7} points, same count: {same}", end="")
    print(f" | {taken['ours'] * 1e3:5.2f} ms", end="")
    print(f" | contains_xy {times['contains_xy']:4.0f} x | prepared loop {times['loop']:5.0f} x", end="")
    print(
        f" | geopandas clip {times['clip']:4.0f} x | a copy of the result {times['copy']:5.2f} x", flush=True
    )


def show_passes(name: str, spacing_mm: float) -> None:
    zone = ZONES[name]()
    lines = rows_of(zone, spacing_mm)
    passes = parallel_passes(zone, spacing_mm, max_stroke_mm=40, min_stroke_mm=0)
    taken = least_seconds(
        {
            "ours": lambda: parallel_passes(zone, spacing_mm, max_stroke_mm=40, min_stroke_mm=0),
            "peer": lambda: zone.intersection(lines),
        }
    )
    length_mm = np.hypot(*(passes.end - passes.start).T).sum()
    off = abs(length_mm / zone.intersection(lines).length - 1)
    print(f"{name:14} {spacing_mm:5} mm {len(lines.geoms)} rows {len(passes.start):5} strokes", end="")
    print(f" {taken['ours'] * 1e3:6.2f} ms", end="")
    print(f" | intersection(MultiLineString) {taken['peer'] / taken['ours']:5.1f} x", end="")
    print(f" | length differs by {off:.0e}", flush=True)


def show_direction(name: str, spacing_mm: float) -> None:
    zone = ZONES[name]()
    taken = least_seconds(
        {
            "ours": lambda: direction_with_fewest_passes_deg(
                zone, spacing_mm, max_stroke_mm=100, min_stroke_mm=2
            ),
            "one by one": lambda: by_every_direction(zone, spacing_mm),
        },
        rounds=5,
    )
    print(f"{name:14} {spacing_mm:5} mm, best of 180 directions {taken['ours'] * 1e3:5.1f} ms", end="")
    print(f" | cutting them one by one {taken['one by one'] / taken['ours']:4.1f} x", flush=True)


def show_ten_thousand() -> None:
    zone, spacing_mm = ZONES["lumbar300x150"](), 2.26
    taken = least_seconds({"ours": lambda: staggered_lattice(zone, spacing_mm)})
    taken |= least_seconds({"loop": lambda: by_plain_loop(zone, spacing_mm)}, rounds=1)
    taken |= least_seconds({"clip": lambda: by_geopandas(zone, spacing_mm)}, rounds=3)
    count = len(staggered_lattice(zone, spacing_mm))
    print(f"{count} micro-drops: plain contains loop {taken['loop'] / taken['ours']:.0f} x,", end="")
    print(f" geopandas clip {taken['clip'] / taken['ours']:.0f} x")


FORTY_THOUSAND = {
    "disc20": 0.17,
    "two_discs": 0.28,
    "strip30x300": 0.45,
    "lumbar300x150": 1.0,
    "back400x500": 2.0,
    "moles10": 0.7,
    "crescent": 0.24,
    "tender40": 0.6,
}
"""The spacing at which each zone holds somewhat more than 40,000 points. [mm]"""

if __name__ == "__main__":
    for zone_name, gap_mm in FORTY_THOUSAND.items():
        show_lattice(zone_name, gap_mm)
    show_lattice("back400x500", 1.0)
    show_lattice("lumbar300x150", 2.0)
    for zone_name, gap_mm in (
        ("back400x500", 1.25),
        ("strip30x300", 0.7),
        ("moles10", 0.375),
        ("tender40", 1.0),
    ):
        show_passes(zone_name, gap_mm)
    for zone_name in FORTY_THOUSAND:
        show_direction(zone_name, 5.0)
    show_ten_thousand()
