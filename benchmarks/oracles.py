"""Published coverings with equal discs: our bound may never be above, our count never below.

Run ``python -m benchmarks.oracles`` from the project's root. Counts are searched at a slack of 1 % in the
radius; bounds are proved at the published radius.
"""

import argparse

import numpy as np

from planner.geometry.bound import bound
from planner.geometry.discs import largest_gap
from planner.geometry.optimise import Patience, optimise_cover
from tests.geometry.published import FROM_MEMORY, instances

SLACK = 1.01


def main(steps: int, *, thorough: bool) -> None:
    found_as_published, proved_best = 0, 0
    for name, figure, published, radius_mm in instances():
        claim = bound(figure, radius_mm, thorough=thorough)
        points = optimise_cover(
            figure,
            figure.buffer(radius_mm),
            np.empty((0, 2)),
            radius_mm * SLACK,
            0,
            patience=Patience(steps, 1, lambda _step, count, least=published: count > least),
        ).points
        assert largest_gap(points, figure)[0] <= radius_mm * SLACK * (1 + 1e-9)
        assert claim.value <= published <= len(points)
        found_as_published += len(points) == published
        proved_best += claim.value == published
        remembered = "  (radius from memory)" if name in FROM_MEMORY else ""
        counts = f"published {published:3}  found {len(points):3}  bound {claim.value:3} {claim.kind}"
        print(f"{name:12} {counts}{remembered}", flush=True)
    total = len(instances())
    print(f"found as published at 1 % slack: {found_as_published} of {total}; proved best: {proved_best}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--thorough", action="store_true")
    chosen = parser.parse_args()
    main(chosen.steps, thorough=chosen.thorough)
