from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon, affinity, box

from planner.geometry.bound import bound, bound_with_anchors
from planner.geometry.bound_area import area_certificate
from planner.geometry.bound_area_check import area_bound
from planner.geometry.bound_check import (
    AnchorsCertificate,
    Bound,
    BoundKind,
    PartsCertificate,
    confirm,
    groups_apart,
)
from planner.geometry.bound_search import Searched
from planner.geometry.bound_search_check import SearchCertificate
from planner.geometry.cover import fill_cover
from planner.geometry.fold import covering_lattices
from tests.at_length import examples

from .published import instances
from .regions import regions, scattered, stars

NO_ANCHORS = np.empty((0, 2))
spreads = st.sampled_from([8.0, 10.0, 17.5, 30.0])
LUMBAR = box(-120, -45, 120, 45).buffer(30, quad_segs=12)


@given(zone=regions(), spread_mm=spreads)
@examples(7)
def test_no_cover_has_fewer_discs_than_the_bound(zone, spread_mm):
    claim = bound(zone, spread_mm)

    cover = fill_cover(zone, zone.buffer(spread_mm), NO_ANCHORS, spread_mm, 0)
    assert cover.uncovered_mm2 == 0
    assert 1 <= claim.value <= len(cover.points)
    assert confirm(claim, zone, spread_mm)
    assert not confirm(replace(claim, value=claim.value + 1), zone, spread_mm)


@given(star=stars(), spread_mm=spreads)
@examples(8)
def test_no_covering_lattice_of_a_convex_zone_has_fewer_nodes_than_the_bound(star, spread_mm):
    zone = star.convex_hull

    claim = bound(zone, spread_mm)

    assert claim.value <= min(lattice.count for lattice in covering_lattices(zone, spread_mm))


@given(zone=regions())
@examples(3)
def test_a_larger_spread_never_asks_for_more(zone):
    values = [bound(zone, spread_mm).value for spread_mm in (9.0, 18.0, 36.0)]

    assert values == sorted(values, reverse=True)


@pytest.mark.parametrize(("name", "figure", "count", "radius_mm"), instances())
def test_a_published_covering_has_at_least_as_many_discs_as_the_bound(name, figure, count, radius_mm):
    assert bound(figure, radius_mm).value <= count


@pytest.mark.parametrize(
    "name", ["square 4", "square 5", "square 9", "square 10", "triangle 3", "triangle 6", "triangle 10"]
)
def test_area_and_border_alone_prove_some_published_coverings_to_be_best(name):
    figure, count, radius_mm = next(found[1:] for found in instances() if found[0] == name)

    certificate = area_certificate(figure, radius_mm)

    assert area_bound(certificate, figure, radius_mm) == count


def test_parts_that_no_disc_can_serve_together_add_up():
    near, far = box(0, 0, 20, 20), box(100, 0, 120, 20)

    together = bound(MultiPolygon([near, far]), 10)

    assert together.kind is BoundKind.PARTS
    assert together.value == bound(near, 10).value + bound(far, 10).value
    assert confirm(together, MultiPolygon([near, far]), 10)


def test_parts_that_one_disc_can_serve_are_one_group():
    zone = MultiPolygon([box(0, 0, 1, 1), box(5, 0, 6, 1), box(10, 0, 11, 1), box(40, 0, 41, 1)])

    groups = groups_apart(zone, 2.5)

    assert [len(group.geoms) for group in groups] == [3, 1]
    assert bound(zone, 10).value == 2


def test_a_certificate_of_another_zone_is_not_confirmed():
    zone, other = LUMBAR, shapely.transform(LUMBAR, lambda corners: corners * 0.8)
    claim = bound(zone, 10)

    assert confirm(claim, zone, 10)
    assert not confirm(claim, other, 10)
    assert not confirm(claim, zone, 11)
    assert not confirm(
        replace(claim, kind=BoundKind.PARTS, certificate=PartsCertificate((claim,) * 2)), zone, 10
    )


def test_a_finder_that_claims_more_than_it_can_prove_is_caught_by_the_checker(monkeypatch):
    def one_too_many(zone, _reach_mm, *, known, **_ways):
        place = shapely.get_coordinates(zone.representative_point())
        return Searched(SearchCertificate(place, np.ones((1, 1)), known + 1), has_ended=True)

    monkeypatch.setattr("planner.geometry.bound.search_certificate", one_too_many)

    with pytest.raises(ArithmeticError, match=r"does not confirm a bound of \d+ \(search\)"):
        bound(box(0, 0, 40, 25), 10, thorough=True)


def test_a_speck_takes_one_and_nothing_takes_none():
    assert bound(Point(0, 0).buffer(0.01), 10).value == 1
    assert bound(Polygon(), 10).value == 0


