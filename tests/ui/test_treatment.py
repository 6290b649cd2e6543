from dataclasses import replace

import pytest

from planner.body.points import PointMm
from planner.plan import build_plan
from planner.series.delivered import DeedKind, Status, note, skip
from planner.series.soundness import require_visit
from planner.series.visit import Product, Scores
from planner.session import Session
from planner.ui.treat_map import map_data, read_tap, shows_adding
from planner.ui.treatment import (
    NewPoint,
    Treatment,
    begin,
    done,
    end,
    give_step,
    noted,
    point_in_hand,
    take_back,
    tapped,
    with_product,
    without_product,
)
from tests.conftest import a_point, a_session, an_exclusion
from tests.series.visits import MIXED, MONDAY, TEN, back, five_points


def begun(session: Session | None = None) -> Treatment:
    session = session or five_points()
    return begin(session, build_plan(session, back()), MONDAY)


def given(treatment: Treatment, *steps: int) -> Treatment:
    for step in steps:
        treatment = give_step(treatment, step, TEN)
    return treatment


def tap(treatment: Treatment, u_mm: float, v_mm: float, *, reach_mm: float = 8.0) -> Treatment:
    at, adding = PointMm(u_mm, v_mm), point_in_hand(treatment) if treatment.is_adding else None
    return tapped(treatment, at, back(), reach_mm=reach_mm, moment=TEN, adding=adding)


def test_a_tap_on_a_map_that_asked_for_nothing_ticks_off_while_another_tablet_adds() -> None:
    asked_elsewhere = replace(begun(), is_adding=True)
    first = asked_elsewhere.course.step(1).at

    after = tapped(asked_elsewhere, first, back(), reach_mm=8.0, moment=TEN, adding=None)

    assert after.delivery.steps_that_are(Status.GIVEN) == (1,)
    assert (after.delivery.added, after.is_adding) == ((), True)
    assert shows_adding({"tap": {"n": 1, "x": 0, "v": 0, "reach": 8, "adding": True}})
    assert not shows_adding({"tap": {"n": 1, "x": 0, "v": 0, "reach": 8}})


def test_a_treatment_begins_with_every_step_open() -> None:
    treatment = begun(MIXED)

    assert treatment.delivery.steps_that_are(Status.OPEN) == tuple(range(1, len(treatment.course) + 1))
    assert treatment.visit.session == MIXED


def test_a_second_tap_on_the_same_button_gives_nothing_more() -> None:
    treatment = given(begun(), 1)

    assert give_step(treatment, 1, TEN) is treatment


def test_a_second_tap_on_undo_takes_back_nothing_more() -> None:
    treatment = given(begun(), 1, 2)

    once = take_back(treatment, deeds=2)

    assert take_back(once, deeds=2) == once
    assert once.delivery.steps_that_are(Status.GIVEN) == (1,)


def test_a_tap_on_a_point_gives_it_out_of_turn() -> None:
    treatment = tap(begun(), 46.0, 401.0)

    assert treatment.delivery.steps_that_are(Status.GIVEN) == (3,)
    assert treatment.delivery.next_step == 1


def test_a_tap_on_bare_skin_or_on_a_point_already_given_does_nothing() -> None:
    treatment = given(begun(), 1)

    assert tap(treatment, 15.0, 440.0) == treatment
    assert tap(treatment, 15.0, 400.0, reach_mm=5.0) == treatment


def test_a_tap_adds_a_point_once_it_was_asked_for() -> None:
    treatment = tap(replace(begun(), is_adding=True), 30.0, 450.0)

    (added,) = treatment.delivery.added
    assert (added.at, added.target, added.volume_ml) == (PointMm(30.0, 450.0), "t1", 0.1)
    assert not treatment.is_adding


def test_an_added_point_gets_the_volume_that_was_said_also_once_no_step_is_open() -> None:
    over = replace(given(begun(), 1, 2, 3, 4, 5), is_adding=True)

    after = tapped(
        over, PointMm(30.0, 450.0), back(), reach_mm=8.0, moment=TEN, adding=NewPoint("t1", volume_ml=0.25)
    )

    (added,) = after.delivery.added
    assert (added.target, added.volume_ml, after.refused) == ("t1", 0.25, "")


def test_a_point_of_a_target_that_another_tablet_planned_away_is_of_the_one_in_hand() -> None:
    gone = NewPoint("t9", volume_ml=0.1)

    after = tapped(begun(), PointMm(30.0, 450.0), back(), reach_mm=8.0, moment=TEN, adding=gone)

    assert [deed.target for deed in after.delivery.added] == ["t1"]
    require_visit(after.visit)


