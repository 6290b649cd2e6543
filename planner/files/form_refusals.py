"""Pydantic's findings about a file, said as one sentence that a practitioner can act on."""

import difflib
from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from planner.errors import FileRefused, IntensityOutOfRange, PlannerError
from planner.files.session_form import (
    ExclusionForm,
    PatientForm,
    PointForm,
    SessionForm,
    TargetForm,
    ZoneForm,
)
from planner.files.strict_json import JsonValue, member_path, shown
from planner.series.delivered import DeedKind
from planner.session import FindingKind
from planner.soundness import INTENSITY_MOST

_FORMS: tuple[type[BaseModel], ...] = (
    SessionForm,
    PatientForm,
    PointForm,
    ZoneForm,
    ExclusionForm,
    TargetForm,
)
_A_DAY = 'a day such as "2026-11-25"'
_A_MOMENT = 'a moment with its time zone such as "2026-11-25T10:30:00Z"'
_WANTED = {
    "float_type": "a number",
    "int_type": "a whole number",
    "string_type": "a text in double quotes",
    "model_type": "an object {...}",
    "model_attributes_type": "an object {...}",
    "dict_type": "an object {...}",
    "list_type": "a list [...]",
    "bool_type": "true or false",
    "date_type": _A_DAY,
    "date_parsing": _A_DAY,
    "date_from_datetime_parsing": _A_DAY,
    "date_from_datetime_inexact": _A_DAY,
    "datetime_type": _A_MOMENT,
    "datetime_parsing": _A_MOMENT,
    "datetime_from_date_parsing": _A_MOMENT,
    "datetime_object_invalid": _A_MOMENT,
    "timezone_aware": _A_MOMENT,
    "tuple_type": "a pair of numbers [u_mm, v_mm]",
}


def refusal_of(
    errors: Sequence[ErrorDetails],
    document: JsonValue,
    *,
    forms: Sequence[type[BaseModel]] = _FORMS,
    kind_of_file: str = "a session file",
) -> PlannerError:
    """Return the refusal for the first of pydantic's ``errors``; a misspelt key explains most others.

    Parameters
    ----------
    forms
        What the file is made of: a misspelt key is likened to theirs.
    """
    misspelt = [error for error in errors if error["type"] == "extra_forbidden"]
    error = (misspelt or list(errors))[0]
    steps = list(_steps(error["loc"], document))
    kind = error["type"]
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        steps.append("kind")
    if kind == "missing" and isinstance(steps[-1], int):  # a corner with one number lacks its second
        kind = "too_short"
        steps.pop()
    field = _path(steps)
    if kind == "int_type" and field.endswith(".intensity") and isinstance(error["input"], float):
        return IntensityOutOfRange(
            f"{field} must be a whole number from 0 to {INTENSITY_MOST}, not {shown(error['input'])}.",
            field=field,
        )
    if kind == "extra_forbidden":
        known = sorted({name for form in forms for name in form.model_fields})
        return FileRefused(_unknown_key(str(error["loc"][-1]), field, known, kind_of_file), field=field)
    return FileRefused(_sentence(kind, error, field), field=field)


def _sentence(kind: str, error: ErrorDetails, field: str) -> str:
    match kind:
        case "missing" | "union_tag_not_found":
            return f"{field} is missing: add it."
        case "too_long" | "too_short":
            return f"{field} must be exactly two numbers, [u_mm, v_mm]."
        case "union_tag_invalid":
            given = error["input"]["kind"]  # what pydantic calls the tag is Python's word for it
            kinds = DeedKind if field.startswith("deeds[") else FindingKind
            return f"{field} must be {_choice(kinds)}, not {shown(given)}."
    return f"{field or 'The file'} must be {_wanted(error, field)}, not {shown(error['input'])}."


def _wanted(error: ErrorDetails, field: str) -> str:
    match error["type"]:
        case "literal_error" | "enum":
            return str(error.get("ctx", {})["expected"]).replace("'", '"')
        case "string_pattern_mismatch":
            return "1 to 64 letters, digits or _ . : - without spaces"
        case kind:
            return "a number or a word in double quotes" if ".settings." in field else _WANTED[kind]


def _choice(words: Iterable[str]) -> str:
    *first, last = [shown(word) for word in words]
    return f"{', '.join(first)} or {last}"


def _unknown_key(key: str, field: str, known: Sequence[str], kind_of_file: str) -> str:
    close = difflib.get_close_matches(key, known, n=1, cutoff=0.8)
    advice = f"did you mean {shown(close[0])}?" if close and close[0] != key else "take it out."
    return f"{field} is not a key of {kind_of_file}: {advice}"


def _steps(place: tuple[str | int, ...], document: JsonValue) -> Iterator[str | int]:
    """Yield the steps of pydantic's ``place`` that are keys and indices, without its names of unions."""
    here: JsonValue = document
    for number, step in enumerate(place):
        last = number == len(place) - 1
        if isinstance(here, dict) and isinstance(step, str) and (step in here or last):
            yield step
            here = here.get(step)
        elif isinstance(here, list) and isinstance(step, int):
            yield step
            here = here[step] if step < len(here) else None


def _path(steps: Sequence[str | int]) -> str:
    path = ""
    for step in steps:
        path = f"{path}[{step}]" if isinstance(step, int) else member_path(path, step)
    return path
