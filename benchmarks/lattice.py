"""Lattices and passes against named peers, in one run, as ratios of processor time.

Run ``python benchmarks/lattice.py`` from the project's root. Aims: lattice at least 10 x ``contains_xy`` over
the box lattice at 40,000 points and more and at least 500 x a loop of prepared ``contains(Point)``; passes
at least 5 x ``intersection(MultiLineString)`` at 400 rows, equal length to 1e-9; 10,000 micro-drops at least
50 x the plain loop. A busy machine pays for fresh memory first, which flatters the peers.
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
from planner.geometry.passes import parallel_passes


def seconds(run: Callable[[], object], tries: int) -> float:
    """Return the least processor time of several runs: other work on the machine does not count."""
    taken = []
    for _ in range(tries):
        begin = time.process_time()
        run()
        taken.append(time.process_time() - begin)
    return max(min(taken), 1e-7)


def batch(run: Callable[[], object], times: int = 20) -> float:
    """Return the time of one of many runs in a row, for what is too quick to time alone."""
    return seconds(lambda: [run() for _ in range(times)], 7) / times


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


def show_lattice(name: str, spacing_mm: float) -> None:
    zone = ZONES[name]()
    count = len(staggered_lattice(zone, spacing_mm))
    ours = batch(lambda: staggered_lattice(zone, spacing_mm))
    vector = seconds(lambda: by_contains_xy(zone, spacing_mm), 5)
    loop = seconds(lambda: by_prepared_loop(zone, spacing_mm), 1)
    clip = seconds(lambda: by_geopandas(zone, spacing_mm), 2)
    nodes = staggered_lattice(zone, spacing_mm)
    floor = batch(nodes.copy)
    same = len(by_contains_xy(zone, spacing_mm)) == count
    print(f"{name:14} {spacing_mm:4} mm {count:7} points {ours * 1e3:7.2f} ms, same count: {same}", end="")
    print(f" | contains_xy {vector / ours:4.0f} x | prepared loop {loop / ours:5.0f} x", end="")
    print(f" | geopandas clip {clip / ours:4.0f} x | ours over a copy of the result {ours / floor:4.1f} x")


def show_passes(name: str, spacing_mm: float) -> None:
    zone = ZONES[name]()
    lines = rows_of(zone, spacing_mm)
    passes = parallel_passes(zone, spacing_mm, max_stroke_mm=40, min_stroke_mm=0)
    ours = batch(lambda: parallel_passes(zone, spacing_mm, max_stroke_mm=40, min_stroke_mm=0))
    peer = seconds(lambda: zone.intersection(lines), 5)
    length_mm = np.hypot(*(passes.end - passes.start).T).sum()
    off = abs(length_mm / zone.intersection(lines).length - 1)
    print(f"{name:14} {spacing_mm:5} mm {len(lines.geoms)} rows {len(passes.start):5} strokes", end="")
    print(f" {ours * 1e3:6.2f} ms | intersection(MultiLineString) {peer / ours:5.1f} x", end="")
    print(f" | length differs by {off:.0e}")


def show_ten_thousand() -> None:
    zone, spacing_mm = ZONES["lumbar300x150"](), 2.26
    ours = batch(lambda: staggered_lattice(zone, spacing_mm))
    loop = seconds(lambda: by_plain_loop(zone, spacing_mm), 1)
    clip = seconds(lambda: by_geopandas(zone, spacing_mm), 3)
    count = len(staggered_lattice(zone, spacing_mm))
    print(f"{count} micro-drops: plain contains loop {loop / ours:.0f} x, geopandas clip {clip / ours:.0f} x")


if __name__ == "__main__":
    for zone_name in ("lumbar300x150", "back400x500", "moles10", "tender40"):
        show_lattice(zone_name, 2.0)
        show_lattice(zone_name, 1.0)
    show_lattice("moles10", 0.7)
    show_lattice("tender40", 0.6)
    for zone_name, gap_mm in (
        ("back400x500", 1.25),
        ("strip30x300", 0.7),
        ("moles10", 0.375),
        ("tender40", 1.0),
    ):
        show_passes(zone_name, gap_mm)
    show_ten_thousand()
