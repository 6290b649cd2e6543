"""What was really given of a course, written down deed by deed with its moment, and taken back in turn."""

import math
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import numpy as np

from planner.body.points import PointMm
from planner.errors import VisitRefused
from planner.techniques.grid import IntArray

LONGEST_REASON = 200
MOST_ADDED_ML = 20.0  # ours: more than a session has ever been published with


class DeedKind(StrEnum):
    """What can be written down while treating."""

    GIVEN = "given"
    SKIPPED = "skipped"
    ADDED = "added"
    PAUSED = "paused"
    RESUMED = "resumed"
    NEEDLE_CHANGED = "needle_changed"
    SYRINGE_CHANGED = "syringe_changed"


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done, and when.

    Parameters
    ----------
    first, last
        The steps that were given or skipped, from 1; both 0 for everything else. Of more than one only those
        that were open change; one alone may have been skipped and be given after all.
    at
        Where a point was added; None for everything else.
    target
        The target whose needle and syringe gave the added point.
    volume_ml
        What the added point got, as the user said. [mL]
    reason
        Why steps were skipped.
    """

    kind: DeedKind
    moment: datetime
    first: int = 0
    last: int = 0
    at: PointMm | None = None
    target: str = ""
    volume_ml: float = 0.0
    reason: str = ""


class Status(StrEnum):
    """How a step stands."""

    OPEN = "open"
    GIVEN = "given"
    SKIPPED = "skipped"


_STATUSES = tuple(Status)


@dataclass(frozen=True, slots=True)
class Delivery:
    """The deeds of one treatment, oldest first.

    Parameters
    ----------
    steps
        How many steps its course has.
    """

    steps: int
    deeds: tuple[Deed, ...] = ()

    @property
    def statuses(self) -> IntArray:
        """How each step stands, as the index of its `Status`."""
        stands = np.zeros(self.steps, dtype=np.int64)
        for deed in self.deeds:
            if deed.kind in {DeedKind.GIVEN, DeedKind.SKIPPED}:
                _settle(stands[deed.first - 1 : deed.last], _STATUSES.index(Status(deed.kind.value)))
        return stands

    def steps_that_are(self, status: Status) -> tuple[int, ...]:
        """Return the numbers of the steps that stand so, ascending."""
        found: list[int] = (np.flatnonzero(self.statuses == _STATUSES.index(status)) + 1).tolist()
        return tuple(found)

    @property
    def next_step(self) -> int:
        """The first step that is still open; 0 if none is."""
        return next(iter(self.steps_that_are(Status.OPEN)), 0)

    @property
    def added(self) -> tuple[Deed, ...]:
        """The points that were added."""
        return tuple(deed for deed in self.deeds if deed.kind is DeedKind.ADDED)

    @property
    def is_paused(self) -> bool:
        """Whether the treatment waits."""
        turns = [deed.kind for deed in self.deeds if deed.kind in {DeedKind.PAUSED, DeedKind.RESUMED}]
        return bool(turns) and turns[-1] is DeedKind.PAUSED

    @property
    def entries(self) -> int:
        """How often the needle went in: injections and passes given, added points included."""
        return len(self.steps_that_are(Status.GIVEN)) + len(self.added)

    def entries_since(self, change: DeedKind) -> int:
        """Return how often the needle went in since the last change of needle or syringe."""
        last = max((n for n, deed in enumerate(self.deeds, start=1) if deed.kind is change), default=0)
        before = replace(self, deeds=self.deeds[:last])
        return self.entries - before.entries

    def worked_s(self, until: datetime) -> float:
        """Return the time from the first deed to ``until`` without the pauses. [s]."""
        work_s, since = 0.0, None
        for deed in self.deeds:
            if deed.kind is DeedKind.PAUSED and since is not None:
                work_s += (deed.moment - since).total_seconds()
                since = None
            elif deed.kind is not DeedKind.PAUSED and since is None:
                since = deed.moment
        return work_s if since is None else work_s + (until - since).total_seconds()


def give(delivery: Delivery, first: int, last: int, moment: datetime) -> Delivery:
    """Return the delivery with the steps from first to last given, those already skipped left out.

    Raises
    ------
    VisitRefused
        If the treatment waits, none of them is left to give, or there are none of those numbers.
    """
    return with_deed(delivery, Deed(DeedKind.GIVEN, moment, first, last))


def skip(delivery: Delivery, first: int, last: int, reason: str, moment: datetime) -> Delivery:
    """Return the delivery with the open steps from first to last left out, and why.

    Raises
    ------
    VisitRefused
        If no reason is given, or as `give` does.
    """
    return with_deed(delivery, Deed(DeedKind.SKIPPED, moment, first, last, reason=reason.strip()))


def add_point(
    delivery: Delivery, at: PointMm, *, target: str, volume_ml: float, moment: datetime
) -> Delivery:
    """Return the delivery with a point that was not planned.

    Raises
    ------
    VisitRefused
        If the treatment waits, or volume or place cannot be.
    """
    return with_deed(delivery, Deed(DeedKind.ADDED, moment, at=at, target=target, volume_ml=volume_ml))


def note(delivery: Delivery, kind: DeedKind, moment: datetime) -> Delivery:
    """Return the delivery with a pause, its end, or a change of needle or syringe.

    Raises
    ------
    VisitRefused
        If it is paused twice, or goes on without having been paused.
    """
    return with_deed(delivery, Deed(kind, moment))


def with_deed(delivery: Delivery, deed: Deed) -> Delivery:
    """Return the delivery with one more deed, whoever wrote it.

    Raises
    ------
    VisitRefused
        If it cannot have been done after the deeds before it.
    """
    require_possible(delivery, deed)
    return replace(delivery, deeds=(*delivery.deeds, deed))


def _settle(stands: IntArray, status: int) -> None:
    is_one = len(stands) == 1 and status == _STATUSES.index(Status.GIVEN)
    stands[np.full(1, fill_value=True) if is_one else stands == 0] = status


def require_possible(delivery: Delivery, deed: Deed) -> None:
    """Raise unless a deed can follow the ones before it.

    Raises
    ------
    VisitRefused
    """
    if deed.moment.tzinfo is None:
        raise VisitRefused("A deed needs its moment with the time zone.", field="moment")
    is_work = deed.kind in {DeedKind.GIVEN, DeedKind.SKIPPED, DeedKind.ADDED}
    if deed.kind is DeedKind.RESUMED and not delivery.is_paused:
        raise VisitRefused("The treatment is not paused: go on.", field="kind")
    if delivery.is_paused and (is_work or deed.kind is DeedKind.PAUSED):
        raise VisitRefused("The treatment is paused: resume it first.", field="kind")
    if deed.kind is DeedKind.ADDED:
        _require_added(deed)
    elif deed.kind in {DeedKind.GIVEN, DeedKind.SKIPPED}:
        _require_steps(delivery, deed)


def _require_added(deed: Deed) -> None:
    if deed.at is None or not (math.isfinite(deed.at.u_mm) and math.isfinite(deed.at.v_mm)):
        raise VisitRefused("An added point needs its place: tap the map where it was given.", field="u_mm")
    if not 0.0 <= deed.volume_ml <= MOST_ADDED_ML:
        raise VisitRefused(
            f"The volume of an added point must be 0 to {MOST_ADDED_ML:g} mL, not {deed.volume_ml:g}.",
            field="volume_ml",
        )


def _require_steps(delivery: Delivery, deed: Deed) -> None:
    if not 1 <= deed.first <= deed.last <= delivery.steps:
        raise VisitRefused(
            f"There is no step {deed.first} to {deed.last} in a course of {delivery.steps}.", field="first"
        )
    if deed.kind is DeedKind.SKIPPED and not 0 < len(deed.reason) <= LONGEST_REASON:
        raise VisitRefused(
            f"A step is skipped with a reason of 1 to {LONGEST_REASON} characters: say why.", field="reason"
        )
    after = replace(delivery, deeds=(*delivery.deeds, deed))
    if np.array_equal(after.statuses, delivery.statuses):
        raise VisitRefused(
            f"Nothing of step {deed.first} to {deed.last} is left to do: undo what was noted first.",
            field="first",
        )
