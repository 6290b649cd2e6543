"""What changed from one saved state of a visit to another, in lines that can be read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Protocol, TypeVar

from planner.series.course import Course
from planner.series.visit import Visit
from planner.series.visit_words import (
    SCALES,
    answer_text,
    count_text,
    delivery_text,
    effect_text,
    exclusion_text,
    finding_text,
    moved_text,
    operator_text,
    patient_text,
    product_text,
    target_text,
)
from planner.session import Marked

NOTHING = "nothing"
IN_DETAIL = " (changed in detail)"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed.

    Parameters
    ----------
    what
        Such as ``Product 1``.
    was, becomes
        What is noted before and after; `NOTHING` where it was not there.
    """

    what: str
    was: str
    becomes: str


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Thing = TypeVar("_Thing")
_WithId = TypeVar("_WithId", bound=_Named)


def _steps_text(course: Course) -> str:
    return count_text(len(course), "step")


def _nothing_more(_was: object, _becomes: object) -> str:
    return ""


def differences(before: Visit, after: Visit) -> tuple[Difference, ...]:
    """Return everything that changed; nothing only if both are equal."""
    return (*_of_plan(before, after), *_of_treatment(before, after), *_of_follow_up(before, after))


def _of_plan(before: Visit, after: Visit) -> Iterator[Difference]:
    was, becomes = before.session, after.session
    yield from _said("Day", before.on, after.on)
    yield from _said("Body map", was.body_map, becomes.body_map)
    yield from _said("Position", was.position, becomes.position)
    yield from _said("Measures", was.patient, becomes.patient, patient_text)
    yield from _said("Operator", was.operator, becomes.operator, operator_text)
    yield from _by_id("Finding", was.findings, becomes.findings, finding_text, moved_text)
    yield from _by_id("Exclusion", was.exclusions, becomes.exclusions, exclusion_text, moved_text)
    yield from _by_id("Target", was.targets, becomes.targets, target_text)
    yield from _by_id("Still to be confirmed", before.ghosts, after.ghosts, _ghost_text)


def _ghost_text(ghost: Marked) -> str:
    return finding_text(ghost.finding)


def _of_treatment(before: Visit, after: Visit) -> Iterator[Difference]:
    for moment, was, becomes in (
        ("before", before.before, after.before),
        ("after", before.after, after.after),
    ):
        for name, title in SCALES.items():
            yield from _said(f"{title}, {moment}", getattr(was, name), getattr(becomes, name))
    yield from _said("Steps of the plan", before.course, after.course, _steps_text)
    yield from _said("Treatment", before.delivery, after.delivery, delivery_text)
    yield from _in_order("Product", before.products, after.products, product_text)


def _of_follow_up(before: Visit, after: Visit) -> Iterator[Difference]:
    yield from _by_id("Side effect", before.effects, after.effects, effect_text)
    yield from _in_order("Answer", before.answers, after.answers, answer_text)
    yield from _said("Note", before.note, after.note)
    yield from _said("Schedule", before.schedule, after.schedule)
    yield from _said("Next session", before.next_on, after.next_on)


def _by_id(
    what: str,
    before: Sequence[_WithId],
    after: Sequence[_WithId],
    text: Callable[[_WithId], str],
    more: Callable[[_WithId, _WithId], str] = _nothing_more,
) -> Iterator[Difference]:
    was, becomes = {one.id: one for one in before}, {one.id: one for one in after}
    found = [
        difference
        for an_id in dict.fromkeys([*was, *becomes])
        for difference in _said(f"{what} {an_id}", was.get(an_id), becomes.get(an_id), text, more)
    ]
    yield from found
    if not found and tuple(before) != tuple(after):
        yield Difference(f"{what}s", ", ".join(was), ", ".join(becomes))  # in another order


def _in_order(
    what: str, before: Sequence[_Thing], after: Sequence[_Thing], text: Callable[[_Thing], str]
) -> Iterator[Difference]:
    for number, (was, becomes) in enumerate(zip_longest(before, after), start=1):
        yield from _said(f"{what} {number}", was, becomes, text)


def _said(
    what: str,
    was: _Thing | None,
    becomes: _Thing | None,
    text: Callable[[_Thing], str] = str,
    more: Callable[[_Thing, _Thing], str] = _nothing_more,
) -> Iterator[Difference]:
    if was == becomes:
        return
    said = [NOTHING if one is None or one == "" else text(one) for one in (was, becomes)]
    also = "" if was is None or becomes is None else more(was, becomes)
    in_detail = IN_DETAIL if said[0] == said[1] and not also else ""
    yield Difference(what, said[0], said[1] + also + in_detail)
