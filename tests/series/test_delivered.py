import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.body import PointMm
from planner.errors import VisitRefused
from planner.series.delivered import (
    Deed,
    DeedKind,
    Delivery,
    Status,
    add_point,
    give,
    note,
    skip,
    with_deed,
)
from planner.series.ending import undo
from planner.series.reminders import ChangeEvery, changes_due
from tests.series.visits import COURSE, TEN, after_s, deliveries


def test_the_next_step_is_the_first_that_is_open() -> None:
    delivery = give(Delivery(5), 1, 1, TEN)
    delivery = skip(delivery, 2, 2, "a mole", TEN)
    delivery = give(delivery, 4, 4, TEN)

    assert delivery.next_step == 3
    assert delivery.steps_that_are(Status.OPEN) == (3, 5)


def test_all_the_rest_is_given_at_once_and_what_was_skipped_stays_skipped() -> None:
    delivery = skip(Delivery(6), 3, 3, "a mole", TEN)

    whole = give(delivery, 1, 6, TEN)

    assert whole.steps_that_are(Status.GIVEN) == (1, 2, 4, 5, 6)
    assert whole.steps_that_are(Status.SKIPPED) == (3,)
    assert whole.next_step == 0


def test_a_skipped_step_may_be_given_after_all() -> None:
    delivery = skip(Delivery(2), 1, 1, "too sore", TEN)

    assert give(delivery, 1, 1, TEN).steps_that_are(Status.GIVEN) == (1,)


@pytest.mark.parametrize("span", [(0, 1), (1, 4), (3, 2), (-1, -1)])
def test_a_step_that_does_not_exist_cannot_be_given(span: tuple[int, int]) -> None:
    with pytest.raises(VisitRefused, match="no step"):
        give(Delivery(3), *span, TEN)


def test_a_step_is_not_given_twice_nor_skipped_once_given() -> None:
    delivery = give(Delivery(3), 2, 2, TEN)

    with pytest.raises(VisitRefused, match="left to do"):
        give(delivery, 2, 2, TEN)
    with pytest.raises(VisitRefused, match="left to do"):
        skip(delivery, 2, 2, "late", TEN)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201])
def test_nothing_is_skipped_without_a_reason(reason: str) -> None:
    with pytest.raises(VisitRefused, match="reason"):
        skip(Delivery(3), 1, 1, reason, TEN)


def test_nothing_is_given_while_the_treatment_is_paused() -> None:
    paused = note(Delivery(3), DeedKind.PAUSED, TEN)

    with pytest.raises(VisitRefused, match="resume"):
        give(paused, 1, 1, TEN)
    with pytest.raises(VisitRefused, match="resume"):
        note(paused, DeedKind.PAUSED, TEN)
    assert give(note(paused, DeedKind.RESUMED, TEN), 1, 1, TEN).entries == 1


def test_a_treatment_that_runs_cannot_be_resumed() -> None:
    with pytest.raises(VisitRefused, match="not paused"):
        note(Delivery(3), DeedKind.RESUMED, TEN)


@pytest.mark.parametrize("volume_ml", [-0.1, 20.1, float("nan")])
def test_an_added_point_has_a_volume_that_can_be(volume_ml: float) -> None:
    with pytest.raises(VisitRefused, match="volume"):
        add_point(Delivery(1), PointMm(0, 400), target="t1", volume_ml=volume_ml, moment=TEN)


def test_an_added_point_has_a_place() -> None:
    with pytest.raises(VisitRefused, match="place"):
        with_deed(Delivery(1), Deed(DeedKind.ADDED, TEN))


def test_a_moment_without_its_time_zone_is_refused() -> None:
    with pytest.raises(VisitRefused, match="time zone"):
        give(Delivery(1), 1, 1, TEN.replace(tzinfo=None))


def test_pauses_do_not_count_as_work() -> None:
    delivery = give(Delivery(3), 1, 1, after_s(0))
    delivery = note(delivery, DeedKind.PAUSED, after_s(30))
    delivery = note(delivery, DeedKind.RESUMED, after_s(100))

    assert delivery.worked_s(after_s(110)) == 40.0
    assert Delivery(3).worked_s(after_s(110)) == 0.0


def test_a_change_is_due_at_the_count_that_the_user_set_and_counted_anew_after_it() -> None:
    every = ChangeEvery(needle=2, syringe=3)
    delivery = give(Delivery(9), 1, 2, TEN)

    assert changes_due(Delivery(9), every) == ()
    assert changes_due(delivery, every) == (DeedKind.NEEDLE_CHANGED,)
    changed = note(delivery, DeedKind.NEEDLE_CHANGED, TEN)
    assert changes_due(changed, every) == ()
    assert changes_due(give(changed, 3, 3, TEN), every) == (DeedKind.SYRINGE_CHANGED,)


def test_nobody_is_reminded_who_set_no_count_or_has_nothing_left_to_give() -> None:
    given_all = give(Delivery(9), 1, 9, TEN)

    assert changes_due(give(Delivery(9), 1, 8, TEN), ChangeEvery()) == ()
    assert changes_due(given_all, ChangeEvery(needle=1, syringe=1)) == ()


@given(deliveries())
def test_every_step_is_open_given_or_skipped_and_only_one_of_them(delivery: Delivery) -> None:
    all_steps = sorted(step for status in Status for step in delivery.steps_that_are(status))

    assert all_steps == list(range(1, len(COURSE) + 1))
    assert delivery.entries == len(delivery.steps_that_are(Status.GIVEN)) + len(delivery.added)


@given(deliveries(), st.integers(1, len(COURSE)))
def test_undo_takes_back_the_last_deed_and_nothing_else(delivery: Delivery, step: int) -> None:
    try:
        after = give(delivery, step, step, after_s(99))
    except VisitRefused:
        after = note(delivery, DeedKind.NEEDLE_CHANGED, after_s(99))

    assert undo(after) == delivery


@given(deliveries())
def test_undone_to_the_end_nothing_is_left(delivery: Delivery) -> None:
    for _ in delivery.deeds:
        delivery = undo(delivery)

    assert delivery == undo(delivery) == Delivery(len(COURSE))
