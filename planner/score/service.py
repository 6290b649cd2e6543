"""What of the zone is served, what beside it, how often, and where it is farthest from the needle."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from planner.body import PointMm
from planner.evidence import sources
from planner.geometry.discs import ServedAreas, largest_gap, served_by_discs
from planner.geometry.rows import FloatArray
from planner.geometry.strokes import served_by_strokes
from planner.plan import TargetPlan
from planner.score.measure import Better, Measure


@dataclass(frozen=True, slots=True)
class Service:
    """A zone, the skin within reach of its deposits or passes, and the largest gap; areas add up."""

    zone_mm2: float
    areas: ServedAreas
    gap_mm: float
    gap_at: PointMm | None


@dataclass(frozen=True, slots=True)
class ServiceFigures:
    """The figures of some zones together, each counting by its area; None without a zone."""

    coverage: float | None = None
    over_treatment: float | None = None
    conformity: float | None = None
    multiplicity: float | None = None
    largest_gap_mm: float | None = None
    largest_gap_at: PointMm | None = None


def service_of(target: TargetPlan) -> Service | None:
    """Return how one target serves its zone; None if it has none."""
    if target.zone.is_empty:
        return None
    zone_mm2 = target.zone_area_mm2
    if len(target.passes):
        found = served_by_strokes(target.passes.starts, target.passes.ends, target.reach_mm, target.zone)
        return Service(zone_mm2, found.areas, found.gap_mm, _place(found.gap_at))
    if len(target.grid):
        areas = served_by_discs(target.grid.places, target.reach_mm, target.zone)
        gap_mm, gap_at = largest_gap(target.grid.places, target.zone)
        return Service(zone_mm2, areas, gap_mm, _place(gap_at))
    return Service(zone_mm2, ServedAreas(0.0, 0.0, 0.0), math.inf, None)


def service_figures(services: Sequence[Service | None]) -> ServiceFigures:
    """Return the figures of some targets together."""
    zones = [service for service in services if service is not None]
    zone_mm2 = math.fsum(service.zone_mm2 for service in zones)
    if zone_mm2 <= 0:
        return ServiceFigures()
    inside_mm2 = min(math.fsum(service.areas.inside_mm2 for service in zones), zone_mm2)
    outside_mm2 = math.fsum(service.areas.outside_mm2 for service in zones)
    served_mm2 = inside_mm2 + outside_mm2
    widest = max((s for s in zones if s.gap_at is not None), key=lambda s: s.gap_mm, default=None)
    return ServiceFigures(
        coverage=inside_mm2 / zone_mm2,
        over_treatment=outside_mm2 / zone_mm2,
        conformity=inside_mm2 / zone_mm2 * (inside_mm2 / served_mm2) if served_mm2 > 0 else 0.0,
        multiplicity=math.fsum(service.areas.summed_mm2 for service in zones) / zone_mm2,
        largest_gap_mm=widest.gap_mm if widest else None,
        largest_gap_at=widest.gap_at if widest else None,
    )


def _place(at: FloatArray) -> PointMm:
    return PointMm(float(at[0]), float(at[1]))


MEASURES = (
    Measure(
        "coverage",
        "Covered",
        "%",
        1,
        Better.HIGHER,
        "The part of the treatment zone that lies within reach of a deposit or a pass. 100 % means that no "
        "place of it is left out.",
        "|U ∩ T| / |T|: T the zone, U the union of the discs round the deposits (exact, by circle arcs), or "
        "of the flat-ended bands along the passes (exact, as polygons)",
        sources.PADDICK00,
    ),
    Measure(
        "over_treatment",
        "Treated outside",
        "%",
        1,
        Better.LOWER,
        "Skin within reach that lies outside of the treatment zone, as a part of the zone.",
        "|U \\ T| / |T|",
        sources.PADDICK00,
    ),
    Measure(
        "conformity",
        "Conformity",
        "%",
        1,
        Better.HIGHER,
        "How well what is treated and what should be treated match: 100 % only if the whole zone is within "
        "reach, and nothing else.",
        "|U ∩ T|² / (|T| |U|), the conformity index of Paddick",
        sources.PADDICK00,
    ),
    Measure(
        "multiplicity",
        "Overlap",
        "×",
        2,
        Better.NEITHER,
        "How many deposits, or passes, the mean place of the zone has within reach. Full cover needs 1.21 "
        "for deposits even in the best pattern; much more is served twice, less leaves gaps.",
        "Σ |D ∩ T| / |T| over the discs D; 2π/√27 = 1.209 for the thinnest cover of the plane, the "
        "hexagonal one",
        sources.KERSHNER39,
    ),
    Measure(
        "largest_gap_mm",
        "Largest gap",
        "mm",
        1,
        Better.LOWER,
        "The place of the zone that is farthest from every deposit and pass, and how far it is.",
        "max over T of the distance to the nearest deposit, exact (corners, edges, Delaunay circumcentres), "
        "or to the nearest pass, within 0.000001 mm",
        sources.OURS,
    ),
)
