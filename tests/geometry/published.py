"""Published coverings with equal discs: how many discs of which radius cover a figure, from the literature.

Squares: Tarnai and Gaspar 1995 (up to 10), Melissen and Schuur 1996 (Electron. J. Combin. 3 R32: 6, 8, 11),
Nurmela and Ostergard 2000 (HUT-TCS-A62: up to 30). Triangles: Melissen; Nurmela 2000 (Exp. Math. 9:241, up to
36). What stands under ``FROM_MEMORY`` was written down without the table before us: those digits are no
quotation. Ours come to so many discs at radii 1 % larger (``benchmarks.oracles``), of squares by 7, 9
and 10 at 0.1 % as well, and our bounds to all of 7, 9 and 10, one short of 8 and 11. Three, six and ten discs
on a triangle are those round hexagons of a honeycomb of which a corner lies at each of its corners.
Circles: K. Bezdek 1979 and 1983 (6, 5), G. Fejes Toth 1996 and 2005 (8, 9, 10), Melissen 1997 (11, 12), J.
Tan 2018 (13 to 25), collected by E. Friedman (erich-friedman.github.io/packing/circovcir); their radii are of
the circle that unit discs cover, cut off, not rounded.
"""

import math

import numpy as np
from shapely import Polygon, box

SQUARES = {
    2: math.sqrt(5) / 4,
    3: math.sqrt(65) / 16,
    4: math.sqrt(2) / 4,
    5: 0.32616058400398728,
    6: 0.29872706223691916,
    7: 0.274291885,
    8: 0.260300106,
    9: 0.230636928,
    10: 0.218233513,
    11: 0.212516016,
}
TRIANGLES = {
    2: 1 / 2,
    3: math.sqrt(3) / 6,
    4: 2 - math.sqrt(3),
    5: 1 / 4,
    6: math.sqrt(3) / 9,
    10: math.sqrt(3) / 12,
}
FROM_MEMORY = frozenset({*(f"square {n}" for n in range(7, 12)), *(f"triangle {n}" for n in (2, 4, 5))})
CIRCLES = {
    3: 2 / math.sqrt(3),
    4: math.sqrt(2),
    5: 1.641,
    6: 1.798,
    7: 2.0,
    8: 2.246,
    9: 1 + math.sqrt(2),
    10: 2.532,
    11: 2.631,
    12: 2.769,
    13: 2.884,
    14: 3.014,
    15: 3.143,
    16: 3.244,
    17: 3.349,
    18: 3.446,
    19: math.sqrt(13),
    20: 3.692,
    21: 3.804,
    22: 3.948,
    23: 4.0,
    24: 4.076,
    25: math.sqrt(6) + math.sqrt(3),
}


def instances(side_mm: float = 100.0) -> list[tuple[str, Polygon, int, float]]:
    """Return name, figure, published count and radius in mm, the radius a millionth larger than published."""
    triangle = Polygon([(0, 0), (side_mm, 0), (side_mm / 2, side_mm * math.sqrt(3) / 2)])
    angle = np.linspace(0, 2 * math.pi, 120, endpoint=False)
    circle = Polygon(side_mm / 2 * np.column_stack((np.cos(angle), np.sin(angle))))
    square = box(0, 0, side_mm, side_mm)
    more = 1 + 1e-6
    return [
        *((f"square {n}", square, n, radius * side_mm * more) for n, radius in SQUARES.items()),
        *((f"triangle {n}", triangle, n, radius * side_mm * more) for n, radius in TRIANGLES.items()),
        *((f"circle {n}", circle, n, side_mm / 2 / radius * more) for n, radius in CIRCLES.items()),
    ]
