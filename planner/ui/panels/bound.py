"""With how few punctures each fill could do: worked out in the background, once the plan is on the screen."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import shapely
import streamlit as st

from planner.drawing.spread_chart import draw_spreads, said_of_spreads
from planner.drawing.svg import to_svg
from planner.drawing.theme import find_theme
from planner.geometry.bound import BoundKind
from planner.necessity import AtSpread, Necessity, at_spreads, is_proved_of, prove_necessity
from planner.plan import TargetPlan
from planner.ui import background, state
from planner.ui.jobs import Job, Jobs, JobState
from planner.ui.planned import Planned

_WITNESSES = "bound.witnesses"
_LOOK_EVERY_S = 1.0
_NOT_NEED = "This is geometry at the chosen spread, not what the patient needs."
_DRAWN = (
    "On the map: places with the border of where an injection must stand to serve each. No two borders "
    "overlap, so no injection serves two of the places."
)
_NOT_WORKED_OUT = (
    "How few punctures could do was not worked out: a mistake of ours, which stands in the server's log."
)
_WHY = {
    BoundKind.PACKING: "Places of the zone are so far apart that no single injection can serve two of them: "
    "each needs its own.",
    BoundKind.WEIGHTS: "Places of the zone carry weights, such that no injection, wherever it stands, serves "
    "places of more than weight 1 together: so as many are needed as the weights add up to.",
    BoundKind.AREA_AND_BORDER: "An injection among others serves at most a hexagon's area, and at the border "
    "of the zone each reaches beyond it: area and border together ask for so many. (Our proof, not yet "
    "reviewed by a mathematician.)",
    BoundKind.DISC: "The zone holds a disc that fewer injections cannot cover, wherever they stand: a "
    "published theorem (for five to ten K. Bezdek 1983 and 1984, G. Fejes Tóth 2005).",
    BoundKind.SEARCH: "All ways to serve some places of the zone were gone through, wherever the injections "
    "stand: fewer never serve them all.",
    BoundKind.PARTS: "Parts of the zone are too far apart to share an injection: what each part needs is "
    "added up.",
    BoundKind.ANCHORS: "A deposit stands on each tender or trigger point, and what those leave unserved "
    "needs so many more.",
}


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


def terms_of(target: TargetPlan) -> str:
    """Return of what plans that is proved: of those at one spread, with its points if they count."""
    found = _found(background.jobs(), [_key(what, target) for what in ("bound", "thorough")])
    best = max(found, key=lambda proved: proved.bound.value, default=None)
    held = "" if best is None else _held(best)
    return f"at a spread of {target.reach_mm:g} mm no plan{held}"


def _found(jobs: Jobs, keys: list[str]) -> list[Necessity]:
    return [job.result for key in keys if (job := jobs.find(key)) is not None and job.result]


def _held(proved: Necessity) -> str:
    return " with a deposit on each point" if proved.bound.kind is BoundKind.ANCHORS else ""


def counted(count: int) -> str:
    """Return a number of punctures in words."""
    return "1 puncture" if count == 1 else f"{count} punctures"


def _fills(result: Planned) -> list[TargetPlan]:
    """Return the targets of a plan of which something is proved."""
    if result.plan is None or result.score is None:
        return []
    both = zip(result.plan.targets, result.score.targets, strict=True)
    return [target for target, score in both if is_proved_of(target, score.figures.largest_gap_mm)]


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
    spreads = jobs.ask(
        f"spreads {_digest(repr(result.session).encode())} {target.id}",
        lambda go_on: at_spreads(result.session, target, result.fitted, go_on=go_on),
        slot=f"spreads {place}",
    )
    thorough = jobs.ask(
        _key("thorough", target),
        lambda go_on: prove_necessity(target, thorough=True, go_on=go_on),
        slot=f"thorough {place}",
    )
    return _Work(quick, thorough, spreads)


def _key(what: str, target: TargetPlan) -> str:
    """Return a name of all that the proof depends on."""
    grid = target.grid
    known = shapely.to_wkb(target.zone), grid.places.tobytes(), grid.finding.tobytes()
    return f"{what} {target.reach_mm!r} {_digest(*known)}"


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
                _show_why(work.best, on_witnesses)
                _show_spreads(work.spreads, work.best.spread_mm, dark=dark)


def _sentence(target: TargetPlan, work: _Work) -> str:
    if work.quick.state is JobState.FAILED:
        return _NOT_WORKED_OUT
    if work.best is None:
        return "Working out how few punctures could do …"
    count, least = len(target.grid), work.best.bound.value
    held = _held(work.best)
    fewer = "fewer" if least == count else f"fewer than {least}"
    return f"**{counted(count)}; no plan{held} can do with {fewer} (spread {target.reach_mm:g} mm)**"


def _show_why(proved: Necessity, on_witnesses: Callable[[], None]) -> None:
    shown = st.toggle(
        f"Why not fewer: {_counted_places(proved)} on the map", key=_WITNESSES, on_change=on_witnesses
    )
    st.caption(f"{_WHY[proved.bound.kind]} {_NOT_NEED} {_DRAWN}" if shown else _NOT_NEED)


def _show_spreads(spreads: Job[tuple[AtSpread, ...]] | None, own_mm: float, *, dark: bool) -> None:
    """Show how the count falls as a deposit is taken to serve more: the largest lever there is."""
    if spreads is None or spreads.is_open:
        st.caption("Working out other spreads …")
    elif spreads.state is JobState.FAILED:
        st.caption(_NOT_WORKED_OUT)
    elif rows := spreads.result:
        chart = draw_spreads(rows, own_mm)
        st.image(to_svg(chart, find_theme(dark=dark)), width="stretch", alt=said_of_spreads(rows))


def _counted_places(proved: Necessity) -> str:
    count = len(proved.witnesses)
    return "1 place" if count == 1 else f"{count} places"
