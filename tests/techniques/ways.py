"""Every way to use every technique, so that each promise is asked of all of them."""

import itertools

import pytest

from planner.session import SettingValue
from planner.techniques import ChoiceSetting, Technique, all_techniques
from planner.techniques.setting import says_something

Way = tuple[Technique, dict[str, SettingValue]]


def all_ways() -> list[Way]:
    """Return each technique with each combination of its choices that says something."""
    ways: list[Way] = []
    for technique in all_techniques():
        choices = [setting for setting in technique.settings if isinstance(setting, ChoiceSetting)]
        for chosen in itertools.product(*(setting.choices for setting in choices)):
            given: dict[str, SettingValue] = {s.name: c for s, c in zip(choices, chosen, strict=True)}
            if given.get("effort") == "optimise":
                given["steps"] = 2  # a promise is kept after a few steps or it is not
            if all(says_something(s, given) or given[s.name] == s.default for s in choices):
                ways.append((technique, given))
    return ways


def name_of(way: Way) -> str:
    technique, choices = way
    return "-".join([technique.id, *map(str, choices.values())])


every_technique = pytest.mark.parametrize("technique", all_techniques(), ids=lambda technique: technique.id)
every_way = pytest.mark.parametrize("way", all_ways(), ids=name_of)
