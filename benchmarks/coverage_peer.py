"""Passes against ``coverage_path_planner`` 1.4.0, a planner for mowing robots, on seeded zones, in one run.

Run ``python -m benchmarks.coverage_peer``; ``--seeds 0:50 72:220`` takes other zones, ``--ours`` leaves the
peer out. Every zone is random, with a strip 20 mm wide kept out of it, where it fits in. Both draw lines 10
mm apart at 18 angles; a place is served within 5 mm of the path. Aims for ours with rim passes: coverage at
least 99.5 % in the median and 98.5 % at the least, path at most 1.1 x the ideal (area by spacing), never in
the strip. Where rim passes half-way between the rows cannot have both, coverage comes first. The peer's
path never lifts; ours does, so the way between strokes is told apart. Areas are those of polygons, discs
drawn with 128 corners: right to 4e-4 of a disc, for both.
"""

import argparse
import math
from dataclasses import dataclass

import coverage_path_planner as peer
import numpy as np
import shapely
from shapely import LineString, MultiLineString, Polygon
from shapely.geometry.base import BaseGeometry

from planner.geometry.passes import parallel_passes
from tests.geometry.strip_zones import a_case

SPACING_MM = 10.0
ANGLES_DEG = tuple(range(0, 180, 10))
SEEDS = range(50)
_MOST_PATH = 1.1
_NEAR_ENOUGH_MM = 1e-6  # the peer may touch the strip's border


@dataclass(frozen=True, slots=True)
class Result:
    """What one path over one zone comes to, lengths in units of the ideal path."""

    coverage: float
    path: float
    way_between: float
    in_strip_mm: float


def result_of(path: BaseGeometry, zone: BaseGeometry, strip: Polygon, way_between_mm: float) -> Result:
    ideal_mm = zone.area / SPACING_MM
    lines = shapely.get_parts(path)
    served = shapely.union_all(shapely.buffer(lines, SPACING_MM / 2, quad_segs=32))
    return Result(
        served.intersection(zone).area / zone.area,
        path.length / ideal_mm,
        way_between_mm / ideal_mm,
        path.intersection(strip.buffer(-_NEAR_ENOUGH_MM)).length,
    )


def by_ours(outline: Polygon, strip: Polygon, angle_deg: float, *, along_rim: bool) -> Result:
    zone = outline.difference(strip)
    passes = parallel_passes(
        zone,
        SPACING_MM,
        max_stroke_mm=100,
        min_stroke_mm=2,
        direction_deg=angle_deg,
        along_rim=along_rim,
    )
    hops = passes.start[1:] - passes.end[:-1]
    strokes = MultiLineString(list(np.stack([passes.start, passes.end], axis=1)))
    return result_of(strokes, zone, strip, float(np.hypot(*hops.T).sum()))


def by_peer(outline: Polygon, strip: Polygon, angle_deg: float, *, laps: int) -> Result:
    """Return the peer's result: lines, and so many laps round the outline and round the strip."""
    surroundings = peer.Environment(_for_peer(outline))
    surroundings.addObstacle(_for_peer(strip))
    wanted = peer.PathSettings()
    wanted.pattern, wanted.offset, wanted.angle = "lines", SPACING_MM, math.radians(angle_deg)
    wanted.distanceToBorder = 0.0
    wanted.mowBorder = wanted.mowExclusionsBorder = laps > 0
    wanted.borderLaps = wanted.exclusionsBorderLaps = laps
    begin = peer.Point(*outline.exterior.coords[0])
    found = peer.PathService().computeFullTask(surroundings, wanted, begin).path.getPoints()
    # one segment at a time: a path that crosses itself is buffered piece by piece, as ours is
    path = np.array([(point.x, point.y) for point in found])
    steps = [LineString(step) for step in np.stack([path[:-1], path[1:]], axis=1)]
    return result_of(MultiLineString(steps), outline.difference(strip), strip, 0.0)


def _for_peer(polygon: Polygon) -> peer.Polygon:
    return peer.Polygon([peer.Point(*corner) for corner in polygon.exterior.coords[:-1]])


def show(name: str, results: list[Result]) -> None:
    coverage = np.array([result.coverage for result in results])
    path = np.array([result.path for result in results])
    between = np.array([result.way_between for result in results])
    entered = sum(result.in_strip_mm > 0 for result in results)
    deepest_mm = max(result.in_strip_mm for result in results)
    print(f"{name:28} coverage median {np.median(coverage):7.2%}, least {coverage.min():7.2%}", end="")
    print(f" | path median {np.median(path):.2f}, most {path.max():.2f} x the ideal", end="")
    print(f" | way between strokes {np.median(between):.2f}", end="")
    print(f" | in the strip {entered} of {len(results)} times, at most {deepest_mm:.0f} mm", end="")
    print(f" | path above {_MOST_PATH} in {(path > _MOST_PATH).sum()}", flush=True)


def _seeds(words: str) -> range:
    first, _, end = words.partition(":")
    return range(int(first), int(end))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=_seeds, nargs="+", default=[SEEDS], metavar="FIRST:END")
    parser.add_argument("--ours", action="store_true")
    chosen = parser.parse_args()
    seeds = [seed for some in chosen.seeds for seed in some]
    grounds = [(outline, strip) for outline, strip in map(a_case, seeds) if outline.contains(strip)]
    cases = [(*ground, float(angle_deg)) for ground in grounds for angle_deg in ANGLES_DEG]
    print(f"{len(grounds)} zones at {len(ANGLES_DEG)} angles")
    if not chosen.ours:
        show("coverage_path_planner", [by_peer(*case, laps=0) for case in cases])
        show("the same with one lap", [by_peer(*case, laps=1) for case in cases])
    show("ours, rows alone", [by_ours(*case, along_rim=False) for case in cases])
    show("ours with rim passes", [by_ours(*case, along_rim=True) for case in cases])
