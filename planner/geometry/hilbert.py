"""The order in which Hilbert's curve visits the squares of a board: neighbours in it are near on the board.

References
----------
D. Hilbert (1891), "Ueber die stetige Abbildung einer Linie auf ein Flaechenstueck", Mathematische Annalen 38.
"""

import numpy as np

from planner.geometry.rows import IntArray


def hilbert_order(column: IntArray, row: IntArray) -> IntArray:
    """Return the indices of squares, given by column and row from 0, in the order of Hilbert's curve."""
    x, y = column.copy(), row.copy()
    visit = np.zeros_like(x)
    side = 1 << int(max(x.max(initial=0), y.max(initial=0), 1)).bit_length()
    while side > 1:
        side >>= 1
        right, lower = (x & side) > 0, (y & side) > 0
        visit += side * side * ((3 * right) ^ lower)
        x, y = x & (side - 1), y & (side - 1)
        flipped, swapped = ~lower & right, ~lower
        x, y = np.where(flipped, side - 1 - x, x), np.where(flipped, side - 1 - y, y)
        x, y = np.where(swapped, y, x), np.where(swapped, x, y)
    return np.argsort(visit, kind="stable")
