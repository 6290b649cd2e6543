"""The pictures of the geometry page show what the program computes."""

import re

import pytest
import shapely
from shapely import Point

from planner.geometry.bound_bends import bends_hold, ring_corners
from tools.draw_geometry import FILL_ZONE, FOLDER, PICTURES, SPREAD_MM
from tools.draw_proofs import BENT_BAND, BENT_REACH_MM, CELLS_SPREAD_MM, CELLS_ZONE

PAGE = FOLDER.parents[1] / "geometry.md"


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_is_there_and_the_page_shows_it(name: str) -> None:
    assert (FOLDER / f"{name}.svg").read_text(encoding="utf-8").startswith("<svg")
    assert f"](img/geometry/{name}.svg)" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(set(PICTURES) - {"fill", "cells"}))
def test_a_picture_is_the_one_that_would_be_drawn_now(name: str) -> None:
    drawn = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")

    assert drawn == PICTURES[name](), "run: python -m tools.draw_geometry"


@pytest.mark.parametrize(
    ("name", "zone", "spread_mm"),
    [("fill", FILL_ZONE, SPREAD_MM), ("cells", CELLS_ZONE, CELLS_SPREAD_MM)],
)
def test_a_picture_of_a_cover_shows_one(name: str, zone: shapely.Polygon, spread_mm: float) -> None:
    """Whichever cover was found when it was drawn: a better one may be found since."""
    drawn = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")

    circles = re.findall(rf'<circle cx="([-\d.]+)" cy="([-\d.]+)" r="{spread_mm:g}"', drawn)

    discs = shapely.union_all([Point(*map(float, place)).buffer(spread_mm + 0.03, 64) for place in circles])
    assert len(circles) > 8
    assert discs.covers(zone)


def test_the_picture_of_cells_counts_no_more_sides_than_the_proof_allows() -> None:
    drawn = (FOLDER / "cells.svg").read_text(encoding="utf-8")

    cells = [int(count) for count in re.findall(r">(\d+)</text>", drawn)]
    discs, counted, most = (
        int(number)
        for number in re.findall(r"(\d+) discs; s \+ b comes to (\d+) in all, at most .* = (\d+)", drawn)[0]
    )

    assert len(cells) == discs
    assert sum(cells) == counted <= most


def test_the_bend_of_the_picture_is_one_that_the_proof_bears() -> None:
    assert bends_hold(ring_corners(BENT_BAND), BENT_REACH_MM)
