import copy

import pytest

from planner.evidence import Cited, sources
from planner.techniques.setting import Instead, NumberSetting, Settings

WIDE = Cited(30.0, "mm", low=10.0, high=35.0, source=sources.ISWI21, locator="each side 3 cm")
NARROW = Cited(20.0, "mm", low=10.0, high=35.0, source=sources.PHP, locator="2 to 3 cm")
SPACING = NumberSetting(
    "spacing_mm",
    "Spacing",
    WIDE,
    least=0.5,
    most=100.0,
    step=5.0,
    instead=(Instead("pattern", "fill", NARROW),),
)


def test_settings_are_read_by_name_and_replaced_by_name() -> None:
    settings = Settings((("pattern", "fill"), ("spacing_mm", 20.0)))

    wider = settings.holding("spacing_mm", 25.0)

    assert wider.number("spacing_mm") == 25.0
    assert dict(wider) == {"pattern": "fill", "spacing_mm": 25.0}
    assert settings.number("spacing_mm") == 20.0
    assert len(settings) == 2


def test_a_word_read_as_a_number_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="pattern holds 'fill'"):
        Settings((("pattern", "fill"),)).number("pattern")


def test_a_copy_of_settings_is_equal_to_them() -> None:
    settings = Settings((("pattern", "fill"), ("spacing_mm", 20.0)))

    assert copy.deepcopy(settings) == settings
    assert hash(settings) == hash(Settings(settings.pairs))


@pytest.mark.parametrize(("pattern", "cited"), [("fill", NARROW), ("square", WIDE)])
def test_a_default_follows_the_choice_it_depends_on(pattern: str, cited: Cited) -> None:
    assert SPACING.cited_under({"pattern": pattern}) is cited
    assert SPACING.default_under({"pattern": pattern}) == cited.value


def test_a_word_stands_before_the_number_where_it_is_the_default() -> None:
    direction = NumberSetting("direction_mm", "Direction", WIDE, least=0.0, most=90.0, step=1.0, word="auto")

    assert direction.default == "auto"
    assert direction.accept("auto", "settings") == "auto"
    assert direction.accept(45, "settings") == 45.0


def test_the_bounds_read_as_a_therapist_writes_them() -> None:
    assert SPACING.bounds_text == "0.5 to 100 mm"
