from collections.abc import Iterator

import pytest

from planner.evidence import Cited, Role, change, published, skin
from planner.techniques import NumberSetting, all_techniques


def all_numbers() -> Iterator[Cited]:
    for page in (published, skin, change):
        yield from (thing for thing in vars(page).values() if isinstance(thing, Cited))
    for technique in all_techniques():
        yield from filter(None, (technique.expected_count, technique.volume_per_deposit))
        for setting in technique.settings:
            if isinstance(setting, NumberSetting):
                yield from (setting.cited, *(other.cited for other in setting.instead))


every_number = pytest.mark.parametrize("cited", tuple(all_numbers()), ids=lambda c: c.locator)


@every_number
def test_a_published_number_says_where_it_stands_or_why_it_is_ours(cited: Cited) -> None:
    assert cited.locator or (cited.is_ours and cited.why)


@every_number
def test_the_range_is_exactly_what_the_sources_span(cited: Cited) -> None:
    ends = [end for one in cited.readings if one.role is not Role.BESIDE for end in one.ends]

    if not cited.is_ours:
        assert (min(ends), max(ends)) == (cited.low, cited.high)


def test_the_range_of_a_session_runs_from_the_square_to_the_saline_mixture() -> None:
    assert (published.SESSION_VOLUME.low, published.SESSION_VOLUME.high) == (0.4, 5.0)


def test_skin_is_thinner_at_the_waist_than_at_the_shoulder() -> None:
    assert skin.SKIN_LOWER_BACK.value == 1.91
    assert skin.SKIN_UPPER_BACK.value == 2.54
