import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import VisitRefused
from planner.series.delivered import DeedKind, Delivery, Status, give, note, skip
from planner.series.ending import end_here, skip_reasons, undo
from tests.series.visits import TEN, after_s, deliveries

UNWELL = "Patient unwell"


@given(deliveries())
def test_what_is_ended_has_no_open_step_and_keeps_all_that_was_given(delivery: Delivery) -> None:
    ended = end_here(delivery, UNWELL, after_s(60))

    assert ended.next_step == 0
    assert not ended.is_paused or ended == delivery
    assert ended.steps_that_are(Status.GIVEN) == delivery.steps_that_are(Status.GIVEN)
    assert end_here(ended, UNWELL, after_s(61)) == ended


@given(deliveries())
def test_undo_takes_an_end_back_as_one_deed(delivery: Delivery) -> None:
    ended = end_here(delivery, UNWELL, after_s(60))

    back_again = delivery if ended == delivery else undo(ended)
    assert back_again == delivery


def test_a_treatment_is_ended_in_a_pause_whose_minutes_are_no_work() -> None:
    paused = note(give(Delivery(3), 1, 1, TEN), DeedKind.PAUSED, after_s(60))

    ended = end_here(paused, UNWELL, after_s(600))

    assert [deed.kind for deed in ended.deeds[-2:]] == [DeedKind.RESUMED, DeedKind.SKIPPED]
    assert ended.worked_s(after_s(600)) == 60


def test_an_end_in_a_pause_that_is_taken_back_is_that_pause_again() -> None:
    paused = note(give(Delivery(3), 1, 1, TEN), DeedKind.PAUSED, after_s(60))

    back_again = undo(end_here(paused, UNWELL, after_s(600)))

    assert back_again.is_paused
    assert back_again.worked_s(after_s(900)) == 60


def test_a_step_left_out_after_a_pause_is_taken_back_alone() -> None:
    resumed = note(note(Delivery(3), DeedKind.PAUSED, TEN), DeedKind.RESUMED, after_s(60))

    assert undo(skip(resumed, 1, 1, "Bleeds", after_s(61))) == resumed


def test_nothing_is_ended_without_a_reason() -> None:
    with pytest.raises(VisitRefused, match="why"):
        end_here(Delivery(3), "  ", TEN)


def test_each_step_counts_for_the_reason_it_was_skipped_for() -> None:
    delivery = skip(Delivery(6), 2, 2, "Bleeds", TEN)
    delivery = skip(delivery, 5, 5, "Too sore", TEN)
    delivery = give(delivery, 5, 5, TEN)  # after all
    delivery = skip(delivery, 1, 3, UNWELL, TEN)  # 2 was left out before

    assert skip_reasons(delivery) == {"Bleeds": 1, UNWELL: 2}


@given(deliveries(), st.sampled_from(["a", "b"]))
def test_reasons_count_every_step_that_is_left_out_once(delivery: Delivery, reason: str) -> None:
    ended = end_here(delivery, reason, after_s(60))

    assert skip_reasons(ended).total() == len(ended.steps_that_are(Status.SKIPPED))
