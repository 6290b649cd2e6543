"""The contract of a measure: how one figure is named, written, explained and read."""

from dataclasses import dataclass
from enum import StrEnum

from planner.evidence import Source
from planner.score.figures import Figures

NOTHING = "–"
_WHOLE = 1.0 - 1e-6  # what a sum of areas misses of a zone that is covered throughout is far less


def in_percent(share: float, decimals: int = 0) -> float:
    """Return a share rounded to per cent. What is short of the whole never becomes 100: that says all."""
    shown = round(100 * share, decimals)
    return min(shown, 100 - 10.0**-decimals) if share < _WHOLE else shown


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

    def number_text(self, value: float) -> str:
        """Return a figure without its unit."""
        return self._written(self._shown(value), sign="")

    def difference_text(self, first: float, second: float) -> str:
        """Return the second figure less the first with its sign, as both stand on the screen."""
        return self._written(round(self._shown(second) - self._shown(first), self.decimals), sign="+")

    def _shown(self, value: float) -> float:
        return in_percent(value, self.decimals) if self.unit == "%" else round(value, self.decimals)

    def _written(self, shown: float, *, sign: str) -> str:
        return f"{shown + 0.0:{sign if shown else ''},.{self.decimals}f}".replace("-", "−")
