"""When to change the needle and when the syringe: at counts that the user sets; no source names any."""

from dataclasses import dataclass

from planner.series.delivered import DeedKind, Delivery


@dataclass(frozen=True, slots=True)
class ChangeEvery:
    """After how many injections and passes needle and syringe are to be changed; None: no word of it."""

    needle: int | None = None
    syringe: int | None = None


NEVER = ChangeEvery()


def changes_due(delivery: Delivery, every: ChangeEvery) -> tuple[DeedKind, ...]:
    """Return what is to be changed before the needle goes in again; nothing once no step is open."""
    if not delivery.next_step:
        return ()
    wanted = ((DeedKind.NEEDLE_CHANGED, every.needle), (DeedKind.SYRINGE_CHANGED, every.syringe))
    return tuple(
        kind for kind, count in wanted if count is not None and delivery.entries_since(kind) >= count
    )
