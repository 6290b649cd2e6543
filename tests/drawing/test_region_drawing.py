from dataclasses import replace

import shapely

from planner.body.body_map import Region
from planner.body.fit import fit
from planner.body.fitted_map import FittedMap
from planner.body.patient import Patient
from planner.drawing.drawing import Area, Label
from planner.drawing.region_drawing import region_areas, region_names


def names_of(fitted: FittedMap) -> list[str]:
    return [mark.text for mark in region_names(fitted) if isinstance(mark, Label)]


def with_region(trunk: FittedMap, region_id: str, name: str, width_mm: float) -> FittedMap:
    return replace(trunk, drawn_regions=(Region(region_id, name, shapely.box(0, 0, width_mm, 100)),))


def test_a_name_is_broken_into_lines_that_fit_its_region(trunk: FittedMap) -> None:
    narrow = with_region(trunk, "a.L", "Upper thoracic paravertebral region", 45.0)

    assert names_of(narrow) == ["Upper thoracic", "paravertebral"]


def test_the_lines_of_a_name_stand_one_below_the_other_round_the_middle(trunk: FittedMap) -> None:
    narrow = with_region(trunk, "a.L", "Upper thoracic paravertebral region", 45.0)

    first, second = (mark for mark in region_names(narrow) if isinstance(mark, Label))
    assert first.v_mm < second.v_mm
    assert 0 < first.x_mm < 45


def test_a_long_word_is_broken_after_its_prefix(trunk: FittedMap) -> None:
    assert names_of(with_region(trunk, "a.L", "Interscapular region", 30.0)) == ["Inter-", "scapular"]


def test_a_name_too_wide_for_its_region_is_left_out(trunk: FittedMap) -> None:
    assert names_of(with_region(trunk, "a.L", "Paravertebral region", 20.0)) == []


def test_the_midline_is_left_to_the_names_of_the_levels(trunk: FittedMap) -> None:
    assert names_of(with_region(trunk, "midline", "Midline", 200.0)) == []


def test_neighbouring_regions_never_share_a_tint() -> None:
    fitted = fit("back", Patient())

    tints = {mark.name: mark.category for mark in region_areas(fitted) if isinstance(mark, Area)}
    areas = {region.name: region for region in fitted.drawn_regions}
    for name, region in areas.items():
        for other_name, other in areas.items():
            if region.site != other.site and region.area.dwithin(other.area, 0.5):
                assert tints[name] != tints[other_name], (name, other_name)
    assert max(tints.values()) < 6
