"""Outlines can be typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.body.points import PointMm
from planner.errors import ZoneTooFewPoints
from planner.ui.typed_outline import outline_text, read_outline

places = st.integers(-9999, 9999).map(lambda tenths: tenths / 10)
outlines = st.lists(st.builds(PointMm, places, places), min_size=3, max_size=12).map(tuple)


@given(outlines)
def test_what_is_written_is_read_again(outline: tuple[PointMm, ...]) -> None:
    assert read_outline(outline_text(outline)) == outline


def test_corners_may_stand_on_lines_of_their_own() -> None:
    assert read_outline("20 400\n90 400\n\n(90 460)") == (
        PointMm(20, 400),
        PointMm(90, 400),
        PointMm(90, 460),
    )


@pytest.mark.parametrize(
    "text", ["", "20 400, 90 400", "20 400, 90, 90 460", "a b, c d, e f", "1 2 3, 4 5, 6 7"]
)
def test_what_is_no_outline_is_refused_with_what_to_type(text: str) -> None:
    with pytest.raises(ZoneTooFewPoints, match="type"):
        read_outline(text)
