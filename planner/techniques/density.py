"""How the spacing of a target follows its pain: intensities interpolated over the zone, and blurred."""

from dataclasses import replace

import numpy as np
from shapely import Polygon

from planner.evidence.marking import MARKING_SIGMA_MM
from planner.geometry.graded import Graded, Gradient
from planner.geometry.shepard import Known
from planner.session import Finding, PointFinding, Zone
from planner.techniques.density_settings import LEAST, MOST, SPACING
from planner.techniques.same_place import at_one_place
from planner.techniques.setting import Settings
from planner.techniques.technique import Ground

# Ours: intensities are whole numbers, so a map that spans less than one of them hardly tells places apart;
# the spacing then spans as small a part of its range.
LEAST_SPAN = 1.0
ALIKE_MM = 0.1  # ours: no hand tells spacings apart that differ by less


def gradient_of(ground: Ground, settings: Settings) -> Gradient:
    """Return how the spacing follows the findings of a target."""
    return Gradient(
        known_of((*ground.points, *ground.zones)),
        least_mm=settings.number(LEAST),
        most_mm=settings.number(MOST),
        sigma_mm=MARKING_SIGMA_MM,
        least_span=LEAST_SPAN,
        alike_mm=ALIKE_MM,
    )


def known_of(findings: tuple[Finding, ...]) -> Known:
    """Return the intensities of findings, at their places and over their areas.

    Points at one place are the one that hurts most, as for the deposits: so all who ask know one field.
    """
    points, _ = at_one_place(tuple(finding for finding in findings if isinstance(finding, PointFinding)))
    zones = [finding for finding in findings if isinstance(finding, Zone)]
    return Known.of(
        np.array([(point.at.u_mm, point.at.v_mm) for point in points], dtype=np.float64).reshape(-1, 2),
        [float(point.intensity) for point in points],
        [Polygon([(corner.u_mm, corner.v_mm) for corner in zone.outline]) for zone in zones],
        [float(zone.intensity) for zone in zones],
    )


def at_most(gradient: Gradient, most_mm: float) -> Gradient:
    """Return the gradient with its largest spacing lowered to a limit, as far as its smallest allows."""
    return replace(gradient, most_mm=max(min(gradient.most_mm, most_mm), gradient.least_mm))


def notes_on(graded: Graded, settings: Settings) -> tuple[str, ...]:
    """Return what is to be said where the spacing could not follow the pain as asked."""
    if graded.bend == 0:
        least_mm, even_mm = settings.number(LEAST), settings.number(SPACING)
        standing = (
            f"So many deposits at least {least_mm:g} mm apart leave no room to follow the pain: they stand"
        )
        return (f"{standing} evenly. Set more than {even_mm:g} mm, or do not keep the count.",)
    if graded.is_even:
        return (f"{_why_even(settings)}, so the deposits stand as in the even plan.",)
    if graded.bend < 1:
        span = f"from {graded.finest_mm:.1f} to {graded.widest_mm:.1f} mm"
        return (f"The count that is kept lets the spacing follow the pain only in part, {span}.",)
    if graded.widest_mm - graded.finest_mm < ALIKE_MM:
        return (f"{_why_even(settings)}, so the deposits stand {graded.finest_mm:.1f} mm apart.",)
    return ()


def _why_even(settings: Settings) -> str:
    """Return why there is nothing to grade."""
    if settings.number(MOST) - settings.number(LEAST) < ALIKE_MM:
        return "The smallest and the largest spacing are the same"
    return "All of the zone hurts alike"
