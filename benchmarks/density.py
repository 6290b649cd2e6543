"""How well graded drops stand as far apart as wanted, and what they cost, beside the even lattice.

Run ``python -m benchmarks.density`` from the project's root. Aims: 500 drops placed and ordered in 150 ms of
processor time; nearest over wanted spacing: the middle within 3 % of 1, nine in ten from 0.92 to 1.1.
"""

import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import shapely

from planner.evidence.marking import MARKING_SIGMA_MM
from planner.geometry.field import blurred_field
from planner.geometry.graded import Gradient, graded_places
from planner.geometry.lattice import staggered_lattice
from planner.geometry.order import hand_order
from planner.geometry.shepard import Known
from planner.geometry.spacing import nearest_distances
from planner.geometry.wanted import wanted_over

ZONE = shapely.box(-100, 290, 110, 420).buffer(8).difference(shapely.box(-5, 340, 5, 390).buffer(5))
AT = np.array([(15, 370), (-40, 330), (60, 400), (80, 320), (-70, 390)])
KNOWN = Known.of(AT, [9.0, 5.0, 7.0, 3.0, 2.0], [shapely.box(40, 310, 100, 345)], [6.0])
LEAST_MM = (7.2, 5.5, 3.9, 2.75)

Result = TypeVar("Result")


def timed(run: Callable[[], Result], tries: int = 5) -> tuple[Result, float]:
    """Return what a run gives and the least processor time of several, in ms."""
    taken = []
    for _ in range(tries):
        begin = time.process_time()
        result = run()
        taken.append(time.process_time() - begin)
    return result, 1000 * min(taken)


def main() -> None:
    """Print one row for each density."""
    hand_order(graded_places(ZONE, Gradient(KNOWN, 20.0, 40.0, MARKING_SIGMA_MM, 1.0)).points)  # loads SciPy
    print("drops   place   order   even lattice    nearest / wanted: 5 %, middle, 95 %    smallest / least")
    for least_mm in LEAST_MM:
        gradient = Gradient(KNOWN, least_mm, 2 * least_mm, MARKING_SIGMA_MM, 1.0)
        graded, placing_ms = timed(lambda gradient=gradient: graded_places(ZONE, gradient))
        _, ordering_ms = timed(lambda points=graded.points: hand_order(points, is_quick=True))
        _, even_ms = timed(lambda least_mm=least_mm: staggered_lattice(ZONE, 1.4 * least_mm))
        field = blurred_field(KNOWN, ZONE.bounds, MARKING_SIGMA_MM, inner_mm=MARKING_SIGMA_MM)
        wanted = wanted_over(ZONE, field, least_mm, 2 * least_mm, least_span=1.0)
        apart_mm = nearest_distances(graded.points)
        low, middle, high = np.percentile(apart_mm / wanted.at(graded.points), [5, 50, 95])
        print(
            f"{len(graded.points):5d} {placing_ms:4.0f} ms {ordering_ms:4.0f} ms {even_ms:9.2f} ms"
            f"    {low:.2f}  {middle:.2f}  {high:.2f}    {apart_mm.min() / least_mm:.4f}"
        )


if __name__ == "__main__":
    main()
