"""Which settings a spacing that follows the pain asks for, and which contradict each other."""

import pytest

from planner.errors import SpacingsContradict
from planner.session import SettingValue
from planner.techniques import Technique, find_technique, resolve_settings
from planner.techniques.setting import says_something
from tests.techniques.test_density import FOLLOWING, HELD, both


@both
def test_what_says_nothing_is_neither_asked_for_nor_reported(
    technique_id: str, choices: dict[str, SettingValue]
) -> None:
    technique = find_technique(technique_id)

    shown = {
        name: names_shown(technique, choices | given) for name, given in (("even", {}), ("free", FOLLOWING))
    }

    assert {"spacing_least_mm", "spacing_most_mm", "lock_count"} & shown["even"] == set()
    assert {"spacing_least_mm", "spacing_most_mm", "lock_count"} <= shown["free"]
    assert "density" not in technique.said(resolve_settings(technique, choices))
    assert technique.said(resolve_settings(technique, choices | HELD))["lock_count"] == "yes"


def names_shown(technique: Technique, given: dict[str, SettingValue]) -> set[str]:
    used = resolve_settings(technique, given)
    return {setting.name for setting in technique.settings if says_something(setting, used)}


def test_the_even_spacing_is_asked_for_while_its_count_is_kept() -> None:
    nappage = find_technique("nappage")

    assert "spacing_mm" not in names_shown(nappage, FOLLOWING)
    assert "spacing_mm" in names_shown(nappage, HELD)
    assert "spacing_mm" in names_shown(nappage, {})


@both
def test_spacings_that_contradict_are_refused_only_where_they_decide_something(
    technique_id: str, choices: dict[str, SettingValue]
) -> None:
    technique = find_technique(technique_id)
    given = choices | {"spacing_least_mm": 31.0, "spacing_most_mm": 30.0}

    with pytest.raises(SpacingsContradict, match=r"31 mm, is larger .* 30 mm") as refusal:
        resolve_settings(technique, given | FOLLOWING, "targets[0].settings")

    assert refusal.value.field == "targets[0].settings.spacing_least_mm"
    assert resolve_settings(technique, given)["spacing_least_mm"] == 31.0


@both
def test_a_kept_count_below_the_least_spacing_is_refused(
    technique_id: str, choices: dict[str, SettingValue]
) -> None:
    given = choices | HELD | {"spacing_mm": 6.0, "spacing_least_mm": 7.0}

    with pytest.raises(SpacingsContradict, match="set that to 6 mm or less, or do not keep the count"):
        resolve_settings(find_technique(technique_id), given)