def test_the_bound_is_within_three_percent_on_a_lumbar_band():
    cover = fill_cover(LUMBAR, LUMBAR.buffer(5), NO_ANCHORS, 5, 0)

    assert bound(LUMBAR, 5).value >= 0.97 * len(cover.points)


@pytest.mark.parametrize("spread_mm", [0.0, -1.0, float("inf")])
def test_a_spread_that_is_no_length_is_a_mistake(spread_mm):
    with pytest.raises(ValueError, match="spread_mm"):
        bound(LUMBAR, spread_mm)


@given(zone=regions(), places=scattered(most=6))
@examples(6)
def test_no_cover_with_its_anchors_has_fewer_discs_than_the_bound_with_them(zone, places):
    anchors = np.unique(places + shapely.get_coordinates(zone.centroid), axis=0)

    claim = bound_with_anchors(zone, 12, anchors)

    cover = fill_cover(zone, zone.buffer(12), anchors, 12, 0)
    assert bound(zone, 12).value <= claim.value <= len(anchors) + len(cover.points)
    assert confirm(claim, zone, 12)


def test_anchors_in_one_place_count_one_by_one():
    anchors = np.array([[0.0, 0], [1, 0], [0, 1], [1, 1]])
    zone = box(-5, -5, 40, 5)

    claim = bound_with_anchors(zone, 10, anchors)

    assert claim.kind is BoundKind.ANCHORS
    assert claim.value == 4 + claim.certificate.rest.value == 6


@pytest.mark.parametrize(
    "false",
    [
        {"anchors": np.array([[0.0, 0], [0, 0], [0, 1], [1, 1]])},
        {"anchors": np.array([[0.0, 0], [1, 0], [0, 1], [float("nan"), 1]])},
        {"anchors": np.array([[0.0, 0], [1, 0], [0, 1], [30, 0]])},
    ],
)
def test_false_anchors_are_not_confirmed(false):
    zone = box(-5, -5, 40, 5)
    claim = bound_with_anchors(zone, 10, np.array([[0.0, 0], [1, 0], [0, 1], [1, 1]]))

    assert confirm(claim, zone, 10)
    assert not confirm(replace(claim, certificate=replace(claim.certificate, **false)), zone, 10)


@pytest.mark.parametrize("hidden_in", [BoundKind.PARTS, BoundKind.ANCHORS])
def test_anchors_prove_nothing_inside_another_certificate(hidden_in):
    zone = Point(0, 0).buffer(20)
    anchors = np.random.default_rng(1).uniform(-10, 10, (50, 2))
    asked = bound_with_anchors(zone, 10, anchors)
    hidden = {
        BoundKind.PARTS: PartsCertificate((asked,)),
        BoundKind.ANCHORS: AnchorsCertificate(NO_ANCHORS, asked),
    }

    assert confirm(asked, zone, 10)
    assert not confirm(Bound(asked.value, hidden_in, hidden[hidden_in]), zone, 10)


def test_a_bound_of_area_and_border_under_another_name_is_not_confirmed():
    ours = bound(LUMBAR, 10)
    parts = PartsCertificate((replace(ours, kind=BoundKind.PACKING),))

    assert ours.kind is BoundKind.AREA_AND_BORDER
    assert not confirm(replace(ours, kind=BoundKind.PACKING), LUMBAR, 10)
    assert not confirm(Bound(ours.value, BoundKind.PARTS, parts), LUMBAR, 10)
    assert confirm(Bound(ours.value, BoundKind.PARTS, PartsCertificate((ours,))), LUMBAR, 10)


def test_a_bound_that_is_told_to_end_is_still_one():
    zone = MultiPolygon([box(100 * k, 0, 100 * k + 40, 40) for k in range(4)])

    whole, cut = bound(zone, 10), bound(zone, 10, go_on=lambda step, _proved: step < 2)

    assert cut.value == whole.value // 2 + 2
    assert confirm(cut, zone, 10)


@given(zone=regions(), spread_mm=spreads, power=st.integers(-2, 3))
@examples(4)
def test_a_zone_and_a_spread_enlarged_together_need_as_many(zone, spread_mm, power):
    larger = shapely.transform(zone, lambda corners: corners * 2.0**power)

    assert bound(larger, spread_mm * 2.0**power).value == bound(zone, spread_mm).value


@given(star=stars(), angle_deg=st.floats(0, 360), east_mm=st.floats(-200, 200))
@examples(5)
def test_a_zone_that_is_turned_and_moved_needs_as_many_by_area_and_border(star, angle_deg, east_mm):
    zone = star.convex_hull
    moved = affinity.translate(affinity.rotate(zone, angle_deg), east_mm, 7)

    here, there = area_certificate(zone, 9), area_certificate(moved, 9)

    assert (here is None) == (there is None)
    if here is not None and there is not None:
        assert area_bound(there, moved, 9) == area_bound(here, zone, 9)
