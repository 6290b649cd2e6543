import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, Polygon, box
from shapely.affinity import translate

from planner.geometry.bound import bound
from planner.geometry.cover import fill_cover
from planner.geometry.discs import largest_gap
from planner.geometry.merging import Merging
from planner.geometry.optimise import Patience, optimise_cover
from planner.geometry.patches import Patches
from tests.at_length import examples

from .by_hand import as_places, pairs_nearer
from .regions import at, mirrored, regions, scattered, stars

NO_ANCHORS = np.empty((0, 2))
DISC = Point(0, 0).buffer(20, quad_segs=32)


@given(zone=regions(), hole=stars(largest_mm=15.0), offsets=scattered(most=4), seed=st.integers(0, 9))
@examples(3)
def test_never_more_deposits_than_the_quick_cover_and_every_promise_of_it_kept(zone, hole, offsets, seed):
    allowed = zone.buffer(10).difference(hole.buffer(0))
    anchors = at(zone, offsets)
    quick = fill_cover(zone, allowed, anchors, 15, 6)

    cover = optimise_cover(zone, allowed, anchors, 15, 6, patience=Patience(6, seed))

    every = np.concatenate([anchors, cover.points])
    assert len(cover.points) <= len(quick.points)
    assert shapely.contains_xy(allowed, cover.points[:, 0], cover.points[:, 1]).all()
    assert len(cover.conflicts) <= len(quick.conflicts)
    assert cover.conflicts.tolist() == pairs_nearer(as_places(every), 6)
    if quick.uncovered_mm2 == 0:
        assert largest_gap(every, zone)[0] <= 15 * (1 + 1e-9)
        assert bound(zone, 15).value <= len(every)


def test_two_discs_that_take_thirty_two_quickly_take_thirty_one_with_patience():
    zone = shapely.union_all(shapely.buffer(shapely.points([(-18, 0), (18, 0)]), 25, quad_segs=32))
    ground = zone.buffer(7.5)

    assert len(fill_cover(zone, ground, NO_ANCHORS, 7.5, 0).points) > 31
    assert len(optimise_cover(zone, ground, NO_ANCHORS, 7.5, 0, patience=Patience(14, 1)).points) <= 31


def test_of_a_large_part_what_serves_least_is_taken_out_before_anything_else_is_tried():
    band = shapely.union_all([box(-120, -45, 120, 45).buffer(30, quad_segs=12), translate(DISC, 300)])
    quick = fill_cover(band, band.buffer(7.5), NO_ANCHORS, 7.5, 0)

    cover = optimise_cover(band, band.buffer(7.5), NO_ANCHORS, 7.5, 0, patience=Patience(5, 1))

    assert len(cover.points) == len(quick.points) - 5
    assert largest_gap(cover.points, band)[0] <= 7.5 * (1 + 1e-9)


def test_a_search_stopped_after_some_steps_is_the_search_that_was_asked_for_so_many():
    asked = optimise_cover(DISC, DISC.buffer(6), NO_ANCHORS, 6, 0, patience=Patience(7, 3))

    stopped = optimise_cover(
        DISC, DISC.buffer(6), NO_ANCHORS, 6, 0, patience=Patience(500, 3, lambda step, _: step < 7)
    )

    assert stopped.points.tobytes() == asked.points.tobytes()


def test_a_search_ends_by_itself_where_no_part_can_do_with_less():
    seen = []

    optimise_cover(
        shapely.union_all([box(0, 0, 9, 9), box(90, 0, 99, 9)]),
        box(-20, -20, 120, 30),
        NO_ANCHORS,
        10,
        0,
        patience=Patience(500, 1, lambda step, count: bool(seen.append((step, count))) or True),
    )

    assert seen == []


def test_zones_round_single_points_that_have_as_few_as_a_disc_takes_are_not_searched():
    asked = []
    zone = Point(0, 0).buffer(12).union(Point(90, 0).buffer(12))

    def keep_on(done: int, count: int) -> bool:
        asked.append((done, count))
        return True

    cover = optimise_cover(
        zone, zone.buffer(10), NO_ANCHORS, 10, 0, patience=Patience(steps=5, go_on=keep_on)
    )

    assert len(cover.points) == 8
    assert asked == []


