"""The desk's whole state as one frozen value, and every step that a user can take on it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from planner.files.beside import FADES_AFTER_DAYS, Optimised
from planner.files.desk import Desk, Edit
from planner.files.pad_document import PadDocument, noting_included
from planner.series.reminders import NEVER, ChangeEvery
from planner.series.visit import Scores
from planner.session import Exclusion, Marked, PointFinding, Session, SettingValue, Target, Zone, put
from planner.ui.optimised import Begun, with_optimised

Typed = TypeVar("Typed", bound=PointFinding | Zone | Exclusion)


@dataclass(frozen=True, slots=True)
class Board(Desk):
    """A desk, what is kept beside it, and what may be lost: from the last refusal on.

    Parameters
    ----------
    optimised
        Searches for fewer deposits; each holds while nothing changes that it depends on.
    kept
        Plan A: the board as it was when its plan was kept to compare with.
    weights, rest_days, every, note, before
        As `Beside` has them.
    searching
        The searches that were begun and whose end nobody has seen yet.
    shown_gap_of
        The session whose largest gap is to be shown; another one shows none.
    """

    optimised: tuple[Optimised, ...] = ()
    kept: "Board | None" = None
    weights: tuple[tuple[str, float], ...] = ()
    rest_days: int = FADES_AFTER_DAYS
    every: ChangeEvery = NEVER
    note: str | None = None
    before: Scores | None = None
    refused: str = ""
    open_form: str = ""
    searching: tuple[Begun, ...] = ()
    shown_gap_of: Session | None = None

    @property
    def marks(self) -> tuple[Marked, ...]:
        """The findings with their targets, edits included."""
        marks = {mark.finding.id: mark for mark in self.document.marks}
        for edit in self.edits:
            if edit.mark is not None:
                marks[edit.mark.finding.id] = edit.mark
            marks.pop(edit.removed, None)
        return tuple(marks.values())

    @property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """The exclusions, edits included."""
        exclusions = {exclusion.id: exclusion for exclusion in self.document.exclusions}
        for edit in self.edits:
            if edit.exclusion is not None:
                exclusions[edit.exclusion.id] = edit.exclusion
            exclusions.pop(edit.removed, None)
        return tuple(exclusions.values())

    @property
    def ghosts(self) -> tuple[Marked, ...]:
        """What is left of the session before to be confirmed or let go, edits included; no plan knows it."""
        settled = {edit.removed for edit in self.edits} | {mark.finding.id for mark in self.marks}
        return tuple(ghost for ghost in self.document.ghosts if ghost.id not in settled)

    @property
    def session(self) -> Session:
        """The session that the plan is built from."""
        marks = self.marks
        targets = (
            replace(target, findings=tuple(m.finding.id for m in marks if target.id in m.targets))
            for target in self.targets
        )
        session = Session(
            body_map=self.body_map,
            position=self.position,
            patient=self.patient,
            findings=tuple(mark.finding for mark in marks),
            exclusions=self.exclusions,
            targets=tuple(targets),
            operator=self.operator,
        )
        return with_optimised(session, self.optimised)

    def has_target(self, target_id: str) -> bool:
        """Tell whether there is a target of that id: another tablet may just have dropped it."""
        return any(target.id == target_id for target in self.targets)

    def target(self, target_id: str) -> Target:
        """Return the target of that id.

        Raises
        ------
        KeyError
            If there is none.
        """
        return {target.id: target for target in self.targets}[target_id]


def new_board(case: str, technique: str) -> Board:
    """Return an empty board with one target, so that the first tap already gives a plan."""
    target = Target("t1", technique)
    return Board(PadDocument(case), targets=(target,), active_target=target.id)


def desk_of(board: Board) -> Desk:
    """Return what of the board is kept with every tap."""
    return Desk(*(getattr(board, kept.name) for kept in fields(Desk)))


def put_desk(board: Board, desk: Desk) -> Board:
    """Return the board with that desk on it; all else stays as it was."""
    put_on = replace(board, **{kept.name: getattr(desk, kept.name) for kept in fields(Desk)})
    return put_on if put_on.has_target(put_on.active_target) else choose_target(put_on, desk.targets[0].id)


def accept_document(board: Board, document: PadDocument) -> Board:
    """Return the board with the pad's ``document``; one of another case or an older one changes nothing.

    A sentence about a refusal stays until the pad brings something newer. Edits are numbered on from what
    the pad has seen, also by a server that starts afresh under a pad that goes on. A pad that has not seen
    what another one wrote changes nothing either: it is given that, and puts its own changes on it.
    """
    if document.case != board.document.case or document.seq < board.document.seq:
        return board
    if not _has_seen(document, board.document):
        return board
    return replace(
        board,
        document=noting_included(document, board.document),
        edits=tuple(edit for edit in board.edits if edit.number > document.edits_seen),
        edits_made=max(board.edits_made, document.edits_seen),
        refused="" if document.seq > board.document.seq else board.refused,
    )


def _has_seen(document: PadDocument, kept: PadDocument) -> bool:
    """Tell whether a pad wrote its document knowing what is kept; one that names no base is believed."""
    is_same_pad = document.writer == kept.writer
    is_seen = (document.base, document.base_writer) == (kept.seq, kept.writer)
    return is_same_pad or document.base is None or kept.seq == 0 or is_seen


def refuse(board: Board, sentence: str) -> Board:
    """Return the board with a sentence about what was refused."""
    return replace(board, refused=sentence)


def turn_form(board: Board, form: str) -> Board:
    """Return the board with that form of the list open, or closed if it was; only one is open at a time."""
    return replace(board, open_form="" if board.open_form == form else form)


def put_mark(board: Board, mark: Marked) -> Board:
    """Return the board with a mark typed beside the pad, new or changed."""
    return _with_edit(board, Edit(board.edits_made + 1, mark=mark))


def put_exclusion(board: Board, exclusion: Exclusion) -> Board:
    """Return the board with an exclusion typed beside the pad, new or changed."""
    return _with_edit(board, Edit(board.edits_made + 1, exclusion=exclusion))


def remove(board: Board, an_id: str) -> Board:
    """Return the board without the finding or exclusion of that id."""
    return _with_edit(board, Edit(board.edits_made + 1, removed=an_id))


def choose_target(board: Board, target_id: str) -> Board:
    """Return the board with the next marks going to that target; unchanged if it was dropped meanwhile."""
    return replace(board, active_target=target_id) if board.has_target(target_id) else board


def add_target(board: Board, technique: str) -> Board:
    """Return the board with one more target, which the next marks go to."""
    target = Target(free_id(board, "t"), technique)
    return replace(board, targets=(*board.targets, target), active_target=target.id)


def drop_target(board: Board, target_id: str) -> Board:
    """Return the board without that target; its findings stay on the map. The last target stays."""
    rest = tuple(target for target in board.targets if target.id != target_id)
    return replace(board, targets=rest, active_target=rest[-1].id) if rest else board


def change_technique(board: Board, target_id: str, technique: str) -> Board:
    """Return the board with another technique for the target, at that technique's defaults.

    As every step on a target it leaves the board as it is if the target was dropped meanwhile.
    """
    if not board.has_target(target_id):
        return board
    changed = replace(board.target(target_id), technique=technique, settings=())
    return replace(board, targets=put(board.targets, changed))


def change_setting(board: Board, target_id: str, name: str, value: SettingValue) -> Board:
    """Return the board with one setting of a target chosen."""
    if not board.has_target(target_id):
        return board
    return replace(board, targets=put(board.targets, board.target(target_id).with_setting(name, value)))


def clear_settings(board: Board, target_id: str) -> Board:
    """Return the board with a target back at its technique's cited defaults."""
    if not board.has_target(target_id):
        return board
    cleared = replace(board.target(target_id), settings=())
    return replace(board, targets=put(board.targets, cleared), clearings=board.clearings + 1)


