"""With how few punctures each fill could do: worked out in the background, once the plan is on the screen."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

import shapely
import streamlit as st

from planner.drawing.spread_chart import draw_spreads, said_of_spreads
from planner.drawing.svg import to_svg
from planner.drawing.theme import find_theme
from planner.necessity import (
    AtSpread,
    Necessity,
    anchors_of,
    at_spreads,
    is_proved_of,
    prove_necessity,
    with_own,
)
from planner.plan import TargetPlan
from planner.session import Session
from planner.techniques.fill_settings import EFFORT, OPTIMISE
from planner.ui import background, state
from planner.ui.jobs import Job, Jobs, JobState
from planner.ui.optimised import alone
from planner.ui.panels.bound_words import (
    DRAWN,
    NOT_NEED,
    NOT_WORKED_OUT,
    ONLY_OWN_SEARCHED,
    WORKING,
    Least,
    least_of,
    said_of_least,
    said_of_tolerance,
    said_of_unreached,
    said_why,
)
from planner.ui.planned import Planned

_WITNESSES = "bound.witnesses"
_LOOK_EVERY_S = 1.0


@dataclass(frozen=True, slots=True)
class _Work:
    """What is asked for one target: at once, then more thoroughly, then at other spreads."""

    quick: Job[Necessity | None]
    thorough: Job[Necessity | None] | None = None
    spreads: Job[tuple[AtSpread, ...]] | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is worth looking again."""
        return any(job is not None and job.is_open for job in (self.quick, self.thorough, self.spreads))

    @property
    def best(self) -> Necessity | None:
        """The most that is proved so far."""
        found = [job.result for job in (self.quick, self.thorough) if job is not None and job.result]
        return max(found, key=lambda proved: proved.bound.value, default=None)


def show_bound(result: Planned, on_witnesses: Callable[[], None], *, dark: bool) -> None:
    """Show with how few punctures the fills of a plan could do, and look again while that is worked out.

    Parameters
    ----------
    on_witnesses
        Called when the witnesses are to be shown on the map, or no longer.
    """
    for said in _unclaimed(result):
        st.caption(said)
    if not _fills(result):
        return
    is_open = any(_ask(result, target).is_open for target in _fills(result))
    shown = st.fragment(_watch, run_every=_LOOK_EVERY_S) if is_open else _show
    shown(result, on_witnesses, dark=dark)


def shown_witnesses(result: Planned) -> Necessity | None:
    """Return what is proved of the chosen target, if its witnesses are to be shown on the map."""
    if not state.value_of(_WITNESSES):
        return None  # before the figures are asked for, which would keep a tap waiting
    chosen = [target for target in _fills(result) if target.id == state.board().active_target]
    if not chosen:
        return None
    job = background.jobs().find(_key("bound", chosen[0]))
    return None if job is None else job.result


def least_proved(target: TargetPlan) -> Callable[[], int]:
    """Return what tells the most that is proved of a target so far, 0 for nothing; safe in any thread."""
    jobs, keys = background.jobs(), [_key(what, target) for what in ("bound", "thorough")]

    def least() -> int:
        return max((proved.bound.value for proved in _found(jobs, keys)), default=0)

    return least


def proved_so_far(target: TargetPlan) -> Least:
    """Return the most that is proved of a target so far, as it is told."""
    found = _found(background.jobs(), [_key(what, target) for what in ("bound", "thorough")])
    return least_of(target.reach_mm, max(found, key=lambda proved: proved.bound.value, default=None))


def _found(jobs: Jobs, keys: list[str]) -> list[Necessity]:
    return [job.result for key in keys if (job := jobs.find(key)) is not None and job.result]


def _fills(result: Planned) -> list[TargetPlan]:
    """Return the targets of a plan of which something is proved."""
    if result.plan is None or result.score is None:
        return []
    both = zip(result.plan.targets, result.score.targets, strict=True)
    return [target for target, score in both if is_proved_of(target, score.figures.largest_gap_mm)]


def _unclaimed(result: Planned) -> list[str]:
    """Return why nothing is claimed of some fills, each with its number if there are several targets."""
    if result.plan is None or result.score is None:
        return []
    unreached, several = said_of_unreached(result.plan, result.score), len(result.plan.targets) > 1
    numbers = {target.id: n for n, target in enumerate(result.plan.targets, start=1)}
    return [f"Target {numbers[id_]}: {said}" if several else said for id_, said in unreached.items()]


