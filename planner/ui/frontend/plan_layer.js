/** The Plotly base of the stage: skin, bones and plan, at the scale of the view; it hears no finger. */

const CONFIG = { staticPlot: true, displayModeBar: false, responsive: false, showSendToCloud: false };
const DRAWN_BY_THE_PAD = new Set(["finding", "exclusion"]);
const LEAST_MARKER_PX = 1.5;
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
  constructor(element, view) {
    this.element = element;
    this.view = view;
    this.traces = [];
    this.images = [];
    this.hidden = new Set();
    this.hasWebgl = canWebgl();
    this.draws = 0;
  }

  async load(url) {
    this.plotly = await loadPlotly(url);
    this.draw();
  }

  show(traces, images) {
    this.traces = traces.filter((trace) => !DRAWN_BY_THE_PAD.has(trace.meta?.role));
    this.images = images;
    this.draw();
  }

  /** Move the picture with the fingers; it is drawn afresh when they lift. */
  follow() {
    if (!this.drawn) return;
    const scale = this.view.pxPerMm / this.drawn.pxPerMm;
    const [x, y] = this.view.toPx(this.drawn.x, this.drawn.v);
    this.element.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  }

  /** Draw at the present view; draws asked for while one runs become one more draw. */
  async draw() {
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
    await this.plotly.react(this.element, this.scaledTraces(drawn), this.layout(drawn), CONFIG);
    this.drawn = drawn;
    this.draws += 1;
    this.follow();
    this.listen();
  }

  layout(view) {
    const axis = { visible: false, fixedrange: true, zeroline: false, showgrid: false };
    return {
      width: view.widthPx, height: view.heightPx, margin: { l: 0, r: 0, t: 0, b: 0, pad: 0 }, showlegend: false,
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", hovermode: false, dragmode: false,
      xaxis: { ...axis, range: view.xRange }, yaxis: { ...axis, range: [...view.vRange].reverse() },
      images: this.images,
    };
  }

  scaledTraces(view) {
    return this.traces.filter((trace) => this.isVisible(trace, view)).map((trace) => {
      const { diameter_mm: diameterMm, width_mm: widthMm } = trace.meta ?? {};
      const scaled = { ...trace, hoverinfo: "skip", type: this.typeOf(trace) };
      if (diameterMm !== undefined) {
        scaled.marker = { ...trace.marker, sizemode: "diameter", sizeref: 1, size: inPx(diameterMm, view) };
      }
      if (widthMm !== undefined) scaled.line = { ...trace.line, width: Math.max(widthMm * view.pxPerMm, 0.5) };
      return scaled;
    });
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
      this.hasWebgl = false;
      this.plotly.purge(this.element);
      this.isListening = false;
      this.draw();
    });
  }

  destroy() {
    this.plotly?.purge(this.element);
    this.plotly = null;
  }
}

function inPx(mm, view) {
  const size = (one) => Math.max(one * view.pxPerMm, LEAST_MARKER_PX);
  return Array.isArray(mm) ? mm.map(size) : size(mm);
}

function canWebgl() {
  const context = document.createElement("canvas").getContext("webgl");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(context);
}
