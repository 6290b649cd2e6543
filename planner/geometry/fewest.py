"""What is proved of the fewest deposits of a part that is searched: at once, with some work, and at most."""

import math
from contextlib import suppress

from planner.geometry.bound import bound, bound_with_anchors
from planner.geometry.bound_area import most_by_area
from planner.geometry.bound_check import REACH, groups_apart
from planner.geometry.bound_disc import disc_bound, disc_certificate
from planner.geometry.bound_packing import packing_bound, packing_certificate
from planner.geometry.problem import Problem

_OF_A_DISC = 11.0  # deposits by the area: of no larger zone a disc in it proves more


def fewest_at_once(problem: Problem) -> int:
    """Return a number of further deposits that no cover can do without.

    Known places leave one at least where they leave something bare, unless their deposits may move.
    """
    if len(problem.known):
        return 0 if problem.tolerance_mm > 0 or problem.is_covered_by(problem.known) else 1
    target, reach_mm = problem.target, problem.spread_mm * REACH
    apart = packing_bound(packing_certificate(target, reach_mm), target, reach_mm)
    if problem.least_count >= _OF_A_DISC:
        return apart
    return max(apart, disc_bound(disc_certificate(target, reach_mm), target, reach_mm))


def fewest_proved(problem: Problem) -> int:
    """Return the most that is proved, without a search, of the further deposits of every cover.

    A bound that its checker does not confirm proves nothing, and stops no search.
    """
    target, known = problem.target, problem.known
    with suppress(ArithmeticError):
        if problem.tolerance_mm > 0:  # their deposits may stand elsewhere, but as many they are
            return bound(target, problem.spread_mm).value - len(known)
        return bound_with_anchors(target, problem.spread_mm, known).value - len(known)
    return 0


def most_provable(problem: Problem) -> float:
    """Return what `fewest_proved` is not above unless `fewest_at_once` is as much; found in no time."""
    if len(problem.known) or len(groups_apart(problem.target, problem.spread_mm)) > 1:
        return math.inf  # anchors count, and what is proved of groups adds up
    return most_by_area(problem.target, problem.spread_mm * REACH)
