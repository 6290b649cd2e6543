/** A Plotly layer of the stage, body or plan, at the scale of the view; it hears no finger. */

import { readColumn } from "./columns.js";
import { paintSkin } from "./skin.js";

const CONFIG = { staticPlot: true, displayModeBar: false, responsive: false, showSendToCloud: false };
// The overlay draws these itself, in the frame of the touch and never below a point.
const DRAWN_BY_THE_PAD = new Set(["finding", "finding_zone", "intensity", "exclusion", "level", "level_key",
  "target_number", "side", "side_name", "ruler", "ruler_text", "scale", "scale_text"]);
const LEAST_MARKER_PX = 1.5;
const LEAST_LINE_PX = 0.5;
const MOST_TEXT_PX = 20;
const NUMBERS = "target_number";
let loading = null;

/** Load Plotly once for the page. */
export function loadPlotly(url) {
  loading ??= new Promise((resolve, reject) => {
    if (window.Plotly) resolve(window.Plotly);
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error(`Plotly.js did not load from ${url}`));
    document.head.append(script);
  });
  return loading;
}

export class PlanLayer {
  /** The layer `below` moves and draws with this one, but a new plan alone does not draw the body again. */
  constructor(element, view, below = null) {
    this.element = element;
    this.view = view;
    this.below = below;
    this.traces = [];
    this.numbers = [];
    this.skin = [];
    this.hidden = below?.hidden ?? new Set();
    this.layerOfRole = new Map();
    this.hasWebgl = canWebgl();
    this.draws = 0;
    this.onPainted = () => {};
  }

  async load(url) {
    await this.below?.load(url);
    this.plotly = await loadPlotly(url);
    await this.drawAlone();
  }

  show(traces, images = []) {
    this.layerOfRole = new Map(traces.map((trace) => [trace.meta?.role, trace.meta?.layer]));
    this.traces = traces.filter((trace) => !DRAWN_BY_THE_PAD.has(trace.meta?.role));
    this.numbers = traces.filter((trace) => trace.meta?.role === NUMBERS);
    this.skin = paintSkin(images);
    this.drawAlone();
  }

  /** Move the picture with the fingers; it is drawn afresh when they lift. */
  follow() {
    this.below?.follow();
    if (!this.drawn) return;
    const scale = this.view.pxPerMm / this.drawn.pxPerMm;
    const [x, y] = this.view.toPx(this.drawn.x, this.drawn.v);
    this.element.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  }

  draw() {
    this.below?.draw();
    this.drawAlone();
  }

  /** Draw at the present view; draws asked for while one runs become one more draw. */
  async drawAlone() {
    if (!this.plotly || this.view.widthPx < 2) return;
    if (this.isDrawing) {
      this.isStale = true;
      return;
    }
    this.isDrawing = true;
    try {
      do await this.drawOnce(); while (this.isStale && this.plotly);
    } finally {
      this.isDrawing = false;
    }
  }

  async drawOnce() {
    this.isStale = false;
    const drawn = this.view.copy();
    await this.react(drawn);
    if (!this.plotly) return;
    this.drawn = drawn;
    this.draws += 1;
    this.follow();
    this.listen();
    if (!this.isStale) this.tellPainted();
  }

  /** Say that the newest traces stand on the screen: after the frame that paints them. */
  tellPainted() {
    const { traces } = this;
    requestAnimationFrame(() => setTimeout(() => {
      if (this.plotly && traces === this.traces) this.onPainted();
    }, 0));
  }

  /** Where WebGL draws nothing, SVG draws: Plotly throws, or only leaves a notice in the place of the plan. */
  async react(view) {
    const images = await this.skin;
    if (!this.plotly) return;
    const draw = () => this.plotly.react(this.element, this.scaledTraces(view), this.layout(view, images), CONFIG);
    try {
      await draw();
      if (!this.element.querySelector(".no-webgl")) return;
    } catch (error) {
      if (!this.hasWebgl || !this.traces.some((trace) => trace.type === "scattergl")) throw error;
    }
    this.leaveWebgl();
    await draw();
  }

  leaveWebgl() {
    this.hasWebgl = false;
    this.plotly.purge(this.element);
    this.isListening = false;
  }

  layout(view, images) {
    const axis = { visible: false, fixedrange: true, zeroline: false, showgrid: false };
    return {
      width: view.widthPx, height: view.heightPx, margin: { l: 0, r: 0, t: 0, b: 0, pad: 0 }, showlegend: false,
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", hovermode: false, dragmode: false,
      xaxis: { ...axis, range: view.xRange }, yaxis: { ...axis, range: [...view.vRange].reverse() },
      images,
    };
  }

  scaledTraces(view) {
    return this.traces.filter((trace) => this.isVisible(trace, view)).map((trace) => {
      const { diameter_mm: diameterMm, width_mm: widthMm, dash_mm: dashMm, text_mm: textMm, least_px: leastPx } =
        trace.meta ?? {};
      const px = (mm, least) => Math.max(mm * view.pxPerMm, leastPx ?? least);
      const scaled = { ...trace, hoverinfo: "skip", type: this.typeOf(trace) };
      if (diameterMm !== undefined) scaled.marker = { ...trace.marker, sizemode: "diameter", size: px(diameterMm, LEAST_MARKER_PX) };
      if (widthMm !== undefined) scaled.line = { ...trace.line, width: px(widthMm, LEAST_LINE_PX) };
      if (dashMm) scaled.line.dash = dashMm.map((mm) => `${(mm * view.pxPerMm).toFixed(1)}px`).join(",");
      if (textMm !== undefined) scaled.textfont = { ...trace.textfont, size: Math.min(px(textMm, 1), MOST_TEXT_PX) };
      return scaled;
    });
  }

  /** Return where the plan has the numbers of its targets, for the overlay, and how large they are. */
  targetNumbers(view) {
    const shown = this.hidesRole(NUMBERS) ? [] : this.numbers;
    const numbers = shown.flatMap(({ x, y, text }) => {
      const [xs, vs] = [readColumn(x), readColumn(y)];
      return text.map((words, i) => ({ at: view.toPx(xs[i], vs[i]), words }));
    });
    const { text_mm: textMm = 0, least_px: leastPx = 0 } = shown[0]?.meta ?? {};
    return { numbers, numberSizePx: Math.min(Math.max(textMm * view.pxPerMm, leastPx), MOST_TEXT_PX) };
  }

  /** Tell whether the layer is hidden to which what the overlay draws itself belongs. */
  hidesRole(role) {
    return this.hidden.has(this.layerOfRole.get(role)) || Boolean(this.below?.hidesRole(role));
  }

  isVisible(trace, view) {
    const { min_zoom_px_per_mm: leastZoom, layer } = trace.meta ?? {};
    return !(leastZoom > view.pxPerMm) && !this.hidden.has(layer);
  }

  typeOf(trace) {
    return trace.type === "scattergl" && !this.hasWebgl ? "scatter" : trace.type ?? "scatter";
  }

  /** Plotly leaves a lost WebGL context blank, so the layer goes over to SVG for good. */
  listen() {
    if (this.isListening) return;
    this.isListening = true;
    this.element.on("plotly_webglcontextlost", () => {
      this.leaveWebgl();
      this.drawAlone();
    });
  }

  destroy() {
    this.below?.destroy();
    this.plotly?.purge(this.element);
    this.plotly = null;
  }
}

function canWebgl() {
  const context = document.createElement("canvas").getContext("webgl");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(context);
}
