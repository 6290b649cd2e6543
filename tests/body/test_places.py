"""Names of places."""

import numpy as np
import pytest
import shapely

from planner.body import (
    FittedMap,
    Patient,
    Sex,
    Side,
    describe,
    fit,
    levels_of,
    place_of,
    regions_of,
    side_of,
)
from planner.body.fit import fit_drawings
from planner.body.read_body_map import read_body_map
from tests.body.bodies import KNEE


@pytest.fixture(scope="module")
def woman() -> FittedMap:
    return fit("back", Patient(Sex.FEMALE))


def test_a_place_is_told_as_a_clinician_says_it(woman: FittedMap) -> None:
    assert describe(place_of(woman, 42.0, 409.0)) == "42 mm right of midline, near L4 (estimated)"
    assert describe(place_of(woman, -42.0, 409.0)) == "42 mm left of midline, near L4 (estimated)"
    assert describe(place_of(woman, 0.0, 0.0)) == "on the midline, near C7 (estimated)"
    assert describe(place_of(woman, 60.0, 600.0)) == "60 mm right of midline, below S2 (estimated)"


def test_a_measured_spine_takes_the_doubt_away() -> None:
    measured = fit("back", Patient(Sex.FEMALE, 1626.0, 66.8, 475.0))

    assert describe(place_of(measured, 42.0, 409.0)) == "42 mm right of midline, near L4"


@pytest.mark.parametrize(
    ("u_mm", "v_mm", "region_id", "side"),
    [
        (40.0, 390.0, "paravertebral_lumbar.R", Side.RIGHT),
        (-40.0, 390.0, "paravertebral_lumbar.L", Side.LEFT),
        (0.0, 390.0, "midline_lumbar", Side.MIDLINE),
        (110.0, 395.0, "flank.R", Side.RIGHT),
        (-46.0, 475.0, "sacroiliac.L", Side.LEFT),
        (100.0, 150.0, "scapular.R", Side.RIGHT),
        (65.0, 130.0, "interscapular.R", Side.RIGHT),
        (-30.0, -40.0, "neck_posterior.L", Side.LEFT),
        (90.0, 600.0, "gluteal_lower.R", Side.RIGHT),
        (0.0, 620.0, "gluteal_cleft", Side.MIDLINE),
    ],
)
def test_a_place_lies_in_its_region(
    woman: FittedMap, u_mm: float, v_mm: float, region_id: str, side: Side
) -> None:
    place = place_of(woman, u_mm, v_mm)

    assert (place.region_id, place.side, place.on_map) == (region_id, side, True)
    assert place.region_name


def test_off_the_map_there_is_no_region_but_still_a_level(woman: FittedMap) -> None:
    place = place_of(woman, 290.0, 409.0)

    assert (place.on_map, place.region_id, place.level) == (False, "", "L4")


def test_each_level_is_nearest_to_itself_and_ties_go_to_the_cranial_one(woman: FittedMap) -> None:
    v_mm = np.array([level.v_mm for level in woman.levels])
    halves = (v_mm[1:] + v_mm[:-1]) / 2

    assert levels_of(woman, v_mm) == tuple(level.name for level in woman.levels)
    assert levels_of(woman, halves) == tuple(level.name for level in woman.levels[:-1])


def test_many_places_are_named_as_one_by_one(woman: FittedMap) -> None:
    rng = np.random.default_rng(1)
    u_mm, v_mm = rng.uniform(-250, 250, 200), rng.uniform(-80, 690, 200)

    together = regions_of(woman, u_mm, v_mm)

    singly = tuple(place_of(woman, u, v).region_id for u, v in zip(u_mm.tolist(), v_mm.tolist(), strict=True))
    inside = shapely.intersects_xy(woman.outline, u_mm, v_mm)
    assert together == singly
    assert [bool(name) for name in together] == inside.tolist()


def test_the_side_is_the_patients_own() -> None:
    assert [side_of(u) for u in (-1.0, 0.2, 1.0)] == [Side.LEFT, Side.MIDLINE, Side.RIGHT]


@pytest.mark.parametrize("u_mm", [-0.5, -0.4, 0.0, 0.5])
def test_what_rounds_to_no_distance_is_on_the_midline(woman: FittedMap, u_mm: float) -> None:
    assert describe(place_of(woman, u_mm, 409.0)).startswith("on the midline")


@pytest.mark.parametrize("u_mm", [-0.51, 0.51])
def test_a_distance_from_the_midline_is_never_nought(woman: FittedMap, u_mm: float) -> None:
    assert describe(place_of(woman, u_mm, 409.0)).startswith("1 mm ")


def test_a_map_without_a_spine_names_no_level() -> None:
    knee = fit_drawings([read_body_map(KNEE)], Patient())

    place = place_of(knee, 10.0, 0.0)

    assert (place.level, place.region_id) == ("", "patellar")
    assert describe(place) == "10 mm right of midline, 0 mm down"
