"""What a fill says of itself: whose deposits stand too near each other, and what nothing reaches."""

import re
from itertools import combinations

import numpy as np
import pytest
from shapely import MultiPolygon, Point, box, union_all

from planner.geometry.cover import Cover, cover_of
from planner.techniques import Ground, find_technique, resolve_settings
from planner.techniques.fill_notes import note_on_share, notes_on_cover
from tests.conftest import a_point

FILL = resolve_settings(find_technique("point_by_point"), {"pattern": "fill"})
NOWHERE = MultiPolygon()


def a_cover(anchors: list[tuple[float, float]], further: list[tuple[float, float]]) -> Cover:
    places = (np.array(some, dtype=float).reshape(-1, 2) for some in (anchors, further))
    return cover_of(*places, NOWHERE, 17.3, 20.0)


def test_points_too_near_each_other_are_named_with_their_distance_the_nearest_first() -> None:
    cover = a_cover([(0, 0), (15, 0), (15, 8)], [])

    (note,) = notes_on_cover(cover, ["p3", "p1", "p7"], FILL, 20.0)

    named = "p1 with p7, 8.0 mm; p3 with p1, 15.0 mm; p3 with p7, 17.0 mm"
    assert note == f"Points have their deposits closer than 20 mm: {named}."


def test_pairs_that_only_the_cover_asks_for_are_counted_apart_from_those_of_points() -> None:
    cover = a_cover([(0, 0), (8, 0)], [(0, 14), (100, 0), (100, 12.5)])

    of_points, forced = notes_on_cover(cover, ["p1", "p2"], FILL, 20.0)

    assert of_points == "Points have their deposits closer than 20 mm: p1 with p2, 8.0 mm."
    assert forced == (
        "3 pairs with further deposits stand closer than 20 mm, 12.5 mm at the nearest: no other way was "
        "found to serve the zone."
    )


def test_of_many_pairs_of_points_the_five_nearest_are_named_and_the_others_counted() -> None:
    places = [(float(n * n), 0.0) for n in range(1, 5)]
    names = ["p1", "p2", "p3", "p4"]
    nearest = sorted(
        (b[0] - a[0], one, other) for (a, one), (b, other) in combinations(zip(places, names, strict=True), 2)
    )

    (note,) = notes_on_cover(a_cover(places, []), names, FILL, 20.0)

    named = re.findall(r"(p\d) with (p\d), ([\d.]+) mm", note)
    assert [(float(mm), one, other) for one, other, mm in named] == nearest[:5]
    assert note.endswith("; and 1 more pair.")


@pytest.mark.parametrize(("count", "of_even", "said"), [(8, 4, "0.05"), (3, 6, "0.2")])
def test_deposits_that_share_the_volume_of_another_count_say_what_each_holds(
    count: int, of_even: int, said: str
) -> None:
    (note,) = note_on_share(0.1, 0.1 * of_even / count, count=count, of_even=of_even)

    assert note == (
        f"Each deposit holds {said} mL, not 0.1: the {0.1 * of_even:.1f} mL of the even fill, which has "
        f"{of_even} deposits, are shared over {count}."
    )


def test_deposits_of_the_volume_that_was_set_say_nothing_of_it() -> None:
    assert note_on_share(0.1, 0.1, count=5, of_even=5) == ()


def test_a_fill_says_how_much_no_allowed_ground_can_serve() -> None:
    technique, zone = find_technique("point_by_point"), MultiPolygon([box(0, 0, 60, 30)])
    ground = Ground(
        (a_point(10, 10),), zone, allowed=MultiPolygon([box(-20, -20, 20, 50)]), outline=box(-99, -99, 99, 99)
    )
    settings = resolve_settings(technique, {"pattern": "fill", "spread_mm": 10, "spacing_mm": 0.5})

    placement = technique.place(ground, settings)

    served = union_all([Point(place).buffer(10, 256) for place in placement.grid.places])
    (note,) = placement.notes
    said = re.fullmatch(
        r"(\d+) mm2 of the zone lie farther than 10 mm from every place where a needle may go\.", note
    )
    assert said
    assert int(said[1]) == pytest.approx(zone.difference(served).area, abs=1)
    assert zone.difference(served).area > 30 * 30
