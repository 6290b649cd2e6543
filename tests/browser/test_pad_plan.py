"""The plan on the pad: where it lies, how large, its order, and what a lost GPU leaves of it."""

import pytest

from tests.browser.pad_page import PadPage, planned
from tests.browser.pads import Pads


def test_the_plan_lies_exactly_under_the_marks(pad: PadPage) -> None:
    planned(pad)
    pad.pinch(pad.at(0.0, 400.0), 100, 180)
    pad.until("pad.layer.drawn && pad.layer.drawn.pxPerMm === pad.view.pxPerMm && !pad.layer.isDrawing")

    off_px = pad.ask("""(() => {
      const { xaxis, yaxis } = pad.layer.element._fullLayout;
      const [px, py] = pad.view.toPx(37, 402);
      return Math.hypot(xaxis._offset + xaxis.l2p(37) - px, yaxis._offset + yaxis.l2p(402) - py);
    })()""")

    assert off_px < 0.01


def test_deposits_keep_their_true_diameter(pad: PadPage) -> None:
    planned(pad)
    pad.press("zoom")
    pad.press("region-lumbar.R")
    pad.until("!pad.layer.isDrawing && pad.layer.drawn.pxPerMm === pad.view.pxPerMm")

    diameter_mm = pad.ask("""pad.layer.element.data.find((one) => one.meta?.diameter_mm === 3).marker.size
      / pad.view.pxPerMm""")

    assert diameter_mm == pytest.approx(3.0)


def test_a_lost_webgl_context_falls_back_to_a_drawn_plan(pads: Pads) -> None:
    pad = planned(pads.afresh("gl"))
    pad.until("pad.layer.element.data.some((one) => one.type === 'scattergl')")

    pad.ask("""[...pad.layer.element.querySelectorAll("canvas")].forEach((canvas) => {
      const context = canvas.getContext("webgl") ?? canvas.getContext("webgl2");
      context?.getExtension("WEBGL_lose_context")?.loseContext();
    })""")

    pad.until("!pad.layer.hasWebgl && !pad.layer.isDrawing")
    pad.until("pad.layer.element.querySelectorAll('.point').length > 10")
    assert pad.ask("pad.layer.element.data.every((one) => one.type === 'scatter')")


def test_a_browser_whose_webgl_draws_nothing_falls_back_to_a_drawn_plan(pads: Pads) -> None:
    # The pad's own question whether there is WebGL is answered yes; Plotly's canvases get none.
    pad = pads.afresh(
        "gl",
        first="""(({ prototype }) => {
      const { getContext } = prototype;
      prototype.getContext = function (kind, ...rest) {
        const isPlotlys = this.classList.contains("gl-canvas") && kind.includes("webgl");
        return isPlotlys ? null : getContext.call(this, kind, ...rest);
      };
    })(HTMLCanvasElement)""",
    )

    planned(pad)

    pad.until("!pad.layer.hasWebgl && !pad.layer.isDrawing")
    pad.until("pad.layer.element.querySelectorAll('.point').length > 10")
    assert pad.page.locator(".no-webgl").count() == 0


def test_a_tap_on_an_injection_tells_what_it_gives(pad: PadPage) -> None:
    planned(pad)
    pad.press("select")
    u, v = pad.ask("""(() => { const { x, v } = pad.order.runs[0].columns;
      const i = Array.from(x).findIndex((one, k) => one > 50 && Math.abs(v[k] - 400) < 8);
      return [pad.projection.tapeU(x[i], v[i]), v[i]]; })()""")

    pad.tap(u, v)

    card = pad.card()
    assert "Injection" in card
    assert "depth 2.0" in card.replace("\u00a0", " ")
    assert "45°" in card


def test_the_order_plays_to_its_end_and_can_be_scrubbed(pad: PadPage) -> None:
    planned(pad)
    pad.press("play")
    pad.ask("(pad.play.speed = 4, 0)")
    pad.ask("pad.play.seek(pad.order.count - 10)")

    pad.page.locator(".mp-play [data-id=play]").tap()
    pad.until("pad.play.shown === pad.order.count && !pad.play.isRunning")
    lit = pad.ask("""(({ canvas }) => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
      .data.some((value, i) => i % 4 === 3 && value > 0))(pad.stage)""")
    pad.page.locator(".mp-scrubber").fill("3")

    assert lit
    assert pad.ask("pad.play.shown") == 3
    assert pad.page.locator(".mp-count").inner_text().startswith("3 of ")


def test_twenty_thousand_injections_are_lit_within_a_blink(pad: PadPage) -> None:
    spent_ms = pad.ask("""(() => {
      const n = 20000;
      const x = Float32Array.from({ length: n }, (_, i) => (i % 200) - 100);
      const v = Float32Array.from({ length: n }, (_, i) => 100 + Math.floor(i / 200) * 4);
      pad.order.runs = []; pad.order.count = n;
      pad.order.add({ id: "t1", title: "Nappage", number: 1 }, { x, v }, "injection", n);
      pad.play.setOrder(pad.order);
      const start = performance.now();
      pad.play.seek(n); pad.play.draw();
      return performance.now() - start;
    })()""")

    assert spent_ms < 1000
