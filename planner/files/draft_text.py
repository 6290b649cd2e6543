"""Drafts as JSON text in one line, and back by their strict form."""

import json
import re
from collections.abc import Mapping
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from planner.errors import FileRefused
from planner.files.session_form import Form

AnyForm = TypeVar("AnyForm", bound=Form)


def draft_text(members: Mapping[str, object]) -> str:
    """Return the members of a draft as text in one line."""
    return json.dumps(members, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def read_draft_form(form: type[AnyForm], text: str, what: str) -> AnyForm:
    """Return the form that the JSON ``text`` fills.

    Only Mesoplan keeps drafts, and one of ours has no member that its version does not know: one that has was
    kept by a newer Mesoplan, as while several servers are brought to a new version one after the other.

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
        says = f"{what} cannot be read at {place or 'its start'}: restore a backup, or update Mesoplan."
        if any(_is_newer(one) for one in error.errors()):
            saved = f"{what[:1].lower()}{what[1:]}"
            says = (
                f"This server is older than the one that saved {saved}. Nothing was changed. Call whoever "
                "looks after the servers; your marks stay on this screen."
            )
        raise FileRefused(says, field=place) from None


def _is_newer(error: ErrorDetails) -> bool:
    """Tell whether what a newer Mesoplan keeps would fail so: at a member or a version that we lack."""
    if error["type"] == "extra_forbidden":
        return True
    known = [int(version) for version in re.findall(r"\d+", error.get("ctx", {}).get("expected", ""))]
    is_version = error["loc"][-1:] == ("schema_version",)
    return is_version and isinstance(error["input"], int) and error["input"] > max(known, default=0)
