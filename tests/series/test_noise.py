import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.series.figures import figures_of
from planner.series.noise import NRS, SCALES, Change, Scale, changes_between
from planner.series.soundness import MOST
from tests.series.visits import a_visit

BY_NAME = {scale.name: scale for scale in SCALES}
every_scale = pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.name)


@pytest.mark.parametrize(
    ("name", "before", "after", "change"),
    [
        ("nrs", 8, 6, Change.BETTER),
        ("nrs", 8, 7, Change.WITHIN_NOISE),
        ("nrs", 3, 2, Change.BETTER),  # a third of the first value
        ("nrs", 4, 3, Change.WITHIN_NOISE),  # a quarter of it
        ("nrs", 1, 2, Change.WITHIN_NOISE),  # the share was published for improvement alone
        ("nrs", 5, 7, Change.WORSE),
        ("vas", 70, 55, Change.BETTER),
        ("vas", 70, 56, Change.WITHIN_NOISE),
        ("vas", 30, 21, Change.WITHIN_NOISE),
        ("roland_morris", 12, 7, Change.BETTER),
        ("roland_morris", 20, 16, Change.WITHIN_NOISE),
        ("roland_morris", 12, 8, Change.WITHIN_NOISE),
        ("roland_morris", 12, 16, Change.WITHIN_NOISE),
        ("oswestry", 40, 30, Change.BETTER),
        ("oswestry", 40, 31, Change.WITHIN_NOISE),
        ("oswestry", 30, 21, Change.WITHIN_NOISE),
        ("tender_points", 12, 6, Change.BETTER),
        ("tender_points", 12, 7, Change.WITHIN_NOISE),
        ("tender_points", 3, 9, Change.WORSE),
    ],
)
def test_a_change_counts_from_the_published_floor(name: str, before: int, after: int, change: Change) -> None:
    assert BY_NAME[name].change(before, after) is change


@every_scale
@given(before=st.none() | st.integers(0, 100), after=st.none() | st.integers(0, 100))
def test_what_was_not_asked_is_not_known(scale: Scale, before: int | None, after: int | None) -> None:
    is_unknown = scale.change(before, after) is Change.UNKNOWN

    assert is_unknown == (before is None or after is None)


@every_scale
@given(before=st.integers(0, 100), drop=st.integers(0, 100))
def test_a_larger_fall_never_counts_for_less(scale: Scale, before: int, drop: int) -> None:
    counted = [scale.change(before, before - fall) is Change.BETTER for fall in range(drop + 1)]

    assert counted == sorted(counted)


@every_scale
def test_every_scale_says_its_rule_with_the_source(scale: Scale) -> None:
    assert scale.floor.source.key in scale.rule_text
    assert not scale.floor.is_ours


def test_every_score_that_is_asked_is_held_against_its_noise() -> None:
    assert set(MOST) < set(BY_NAME)
    assert NRS.name == "nrs"


def test_two_visits_are_compared_scale_by_scale() -> None:
    changes = changes_between(figures_of(a_visit(nrs=8)), figures_of(a_visit(nrs=5)))

    assert changes["nrs"] is Change.BETTER
    assert changes["vas"] is Change.UNKNOWN
    assert changes["tender_points"] is Change.WITHIN_NOISE
