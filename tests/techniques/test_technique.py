"""What every technique promises of itself and of its settings."""

import math
from pathlib import Path

import pytest

from planner import techniques
from planner.errors import (
    DepthNotReachable,
    NumberNotFinite,
    SettingOutOfRange,
    SettingUnknown,
    UnknownTechnique,
)
from planner.evidence import sources
from planner.techniques import (
    ChoiceSetting,
    NumberSetting,
    Technique,
    all_techniques,
    find_technique,
    resolve_settings,
)
from planner.techniques.needle import inserted_by
from tests.techniques.ways import every_technique

OF_ALL = {"margin_mm", "needle_length_mm", "needle_angle_deg", "depth_mm", "direction_deg"}
OF_DENSITY = {"density", "spacing_least_mm", "spacing_most_mm", "lock_count"}
OF_FILL = {"tolerance_mm", "effort", "steps", "seed"}
OF_EACH = {
    "intraepidermal": {"rim_passes", "line_spacing_mm", "max_stroke_mm", "zone_volume_ml"},
    "nappage": {"spacing_mm", "zone_volume_ml", "lattice", "shift_u_mm", "shift_v_mm"} | OF_DENSITY,
    "point_by_point": {"pattern", "spacing_mm", "spread_mm", "volume_per_deposit_ml"} | OF_FILL | OF_DENSITY,
}


def numbers_of(technique: Technique) -> list[NumberSetting]:
    return [setting for setting in technique.settings if isinstance(setting, NumberSetting)]


def test_the_techniques_are_the_three_that_were_promised_the_most_superficial_first() -> None:
    assert [technique.id for technique in all_techniques()] == list(OF_EACH)


@every_technique
def test_a_technique_has_every_setting_of_the_published_format(technique: Technique) -> None:
    names = {setting.name for setting in technique.settings}

    assert names == OF_ALL | OF_EACH[technique.id]


@every_technique
def test_a_technique_says_what_the_teaching_screen_shows(technique: Technique) -> None:
    assert technique.title
    assert technique.summary.endswith(".")
    for statement in (technique.movement, technique.release, technique.bevel):
        assert statement.text
        assert statement.locator
        assert sources.find_source(statement.source.key) is statement.source


@every_technique
def test_every_number_has_a_source_and_a_place_in_it_or_says_why_it_is_ours(technique: Technique) -> None:
    for setting in numbers_of(technique):
        for cited in (setting.cited, *(other.cited for other in setting.instead)):
            assert cited.locator or (cited.is_ours and cited.why), setting.name


@every_technique
def test_the_defaults_are_accepted_and_complete(technique: Technique) -> None:
    settings = resolve_settings(technique, {})

    assert list(settings) == [setting.name for setting in technique.settings]
    for setting in numbers_of(technique):
        assert setting.least <= setting.cited.value <= setting.most
        assert setting.least <= setting.cited.high
    assert inserted_by(settings) < settings.number("needle_length_mm")


@every_technique
def test_a_setting_is_named_with_its_unit(technique: Technique) -> None:
    for setting in numbers_of(technique):
        assert f"_{setting.name}".endswith(f"_{setting.cited.unit}")


@every_technique
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_setting_that_is_no_number_is_refused(technique: Technique, value: float) -> None:
    for setting in numbers_of(technique):
        with pytest.raises(NumberNotFinite) as refusal:
            resolve_settings(technique, {setting.name: value}, "targets[0].settings")
        assert refusal.value.field == f"targets[0].settings.{setting.name}"


@every_technique
def test_a_setting_outside_what_geometry_can_serve_is_refused(technique: Technique) -> None:
    for setting in numbers_of(technique):
        for value in (setting.least - 0.01, setting.most + 0.01):
            with pytest.raises(
                SettingOutOfRange, match=rf"^{setting.label} must be .*: set .* or (more|less)\.$"
            ) as refusal:
                resolve_settings(technique, {setting.name: value})
            assert setting.name.isalpha() or setting.name not in str(refusal.value)  # a word, or no word
            assert refusal.value.field == f"settings.{setting.name}"


