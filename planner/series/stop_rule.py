"""What was published about going on with a series: pain is not judged before the third session."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from planner.evidence import Source, sources
from planner.evidence.change import JUDGED_AFTER, NRS_CHANGE, PAIN_ROSE, RECOVERED_ROLAND_MORRIS
from planner.series.noise import NRS, Change
from planner.series.visit import EffectKind, Scores, Visit


class Verdict(StrEnum):
    """What a series says about going on."""

    TOO_EARLY = "too early"
    FELL = "pain fell"
    NOT_FELL = "pain did not fall enough"
    RECOVERED = "recovered"
    DIAGNOSE_AGAIN = "diagnose again"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Judged:
    """A remark with the sentence that says why and names who says so; the practitioner decides."""

    verdict: Verdict
    text: str
    source: Source


_ALARMS = {EffectKind.NODULE, EffectKind.ABSCESS}
_LEAST = f"{NRS_CHANGE.value:g} points"
_PAGE = "One practitioner's page (CLIN, quality C) goes on with a series only if it helps"


def judge(visits: Sequence[Visit]) -> Judged:
    """Return what was published about going on after such visits, in their order.

    The pain compared is the one asked before the needles of the first and of the last visit that has it: what
    is said 10 to 30 minutes after them can be the local anaesthetic. Whatever a visit says, worse pain, a
    nodule or an abscess comes first.
    """
    treated = [visit for visit in visits if visit.has_treated]
    asked = [visit.before for visit in visits if visit.before.nrs is not None]
    first, last = (asked[0].nrs, asked[-1].nrs) if len(asked) > 1 else (None, None)
    change = NRS.change(first, last)
    needed = int(JUDGED_AFTER.value)
    if change is Change.WORSE or _has_alarm(visits):
        text = f"{_bad_sign(change, first, last)} Look for the cause first: our own rule."
        return Judged(Verdict.DIAGNOSE_AGAIN, text, PAIN_ROSE.source)
    if treated and asked and _is_recovered(asked[-1]):
        least = f"Roland-Morris {RECOVERED_ROLAND_MORRIS.value:g} or less"
        text = f"No pain before the needles, and {least}: matches recovered (KAMP10)."
        return Judged(Verdict.RECOVERED, text, RECOVERED_ROLAND_MORRIS.source)
    if len(treated) < needed:
        who = "one practitioner's page (CLIN, quality C)"
        text = f"{len(treated)} of {needed} sessions: {who} judges after the third."
        return Judged(Verdict.TOO_EARLY, text, JUDGED_AFTER.source)
    if change is Change.UNKNOWN:
        text = f"No NRS before the needles of two sessions was written down to compare. {_PAGE}."
        return Judged(Verdict.NOT_KNOWN, text, JUDGED_AFTER.source)
    return _compared(change, f"NRS before the needles {first} → {last}{_soon_after(visits)}")


def _compared(change: Change, told: str) -> Judged:
    if change is Change.BETTER:
        text = (
            f"{told}. A fall of {_LEAST} or 30 % counts (OST08). It does not say why: patients given saline "
            f"improved too ({sources.FERR17.key}). {_PAGE}."
        )
        return Judged(Verdict.FELL, text, NRS_CHANGE.source)
    needed = f"Only a fall of {_LEAST} or 30 % counts (OST08)"
    text = f"{told}. {needed}. {_PAGE}; other schedules run 4 to 6 sessions."
    return Judged(Verdict.NOT_FELL, text, NRS_CHANGE.source)


def _soon_after(visits: Sequence[Visit]) -> str:
    after = visits[-1].after.nrs
    return (
        "" if after is None else f"; the {after} asked 10 to 30 minutes after the last needles is not judged"
    )


def _is_recovered(scores: Scores) -> bool:
    return (
        scores.nrs == 0
        and scores.roland_morris is not None
        and scores.roland_morris <= RECOVERED_ROLAND_MORRIS.value
    )


def _has_alarm(visits: Sequence[Visit]) -> bool:
    return any(effect.kind in _ALARMS and effect.gone is None for v in visits for effect in v.effects)


def _bad_sign(change: Change, first: int | None, last: int | None) -> str:
    if change is Change.WORSE:
        return f"NRS before the needles rose from {first} to {last}."
    return "A nodule or an abscess has not gone."
