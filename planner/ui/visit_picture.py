"""A visit as one picture: the body, the findings, what was planned or delivered, and what came of it."""

from dataclasses import dataclass, replace
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
from planner.series.kept_plan import plan_of_course
from planner.series.visit import Visit
from planner.session import PointFinding
from planner.ui.optimised import unsearched
from planner.ui.planned import planned, shown_body


@dataclass(frozen=True, slots=True)
class PlanShown:
    """What is shown of a visit before its treatment: a plan, or why there is none.

    Parameters
    ----------
    is_kept
        Whether the visit was saved with it; otherwise it is what its marks come to today.
    """

    plan: Plan | None
    refusal: PlannerError | None = None
    is_kept: bool = False


@lru_cache(maxsize=32)
def visit_svg(visit: Visit, *, dark: bool) -> str:
    """Return the picture: of a treatment that began its steps as they stand, before it the plan."""
    theme = find_theme(dark=dark)
    return to_svg(with_clear_names(_drawing(visit), theme), theme)


def was_begun(visit: Visit) -> bool:
    """Tell whether anything was done of the plan."""
    return visit.delivery is not None and bool(visit.delivery.deeds)


def plan_shown(visit: Visit) -> PlanShown:
    """Return the plan that a visit was saved with, as it was saved.

    One that was saved without any, as a draft is, gets its quick plan: whoever only looks at a visit does
    not wait for a search.
    """
    if visit.course is None:
        targets = tuple(unsearched(target) for target in visit.session.targets)
        quick = planned(replace(visit.session, targets=targets))
        return PlanShown(quick.plan, quick.refusal)
    try:
        kept = plan_of_course(visit.course, visit.session, shown_body(visit.session))
    except PlannerError as refusal:
        return PlanShown(None, refusal)
    return PlanShown(kept, is_kept=True)


def _drawing(visit: Visit) -> Drawing:
    fitted = shown_body(visit.session)
    nothing = Plan((), visit.session.exclusions)
    if visit.course is not None and visit.delivery is not None and was_begun(visit):
        kept_out = draw_plan(nothing, visit.session, fitted)
        middle = kept_out.under(draw_delivered(visit.course, visit.delivery, visit.session, fitted))
    else:
        middle = draw_plan(plan_shown(visit).plan or nothing, visit.session, fitted)
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
