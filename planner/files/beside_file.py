"""What is kept beside a desk as JSON text and back: a draft of its own, strict and versioned like the desk's.

It is apart from the desk so that a tap saves no more than it did; a Mesoplan that does not know it leaves it.
"""

from dataclasses import asdict
from typing import Final, Literal

import numpy as np
from pydantic import Field

from planner.files.beside import Beside, Optimised, PlanA
from planner.files.desk_file import DeskForm, desk_members, desk_of_form
from planner.files.draft_text import draft_text, read_draft_form
from planner.files.session_file import session_members, session_of
from planner.files.session_form import Form, SessionForm
from planner.geometry.found_covers import FoundCover
from planner.geometry.rows import FloatArray
from planner.series.reminders import ChangeEvery
from planner.series.soundness import LONGEST_NOTE, MOST
from planner.series.visit import Scores

BESIDE_VERSION: Final = 1


class FoundCoverForm(Form):
    """A cover of one part of a zone: the digest of its problem, and the places in mm."""

    problem: str = Field(pattern=r"^[0-9a-f]{64}$")
    places_mm: list[tuple[float, float]]


class OptimisedForm(Form):
    """A search for fewer deposits: what it saw, for how many tries, and what it came to."""

    target: str
    of: SessionForm
    steps: int = Field(ge=0)
    covers: list[FoundCoverForm]


class PlanAForm(Form):
    """Plan A."""

    desk: DeskForm
    optimised: list[OptimisedForm]


class AskedForm(Form):
    """What the patient said before the treatment has begun; null where nobody asked."""

    nrs: int | None = Field(None, ge=0, le=MOST["nrs"])
    vas: int | None = Field(None, ge=0, le=MOST["vas"])
    roland_morris: int | None = Field(None, ge=0, le=MOST["roland_morris"])
    oswestry: int | None = Field(None, ge=0, le=MOST["oswestry"])


class BesideForm(Form):
    """What is kept beside a desk."""

    schema_version: Literal[1]
    plan_a: PlanAForm | None
    optimised: list[OptimisedForm]
    weights: dict[str, float]
    rest_days: int = Field(ge=1)
    needle_every: int | None = Field(ge=1)
    syringe_every: int | None = Field(ge=1)
    note: str | None = Field(max_length=LONGEST_NOTE)
    before: AskedForm | None = None  # an older Mesoplan did not ask


def beside_json(beside: Beside) -> str:
    """Return it as text in one line; reading it gives an equal value."""
    a = beside.plan_a
    members = {
        "schema_version": BESIDE_VERSION,
        "plan_a": None
        if a is None
        else {"desk": desk_members(a.desk), "optimised": [_optimised_members(one) for one in a.optimised]},
        "optimised": [_optimised_members(one) for one in beside.optimised],
        "weights": dict(beside.weights),
        "rest_days": beside.rest_days,
        "needle_every": beside.every.needle,
        "syringe_every": beside.every.syringe,
        "note": beside.note,
        "before": None if beside.before is None else asdict(beside.before),
    }
    return draft_text(members)


def read_beside(text: str) -> Beside:
    """Return what the JSON ``text`` holds.

    Raises
    ------
    FileRefused
        If it is something else, or of a later version.
    """
    form = read_draft_form(BesideForm, text, "What is kept beside this draft")
    a = form.plan_a
    return Beside(
        plan_a=None if a is None else PlanA(desk_of_form(a.desk), tuple(map(_optimised_of, a.optimised))),
        optimised=tuple(map(_optimised_of, form.optimised)),
        weights=tuple(sorted(form.weights.items())),
        rest_days=form.rest_days,
        every=ChangeEvery(form.needle_every, form.syringe_every),
        note=form.note,
        before=None if form.before is None else Scores(**form.before.model_dump()),
    )


def _optimised_members(one: Optimised) -> dict[str, object]:
    return {
        "target": one.target_id,
        "of": session_members(one.of),
        "steps": one.steps,
        "covers": [{"problem": found.problem, "places_mm": found.places.tolist()} for found in one.covers],
    }


def _optimised_of(form: OptimisedForm) -> Optimised:
    covers = (FoundCover(found.problem, _places(found.places_mm)) for found in form.covers)
    return Optimised(form.target, session_of(form.of), form.steps, tuple(covers))


def _places(pairs: list[tuple[float, float]]) -> FloatArray:
    return np.array(pairs, dtype=np.float64).reshape(-1, 2)
