import itertools

import numpy as np
import pytest
import shapely

from planner.body import FittedMap
from planner.geometry.lattice import square_lattice
from planner.geometry.spacing import nearest_distances
from planner.plan import build_plan
from tests.conftest import a_point, a_rectangle, a_session, a_zone, an_exclusion

# A 60 x 100 mm zone. The published counts are of a square lattice with drops on the border; ours are of
# staggered rows anchored to the body map, with none on the border.
COUNTS_EXPLODE = [
    # spacing mm, square with border (published), staggered (ours)
    (2, 1581, 1681),
    (4, 416, 421),
    (5, 273, 264),
    (10, 77, 66),
    (20, 24, 15),
    (30, 12, 6),
]
ZONE = a_rectangle(0, 300, 60, 400)


@pytest.mark.parametrize(("spacing_mm", "square", "staggered"), COUNTS_EXPLODE)
def test_nappage_counts_explode_as_the_spacing_narrows(
    back: FittedMap, spacing_mm: float, square: int, staggered: int
) -> None:
    with_its_border = shapely.box(0, 300, 60, 400).buffer(1e-3)

    published = square_lattice(with_its_border, spacing_mm, anchor_mm=(0.0, 300.0))
    target = build_plan(a_session("nappage", a_zone(ZONE), spacing_mm=spacing_mm), back).targets[0]

    assert len(published) == square
    assert len(target.grid) == staggered


def test_the_count_never_multiplies_the_dose(back: FittedMap) -> None:
    plans = [
        build_plan(a_session("nappage", a_zone(ZONE), spacing_mm=spacing, zone_volume_ml=1.5), back)
        for spacing in (2, 5, 10)
    ]

    for plan in plans:
        assert plan.totals.volume_ml == pytest.approx(1.5, abs=1e-9)
        assert set(plan.targets[0].grid.volume_ml) == {1.5 / plan.totals.punctures}


def test_drops_stand_in_staggered_rows_a_spacing_apart(back: FittedMap) -> None:
    target = build_plan(a_session("nappage", a_zone(ZONE), spacing_mm=10), back).targets[0]

    assert nearest_distances(target.grid.places) == pytest.approx(10.0)
    rows_mm = np.unique(np.round(target.grid.v_mm, 6))
    assert np.diff(rows_mm) == pytest.approx(10 * np.sqrt(3) / 2)


def test_rows_are_walked_back_and_forth_from_cranial_to_caudal(back: FittedMap) -> None:
    target = build_plan(a_session("nappage", a_zone(ZONE), spacing_mm=10), back).targets[0]

    assert np.all(np.diff(target.grid.v_mm) >= -1e-9)
    rows = [list(row) for _, row in itertools.groupby(target.grid, key=lambda drop: round(drop.v_mm, 6))]
    directions = [np.sign(row[-1].u_mm - row[0].u_mm) for row in rows]
    assert all(one == -other for one, other in itertools.pairwise(directions))


def test_a_drop_stays_where_it_is_while_the_zone_grows(back: FittedMap) -> None:
    small = build_plan(a_session("nappage", a_zone(a_rectangle(3, 311, 47, 363))), back).targets[0]
    large = build_plan(a_session("nappage", a_zone(a_rectangle(-21, 290, 66, 401))), back).targets[0]

    assert set(map(tuple, small.grid.places)) < set(map(tuple, large.grid.places))


def test_every_drop_is_inside_the_zone_and_clear_of_the_scar(back: FittedMap) -> None:
    session = a_session(
        "nappage", a_zone(a_rectangle(-40, 380, 40, 470)), spacing_mm=5, exclusions=(an_exclusion(),)
    )

    target = build_plan(session, back).targets[0]

    assert target.zone.covers(shapely.MultiPoint(target.grid.places))
    assert np.all(np.abs(target.grid.u_mm[target.grid.v_mm > 400]) > 10.0)


def test_a_point_without_a_zone_is_surrounded_by_its_margin(back: FittedMap) -> None:
    target = build_plan(a_session("nappage", a_point(30, 350), margin_mm=20, spacing_mm=5), back).targets[0]

    from_the_point_mm = np.hypot(target.grid.u_mm - 30, target.grid.v_mm - 350)
    assert from_the_point_mm.max() <= 20.1
    assert target.zone_area_mm2 == pytest.approx(np.pi * 20**2, rel=0.005)


def test_rows_run_in_the_direction_asked(back: FittedMap) -> None:
    target = build_plan(a_session("nappage", a_zone(ZONE), direction_deg=90), back).targets[0]

    columns_mm = np.unique(np.round(target.grid.u_mm, 6))
    assert np.diff(columns_mm) == pytest.approx(10 * np.sqrt(3) / 2)
    assert target.settings["direction_deg"] == 90.0


def test_dry_needling_places_drops_without_volume(back: FittedMap) -> None:
    target = build_plan(a_session("nappage", a_zone(ZONE), zone_volume_ml=0), back).targets[0]

    assert len(target.grid) > 0
    assert target.volume_ml == 0.0
