"""The area-and-border proof (`docs/geometry.md`), step by step on real covers with real certificates."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely import Point, Polygon

from planner.geometry.bound_area import area_certificate
from planner.geometry.bound_area_check import CELL, SIDE, area_bound, border_gain, ring_figures
from planner.geometry.fold import covering_lattices
from tests.at_length import examples
from tools.power_cells import Cell, power_cells

from .regions import stars

REACH_MM = 12.0
TINY = 1e-6


def a_jolted_cover(zone: Polygon, jolt: float, seed: int) -> np.ndarray:
    """Return a cover whose discs stand anyhow: those of a denser lattice, moved as far as they may be."""
    nodes = covering_lattices(zone, (1 - jolt) * REACH_MM)[0].points
    rng = np.random.default_rng(seed)
    angle, off = rng.uniform(0, 2 * np.pi, len(nodes)), jolt * REACH_MM * rng.uniform(0, 1, len(nodes))
    return nodes + np.column_stack((off * np.cos(angle), off * np.sin(angle)))


@given(star=stars(), has_mole=st.booleans(), jolt=st.sampled_from([0.0, 0.25]), seed=st.integers(0, 99))
@examples(5)
def test_every_step_of_the_proof_holds_on_a_cover_of_a_convex_zone(star, has_mole, jolt, seed):
    hull = star.convex_hull
    zone = hull.difference(hull.centroid.buffer(4, quad_segs=8)) if has_mole else hull
    certificate = area_certificate(zone, REACH_MM)
    assume(certificate is not None and area_bound(certificate, zone, REACH_MM) > 0)
    places = a_jolted_cover(zone, jolt, seed)
    centres = np.concatenate([places, certificate.notches[:, :2]])
    radii_mm = [REACH_MM] * len(places) + certificate.notches[:, 2].tolist()

    cells = power_cells(certificate.ring, centres, radii_mm, certificate.kept)

    own = [cell for cell in cells if cell.owner < len(places)]
    assert sum(cell.area.area for cell in cells) == pytest.approx(Polygon(certificate.ring).area)
    for cell in own:
        assert np.hypot(*(cell.straightened - centres[cell.owner]).T).max() <= REACH_MM * (1 + TINY)
    most = 6 * len(own) - 6 + 2 * len(certificate.kept) + 3 * len(certificate.notches)
    assert sum(cell.count for cell in own) <= most
    assert all(cell.count >= 3 for cell in own)
    assert_caps_are_as_small_as_step_3_says(own)
    assert_no_cell_is_worth_more_than_step_4_says(own, certificate)
    assert area_bound(certificate, zone, REACH_MM) <= len(own)


def assert_caps_are_as_small_as_step_3_says(cells: list[Cell]) -> None:
    for side in (side for cell in cells for side in cell.on_border if len(side.places) > 2):
        half_tan, half_cos = np.tan(side.turn_rad / 2), np.cos(side.turn_rad / 2)
        assert Polygon(side.places).area <= side.chord_mm**2 / 4 * half_tan + TINY
        assert side.length_mm <= side.chord_mm / half_cos + TINY


def assert_no_cell_is_worth_more_than_step_4_says(cells: list[Cell], certificate) -> None:
    largest_turn = ring_figures(certificate, REACH_MM).largest_turn
    gain = border_gain(certificate.turn_price, largest_turn)
    for cell in cells:
        border_mm = sum(side.length_mm for side in cell.on_border)
        turned = sum(side.turn_rad for side in cell.on_border)
        worth = cell.area.area / REACH_MM**2 + gain * border_mm / REACH_MM - certificate.turn_price * turned
        assert turned <= len(cell.on_border) * largest_turn + TINY
        assert worth <= CELL + SIDE * (cell.count - 6) + TINY


def test_cells_of_a_square_in_four_are_counted_as_the_proof_counts_them():
    corners = np.array([(0.0, 0), (20, 0), (20, 20), (0, 20)])
    centres = np.array([(5.0, 5), (15, 5), (15, 15), (5, 15)])

    kept, none_kept = (power_cells(corners, centres, [8.0] * 4, k) for k in (corners, np.empty((0, 2))))

    assert [cell.count for cell in kept] == [4 + 2] * 4
    assert [cell.count for cell in none_kept] == [3 + 1] * 4
    assert [cell.area.area for cell in kept] == [100.0] * 4
    assert sum(cell.count for cell in kept) < 6 * 4 - 6 + 2 * 4
    (side,) = none_kept[0].on_border
    assert (side.chord_mm, side.length_mm) == pytest.approx((np.hypot(10, 10), 20))
    assert side.turn_rad == pytest.approx(np.pi / 2)


def test_a_larger_disc_takes_more_and_one_within_others_reach_takes_nothing():
    corners = np.array([(0.0, 0), (20, 0), (20, 20), (0, 20)])
    centres = np.array([(5.0, 10), (15, 10), (10, 10)])

    cells = power_cells(corners, centres, [12.0, 14.0, 1.0], np.empty((0, 2)))

    assert [cell.owner for cell in cells] == [0, 1]
    assert cells[0].area.area + cells[1].area.area == pytest.approx(400)
    assert cells[1].area.area > cells[0].area.area
    assert cells[1].area.contains(Point(9, 10))
