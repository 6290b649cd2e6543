"""A visit as JSON text and back, as strictly as a session."""

from dataclasses import asdict, replace

from pydantic import BaseModel, ValidationError

from planner.body.points import PointMm
from planner.errors import PlannerError
from planner.files.course_file import course_members, course_of_form
from planner.files.deed_file import deed_members, deed_of
from planner.files.document_text import document_text
from planner.files.form_refusals import refusal_of
from planner.files.marked_file import MarkedPointForm, MarkedZoneForm, marked_members, marked_of
from planner.files.published_schema import schema_text
from planner.files.session_file import require_version, session_members, session_of
from planner.files.session_form import SCHEMA_VERSION
from planner.files.strict_json import JsonValue, read_json
from planner.files.visit_form import (
    AddedForm,
    AnswerForm,
    EffectForm,
    InjectionsForm,
    LegForm,
    PassesForm,
    ProductForm,
    ScoresForm,
    SkippedForm,
    VisitForm,
)
from planner.files.visit_products import products_of
from planner.series.delivered import Delivery
from planner.series.soundness import require_visit
from planner.series.visit import Answer, Product, Scores, SideEffect, Visit
from planner.session import Session
from planner.soundness import require_session

_FORMS: tuple[type[BaseModel], ...] = (
    VisitForm,
    ScoresForm,
    LegForm,
    InjectionsForm,
    PassesForm,
    SkippedForm,
    AddedForm,
    ProductForm,
    EffectForm,
    AnswerForm,
    MarkedPointForm,
    MarkedZoneForm,
)


def read_visit(text: str | bytes) -> Visit:
    """Return the visit that the JSON ``text`` holds.

    Raises
    ------
    FileRefused
        If the text does not follow the published form (see `visit_schema`).
    VisitRefused
        If what it says contradicts itself, such as a step given twice.
    PlannerError
        By name, whatever `read_session` and a technique's settings refuse.
    """
    document = read_json(text)
    require_version(document, "a visit file")
    try:
        form = VisitForm.model_validate_json(text)
    except ValidationError as error:
        raise refusal_of(error.errors(), document, forms=_FORMS, kind_of_file="a visit file") from None
    visit = _visit_of(form)
    _require_in("session", visit.session)
    found_before = tuple(ghost.finding for ghost in visit.ghosts)
    _require_in("ghosts", replace(visit.session, findings=found_before, exclusions=(), targets=()))
    require_visit(visit)
    return visit


def visit_json(visit: Visit) -> str:
    """Return ``visit`` as the text of a visit file; reading it gives an equal visit."""
    members: dict[str, JsonValue] = {
        "schema_version": SCHEMA_VERSION,
        "on": visit.on.isoformat(),
        "session": session_members(visit.session),
        "before": _plain(visit.before),
        "after": _plain(visit.after),
        "course": None if visit.course is None else course_members(visit.course),
        "deeds": None if visit.delivery is None else [deed_members(deed) for deed in visit.delivery.deeds],
        "products": [_plain(product) for product in visit.products],
        "effects": [_effect_members(effect) for effect in visit.effects],
        "answers": [_plain(answer) for answer in visit.answers],
        "ghosts": [marked_members(ghost) for ghost in visit.ghosts],
        "schedule": visit.schedule,
        "next_on": None if visit.next_on is None else visit.next_on.isoformat(),
        "note": visit.note,
    }
    return document_text(members)


def visit_schema() -> str:
    """Return the JSON Schema of a visit file, as text."""
    return schema_text(VisitForm.model_json_schema(), title="Mesoplan visit", name="visit")


def _require_in(member: str, session: Session) -> None:
    try:
        require_session(session, lambda _u_mm, _v_mm: True)
    except PlannerError as refusal:
        field = refusal.field if member == "session" else refusal.field.removeprefix("findings")
        refusal.field = f"{member}.{field}" if member == "session" else f"{member}{field}"
        raise


def _visit_of(form: VisitForm) -> Visit:
    course = None if form.course is None else course_of_form(form.course)
    delivery = None
    if form.deeds is not None:
        delivery = Delivery(0 if course is None else len(course), tuple(deed_of(d) for d in form.deeds))
    return Visit(
        on=form.on,
        session=session_of(form.session),
        before=Scores(**form.before.model_dump()),
        after=Scores(**form.after.model_dump()),
        course=course,
        delivery=delivery,
        products=products_of(form.products),
        effects=tuple(_effect_of(effect) for effect in form.effects),
        answers=tuple(Answer(a.question, a.on, a.has_effects, a.note) for a in form.answers),
        ghosts=tuple(marked_of(ghost) for ghost in form.ghosts),
        schedule=form.schedule,
        next_on=form.next_on,
        note=form.note,
    )


def _effect_of(form: EffectForm) -> SideEffect:
    return SideEffect(form.id, form.kind, PointMm(form.u_mm, form.v_mm), form.noticed, form.note, form.gone)


def _effect_members(effect: SideEffect) -> JsonValue:
    return {
        "id": effect.id,
        "kind": effect.kind.value,
        "u_mm": effect.at.u_mm,
        "v_mm": effect.at.v_mm,
        "noticed": effect.noticed.isoformat(),
        "note": effect.note,
        "gone": None if effect.gone is None else effect.gone.isoformat(),
    }


def _plain(record: Scores | Product | Answer) -> JsonValue:
    """Return a record's fields as they are, days as text."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in asdict(record).items()
    }