def test_the_same_seed_gives_the_same_bytes_and_a_mirrored_zone_the_mirrored_deposits():
    zone = Polygon([(3, 0), (60, 5), (55, 40), (0, 30)])

    points, again = (
        optimise_cover(zone, zone, NO_ANCHORS, 9, 4, patience=Patience(4, 5)).points for _ in range(2)
    )

    assert points.tobytes() == again.tobytes()
    image = optimise_cover(mirrored(zone), mirrored(zone), NO_ANCHORS, 9, 4, patience=Patience(4, 5)).points
    assert np.array_equal(image, points * (-1, 1))


def test_whoever_watches_sees_every_step_and_can_stop():
    seen = []

    def watch(step: int, count: int) -> bool:
        seen.append((step, count))
        return step < 3

    optimise_cover(DISC, DISC, NO_ANCHORS, 7.5, 0, patience=Patience(50, 1, watch))

    assert [step for step, _ in seen] == [0, 1, 2, 3]
    counts = [count for _, count in seen]
    assert counts == sorted(counts, reverse=True)


def test_after_the_first_turns_every_third_try_puts_one_deposit_in_the_place_of_two(monkeypatch):
    asked, merged_at = [], []
    near = Point(0, 0).buffer(12).union(Point(39.5, 0).buffer(12))
    monkeypatch.setattr(Merging, "tried", lambda _merging, best: merged_at.append(len(asked)) or best)

    optimise_cover(
        near,
        near.buffer(10),
        NO_ANCHORS,
        10,
        0,
        patience=Patience(18, 2, lambda *seen: not asked.append(seen)),
    )

    assert merged_at == [15, 18]


def test_five_of_twelve_changes_are_tried_in_a_patch_and_the_programme_is_asked_once(monkeypatch):
    asked, patched_at, programmed_at = [], [], []
    monkeypatch.setattr(Patches, "tried", lambda _patches, best: patched_at.append(len(asked)) or best)
    monkeypatch.setattr("planner.geometry.optimise.by_grid", lambda _problem, best, *_, **__: best)
    monkeypatch.setattr(
        "planner.geometry.optimise.by_programme",
        lambda _problem, best: programmed_at.append(len(asked)) or best,
    )

    optimise_cover(
        DISC,
        DISC.buffer(7.5),
        NO_ANCHORS,
        7.5,
        0,
        patience=Patience(48, 1, lambda *seen: not asked.append(seen)),
    )

    assert patched_at[:7] == [3, 4, 7, 8, 11, 16, 17]
    assert programmed_at == [44]  # at the 34th change, four for each of some nine deposits, and ten mergings


def test_the_first_tries_are_as_many_in_a_small_part_as_in_a_larger_one(monkeypatch):
    patched = []
    two = shapely.union_all([DISC, translate(DISC.buffer(15), 300)])
    monkeypatch.setattr(Patches, "tried", lambda _patches, best: patched.append(len(best)) or best)
    monkeypatch.setattr("planner.geometry.optimise.by_grid", lambda _problem, best, *_, **__: best)

    optimise_cover(two, two.buffer(10), NO_ANCHORS, 7.5, 0, patience=Patience(24))

    few = [count for count in patched if count < 20]
    assert len(patched) == 2 * len(few) == 10


def test_no_steps_and_no_zone_leave_the_quick_cover():
    quick = fill_cover(DISC, DISC, NO_ANCHORS, 7.5, 0).points

    assert len(optimise_cover(DISC, DISC, NO_ANCHORS, 7.5, 0, patience=Patience(0, 1)).points) == len(quick)
    assert (
        len(optimise_cover(Polygon(), box(0, 0, 9, 9), NO_ANCHORS, 5, 0, patience=Patience(5, 1)).points) == 0
    )
