"""A patient's session in the record, as desks and treatments write it: from its draft until it is closed."""

from dataclasses import replace
from functools import partial

import pytest

from planner.errors import StepNotAllowed
from planner.files import visit_json
from planner.files.desk_file import read_desk
from planner.plan import build_plan
from planner.series.life import empty_visit, planned_visit
from planner.series.next_visit import next_visit
from planner.series.visit import Answer, QuestionKind, Scores, Visit
from planner.storage.database import Database
from planner.storage.drafts import find_draft
from planner.storage.principal import DESK
from planner.storage.revisions import NewRevision, SessionState
from planner.storage.sessions import StoredSession, find_revisions, find_series, save_session
from planner.ui.board import Board, new_board, put_mark
from planner.ui.record import (
    FIRST_TECHNIQUE,
    begin_session,
    close_session,
    find_recorded,
    keep_planned,
    keep_treated,
)
from planner.ui.shelf import Shelf
from planner.ui.treatment import give_step
from planner.ui.treatments import Treatments
from tests.series.visits import MONDAY, TEN, back, five_points, treated
from tests.storage.records import a_patient
from tests.ui.test_board import a_mark
from tests.ui.test_treatment import begun

POINTS = five_points()
ALL = (1, 2, 3, 4, 5)


def a_shelf(store: Database) -> Shelf:
    return Shelf(store, DESK, lambda: TEN)


def empty_desk(session: StoredSession) -> Board:
    return new_board(session.id, FIRST_TECHNIQUE)


def planning(visit: Visit) -> Visit:
    return planned_visit(visit, POINTS, (), build_plan(POINTS, back()))


def states(store: Database, session: StoredSession) -> list[str]:
    return [one.state.value for one in find_revisions(store, DESK, session.id)]


def done_visit(*steps: int) -> Visit:
    return treated(Visit(MONDAY, POINTS), steps or ALL)


def test_every_autosave_of_a_patients_desk_keeps_its_session(
    store: Database, begun_session: StoredSession
) -> None:
    shelf = a_shelf(store)

    shelf.change(empty_desk(begun_session), lambda board: put_mark(board, a_mark("p1")))

    draft = find_draft(store, DESK, begun_session.id)
    assert draft is not None
    assert draft.session_id == begun_session.id
    assert a_shelf(store).session_of(empty_desk(begun_session)) == begun_session.id
    assert [edit.mark for edit in read_desk(draft.body).edits] == [a_mark("p1")]


def test_the_desk_of_a_next_session_has_last_times_findings_as_ghosts(store: Database) -> None:
    visit = next_visit(Visit(MONDAY, POINTS, schedule="acute"), MONDAY)
    session = begin_session(store, DESK, a_patient(store).id, visit, at=TEN)

    board = a_shelf(store).find(empty_desk(session))

    assert board.ghosts == POINTS.marks
    assert board.marks == ()
    assert board.targets == visit.session.targets


def test_a_desk_for_practice_belongs_to_nobody(store: Database) -> None:
    shelf = a_shelf(store)
    empty = new_board("0123456789abcdef", FIRST_TECHNIQUE)

    shelf.change(empty, lambda board: put_mark(board, a_mark("p1")))

    assert shelf.session_of(empty) == ""


def test_a_session_goes_from_its_draft_to_closed_by_saved_states(
    store: Database, begun_session: StoredSession
) -> None:
    keep_planned(store, DESK, begun_session.id, planning, at=TEN)
    keep_treated(store, DESK, begun_session.id, done_visit(), at=TEN)
    close_session(store, DESK, begun_session.id, at=TEN)

    recorded = find_recorded(store, DESK, begun_session.id)
    assert states(store, begun_session) == ["draft", "planned", "done", "closed"]
    assert recorded.visit == done_visit()


def test_a_write_repeated_writes_once(store: Database, begun_session: StoredSession) -> None:
    for _ in range(2):
        keep_planned(store, DESK, begun_session.id, planning, at=TEN)
    for _ in range(2):
        keep_treated(store, DESK, begun_session.id, done_visit(), at=TEN)
    for _ in range(2):
        close_session(store, DESK, begun_session.id, at=TEN)

    assert states(store, begun_session) == ["draft", "planned", "done", "closed"]


def test_a_treatment_that_is_not_ended_leaves_the_session_planned(
    store: Database, begun_session: StoredSession
) -> None:
    keep_planned(store, DESK, begun_session.id, planning, at=TEN)

    keep_treated(store, DESK, begun_session.id, done_visit(1, 2), at=TEN)

    assert states(store, begun_session) == ["draft", "planned"]


