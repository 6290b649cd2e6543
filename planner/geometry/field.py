"""A smooth field on a grid: interpolated values blurred by what is not known of their places."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.geometry.rows import FloatArray
from planner.geometry.shepard import Known, shepard

_STEPS_PER_SIGMA = 3  # bilinear between nodes: off by less than 1/70 of what the field changes within a sigma
_REACH_IN_SIGMAS = 3


@dataclass(frozen=True, slots=True)
class Field:
    """Values at the nodes of a square grid that belongs to the map: node (0, 0) is at its origin.

    Parameters
    ----------
    first
        Column and row of the first node.
    values
        (rows, columns).
    """

    step_mm: float
    first: tuple[int, int]
    values: FloatArray

    def at(self, places: FloatArray) -> FloatArray:
        """Return the field at (n, 2) places of its box, bilinear between the nodes. [mm]."""
        column = places[:, 0] / self.step_mm - self.first[0]
        row = places[:, 1] / self.step_mm - self.first[1]
        rows, columns = self.values.shape
        left, top = _cell(column, columns), _cell(row, rows)
        across, down = column - left, row - top
        values = self.values
        upper = values[top, left] * (1 - across) + values[top, left + 1] * across
        lower = values[top + 1, left] * (1 - across) + values[top + 1, left + 1] * across
        between: FloatArray = upper * (1 - down) + lower * down
        return between

    def nodes(self) -> tuple[FloatArray, FloatArray]:
        """Return x of the columns and y of the rows. [mm]."""
        rows, columns = self.values.shape
        x_mm: FloatArray = (np.arange(columns) + self.first[0]) * np.float64(self.step_mm)
        y_mm: FloatArray = (np.arange(rows) + self.first[1]) * np.float64(self.step_mm)
        return x_mm, y_mm


def blurred_field(
    known: Known, box_mm: tuple[float, float, float, float], sigma_mm: float, *, inner_mm: float
) -> Field:
    """Return Shepard's interpolation of what is known, convolved with a Gaussian, over a box.

    The interpolation is defined on the whole plane, so the blur needs no rule at the border of the box: it is
    worked out three sigma beyond it.

    Parameters
    ----------
    box_mm
        Least x and y, greatest x and y. [mm]
    sigma_mm
        Standard deviation of the Gaussian along each axis, > 0. [mm]
    inner_mm
        As in `shepard`.
    """
    step_mm = sigma_mm / _STEPS_PER_SIGMA
    reach = _STEPS_PER_SIGMA * _REACH_IN_SIGMAS
    low_x, low_y = (math.floor(side / step_mm) for side in box_mm[:2])
    high_x, high_y = (math.ceil(side / step_mm) for side in box_mm[2:])
    columns = np.arange(low_x - reach, high_x + reach + 1) * step_mm
    rows = np.arange(low_y - reach, high_y + reach + 1) * step_mm
    x_mm, y_mm = np.meshgrid(columns, rows)
    sharp = shepard(np.column_stack((x_mm.ravel(), y_mm.ravel())), known, inner_mm=inner_mm)
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / _STEPS_PER_SIGMA) ** 2)
    weights /= weights.sum()
    smooth = _convolved(_convolved(sharp.reshape(x_mm.shape), weights).T, weights).T
    return Field(step_mm, (low_x, low_y), np.ascontiguousarray(smooth))


def _convolved(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return rows of values as weighted sums down the columns, where all the weights have a value."""
    length = len(values) - len(weights) + 1
    summed = np.zeros((length, values.shape[1]))
    for shift, weight in enumerate(weights.tolist()):
        summed += weight * values[shift : shift + length]
    return summed


def _cell(place: FloatArray, nodes: int) -> NDArray[np.int64]:
    return np.clip(np.floor(place).astype(np.int64), 0, nodes - 2)
