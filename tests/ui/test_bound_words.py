from dataclasses import replace

import numpy as np
from shapely import MultiPolygon, box

from planner.body import FittedMap
from planner.geometry.bound import bound
from planner.plan import build_plan
from planner.session import Hand, Operator, Side
from planner.ui.jobs import Job, JobState
from planner.ui.optimised import searched
from planner.ui.panels.bound import _key, _key_of_spreads, _sentence, _Work
from planner.ui.panels.bound_words import said_why
from tests.conftest import a_point, a_session, a_zone


def test_a_bound_that_its_checker_did_not_confirm_is_not_shown_and_the_screen_says_so(
    back: FittedMap,
) -> None:
    target = build_plan(a_session("point_by_point", a_zone(), pattern="fill"), back).targets[0]

    said = _sentence(target, _Work(Job("bound of it", JobState.FAILED)))

    assert said == (
        "How few punctures could do was not worked out: a mistake of ours, which stands in the server's log."
    )


def test_another_plan_of_the_same_zone_keeps_what_is_proved_of_it(back: FittedMap) -> None:
    def fill(spacing_mm: float, point: float = 50.0):
        marked = a_point(point, 430), a_zone()
        session = a_session("point_by_point", *marked, pattern="fill", spacing_mm=spacing_mm)
        return build_plan(session, back).targets[0]

    one, other = fill(10.0), fill(25.0)

    assert not np.array_equal(one.grid.places, other.grid.places)
    assert _key("bound", one) == _key("bound", other)
    assert _key("bound", one) != _key("bound", fill(10.0, point=51.0))


def test_neither_a_search_nor_another_hand_has_the_other_spreads_worked_out_again(back: FittedMap) -> None:
    session = a_session("point_by_point", a_zone(), pattern="fill")
    target = build_plan(session, back).targets[0]
    found = replace(session, targets=(searched(session.targets[0], 2),))
    by_another = replace(found, operator=Operator(Hand.LEFT, Side.PATIENT_LEFT))

    assert _key_of_spreads(by_another, target) == _key_of_spreads(session, target)


def test_why_no_fewer_can_do_names_the_proofs_of_the_parts_too() -> None:
    apart = MultiPolygon([box(0, 0, 100, 60), box(200, 0, 210, 10)])

    said = said_why(bound(apart, 10.0))

    assert said.startswith("Parts of the zone are too far apart to share an injection")
    assert "area and border together ask for so many" in said
    assert "each needs its own" in said
