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
_WANTED = {
    "float_type": "a number",
    "int_type": "a whole number",
    "string_type": "a text in double quotes",
    "model_type": "an object {...}",
    "model_attributes_type": "an object {...}",
    "dict_type": "an object {...}",
    "list_type": "a list [...]",
    "tuple_type": "a pair of numbers [u_mm, v_mm]",
}


def refusal_of(errors: Sequence[ErrorDetails], document: JsonValue) -> PlannerError:
    """Return the refusal for the first of pydantic's ``errors``; a misspelt key explains most others."""
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
    return FileRefused(_sentence(kind, error, field), field=field)


def _sentence(kind: str, error: ErrorDetails, field: str) -> str:
    match kind:
        case "extra_forbidden":
            return _unknown_key(str(error["loc"][-1]), field)
        case "missing" | "union_tag_not_found":
            return f"{field} is missing: add it."
        case "too_long" | "too_short":
            return f"{field} must be exactly two numbers, [u_mm, v_mm]."
        case "union_tag_invalid":
            given = error["input"]["kind"]  # what pydantic calls the tag is Python's word for it
            return f"{field} must be {_choice(FindingKind)}, not {shown(given)}."
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


def _unknown_key(key: str, field: str) -> str:
    known = sorted({name for form in _FORMS for name in form.model_fields})
    close = difflib.get_close_matches(key, known, n=1, cutoff=0.8)
    advice = f"did you mean {shown(close[0])}?" if close else "take it out."
    return f"{field} is not a key of a session file: {advice}"


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
