"""What a technique places: injections and passes in the order of the hand, and what it withheld."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

NO_FINDING = -1  # the finding of an injection that serves the zone and no single point


@dataclass(frozen=True, slots=True)
class Injection:
    """One deposit: where, how deep, how inclined, how far in, how much; ``finding`` as in `Grid`."""

    u_mm: float
    v_mm: float
    depth_mm: float
    angle_deg: float
    inserted_mm: float
    volume_ml: float
    finding: int


@dataclass(frozen=True, slots=True)
class Pass:
    """One stroke of continuous release."""

    from_u_mm: float
    from_v_mm: float
    to_u_mm: float
    to_v_mm: float
    length_mm: float
    volume_ml: float


@dataclass(frozen=True, slots=True)
class Withheld:
    """A place that the technique asked for and did not get, with the finding it served, and why not."""

    u_mm: float
    v_mm: float
    finding: str | None
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The injections of a target in the order of the hand, one read-only column for each figure.

    Parameters
    ----------
    finding
        For each injection the index of the target's point finding that it serves, or -1.
    """

    u_mm: FloatArray
    v_mm: FloatArray
    depth_mm: FloatArray
    angle_deg: FloatArray
    inserted_mm: FloatArray
    volume_ml: FloatArray
    finding: IntArray

    def __post_init__(self) -> None:
        """Freeze the columns."""
        _freeze_columns(self)

    def __len__(self) -> int:
        """Return the number of injections."""
        return len(self.u_mm)

    def __iter__(self) -> Iterator[Injection]:
        """Iterate over the injections as records, in order."""
        return (Injection(*row) for row in _rows_of(self))

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same injections in the same order."""
        return isinstance(other, Grid) and _same_columns(self, other)

    def __hash__(self) -> int:
        """Return a hash of every figure."""
        return _hash_of_columns(self)

    @property
    def places(self) -> FloatArray:
        """The (n, 2) places on the skin, in mm."""
        return np.column_stack([self.u_mm, self.v_mm])


@dataclass(frozen=True, slots=True, eq=False)
class Passes:
    """The passes of a target in the order of the hand, one read-only column for each figure."""

    from_u_mm: FloatArray
    from_v_mm: FloatArray
    to_u_mm: FloatArray
    to_v_mm: FloatArray
    length_mm: FloatArray
    volume_ml: FloatArray

    def __post_init__(self) -> None:
        """Freeze the columns."""
        _freeze_columns(self)

    def __len__(self) -> int:
        """Return the number of passes."""
        return len(self.from_u_mm)

    def __iter__(self) -> Iterator[Pass]:
        """Iterate over the passes as records, in order."""
        return (Pass(*row) for row in _rows_of(self))

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same passes in the same order."""
        return isinstance(other, Passes) and _same_columns(self, other)

    def __hash__(self) -> int:
        """Return a hash of every figure."""
        return _hash_of_columns(self)

    @property
    def starts(self) -> FloatArray:
        """The (n, 2) places where a pass begins, in mm."""
        return np.column_stack([self.from_u_mm, self.from_v_mm])

    @property
    def ends(self) -> FloatArray:
        """The (n, 2) places where a pass ends, in mm."""
        return np.column_stack([self.to_u_mm, self.to_v_mm])


def shared_by_count(volume_ml: float, count: int) -> FloatArray:
    """Return equal shares of a volume that add up to it."""
    return np.full(count, volume_ml / count) if count else np.empty(0)


def shared_by_length(volume_ml: float, length_mm: FloatArray) -> FloatArray:
    """Return shares of a volume in proportion to the lengths, that add up to it."""
    return volume_ml * length_mm / length_mm.sum() if len(length_mm) else np.empty(0)


def _freeze_columns(table: Grid | Passes) -> None:
    lengths = set()
    for field in fields(table):
        column = _frozen(getattr(table, field.name), np.int64 if field.name == "finding" else np.float64)
        object.__setattr__(table, field.name, column)
        lengths.add(column.shape)
    if len(lengths) != 1:
        raise ValueError("the columns of a grid must be equally long")


def _frozen(column: ArrayLike, kind: type[np.generic]) -> NDArray[Any]:
    kept: NDArray[Any] = np.array(column, dtype=kind).reshape(-1)
    kept += 0  # -0.0 becomes 0.0, so that equal grids are the same bytes
    kept.flags.writeable = False
    return kept


def _rows_of(table: Grid | Passes) -> Iterator[tuple[Any, ...]]:
    return zip(*(getattr(table, field.name).tolist() for field in fields(table)), strict=True)


def _same_columns(one: Grid | Passes, other: Grid | Passes) -> bool:
    return all(np.array_equal(getattr(one, field.name), getattr(other, field.name)) for field in fields(one))


def _hash_of_columns(table: Grid | Passes) -> int:
    return hash(tuple(getattr(table, field.name).tobytes() for field in fields(table)))


_NONE = np.empty(0)
NO_INJECTIONS = Grid(_NONE, _NONE, _NONE, _NONE, _NONE, _NONE, np.empty(0, dtype=np.int64))
NO_PASSES = Passes(_NONE, _NONE, _NONE, _NONE, _NONE, _NONE)
