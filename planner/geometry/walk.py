"""How rows are walked: which comes first, and which are walked backwards."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class RowWalk:
    """The walk over rows that alternate: one forwards, the next one of the map backwards.

    Parameters
    ----------
    last_row_first
        Whether the row of the highest number is walked first.
    first_backwards
        Whether the first row that holds something is walked backwards; None: the even rows of the map are
        walked forwards, so that a row keeps its direction while the region grows.
    """

    last_row_first: bool = False
    first_backwards: bool | None = None

    def order(self, row: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the order in which stretches, sorted by row and then along it, are walked."""
        backwards = self.backwards(row) != self.last_row_first
        place = np.arange(row.size)
        first = np.flatnonzero(np.append(True, row[1:] != row[:-1])[: row.size])
        if first.size < row.size:
            count = np.diff(np.append(first, row.size))
            place = np.where(backwards, np.repeat(2 * first + count - 1, count) - place, place)
        return place[::-1] if self.last_row_first else place

    def backwards(self, row: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which of the stretches, sorted by row, are walked backwards."""
        odd: NDArray[np.bool_] = row & 1 == 1
        if self.first_backwards is None or row.size == 0:
            return odd
        first = bool(odd[-1 if self.last_row_first else 0])
        return np.logical_xor(odd, first != self.first_backwards)


BY_THE_MAP = RowWalk()
