"""Which of one set of places belongs to which of another: as many pairs as possible, then the nearest."""

import importlib

import numpy as np

from planner.geometry.rows import FloatArray, IntArray


def assign(first: FloatArray, second: FloatArray, within_mm: float) -> IntArray:
    """Return the pairs of places, as (n, 2) indices into both sets, ascending by the first.

    No place is in two pairs and no pair is farther apart than ``within_mm``. No other choice has more pairs,
    and of those with as many none has a smaller sum of distances.

    Parameters
    ----------
    first, second
        (n, 2) and (m, 2); either may be empty. [mm]

    References
    ----------
    Crouse, On implementing 2D rectangular assignment algorithms, IEEE Trans. Aerosp. Electron. Syst. 52
    (2016) 1679, as SciPy has it.
    """
    if not len(first) or not len(second):
        return np.empty((0, 2), dtype=np.int64)
    apart_mm = np.hypot(*(first[:, None, :] - second[None, :, :]).transpose(2, 0, 1))
    is_near = apart_mm <= within_mm
    # One pair more is worth any sum of distances.
    dearer_than_all_mm = (min(len(first), len(second)) + 1) * (within_mm + 1.0)
    optimize = importlib.import_module("scipy.optimize")  # takes a while to load: only when it is needed
    rows, columns = optimize.linear_sum_assignment(np.where(is_near, apart_mm, dearer_than_all_mm))
    pairs: IntArray = np.column_stack([rows, columns])[is_near[rows, columns]].astype(np.int64)
    return pairs
