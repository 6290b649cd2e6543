"""Weights for the steps of a search through covers: duals of the linear programme of what is still bare.

The programme is shown the fullest sets only, again and again, until no other set is too full. Whatever it
finds, the search divides by what the fullest set holds: it has no say in what is proved.
"""

import importlib
from typing import Any

import numpy as np

from planner.geometry.covers_tried import BoolArray
from planner.geometry.rows import FloatArray, IntArray

_MOST_LOOKS = 8
_SHOWN_AT_ONCE = 60
_CLOSE = 1e-3
_HAIR = 1e-6


class StepWeights:
    """Weighs places for a search, as few times as is needed, and keeps what it gave."""

    def __init__(self, sets: BoolArray) -> None:
        self._amounts = sets.astype(np.float64)
        self._shown = np.zeros(len(sets), dtype=bool)
        self._last = np.ones(sets.shape[1])
        self.given: list[FloatArray] = []

    def __call__(self, bare: BoolArray, able: IntArray, count: int) -> FloatArray:
        """Return weights for every place: the last ones if they end the step, else the best found."""
        weights = self._last
        if self._proved(weights * bare, able) <= count + _HAIR:
            weights = self._last = self._best(bare, able, count)
        self.given.append(weights)
        return weights

    def _proved(self, weights: FloatArray, able: IntArray) -> float:
        """Return how many sets the bare places take at least, by these weights."""
        if len(able) == 0:
            return np.inf
        fullest = float((self._amounts @ weights)[able].max())
        return float(weights.sum()) / fullest if fullest > 0 else 0.0

    def _best(self, bare: BoolArray, able: IntArray, count: int) -> FloatArray:
        best = bare.astype(np.float64)
        proved = self._proved(best, able)
        self._show(best, able)
        for _ in range(_MOST_LOOKS):
            shown = able[self._shown[able]]
            weights = np.zeros(len(bare))
            weights[bare] = self._weighed(shown, bare)
            value = self._proved(weights, able)
            best, proved = (weights, value) if value > proved else (best, proved)
            if proved > count + _HAIR or proved >= float(weights.sum()) - _CLOSE:
                break
            self._show(weights, able)
        return best

    def _show(self, weights: FloatArray, able: IntArray) -> None:
        """Show the programme the fullest of the sets that it has not seen."""
        held = (self._amounts @ weights)[able]
        hidden = np.where(self._shown[able], 0.0, held)
        self._shown[able[np.argsort(-hidden, kind="stable")[:_SHOWN_AT_ONCE]]] = True

    def _weighed(self, shown: IntArray, bare: BoolArray) -> FloatArray:
        """Return the weights of greatest sum of which no set shown holds more than one."""
        optimize = importlib.import_module("scipy.optimize")
        amounts = self._amounts[shown][:, bare]
        found: Any = optimize.linprog(
            -np.ones(amounts.shape[1]), A_ub=amounts, b_ub=np.ones(len(shown)), bounds=(0, 1), method="highs"
        )
        weights: FloatArray = np.maximum(found.x, 0) if found.x is not None else np.zeros(amounts.shape[1])
        return weights
