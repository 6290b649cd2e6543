"""What could not be read is not stored; what is stored and cannot be read is named, and the rest goes on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from types import SimpleNamespace

import pytest

from planner.body.points import PointMm
from planner.errors import FileRefused, StepNotAllowed
from planner.files import visit_json
from planner.plan import build_plan
from planner.series.visit import EffectKind, SideEffect, Visit
from planner.storage.database import Database
from planner.storage.drafts import NewDraft, find_draft, save_draft
from planner.storage.principal import DESK
from planner.storage.revisions import NewRevision, SessionState
from planner.storage.sessions import StoredSession, find_revisions, find_session, save_session
from planner.storage.tables import draft
from planner.ui import state, treatment_state
from planner.ui.record import find_recorded, keep_planned, keep_treated
from planner.ui.stored_visits import UNREAD, all_series, find_stored_series
from planner.ui.treatment import give_step, take_back, with_product
from planner.ui.treatments import Treatments
from tests.series.visits import MONDAY, TEN, a_visit, back, five_points, treated
from tests.ui.record_screens import keep_open, opened, press, words_of
from tests.ui.store_door import Door
from tests.ui.test_stored_visits import kept_as
from tests.ui.test_treatment import begun
from tests.ui.test_under_way import SALINE

WEEK = timedelta(days=7)
EFFECT = SideEffect("e1", EffectKind.REDNESS, PointMm(20.0, 400.0), MONDAY + timedelta(days=1))
POINTS = five_points()


@pytest.fixture
def treatments(store: Database, begun_session: StoredSession, monkeypatch: pytest.MonkeyPatch) -> Treatments:
    """Return the treatments of the pages, whose desk is that of the session that has begun."""
    made = Treatments(lambda: store)
    monkeypatch.setattr(treatment_state, "_treatments", lambda: made)
    monkeypatch.setattr(treatment_state, "opened_store", lambda: store)
    monkeypatch.setattr(treatment_state, "_case", lambda: begun_session.id)
    monkeypatch.setattr(state, "session_id", lambda: begun_session.id)
    monkeypatch.setattr(state, "board", lambda: SimpleNamespace(before=None, ghosts=()))
    monkeypatch.setattr(state, "recorded", lambda: find_recorded(store, DESK, begun_session.id))
    return made


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    left: list[str] = []
    monkeypatch.setattr(state, "leave_word", left.append)
    return left


def begin_on(days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(treatment_state, "today", lambda: MONDAY + timedelta(days=days))
    treatment_state.begin(POINTS, build_plan(POINTS, back()))


def change(store: Database, session_id: str, step: Callable[[Visit], Visit]) -> None:
    keep_planned(store, DESK, session_id, step, at=TEN)


def damage(store: Database, session_id: str) -> None:
    is_its = draft.c.case_id == f"{session_id}.treatment"
    with store.writing() as connection:
        connection.execute(draft.update().where(is_its).values(body="x"))


@pytest.mark.usefixtures("treatments")
@pytest.mark.parametrize(("days", "stays"), [(7, None), (6, MONDAY + WEEK)])
def test_a_day_settled_for_the_next_session_goes_once_it_has_come_and_stays_until_then(
    store: Database,
    begun_session: StoredSession,
    monkeypatch: pytest.MonkeyPatch,
    days: int,
    stays: date | None,
) -> None:
    change(store, begun_session.id, lambda visit: replace(visit, next_on=MONDAY + WEEK))

    begin_on(days, monkeypatch)

    visit = find_recorded(store, DESK, begun_session.id).visit
    assert (visit.on, visit.next_on) == (MONDAY + timedelta(days=days), stays)
    assert visit.delivery is not None


def test_a_session_with_an_effect_of_yesterday_is_not_begun_anew_and_says_why(
    store: Database,
    begun_session: StoredSession,
    treatments: Treatments,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = begun_session.id
    begin_on(0, monkeypatch)
    treatments.change(case, partial(give_step, step=1, moment=TEN), at=TEN)
    change(store, case, lambda visit: replace(visit, effects=(EFFECT,)))
    treatments.change(case, partial(take_back, deeds=1), at=TEN)
    saved, kept = find_session(store, DESK, case).version, find_draft(store, DESK, f"{case}.treatment")

    begin_on(2, monkeypatch)

    assert len(words) == 1
    assert words[0].startswith(
        "Not begun: a side effect or an answer is noted for this session on 2026-11-24"
    )
    assert find_session(store, DESK, case).version == saved
    assert find_draft(store, DESK, f"{case}.treatment") == kept
    assert find_recorded(store, DESK, case).visit.on == MONDAY


def test_a_plan_that_did_not_begin_a_treatment_is_not_kept_as_its_plan(
    store: Database, begun_session: StoredSession, treatments: Treatments, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_on(0, monkeypatch)
    treatments.change(begun_session.id, partial(give_step, step=1, moment=TEN), at=TEN)
    saved = find_session(store, DESK, begun_session.id)

    begin_on(1, monkeypatch)

    assert find_session(store, DESK, begun_session.id) == saved


def test_what_contradicts_itself_is_never_saved(store: Database, begun_session: StoredSession) -> None:
    def contradicting(visit: Visit) -> Visit:
        return replace(visit, next_on=visit.on)

    def revisions() -> int:
        return len(find_revisions(store, DESK, begun_session.id))

    before = revisions()
    with pytest.raises(StepNotAllowed, match=r"Nothing was saved.*give a later day"):
        change(store, begun_session.id, contradicting)
    early = replace(treated(a_visit(MONDAY, session=POINTS), (1, 2, 3, 4, 5)), effects=())
    change(store, begun_session.id, lambda visit: replace(visit, effects=(EFFECT,)))
    with pytest.raises(StepNotAllowed, match="Nothing was saved"):
        keep_treated(store, DESK, begun_session.id, replace(early, on=MONDAY + WEEK), at=TEN)

    assert revisions() == before + 1
    with pytest.raises(StepNotAllowed, match="Nothing was saved"):
        Treatments(lambda: store).begin("a" * 16, replace(begun(), visit=contradicting(early)), at=TEN)


def test_a_store_that_has_such_a_record_already_opens_with_a_sentence(
    store: Database, begun_session: StoredSession, treatments: Treatments, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_on(0, monkeypatch)
    treatments.change(begun_session.id, partial(give_step, step=1, moment=TEN), at=TEN)
    found = find_recorded(store, DESK, begun_session.id)
    body = visit_json(replace(found.visit, next_on=found.visit.on))
    new = NewRevision(body, TEN, SessionState.PLANNED)
    save_session(store, DESK, begun_session.id, found.session.version, new)

    with pytest.raises(FileRefused, match="cannot be read: The next visit is after this one"):
        find_recorded(store, DESK, begun_session.id)
    keep_open(Door(store), monkeypatch)
    pages = [opened("follow_up"), opened("series", patient=found.patient.code)]
    pages.append(opened("home", patient=found.patient.code))

    assert not any(page.exception for page in pages)
    assert all("The next visit is after this one" in words_of(page) for page in pages)


def test_one_damaged_treatment_is_named_and_everybody_else_is_shown(
    store: Database, begun_session: StoredSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = kept_as(store, SessionState.DONE)
    Treatments(lambda: store).begin(begun_session.id, begun(), at=TEN, session_id=begun_session.id)
    damage(store, begun_session.id)
    keep_open(Door(store), monkeypatch)
    monkeypatch.setattr(treatment_state, "today", lambda: MONDAY + 13 * WEEK)
    code = find_recorded(store, DESK, begun_session.id).patient.code

    page, of_patient = opened("follow_up"), opened("series", patient=code)

    everybody = all_series(store, DESK)
    assert [one.said_state for one in everybody[code]] == [UNREAD]
    assert everybody[other.code] == (other,)
    assert find_stored_series(store, DESK, code).visits == everybody[code]
    for one in (page, of_patient):
        assert not one.exception
        assert "1 session: treatment cannot be read" in words_of(one)
        assert f"{code}, 2026-11-23" in words_of(one)
    assert other.code in words_of(page)


def test_a_treatment_of_which_no_product_can_be_read_is_no_end_of_the_search_for_a_batch(
    store: Database, begun_session: StoredSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = kept_as(store, SessionState.PLANNED)
    an_id = other.head.session_id
    change(store, an_id, lambda visit: replace(visit, products=with_product(visit, SALINE, ()).products))
    case = f"{begun_session.id}.treatment"
    save_draft(store, DESK, NewDraft(case, 0, '{"products": 7}', begun_session.id), at=TEN)
    keep_open(Door(store), monkeypatch)
    page, code = opened("follow_up"), find_recorded(store, DESK, begun_session.id).patient.code

    page.text_input(key="batch.wanted").set_value("A7")
    press(page, "Search the saved sessions")

    said = words_of(page)
    assert f"1 session: {UNREAD}" in words_of(opened("home", patient=code))
    assert "2 patients, 2 sessions" in said
    assert f"{other.code} · 2026-11-23 · saline" in said
    assert f"· 2026-11-23 · {UNREAD}" in said


def test_the_treat_page_says_why_nothing_was_begun(
    store: Database, begun_session: StoredSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Treatments(lambda: store)
    monkeypatch.setattr(treatment_state, "_treatments", lambda: made)
    made.begin(begun_session.id, begun(), at=TEN, session_id=begun_session.id)
    change(store, begun_session.id, lambda visit: replace(visit, effects=(EFFECT,)))
    keep_open(Door(store), monkeypatch)
    monkeypatch.setattr(treatment_state, "today", lambda: MONDAY + WEEK)
    page = opened("treat", case=begun_session.id)

    page.button(key="treat.again").click().run()

    assert not page.exception
    assert "Begin another session for what is given today" in words_of(page)