def named(board: Board, typed: Typed, letter: str) -> Typed:
    """Return what was typed with an id of its own, if it is new.

    The id is chosen on the board that the step is taken on: two tablets may add something at once. It has
    the number of its edit, which never comes again: a tablet may still know something that was removed.
    """
    return typed if typed.id else replace(typed, id=f"{letter}{board.edits_made + 1}")


def free_id(board: Board, letter: str) -> str:
    """Return an id that nothing on the board has: ``letter`` and the number after the highest in use."""
    numbers = [_number(an_id, letter) for an_id in _ids(board)]
    return f"{letter}{max(numbers, default=0) + 1}"


def _ids(board: Board) -> Iterable[str]:
    yield from (mark.finding.id for mark in (*board.marks, *board.document.marks))
    yield from (exclusion.id for exclusion in (*board.exclusions, *board.document.exclusions))
    yield from (ghost.id for ghost in board.document.ghosts)
    yield from (target.id for target in board.targets)
    yield from (target for mark in (*board.marks, *board.document.ghosts) for target in mark.targets)


def _number(an_id: str, letter: str) -> int:
    digits = an_id.removeprefix(letter)
    return int(digits) if an_id.startswith(letter) and digits.isdecimal() else 0


def _with_edit(board: Board, edit: Edit) -> Board:
    return replace(board, edits=(*board.edits, edit), edits_made=edit.number, refused="", open_form="")
