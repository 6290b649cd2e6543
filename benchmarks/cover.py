"""How many deposits cover the eight zones, against plain lattices and against what is proved necessary.

Run ``python -m benchmarks.cover`` from the project's root (with the extra ``bench``): each zone is searched
for ten seconds of processor, and HiGHS and CP-SAT are given ten each by the wall; ``--quick`` leaves them
out, ``--zone``, ``--spread`` and ``--without`` do parts, ``--thorough`` asks the linear programme for better
bounds of thin zones (seconds for each). The rows are those of the table in ``docs/geometry-measured.md``; how
long the quick cover takes, once warm and in the median of 15, goes to the standard error beside the aim of
the lumbar band.
Centres may stand up to one spread outside of the zone, for all alike.
"""

import argparse
import statistics
import sys
import time

import numpy as np
from shapely.geometry.base import BaseGeometry

from benchmarks.cover_solvers import SOLVERS, solved_count
from benchmarks.zones import ZONES
from planner.geometry.bound import bound
from planner.geometry.bound_check import confirm
from planner.geometry.cover import fill_cover
from planner.geometry.discs import largest_gap
from planner.geometry.optimise import Patience, optimise_cover
from tests.geometry.plain_lattices import hexagonal_count, square_count

NO_ANCHORS = np.empty((0, 2))
SPREADS_MM = (5.0, 7.5, 10.0)
TIMES, MOST_MS = 15, 100


def optimised_count(zone: BaseGeometry, spread_mm: float, *, seconds: float, least: int, seed: int) -> int:
    """Return how many deposits the search comes to in so many seconds of processor, or at the bound."""
    end = time.process_time() + seconds
    patience = Patience(1_000_000, seed, lambda _step, count: count > least and time.process_time() < end)
    ground = zone.buffer(spread_mm)
    points = optimise_cover(zone, ground, NO_ANCHORS, spread_mm, 0, patience=patience).points
    assert largest_gap(points, zone)[0] <= spread_mm * (1 + 1e-9)
    return len(points)


def quick_ms(zone: BaseGeometry, spread_mm: float) -> float:
    """Return how much processor the quick cover takes: the median, after the call that is made first."""
    ground, times_ms = zone.buffer(spread_mm), []
    for _ in range(TIMES):
        begin = time.process_time()
        fill_cover(zone, ground, NO_ANCHORS, spread_mm, 0)
        times_ms.append((time.process_time() - begin) * 1e3)
    return statistics.median(times_ms)


def show(name: str, spread_mm: float, *, seconds: float, solvers: list[str], thorough: bool) -> None:
    """Print one row."""
    zone = ZONES[name]()
    points = fill_cover(zone, zone.buffer(spread_mm), NO_ANCHORS, spread_mm, 0).points
    assert largest_gap(points, zone)[0] <= spread_mm * (1 + 1e-9)
    claim = bound(zone, spread_mm, thorough=thorough)
    assert confirm(claim, zone, spread_mm)
    square, hexagonal = square_count(zone, spread_mm), hexagonal_count(zone, spread_mm)
    cells = [name, f"{spread_mm:g}", str(square), str(hexagonal), str(len(points))]
    best = len(points)
    if seconds:
        best = optimised_count(zone, spread_mm, seconds=seconds, least=claim.value, seed=1)
        cells.append(str(best))
    counts = [solved_count(zone, spread_mm, SOLVERS[solver], seconds) for solver in solvers]
    cells += ["none" if count is None else str(count) for count in counts]
    gap = f"{(best - claim.value) / best * 100:.1f} %"
    cells += [f"{claim.value}, {claim.kind.replace('_', ' ')}", f"{best / square:.2f}", gap]
    print(f"| {' | '.join(cells)} |", flush=True)
    aim = f" (aim: at most {MOST_MS} ms)" if name.startswith("lumbar") else ""
    taken = f"{quick_ms(zone, spread_mm):.0f} ms of processor"
    print(f"    {name} at {spread_mm:g} mm: quick in {taken}{aim}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="for the search and for each solver")
    parser.add_argument("--quick", action="store_true", help="neither search nor solvers")
    parser.add_argument("--without", choices=sorted(SOLVERS), action="append", default=[])
    parser.add_argument("--thorough", action="store_true")
    parser.add_argument("--zone", choices=sorted(ZONES), action="append")
    parser.add_argument("--spread", type=float, choices=SPREADS_MM, action="append")
    chosen = parser.parse_args()
    peers = [] if chosen.quick else [name for name in SOLVERS if name not in chosen.without]
    searched = [] if chosen.quick else ["searched"]
    head = ["zone", "r", "square", "hex", "quick", *searched, *peers, "bound", "of square", "gap"]
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for zone_name in chosen.zone or ZONES:
        for radius_mm in chosen.spread or SPREADS_MM:
            show(
                zone_name,
                radius_mm,
                seconds=0.0 if chosen.quick else chosen.seconds,
                solvers=peers,
                thorough=chosen.thorough,
            )
