"""Point-by-point goes to every point that it may go to, exactly there, and keeps its distances or says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.body import FittedMap
from planner.geometry.spacing import pairs_nearer_than
from planner.session import PointFinding
from planner.techniques import find_technique
from planner.techniques.grid import NO_FINDING
from tests.sessions_to_try import sessions
from tests.techniques.test_placing import few, plan_of


@pytest.mark.parametrize("pattern", ["anchors", "fill"])
@few
@given(data=st.data())
def test_every_point_has_its_deposit_or_is_withheld_with_a_reason(
    pattern: str, back: FittedMap, data: st.DataObject
) -> None:
    session = data.draw(sessions(find_technique("point_by_point"), {"pattern": pattern}))

    target = plan_of(session, back).targets[0]

    given_to = {tuple(place) for place in target.grid.places.tolist()}
    withheld = {one.finding for one in target.withheld}
    for point in session.findings:
        if isinstance(point, PointFinding) and point.id in target.points:
            assert ((point.at.u_mm, point.at.v_mm) in given_to) != (point.id in withheld)


@few
@given(data=st.data())
def test_deposits_of_a_fill_keep_their_distance_or_the_plan_says_so(
    back: FittedMap, data: st.DataObject
) -> None:
    session = data.draw(sessions(find_technique("point_by_point"), {"pattern": "fill"}))

    target = plan_of(session, back).targets[0]

    too_near = pairs_nearer_than(target.grid.places, target.settings.number("spacing_mm"))
    assert bool(len(too_near)) == any("closer than" in note for note in target.notes)
    for pair in too_near[(target.grid.finding[too_near] != NO_FINDING).all(axis=1)]:
        one, other = sorted(target.points[n] for n in target.grid.finding[pair])
        assert f"{one} with {other}, " in target.notes[0]
