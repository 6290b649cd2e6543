"""With how few punctures a target can do: what geometry proves at its spread, and how that falls as it grows.

This says nothing about what a patient needs. It is proved for fills only, which promise to reach every place
of their zone; a plan that leaves something bare could do with fewer, so nothing is claimed of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.body import FittedMap
from planner.geometry.bound import GoOn, always, bound_with_anchors
from planner.geometry.bound_area_check import CELL
from planner.geometry.bound_check import REACH, Bound, groups_apart
from planner.geometry.bound_packing import PackingCertificate, packing_bound, packing_certificate
from planner.geometry.bound_proofs import is_published
from planner.geometry.discs import largest_gap
from planner.geometry.prune import WITHIN
from planner.geometry.rows import FloatArray
from planner.plan import Plan, TargetPlan, build_plan
from planner.score import PlanScore, TargetScore
from planner.session import Session
from planner.techniques.deposits import FILL
from planner.techniques.fill_settings import EFFORT, QUICK, TOLERANCE
from planner.techniques.grid import NO_FINDING

SPREADS_MM = (5.0, 7.5, 10.0, 12.5, 15.0, 17.3, 20.0)
"""Ours: the published range of 5 to 17.4 mm, and one step beyond; the target's own spread is added."""

UNREVIEWED = "our proof, not yet reviewed"
"""What stands beside every bound that rests on the one of area and border (docs/geometry.md)."""

MOST_IN_TABLE = 1_500  # ours: a spread that takes more deposits is left out, as its row takes seconds


@dataclass(frozen=True, slots=True, eq=False)
class Necessity:
    """What is proved of one fill.

    Parameters
    ----------
    bound
        Confirmed by its checker.
    witnesses
        Places of the zone as (n, 2) mm, no two of which one injection can serve; confirmed as well.
    """

    bound: Bound
    spread_mm: float
    witnesses: FloatArray

    @property
    def is_published(self) -> bool:
        """Whether all that the bound rests on is elementary or published."""
        return is_published(self.bound)


@dataclass(frozen=True, slots=True)
class AtSpread:
    """What the same target takes at another spread, and what is proved that it takes at least, and how."""

    spread_mm: float
    punctures: int
    least: int
    is_published: bool = True


def is_fill(target: TargetPlan) -> bool:
    """Return whether a target fills a zone with deposits, as few as serve it."""
    return not target.zone.is_empty and target.settings.get("pattern") == FILL


def is_proved_of(target: TargetPlan, largest_gap_mm: float | None) -> bool:
    """Return whether a target is a fill that reaches every place of its zone, by its largest gap."""
    if not is_fill(target) or largest_gap_mm is None:
        return False
    return largest_gap_mm <= target.reach_mm * WITHIN


def prove_necessity(target: TargetPlan, *, thorough: bool = False, go_on: GoOn = always) -> Necessity | None:
    """Return what is proved of a target, or ``None`` if nothing is claimed of it.

    A deposit that stands on a tender or trigger point counts as one that must stand there. Safe to call
    from any thread: it works on its own copy of the zone.
    """
    if target.zone.is_empty or not is_proved_of(target, largest_gap(target.grid.places, target.zone)[0]):
        return None
    zone = shapely.from_wkb(shapely.to_wkb(target.zone))
    anchors = anchors_of(target)
    proved = bound_with_anchors(zone, target.reach_mm, anchors, thorough=thorough, go_on=go_on)
    return Necessity(proved, target.reach_mm, witnesses_of(zone, target.reach_mm))


def anchors_of(target: TargetPlan) -> FloatArray:
    """Return the places where a deposit of a target must stand, as (n, 2) mm: those on its points."""
    places: FloatArray = target.grid.places[(target.grid.finding != NO_FINDING) & _must_stand_there(target)]
    return places


def _must_stand_there(target: TargetPlan) -> bool:
    """Return whether each point has its deposit exactly: with a tolerance it could stand elsewhere."""
    return target.settings.get(TOLERANCE, 0.0) == 0.0


def witnesses_of(zone: BaseGeometry, spread_mm: float) -> FloatArray:
    """Return many places of a zone of which no deposit can serve two, as (n, 2) mm; confirmed."""
    reach_mm = spread_mm * REACH
    found = [packing_certificate(group, reach_mm).witnesses for group in groups_apart(zone, spread_mm)]
    places = np.concatenate(found) if found else np.empty((0, 2))
    if packing_bound(PackingCertificate(places), zone, reach_mm) != len(places):
        raise ArithmeticError("the checker does not confirm the witnesses")
    return places


def with_bounds(score: PlanScore, plan: Plan) -> PlanScore:
    """Return a score that also tells what is proved of each target."""
    proved = [prove_necessity(target, thorough=True) for target in plan.targets]
    both = zip(score.targets, proved, strict=True)
    return replace(score, targets=tuple(_with_bound(target, found) for target, found in both))


def _with_bound(score: TargetScore, proved: Necessity | None) -> TargetScore:
    if proved is None:
        return score
    figures = replace(
        score.figures,
        punctures_lower_bound=proved.bound.value,
        lower_bound_is_published=proved.is_published,
    )
    return replace(score, figures=figures)


def at_spreads(
    session: Session,
    target: TargetPlan,
    fitted: FittedMap,
    *,
    go_on: GoOn = always,
    so_far: Callable[[tuple[AtSpread, ...]], None] = lambda _rows: None,
) -> tuple[AtSpread, ...]:
    """Return what a fill takes at other spreads, all else as it is set, from the smallest spread up.

    No row is searched for: where the target has been, `with_own` puts its own count in.
    Spreads at which it takes too many deposits are left out, as are those that the work did not come to.

    Parameters
    ----------
    so_far
        Told the rows each time that there is one more; the widest spread, which is quickest, comes first.
    """
    rows: list[AtSpread] = []
    for step, spread_mm in enumerate(sorted({*SPREADS_MM, target.reach_mm}, reverse=True)):
        about = target.zone_area_mm2 / (CELL * spread_mm**2)
        if about > MOST_IN_TABLE or not go_on(step, 0):
            break
        row = _at_spread(
            _with_spread(session, target.id, spread_mm), spread_mm, fitted, partial(_goes_on, go_on, step)
        )
        if row is not None:
            rows.insert(0, row)
            so_far(tuple(rows))
    return tuple(rows)


def with_own(rows: Sequence[AtSpread], target: TargetPlan, proved: Necessity) -> tuple[AtSpread, ...]:
    """Return the rows with what a target itself takes at its spread, as far down as it has been searched."""
    own = AtSpread(proved.spread_mm, len(target.grid), proved.bound.value, proved.is_published)
    return tuple(own if row.spread_mm == own.spread_mm else row for row in rows)


def _with_spread(session: Session, target_id: str, spread_mm: float) -> Session:
    """Return a session of one target alone, at another spread."""
    target = next(target for target in session.targets if target.id == target_id)
    quick = target.with_setting(EFFORT, QUICK)  # a patient search at every spread would take minutes
    return replace(session, targets=(quick.with_setting("spread_mm", spread_mm),))


def _goes_on(go_on: GoOn, step: int, *_of_the_bound: int) -> bool:
    return go_on(step, 0)


def _at_spread(session: Session, spread_mm: float, fitted: FittedMap, go_on: GoOn) -> AtSpread | None:
    target = build_plan(session, fitted).targets[0]
    proved = prove_necessity(target, go_on=go_on)
    if proved is None:
        return None
    return AtSpread(spread_mm, len(target.grid), proved.bound.value, proved.is_published)
