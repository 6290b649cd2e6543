"""Zones and exclusions: drawn, tapped corner by corner, mended only when the user says so."""

import pytest
from shapely.geometry import Point, Polygon

from tests.browser.pad_page import PadPage, figure_of_eight, ring
from tests.browser.pads import Pads


def test_a_lasso_becomes_a_zone_true_to_two_millimetres(pads: Pads, each_orientation: str) -> None:
    pad = pads.empty(each_orientation)
    pad.press("zone")
    pad.press("intensity-6")

    pad.drag_mm(ring(40.0, 380.0, 35.0))

    (zone,) = pad.saved()["findings"]
    drawn = Polygon(zone["outline_mm"])
    assert (zone["kind"], zone["intensity"], zone["targets"]) == ("zone", 6, ["t1"])
    assert drawn.exterior.hausdorff_distance(Point(40.0, 380.0).buffer(35.0).exterior) < 2.0
    assert len(zone["outline_mm"]) < 30


def test_a_loop_that_runs_past_its_beginning_is_closed_without_a_question(pad: PadPage) -> None:
    pad.press("zone")
    spiral = [(u + 0.08 * i, v) for i, (u, v) in enumerate(ring(40.0, 380.0, 35.0, turns=1.06, corners=44))]

    pad.drag_mm(spiral)

    (zone,) = pad.findings
    assert Polygon(zone["outline_mm"]).is_valid
    assert Polygon(zone["outline_mm"]).area == pytest.approx(3848.0, rel=0.06)


def test_a_crossing_outline_is_no_part_of_the_plan_until_the_user_chooses(pad: PadPage) -> None:
    pad.press("zone")

    pad.drag_mm(figure_of_eight(0.0, 380.0, 50.0))
    while_asked = pad.findings
    ghosts = pad.page.locator(".mp-ghost").count()
    pad.page.get_by_role("button", name="Draw again").tap()

    assert while_asked == pad.findings == []
    assert (ghosts, pad.page.locator(".mp-ghost").count()) == (1, 0)


def test_the_mended_outline_keeps_both_halves(pad: PadPage) -> None:
    pad.press("zone")

    pad.drag_mm(figure_of_eight(0.0, 380.0, 50.0))
    pad.page.get_by_role("button", name="Keep the mended outline").tap()

    halves = [Polygon(zone["outline_mm"]) for zone in pad.saved()["findings"]]
    assert len(halves) == 2
    assert all(half.is_valid for half in halves)
    assert halves[0].area == pytest.approx(halves[1].area, rel=0.1)


def test_mending_keeps_everything_that_a_wild_stroke_encloses(pad: PadPage) -> None:
    strokes = [
        [((17 * i * seed) % 83 - 41, (29 * i + 7 * seed * i * i) % 71 - 35) for i in range(5 + seed)]
        for seed in range(1, 9)
    ]

    mended = pad.page.evaluate(
        """async (strokes) => {
          const { mend } = await import("/_stcore/bidi-components/mesoplan.pad/mending.js");
          return strokes.map(mend);
        }""",
        [[[float(u), float(v)] for u, v in stroke] for stroke in strokes],
    )

    for stroke, pieces in zip(strokes, mended, strict=True):
        boundary = Polygon(stroke).exterior.buffer(0.001)
        enclosed = (
            Polygon(max(boundary.geoms, key=lambda one: one.area).exterior)
            if boundary.geom_type != "Polygon"
            else Polygon(boundary.exterior)
        )
        kept = [Polygon(piece) for piece in pieces]
        assert all(piece.is_valid for piece in kept), stroke
        assert sum(piece.area for piece in kept) == pytest.approx(enclosed.area, rel=0.02), stroke


def test_corners_tapped_one_by_one_are_closed_at_the_first(pad: PadPage) -> None:
    pad.press("zone")

    for u, v in [(10.0, 350.0), (90.0, 350.0), (90.0, 430.0), (10.0, 430.0), (12.0, 352.0)]:
        pad.tap(u, v)

    (zone,) = pad.findings
    assert Polygon(zone["outline_mm"]).area == pytest.approx(6400.0, rel=0.01)


def test_corners_can_be_taken_back_and_closed_by_button(pad: PadPage) -> None:
    pad.press("zone")
    for u, v in [(10.0, 350.0), (90.0, 350.0), (90.0, 430.0), (-80.0, 500.0)]:
        pad.tap(u, v)

    pad.press("drop-corner")
    pad.press("close-outline")

    (zone,) = pad.findings
    assert len(zone["outline_mm"]) == 3


def test_a_stroke_too_small_to_treat_is_not_kept(pad: PadPage) -> None:
    pad.press("zone")

    pad.drag_mm([(20.0, 380.0), (28.0, 380.0), (36.0, 380.0)])

    assert pad.findings == []
    assert "larger outline" in pad.toast()


def test_an_exclusion_keeps_its_kind_and_margin(pad: PadPage) -> None:
    pad.press("exclusion")
    pad.press("kind-infection")

    pad.drag_mm(ring(-60.0, 250.0, 20.0))

    (exclusion,) = pad.saved()["exclusions"]
    assert (exclusion["id"], exclusion["kind"], exclusion["margin_mm"]) == ("x1", "infection", 20)


def test_the_margin_of_an_exclusion_is_changed_on_its_card(pad: PadPage) -> None:
    pad.press("exclusion")
    pad.drag_mm(ring(-60.0, 250.0, 20.0))
    pad.press("select")
    pad.tap(-60.0, 250.0)

    pad.press("more")

    assert pad.document["exclusions"][0]["margin_mm"] == 6
    assert "margin 6 mm" in pad.card()


def test_a_selected_zone_moves_whole(pad: PadPage) -> None:
    pad.press("zone")
    pad.drag_mm(ring(60.0, 250.0, 20.0))
    before = Polygon(pad.findings[0]["outline_mm"])
    pad.press("select")
    pad.ask("pad.select('z1')")

    pad.drag_mm([(60.0, 250.0 + 10 * i) for i in range(8)])

    after = Polygon(pad.findings[0]["outline_mm"])
    assert after.area == pytest.approx(before.area, rel=0.01)
    assert after.centroid.y - before.centroid.y == pytest.approx(70.0, abs=0.5)
