"""What a clinician sees and reaches on the pad: sizes, sides, scale, names, layers."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from planner.body.projection import Projection
from tests.browser.pad_page import PadPage, planned
from tests.browser.pads import Pads

TOOLS = ["mark", "zone", "exclusion", "select", "zoom", "play", "layers"]


def test_nothing_that_is_touched_is_under_44_px(pads: Pads, each_orientation: str) -> None:
    pad = planned(pads.empty(each_orientation))
    too_small: list[object] = []

    for tool in TOOLS:
        pad.press(tool)
        if tool == "select":
            pad.tap(-42.0, 409.0)
        too_small += pad.page.evaluate(
            """() => [...document.querySelectorAll(".mp-root button, .mp-root input")]
              .filter((one) => one.offsetParent)
              .map((one) => [one.dataset.id, one.offsetWidth, one.offsetHeight])
              .filter(([, width, height]) => width < 44 || height < 44)"""
        )

    assert too_small == []


def test_the_pad_fits_the_screen_without_scrolling(pads: Pads, each_orientation: str) -> None:
    pad = pads.empty(each_orientation)

    box = pad.page.locator(".mp-root").bounding_box()
    widths = pad.page.evaluate("[document.documentElement.scrollWidth, innerWidth, innerHeight]")

    assert widths[0] <= widths[1]
    assert box["y"] + box["height"] <= widths[2]


def test_left_right_and_a_true_scale_bar_always_show(pad: PadPage) -> None:
    pad.press("zoom")
    shown = []

    for _ in range(5):
        bar = pad.page.locator(".mp-scale")
        length_px, length_mm = float(bar.get_attribute("data-px")), float(bar.get_attribute("data-mm"))
        shown.append(
            (
                length_px / length_mm,
                pad.ask("pad.view.pxPerMm"),
                pad.page.locator(".mp-side").all_text_contents(),
            )
        )
        pad.press("zoom-in")

    assert all(scale == pytest.approx(true) for scale, true, _ in shown)
    assert all(sides == ["L", "R"] for _, _, sides in shown)
    assert pad.ask("pad.toPx(-50, 300)[0] < pad.toPx(50, 300)[0]")


def test_no_point_and_no_exclusion_hides_the_name_of_a_level(pad: PadPage) -> None:
    for u, v, intensity in [(12.0, 409.0, 10), (-14.0, 385.0, 9), (14.0, 340.0, 10)]:
        pad.mark(u, v, intensity)
    pad.ask("(pad.addExclusions([[[-12, 180], [12, 180], [12, 320], [-12, 320]]]), 0)")

    seen = pad.page.evaluate(
        """() => {
          const names = [...document.querySelectorAll(".mp-level")];
          const points = [...document.querySelectorAll(".mp-point circle")];
          const exclusions = [...document.querySelectorAll(".mp-exclusion-edge")];
          const hidden = names.filter((name) => {
            const a = name.getBoundingClientRect();
            return [...points, ...exclusions].some((sign) => {
              const b = sign.getBoundingClientRect();
              return a.left < b.right && b.left < a.right && a.top + 4 < b.bottom && b.top < a.bottom - 4;
            });
          });
          const [shown, under] = [names, hidden].map((those) => those.map((one) => one.textContent));
          return { shown, under, points: points.length, exclusions: exclusions.length };
        }"""
    )

    assert seen["under"] == []
    assert {"T12", "L3", "L4"} <= set(seen["shown"])
    assert seen["points"] >= 3
    assert seen["exclusions"] == 1


def test_of_crowded_points_the_strongest_is_on_top_and_says_how_many_lie_beneath(pad: PadPage) -> None:
    points = [(0.0, 400.0, 9), (6.0, 404.0, 3), (-5.0, 403.0, 5), (60.0, 400.0, 2)]
    put = """pad.document.putFindings(given.map(([u_mm, v_mm, intensity]) => (
      { kind: "tender_point", u_mm, v_mm, intensity, targets: [] }))), pad.changed()"""

    pad.ask(put, [list(point) for point in points])
    pad.until("document.querySelectorAll('.mp-point').length === 4")

    drawn = pad.page.locator(".mp-number-sign").all_text_contents()
    more = [(one.get_attribute("data-on"), one.text_content()) for one in pad.page.locator(".mp-more").all()]
    assert drawn == ["2", "3", "5", "9"]
    assert more == [("p1", "+2")]
    assert sorted((one["u_mm"], one["v_mm"]) for one in pad.findings) == sorted(at[:2] for at in points)
    pad.pinch(pad.at(0.0, 400.0), 60, 480)
    pad.until("!document.querySelector('.mp-more')")


def test_a_region_fills_the_stage(pad: PadPage) -> None:
    pad.press("zoom")

    pad.press("region-lumbar.R")

    assert pad.ask("pad.view.vRange[0] < 320 && pad.view.vRange[1] > 460")
    assert pad.ask("pad.view.pxPerMm > 3 * pad.view.fittedPxPerMm()")


def test_a_hidden_layer_leaves_the_picture(pad: PadPage) -> None:
    planned(pad)
    pad.press("layers")

    pad.press("layer-deposits")

    pad.until("!pad.layer.isDrawing && !pad.layer.element.data.some((one) => one.meta.layer === 'deposits')")
    assert pad.button("layer-deposits").get_attribute("aria-pressed") == "false"


def test_hidden_findings_come_back_as_soon_as_one_marks_again(pad: PadPage) -> None:
    pad.tap(-42.0, 409.0)
    pad.press("layers")

    pad.press("layer-Findings")
    pad.until("pad.stage.groups.marks.querySelectorAll('.mp-point').length === 0")
    pad.press("mark")

    pad.until("pad.stage.groups.marks.querySelectorAll('.mp-point').length === 1")
    pad.press("layers")
    assert pad.button("layer-Findings").get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_object_to(pads: Pads, scheme: str) -> None:
    pad = planned(pads.empty(scheme=scheme))
    pad.press("select")
    pad.tap(-42.0, 409.0)

    found = Axe().run(pad.page, context=".mp-root")

    assert found.response["violations"] == [], found.generate_report()


def test_the_browser_projects_as_the_server_does(pad: PadPage) -> None:
    table = pad.ask("({ v: pad.projection.v, b: pad.projection.b, s: pad.projection.s })")
    server = Projection(tuple(table["v"]), tuple(table["b"]), tuple(table["s"]))
    places = [(u, v) for u in range(-240, 241, 24) for v in (-80, -30, 20, 111, 320, 500, 700)]

    drawn = pad.ask("given.map(([u, v]) => pad.projection.drawnX(u, v))", places)
    back = pad.ask(
        "given.map(([x, v]) => pad.projection.tapeU(x, v))",
        [(x, v) for x, (_, v) in zip(drawn, places, strict=True)],
    )

    expected = [float(server.drawn_x(u, v)) for u, v in places]
    assert drawn == pytest.approx(expected, abs=1e-6)
    assert back == pytest.approx([u for u, _ in places], abs=1e-4)
