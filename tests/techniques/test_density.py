"""What a spacing that follows the pain promises, of nappage and of fill."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from planner.body import FittedMap
from planner.geometry.discs import largest_gap
from planner.geometry.graded import Graded
from planner.geometry.order import crossings
from planner.geometry.prune import WITHIN
from planner.geometry.spacing import NEARER, nearest_distances
from planner.session import Session, SettingValue
from planner.techniques import find_technique, resolve_settings
from planner.techniques.density import notes_on
from planner.techniques.grid import NO_FINDING
from tests.at_length import examples
from tests.checks.asking import alerts_on
from tests.conftest import a_point, a_rectangle, a_session, a_zone, an_exclusion
from tests.sessions_to_try import sessions

from .graded_plans import FOLLOWING, HELD, even_of, planned

few = examples(10, derandomize=True)
WAYS: list[tuple[str, dict[str, SettingValue]]] = [("nappage", {}), ("point_by_point", {"pattern": "fill"})]
both = pytest.mark.parametrize(("technique_id", "choices"), WAYS, ids=["nappage", "fill"])

FINDINGS = (
    a_point(30, 360, point_id="p1", intensity=9),
    a_point(100, 400, point_id="p2", intensity=3),
    a_zone(a_rectangle(10, 340, 120, 430)),
)


@both
@few
@given(data=st.data())
def test_a_count_that_is_kept_is_exactly_that_of_the_even_plan(
    technique_id: str, choices: dict[str, SettingValue], back: FittedMap, data: st.DataObject
) -> None:
    session = data.draw(sessions(find_technique(technique_id), choices | HELD))

    held, even = planned(session, back), planned(even_of(session), back)

    assert len(held.grid) == len(even.grid)
    assert held.volume_ml == pytest.approx(even.volume_ml, abs=1e-9)


@few
@given(data=st.data(), lock=st.sampled_from(["yes", "no"]))
def test_graded_drops_keep_the_least_distance_share_the_volume_equally_and_lie_in_the_zone(
    back: FittedMap, data: st.DataObject, lock: str
) -> None:
    session = data.draw(sessions(find_technique("nappage"), FOLLOWING | {"lock_count": lock}))

    target = planned(session, back)

    least_mm = target.settings.number("spacing_least_mm")
    assert nearest_distances(target.grid.places).min(initial=np.inf) >= least_mm * NEARER
    assert target.volume_ml == pytest.approx(target.settings.number("zone_volume_ml"), abs=1e-9)
    assert len(set(target.grid.volume_ml)) == 1
    assert shapely.contains_xy(target.zone, *target.grid.places.T).all()
    assert target.grid.places.tobytes() == planned(session, back).grid.places.tobytes()


@few
@given(data=st.data())
def test_a_fill_that_follows_the_pain_serves_all_that_an_even_fill_serves_from_inside_the_zone(
    back: FittedMap, data: st.DataObject
) -> None:
    session = data.draw(sessions(find_technique("point_by_point"), {"pattern": "fill"} | FOLLOWING))

    target, even = planned(session, back), planned(even_of(session), back)

    spread_mm = target.settings.number("spread_mm")
    if largest_gap(even.grid.places, even.zone)[0] <= spread_mm * WITHIN:
        assert largest_gap(target.grid.places, target.zone)[0] <= spread_mm * WITHIN
    assert target.volume_ml == pytest.approx(even.volume_ml, abs=1e-9)
    assert len(set(target.grid.volume_ml)) == 1
    further = target.grid.places[target.grid.finding == NO_FINDING]
    assert shapely.contains_xy(target.zone, further[:, 0], further[:, 1]).all()
    anchors = {(shot.u_mm, shot.v_mm, shot.finding) for shot in even.grid if shot.finding != NO_FINDING}
    assert anchors == {(s.u_mm, s.v_mm, s.finding) for s in target.grid if s.finding != NO_FINDING}


@both
def test_deposits_stand_closer_where_it_hurts_more(
    technique_id: str, choices: dict[str, SettingValue], back: FittedMap
) -> None:
    session = (
        a_session(technique_id, *FINDINGS, spread_mm=20, **choices, **FOLLOWING)
        if choices
        else (a_session(technique_id, *FINDINGS, **FOLLOWING))
    )

    places = planned(session, back).grid.places

    near_p1, near_p2 = ((np.hypot(*(places - at).T) < 25).sum() for at in ((30, 360), (100, 400)))
    assert near_p1 > 1.4 * near_p2


def test_graded_drops_are_walked_from_cranial_to_caudal_without_crossings(back: FittedMap) -> None:
    session = a_session(
        "nappage", *FINDINGS, exclusions=(an_exclusion(a_rectangle(60, 370, 70, 390)),), **HELD
    )

    places = planned(session, back).grid.places

    top, bottom = places[:10, 1].mean(), places[-10:, 1].mean()
    upwards_mm = np.maximum(-np.diff(places[:, 1]), 0).sum()
    assert len(crossings(places)) == 0
    assert top < 360
    assert bottom > 410
    assert upwards_mm < 0.25 * np.hypot(*np.diff(places, axis=0).T).sum()


def test_a_held_fill_says_how_much_of_the_zone_its_count_leaves_bare(back: FittedMap) -> None:
    session = a_session("point_by_point", *FINDINGS, pattern="fill", **HELD)

    target = planned(session, back)

    assert len(target.grid) == len(planned(even_of(session), back).grid)
    (note,) = target.notes
    assert note.endswith("mm2 of the zone lie farther than 17.3 mm from every deposit: their count is kept.")


def test_a_fill_of_more_deposits_shares_the_volume_of_the_even_fill_and_says_so(back: FittedMap) -> None:
    session = a_session("point_by_point", *FINDINGS, pattern="fill", volume_per_deposit_ml=0.3, **FOLLOWING)

    target, even = planned(session, back), planned(even_of(session), back)

    count, of_even = len(target.grid), len(even.grid)
    assert count > of_even
    assert target.volume_ml == pytest.approx(0.3 * of_even, abs=1e-9)
    assert target.grid.volume_ml.tolist() == [target.grid.volume_ml[0]] * count
    assert target.notes[-1] == (
        f"Each deposit holds {0.3 * of_even / count:.3g} mL, not 0.3: the {0.3 * of_even:.3g} mL of the even "
        f"fill, which has {of_even} deposits, are shared over {count}."
    )


def test_a_share_below_any_published_volume_is_questioned(back: FittedMap) -> None:
    fill = {"pattern": "fill", "volume_per_deposit_ml": 0.1}

    graded = alerts_on(back, "point_by_point", *FINDINGS, **fill, **FOLLOWING)
    even = alerts_on(back, "point_by_point", *FINDINGS, **fill)

    assert "less than any published" in graded["volume_per_deposit_outside_published"].text
    assert "volume_per_deposit_outside_published" not in even


def test_findings_that_hurt_alike_are_spaced_evenly_and_said(back: FittedMap) -> None:
    target = planned(a_session("nappage", a_zone(), **FOLLOWING), back)

    assert target.notes == ("All of the zone hurts alike, so the deposits stand 10.5 mm apart.",)


def test_equal_spacings_are_said_to_be_equal_and_not_the_pain(back: FittedMap) -> None:
    equal = FOLLOWING | {"spacing_least_mm": 10.0, "spacing_most_mm": 10.0}

    target = planned(a_session("nappage", *FINDINGS, **equal), back)

    assert target.notes == (
        "The smallest and the largest spacing are the same, so the deposits stand 10.0 mm apart.",
    )


def test_a_count_that_leaves_no_room_is_kept_evenly_and_said(back: FittedMap) -> None:
    session = a_session("nappage", *FINDINGS, spacing_mm=7, **HELD)

    target = planned(session, back)

    assert sorted(map(tuple, target.grid.places)) == sorted(
        map(tuple, planned(even_of(session), back).grid.places)
    )
    assert "leave no room to follow the pain" in target.notes[0]


def test_a_count_that_leaves_little_room_follows_the_pain_in_part_and_it_is_said() -> None:
    graded = Graded(np.empty((0, 2)), finest_mm=7.0, widest_mm=9.5, bend=0.5)

    notes = notes_on(graded, resolve_settings(find_technique("nappage"), HELD))

    assert notes == (
        "The count that is kept lets the spacing follow the pain only in part, from 7.0 to 9.5 mm.",
    )


def test_the_intensity_of_another_targets_finding_moves_no_drop(back: FittedMap) -> None:
    alone = a_session("nappage", *FINDINGS, **FOLLOWING)
    stranger = a_point(40, 350, point_id="p9", intensity=10)
    beside = Session(findings=(*FINDINGS, stranger), targets=alone.targets)

    assert planned(beside, back).grid == planned(alone, back).grid
