"""The search for fewer deposits in the chosen fill: begun by a button, watched against the bound, stopped."""

import hashlib
from dataclasses import replace

import streamlit as st

from planner.files.beside import Optimised
from planner.plan import TargetPlan
from planner.session import Session
from planner.techniques.density_settings import follows_pain
from planner.techniques.deposits import FILL
from planner.techniques.fill_settings import STEPS
from planner.ui import background, state
from planner.ui import board as boards
from planner.ui.jobs import GoOn, Job
from planner.ui.optimised import Begun, alone, found_plans, holds, is_asked_in, is_searched, with_found
from planner.ui.panels.bound import least_proved, proved_so_far
from planner.ui.panels.bound_words import said_of_fewest, said_of_progress, said_of_search
from planner.ui.planned import Planned
from planner.ui.search_question import question_of
from planner.ui.searching import Found, search_on

_STEPS = 600  # ours: a minute or so; whoever wants more sets `steps` in a session file
_LOOK_EVERY_S = 1.0
_CHANGED = "Changed since it was searched; this is the quick plan. Optimise again for fewer."
_HELP = (
    "Searches on for fewer deposits in the background; stop it at any time. One target at a time: the search "
    "of another one stops, and its best is kept."
)
_FAILED = "The search ended in a mistake of ours, which stands in the server's log."


def show_optimise(result: Planned) -> None:
    """Show the button that searches the chosen fill for fewer deposits, or how far the search is."""
    _stop_what_changed(state.board().session)  # another tab may have begun one since this plan was asked for
    if _took_what_ended():
        st.rerun()  # what it found may hold
    target_id = state.board().active_target
    target = _fill_of(result, target_id)
    if target is None:
        return
    begun = _begun(target_id, alone(result.session, target_id))
    with st.container(key="optimise"):
        if any(is_searched(one) for one in result.session.targets if one.id == target_id):
            _show_found(target)
        elif begun.key in [one.key for one in state.board().searching]:
            st.fragment(_watch, run_every=_LOOK_EVERY_S)(target, begun.key)
        else:
            _show_button(result, target, begun)


def _stop_what_changed(session: Session) -> None:
    """Stop the searches whose question has changed: what they came to is kept for when it changes back."""
    for begun in state.board().searching:
        if not is_asked_in(session, begun.target_id, begun.of):
            background.searches().stop(begun.key)


def _took_what_ended() -> bool:
    """Take what the searches found that have ended, whichever target is chosen; tell whether any has."""
    looked = [(begun, background.searches().find(begun.key)) for begun in state.board().searching]
    ended = [(begun, job) for begun, job in looked if job is None or not job.is_open]
    for begun, job in ended:
        _take(begun, job)
    return bool(ended)


def _take(begun: Begun, job: Job[Found] | None) -> None:
    """Take what a search found; one that had not begun when it was stopped found nothing."""
    background.searches().forget(begun.key)
    state.change(lambda board: replace(board, searching=_without(board, begun.key)))
    if job is not None and job.result is not None:
        found = Optimised(begun.target_id, begun.of, job.result.steps, job.result.covers)
        found_plans().keep(found, job.result.plan)
        state.change(lambda board: replace(board, optimised=with_found(board.optimised, found)))
    elif job is not None:
        state.change(lambda board: boards.refuse(board, _FAILED))


def _fill_of(result: Planned, target_id: str) -> TargetPlan | None:
    """Return the plan of a target if it can be searched for fewer deposits."""
    targets = () if result.plan is None else result.plan.targets
    fills = [t for t in targets if t.id == target_id and t.settings.get("pattern") == FILL]
    return fills[0] if fills and len(fills[0].grid) > 1 and not follows_pain(fills[0].settings) else None


def _show_button(result: Planned, target: TargetPlan, begun: Begun) -> None:
    if fewest := said_of_fewest(len(target.grid), proved_so_far(target)):
        st.caption(fewest)  # once that is proved, the figures beside it have the page shown again
        return
    if _was_searched(state.board(), target.id):
        st.caption(_CHANGED)
    st.button(
        "Optimise",
        key="optimise.begin",
        icon=":material/search:",
        help=_HELP,
        on_click=_begin,
        args=(result, target, begun),
    )


def _was_searched(board: boards.Board, target_id: str) -> bool:
    """Tell whether a target that is not searched now was searched once, or is being stopped."""
    found = any(one.target_id == target_id for one in board.optimised)
    return found or any(begun.target_id == target_id for begun in board.searching)


def _show_found(target: TargetPlan) -> None:
    steps = int(target.settings.number(STEPS))
    st.caption(said_of_search(len(target.grid), steps, proved_so_far(target)))
    st.button("Back to the quick plan", key="optimise.drop", on_click=_drop, args=(target.id,))


def _begin(result: Planned, target: TargetPlan, begun: Begun) -> None:
    """Begin a search; another one that is still open makes way, and its best is kept."""
    least = least_proved(target)

    def work(go_on: GoOn) -> Found:
        return search_on(begun.of, result.fitted, steps=_STEPS, go_on=go_on, least=least)

    for other in state.board().searching:
        background.searches().stop(other.key)
    background.searches().ask(begun.key, work, slot=begun.key)
    state.change(lambda board: replace(board, searching=(*_without(board, begun.key), begun)))


def _watch(target: TargetPlan, key: str) -> None:
    """Show how far the search is, and have the page shown again once it has ended."""
    job: Job[Found] | None = background.searches().look(key)
    if _took_what_ended() or job is None or not job.is_open:
        st.rerun()
    _show_progress(job, target)


def _show_progress(job: Job[Found], target: TargetPlan) -> None:
    count = job.count or len(target.grid)
    said = said_of_progress(count, job.step, _STEPS, proved_so_far(target))
    st.progress(min(job.step / _STEPS, 1.0), said)
    st.button(
        "Stop and keep the best",
        key="optimise.stop",
        icon=":material/stop:",
        disabled=job.stopped,
        on_click=background.searches().stop,
        args=(job.key,),
    )


def _drop(target_id: str) -> None:
    state.change(lambda board: replace(board, optimised=_but_what_holds(board, target_id)))


def _but_what_holds(board: boards.Board, target_id: str) -> tuple[Optimised, ...]:
    """Return what was found less what is shown of a target: what holds once it is as it was before stays."""
    return tuple(
        one for one in board.optimised if one.target_id != target_id or not holds(one, board.session)
    )


def _without(board: boards.Board, key: str) -> tuple[Begun, ...]:
    return tuple(begun for begun in board.searching if begun.key != key)


def _begun(target_id: str, session: Session) -> Begun:
    """Return a search under a name of its question, told apart for each case: who stops, stops her own."""
    digest = hashlib.sha256(repr(question_of(session)).encode()).hexdigest()[:16]
    return Begun(target_id, session, f"optimise {state.board().document.case} {target_id} {digest}")
