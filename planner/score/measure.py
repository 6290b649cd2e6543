"""The contract of a measure: how one figure is named, written, explained and read."""

from dataclasses import dataclass
from enum import StrEnum

from planner.evidence import Source
from planner.score.figures import Figures

NOTHING = "–"


class Better(StrEnum):
    """Which way a figure improves, all else being equal."""

    HIGHER = "higher is better"
    LOWER = "lower is better"
    NEITHER = "neither way is better"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a plan.

    Parameters
    ----------
    name
        The figure's name in `Figures` and in the plan file.
    title
        As it stands on the screen.
    unit
        As it stands behind the number; ``%`` for a share, which the figure itself gives from 0 to 1.
    meaning
        What it says, for a therapist.
    definition
        How it is worked out, for whoever checks it.
    source
        Where the definition comes from.
    """

    name: str
    title: str
    unit: str
    decimals: int
    better: Better
    meaning: str
    definition: str
    source: Source

    def of(self, figures: Figures) -> float | None:
        """Return the figure, or None where there is nothing to measure."""
        value: float | None = getattr(figures, self.name)
        return value

    @property
    def heading(self) -> str:
        """The title with its unit, for a table whose cells have none."""
        return f"{self.title}, {self.unit}" if self.unit not in {"", "×"} else self.title

    def text(self, value: float | None) -> str:
        """Return a figure as it stands on the screen, with its unit."""
        if value is None:
            return NOTHING
        return f"{self.number_text(value)}{'' if self.unit in ('', '%', '×') else ' '}{self.unit}"

    def number_text(self, value: float, *, sign: str = "") -> str:
        """Return a figure without its unit; with ``sign`` "+", a difference with its sign."""
        shown = round(value * (100 if self.unit == "%" else 1), self.decimals) + 0.0
        return f"{shown:{sign if shown else ''},.{self.decimals}f}".replace("-", "−")
