"""What an alert compares with: a published number, with every source that speaks of it."""

from dataclasses import dataclass
from enum import StrEnum

from planner.evidence import Cited, Source, sources, span_text


class Weight(StrEnum):
    """What the number that was compared with is, in the words of a remark: a trial's value is no limit."""

    OURS = "threshold (ours)"
    MOST = "most published"
    LEAST = "least published"
    RECKONED = "width reckoned (ours)"
    TOLD = ""  # the remark itself says whose it is


_OF_OURS = (Weight.OURS, Weight.RECKONED)


@dataclass(frozen=True, slots=True)
class Compared:
    """One number that an alert stands on.

    Parameters
    ----------
    what
        What the number is of, as a heading.
    limit
        What the alert compared with; None if the number stands beside it. [its unit]
    """

    what: str
    cited: Cited
    limit: float | None = None
    weight: Weight = Weight.OURS

    @property
    def limit_sources(self) -> tuple[Source, ...]:
        """The sources that give the limit themselves; ours where none does."""
        if self.limit is None:
            return ()
        is_ours = self.weight in _OF_OURS
        given = [] if is_ours else [one for one in self.cited.saying(self.limit) if one is not sources.OURS]
        return tuple(given) or (sources.OURS,)

    @property
    def limit_text(self) -> str:
        """The limit with those who give it, ``4 mm, FCCD (D), CLIN (C)``; empty if nothing was compared."""
        if self.limit is None:
            return ""
        span = span_text(self.limit, self.limit, self.cited.unit)
        return span if self.weight in _OF_OURS else f"{span}, {self._named(self.limit)}"

    @property
    def text(self) -> str:
        """The limit, and how far the sources lie apart where there are several; empty if told."""
        if self.limit is None or not self.weight:
            return ""
        said, cited, by = f"{self.weight}: {self.limit_text}", self.cited, self.cited.published_by
        if self.weight is Weight.RECKONED:
            named = ", ".join(source.graded for source in by)
            return f"{said}, from {cited.range_text} {cited.caveat}: {named}"
        if self.weight is not Weight.OURS and len(by) == 1:
            said = f"published: {cited.range_text}, {by[0].graded}"
        elif self.weight is not Weight.OURS:
            said += f"; {len(by)} sources: {cited.range_text}"
        return f"{said}, {cited.caveat}" if cited.caveat else said

    def _named(self, limit: float) -> str:
        reckoned = ", ".join(source.graded for source in self.cited.reckoned(limit))
        if self.limit_sources == (sources.OURS,) and reckoned:
            return f"our arithmetic with {reckoned}"
        return ", ".join(source.graded for source in self.limit_sources)
