"""A treatment that is ended before all of it was given, that taken back, and why something was left out."""

from collections import Counter
from dataclasses import replace
from datetime import datetime

from planner.series.delivered import DeedKind, Delivery, Status, note, skip


def end_here(delivery: Delivery, reason: str, moment: datetime) -> Delivery:
    """Return the delivery with every open step left out for one reason; undo takes that back as one deed.

    One that waits goes on first: whoever faints does so in a pause as well. One without an open step stays.

    Raises
    ------
    VisitRefused
        If no reason is given.
    """
    still_open = delivery.steps_that_are(Status.OPEN)
    if not still_open:
        return delivery
    going_on = note(delivery, DeedKind.RESUMED, moment) if delivery.is_paused else delivery
    return skip(going_on, still_open[0], still_open[-1], reason, moment)


def undo(delivery: Delivery) -> Delivery:
    """Return the delivery without its last deed, or, ended in a pause, in that pause again."""
    last = delivery.deeds[-2:]
    is_end = [deed.kind for deed in last] == [DeedKind.RESUMED, DeedKind.SKIPPED]
    is_one_tap = is_end and last[0].moment == last[1].moment
    return replace(delivery, deeds=delivery.deeds[: -2 if is_one_tap else -1])


def skip_reasons(delivery: Delivery) -> Counter[str]:
    """Return how many steps are left out for each reason; one that was given after all counts no more."""
    found: Counter[str] = Counter()
    skipped = set(delivery.steps_that_are(Status.SKIPPED))
    for deed in delivery.deeds:  # of two deeds that name a step, the first one skipped it
        if deed.kind is DeedKind.SKIPPED:
            own = skipped & set(range(deed.first, deed.last + 1))
            found[deed.reason] += len(own)
            skipped -= own
    return +found
