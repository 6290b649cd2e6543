"""Parts of a page that try something again by the clock, and not in the run of the page that shows them.

A store that is busy answers after ten seconds: the page would wait for it with each run.
"""

from planner.ui import state

RETRY_S = 4.0  # ours: as soon as a hand looks up again, and no burden on a store that comes back


def shown(name: str) -> None:
    """Note that such a part is shown next by the run of a page, or of a larger part."""
    state.hold(_holding(name), "by the page")


def is_by_clock(name: str) -> bool:
    """Tell whether the part runs by the clock, once for each run of it."""
    is_shown = state.held(_holding(name))
    state.hold(_holding(name), None)
    return not is_shown


def _holding(name: str) -> str:
    return f"by_clock.{name}"
