"""What can be entered about a visit that has been and about a patient, and what each contradicts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from planner.body.points import PointMm
from planner.series.follow_up import (
    find_answer,
    find_effect,
    with_answer,
    with_effect,
    with_gone,
    without_effect,
)
from planner.series.visit import Answer, EffectKind, SideEffect, Visit
from planner.storage.patients import PatientEntry
from planner.ui.entered import Part


def new_effect(kind: EffectKind, at: PointMm, noticed: date, note: str) -> Part[Visit]:
    """Return one more side effect: those of all tablets stand side by side."""
    return Part(lambda visit: with_effect(visit, kind, at, noticed, note=note))


def effect_gone(effect: SideEffect, gone: date | None) -> Part[Visit]:
    """Return the day on which a side effect was gone, or none: against another day, or its removal."""
    return Part(lambda visit: with_gone(visit, effect, gone), _day_gone_of(effect), _place_of(effect))


def effect_dropped(effect: SideEffect) -> Part[Visit]:
    """Return that a side effect was entered by mistake: against whatever somebody says of it meanwhile."""
    return Part(
        lambda visit: without_effect(visit, effect),
        lambda visit: find_effect(visit, effect),
        _place_of(effect),
    )


def answered(answer: Answer) -> Part[Visit]:
    """Return an answer: against another one to the same question."""
    return Part(
        lambda visit: with_answer(visit, answer),
        lambda visit: find_answer(visit, answer.question),
        f"answer {answer.question.value}",
    )


def next_settled(shown: Visit, schedule: str, next_on: date | None) -> tuple[Part[Visit], ...]:
    """Return schedule and day of the next visit, each if it was changed: against another one."""
    parts: list[Part[Visit]] = []
    if schedule != shown.schedule:
        parts.append(
            Part(lambda visit: replace(visit, schedule=schedule), lambda visit: visit.schedule, "schedule")
        )
    if next_on != shown.next_on:
        parts.append(
            Part(lambda visit: replace(visit, next_on=next_on), lambda visit: visit.next_on, "next_on")
        )
    return tuple(parts)


def entry_changed(shown: PatientEntry, entered: PatientEntry) -> tuple[Part[PatientEntry], ...]:
    """Return year band, sex and note of a patient, each if it was changed: against another one."""
    parts: list[Part[PatientEntry]] = []
    if entered.birth_from_year != shown.birth_from_year:
        parts.append(_part_of_birth(entered.birth_from_year))
    if entered.sex != shown.sex:
        parts.append(Part(lambda entry: replace(entry, sex=entered.sex), lambda entry: entry.sex, "sex"))
    if entered.note != shown.note:
        parts.append(Part(lambda entry: replace(entry, note=entered.note), lambda entry: entry.note, "note"))
    return tuple(parts)


def _part_of_birth(from_year: int | None) -> Part[PatientEntry]:
    return Part(
        lambda entry: replace(entry, birth_from_year=from_year),
        lambda entry: entry.birth_from_year,
        "born",
    )


def _place_of(effect: SideEffect) -> str:
    return f"effect {effect.id} {effect.noticed} {effect.kind.value}"


def _day_gone_of(effect: SideEffect) -> Callable[[Visit], object]:
    def day_gone(visit: Visit) -> tuple[date | None] | None:
        stands = find_effect(visit, effect)
        return None if stands is None else (stands.gone,)

    return day_gone
