"""Which points of two visits are the same: no farther apart than one examiner finds a point again."""

from dataclasses import dataclass

import numpy as np

from planner.evidence.published import FOUND_AGAIN
from planner.geometry.assignment import assign
from planner.session import PointFinding, Session
from planner.techniques.grid import FloatArray


@dataclass(frozen=True, slots=True)
class Matched:
    """Points of an earlier and a later visit.

    Parameters
    ----------
    same
        Pairs that may be one point: earlier and later.
    gone, new
        Points of the earlier, and of the later visit alone.
    """

    same: tuple[tuple[PointFinding, PointFinding], ...]
    gone: tuple[PointFinding, ...]
    new: tuple[PointFinding, ...]


def match_points(earlier: Session, later: Session) -> Matched:
    """Return which points of two visits are the same, whatever order they were marked in.

    As many as possible are paired, and of all such pairings it is the one with the shortest distances.
    """
    before, after = _points_of(earlier), _points_of(later)
    pairs = assign(_places(before), _places(after), FOUND_AGAIN.value).tolist()
    paired_before, paired_after = {i for i, _ in pairs}, {j for _, j in pairs}
    return Matched(
        tuple((before[i], after[j]) for i, j in pairs),
        tuple(point for i, point in enumerate(before) if i not in paired_before),
        tuple(point for j, point in enumerate(after) if j not in paired_after),
    )


def _points_of(session: Session) -> list[PointFinding]:
    points = [finding for finding in session.findings if isinstance(finding, PointFinding)]
    return sorted(points, key=lambda point: (point.at.v_mm, point.at.u_mm, point.id))


def _places(points: list[PointFinding]) -> FloatArray:
    return np.array([(point.at.u_mm, point.at.v_mm) for point in points], dtype=np.float64).reshape(-1, 2)
