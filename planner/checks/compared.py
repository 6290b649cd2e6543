"""What an alert compares with: a published number, with every source that speaks of it."""

from dataclasses import dataclass

from planner.evidence import Cited, Source, span_text


@dataclass(frozen=True, slots=True)
class Compared:
    """One number that an alert stands on.

    Parameters
    ----------
    what
        What the number is of, as a heading.
    limit
        Which of the published values the alert compared with; None if the number stands beside it. [its unit]
    """

    what: str
    cited: Cited
    limit: float | None = None

    @property
    def limit_sources(self) -> tuple[Source, ...]:
        """The sources that name the limit."""
        return () if self.limit is None else self.cited.saying(self.limit)

    @property
    def limit_text(self) -> str:
        """The limit with those who name it, ``4 mm, FCCD, CLIN``; empty if nothing was compared."""
        if self.limit is None:
            return ""
        keys = ", ".join(source.key for source in self.limit_sources)
        return f"{span_text(self.limit, self.limit, self.cited.unit)}, {keys}"

    @property
    def text(self) -> str:
        """The limit, and how far the sources lie apart where there are several."""
        sources = len(self.cited.sources)
        if sources == 1:
            return f"limit used: {self.limit_text}"
        return f"limit used: {self.limit_text}; {sources} sources: {self.cited.range_text}"
