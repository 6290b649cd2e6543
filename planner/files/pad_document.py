"""The touch pad's document: sent up whole after every gesture, and read as strictly as a file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, TypeAlias

from pydantic import Field, ValidationError

from planner.errors import FileRefused
from planner.files.marked_file import MarkedForm, marked_members, marked_of
from planner.files.session_file import exclusion_of
from planner.files.session_form import ExclusionForm, Form
from planner.session import Exclusion, Marked

MOST_MARKS = 2_000  # ours: a document beyond it does not come from fingers
MOST_PADS = 32  # ours: more than ever write on one case while one of them waits for its receipt
LONGEST_DOCUMENT = 2_000_000  # characters; the screen's own limit on what it sends up


@dataclass(frozen=True, slots=True)
class PadDocument:
    """Everything that was marked on the pad.

    Parameters
    ----------
    seq
        Rises with every gesture; of two documents the higher one is the truth.
    edits_seen
        The number of the last edit made beside the pad that this document already holds.
    body_key
        Which drawing of the body the pad already has.
    ghosts
        Findings of the session before that wait to be confirmed, with the targets that treated them there; a
        mark of the same id confirms one.
    writer
        Which pad wrote it; empty: nobody says.
    base
        The number of the last document of the server that the writer had seen; None: nobody says.
    base_writer
        Which pad wrote that one: of two servers each may have taken another document of one number.
    included
        The other pads whose documents went into this one, each with the number of its last; the server
        notes it, so that a pad that never got its receipt learns what it need not put in again.
    """

    case: str
    seq: int = 0
    edits_seen: int = 0
    body_key: str = ""
    marks: tuple[Marked, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    ghosts: tuple[Marked, ...] = ()
    writer: str = ""
    base: int | None = None
    base_writer: str = ""
    included: tuple[tuple[str, int], ...] = ()


Writer: TypeAlias = Annotated[str, Field(max_length=32)]
Seq: TypeAlias = Annotated[int, Field(ge=0)]


class PadForm(Form):
    """The pad's document."""

    case: str = Field(max_length=64)
    seq: int = Field(ge=0)
    writer: str = Field(default="", max_length=32)
    base: int | None = Field(default=None, ge=0)
    base_writer: str = Field(default="", max_length=32)
    included: dict[Writer, Seq] = Field(default_factory=dict, max_length=MOST_PADS)
    edits_seen: int = Field(ge=0)
    body_key: str = Field(max_length=128)
    # What one pad shows is no part of what was marked: another screen of the case may show other layers.
    palpation_key: str | None = Field(default=None, max_length=128)
    findings: list[MarkedForm] = Field(max_length=MOST_MARKS)
    exclusions: list[ExclusionForm] = Field(max_length=MOST_MARKS)
    ghosts: list[MarkedForm] = Field(default_factory=list, max_length=MOST_MARKS)


def read_pad_document(document: object) -> PadDocument:
    """Return what the pad sent.

    Raises
    ------
    FileRefused
        If it is not a document of our pad.
    """
    try:
        text = json.dumps(document, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise FileRefused("The pad sent something that is not a document: reload the page.") from None
    if len(text) > LONGEST_DOCUMENT:
        raise FileRefused("The pad sent a document that is too long: delete some outlines and go on.")
    try:
        form = PadForm.model_validate_json(text)
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise FileRefused(
            f"The pad sent a document that cannot be read at {place}: reload the page.", field=place
        ) from None
    return document_of(form)


def document_of(form: PadForm) -> PadDocument:
    """Return the document that its form describes."""
    return PadDocument(
        form.case,
        form.seq,
        form.edits_seen,
        form.body_key,
        tuple(marked_of(finding) for finding in form.findings),
        tuple(exclusion_of(x) for x in form.exclusions),
        tuple(marked_of(ghost) for ghost in form.ghosts),
        form.writer,
        form.base,
        form.base_writer,
        pads_by_number(form.included),
    )


def pads_by_number(included: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Return the pads of that mapping, the last to write last; those that wrote long ago make room."""
    return tuple(sorted(included.items(), key=lambda pad: (pad[1], pad[0]))[-MOST_PADS:])


def noting_included(document: PadDocument, kept: PadDocument) -> PadDocument:
    """Return a pad's document with the pads that it includes: what is kept, if it was written knowing that.

    What is kept already and only comes again stays as it is: sent twice, it is no other document.
    """
    if (document.seq, document.writer) == (kept.seq, kept.writer):
        return replace(document, base=kept.base, base_writer=kept.base_writer, included=kept.included)
    if document.writer == kept.writer:
        return replace(document, included=document.included or kept.included)
    if (document.base, document.base_writer) != (kept.seq, kept.writer):
        return document
    theirs = ((kept.writer, kept.seq),) if kept.writer else ()
    return replace(document, included=_joined(document.included, kept.included, theirs))


def _joined(*included: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Return the pads of all of these, each with the number of its last document."""
    return pads_by_number(dict(sorted(pad for pads in included for pad in pads)))


def exclusion_members(exclusion: Exclusion) -> dict[str, object]:
    """Return an exclusion as the pad's JSON has it."""
    return {
        "id": exclusion.id,
        "kind": exclusion.kind.value,
        "margin_mm": exclusion.margin_mm,
        "outline_mm": [[p.u_mm, p.v_mm] for p in exclusion.outline],
    }


def document_members(document: PadDocument) -> Mapping[str, object]:
    """Return a document as the pad's JSON has it; reading it gives an equal document."""
    return {
        "case": document.case,
        "seq": document.seq,
        "writer": document.writer,
        "base": document.base,
        "base_writer": document.base_writer,
        "included": dict(document.included),
        "edits_seen": document.edits_seen,
        "body_key": document.body_key,
        "findings": [marked_members(mark) for mark in document.marks],
        "exclusions": [exclusion_members(exclusion) for exclusion in document.exclusions],
        "ghosts": [marked_members(ghost) for ghost in document.ghosts],
    }
