"""What a density that follows the pain keeps of the even plan: count, volume, places on points, or all."""

from dataclasses import replace

import numpy as np
import pytest

from planner.body import FittedMap
from planner.necessity import prove_necessity
from planner.session import SettingValue
from planner.techniques.grid import NO_FINDING
from tests.conftest import a_point, a_rectangle, a_session, a_zone

from .graded_plans import FOLLOWING, HELD, even_of, planned

SIDE_BY_SIDE = (
    replace(a_zone(a_rectangle(24, 414, 60, 446)), intensity=9),
    replace(a_zone(a_rectangle(60, 414, 96, 446), zone_id="z2"), intensity=1),
)
SEARCHED: dict[str, SettingValue] = {"pattern": "fill", "effort": "optimise", "steps": 2.0}


@pytest.mark.parametrize("lock", ["yes", "no"])
def test_the_count_and_the_volume_that_are_kept_are_those_of_the_even_plan_as_searched(
    back: FittedMap, lock: str
) -> None:
    session = a_session("point_by_point", *SIDE_BY_SIDE, **SEARCHED, **FOLLOWING, lock_count=lock)

    graded, even = planned(session, back), planned(even_of(session), back)

    quick = planned(a_session("point_by_point", *SIDE_BY_SIDE, pattern="fill"), back)
    assert len(even.grid) < len(quick.grid)
    assert graded.volume_ml == pytest.approx(even.volume_ml, abs=1e-9)
    assert lock == "no" or len(graded.grid) == len(even.grid)
    assert graded.grid != even.grid


def test_a_count_that_is_kept_of_a_zone_that_hurts_alike_is_the_even_plan_itself(back: FittedMap) -> None:
    alike = a_zone(a_rectangle(24, 414, 96, 446))
    fill, nappage = (
        a_session("point_by_point", alike, **SEARCHED, **HELD),
        a_session("nappage", alike, **HELD),
    )

    for session in (fill, nappage):
        held, even = planned(session, back), planned(even_of(session), back)
        assert held.grid == even.grid
        assert held.notes == ("All of the zone hurts alike, so the deposits stand as in the even plan.",)
    assert prove_necessity(planned(fill, back)) is not None


def test_a_tolerance_keeps_its_deposits_where_the_density_follows_the_pain(back: FittedMap) -> None:
    near = (a_point(50, 430, intensity=9), a_point(55, 430, point_id="p2", intensity=1), a_zone())
    how: dict[str, SettingValue] = {"pattern": "fill", "spacing_mm": 10, "tolerance_mm": 3}
    session = a_session("point_by_point", *near, **how, **HELD, spacing_least_mm=9)

    held, even = planned(session, back), planned(even_of(session), back)

    places, places_of_even = (one.grid.places[one.grid.finding != NO_FINDING] for one in (held, even))
    assert sorted(places.tolist()) == sorted(places_of_even.tolist())
    assert np.hypot(*(places[0] - places[1])) >= 9
    assert "off the point itself" in held.notes[-1]
    assert len(held.grid) == len(even.grid)
