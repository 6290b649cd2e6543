"""Drafts as JSON text in one line, and back by their strict form."""

import json
from collections.abc import Mapping
from typing import TypeVar

from pydantic import ValidationError

from planner.errors import FileRefused
from planner.files.session_form import Form

AnyForm = TypeVar("AnyForm", bound=Form)


def draft_text(members: Mapping[str, object]) -> str:
    """Return the members of a draft as text in one line."""
    return json.dumps(members, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def read_draft_form(form: type[AnyForm], text: str, what: str) -> AnyForm:
    """Return the form that the JSON ``text`` fills.

    Parameters
    ----------
    what
        What the text is, as a refusal begins: ``This draft``.

    Raises
    ------
    FileRefused
        If it does not follow the form, or is of a later version.
    """
    try:
        return form.model_validate_json(text)
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise FileRefused(
            f"{what} cannot be read at {place or 'its start'}: update Mesoplan.", field=place
        ) from None
