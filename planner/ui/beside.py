"""What is kept beside a desk, taken from a board and put back on one, with the plans that searches found."""

from dataclasses import replace

from planner.errors import PlannerError
from planner.files.beside import Beside, Optimised, PlanA
from planner.files.desk import Desk
from planner.plan import TargetPlan
from planner.storage.database import Database
from planner.storage.drafts import Draft, find_draft
from planner.storage.principal import Principal
from planner.ui.board import Board, desk_of, put_desk
from planner.ui.body_wanted import BodyWanted, fitted_map
from planner.ui.optimised import found_plans, laid_out_again

ENDING = ".beside"  # a draft of its own, beside that of the desk


def find_both(database: Database, who: Principal, case: str) -> tuple[Draft | None, Draft | None]:
    """Return what the store keeps of a desk, and beside it.

    Raises
    ------
    StorageRefused
    """
    return find_draft(database, who, case), find_draft(database, who, case + ENDING)


def beside_of(board: Board) -> Beside:
    """Return what of the board is kept beside its desk."""
    a = board.kept
    plan_a = None if a is None else PlanA(desk_of(a), a.optimised)
    return Beside(
        plan_a, board.optimised, board.weights, board.rest_days, board.every, board.note, board.before
    )


def put_beside(board: Board, beside: Beside) -> Board:
    """Return the board with all that is kept beside its desk; what is only shown stays as it was."""
    a = beside.plan_a
    return replace(
        board,
        kept=None if a is None else board_of(a.desk, a.optimised),
        optimised=beside.optimised,
        weights=beside.weights,
        rest_days=beside.rest_days,
        every=beside.every,
        note=beside.note,
        before=beside.before,
    )


def board_of(desk: Desk, optimised: tuple[Optimised, ...]) -> Board:
    """Return a board with that desk and the searches that hold on it, and nothing else."""
    return replace(put_desk(Board(desk.document), desk), optimised=optimised)


def with_found_again(beside: Beside) -> Beside:
    """Return what was kept with those searches alone whose plans can be shown at once.

    A plan is laid out from the places that were kept, and passes the exact test again. One that fails it, as
    after another Mesoplan made another zone of the same findings, is dropped: the quick plan is shown.
    """
    a = beside.plan_a
    return replace(
        beside,
        plan_a=a if a is None else replace(a, optimised=_still_found(a.optimised)),
        optimised=_still_found(beside.optimised),
    )


def _still_found(optimised: tuple[Optimised, ...]) -> tuple[Optimised, ...]:
    return tuple(one for one in optimised if _is_found_again(one))


def _is_found_again(one: Optimised) -> bool:
    if found_plans().has(one):
        return True
    plan = found_again(one)
    if plan is not None:
        found_plans().keep(one, plan)
    return plan is not None


def found_again(one: Optimised) -> TargetPlan | None:
    """Return the plan that a search came to, without searching; None if it can no longer be laid out."""
    body = BodyWanted(one.of.body_map, one.of.patient, one.of.position)
    try:
        return laid_out_again(one, fitted_map(body))
    except PlannerError:
        return None