def test_a_second_tap_on_end_here_skips_nothing_more_and_says_nothing() -> None:
    ended = end(given(begun(), 1), "Patient unwell", TEN)

    assert end(ended, "Patient unwell", TEN) == ended
    assert end(begun(), "", TEN).refused


def test_no_point_is_added_beside_the_body() -> None:
    treatment = tap(replace(begun(), is_adding=True), 900.0, 450.0)

    assert treatment.delivery.added == ()
    assert "inside its outline" in treatment.refused


def test_what_is_refused_is_said_and_changes_nothing() -> None:
    paused = done(begun(), lambda delivery: note(delivery, DeedKind.PAUSED, TEN))

    refused = give_step(paused, 1, TEN)

    assert "resume" in refused.refused
    assert refused.delivery == paused.delivery


def test_what_is_noted_of_the_visit_is_kept_or_refused_with_a_sentence() -> None:
    kept = noted(begun(), lambda visit: replace(visit, before=Scores(nrs=7)))
    refused = noted(kept, lambda visit: replace(visit, products=(Product("", "AB-12"),)))

    assert kept.visit.before.nrs == 7
    assert refused.visit == kept.visit
    assert "product" in refused.refused


def test_products_of_two_tablets_are_both_there_and_each_once() -> None:
    begun_visit, one, other = begun().visit, Product("saline", "A1"), Product("saline", "B2")

    both = with_product(with_product(begun_visit, one, ()), other, ())
    again = with_product(with_product(both, one, ()), other, ())
    twice = with_product(both, other, both.products)

    assert both.products == again.products == (one, other)
    assert twice.products == (one, other, other)


def test_a_product_is_removed_once_wherever_it_stands_by_now() -> None:
    one, other = Product("saline", "A1"), Product("saline", "B2")
    shown = (one, other, one)
    visit = replace(begun().visit, products=shown)

    without_first = without_product(visit, 0, shown)
    without_both = without_product(without_first, 1, shown)

    assert without_first.products == without_product(without_first, 0, shown).products == (other, one)
    assert without_both.products == without_product(without_both, 1, shown).products == (one,)


def test_the_map_tells_how_every_step_stands() -> None:
    treatment = done(given(begun(), 1), lambda delivery: skip(delivery, 2, 2, "a mole", TEN))

    data = map_data(treatment, back(), event=None, dark=False)

    assert data["stands"] == "12000"
    assert data["next"] == 3
    assert len(data["steps"]) == 5
    assert data["svg"].startswith("<svg")
    assert "feGaussianBlur" in data["skin"]
    assert "feGaussianBlur" not in data["svg"]  # it would be worked out anew at each step that is given


def test_the_picture_is_sent_only_to_a_browser_that_does_not_have_it() -> None:
    treatment = begun()
    first = map_data(treatment, back(), event=None, dark=False)

    again = map_data(given(treatment, 1), back(), event={"have": first["key"]}, dark=False)
    dark = map_data(treatment, back(), event={"have": first["key"]}, dark=True)

    assert "svg" not in again
    assert again["stands"] == "10000"
    assert "svg" in dark


def test_the_browser_writes_the_names_of_levels_and_knows_what_they_keep_off() -> None:
    session = a_session("point_by_point", a_point(40.0, 500.0), exclusions=(an_exclusion(),))

    data = map_data(begun(session), back(), event=None, dark=False)

    assert ["L4", True] in [[name, is_key] for name, _, is_key in data["levels"]]
    assert 'class="level' not in data["svg"]
    assert 'class="spinous_key"' in data["svg"]
    (ring,) = data["exclusions"]
    assert [min(ring), max(ring)] == [[-5.0, 400.0], [5.0, 480.0]]


def test_a_pass_is_drawn_from_one_end_to_the_other() -> None:
    steps = map_data(begun(MIXED), back(), event=None, dark=False)["steps"]

    assert [len(step) for step in steps] == [2] + [4] * (len(steps) - 1)


@pytest.mark.parametrize(
    "event",
    [
        None,
        {},
        {"tap": None},
        {"tap": {"x": "1", "v": 2, "reach": 3}},
        {"tap": {"x": 1e9, "v": 2, "reach": 3}},
    ],
)
def test_what_is_no_tap_is_none(event: object) -> None:
    assert read_tap(event) is None


def test_a_tap_says_where_it_was_and_how_far_it_reaches() -> None:
    tapped_at = read_tap({"tap": {"n": 1, "x": 15.5, "v": 400, "reach": 8}})

    assert tapped_at is not None
    assert (tapped_at[0].x_mm, tapped_at[0].v_mm, tapped_at[1]) == (15.5, 400.0, 8.0)
