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


@dataclass(frozen=True, slots=True)
class Reading:
    """What one more source says of the same number; ``low`` equals ``high`` where it gives one value."""

    low: float
    high: float
    source: Source
    locator: str
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a reading that is no range."""
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low <= self.high):
            raise ValueError(f"{self.source.key}: {self.low} to {self.high} is not a range")


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
        What the source itself gives, where that is a range and not the value alone. [unit]

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
    says: tuple[float, float] | None = None

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
            if not (self.low <= reading.low and reading.high <= self.high):
                raise ValueError(f"the range must hold the reading of {reading.source.key}")

    @property
    def is_ours(self) -> bool:
        """Whether no source was found and the value is our choice."""
        return self.source.quality is Quality.OURS

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
        """Return the sources that name ``limit``: it is the value taken, or an end of what they give."""
        named = [self.source] if limit == self.value else []
        named += [reading.source for reading in self.readings if limit in (reading.low, reading.high)]
        return tuple(dict.fromkeys(named))

    @property
    def range_text(self) -> str:
        """The published range for a reader, such as ``2 to 20 mm``."""
        return span_text(self.low, self.high, self.unit)
