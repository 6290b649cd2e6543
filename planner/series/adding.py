"""A point that was not planned: with whose needle and syringe, and how much it would get by the plan."""

import numpy as np

from planner.series.course import Course, Leg
from planner.series.delivered import MOST_ADDED_ML, DeedKind, Delivery


def leg_in_hand(course: Course, delivery: Delivery) -> Leg:
    """Return the leg whose needle and syringe are in the hand.

    That is the leg of the next step, and once no step is open, that of the step that was given last.

    Raises
    ------
    IndexError
        If the course has no step.
    """
    given = [deed.last for deed in delivery.deeds if deed.kind is DeedKind.GIVEN]
    return course.span_of(delivery.next_step or (given[-1] if given else len(course)))[0]


def planned_ml(leg: Leg) -> float:
    """Return what the plan would give to one more point of a leg, in two digits: a plunger is read no finer.

    That is the middle one of its injections. Passes give no point anything; there it is what they release
    over as much track as two neighbours lie apart, so over the square of skin that one point serves. It is
    never more than the whole leg holds, nor more than an added point may get. [mL].
    """
    whole_ml = float(leg.volumes_ml.sum())
    if len(leg.grid):
        volume_ml = float(np.median(leg.grid.volume_ml))
    else:
        apart_mm, track_mm = 2 * leg.reach_mm, float(leg.passes.length_mm.sum())
        volume_ml = whole_ml * apart_mm / max(track_mm, apart_mm)
    return min(float(f"{volume_ml:.2g}"), whole_ml, MOST_ADDED_ML)
