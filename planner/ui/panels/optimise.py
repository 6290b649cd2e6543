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
from planner.ui.jobs import GoOn, Job, JobState
from planner.ui.optimised import alone, found_plans, is_searched
from planner.ui.panels.bound import least_proved, proved_so_far
from planner.ui.panels.bound_words import said_of_fewest, said_of_progress, said_of_search
from planner.ui.planned import Planned
from planner.ui.searching import Found, search_on

_STEPS = 600  # ours: a minute or so; whoever wants more sets `steps` in a session file
_LOOK_EVERY_S = 1.0
_FAILED = "The search ended in a mistake of ours, which stands in the server's log."


def show_optimise(result: Planned) -> None:
    """Show the button that searches the chosen fill for fewer deposits, or how far the search is."""
    target_id = state.board().active_target
    target = _fill_of(result, target_id)
    if target is None:
        return
    session = alone(result.session, target_id)
    if state.board().searching != _key(session):
        background.searches().let_go(_slot(target_id))  # what runs there was asked for something else
    with st.container(key="optimise"):
        if any(is_searched(one) for one in result.session.targets if one.id == target_id):
            _show_found(target)
        elif state.board().searching == _key(session):
            st.fragment(_watch, run_every=_LOOK_EVERY_S)(target, session)
        else:
            _show_button(result, target, session)


def _fill_of(result: Planned, target_id: str) -> TargetPlan | None:
    """Return the plan of a target if it can be searched for fewer deposits."""
    targets = () if result.plan is None else result.plan.targets
    fills = [t for t in targets if t.id == target_id and t.settings.get("pattern") == FILL]
    return fills[0] if fills and len(fills[0].grid) > 1 and not follows_pain(fills[0].settings) else None


def _show_button(result: Planned, target: TargetPlan, session: Session) -> None:
    if fewest := said_of_fewest(len(target.grid), proved_so_far(target)):
        st.caption(fewest)  # once that is proved, the figures beside it have the page shown again
        return
    before = [one for one in state.board().optimised if one.target_id == target.id]
    if before:
        st.caption("Changed since it was optimised; this is the quick plan. Optimise again for fewer.")
    st.button(
        "Optimise",
        key="optimise.begin",
        icon=":material/search:",
        help="Searches on for fewer deposits in the background; stop it at any time.",
        on_click=_begin,
        args=(result, target, session),
    )


def _show_found(target: TargetPlan) -> None:
    steps = int(target.settings.number(STEPS))
    st.caption(said_of_search(len(target.grid), steps, proved_so_far(target)))
    st.button("Back to the quick plan", key="optimise.drop", on_click=_drop, args=(target.id,))


def _begin(result: Planned, target: TargetPlan, session: Session) -> None:
    least = least_proved(target)

    def work(go_on: GoOn) -> Found:
        return search_on(session, result.fitted, steps=_STEPS, go_on=go_on, least=least)

    background.searches().ask(_key(session), work, slot=_slot(target.id))
    state.change(lambda board: replace(board, searching=_key(session)))


def _watch(target: TargetPlan, session: Session) -> None:
    """Show how far the search is; take what it found once it has ended."""
    job: Job[Found] | None = background.searches().look(_key(session))
    if job is not None and job.is_open:
        _show_progress(job, target)
        return
    state.change(lambda board: replace(board, searching=""))
    if job is not None and job.result is not None:
        found = Optimised(target.id, session, job.result.steps, job.result.covers)
        found_plans().keep(found, job.result.plan)
        state.change(lambda board: replace(board, optimised=(*_others(board, target.id), found)))
    elif job is not None and job.state is JobState.FAILED:
        state.change(lambda board: boards.refuse(board, _FAILED))
    st.rerun()


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
    state.change(lambda board: replace(board, optimised=_others(board, target_id)))


def _others(board: boards.Board, target_id: str) -> tuple[Optimised, ...]:
    return tuple(one for one in board.optimised if one.target_id != target_id)


def _slot(target_id: str) -> str:
    return f"optimise {state.board().document.case} {target_id}"


def _key(session: Session) -> str:
    """Return a name of all that the search depends on, told apart for each case: who stops, stops her own."""
    digest = hashlib.sha256(repr(session).encode()).hexdigest()[:16]
    return f"optimise {state.board().document.case} {digest}"
