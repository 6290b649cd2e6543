"""One treatment as it is shown: the visit that it is written into, and what the user chose on the screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

import shapely

from planner.body import FittedMap
from planner.body.points import PointMm
from planner.errors import VisitRefused
from planner.plan import Plan
from planner.series.adding import leg_in_hand, planned_ml
from planner.series.course import Course, course_of
from planner.series.delivered import Delivery, Status, add_point, give
from planner.series.ending import end_here, undo
from planner.series.soundness import require_visit
from planner.series.visit import Product, Visit
from planner.session import Session

OTHER_REASON = "Another reason"
REASONS = ("Too sore", "Skin not sound", "Bleeds", "Patient asked to stop", OTHER_REASON)
END_REASONS = ("Patient unwell", "Patient asked to stop", "Too sore", "No time left", OTHER_REASON)


@dataclass(frozen=True, slots=True)
class NewPoint:
    """What the next tap on the map adds: a point of that target, with so much in it. [mL]."""

    target: str
    volume_ml: float


@dataclass(frozen=True, slots=True)
class Treatment:
    """What the screen of one treatment shows.

    Parameters
    ----------
    is_adding
        Whether the next tap on the map adds a point that was not planned.
    refused
        What was refused of the last thing done, in a sentence.
    """

    visit: Visit
    is_adding: bool = False
    refused: str = ""

    @property
    def course(self) -> Course:
        """The steps."""
        return self.visit.course or Course()

    @property
    def delivery(self) -> Delivery:
        """What was done of them."""
        return self.visit.delivery or Delivery(0)

    def is_step_open(self, step: int) -> bool:
        """Tell whether a step is neither given nor skipped."""
        return step in self.delivery.steps_that_are(Status.OPEN)


def begin(session: Session, plan: Plan, on: date) -> Treatment:
    """Return the treatment of a plan, as it stands now, with nothing done yet."""
    course = course_of(plan)
    return Treatment(Visit(on, session, course=course, delivery=Delivery(len(course))))


def done(treatment: Treatment, step: Callable[[Delivery], Delivery]) -> Treatment:
    """Return the treatment with one more deed, or with the sentence that says why there is none."""
    try:
        delivery = step(treatment.delivery)
    except VisitRefused as refusal:
        return replace(treatment, refused=str(refusal))
    return replace(treatment, visit=replace(treatment.visit, delivery=delivery), refused="")


def noted(treatment: Treatment, step: Callable[[Visit], Visit]) -> Treatment:
    """Return the treatment with something noted in its visit, or with the sentence that says why not."""
    visit = step(treatment.visit)
    try:
        require_visit(visit)
    except VisitRefused as refusal:
        return replace(treatment, refused=str(refusal))
    return replace(treatment, visit=visit, refused="")


def with_product(visit: Visit, product: Product, shown: tuple[Product, ...]) -> Visit:
    """Return the visit with a product added, on top of what another tablet wrote down meanwhile.

    Parameters
    ----------
    shown
        The products that the screen showed: one more of the same says that it was added already, since the
        button was tapped twice or the step is taken again on a later state.
    """
    is_added = visit.products.count(product) > shown.count(product)
    return visit if is_added else replace(visit, products=(*visit.products, product))


def without_product(visit: Visit, number: int, shown: tuple[Product, ...]) -> Visit:
    """Return the visit without the product of that place among those shown, wherever it stands by now."""
    product, products = shown[number], list(visit.products)
    if products.count(product) < shown.count(product):
        return visit  # it is removed already
    at = number if products[number : number + 1] == [product] else products.index(product)
    return replace(visit, products=(*products[:at], *products[at + 1 :]))


def give_step(treatment: Treatment, step: int, moment: datetime) -> Treatment:
    """Return the treatment with a step given; a second tap on the same button changes nothing."""
    if step in treatment.delivery.steps_that_are(Status.GIVEN):
        return treatment
    return done(treatment, lambda delivery: give(delivery, step, step, moment))


def take_back(treatment: Treatment, deeds: int) -> Treatment:
    """Return the treatment without its last deed, if it still has as many as when the button was shown."""
    return done(treatment, undo) if len(treatment.delivery.deeds) == deeds else treatment


def end(treatment: Treatment, reason: str, moment: datetime) -> Treatment:
    """Return the treatment with all that is open skipped; a second tap on the same button changes nothing."""
    return done(treatment, lambda delivery: end_here(delivery, reason, moment))


def point_in_hand(treatment: Treatment) -> NewPoint:
    """Return what a point added now would get by the plan."""
    leg = leg_in_hand(treatment.course, treatment.delivery)
    return NewPoint(leg.target, planned_ml(leg))


def tapped(
    treatment: Treatment,
    at: PointMm,
    fitted: FittedMap,
    *,
    reach_mm: float,
    moment: datetime,
    adding: NewPoint | None,
) -> Treatment:
    """Return the treatment after a tap on the map: an added point, or the open step under the finger.

    Parameters
    ----------
    reach_mm
        How far from a step a finger may be to mean it.
    adding
        The point that the tapped map asked the place of, if it did: another tablet may have asked since, or
        before.
    """
    if adding is not None:
        return _with_added(treatment, at, fitted, moment, adding)
    open_steps = treatment.delivery.steps_that_are(Status.OPEN)
    step = treatment.course.nearest(at, open_steps)
    if not step or treatment.course.distance_mm(step, at) > reach_mm:
        return replace(treatment, refused="")
    return give_step(treatment, step, moment)


def _with_added(
    treatment: Treatment, at: PointMm, fitted: FittedMap, moment: datetime, new: NewPoint
) -> Treatment:
    if not shapely.intersects_xy(fitted.outline, at.u_mm, at.v_mm):
        return replace(treatment, refused="That is not on the body map: tap inside its outline.")
    targets = {leg.target for leg in treatment.course.legs}  # another tablet may have begun it anew meanwhile
    target = new.target if new.target in targets else point_in_hand(treatment).target
    added = done(
        treatment,
        lambda delivery: add_point(delivery, at, target=target, volume_ml=new.volume_ml, moment=moment),
    )
    return replace(added, is_adding=False) if not added.refused else added
