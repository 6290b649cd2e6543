"""How long what is not saved waits in the server's memory."""

import pytest

from planner.body.patient import Sex
from planner.storage.patients import PatientEntry, StoredPatient
from planner.ui import waiting
from planner.ui.entered import Entered
from planner.ui.entered_parts import entry_changed
from planner.ui.seen_records import SeenPatient
from planner.ui.waiting import LONGEST_S, NotSaved


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def an_entry(an_id: str, patient_id: str = "a") -> Entered[PatientEntry]:
    seen = SeenPatient(StoredPatient(patient_id, "P-777F", 1, PatientEntry(), ""))
    return Entered(an_id, seen, entry_changed(PatientEntry(), PatientEntry(sex=Sex.FEMALE)))


def ids(kept: NotSaved) -> list[str]:
    return [one.id for one in kept.everything()]


def test_what_waits_of_a_screen_at_which_nobody_looks_goes_after_a_time() -> None:
    clock = Clock()
    kept = NotSaved(clock)
    kept.put("closed", an_entry("1"))
    kept.put("open", an_entry("2"))

    clock.now_s = LONGEST_S - 1.0
    looked_at = kept.of("open")
    before = ids(kept)
    clock.now_s = LONGEST_S + 1.0

    assert [one.id for one in looked_at] == ["2"]
    assert before == ["1", "2"]
    assert ids(kept) == ["2"]
    assert kept.of("closed") == ()


def test_of_too_many_entries_those_go_at_which_nobody_has_looked_for_longest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(waiting, "MOST_ENTRIES", 2)
    kept = NotSaved(Clock())
    for number in "12":
        kept.put(number, an_entry(number))
    kept.of("1")

    kept.put("3", an_entry("3"))

    assert ids(kept) == ["1", "3"]


def test_a_screen_keeps_all_that_it_entered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST_ENTRIES", 1)
    kept = NotSaved(Clock())

    for number in "12":
        kept.put("one", an_entry(number))

    assert ids(kept) == ["1", "2"]


def test_what_is_about_an_erased_patient_goes_from_every_screen() -> None:
    kept = NotSaved(Clock())
    kept.put("one", an_entry("1", "a"))
    kept.put("one", an_entry("2", "b"))
    kept.put("two", an_entry("3", "a"))

    kept.forget({"a"})

    assert ids(kept) == ["2"]


def test_an_erasure_is_looked_into_once_and_again_when_anything_came_since() -> None:
    kept = NotSaved(Clock())

    asked = [kept.is_to_look_into(1), kept.is_to_look_into(1)]
    kept.put("one", an_entry("1"))
    asked.append(kept.is_to_look_into(1))

    assert asked == [True, False, True]
