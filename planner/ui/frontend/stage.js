/** The stage: Plotly below, the canvas of the play-through above it, and on top the drawing that hears the finger. */

import { html, svg } from "./elements.js";
import { drawMarks } from "./marks.js";
import { drawLevels, drawRuler } from "./ruler.js";

let stages = 0;

export class Stage {
  constructor(label) {
    stages += 1;
    this.hatch = `mp-hatch-${stages}`;
    this.ground = html("div", { class: "mp-plot", "aria-hidden": "true" });
    this.plot = html("div", { class: "mp-plot", "aria-hidden": "true" });
    this.canvas = html("canvas", { class: "mp-canvas", "aria-hidden": "true" });
    this.groups = Object.fromEntries(["ruler", "marks", "levels"].map((name) => [name, svg("g", { class: `mp-${name}` })]));
    this.head = svg("circle", { class: "mp-head", r: 9, visibility: "hidden" });
    this.surface = svg("svg", { class: "mp-surface", tabindex: 0, role: "application", "aria-label": label },
      svg("defs", {}, this.hatchPattern()), this.groups.ruler, this.groups.marks, this.groups.levels, this.head);
    this.readout = html("output", { class: "mp-readout", hidden: true });
    this.pending = html("span", { class: "mp-pending" });
    this.element = html("div", { class: "mp-stage" }, this.ground, this.plot, this.canvas, this.surface, this.readout, this.pending);
  }

  hatchPattern() {
    return svg("pattern", { id: this.hatch, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { class: "mp-hatch-ground", width: 8, height: 8 }), svg("path", { class: "mp-hatch-line", d: "M0 0V8" }));
  }

  /** Draw everything but Plotly for a scene `{ view, content, toPx, levels, labels, ... }`. */
  draw(scene) {
    drawRuler(this.groups.ruler, scene.view, scene.labels, { hasTape: !scene.hides("ruler") });
    const points = drawMarks(this.groups.marks, { ...scene, hatch: this.hatch });
    const areas = scene.content.exclusions.map((one) => one.outline_mm.map(([u, v]) => scene.toPx(u, v)));
    const levels = scene.hides("level") ? [] : scene.levels;
    drawLevels(this.groups.levels, scene.view, levels, { points, areas });
  }

  showHead(place) {
    this.head.setAttribute("visibility", place ? "visible" : "hidden");
    if (place) this.head.setAttribute("transform", `translate(${place[0]} ${place[1]})`);
  }
}
