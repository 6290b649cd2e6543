"""The control net of a body map: which measure of the patient moves which part of the drawing."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.body.monotone import monotone_cubic

Floats = NDArray[np.float64]
Moves = tuple[tuple[str, float], ...]
"""(measure, share): a knot moves by the sum of share x (patient's - reference measure). [mm per mm]"""

LEAST_GAP = 0.25
"""Neighbouring knots keep this share of their distance, so that no body folds over."""


@dataclass(frozen=True, slots=True)
class Knot:
    """One place of the net on the patient's right: ``at_mm`` along its rail or row, and what moves it."""

    at_mm: float
    moves: Moves


@dataclass(frozen=True, slots=True)
class Rail:
    """A line down the back, ``x_mm`` from the midline, whose knots move up and down."""

    x_mm: float
    knots: tuple[Knot, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line across the back at ``v_mm`` whose knots move sideways; every row has as many."""

    v_mm: float
    knots: tuple[Knot, ...]


@dataclass(frozen=True, slots=True)
class Net:
    """Rails from the midline outwards and rows from cranial to caudal; none of either moves nothing."""

    rails: tuple[Rail, ...] = ()
    rows: tuple[Row, ...] = ()

    def warp(self, points_mm: Floats, growth_mm: Mapping[str, float]) -> Floats:
        """Return the drawn points (x, v) of a body whose measures differ by ``growth_mm`` from the reference.

        Parameters
        ----------
        points_mm
            (n, 2) x from the midline, v below the origin. [mm]
        growth_mm
            Patient's measure minus reference measure, by name. [mm]
        """
        beside_mm, v_mm = np.abs(points_mm[:, 0]), points_mm[:, 1]
        x_mm = beside_mm + self._sideways(beside_mm, v_mm, growth_mm) if self.rows else beside_mm
        moved_v_mm = self._down(beside_mm, v_mm, growth_mm) if self.rails else v_mm
        return np.column_stack([np.copysign(x_mm, points_mm[:, 0]), moved_v_mm])

    def _down(self, beside_mm: Floats, v_mm: Floats, growth_mm: Mapping[str, float]) -> Floats:
        along = np.empty((len(self.rails), len(v_mm)))
        for i, rail in enumerate(self.rails):
            start_mm = np.array([knot.at_mm for knot in rail.knots])
            moved_mm = start_mm + np.array([_move_mm(knot.moves, growth_mm) for knot in rail.knots])
            # A convex mixture of rising curves rises, so levels keep their order on every vertical line.
            rising_mm = np.maximum.accumulate(moved_mm - LEAST_GAP * start_mm) + LEAST_GAP * start_mm
            along[i] = monotone_cubic(start_mm, rising_mm[:, None], v_mm)[:, 0]
        between = np.interp(beside_mm, [rail.x_mm for rail in self.rails], np.arange(float(len(self.rails))))
        left = np.minimum(between.astype(np.int64), max(len(self.rails) - 2, 0))
        right = np.minimum(left + 1, len(self.rails) - 1)
        share = between - left
        share = share * share * (3 - 2 * share)
        column = np.arange(len(v_mm))
        return np.asarray((1 - share) * along[left, column] + share * along[right, column], dtype=np.float64)

    def _sideways(self, beside_mm: Floats, v_mm: Floats, growth_mm: Mapping[str, float]) -> Floats:
        start_mm = np.array([[knot.at_mm for knot in row.knots] for row in self.rows])
        move_mm = np.array([[_move_mm(knot.moves, growth_mm) for knot in row.knots] for row in self.rows])
        # The outer knot wins: bone under skin stays inside it on the slimmest body.
        room_mm = (start_mm + move_mm - LEAST_GAP * start_mm)[:, ::-1]
        ordered_mm = np.minimum.accumulate(room_mm, axis=1)[:, ::-1] + LEAST_GAP * start_mm
        row_v_mm = np.array([row.v_mm for row in self.rows])
        here = monotone_cubic(row_v_mm, np.hstack([start_mm, ordered_mm - start_mm]), v_mm)
        count = start_mm.shape[1]
        outwards_mm, shift_mm = here[:, :count], here[:, count:]
        total_mm = np.zeros_like(beside_mm)
        inner_x_mm, inner_shift_mm = np.zeros_like(beside_mm), np.zeros_like(beside_mm)
        for i in range(count):
            reach = np.clip((beside_mm - inner_x_mm) / (outwards_mm[:, i] - inner_x_mm), 0.0, 1.0)
            total_mm += reach * (shift_mm[:, i] - inner_shift_mm)
            inner_x_mm, inner_shift_mm = outwards_mm[:, i], shift_mm[:, i]
        return total_mm


def _move_mm(moves: Moves, growth_mm: Mapping[str, float]) -> float:
    return sum(share * growth_mm[name] for name, share in moves)
