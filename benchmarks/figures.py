"""The exact figures of a plan against polygons and rasters, in one run, as ratios of processor time.

Run ``python -m benchmarks.figures`` from the project's root. Aims at 600 deposits: areas by arcs at least
20 x faster than a union of 64-segment buffers, with an error below 1e-9; the largest gap at least 15 x faster
than a raster of 0.25 mm, with error 0.

What the error is measured against knows nothing of arcs. Discs that do not touch cover n pi r^2, two of them
what their lens leaves, a covering lattice its whole zone. For the other plans it is a union of many-sided
polygons, extrapolated: inscribed polygons of twice the corners lack a quarter of the area, so Richardson's
(4 A_2n - A_n) / 3 takes out the leading term and (16 B_2n - B_n) / 15 the next. The largest gap of a lattice
that holds its zone is its side over the root of 3; elsewhere the gap is measured again at its place.
"""

import math

import numpy as np
import shapely
from scipy.spatial import KDTree
from shapely import box
from shapely.geometry.base import BaseGeometry

from benchmarks.lattice import least_seconds
from benchmarks.zones import ZONES
from planner.geometry.discs import disc_union_areas, largest_gap, served_by_discs
from planner.geometry.lattice import staggered_lattice

RASTER_MM = 0.25
SEGMENTS = 64  # of a buffer's circle


def some_deposits(zone: BaseGeometry, spacing_mm: float) -> np.ndarray:
    """Return a staggered lattice over the zone, every twentieth deposit left out."""
    nodes = staggered_lattice(zone, spacing_mm)
    return nodes[np.random.default_rng(7).permutation(len(nodes)) >= len(nodes) // 20]


def by_buffers(centres: np.ndarray, radius_mm: float, zone: BaseGeometry, segments: int) -> float:
    discs = shapely.buffer(shapely.points(centres), radius_mm, quad_segs=segments // 4)
    return float(shapely.union_all(discs).intersection(zone).area)


def by_voronoi(centres: np.ndarray, radius_mm: float, zone: BaseGeometry) -> float:
    """Return what GEOS' Voronoi cells say: each cell cut with its own 64-segment disc and with the zone."""
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(centres), extend_to=zone))
    cells = shapely.make_valid(cells)
    owner = shapely.STRtree(shapely.points(centres)).nearest(shapely.point_on_surface(cells))
    discs = shapely.buffer(shapely.points(centres[owner]), radius_mm, quad_segs=SEGMENTS // 4)
    return float(shapely.area(shapely.intersection(shapely.intersection(cells, discs), zone)).sum())


def raster_of(zone: BaseGeometry) -> np.ndarray:
    x_min, y_min, x_max, y_max = zone.bounds
    x, y = np.meshgrid(np.arange(x_min, x_max, RASTER_MM), np.arange(y_min, y_max, RASTER_MM))
    places = np.column_stack((x.ravel(), y.ravel()))
    return places[shapely.contains_xy(zone, places[:, 0], places[:, 1])]


def gap_by_raster(centres: np.ndarray, zone: BaseGeometry) -> float:
    """Return the greatest distance from a place of the raster to its nearest centre, by SciPy's KD-tree."""
    return float(KDTree(centres).query(raster_of(zone))[0].max())


def extrapolated(centres: np.ndarray, radius_mm: float, zone: BaseGeometry) -> float:
    """Return the area by polygons of 256, 512 and 1024 corners, their error taken out twice."""
    rough, fine, finest = (by_buffers(centres, radius_mm, zone, n) for n in (256, 512, 1024))
    once, again = (4 * fine - rough) / 3, (4 * finest - fine) / 3
    return (16 * again - once) / 15


def show_areas(name: str, spacing_mm: float, radius_mm: float) -> None:
    zone = ZONES[name]()
    centres = some_deposits(zone, spacing_mm)
    exact_mm2 = extrapolated(centres, radius_mm, zone)
    runs = {
        "ours": lambda: disc_union_areas(centres, radius_mm, zone)[0],
        "ours with multiplicity": lambda: served_by_discs(centres, radius_mm, zone).inside_mm2,
        "64-segment buffers": lambda: by_buffers(centres, radius_mm, zone, SEGMENTS),
        "256-segment buffers": lambda: by_buffers(centres, radius_mm, zone, 4 * SEGMENTS),
        "Voronoi cells": lambda: by_voronoi(centres, radius_mm, zone),
    }
    taken = least_seconds(runs, rounds=5)
    print(f"{name:14} {len(centres):5} deposits, r {radius_mm:g} mm: {taken['ours'] * 1e3:5.2f} ms", end="")
    for peer, run in runs.items():
        off = abs(run() / exact_mm2 - 1)
        print(f" | {peer} {taken[peer] / taken['ours']:.1f} x, off by {off:.0e}", end="")
    print(flush=True)


def show_gap(name: str, spacing_mm: float) -> None:
    zone = ZONES[name]()
    centres = some_deposits(zone, spacing_mm)
    gap_mm, where = largest_gap(centres, zone)
    attained_mm = np.hypot(*(centres - where).T).min()
    runs = {"ours": lambda: largest_gap(centres, zone), "raster": lambda: gap_by_raster(centres, zone)}
    taken = least_seconds(runs, rounds=4)
    print(
        f"{name:14} {len(centres):5} deposits: gap {gap_mm:.4f} mm in {taken['ours'] * 1e3:5.2f} ms", end=""
    )
    print(f", off by {abs(attained_mm - gap_mm):.0e} mm at its place", end="")
    print(f" | {RASTER_MM} mm raster {taken['raster'] / taken['ours']:.0f} x", end="")
    print(f", {gap_mm - gap_by_raster(centres, zone):.3f} mm short", flush=True)


def show_known() -> None:
    """Print how far the exact figures are from those that are known in closed form."""
    apart = np.stack(np.meshgrid(np.arange(25) * 20.0, np.arange(24) * 20.0), axis=-1).reshape(-1, 2)
    lone_mm2 = disc_union_areas(apart, 9.5, box(-20, -20, 520, 520))[0]
    print(f"600 discs apart: off by {abs(lone_mm2 / (600 * math.pi * 9.5**2) - 1):.0e}")
    lens_mm2 = 100 * (2 * math.pi / 3 - math.sqrt(3) / 2)
    two_mm2 = disc_union_areas(np.array([[40.0, 50], [50, 50]]), 10, box(0, 0, 100, 100))[0]
    print(f"two discs one radius apart: off by {abs(two_mm2 / (200 * math.pi - lens_mm2) - 1):.0e}")
    zone = box(0, 0, 300, 170)
    cover = staggered_lattice(box(-15, -15, 315, 185), 10)
    gap_mm = largest_gap(cover, zone)[0]
    print(f"{len(cover)} deposits of a lattice: gap off by {abs(gap_mm / (10 / math.sqrt(3)) - 1):.0e}")
    covered_mm2 = disc_union_areas(cover, 10 / math.sqrt(3) * (1 + 1e-9), zone)[0]
    print(f"{len(cover)} deposits that cover: area off by {abs(covered_mm2 / zone.area - 1):.0e}")


if __name__ == "__main__":
    show_known()
    for zone_name, apart_mm, reach_mm in (
        ("moles10", 15.0, 10.0),
        ("lumbar300x150", 9.0, 5.2),
        ("back400x500", 9.0, 5.2),
    ):
        show_areas(zone_name, apart_mm, reach_mm)
    for zone_name, apart_mm in (("moles10", 15.0), ("lumbar300x150", 9.0), ("back400x500", 9.0)):
        show_gap(zone_name, apart_mm)
