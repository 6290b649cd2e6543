"""How near the needle comes to what is excluded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiLineString, MultiPoint, Polygon

from planner.evidence import sources
from planner.plan import TargetPlan
from planner.score.measure import Better, Measure
from planner.session import Exclusion


@dataclass(frozen=True, slots=True)
class Clearance:
    """The way from the nearest deposit or pass to an exclusion, and to its margin; None without either."""

    exclusion_distance_mm: float | None = None
    exclusion_margin_distance_mm: float | None = None


def clearance_of(target: TargetPlan, exclusions: Sequence[Exclusion]) -> Clearance:
    """Return how near one target comes to the exclusions."""
    if not exclusions or not (len(target.grid) or len(target.passes)):
        return Clearance()
    strokes = np.stack([target.passes.starts, target.passes.ends], axis=1)
    needle = MultiLineString(list(strokes)) if len(strokes) else MultiPoint(target.grid.places)
    outlines = [Polygon([(corner.u_mm, corner.v_mm) for corner in one.outline]) for one in exclusions]
    shapely.prepare(outlines)
    away_mm = shapely.distance(outlines, needle)
    margins_mm = np.array([exclusion.margin_mm for exclusion in exclusions])
    return Clearance(float(away_mm.min()), float((away_mm - margins_mm).min()))


def nearest(clearances: Iterable[Clearance]) -> Clearance:
    """Return the smallest of some clearances."""
    known = [one for one in clearances if one != Clearance()]
    return Clearance(
        min((c.exclusion_distance_mm for c in known if c.exclusion_distance_mm is not None), default=None),
        min(
            (c.exclusion_margin_distance_mm for c in known if c.exclusion_margin_distance_mm is not None),
            default=None,
        ),
    )


MEASURES = (
    Measure(
        "exclusion_distance_mm",
        "To an exclusion",
        "mm",
        1,
        Better.HIGHER,
        "The nearest that a deposit or a pass comes to the drawn edge of an exclusion.",
        "min over deposits, passes and exclusions of their distance",
        sources.OURS,
    ),
    Measure(
        "exclusion_margin_distance_mm",
        "To its margin",
        "mm",
        1,
        Better.HIGHER,
        "What is left between the needle and the margin round an exclusion; never less than nothing.",
        "min over deposits, passes and exclusions of their distance less the exclusion's margin",
        sources.OURS,
    ),
)
