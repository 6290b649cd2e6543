"""What a check returns, and what it is given."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from planner.body import FittedMap
from planner.checks.compared import Compared
from planner.evidence import Source, sources
from planner.plan import Plan, TargetPlan
from planner.score import Figures, PlanScore
from planner.session import Session, Target
from planner.techniques import Technique, find_technique


class Severity(StrEnum):
    """How much an alert weighs."""

    INFORMATION = "information"
    CAUTION = "caution"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Alert:
    """A check's remark: what was found and what to do; it does not stop the plan.

    Parameters
    ----------
    target
        Id of the target that it speaks of; None if it speaks of the session.
    source
        Key of the publication that the remark stands on, or ``ours``.
    compared
        The published numbers that it compares with, what the limit was first; none where nothing published
        decides.
    more
        What else is to be known, below the sources and in files: the screen shows the first line alone.
    """

    code: str
    severity: Severity
    target: str | None
    text: str
    source: str
    compared: tuple[Compared, ...] = ()
    more: str = ""

    @property
    def origin_text(self) -> str:
        """What it stands on in a sentence: the limits with the range of their sources, or the source.

        Empty where the remark itself says it.
        """
        limits = [compared for compared in self.compared if compared.limit is not None]
        if not limits:
            return (
                "(ours)" if self.source == sources.OURS.key else f"{sources.find_source(self.source).graded}."
            )
        said = "; ".join(compared.text for compared in limits if compared.text)
        return f"{said[0].upper()}{said[1:]}." if said else ""

    @property
    def full_text(self) -> str:
        """The remark with what else is to be known."""
        return f"{self.text} {self.more}".rstrip()


@dataclass(frozen=True, slots=True)
class TargetCase:
    """One target with everything that belongs to it."""

    target: Target
    technique: Technique
    plan: TargetPlan
    figures: Figures

    def alert(
        self,
        code: str,
        severity: Severity,
        text: str,
        source: Source,
        *compared: Compared,
        more: str = "",
    ) -> Alert:
        """Return an alert on this target."""
        return Alert(code, severity, self.target.id, text, source.key, compared, more)


@dataclass(frozen=True, slots=True)
class Case:
    """All that a check may look at."""

    session: Session
    plan: Plan
    score: PlanScore
    fitted: FittedMap

    @property
    def targets(self) -> tuple[TargetCase, ...]:
        """Each target of the session with its plan and its figures."""
        return tuple(
            TargetCase(target, find_technique(target.technique), plan, score.figures)
            for target, plan, score in zip(
                self.session.targets, self.plan.targets, self.score.targets, strict=True
            )
        )


Check = Callable[[Case], Iterator[Alert]]
