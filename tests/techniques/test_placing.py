"""What every technique promises of the injections and passes that it places."""

import math
from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from planner.body import FittedMap
from planner.errors import NothingLeftOfZone
from planner.plan import Plan, TargetPlan, build_plan
from planner.session import Session
from planner.techniques.deposits import FILL
from planner.techniques.grid import NO_FINDING, FloatArray
from planner.techniques.needle import inserted_by
from tests.at_length import examples
from tests.conftest import a_session, a_zone, an_exclusion
from tests.sessions_to_try import is_its_own_mirror_image, mirrored, rectangles, sessions
from tests.techniques.ways import Way, every_way

few = examples(10, derandomize=True)


def plan_of(session: Session, fitted: FittedMap) -> Plan:
    """Return the plan; a session that leaves nothing of its zone is not the one to ask."""
    try:
        return build_plan(session, fitted)
    except NothingLeftOfZone:
        reject()


def needles_of(target: TargetPlan) -> shapely.MultiPoint | shapely.GeometryCollection:
    """Return every place and every stroke that a needle goes to."""
    strokes = np.stack([target.passes.starts, target.passes.ends], axis=1)
    return shapely.GeometryCollection([shapely.MultiPoint(target.grid.places), *shapely.linestrings(strokes)])


def as_table(target: TargetPlan) -> FloatArray:
    """Return deposits and strokes as (n, 4): both ends, of a deposit twice its place."""
    grid = np.hstack([target.grid.places, target.grid.places])
    return np.vstack([grid, np.hstack([target.passes.starts, target.passes.ends])])


def assert_same_set(one: FloatArray, other: FloatArray) -> None:
    """Ask whether two tables hold the same strokes, whichever way each is drawn and whatever their order."""
    assert one.shape == other.shape
    np.testing.assert_allclose(sorted_strokes(one), sorted_strokes(other), atol=1e-6)


def sorted_strokes(table: FloatArray) -> FloatArray:
    starts, ends = table[:, :2], table[:, 2:]
    backwards = (np.round(starts, 4) > np.round(ends, 4))[:, 0]
    forwards = np.where(backwards[:, None], np.hstack([ends, starts]), table)
    return forwards[np.lexsort(np.round(forwards, 4).T)]


@every_way
@few
@given(data=st.data())
def test_no_needle_leaves_the_map_or_enters_an_exclusion_or_its_margin(
    way: Way, back: FittedMap, data: st.DataObject
) -> None:
    session = data.draw(sessions(*way))

    needles = needles_of(plan_of(session, back).targets[0])

    assert needles.is_empty or back.outline.covers(needles)
    for exclusion in session.exclusions:
        area = shapely.Polygon([(corner.u_mm, corner.v_mm) for corner in exclusion.outline])
        assert needles.is_empty or needles.distance(area) > exclusion.margin_mm


@every_way
@few
@given(data=st.data())
def test_needles_stay_on_their_finding_or_in_their_zone(
    way: Way, back: FittedMap, data: st.DataObject
) -> None:
    session = data.draw(sessions(*way))

    target = plan_of(session, back).targets[0]

    serving_zone = shapely.points(target.grid.places[target.grid.finding == NO_FINDING])
    may_stand_beside = target.settings.get("pattern") == FILL  # so few deposits serve the zone from there
    assert np.all(shapely.distance(serving_zone, target.zone) <= target.reach_mm)
    assert may_stand_beside or shapely.contains_properly(target.zone, serving_zone).all()
    assert set(target.grid.finding.tolist()) <= {NO_FINDING, *range(len(target.points))}
    for stroke in target.passes:
        line = shapely.LineString([(stroke.from_u_mm, stroke.from_v_mm), (stroke.to_u_mm, stroke.to_v_mm)])
        assert target.zone.covers(line)


def is_shared(target: TargetPlan) -> bool:
    """Tell whether the deposits of a fill share the volume of the even one, whose count is another."""
    return target.settings.get("density") == "follows_pain" and target.settings.get("lock_count") == "no"


def even_of(session: Session) -> Session:
    """Return the session with its first target treated as evenly as it can be."""
    target, *others = session.targets
    chosen = tuple((name, value) for name, value in target.settings if name != "density")
    return replace(session, targets=(replace(target, settings=chosen), *others))


