from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan import build_plan
from planner.series.rest_map import RestMap, rest_map
from planner.series.rest_shift import shift_into_gaps
from planner.session import Session
from planner.techniques import find_technique
from tests.conftest import a_point, a_session, a_target, a_zone, an_exclusion
from tests.series.visits import MONDAY, a_visit, back, treated

NAPPAGE = a_session("nappage", a_zone(), exclusions=(an_exclusion(),), spacing_mm=10.0)
PLACES = build_plan(NAPPAGE, back()).targets[0].grid.places
NOTHING = RestMap(np.empty((0, 2)), np.empty(0))


def places_of(session: Session) -> np.ndarray:
    return build_plan(session, back()).targets[0].grid.places


def gap_mm(places: np.ndarray, resting: np.ndarray) -> float:
    """Return the least distance from a deposit to a resting place."""
    return float(min(np.hypot(*(resting - place).T).min() for place in places))


def test_after_a_whole_nappage_the_next_one_goes_into_its_gaps() -> None:
    resting = RestMap(PLACES, np.ones(len(PLACES)))

    moved = places_of(shift_into_gaps(NAPPAGE, "t1", back(), resting))

    assert gap_mm(PLACES, PLACES) == 0.0
    assert gap_mm(moved, PLACES) > 4.0
    assert abs(len(moved) - len(PLACES)) <= 0.25 * len(PLACES)


def test_nothing_moves_where_nothing_rests_or_has_faded() -> None:
    visits = [treated(a_visit(session=NAPPAGE), steps=(1, 2))]
    faded = rest_map(visits, MONDAY + timedelta(days=40), fades_after_days=28)

    assert shift_into_gaps(NAPPAGE, "t1", back(), NOTHING) == NAPPAGE
    assert shift_into_gaps(NAPPAGE, "t1", back(), faded) == NAPPAGE


def test_points_that_hurt_are_never_moved() -> None:
    session = a_session("point_by_point", a_point())
    resting = RestMap(np.array([[15.0, 409.0]]), np.ones(1))

    assert shift_into_gaps(session, "t1", back(), resting) == session


def test_a_searched_fill_of_another_target_is_not_searched_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    fill = a_target(
        "point_by_point", a_zone(), target_id="t2", pattern="fill", effort="optimise", steps=600.0
    )
    both = replace(NAPPAGE, targets=(*NAPPAGE.targets, fill))
    resting = RestMap(PLACES, np.ones(len(PLACES)))
    monkeypatch.setattr("planner.geometry.optimise._searched", lambda *_: pytest.fail("searched again"))

    shifted = shift_into_gaps(both, "t1", back(), resting)

    assert shifted.targets == (*shift_into_gaps(NAPPAGE, "t1", back(), resting).targets, fill)


@settings(max_examples=20)
@given(st.floats(-60, 60), st.floats(-60, 60), st.sampled_from([0.0, 30.0, 90.0]))
def test_a_shifted_lattice_stays_inside_its_zone_and_off_exclusions(
    across_mm: float, along_mm: float, direction_deg: float
) -> None:
    shifted = a_session(
        "nappage",
        a_zone(),
        exclusions=(an_exclusion(),),
        spacing_mm=10.0,
        direction_deg=direction_deg,
        lattice="shifted",
        shift_u_mm=across_mm,
        shift_v_mm=along_mm,
    )

    target = build_plan(shifted, back()).targets[0]

    points = shapely.points(target.grid.places)
    kept_out = shapely.Polygon([(p.u_mm, p.v_mm) for p in an_exclusion().outline])
    assert len(target.grid) > 20
    assert shapely.distance(points, target.zone).max() < 1e-9
    assert shapely.distance(points, kept_out).min() >= 5.0 - 1e-9
    assert shapely.distance(points[:-1], points[1:]).min() >= 10.0 - 1e-6


def test_a_lattice_left_alone_has_the_places_and_the_settings_that_it_had() -> None:
    plain, said = (
        NAPPAGE,
        a_session("nappage", a_zone(), exclusions=(an_exclusion(),), spacing_mm=10.0, lattice="anchored"),
    )

    assert build_plan(plain, back()) == build_plan(said, back())
    settings_said = find_technique("nappage").said(build_plan(plain, back()).targets[0].settings)
    assert not {"lattice", "shift_u_mm", "shift_v_mm"} & set(settings_said)
