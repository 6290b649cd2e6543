from dataclasses import replace

import numpy as np
import pytest

from planner.body import FittedMap
from planner.geometry.bound_area_check import AreaCertificate
from planner.geometry.bound_check import AnchorsCertificate, Bound, BoundKind
from planner.geometry.bound_packing import PackingCertificate
from planner.necessity import Necessity
from planner.plan import build_plan
from planner.score import score_plan
from planner.ui.panels.bound_words import (
    Least,
    least_of,
    said_of_fewest,
    said_of_least,
    said_of_progress,
    said_of_search,
    said_of_tolerance,
    said_of_unreached,
)
from tests.conftest import a_point, a_session, a_zone

NONE = np.empty((0, 2))
FOUR, NOTHING = Least(4, 17.3), Least(0, 17.3)
OURS = Least(4, 17.3, is_published=False)


def test_where_the_fewest_are_proved_nothing_is_left_to_search_for():
    assert said_of_fewest(4, FOUR) == (
        "Nothing to search for: at a spread of 17.3 mm no plan can do with fewer than 4 punctures "
        "(geometry, not need)."
    )
    assert said_of_fewest(5, FOUR) == ""
    assert said_of_fewest(5, NOTHING) == ""


def test_a_search_that_reached_the_bound_says_that_no_plan_can_do_with_fewer():
    assert said_of_search(4, 1, FOUR) == (
        "Optimised: 4 punctures after 1 step of search. At a spread of 17.3 mm no plan can do with fewer "
        "than 4 punctures (geometry, not need)."
    )
    assert said_of_search(5, 600, FOUR) == "Optimised: 5 punctures after 600 steps of search."


def test_a_search_that_goes_on_shows_its_count_against_the_bound_once_there_is_one():
    assert said_of_progress(6, 12, 600, FOUR) == (
        "6 punctures at step 12 of 600; at a spread of 17.3 mm no plan can do with fewer than 4 punctures"
    )
    assert said_of_progress(6, 12, 600, NOTHING) == "6 punctures at step 12 of 600"
    anchored = replace(FOUR, is_anchored=True)
    assert "no plan with a deposit on each point can do with fewer than 4" in said_of_progress(
        6, 1, 9, anchored
    )


def test_the_bound_beside_the_figures_says_of_what_plans_it_holds():
    assert said_of_least(6, FOUR) == "**6 punctures; no plan can do with fewer than 4 (spread 17.3 mm)**"
    assert said_of_least(4, FOUR) == "**4 punctures; no plan can do with fewer (spread 17.3 mm)**"


@pytest.mark.parametrize(
    "said",
    [
        said_of_least(6, OURS),
        said_of_fewest(4, OURS),
        said_of_search(4, 9, OURS),
        said_of_progress(6, 1, 9, OURS),
    ],
    ids=["figures", "nothing to search", "searched", "searching"],
)
def test_whatever_tells_a_bound_marks_the_proof_that_nobody_has_reviewed(said):
    assert "our proof, not yet reviewed" in said


@pytest.mark.parametrize(
    "said", [said_of_least(6, FOUR), said_of_fewest(4, FOUR), said_of_progress(6, 1, 9, FOUR)]
)
def test_a_bound_that_rests_on_nothing_of_ours_is_not_marked(said):
    assert "our proof" not in said


def test_what_is_told_of_a_bound_is_what_was_proved():
    ours = Bound(7, BoundKind.AREA_AND_BORDER, AreaCertificate(NONE, np.empty((0, 3)), NONE, 0.0))
    anchored = Bound(9, BoundKind.ANCHORS, AnchorsCertificate(NONE, ours))
    packed = Bound(3, BoundKind.PACKING, PackingCertificate(NONE))

    told = [
        least_of(12.0, None if one is None else Necessity(one, 12.0, NONE))
        for one in (None, packed, ours, anchored)
    ]

    assert told == [
        Least(0, 12.0),
        Least(3, 12.0),
        Least(7, 12.0, is_published=False),
        Least(9, 12.0, is_anchored=True, is_published=False),
    ]


def test_of_a_fill_that_leaves_something_bare_it_is_said_that_nothing_is_claimed(back: FittedMap):
    findings = a_point(30, 410, intensity=9), a_point(80, 450, point_id="p2", intensity=2), a_zone()
    held = a_session("point_by_point", *findings, pattern="fill", density="follows_pain", lock_count="yes")
    plan = build_plan(held, back)
    score = score_plan(plan)
    (target,) = plan.targets
    gap_mm = score.totals.largest_gap_mm
    reaching, of_drops = (
        replace(plan, targets=(one,))
        for one in (
            replace(target, reach_mm=gap_mm),
            replace(target, settings=target.settings.holding("pattern", "square")),
        )
    )

    said = said_of_unreached(plan, score)["t1"]

    assert gap_mm > target.reach_mm
    assert said == (
        "Not every place of the zone lies within 17.3 mm of a deposit, so nothing is claimed of how few "
        "punctures could do."
    )
    assert said_of_unreached(reaching, score) == said_of_unreached(of_drops, score) == {}


def test_where_deposits_may_leave_their_points_the_reason_says_that_none_is_counted_for_them(back: FittedMap):
    def said(*findings, **settings):
        session = a_session("point_by_point", *findings, pattern="fill", **settings)
        return said_of_tolerance(build_plan(session, back).targets[0])

    both = a_point(50, 430), a_zone()

    assert said(*both, tolerance_mm=2.0) == said(*both, tolerance_mm=2.0, density="follows_pain")
    assert said(*both, tolerance_mm=2.0) == (
        " Deposits may stand up to 2 mm off their points, so none is counted for the points themselves."
    )
    assert said(*both) == said(a_zone(), tolerance_mm=2.0) == ""
