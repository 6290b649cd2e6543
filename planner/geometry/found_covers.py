"""Covers that a search came to, part by part: of the same parts they are covers again, without a search."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from planner.geometry.problem import Problem
from planner.geometry.rows import FloatArray

_ROUNDING_MM = 1e-5  # the ground is drawn in by ten times as much: so near to it is still strictly inside


@dataclass(frozen=True, slots=True, eq=False)
class FoundCover:
    """A cover of one part of a zone.

    Parameters
    ----------
    problem
        The digest of all that the cover depends on.
    places
        (n, 2), the known places first, read-only. [mm]
    """

    problem: str
    places: FloatArray

    def __post_init__(self) -> None:
        """Freeze the places."""
        self.places.setflags(write=False)

    def __eq__(self, other: object) -> bool:
        """Whether both are the same places of the same problem."""
        return (
            isinstance(other, FoundCover)
            and self.problem == other.problem
            and np.array_equal(self.places, other.places)
        )

    def __hash__(self) -> int:
        """Return a hash of problem and places."""
        return hash((self.problem, self.places.tobytes()))


class FoundCovers:
    """What a search came to, for whoever wants to lay it out again without searching.

    Parameters
    ----------
    covers
        Of an earlier search: one for each part of the zone, in their order.

    Attributes
    ----------
    is_same
        Whether they were taken: all belong to the parts that were asked for, and pass the exact test.
    """

    def __init__(self, covers: Sequence[FoundCover] = ()) -> None:
        self.covers = tuple(covers)
        self.is_same = False

    def of(self, problems: Sequence[Problem]) -> list[FloatArray] | None:
        """Return a cover of each problem, if for every one its own is known and still is one."""
        self.is_same = len(problems) == len(self.covers) > 0 and all(
            found.problem == digest_of(problem) and _is_cover(problem, found.places)
            for found, problem in zip(self.covers, problems, strict=True)
        )
        return [found.places for found in self.covers] if self.is_same else None

    def keep(self, problems: Sequence[Problem], covers: Sequence[FloatArray]) -> None:
        """Keep what a search came to."""
        both = zip(problems, covers, strict=True)
        self.covers = tuple(FoundCover(digest_of(problem), places.copy()) for problem, places in both)


def digest_of(problem: Problem) -> str:
    """Return the digest of all that a cover of a problem depends on."""
    return hashlib.sha256(problem.identity).hexdigest()


def _is_cover(problem: Problem, places: FloatArray) -> bool:
    """Tell whether the places serve all of a problem from its ground, with a deposit at each known place."""
    count = len(problem.known)
    if len(places) < count:
        return False
    off_mm = np.hypot(*(places[:count] - problem.known).T)
    stands = shapely.dwithin(problem.ground.area, shapely.points(places[count:]), _ROUNDING_MM)
    is_near = bool((off_mm <= problem.tolerance_mm + _ROUNDING_MM).all()) if count else True
    return is_near and bool(np.all(stands)) and problem.is_covered_by(places)
