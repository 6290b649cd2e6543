"""The hand's order against LKH (``elkai``), in one run: length, time, crossings and the way upwards.

Run ``python -m benchmarks.order``. LKH looks for the shortest open path: a place 0 from all others closes
it. Aims: at most 1.005 x its length on lattice plans and 1.08 x on 300 scattered places, at a fiftieth
of its time, without crossings. A shortest path ignores where the hand begins and how often it goes back up.
So LKH also looks for the path that is best by our own measure, length and half the way upwards, from our
start: a lower bound in practice for what we could do, told as "by our measure".
"""

import math
import time
from collections.abc import Callable

import elkai
import numpy as np

from benchmarks.zones import ZONES
from planner.geometry.lattice import staggered_lattice
from planner.geometry.moves import UPWARD, step_costs
from planner.geometry.order import crossings, hand_order

FloatArray = np.ndarray
_PER_MM = 1000  # LKH counts in whole units


def by_lkh(places: FloatArray) -> FloatArray:
    """Return the places along the path that LKH finds."""
    apart = np.hypot(*(places[:, None] - places[None, :]).T)
    matrix = np.zeros((len(places) + 1, len(places) + 1), dtype=np.int64)
    matrix[1:, 1:] = np.rint(apart * _PER_MM)
    tour = elkai.DistanceMatrix(matrix.tolist()).solve_tsp()
    return places[np.array(tour[1:-1]) - 1]


def by_lkh_for_us(places: FloatArray, start: int) -> FloatArray:
    """Return the path from a start that LKH finds if it counts as we do.

    The price upwards is an ordinary distance plus a term of the last place, so the open end can hold it; all
    other ways to the open end are dearer than the one to the start, which is therefore taken.
    """
    cost_mm = step_costs(places)
    cost_mm[-1, :-1] += 10 * np.ptp(places)
    cost_mm[:-1, -1] = cost_mm[-1, :-1]
    cost_mm[[start, -1], [-1, start]] = 0.0
    matrix = np.rint(np.roll(cost_mm, 1, axis=(0, 1)) * _PER_MM).astype(np.int64)
    tour = np.array(elkai.DistanceMatrix(matrix.tolist()).solve_tsp()[1:-1]) - 1
    return places[tour if tour[0] == start else tour[::-1]]


def by_hand(places: FloatArray) -> FloatArray:
    return places[hand_order(places)]


def shuffled(places: FloatArray) -> FloatArray:
    return np.random.default_rng(len(places)).permutation(places)


def scattered(count: int) -> FloatArray:
    return np.random.default_rng(count).uniform(0, 300, (count, 2))


def on_lattice(name: str, spacing_mm: float) -> FloatArray:
    return shuffled(staggered_lattice(ZONES[name](), spacing_mm))


def timed(
    run: Callable[[FloatArray], FloatArray], places: FloatArray, tries: int
) -> tuple[FloatArray, float]:
    """Return the path and the least processor time of several runs, in seconds."""
    least = math.inf
    for _ in range(tries):
        begin = time.process_time()
        path = run(places)
        least = min(least, time.process_time() - begin)
    return path, least


def figures(path: FloatArray) -> tuple[float, float, int]:
    """Return length and upward way in mm, and the number of crossings."""
    step = np.diff(path, axis=0)
    return float(np.hypot(*step.T).sum()), float(-step[step[:, 1] < 0, 1].sum()), len(crossings(path))


def by_our_measure(path: FloatArray) -> float:
    length_mm, up_mm, _ = figures(path)
    return length_mm + UPWARD * up_mm


def show(name: str, places: FloatArray, *, tries: int) -> None:
    (ours, ours_s), (peer, peer_s) = timed(by_hand, places, 5), timed(by_lkh, places, tries)
    (ours_mm, ours_up_mm, ours_crossed), (peer_mm, peer_up_mm, peer_crossed) = figures(ours), figures(peer)
    print(f"{name:24} {len(places):5} places | length {ours_mm / peer_mm:.4f} x LKH", end="")
    print(f" | {ours_s * 1e3:7.1f} ms, LKH {peer_s / ours_s:6.0f} x as long", end="")
    print(f" | crossings {ours_crossed}, LKH {peer_crossed}", end="")
    print(f" | upwards {ours_up_mm:6.0f} mm, LKH {peer_up_mm:6.0f} mm", end="")
    best = by_lkh_for_us(places, int(hand_order(places)[0]))
    best_mm, best_up_mm, _ = figures(best)
    measure = by_our_measure(best)
    either_way = min(by_our_measure(peer), by_our_measure(peer[::-1]))
    print(f" | by our measure {by_our_measure(ours) / measure:.4f}", end="")
    print(f", LKH's shortest {either_way / measure:.4f}", end="")
    print(f" (best: length {best_mm / peer_mm:.4f}, upwards {best_up_mm:.0f} mm)", flush=True)


def show_against_constant(count: int) -> None:
    """Print the length over 0.7124 sqrt(n A), what the shortest tours of random places tend to as n grows.

    LKH did not end on 3,000 places within 18 minutes. The constant leaves out what a border adds, so the
    shortest path is a little longer than it.
    """
    places = scattered(count)
    path, taken_s = timed(by_hand, places, 5)
    length_mm, up_mm, crossed = figures(path)
    least_mm = 0.7124 * math.sqrt(count * 300 * 300)
    print(f"{'scattered':24} {count:5} places | length {length_mm / least_mm:.4f} x 0.7124 sqrt(n A)", end="")
    print(f" | {taken_s * 1e3:7.1f} ms | crossings {crossed} | upwards {up_mm:6.0f} mm", flush=True)


if __name__ == "__main__":
    show("lumbar lattice, 12 mm", on_lattice("lumbar300x150", 12.0), tries=2)
    show("lumbar lattice, 17.3 mm", on_lattice("lumbar300x150", 17.3), tries=2)
    show("moles lattice, 10 mm", on_lattice("moles10", 10.0), tries=2)
    show("moles lattice, 14.8 mm", on_lattice("moles10", 14.8), tries=2)
    show("two discs lattice, 5.9 mm", on_lattice("two_discs", 5.9), tries=2)
    for spacing_mm in (2.5, 4.0, 5.6):
        show(f"crescent lattice, {spacing_mm:g} mm", on_lattice("crescent", spacing_mm), tries=2)
    for spacing_mm in (8.2, 13.0):
        show(f"20 parts lattice, {spacing_mm:g} mm", on_lattice("tender40", spacing_mm), tries=1)
    show("back lattice, 17.3 mm", on_lattice("back400x500", 17.3), tries=1)
    for count in (12, 20, 30, 60, 100, 300):
        show("scattered", scattered(count), tries=2)
    show_against_constant(3000)
    show("back lattice, 8 mm", on_lattice("back400x500", 8.0), tries=1)
