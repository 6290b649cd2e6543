"""A visit as one picture: the body, the findings, what was planned or delivered, and what came of it."""

from functools import lru_cache

import numpy as np

from planner.drawing.body_drawing import draw_body
from planner.drawing.clear_names import with_clear_names
from planner.drawing.close_up import close_up
from planner.drawing.drawing import Drawing, Places
from planner.drawing.findings_drawing import draw_findings
from planner.drawing.plan_drawing import draw_plan
from planner.drawing.svg import to_svg
from planner.drawing.theme import find_theme
from planner.drawing.visit_drawing import draw_delivered, draw_effects
from planner.errors import PlannerError
from planner.plan import Plan
from planner.series.visit import Visit
from planner.session import PointFinding
from planner.ui.planned import planned


@lru_cache(maxsize=32)
def visit_svg(visit: Visit, *, dark: bool) -> str:
    """Return the picture: of a treatment that began its steps as they stand, before it the plan."""
    theme = find_theme(dark=dark)
    return to_svg(with_clear_names(_drawing(visit), theme), theme)


def was_begun(visit: Visit) -> bool:
    """Tell whether anything was done of the plan."""
    return visit.delivery is not None and bool(visit.delivery.deeds)


def refusal_of(visit: Visit) -> PlannerError | None:
    """Return why a visit that was not treated has no plan, if it has none."""
    return None if was_begun(visit) else planned(visit.session).refusal


def _drawing(visit: Visit) -> Drawing:
    result = planned(visit.session)
    fitted = result.fitted
    if visit.course is not None and visit.delivery is not None and was_begun(visit):
        kept_out = draw_plan(Plan((), visit.session.exclusions), visit.session, fitted)
        middle = kept_out.under(draw_delivered(visit.course, visit.delivery, visit.session, fitted))
    else:
        middle = draw_plan(result.plan or Plan((), visit.session.exclusions), visit.session, fitted)
    found = middle.under(draw_findings(visit.session, fitted))
    whole = draw_body(fitted).under(found).under(draw_effects(visit.effects, fitted))
    return close_up(whole, _places(visit), fitted)


def _places(visit: Visit) -> Places:
    """Return the places of everything that the picture has to show."""
    session = visit.session
    points = [one.at for one in session.findings if isinstance(one, PointFinding)]
    outlines = [
        one.outline for one in (*session.findings, *session.exclusions) if not isinstance(one, PointFinding)
    ]
    corners = [corner for outline in outlines for corner in outline]
    came = [effect.at for effect in visit.effects]
    return np.array([(at.u_mm, at.v_mm) for at in (*points, *corners, *came)], dtype=np.float64).reshape(
        -1, 2
    )