def test_a_deed_taken_back_after_the_end_is_taken_back_in_the_record(
    store: Database, begun_session: StoredSession
) -> None:
    keep_treated(store, DESK, begun_session.id, done_visit(), at=TEN)

    keep_treated(store, DESK, begun_session.id, done_visit(1, 2, 3, 4), at=TEN)

    assert states(store, begun_session) == ["draft", "planned", "done", "done"]
    assert find_recorded(store, DESK, begun_session.id).visit == done_visit(1, 2, 3, 4)


def test_what_a_session_was_planned_as_has_its_steps_and_no_deed(
    store: Database, begun_session: StoredSession
) -> None:
    scored = replace(done_visit(), before=Scores(nrs=7))

    keep_treated(store, DESK, begun_session.id, scored, at=TEN)

    planned = find_revisions(store, DESK, begun_session.id)[1]
    assert '"nrs": 7' not in (planned.body or "")
    assert find_recorded(store, DESK, begun_session.id).visit.before.nrs == 7


@pytest.mark.parametrize("is_closed", [False, True])
def test_what_is_done_is_not_replaced_by_a_desk(
    store: Database, begun_session: StoredSession, *, is_closed: bool
) -> None:
    keep_treated(store, DESK, begun_session.id, done_visit(), at=TEN)
    if is_closed:
        close_session(store, DESK, begun_session.id, at=TEN)
    before = states(store, begun_session)

    keep_planned(store, DESK, begun_session.id, planning, at=TEN)

    assert states(store, begun_session) == before
    assert find_recorded(store, DESK, begun_session.id).visit == done_visit()


def test_a_closed_session_is_not_changed_by_its_treatment(
    store: Database, begun_session: StoredSession
) -> None:
    keep_treated(store, DESK, begun_session.id, done_visit(), at=TEN)
    close_session(store, DESK, begun_session.id, at=TEN)

    keep_treated(store, DESK, begun_session.id, done_visit(1), at=TEN)

    assert find_recorded(store, DESK, begun_session.id).visit == done_visit()


def test_a_session_that_is_not_done_is_not_closed(store: Database, begun_session: StoredSession) -> None:
    with pytest.raises(StepNotAllowed, match="treatment"):
        close_session(store, DESK, begun_session.id, at=TEN)

    assert states(store, begun_session) == ["draft"]


def test_what_was_asked_after_a_treatment_stays_when_the_treatment_changes(
    store: Database, begun_session: StoredSession
) -> None:
    done = keep_treated(store, DESK, begun_session.id, done_visit(), at=TEN)
    answer = Answer(QuestionKind.LATE, MONDAY, has_effects=False)
    asked = replace(find_recorded(store, DESK, done.id).visit, answers=(answer,))
    a_revision = NewRevision(visit_json(asked), TEN, SessionState.DONE)
    save_session(store, DESK, done.id, done.version, a_revision)

    keep_treated(store, DESK, done.id, replace(done_visit(), after=Scores(nrs=2)), at=TEN)

    visit = find_recorded(store, DESK, done.id).visit
    assert (visit.answers, visit.after.nrs) == ((answer,), 2)


def test_a_change_that_came_between_is_kept_and_the_step_taken_on_it(
    store: Database, begun_session: StoredSession
) -> None:
    seen: list[str] = []

    def step(visit: Visit) -> Visit:
        if not seen:  # the other tablet saves between our look and our save
            other = replace(visit, schedule="acute")
            keep_planned(store, DESK, begun_session.id, lambda _: other, at=TEN)
        seen.append(visit.schedule)
        return planning(visit)

    keep_planned(store, DESK, begun_session.id, step, at=TEN)

    assert seen == ["", "acute"]
    assert find_recorded(store, DESK, begun_session.id).visit.schedule == "acute"


def test_the_treatment_of_a_patients_desk_keeps_its_session(
    store: Database, begun_session: StoredSession
) -> None:
    treatments = Treatments(lambda: store)
    treatments.begin(begun_session.id, begun(), at=TEN, session_id=begun_session.id)
    treatments.change(begun_session.id, partial(give_step, step=1, moment=TEN), at=TEN)

    draft = find_draft(store, DESK, f"{begun_session.id}.treatment")
    kept = Treatments(lambda: store).find(begun_session.id)

    assert draft is not None
    assert kept is not None
    assert draft.session_id == kept.session_id == begun_session.id


def test_a_second_tap_on_the_same_button_begins_no_second_session(store: Database) -> None:
    patient = a_patient(store)
    visit = empty_visit(MONDAY, FIRST_TECHNIQUE)

    tapped = [begin_session(store, DESK, patient.id, visit, at=TEN, write_id="button") for _ in range(2)]

    assert tapped[0].id == tapped[1].id
    assert len(find_series(store, DESK, patient.id)) == 1
