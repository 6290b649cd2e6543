"""One deposit fewer by putting one in the middle of two, once the cover has been stirred.

Two parts that lie near each other often do with one deposit between them, if what the others leave bare lies
on the sides that face each other. How the others stand is a matter of chance, and most covers have so much
to spare that they can stand in many ways: so the cover is stirred from try to try, and stays one.
"""

import numpy as np

from planner.geometry.nearest import Nearest
from planner.geometry.problem import Problem
from planner.geometry.rows import FloatArray, IntArray
from planner.geometry.search import closed

_STIRS = (0.1, 0.25, 0.5)  # of the spread
_FARTHEST = 3.6  # spreads between two that may become one
_PAIRS = 4  # tried after each stir


class Merging:
    """Tries to put one deposit in the place of two, each time from a cover that stands a little otherwise."""

    def __init__(self, problem: Problem, chance: np.random.Generator) -> None:
        self._problem, self._chance = problem, chance
        self._stirred = np.empty((0, 2))

    def tried(self, best: FloatArray) -> FloatArray:
        """Return a cover with fewer deposits than ``best``, or ``best`` if this try finds none."""
        problem = self._problem
        if problem.rank(self._stirred) != problem.rank(best):
            self._stirred = best
        stirred = self._jolted(self._stirred)
        if stirred is not None and problem.rank(stirred) <= problem.rank(best):
            self._stirred = stirred
        for pair in self._drawn_pairs(self._stirred):
            if problem.rank(self._stirred) < problem.rank(best):
                break
            fewer = closed(problem, self._with_one_for(pair, self._stirred))
            if fewer is not None and problem.rank(fewer) < problem.rank(best):
                self._stirred = fewer
        return self._stirred if problem.rank(self._stirred) < problem.rank(best) else best

    def _jolted(self, places: FloatArray) -> FloatArray | None:
        """Return a cover by as many deposits that stand elsewhere, ``None`` if the jolt was too hard."""
        problem, fixed = self._problem, len(self._problem.known)
        jolt_mm = float(self._chance.choice(_STIRS)) * problem.spread_mm
        moved = places.copy()
        moved[fixed:] += self._chance.normal(0, jolt_mm, moved[fixed:].shape)
        moved[fixed:] = problem.ground.nearest(moved[fixed:])
        return closed(problem, moved)

    def _drawn_pairs(self, places: FloatArray) -> IntArray:
        """Return the numbers of a few pairs of free deposits that one might do for, drawn by lot."""
        fixed = len(self._problem.known)
        pairs = Nearest(places).pairs_within(_FARTHEST * self._problem.spread_mm)
        pairs = pairs[(pairs >= fixed).all(axis=1)]
        return pairs[self._chance.permutation(len(pairs))[:_PAIRS]]

    def _with_one_for(self, pair: IntArray, places: FloatArray) -> FloatArray:
        middle = self._problem.ground.nearest(places[pair].mean(axis=0)[None])
        return np.concatenate([np.delete(places, pair, axis=0), middle])
