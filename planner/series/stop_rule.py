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


@dataclass(frozen=True, slots=True)
class _Asked:
    """The scores before the needles of a session whose pain was asked, with its number in the series."""

    session: int
    nrs: int
    scores: Scores


_ALARMS = {EffectKind.NODULE, EffectKind.ABSCESS}
_LEAST = f"{NRS_CHANGE.value:g} points"
_PAGE = "One practitioner's page (CLIN, quality C) goes on with a series only if it helps"


def judge(visits: Sequence[Visit]) -> Judged:
    """Return what was published about going on after such visits, in their order.

    The pain compared is the one asked before the needles: what is said 10 to 30 minutes after them can be the
    local anaesthetic. It is that of the first and of the last visit that has it, named by their numbers, and
    nothing is said of pain as long as the last treated visit has none. Whatever a visit says, worse pain, a
    nodule or an abscess comes first.
    """
    treated = [number for number, visit in enumerate(visits, start=1) if visit.has_treated]
    asked = _asked_in(visits)
    change = NRS.change(asked[0].nrs, asked[-1].nrs) if len(asked) > 1 else Change.UNKNOWN
    needed = int(JUDGED_AFTER.value)
    if change is Change.WORSE or _has_alarm(visits):
        text = f"{_bad_sign(change, asked)} Look for the cause first: our own rule."
        return Judged(Verdict.DIAGNOSE_AGAIN, text, PAIN_ROSE.source)
    if _is_recovered(asked, treated):
        least = f"Roland-Morris {RECOVERED_ROLAND_MORRIS.value:g} or less"
        text = f"No pain before the needles, and {least}: matches recovered (KAMP10)."
        return Judged(Verdict.RECOVERED, text, RECOVERED_ROLAND_MORRIS.source)
    if len(treated) < needed:
        who = "one practitioner's page (CLIN, quality C)"
        text = f"{len(treated)} of {needed} sessions: {who} judges after the third."
        return Judged(Verdict.TOO_EARLY, text, JUDGED_AFTER.source)
    if change is Change.UNKNOWN or asked[-1].session < treated[-1]:
        return Judged(Verdict.NOT_KNOWN, f"{_missing(asked, treated[-1])} {_PAGE}.", JUDGED_AFTER.source)
    return _compared(change, f"NRS before the needles {_told(asked, '→')}{_soon_after(visits)}")


def _asked_in(visits: Sequence[Visit]) -> list[_Asked]:
    return [
        _Asked(number, visit.before.nrs, visit.before)
        for number, visit in enumerate(visits, start=1)
        if visit.before.nrs is not None
    ]


def _told(asked: Sequence[_Asked], to: str) -> str:
    """Return the pain of the first and of the last: ``8 (session 1) → 5 (session 3)``."""
    first, last = asked[0], asked[-1]
    return f"{first.nrs} (session {first.session}) {to} {last.nrs} (session {last.session})"


def _missing(asked: Sequence[_Asked], last_treated: int) -> str:
    if len(asked) < 2:
        return "No NRS before the needles of two sessions was written down to compare."
    return (
        f"No NRS was written down before the needles of session {last_treated}, the last one treated; the "
        f"last NRS is that of session {asked[-1].session}."
    )


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


def _is_recovered(asked: Sequence[_Asked], treated: Sequence[int]) -> bool:
    """Tell whether the last treated visit, or one after it, says so; the first needles come before that."""
    if not asked or not treated or not treated[0] < asked[-1].session >= treated[-1]:
        return False
    scores = asked[-1].scores
    return (
        scores.nrs == 0
        and scores.roland_morris is not None
        and scores.roland_morris <= RECOVERED_ROLAND_MORRIS.value
    )


def _has_alarm(visits: Sequence[Visit]) -> bool:
    return any(effect.kind in _ALARMS and effect.gone is None for v in visits for effect in v.effects)


def _bad_sign(change: Change, asked: Sequence[_Asked]) -> str:
    if change is Change.WORSE:
        return f"NRS before the needles rose from {_told(asked, 'to')}."
    return "A nodule or an abscess has not gone."
