from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import VisitRefused
from planner.plan import build_plan
from planner.series.next_visit import confirm, let_go, next_visit
from planner.session import PointFinding, without
from tests.series.visits import MIXED, MONDAY, a_visit, back

NEXT = MONDAY + timedelta(weeks=1)


def test_ghosts_of_the_last_visit_are_in_no_plan() -> None:
    visit = next_visit(a_visit(), NEXT)

    assert tuple(ghost.finding for ghost in visit.ghosts) == MIXED.findings
    assert build_plan(visit.session, back()).totals.punctures == 0
    assert build_plan(visit.session, back()).totals.passes == 0


def test_patient_exclusions_and_settings_come_along() -> None:
    visit = next_visit(replace(a_visit(), schedule="weekly_4"), NEXT)

    assert visit.session.exclusions == MIXED.exclusions
    assert [t.settings for t in visit.session.targets] == [t.settings for t in MIXED.targets]
    assert visit.schedule == "weekly_4"
    assert (visit.course, visit.delivery, visit.products) == (None, None, ())


def test_a_confirmed_ghost_is_a_finding_with_the_pain_of_today() -> None:
    visit = confirm(next_visit(a_visit(), NEXT), "p1", intensity=4, target="t1")

    (finding,) = visit.session.findings
    assert isinstance(finding, PointFinding)
    assert (finding.id, finding.intensity) == ("p1", 4)
    assert visit.session.targets[0].findings == ("p1",)
    assert [ghost.id for ghost in visit.ghosts] == ["z1"]
    assert build_plan(visit.session, back()).totals.punctures == 1


def test_a_confirmed_ghost_goes_to_the_target_that_treated_it_last_time() -> None:
    visit = confirm(next_visit(a_visit(), NEXT), "z1", intensity=4)

    assert [(target.id, target.findings) for target in visit.session.targets] == [("t1", ()), ("t2", ("z1",))]
    assert build_plan(visit.session, back()).totals.passes > 0


def test_a_ghost_whose_target_is_gone_is_confirmed_without_one() -> None:
    visit = next_visit(a_visit(), NEXT)

    visit = confirm(replace(visit, session=without(visit.session, "t2")), "z1", intensity=4)

    assert [(target.id, target.findings) for target in visit.session.targets] == [("t1", ())]


def test_a_ghost_is_let_go() -> None:
    visit = let_go(next_visit(a_visit(), NEXT), "p1")

    assert [ghost.id for ghost in visit.ghosts] == ["z1"]
    assert visit.session.findings == ()


@pytest.mark.parametrize(("ghost", "target"), [("p9", "t1"), ("p1", "t9")])
def test_what_is_not_there_cannot_be_confirmed(ghost: str, target: str) -> None:
    with pytest.raises(VisitRefused):
        confirm(next_visit(a_visit(), NEXT), ghost, intensity=4, target=target)


def test_a_visit_does_not_come_before_the_last_one() -> None:
    with pytest.raises(VisitRefused):
        next_visit(a_visit(), MONDAY - timedelta(days=1))


@given(st.sets(st.sampled_from(["p1", "z1"])))
def test_confirmed_and_unconfirmed_together_are_all_that_was_found(confirmed: set[str]) -> None:
    visit = next_visit(a_visit(), NEXT)
    for an_id in sorted(confirmed):
        visit = confirm(visit, an_id, intensity=3)

    assert {f.id for f in visit.session.findings} == confirmed
    assert {f.id for f in visit.ghosts} == {"p1", "z1"} - confirmed
