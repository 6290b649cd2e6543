"""What a visit must fulfil beyond what its session must."""

import math
from datetime import date

from planner.errors import VisitRefused
from planner.series.delivered import Delivery, with_deed
from planner.series.visit import Scores, Visit

MOST = {"nrs": 10, "vas": 100, "roland_morris": 24, "oswestry": 100}
"""Where each scale ends."""

LONGEST_TEXT = 200
LONGEST_NOTE = 2_000
MOST_PRODUCT_ML = 100.0  # ours: twenty times what was ever published for a session is a slip of the finger


def require_visit(visit: Visit) -> None:
    """Refuse a visit that contradicts itself.

    Raises
    ------
    VisitRefused
    """
    for name, scores in (("before", visit.before), ("after", visit.after)):
        _require_scores(scores, name)
    _require_delivery(visit)
    for number, product in enumerate(visit.products):
        _require_text(product.name, f"products[{number}].name", "The name of a product", least=1)
        _require_text(product.batch, f"products[{number}].batch", "The batch of a product")
        _require_volume(product.volume_ml, f"products[{number}].volume_ml")
    _require_effects(visit)
    for number, answer in enumerate(visit.answers):
        _require_text(answer.note, f"answers[{number}].note", "A note")
        _require_not_before(visit, answer.on, f"answers[{number}].on", "The patient was asked")
    if visit.next_on is not None and visit.next_on <= visit.on:
        raise VisitRefused("The next visit is after this one: give a later day.", field="next_on")
    _require_text(visit.note, "note", "The note of a visit", most=LONGEST_NOTE)


def _require_scores(scores: Scores, where: str) -> None:
    for name, most in MOST.items():
        value = getattr(scores, name)
        if value is not None and not 0 <= value <= most:
            raise VisitRefused(
                f"{where}.{name} must be a whole number from 0 to {most}, not {value}.",
                field=f"{where}.{name}",
            )


def _require_delivery(visit: Visit) -> None:
    """Raise unless the deeds could have been done one after the other."""
    if (visit.course is None) != (visit.delivery is None):
        raise VisitRefused("course and deeds belong together: give both, or neither.", field="deeds")
    if visit.course is None or visit.delivery is None:
        return
    if visit.delivery.steps != len(visit.course):
        raise VisitRefused("The deeds are those of another course.", field="deeds")
    delivery = Delivery(visit.delivery.steps)
    targets = {leg.target for leg in visit.course.legs}
    for number, deed in enumerate(visit.delivery.deeds):
        try:
            delivery = with_deed(delivery, deed)
        except VisitRefused as refusal:
            raise VisitRefused(str(refusal), field=f"deeds[{number}].{refusal.field}") from None
        if deed.target and deed.target not in targets:
            raise VisitRefused(
                f"An added point names the target {deed.target!r}, which the course does not have.",
                field=f"deeds[{number}].target",
            )


def _require_effects(visit: Visit) -> None:
    seen: set[str] = set()
    for number, effect in enumerate(visit.effects):
        field = f"effects[{number}]"
        if effect.id in seen:
            raise VisitRefused(f"The id {effect.id!r} is used twice: give each its own.", field=f"{field}.id")
        seen.add(effect.id)
        if not (math.isfinite(effect.at.u_mm) and math.isfinite(effect.at.v_mm)):
            raise VisitRefused("A side effect needs its place: tap the map.", field=f"{field}.u_mm")
        _require_text(effect.note, f"{field}.note", "A note")
        _require_not_before(visit, effect.noticed, f"{field}.noticed", "A side effect was noticed")
        if effect.gone is not None and effect.gone < effect.noticed:
            raise VisitRefused(
                "A side effect is gone after it was noticed: give a later day.", field=f"{field}.gone"
            )


def _require_not_before(visit: Visit, day: date, field: str, what: str) -> None:
    if day < visit.on:
        raise VisitRefused(f"{what} on the day of the visit or later: give a later day.", field=field)


def _require_text(text: str, field: str, what: str, *, least: int = 0, most: int = LONGEST_TEXT) -> None:
    if not least <= len(text) <= most:
        raise VisitRefused(f"{what} has {least} to {most} characters: shorten it.", field=field)


def _require_volume(volume_ml: float | None, field: str) -> None:
    if volume_ml is not None and not 0.0 <= volume_ml <= MOST_PRODUCT_ML:
        raise VisitRefused(f"The volume of a product must be 0 to {MOST_PRODUCT_ML:g} mL.", field=field)