def _watch(result: Planned, on_witnesses: Callable[[], None], *, dark: bool) -> None:
    _show(result, on_witnesses, dark=dark)
    if not any(_ask(result, target).is_open for target in _fills(result)):
        st.rerun()  # the page itself, which shows the same without looking again


def _ask(result: Planned, target: TargetPlan) -> _Work:
    """Ask for what a target's work has not been asked for yet, the quickest first."""
    jobs, place = background.jobs(), f"{state.board().document.case} {target.id}"
    quick = jobs.ask(
        _key("bound", target), lambda go_on: prove_necessity(target, go_on=go_on), slot=f"bound {place}"
    )
    if quick.state is not JobState.DONE or target.id != state.board().active_target:
        return _Work(quick)
    key = _key_of_spreads(result.session, target)
    spreads = jobs.ask(
        key,
        lambda go_on: at_spreads(
            result.session, target, result.fitted, go_on=go_on, so_far=lambda rows: jobs.note(key, rows)
        ),
        slot=f"spreads {place}",
    )
    thorough = jobs.ask(
        _key("thorough", target),
        lambda go_on: prove_necessity(target, thorough=True, go_on=go_on),
        slot=f"thorough {place}",
    )
    return _Work(quick, thorough, spreads)


def _key(what: str, target: TargetPlan) -> str:
    """Return a name of all that the proof depends on: another plan of the same zone keeps what is proved."""
    anchors = repr(sorted(anchors_of(target).tolist())).encode()
    return f"{what} {target.reach_mm!r} {_digest(shapely.to_wkb(target.zone), anchors)}"


def _key_of_spreads(session: Session, target: TargetPlan) -> str:
    """Return a name of all that the other spreads depend on: neither on a search nor on who injects."""
    asked = replace(alone(session, target.id), operator=None)
    return f"spreads {_digest(repr(asked).encode())} {target.id}"


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()[:16]


def _show(result: Planned, on_witnesses: Callable[[], None], *, dark: bool) -> None:
    fills = _fills(result)
    with st.container(key="bound"):
        for target in fills:
            number = [one.id for one in state.board().targets].index(target.id) + 1
            name = f"Target {number}: " if len(fills) > 1 else ""
            work = _ask(result, target)
            st.markdown(name + _sentence(target, work))
            if target.id == state.board().active_target and work.best is not None:
                _show_why(target, work.best, on_witnesses)
                _show_spreads(work.spreads, target, work.best, dark=dark)


def _sentence(target: TargetPlan, work: _Work) -> str:
    if work.quick.state is JobState.FAILED:
        return NOT_WORKED_OUT
    least = least_of(target.reach_mm, work.best)
    return WORKING if work.best is None else said_of_least(len(target.grid), least)


def _show_why(target: TargetPlan, proved: Necessity, on_witnesses: Callable[[], None]) -> None:
    shown = st.toggle(
        f"Why not fewer: {_counted_places(proved)} on the map", key=_WITNESSES, on_change=on_witnesses
    )
    why = said_why(proved.bound) + said_of_tolerance(target)
    st.caption(f"{why} {NOT_NEED} {DRAWN}" if shown else NOT_NEED)


def _show_spreads(
    spreads: Job[tuple[AtSpread, ...]] | None, target: TargetPlan, best: Necessity, *, dark: bool
) -> None:
    """Show how the count falls as a deposit is taken to serve more: the largest lever there is."""
    if spreads is None or spreads.is_open:
        is_begun = spreads is not None and spreads.result
        st.caption("Working out smaller spreads …" if is_begun else "Working out other spreads …")
    elif spreads.state is JobState.FAILED:
        st.caption(NOT_WORKED_OUT)
    if spreads is not None and spreads.result:
        rows = with_own(spreads.result, target, best)
        chart = draw_spreads(rows, best.spread_mm)
        st.image(to_svg(chart, find_theme(dark=dark)), width="stretch", alt=said_of_spreads(rows))
        if target.settings.get(EFFORT) == OPTIMISE:
            st.caption(ONLY_OWN_SEARCHED)


def _counted_places(proved: Necessity) -> str:
    count = len(proved.witnesses)
    return "1 place" if count == 1 else f"{count} places"
