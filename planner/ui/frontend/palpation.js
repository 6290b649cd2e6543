/** The palpation map: asked of the server only while its layer is shown, and kept by its key. */

import { html } from "./elements.js";

export class Palpation {
  constructor() {
    this.key = "";
    this.traces = [];
    this.isAwaited = false;
    this.element = html("div", { class: "mp-legend", hidden: true });
  }

  /** Show nothing until the server says which map is the present one: the one that is held may be old. */
  await() {
    this.isAwaited = true;
  }

  /** Take the map that the server sent, or only named; tell whether another one is to be shown. */
  take(sent) {
    if (!sent) return false;
    const wasAwaited = this.isAwaited;
    this.isAwaited = false;
    if (!sent.traces || sent.key === this.key) return wasAwaited;
    this.key = sent.key;
    this.traces = sent.traces;
    this.hasLegend = Boolean(sent.legend);
    this.element.replaceChildren(...(sent.legend ? legendOf(sent.legend) : []));
    return true;
  }

  get shown() {
    return this.isAwaited ? [] : this.traces;
  }

  showLegend(isShown) {
    this.element.hidden = !isShown || this.isAwaited || !this.hasLegend;
  }
}

function legendOf({ title, swatches, note }) {
  const swatch = ({ colour, text }) => html("span", { class: "mp-swatch" },
    html("i", { style: `background: ${colour}` }), text);
  return [html("b", {}, title), html("div", { class: "mp-swatches" }, ...swatches.map(swatch)), html("small", {}, note)];
}
