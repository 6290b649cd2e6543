"""The course of a treatment as a visit file has it: columns, a number alone where all are the same."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from planner.errors import VisitRefused
from planner.files.strict_json import JsonValue
from planner.files.visit_form import InjectionsForm, LegForm, PassesForm
from planner.series.course import Course, Leg
from planner.techniques import Grid, Passes, find_technique, resolve_settings
from planner.techniques.grid import NO_FINDING, NO_INJECTIONS, NO_PASSES

_ALWAYS_LISTED = {"u_mm", "v_mm", "from_u_mm", "from_v_mm", "to_u_mm", "to_v_mm"}


def course_of_form(forms: Sequence[LegForm]) -> Course:
    """Return the course that its form describes.

    Raises
    ------
    VisitRefused
        If columns are not equally long or a finding is not among the points.
    PlannerError
        By name, if technique or settings are none that we know.
    """
    return Course(tuple(_leg_of(form, f"course[{number}]") for number, form in enumerate(forms)))


def course_members(course: Course) -> JsonValue:
    """Return a course as a visit file has it."""
    return [
        {
            "target": leg.target,
            "technique": leg.technique,
            "settings": dict(leg.settings),
            "points": list(leg.points),
            "injections": _columns(leg.grid) if len(leg.grid) else None,
            "passes": _columns(leg.passes) if len(leg.passes) else None,
        }
        for leg in course.legs
    ]


def _leg_of(form: LegForm, field: str) -> Leg:
    technique = find_technique(form.technique, f"{field}.technique")
    settings = tuple(sorted(form.settings.items()))
    resolve_settings(technique, settings, f"{field}.settings")
    if "depth_mm" not in form.settings:
        raise VisitRefused(
            f"{field}.settings.depth_mm is missing: a course keeps every setting that was used.",
            field=f"{field}.settings.depth_mm",
        )
    grid = NO_INJECTIONS if form.injections is None else _grid_of(form.injections, f"{field}.injections")
    if len(grid) and not NO_FINDING <= int(grid.finding.min()) <= int(grid.finding.max()) < len(form.points):
        raise VisitRefused(
            f"{field}.injections.finding names a point that the target does not have.",
            field=f"{field}.injections.finding",
        )
    passes = NO_PASSES if form.passes is None else _passes_of(form.passes, f"{field}.passes")
    return Leg(form.target, form.technique, settings, tuple(form.points), grid, passes)


def _grid_of(form: InjectionsForm, field: str) -> Grid:
    return Grid(**_filled(form, len(form.u_mm), field))


def _passes_of(form: PassesForm, field: str) -> Passes:
    return Passes(**_filled(form, len(form.from_u_mm), field))


def _filled(form: InjectionsForm | PassesForm, count: int, field: str) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name, value in form.model_dump().items():
        column = value if isinstance(value, list) else [value] * count
        if len(column) != count:
            raise VisitRefused(
                f"{field}.{name} has {len(column)} numbers for {count} places: all columns are equally long.",
                field=f"{field}.{name}",
            )
        columns[name] = np.array(column)
    return columns


def _columns(table: Grid | Passes) -> JsonValue:
    named = {field.name: getattr(table, field.name) for field in fields(table)}
    return {name: _column(name, values) for name, values in named.items()}


def _column(name: str, values: NDArray[np.generic]) -> JsonValue:
    listed = cast("list[JsonValue]", values.tolist())
    is_one = name not in _ALWAYS_LISTED and listed.count(listed[0]) == len(listed)
    return listed[0] if is_one else listed
