"""The score of a plan: how much of the zone it serves, how evenly, and at what cost."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from planner.geometry.discs import band_areas, disc_union_areas, largest_gap
from planner.geometry.spacing import nearest_distances
from planner.plan import Plan, TargetPlan
from planner.techniques.grid import FloatArray, Passes

STEPS_PER_REACH = (
    2  # places along a pass for each reach, among which the farthest place of the zone is sought
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is measured on one target, or on the whole plan; None where there is nothing to measure.

    Parameters
    ----------
    coverage
        The part of the treatment zone that lies within reach of a deposit or a pass, 0-1.
    over_treatment
        Skin within reach that lies outside the zone, as a part of the zone.
    largest_gap_mm
        The farthest that a place of the zone is from the nearest deposit or pass.
    smallest_spacing_mm, mean_spacing_mm, spacing_cv
        From each deposit, or row of passes, to its nearest neighbour; the last is their standard deviation
        over their mean.
    punctures_lower_bound
        The fewest deposits that could serve the zone, where it has been proved.
    """

    punctures: int
    passes: int
    track_mm: float
    volume_ml: float
    zone_area_mm2: float
    coverage: float | None
    over_treatment: float | None
    largest_gap_mm: float | None
    smallest_spacing_mm: float | None
    mean_spacing_mm: float | None
    spacing_cv: float | None
    punctures_lower_bound: int | None = None


@dataclass(frozen=True, slots=True)
class TargetScore:
    """The figures of one target."""

    target: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class PlanScore:
    """The figures of every target, in the plan's order, and of the plan as a whole."""

    targets: tuple[TargetScore, ...]
    totals: Figures


@dataclass(frozen=True, slots=True)
class _Served:
    """Zone and the skin within reach of its deposits or passes; the areas add up over targets."""

    zone_mm2: float
    inside_mm2: float
    outside_mm2: float
    gap_mm: float


def score_plan(plan: Plan) -> PlanScore:
    """Return the figures of ``plan``.

    In the totals each target's zone counts by its area, and spacing is measured between all deposits of all
    targets together.
    """
    served = [_served(target) for target in plan.targets]
    scores = tuple(
        TargetScore(
            target.id,
            _figures([target], [part], _spacings(target)),
        )
        for target, part in zip(plan.targets, served, strict=True)
    )
    places = [target.grid.places for target in plan.targets if len(target.grid)]
    together = nearest_distances(np.vstack(places)) if places else np.empty(0)
    return PlanScore(scores, _figures(plan.targets, served, together))


def _figures(targets: Sequence[TargetPlan], served: Sequence[_Served], spacings_mm: FloatArray) -> Figures:
    zones = [part for part in served if part.zone_mm2 > 0]
    zone_mm2 = math.fsum(part.zone_mm2 for part in zones)
    gaps_mm = [part.gap_mm for part in zones if math.isfinite(part.gap_mm)]
    apart_mm = spacings_mm[np.isfinite(spacings_mm)]  # a lone deposit has no neighbour
    mean_mm = float(apart_mm.mean()) if len(apart_mm) else None
    return Figures(
        punctures=sum(len(target.grid) for target in targets),
        passes=sum(len(target.passes) for target in targets),
        track_mm=math.fsum(math.fsum(target.passes.length_mm) for target in targets),
        volume_ml=math.fsum(target.volume_ml for target in targets),
        zone_area_mm2=zone_mm2,
        coverage=min(math.fsum(part.inside_mm2 for part in zones) / zone_mm2, 1.0) if zones else None,
        over_treatment=math.fsum(part.outside_mm2 for part in zones) / zone_mm2 if zones else None,
        largest_gap_mm=max(gaps_mm) if gaps_mm else None,
        smallest_spacing_mm=float(apart_mm.min()) if len(apart_mm) else None,
        mean_spacing_mm=mean_mm,
        spacing_cv=float(apart_mm.std()) / mean_mm if mean_mm else None,
    )


def _served(target: TargetPlan) -> _Served:
    if target.zone.is_empty:
        return _Served(0.0, 0.0, 0.0, math.inf)
    zone_mm2 = target.zone_area_mm2
    if len(target.passes):
        passes = target.passes
        inside_mm2, outside_mm2 = band_areas(passes.starts, passes.ends, target.reach_mm, target.zone)
        gap_mm = _gap_of_passes(passes, target)
    elif len(target.grid):
        places = target.grid.places
        inside_mm2, outside_mm2 = disc_union_areas(places, target.reach_mm, target.zone)
        gap_mm, _ = largest_gap(places, target.zone)
    else:
        return _Served(zone_mm2, 0.0, 0.0, math.inf)
    return _Served(zone_mm2, inside_mm2, outside_mm2, gap_mm)


def _spacings(target: TargetPlan) -> FloatArray:
    if len(target.passes):
        return _row_distances(target.passes, float(target.settings.number("direction_deg")))
    return nearest_distances(target.grid.places)


def _row_distances(passes: Passes, direction_deg: float) -> FloatArray:
    """Return from each row of passes the distance to the nearest other row. [mm]."""
    angle = math.radians(direction_deg)
    across_mm: FloatArray = passes.starts @ np.array([-math.sin(angle), math.cos(angle)])
    steps_mm = np.diff(np.unique(np.round(across_mm, 6)))
    if len(steps_mm) == 0:
        return np.empty(0)
    nearest_mm: FloatArray = np.minimum(np.append(steps_mm, np.inf), np.insert(steps_mm, 0, np.inf))
    return nearest_mm


def _gap_of_passes(passes: Passes, target: TargetPlan) -> float:
    """Return how far the farthest place of the zone is from the nearest stroke, in mm.

    Between two rows that is the reach; beyond it, the farthest place is sought on the borders of what the
    strokes leave out.
    """
    strokes = shapely.linestrings(np.stack([passes.starts, passes.ends], axis=1))
    bands = shapely.union_all(shapely.buffer(strokes, target.reach_mm, cap_style="flat"))
    left_out = shapely.segmentize(target.zone.difference(bands).boundary, target.reach_mm / STEPS_PER_REACH)
    places = shapely.points(shapely.get_coordinates(left_out))
    nearest = shapely.STRtree(strokes).nearest(places)
    between_rows_mm = target.reach_mm if len(_spacings(target)) else 0.0
    return float(shapely.distance(places, strokes[nearest]).max(initial=between_rows_mm))
