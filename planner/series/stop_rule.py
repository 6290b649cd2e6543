"""When to stop: no verdict before the third session, and after it only what is useful goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from planner.evidence import Source, sources
from planner.evidence.change import JUDGED_AFTER, NRS_CHANGE, RECOVERED_ROLAND_MORRIS
from planner.series.noise import NRS, Change
from planner.series.visit import EffectKind, Scores, Visit


class Verdict(StrEnum):
    """What a series says about going on."""

    TOO_EARLY = "too early"
    USEFUL = "useful"
    NOT_USEFUL = "not useful"
    RECOVERED = "recovered"
    DIAGNOSE_AGAIN = "diagnose again"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with the sentence that says why, and who says so; the practitioner decides."""

    verdict: Verdict
    text: str
    source: Source


_ALARMS = {EffectKind.NODULE, EffectKind.ABSCESS}


def judge(visits: Sequence[Visit]) -> Judged:
    """Return what a series of visits, in their order, says about another one.

    The pain compared is the first that was asked before a treatment with the last that is known. Whatever a
    visit says, worse pain, a nodule or an abscess comes first.
    """
    treated = [visit for visit in visits if visit.has_treated]
    first, last = _first_nrs(visits), _last_scores(visits)
    change = NRS.change(first, last.nrs)
    if change is Change.WORSE or _has_alarm(visits):
        return Judged(
            Verdict.DIAGNOSE_AGAIN, f"Stop and diagnose again: there is {_bad_sign(change)}.", sources.OURS
        )
    if _is_recovered(last) and treated:
        text = f"No pain, and Roland-Morris {RECOVERED_ROLAND_MORRIS.value:g} or less: matches recovered."
        return Judged(Verdict.RECOVERED, text, RECOVERED_ROLAND_MORRIS.source)
    needed = int(JUDGED_AFTER.value)
    if len(treated) < needed:
        text = f"{len(treated)} of {needed} sessions: judged after the third."
        return Judged(Verdict.TOO_EARLY, text, JUDGED_AFTER.source)
    if change is Change.UNKNOWN:
        text = "Judge now whether to go on: no NRS was written down to compare."
        return Judged(Verdict.NOT_KNOWN, text, JUDGED_AFTER.source)
    fell = f"NRS went from {first} to {last.nrs}"
    if change is Change.BETTER:
        text = f"{fell}, beyond the noise: go on only as long as it stays useful."
        return Judged(Verdict.USEFUL, text, JUDGED_AFTER.source)
    text = f"{fell}: less than {NRS_CHANGE.value:g} points and less than 30 %. Stop, it has not been useful."
    return Judged(Verdict.NOT_USEFUL, text, JUDGED_AFTER.source)


def _first_nrs(visits: Sequence[Visit]) -> int | None:
    return next((visit.before.nrs for visit in visits if visit.before.nrs is not None), None)


def _last_scores(visits: Sequence[Visit]) -> Scores:
    """Return the last scores that were asked, those after a treatment only where none came later."""
    asked = [scores for visit in visits for scores in (visit.before, visit.after)]
    return next((scores for scores in reversed(asked) if scores.nrs is not None), Scores())


def _is_recovered(scores: Scores) -> bool:
    return (
        scores.nrs == 0
        and scores.roland_morris is not None
        and scores.roland_morris <= RECOVERED_ROLAND_MORRIS.value
    )


def _has_alarm(visits: Sequence[Visit]) -> bool:
    return any(effect.kind in _ALARMS and effect.gone is None for v in visits for effect in v.effects)


def _bad_sign(change: Change) -> str:
    return "worse pain" if change is Change.WORSE else "a nodule or an abscess that has not gone"
