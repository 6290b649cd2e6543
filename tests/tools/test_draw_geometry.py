"""The pictures of the geometry page show what the program computes."""

import re

import pytest
import shapely
from shapely import Point

from tools.draw_geometry import FILL_ZONE, FOLDER, PICTURES, SPREAD_MM

PAGE = FOLDER.parents[1] / "geometry.md"


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_is_there_and_the_page_shows_it(name: str) -> None:
    assert (FOLDER / f"{name}.svg").read_text(encoding="utf-8").startswith("<svg")
    assert f"](img/geometry/{name}.svg)" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(set(PICTURES) - {"fill"}))
def test_a_picture_is_the_one_that_would_be_drawn_now(name: str) -> None:
    drawn = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")

    assert drawn == PICTURES[name](), "run: python -m tools.draw_geometry"


def test_the_picture_of_a_fill_shows_a_cover() -> None:
    """Whichever cover was found when it was drawn: a better one may be found since."""
    drawn = (FOLDER / "fill.svg").read_text(encoding="utf-8")

    circles = re.findall(rf'<circle cx="([\d.]+)" cy="([\d.]+)" r="{SPREAD_MM:g}"', drawn)

    discs = shapely.union_all([Point(*map(float, place)).buffer(SPREAD_MM + 0.03, 64) for place in circles])
    assert len(circles) > 8
    assert discs.covers(FILL_ZONE)
