"""Plan A against plan B: every figure of both, their difference, and which of them is better there."""

from dataclasses import dataclass
from enum import StrEnum

from planner.score import Better, Figures, Measure, all_measures


class Verdict(StrEnum):
    """What the second plan is in one figure, against the first."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    DIFFERENT = "different"  # where neither way is better, or one of them has nothing to measure


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of two plans."""

    measure: Measure
    first: float | None
    second: float | None
    are_both_treating: bool = True

    @property
    def verdict(self) -> Verdict:
        """Return what the second plan is in this figure; what the screen shows as equal is the same.

        A plan without a needle entry is not better for that: beside it neither way counts.
        """
        if self.measure.text(self.first) == self.measure.text(self.second):
            return Verdict.SAME
        if self.first is None or self.second is None or not self.are_both_treating:
            return Verdict.DIFFERENT
        if self.measure.better is Better.NEITHER:
            return Verdict.DIFFERENT
        rises = self.second > self.first
        return Verdict.BETTER if rises == (self.measure.better is Better.HIGHER) else Verdict.WORSE

    @property
    def difference_text(self) -> str:
        """The second less the first as it stands on the screen, with its sign; empty if one is missing."""
        if self.first is None or self.second is None:
            return ""
        return self.measure.difference_text(self.first, self.second)


def compare(first: Figures, second: Figures) -> tuple[Compared, ...]:
    """Return every figure that at least one of two plans has, in the order of the screen."""
    both = min(first.entries, second.entries) > 0
    rows = [Compared(one, one.of(first), one.of(second), both) for one in all_measures()]
    return tuple(row for row in rows if row.first is not None or row.second is not None)
