"""Where to move a lattice so that it goes between the places that still rest."""

from dataclasses import replace

import numpy as np

from planner.body.fitted_map import FittedMap
from planner.geometry.lattice import ROW_RATIO, staggered_lattice
from planner.geometry.nearest import Nearest
from planner.plan import TargetPlan, build_plan
from planner.series.rest_map import RestMap
from planner.session import Session, put
from planner.techniques.density_settings import follows_pain
from planner.techniques.grid import FloatArray
from planner.techniques.lattice_shift import LATTICE, shifted_by

_TRIED = 8  # ours: moves by an eighth of a cell each way; a hand is no more exact than that
_NEAR_SHARE = 0.5  # of the spacing: a deposit nearer than this to a resting place lies in its half of the gap


def shift_into_gaps(session: Session, target_id: str, fitted: FittedMap, resting: RestMap) -> Session:
    """Return the session with the lattice of one target moved to where the least rests.

    Nothing changes if nothing rests, if no move is better, or if the target has no lattice to move. The zone,
    its exclusions and its volume stay: the same places are allowed, and only which of them are taken changes.

    Raises
    ------
    PlannerError
        As `build_plan` does.
    """
    target = next((one for one in session.targets if one.id == target_id), None)
    if target is None or not len(resting):
        return session
    # with this target alone: a fill of another one that is set to be searched takes a minute
    plan = build_plan(replace(session, targets=(target,)), fitted).targets[0]
    if not can_shift(plan):
        return session
    moves = _moves(plan.settings.number("spacing_mm"))
    costs = np.array([_cost(plan, move, resting) for move in moves])
    best = moves[int(np.argmin(costs))]
    if best == (0.0, 0.0):
        return session
    moved = target
    for name, value in shifted_by(*best).items():
        moved = moved.with_setting(name, value)
    return replace(session, targets=put(session.targets, moved))


def can_shift(plan: TargetPlan) -> bool:
    """Tell whether a target has a lattice that can be moved."""
    return LATTICE in plan.settings and not follows_pain(plan.settings) and len(plan.grid) > 0


def _moves(spacing_mm: float) -> list[tuple[float, float]]:
    """Return the moves to try, none first; they cover one cell of the lattice."""
    across = [spacing_mm * step / _TRIED for step in range(_TRIED)]
    along = [2 * spacing_mm * ROW_RATIO * step / _TRIED for step in range(_TRIED)]
    return [(round(u, 3), round(v, 3)) for v in along for u in across]


def _cost(plan: TargetPlan, move: tuple[float, float], resting: RestMap) -> float:
    """Return how much a deposit disturbs what rests, in the mean: a plan with fewer is not better for it."""
    spacing_mm = plan.settings.number("spacing_mm")
    drops = staggered_lattice(
        plan.zone, spacing_mm, direction_deg=plan.settings.number("direction_deg"), anchor_mm=move
    )
    return _disturbed(drops, resting, _NEAR_SHARE * spacing_mm) if len(drops) else np.inf


def _disturbed(drops: FloatArray, resting: RestMap, near_mm: float) -> float:
    """Return the mean of the weights that each deposit comes near to, less the farther it stays off."""
    total = 0.0
    for drop, near in zip(drops, Nearest(resting.places).within(drops, near_mm), strict=True):
        apart_mm = np.hypot(*(resting.places[near] - drop).T)
        total += float((resting.weights[near] * (1.0 - apart_mm / near_mm)).sum())
    return total / len(drops)
