"""The figures of one visit that a series is read by."""

import math
from dataclasses import dataclass

import numpy as np
import shapely

from planner.series.course import Course
from planner.series.delivered import Delivery, Status
from planner.series.visit import Scores, Visit
from planner.session import Finding, FindingKind


@dataclass(frozen=True, slots=True)
class VisitFigures:
    """What one visit comes to.

    Parameters
    ----------
    tender_points
        That palpation gave, with any pain at all; trigger points were not examined by who says how far their
        count strays.
    punctures
        Injections that were given, added points included, as in a plan; passes are counted beside them.
    area_mm2
        Skin within reach of what was given, places that overlap counted once.
    volume_ml
        What was given, added points included.
    """

    before: Scores
    after: Scores
    tender_points: int
    punctures: int = 0
    skipped: int = 0
    area_mm2: float = 0.0
    volume_ml: float = 0.0
    passes: int = 0


def figures_of(visit: Visit) -> VisitFigures:
    """Return the figures of a visit; those of the treatment are 0 before it."""
    points = sum(_is_tender_point(finding) for finding in visit.session.findings)
    if visit.course is None or visit.delivery is None:
        return VisitFigures(visit.before, visit.after, points)
    punctures, passes = given_counts(visit.course, visit.delivery)
    return VisitFigures(
        visit.before,
        visit.after,
        points,
        punctures,
        len(visit.delivery.steps_that_are(Status.SKIPPED)),
        given_area_mm2(visit.course, visit.delivery),
        given_ml(visit.course, visit.delivery),
        passes,
    )


def given_counts(course: Course, delivery: Delivery) -> tuple[int, int]:
    """Return how many injections, added points included, and how many passes were given."""
    is_given = delivery.statuses == 1
    passes = sum(
        int(is_given[first - 1 + len(leg.grid) : last].sum())
        for leg, (first, last) in zip(course.legs, course.spans, strict=True)
    )
    return delivery.entries - passes, passes


def given_ml(course: Course, delivery: Delivery) -> float:
    """Return the volume that was given. [mL]."""
    stands = delivery.statuses
    given = [
        math.fsum(leg.volumes_ml[stands[first - 1 : last] == 1])
        for leg, (first, last) in zip(course.legs, course.spans, strict=True)
    ]
    return math.fsum([*given, *(deed.volume_ml for deed in delivery.added)])


def given_area_mm2(course: Course, delivery: Delivery) -> float:
    """Return the area of the skin within reach of what was given. [mm2]."""
    stands = delivery.statuses
    reached = []
    for leg, (first, last) in zip(course.legs, course.spans, strict=True):
        own = [deed.at for deed in delivery.added if deed.target == leg.target and deed.at is not None]
        given = leg.marks(np.flatnonzero(stands[first - 1 : last] == 1).astype(np.int64))
        marks = shapely.union_all([given, *(shapely.Point(at.u_mm, at.v_mm) for at in own)])
        reached.append(marks.buffer(leg.reach_mm))
    return float(shapely.union_all(reached).area)


def _is_tender_point(finding: Finding) -> bool:
    return finding.kind is FindingKind.TENDER_POINT and finding.intensity > 0
