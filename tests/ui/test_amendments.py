"""Amendments that are being written: the fields make the visit, and every field is kept before it is sent."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.body.points import PointMm
from planner.errors import FileRefused
from planner.files.amendment_file import Amendment, amendments_json, read_amendments
from planner.series.visit import EffectKind, Product, Scores, SideEffect, Visit
from planner.storage.database import Database
from planner.storage.drafts import NewDraft, find_draft, save_draft
from planner.storage.erase import erase_patient
from planner.storage.patients import find_patient_of
from planner.storage.principal import DESK
from planner.storage.sessions import StoredSession
from planner.ui import home_state, writing
from planner.ui.amendment_fields import amended, entries_of, fields_of
from planner.ui.amendments import (
    ENDING,
    change_amendments,
    find_amendments,
    put,
    put_entered,
    without,
    without_sent,
)
from tests.series.visits import TEN, a_visit

entries = st.dictionaries(
    st.text(min_size=1, max_size=12),
    st.one_of(st.none(), st.text(max_size=12), st.integers(0, 100), st.floats(0, 100)),
    max_size=4,
)
some = st.lists(
    st.builds(
        Amendment,
        st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
        st.integers(1, 99),
        entries.map(lambda given: tuple(given.items())),
    ),
    max_size=3,
).map(tuple)


def a_full_visit() -> Visit:
    return replace(
        a_visit(nrs=4),
        before=Scores(nrs=7, oswestry=30),
        products=(Product("one", "B12", date(2027, 3, 1), 2.5), Product("two", "")),
        effects=(SideEffect("e1", EffectKind.REDNESS, PointMm(10, 400), date(2026, 11, 26), "small"),),
        note="slept well",
    )


@given(some)
def test_amendments_are_read_as_they_were_written(amendments: tuple[Amendment, ...]) -> None:
    assert read_amendments(amendments_json(amendments)) == amendments


@pytest.mark.parametrize("text", ["", "[]", '{"schema_version":2,"amendments":[]}'])
def test_what_are_no_amendments_of_this_version_is_refused(text: str) -> None:
    with pytest.raises(FileRefused, match=r"restore a backup|older than the one that saved"):
        read_amendments(text)


def test_fields_that_nobody_changed_make_the_very_same_visit() -> None:
    visit = a_full_visit()

    assert amended(visit, fields_of(visit)) == visit
    assert entries_of(visit, fields_of(visit)) == ()


def test_what_was_entered_and_kept_makes_the_same_visit_again() -> None:
    visit = a_full_visit()
    entered = fields_of(visit) | {
        "reason": "from the letter",
        "after.nrs": 2,
        "product.0.expires": None,
        "product.1.name": "",
        "product.2.name": "three",
        "product.2.volume_ml": 1.0,
        "effect.e1.gone": "2026-11-30",
        "note": "slept badly ",
    }
    kept = Amendment("ab", 4, entries_of(visit, entered))

    (again,) = read_amendments(amendments_json((kept,)))

    assert amended(visit, dict(again.entries)) == amended(visit, entered)
    assert [one.name for one in amended(visit, entered).products] == ["one", "three"]
    assert amended(visit, entered).effects[0].gone == date(2026, 11, 30)
    assert amended(visit, entered).note == "slept badly"


def test_amendments_of_two_screens_stand_beside_each_other_until_each_is_sent(
    store: Database, begun_session: StoredSession
) -> None:
    an_id = begun_session.id
    first, second = Amendment("aa", 4, (("note", "a"),)), Amendment("bb", 4, (("note", "b"),))

    for one in (first, second, replace(first, entries=(("note", "more"),))):
        change_amendments(store, DESK, an_id, lambda all_, one=one: put(all_, one), at=TEN)
    both = find_amendments(store, DESK, an_id)
    change_amendments(store, DESK, an_id, lambda all_: without(all_, "aa"), at=TEN)

    assert {one.id: dict(one.entries)["note"] for one in both} == {"aa": "more", "bb": "b"}
    assert find_amendments(store, DESK, an_id) == (second,)


def test_a_field_that_was_kept_elsewhere_in_the_same_moment_stays(
    store: Database, begun_session: StoredSession
) -> None:
    an_id = begun_session.id
    theirs, mine = Amendment("bb", 1, (("note", "b"),)), Amendment("aa", 1, (("note", "a"),))
    waiting = [theirs]

    def step(amendments: tuple[Amendment, ...]) -> tuple[Amendment, ...]:
        if waiting:  # another server is quicker
            body = amendments_json((waiting.pop(),))
            save_draft(store, DESK, NewDraft(an_id + ENDING, 0, body, an_id), at=TEN)
        return put(amendments, mine)

    change_amendments(store, DESK, an_id, step, at=TEN)

    assert find_amendments(store, DESK, an_id) == (theirs, mine)


def test_what_two_screens_enter_in_one_amendment_is_merged_by_field() -> None:
    known = (("note", "a"), ("reason", "letter"), ("after.nrs", 2))
    theirs = Amendment("aa", 3, (("note", "a"), ("reason", "phone"), ("before.nrs", 7)))
    mine = Amendment("aa", 3, (("note", "b"), ("reason", "letter"), ("after.nrs", 2), ("after.vas", 9)))
    less = Amendment("aa", 3, (("after.nrs", 2),))

    ((merged,), (rest,)) = (put_entered((theirs,), one, known) for one in (mine, less))

    assert dict(merged.entries) == {"note": "b", "reason": "phone", "before.nrs": 7, "after.vas": 9}
    assert dict(rest.entries) == {"before.nrs": 7}
    assert put_entered((), mine, known) == (mine,)


def test_what_was_entered_elsewhere_after_an_amendment_was_sent_is_not_dropped_with_it() -> None:
    sent = (("note", "a"), ("reason", "letter"))
    whole, more = Amendment("aa", 3, sent[::-1]), Amendment("aa", 3, (*sent, ("after.nrs", 2)))

    assert without_sent((whole,), "aa", sent) == ()
    assert without_sent((more,), "aa", sent) == (more,)


class Screen:
    """What one screen holds."""

    def __init__(self) -> None:
        self.names: dict[str, object] = {}

    def hold(self, name: str, value: object) -> None:
        self.names[name] = value

    def held(self, name: str) -> object:
        return self.names.get(name)


def test_two_screens_that_go_on_with_one_amendment_are_shown_what_the_other_entered(
    store: Database, begun_session: StoredSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_id, one, other = begun_session.id, Screen(), Screen()
    monkeypatch.setattr(writing, "opened_store", lambda: store)
    for screen in (one, other):
        monkeypatch.setattr(writing, "screen", screen)
        writing.go_on_with(an_id, "aa")

    monkeypatch.setattr(writing, "screen", one)
    is_one_shown = writing.keep(an_id, 1, (("note", "worse"),))
    monkeypatch.setattr(writing, "screen", other)
    is_other_shown = writing.keep(an_id, 1, (("after.nrs", 2),))
    told, turns = writing.told(), (writing.turn(), one.names["amendment.turn"])

    assert (is_one_shown, is_other_shown, told.is_shared, turns) == (False, True, True, (2, 1))
    (kept,) = find_amendments(store, DESK, an_id)
    assert dict(kept.entries) == {"note": "worse", "after.nrs": 2}


def test_erasing_a_patient_erases_what_was_not_sent(store: Database, begun_session: StoredSession) -> None:
    one = Amendment("aa", 1, (("note", "a"),))
    change_amendments(store, DESK, begun_session.id, lambda all_: put(all_, one), at=TEN)

    erase_patient(store, DESK, begun_session.patient_id, at=TEN)

    assert find_draft(store, DESK, begun_session.id + ENDING) is None


def test_only_a_treatment_is_taken_for_one(
    store: Database, begun_session: StoredSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home_state, "opened_store", lambda: store)
    patient, an_id = find_patient_of(store, DESK, begun_session.patient_id), begun_session.id
    seen = []

    for ending in ("", ".beside", ENDING, ".treatment"):
        body = amendments_json(())
        save_draft(store, DESK, NewDraft(an_id + ending, 0, body, an_id), at=TEN)
        seen.append(home_state.treated_cases(patient))

    assert seen == [frozenset(), frozenset(), frozenset(), frozenset({an_id})]
