"""The score of a plan: how much of the zone it serves, how evenly, and at what cost.

Each family of figures has its file, which works them out and explains them. A new figure is a field of
`Figures`, a line in its family, and one more `Measure` in the family's tuple.
"""

from collections.abc import Sequence

from planner.plan import Plan, TargetPlan
from planner.score import amounts, clearance, service, spacings
from planner.score.amounts import amounts_of
from planner.score.clearance import Clearance, clearance_of
from planner.score.figures import Figures, PlanScore, TargetScore
from planner.score.measure import NOTHING, Better, Measure, in_percent
from planner.score.service import Service, service_figures, service_of
from planner.score.spacings import distances_between, distances_of
from planner.techniques.grid import FloatArray

__all__ = [
    "NOTHING",
    "Better",
    "Figures",
    "Measure",
    "PlanScore",
    "TargetScore",
    "all_measures",
    "find_measure",
    "in_percent",
    "score_plan",
]


def all_measures() -> tuple[Measure, ...]:
    """Return every figure that is told of a plan, in the order of the screen."""
    return (*service.MEASURES, *amounts.MEASURES, *spacings.MEASURES, *clearance.MEASURES)


def find_measure(name: str) -> Measure:
    """Return the measure of that name.

    Raises
    ------
    KeyError
        If there is none, which is a mistake in the code.
    """
    return {measure.name: measure for measure in all_measures()}[name]


def score_plan(plan: Plan) -> PlanScore:
    """Return the figures of ``plan``.

    In the totals each target's zone counts by its area, and spacing is measured between all deposits of all
    targets together.
    """
    served = [service_of(target) for target in plan.targets]
    apart = [distances_of(target) for target in plan.targets]
    clear = [clearance_of(target, plan.exclusions) for target in plan.targets]
    scores = tuple(
        TargetScore(target.id, _figures([target], [served[n]], apart[n], [clear[n]]))
        for n, target in enumerate(plan.targets)
    )
    return PlanScore(scores, _figures(plan.targets, served, distances_between(plan.targets, apart), clear))


def _figures(
    targets: Sequence[TargetPlan],
    served: Sequence[Service | None],
    distances_mm: FloatArray,
    clear: Sequence[Clearance],
) -> Figures:
    amount, apart = amounts_of(targets), spacings.spacings(distances_mm)
    zones, nearest = service_figures(served), clearance.nearest(clear)
    return Figures(
        punctures=amount.punctures,
        passes=amount.passes,
        track_mm=amount.track_mm,
        volume_ml=amount.volume_ml,
        zone_area_mm2=amount.zone_area_mm2,
        volume_ml_per_cm2=amount.volume_ml_per_cm2,
        coverage=zones.coverage,
        over_treatment=zones.over_treatment,
        conformity=zones.conformity,
        multiplicity=zones.multiplicity,
        largest_gap_mm=zones.largest_gap_mm,
        largest_gap_at=zones.largest_gap_at,
        smallest_spacing_mm=apart.smallest_spacing_mm,
        mean_spacing_mm=apart.mean_spacing_mm,
        spacing_cv=apart.spacing_cv,
        exclusion_distance_mm=nearest.exclusion_distance_mm,
        exclusion_margin_distance_mm=nearest.exclusion_margin_distance_mm,
    )