@every_way
@few
@given(data=st.data())
def test_the_volume_is_what_was_asked_to_the_last_digit(
    way: Way, back: FittedMap, data: st.DataObject
) -> None:
    session = data.draw(sessions(*way))

    target = plan_of(session, back).targets[0]

    if "zone_volume_ml" in target.settings:
        asked_ml = target.settings.number("zone_volume_ml") if len(target.grid) + len(target.passes) else 0.0
    else:
        shared = plan_of(even_of(session), back).targets[0] if is_shared(target) else target
        asked_ml = target.settings.number("volume_per_deposit_ml") * len(shared.grid)
    assert target.volume_ml == pytest.approx(asked_ml, abs=1e-9)


@every_way
@few
@given(data=st.data())
def test_every_needle_has_the_depth_the_angle_and_the_length_of_its_settings(
    way: Way, back: FittedMap, data: st.DataObject
) -> None:
    session = data.draw(sessions(*way))

    target = plan_of(session, back).targets[0]

    assert set(target.grid.depth_mm) <= {target.settings.number("depth_mm")}
    assert set(target.grid.angle_deg) <= {target.settings.number("needle_angle_deg")}
    assert set(target.grid.inserted_mm) <= {inserted_by(target.settings)}


@every_way
@few
@given(data=st.data())
def test_the_same_session_gives_the_same_plan(way: Way, back: FittedMap, data: st.DataObject) -> None:
    session = data.draw(sessions(*way))

    plan = plan_of(session, back)
    again = plan_of(session, back)

    assert again == plan
    assert [t.grid.places.tobytes() for t in again.targets] == [t.grid.places.tobytes() for t in plan.targets]


@every_way
@few
@given(data=st.data())
def test_a_mirrored_session_gives_the_mirrored_plan(way: Way, back: FittedMap, data: st.DataObject) -> None:
    technique, choices = way
    session = data.draw(sessions(technique, choices | {"direction_deg": 0.0}))
    assume(not is_its_own_mirror_image(session))

    plan, mirror = plan_of(session, back).targets[0], plan_of(mirrored(session), back).targets[0]

    assert_same_set(as_table(mirror), as_table(plan) * [-1, 1, -1, 1])


@every_way
@few
@given(data=st.data())
def test_one_more_exclusion_never_puts_a_needle_into_it(
    way: Way, back: FittedMap, data: st.DataObject
) -> None:
    session = data.draw(sessions(*way))
    further = an_exclusion(data.draw(rectangles(sides_mm=(5, 40))), exclusion_id="further", margin_mm=3.0)
    area = shapely.Polygon([(corner.u_mm, corner.v_mm) for corner in further.outline])

    needles = needles_of(
        plan_of(replace(session, exclusions=(*session.exclusions, further)), back).targets[0]
    )

    assert needles.is_empty or needles.distance(area) > further.margin_mm


@every_way
@few
@given(data=st.data())
def test_the_order_of_findings_and_exclusions_moves_no_needle_of_a_zone(
    way: Way, back: FittedMap, data: st.DataObject
) -> None:
    session = data.draw(sessions(*way))
    turned = replace(session, findings=session.findings[::-1], exclusions=session.exclusions[::-1])

    plan, other = plan_of(session, back).targets[0], plan_of(turned, back).targets[0]

    assert other.zone == plan.zone
    assert other.passes == plan.passes
    assert sorted(map(tuple, other.grid.places)) == sorted(map(tuple, plan.grid.places))


@pytest.mark.parametrize("technique", ["nappage", "intraepidermal"])
@pytest.mark.parametrize("direction_deg", [-180.0, -135.0, -91.0, -60.0, 0.0, 60.0, 91.0, 135.0, 180.0])
def test_rows_of_every_direction_are_walked_from_cranial_to_caudal(
    back: FittedMap, technique: str, direction_deg: float
) -> None:
    session = a_session(technique, a_zone(), direction_deg=direction_deg)

    target = build_plan(session, back).targets[0]

    used_deg = target.settings.number("direction_deg")
    angle = math.radians(used_deg)
    across_mm = as_table(target)[:, :2] @ [-math.sin(angle), math.cos(angle)]
    assert -90 < used_deg <= 90
    assert (used_deg - direction_deg) % 180 == 0
    assert np.all(np.diff(across_mm) >= -1e-6)


@pytest.mark.parametrize("direction_deg", [180.0, -180.0])
def test_rows_turned_half_round_are_the_same_rows(back: FittedMap, direction_deg: float) -> None:
    turned = build_plan(a_session("nappage", a_zone(), direction_deg=direction_deg), back)

    assert turned == build_plan(a_session("nappage", a_zone(), direction_deg=0.0), back)
