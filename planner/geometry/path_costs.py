"""What the steps of a path between some places cost, and which of them are worth a look."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from planner.geometry.moves import UPWARD, step_costs
from planner.geometry.nearest import Nearest, delaunay_triangles
from planner.geometry.rows import FloatArray

_NEAREST = 5
_LAST_PLACES = 8  # the lowest ones are tried as the last place


@dataclass(frozen=True, slots=True)
class PathCosts:
    """The costs of steps between n places, with the price upwards; place n is the open end.

    Parameters
    ----------
    step_mm
        The cost of each step, as lists: they are read one by one.
    table_mm
        The same as an array, (n + 1, n + 1).
    near
        For each place those that may come next, the cheapest first.
    nearest_mm
        How far it is from each place to its nearest, without the price.
    """

    places: FloatArray
    step_mm: list[list[float]]
    table_mm: NDArray[np.float32]
    near: list[list[int]]
    nearest_mm: FloatArray

    @classmethod
    def between(cls, places: FloatArray, start: int) -> Self:
        """Return the costs for paths from ``start``; the step from the open end to it is never taken out."""
        step_mm = step_costs(places)
        table_mm = step_mm.astype(np.float32)
        step_mm[[start, -1], [-1, start]] = -math.inf
        near = _neighbours(places * (1.0, 1.0 + UPWARD / 2), step_mm)
        return cls(places, step_mm.tolist(), table_mm, near, Nearest(places).query(places, 2)[0][:, 1])

    def excess(self, path: Sequence[int]) -> float:
        """Return by how much a path costs more than the ways to the nearest, the least it needs."""
        steps = np.diff(self.places[np.asarray(path)], axis=0)
        cost_mm = np.hypot(*steps.T).sum() - UPWARD * np.minimum(steps[:, 1], 0).sum()
        least_mm = self.nearest_mm.sum() - self.nearest_mm.max()
        return float(cost_mm / least_mm - 1) if least_mm > 0 else math.inf


def _neighbours(places: FloatArray, cost_mm: FloatArray) -> list[list[int]]:
    """Return the candidates for a step from each place, cheapest first.

    They are the nearest, and those next to it all round (Delaunay): parts of a zone that stand apart have
    neighbours only by these.
    """
    count = len(places)
    nearest = Nearest(places).query(places, min(_NEAREST + 1, count))[1]
    is_near = np.zeros((count + 1, count + 1), dtype=bool)
    is_near[np.arange(count)[:, None], nearest] = True
    triangles = delaunay_triangles(places)
    for one, other in ((0, 1), (1, 2), (2, 0)):
        is_near[triangles[:, one], triangles[:, other]] = True
        is_near[triangles[:, other], triangles[:, one]] = True
    is_near[count, np.argsort(cost_mm[count, :count], kind="stable")[:_LAST_PLACES]] = True
    np.fill_diagonal(is_near, val=False)
    is_near &= np.isfinite(cost_mm)
    place, near = np.nonzero(is_near)
    cheapest_first = near[np.lexsort((near, cost_mm[place, near], place))].tolist()
    ends = np.cumsum(is_near.sum(axis=1)).tolist()
    return [cheapest_first[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]