@every_technique
@pytest.mark.parametrize("spacing_mm", [0, 0.49, 100.1, -10])
def test_spacing_runs_from_half_a_millimetre_to_a_hundred(technique: Technique, spacing_mm: float) -> None:
    name = next(setting.name for setting in technique.settings if setting.name.endswith("spacing_mm"))

    with pytest.raises(SettingOutOfRange, match=r"must be 0\.5 to 100 mm"):
        resolve_settings(technique, {name: spacing_mm})

    assert resolve_settings(technique, {name: 0.5})[name] == 0.5
    assert resolve_settings(technique, {name: 100})[name] == 100.0


@every_technique
@pytest.mark.parametrize("value", ["10", "", None, True, [10.0]])
def test_a_number_given_as_anything_else_is_refused(technique: Technique, value: object) -> None:
    for setting in numbers_of(technique):
        with pytest.raises(SettingUnknown, match="must be a number"):
            setting.accept(value, "settings")


@every_technique
def test_a_choice_nobody_offers_is_refused(technique: Technique) -> None:
    for setting in technique.settings:
        if isinstance(setting, ChoiceSetting):
            with pytest.raises(SettingUnknown, match=f"must be one of {setting.choices[0]}"):
                resolve_settings(technique, {setting.name: "spiral"})


@every_technique
def test_a_setting_of_another_name_is_refused(technique: Technique) -> None:
    with pytest.raises(SettingUnknown, match="has no setting 'spacing'") as refusal:
        resolve_settings(technique, {"spacing": 10.0}, "targets[2].settings")

    assert refusal.value.field == "targets[2].settings.spacing"


@every_technique
def test_a_depth_beyond_the_needle_is_refused_with_the_depth_it_reaches(technique: Technique) -> None:
    given = {"needle_length_mm": 4.0, "needle_angle_deg": 30.0, "depth_mm": 3.0}

    with pytest.raises(
        DepthNotReachable, match=r"reaches 2\.00 mm, not 3 mm: incline it to at least 48\.6 degrees"
    ):
        resolve_settings(technique, given)
    with pytest.raises(DepthNotReachable, match=r"take a needle of at least 5\.0 mm"):
        resolve_settings(technique, given | {"needle_angle_deg": 90.0, "depth_mm": 5.0})

    assert resolve_settings(technique, given | {"needle_angle_deg": 48.6})["depth_mm"] == 3.0


@every_technique
def test_a_full_needle_is_accepted_to_the_last_bit(technique: Technique) -> None:
    settings = resolve_settings(
        technique, {"needle_length_mm": 4.0, "needle_angle_deg": 30.0, "depth_mm": 2.0}
    )

    assert inserted_by(settings) == pytest.approx(4.0)


@every_technique
def test_what_is_given_is_kept_and_whole_numbers_become_millimetres(technique: Technique) -> None:
    settings = resolve_settings(technique, {"margin_mm": 12, "direction_deg": "auto"})

    assert settings["margin_mm"] == 12.0
    assert isinstance(settings["margin_mm"], float)
    assert settings["direction_deg"] == "auto"


@every_technique
def test_a_technique_is_found_by_its_id(technique: Technique) -> None:
    assert find_technique(technique.id) is technique


def test_an_unknown_technique_is_refused_with_the_names_that_are_known() -> None:
    with pytest.raises(UnknownTechnique, match="use one of intraepidermal, nappage, point_by_point"):
        find_technique("topping")


def test_a_new_file_is_a_new_technique(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "papule.py").write_text(
        "from dataclasses import replace\n"
        "from planner.techniques.nappage import TECHNIQUE as NAPPAGE\n"
        "TECHNIQUE = replace(NAPPAGE, id='papule', title='Papule')\n"
    )
    monkeypatch.setattr(techniques, "__path__", [*techniques.__path__, str(tmp_path)])
    all_techniques.cache_clear()

    try:
        assert find_technique("papule").title == "Papule"
    finally:
        monkeypatch.undo()
        all_techniques.cache_clear()

    assert "papule" not in {technique.id for technique in all_techniques()}
