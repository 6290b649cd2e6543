import pytest

from planner.evidence import Cited, change, published

every_number = pytest.mark.parametrize(
    "cited",
    [thing for page in (published, change) for thing in vars(page).values() if isinstance(thing, Cited)],
    ids=lambda c: c.locator,
)


@every_number
def test_a_published_number_says_where_it_stands_or_why_it_is_ours(cited: Cited) -> None:
    assert cited.locator or (cited.is_ours and cited.why)


def test_the_range_of_a_session_runs_from_the_square_to_the_saline_mixture() -> None:
    assert (published.SESSION_VOLUME.low, published.SESSION_VOLUME.high) == (0.4, 5.0)


def test_skin_is_thinner_at_the_waist_than_at_the_shoulder() -> None:
    assert published.SKIN_LOWER_BACK.value == 1.91
    assert published.SKIN_UPPER_BACK.value == 2.54
