"""A desk as JSON text and back: the form in which drafts are kept, strict and versioned."""

from typing import Final, Literal

from pydantic import Field

from planner.files.desk import Desk, Edit
from planner.files.draft_text import draft_text, read_draft_form
from planner.files.marked_file import MarkedForm, marked_members, marked_of
from planner.files.pad_document import PadForm, document_members, document_of, exclusion_members
from planner.files.session_file import (
    exclusion_of,
    operator_members,
    operator_of,
    patient_members,
    patient_of,
    target_members,
    target_of,
)
from planner.files.session_form import ExclusionForm, Form, OperatorForm, PatientForm, TargetForm
from planner.session import Position

DESK_VERSION: Final = 2  # 1 knew no ghosts


class EditForm(Form):
    """One change made beside the pad; exactly one of the last three is given."""

    number: int = Field(ge=1)
    finding: MarkedForm | None = None
    exclusion: ExclusionForm | None = None
    removed: str = Field("", max_length=64)


class DeskForm(Form):
    """A desk, of this version or of one before."""

    schema_version: Literal[1, 2]
    body_map: str
    position: Position
    patient: PatientForm | None
    targets: list[TargetForm]
    active_target: str
    clearings: int = Field(ge=0)
    edits_made: int = Field(ge=0)
    edits: list[EditForm]
    operator: OperatorForm | None
    document: PadForm


def desk_json(desk: Desk) -> str:
    """Return a desk as text in one line; reading it gives an equal desk."""
    return draft_text(desk_members(desk))


def desk_members(desk: Desk) -> dict[str, object]:
    """Return a desk as its file has it."""
    return {
        "schema_version": DESK_VERSION,
        "body_map": desk.body_map,
        "position": desk.position.value,
        "patient": patient_members(desk.patient),
        "targets": [target_members(target) for target in desk.targets],
        "active_target": desk.active_target,
        "clearings": desk.clearings,
        "edits_made": desk.edits_made,
        "edits": [_edit_members(edit) for edit in desk.edits],
        "operator": None if desk.operator is None else operator_members(desk.operator),
        "document": document_members(desk.document),
    }


def read_desk(text: str) -> Desk:
    """Return the desk that the JSON ``text`` holds.

    Raises
    ------
    FileRefused
        If it is no desk, or one of a later version.
    """
    form = read_draft_form(DeskForm, text, "This desk")
    return desk_of_form(form)


def desk_of_form(form: DeskForm) -> Desk:
    """Return the desk that its form describes."""
    return Desk(
        document=document_of(form.document),
        edits=tuple(_edit_of(edit) for edit in form.edits),
        edits_made=form.edits_made,
        body_map=form.body_map,
        position=form.position,
        patient=None if form.patient is None else patient_of(form.patient),
        targets=tuple(target_of(target) for target in form.targets),
        active_target=form.active_target,
        clearings=form.clearings,
        operator=None if form.operator is None else operator_of(form.operator),
    )


def _edit_members(edit: Edit) -> dict[str, object]:
    members: dict[str, object] = {"number": edit.number}
    if edit.mark is not None:
        members["finding"] = marked_members(edit.mark)
    elif edit.exclusion is not None:
        members["exclusion"] = exclusion_members(edit.exclusion)
    else:
        members["removed"] = edit.removed
    return members


def _edit_of(form: EditForm) -> Edit:
    return Edit(
        form.number,
        None if form.finding is None else marked_of(form.finding),
        None if form.exclusion is None else exclusion_of(form.exclusion),
        form.removed,
    )
