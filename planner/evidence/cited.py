"""A clinical number together with its unit, its range and the publications it stands on."""

import math
from dataclasses import dataclass
from enum import StrEnum

from planner.evidence.units import UNITS, span_text


class Quality(StrEnum):
    """How much a source weighs."""

    PEER_REVIEWED = "A"
    SOCIETY = "B"
    PRACTITIONER = "C"
    AESTHETIC = "D"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Source:
    """One publication, as the footnotes and the evidence table name it.

    Parameters
    ----------
    key
        The short name that stands beside a number, such as ``LAUR07``.
    year
        The year of publication, or ``n.d.`` where the source shows none.
    url
        Where it can be read; empty only for our own choices.
    """

    key: str
    title: str
    year: str
    url: str
    quality: Quality

    @property
    def graded(self) -> str:
        """The key with its quality, as a remark names it: ``LAUR07 (A)``."""
        return self.key if self.quality is Quality.OURS else f"{self.key} ({self.quality.value})"


class Role(StrEnum):
    """What a reading is to the number that it stands beside."""

    GIVEN = "given"
    RECKONED = "reckoned"  # our arithmetic with what the source gives
    BESIDE = "beside"  # of something else, or without a value: outside the range, and counted nowhere


@dataclass(frozen=True, slots=True)
class Reading:
    """What one more source says of the same number.

    Parameters
    ----------
    low, high
        Equal where the source gives one value; None at an end that it leaves open, as in ``up to 4 mm``.
    layer
        What the source calls this depth, where that is another layer than the number is of.
    """

    low: float | None
    high: float | None
    source: Source
    locator: str
    note: str = ""
    role: Role = Role.GIVEN
    layer: str = ""

    def __post_init__(self) -> None:
        """Refuse a reading that is no range."""
        ends = self.ends
        if not all(math.isfinite(end) for end in ends) or list(ends) != sorted(ends):
            raise ValueError(f"{self.source.key}: {self.low} to {self.high} is not a range")
        if not ends and self.role is not Role.BESIDE:
            raise ValueError(f"{self.source.key}: a reading without a value can only stand beside")

    @property
    def ends(self) -> tuple[float, ...]:
        """The ends that the source gives."""
        return tuple(end for end in (self.low, self.high) if end is not None)

    def holds(self, value: float) -> bool:
        """Return whether the source allows a value."""
        above = self.low is None or self.low <= value
        return bool(self.ends) and above and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of practice, for the teaching screen, with the publication that says it."""

    text: str
    source: Source
    locator: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A clinical number: the value we take, and everything that was published about it.

    Parameters
    ----------
    low, high
        The widest range over this source and all the other readings. [unit]
    locator
        Where in the source the number stands.
    why
        Why this value and no other; required where the choice is ours.
    also
        What the other sources say, the disagreeing ones above all.
    says
        What the source itself gives, where that is no single value; None at an open end. [unit]
    caveat
        What must be known of all the sources together, such as ``on the face only``.

    Raises
    ------
    ValueError
        If the unit is unknown, the value or a reading lies outside the range, or our own choice gives no
        reason: each is a mistake in the code and not of the user.
    """

    value: float
    unit: str
    low: float
    high: float
    source: Source
    locator: str
    why: str = ""
    also: tuple[Reading, ...] = ()
    says: tuple[float | None, float | None] | None = None
    caveat: str = ""

    def __post_init__(self) -> None:
        """Refuse a number that contradicts itself."""
        if self.unit not in UNITS:
            raise ValueError(f"{self.unit!r} is not a unit we know")
        if not all(math.isfinite(number) for number in (self.low, self.value, self.high)):
            raise ValueError(f"{self.source.key}: a clinical number must be finite")
        if not self.low <= self.value <= self.high:
            raise ValueError(f"{self.source.key}: {self.value} lies outside {self.low} to {self.high}")
        if self.is_ours and not self.why:
            raise ValueError("a number of our own must say why")
        for reading in self.readings:
            counts = reading.role is not Role.BESIDE
            if counts and not all(self.low <= end <= self.high for end in reading.ends):
                raise ValueError(f"the range must hold the reading of {reading.source.key}")

    @property
    def is_ours(self) -> bool:
        """Whether no source was found and the value is our choice."""
        return self.source.quality is Quality.OURS

    @property
    def is_ours_within(self) -> bool:
        """Whether the value is our choice within what its source gives, which does not name it."""
        return not self.is_ours and self.value not in self.readings[0].ends

    @property
    def sources(self) -> tuple[Source, ...]:
        """The source of the value, then those of the other readings, each once."""
        return tuple(dict.fromkeys((self.source, *(reading.source for reading in self.also))))

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What its own source says, then what the others say."""
        low, high = self.says or (self.value, self.value)
        return (Reading(low, high, self.source, self.locator), *self.also)

    def saying(self, limit: float) -> tuple[Source, ...]:
        """Return the sources that give ``limit`` themselves: as their value, or as an end of their range."""
        return self._named(limit, Role.GIVEN)

    def reckoned(self, limit: float) -> tuple[Source, ...]:
        """Return the sources with whose figures we reckoned ``limit``."""
        return self._named(limit, Role.RECKONED)

    @property
    def published_by(self) -> tuple[Source, ...]:
        """The sources whose readings make up the range, each once."""
        counted = (reading for reading in self.readings if reading.role is not Role.BESIDE)
        return tuple(dict.fromkeys(one.source for one in counted if one.source.quality is not Quality.OURS))

    @property
    def range_text(self) -> str:
        """The published range for a reader, such as ``2 to 20 mm``."""
        if not self.also and self.says:
            return span_text(*self.says, self.unit)
        return span_text(self.low, self.high, self.unit)

    def _named(self, limit: float, role: Role) -> tuple[Source, ...]:
        named = (one.source for one in self.readings if one.role is role and limit in one.ends)
        return tuple(dict.fromkeys(named))
