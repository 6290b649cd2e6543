"""Amendments that are being written and not sent yet, as JSON text and back: a draft beside their session."""

from dataclasses import dataclass
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import Field

from planner.files.draft_text import draft_text, read_draft_form
from planner.files.session_form import Form
from planner.series.soundness import LONGEST_NOTE

AMENDMENTS_VERSION: Final = 1
MOST_FIELDS = 1_000  # ours: far more than products and side effects ever make

Number: TypeAlias = int | float
Name: TypeAlias = Annotated[str, Field(max_length=128)]
Words: TypeAlias = Annotated[str, Field(max_length=LONGEST_NOTE)]
Entry: TypeAlias = str | Number | None
"""What a field holds; a day as ``2026-11-26``."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What one screen has entered to correct a closed session.

    Parameters
    ----------
    id
        Stands in the page's address, so that a reload finds it.
    of
        The number of the state that is corrected.
    entries
        The fields that differ from that state, by name, with what was entered.
    """

    id: str
    of: int
    entries: tuple[tuple[str, Entry], ...] = ()


class AmendmentForm(Form):
    """An amendment that is being written."""

    id: str = Field(pattern=r"^[0-9a-f]{1,32}$")
    of: int = Field(ge=1)
    entries: dict[Name, Words | Number | None] = Field(max_length=MOST_FIELDS)


class AmendmentsForm(Form):
    """All that are being written of one session."""

    schema_version: Literal[1]
    amendments: list[AmendmentForm]


def amendments_json(amendments: tuple[Amendment, ...]) -> str:
    """Return them as text in one line; reading it gives equal ones."""
    members = {
        "schema_version": AMENDMENTS_VERSION,
        "amendments": [{"id": one.id, "of": one.of, "entries": dict(one.entries)} for one in amendments],
    }
    return draft_text(members)


def read_amendments(text: str) -> tuple[Amendment, ...]:
    """Return those that the JSON ``text`` holds.

    Raises
    ------
    FileRefused
        If it is something else, or of a later version.
    """
    form = read_draft_form(AmendmentsForm, text, "What is written of amendments and not sent")
    return tuple(Amendment(one.id, one.of, tuple(one.entries.items())) for one in form.amendments)
