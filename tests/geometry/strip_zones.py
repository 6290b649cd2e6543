"""Seeded zones with a strip kept out of them: the cases of ``benchmarks/coverage_peer.py``."""

import numpy as np
from shapely import Polygon, box


def a_case(seed: int) -> tuple[Polygon, Polygon]:
    """Return a random outline, 50 to 110 mm round its middle, and the strip that is kept out of it."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(6, 14))
    angle, reach = np.sort(rng.uniform(0, 2 * np.pi, count)), rng.uniform(50, 110, count)
    outline = Polygon(np.column_stack((reach * np.cos(angle), reach * np.sin(angle))))
    middle = rng.uniform(-30, 30)
    return outline, box(middle - 10, -45, middle + 10, 45)
