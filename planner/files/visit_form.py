"""The published form of a visit, version 1: a session, what was delivered of it, and what came of it."""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import AwareDatetime, ConfigDict, Field

from planner.files.marked_file import MarkedForm
from planner.files.session_form import Form, Id, SessionForm, UMm, VMm
from planner.series.delivered import DeedKind
from planner.series.visit import EffectKind, QuestionKind

Column: TypeAlias = Annotated[
    float | list[float],
    Field(description="One number for each injection or pass; a number alone where all are the same."),
]
Moment: TypeAlias = Annotated[
    AwareDatetime, Field(description="When, with the time zone.", examples=["2026-11-25T10:30:00Z"])
]
Day: TypeAlias = Annotated[date, Field(examples=["2026-11-25"])]
StepNumber: TypeAlias = Annotated[int, Field(description="Number of a step in the course, from 1.")]


class ScoresForm(Form):
    """What the patient said of pain and function; null where nobody asked."""

    nrs: int | None = Field(None, description="Numeric rating scale, 0 to 10.")
    vas: int | None = Field(None, description="Visual analogue scale, 0 to 100 [mm].")
    roland_morris: int | None = Field(None, description="Roland-Morris questionnaire, 0 to 24.")
    oswestry: int | None = Field(None, description="Oswestry disability index, 0 to 100.")


class InjectionsForm(Form):
    """The injections of one target in the order of the hand, one column for each figure."""

    u_mm: list[float]
    v_mm: list[float]
    depth_mm: Column
    angle_deg: Column
    inserted_mm: Column
    volume_ml: Column
    finding: list[int] | int = Field(description="Index in points of the finding served; -1: the zone.")


class PassesForm(Form):
    """The passes of one target in the order of the hand, one column for each figure."""

    from_u_mm: list[float]
    from_v_mm: list[float]
    to_u_mm: list[float]
    to_v_mm: list[float]
    length_mm: Column
    volume_ml: Column


class LegForm(Form):
    """What was planned for one target when the treatment began; its injections come before its passes."""

    target: Id
    technique: str = Field(description="Id of the technique.")
    settings: dict[str, float | str] = Field(description="Every setting that was used.")
    points: list[Id] = Field(description="Findings that the injections serve.")
    injections: InjectionsForm | None = Field(None, description="Null: none.")
    passes: PassesForm | None = Field(None, description="Null: none.")


class GivenForm(Form):
    """Steps that were given; of more than one only those that were open."""

    kind: Literal[DeedKind.GIVEN]
    moment: Moment
    first: StepNumber
    last: StepNumber


class SkippedForm(Form):
    """Open steps that were left out."""

    kind: Literal[DeedKind.SKIPPED]
    moment: Moment
    first: StepNumber
    last: StepNumber
    reason: str


class AddedForm(Form):
    """A point that was not planned."""

    kind: Literal[DeedKind.ADDED]
    moment: Moment
    u_mm: UMm
    v_mm: VMm
    target: str = Field(description="Target whose needle and syringe gave it; empty: none.")
    volume_ml: float = Field(description="What it got [mL].")


class TurnForm(Form):
    """A pause, its end, or a change of needle or syringe."""

    kind: Literal[DeedKind.PAUSED, DeedKind.RESUMED, DeedKind.NEEDLE_CHANGED, DeedKind.SYRINGE_CHANGED]
    moment: Moment


DeedForm: TypeAlias = Annotated[GivenForm | SkippedForm | AddedForm | TurnForm, Field(discriminator="kind")]


class ProductForm(Form):
    """What was injected, as the user wrote it down."""

    name: str
    batch: str
    expires: Day | None = Field(None, description="Last day on which it may be used.")
    volume_ml: float | None = Field(None, description="Of this product [mL].")


class EffectForm(Form):
    """A side effect on its place."""

    id: Id
    kind: EffectKind
    u_mm: UMm
    v_mm: VMm
    noticed: Day
    note: str = ""
    gone: Day | None = Field(None, description="Null: not gone yet, or nobody looked.")


class AnswerForm(Form):
    """What the patient said when asked for side effects."""

    question: QuestionKind = Field(description="At the next visit, or late: 12 weeks after.")
    on: Day
    has_effects: bool
    note: str = ""


class VisitForm(Form):
    """One visit: its session, the course of the treatment, each deed with its moment, and what came of it."""

    model_config = ConfigDict(title="Mesoplan visit")

    schema_version: Literal[1] = Field(description="Version of this form; this page describes version 1.")
    on: Day = Field(description="The day of the visit.")
    session: SessionForm
    before: ScoresForm = Field(default_factory=ScoresForm, description="Asked before the treatment.")
    after: ScoresForm = Field(default_factory=ScoresForm, description="Asked 10 to 30 minutes after it.")
    course: list[LegForm] | None = Field(None, description="Null: the treatment has not begun.")
    deeds: list[DeedForm] | None = Field(None, description="What was done, oldest first.")
    products: list[ProductForm] = Field(default_factory=list)
    effects: list[EffectForm] = Field(default_factory=list)
    answers: list[AnswerForm] = Field(default_factory=list)
    ghosts: list[MarkedForm] = Field(
        default_factory=list, description="Findings of the visit before that nobody has confirmed yet."
    )
    schedule: str = Field("", description="Id of the schedule of the series; empty: none.")
    next_on: Day | None = Field(None, description="Day of the next visit, where one was settled.")
    note: str = Field("", description="What the user wrote about the visit; names nobody.")
