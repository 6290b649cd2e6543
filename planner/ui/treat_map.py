"""The map of a treatment: every step on the skin, the next one lit; a tap says where the finger was."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from planner.body import FittedMap
from planner.body.points import DrawnMm
from planner.drawing.body_drawing import draw_body
from planner.drawing.drawing import Area, Drawing
from planner.drawing.plan_drawing import draw_plan
from planner.drawing.roles import Layer, Role
from planner.drawing.svg import sharp_svg, skin_svg
from planner.drawing.theme import find_theme
from planner.drawing.unrolled import drawn_places
from planner.plan import Plan
from planner.series.course import Course
from planner.session import Session
from planner.ui.body_wanted import BodyWanted, fitted_map
from planner.ui.component import Component
from planner.ui.treatment import Treatment

TREAT_MAP = Component("mesoplan-treat", "map", "treat", "mt-root")
# The browser writes them: as large on a far view, and beside what it draws.
_NAMES = frozenset({Role.LEVEL, Role.LEVEL_KEY})


def show_map(data: Mapping[str, object], key: str, on_tap: Callable[[], None]) -> None:
    """Show the map.

    Parameters
    ----------
    on_tap
        Called when a finger touched it; `read_tap` then says where.
    """
    TREAT_MAP.mounted()(key=key, data=dict(data), on_tap_change=on_tap, on_have_change=lambda: None)


def read_tap(event: object) -> tuple[DrawnMm, float] | None:
    """Return where on the drawing a finger was and how far its touch reaches, in mm; None if it was not."""
    tap = event.get("tap") if isinstance(event, Mapping) else None
    if not isinstance(tap, Mapping):
        return None
    numbers = [tap.get(name) for name in ("x", "v", "reach")]
    if not all(isinstance(number, int | float) and abs(number) < 1e6 for number in numbers):
        return None
    x_mm, v_mm, reach_mm = (float(number) for number in numbers if number is not None)
    return DrawnMm(x_mm, v_mm), reach_mm


def shows_adding(event: object) -> bool:
    """Tell whether the map that was tapped asked for the place of an added point."""
    tap = event.get("tap") if isinstance(event, Mapping) else None
    return isinstance(tap, Mapping) and tap.get("adding") is True


def map_data(treatment: Treatment, fitted: FittedMap, *, event: object, dark: bool) -> dict[str, Any]:
    """Return what the map is told; picture and places only if the browser does not have them.

    Parameters
    ----------
    event
        What the map holds in the session state.
    """
    session, course, delivery = treatment.visit.session, treatment.course, treatment.delivery
    key = _key_of(session, course, dark=dark)
    told: dict[str, Any] = {
        "key": key,
        "stands": "".join(map(str, delivery.statuses.tolist())),
        "next": delivery.next_step,
        "added": drawn_on_map(fitted, [(d.at.u_mm, d.at.v_mm) for d in delivery.added if d.at is not None]),
        "adding": treatment.is_adding,
        "dark": dark,
        "says": _says(treatment),
    }
    has_picture = isinstance(event, Mapping) and event.get("have") == key
    return told if has_picture else told | _picture(session, course, dark=dark)


def _says(treatment: Treatment) -> str:
    delivery = treatment.delivery
    if not delivery.next_step:
        return "Map: no step is open"
    return f"Map: next is step {delivery.next_step} of {delivery.steps}"


@lru_cache(maxsize=16)
def _key_of(session: Session, course: Course, *, dark: bool) -> str:
    # Not hash(): it takes -1.0 and -2.0 for one number.
    return hashlib.sha256(repr((session, list(course), dark)).encode()).hexdigest()[:16]


@lru_cache(maxsize=16)
def _picture(session: Session, course: Course, *, dark: bool) -> dict[str, Any]:
    fitted = fitted_map(BodyWanted(session.body_map, session.patient, session.position))
    kept_out = draw_plan(Plan((), session.exclusions), session, fitted)
    theme, steps = find_theme(dark=dark), _steps(course, fitted)
    drawing = draw_body(fitted).under(kept_out)
    unnamed = replace(drawing, marks=tuple(mark for mark in drawing.marks if mark.role not in _NAMES))
    return {
        # Apart, since a browser would blur the skin anew for each step that is given: it paints it once.
        "skin": skin_svg(unnamed, theme),
        "svg": sharp_svg(unnamed, theme, without={Layer.NUMBERS}),
        "page": theme.page,
        "frame": [drawing.x_range_mm[0], drawing.v_range_mm[0], drawing.width_mm, drawing.height_mm],
        "steps": steps,
        "levels": [[level.name, round(level.v_mm, 2), level.is_key] for level in fitted.levels],
        "exclusions": _corners_kept_out(kept_out),
        "legs": [list(span) for span in course.spans],
        "colours": list(theme.targets),
    }


def _corners_kept_out(kept_out: Drawing) -> list[list[list[float]]]:
    """Return the outer corners of every exclusion as it is drawn, without its margin."""
    areas = (mark for mark in kept_out.marks_of(Role.EXCLUSION) if isinstance(mark, Area))
    return [np.round(area.rings[0], 2).tolist() for area in areas]


def _steps(course: Course, fitted: FittedMap) -> list[list[float]]:
    """Return x, v of every injection, and x, v of both ends of every pass."""
    found = []
    for leg in course.legs:
        found += drawn_on_map(fitted, leg.grid.places)
        starts, ends = drawn_on_map(fitted, leg.passes.starts), drawn_on_map(fitted, leg.passes.ends)
        found += [[*start, *end] for start, end in zip(starts, ends, strict=True)]
    return found


def drawn_on_map(fitted: FittedMap, places: object) -> list[list[float]]:
    """Return tape places as the map draws them."""
    tape = np.asarray(places, dtype=np.float64).reshape(-1, 2)
    drawn: list[list[float]] = np.round(drawn_places(fitted.projection, tape), 2).tolist()
    return drawn
