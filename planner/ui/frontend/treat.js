/** The map of a treatment: the picture of the body, every step over it, the next one lit. Drawn mm throughout. */

import { between, leastApart, nearestOthers } from "./apart.js";
import { placeNames } from "./level_names.js";
import { paintSkin } from "./skin.js";
import { LETTER_PX, SPOT_PX, placeSpotNames } from "./spots.js";

const SVG = "http://www.w3.org/2000/svg";
const [OPEN, GIVEN, SKIPPED] = ["0", "1", "2"];
const STEP_PX = 11;
const [LEAST_STEP_PX, STEP_MM] = [3, 2.5]; // of the whole plan, whose steps may stand close on a far view
const [LEAST_SIGN_PX, SIGN_SHARE] = [6, 0.48]; // signs touch each other at most, and can be read
const NEXT_PX = 19;
const FINGER_PX = 26;
const RIM_MM = 28;
const LEAST_MM = 150;
const [LEVEL_PX, BESIDE_MM] = [19, 6]; // names of levels, to be read at arm's length, and how far from the midline
const AROUND_PX = 2; // the rim of a sign
const SIDES_PX = [[20, 22], [-20, 22]]; // where L and R stand, from the left and from the right

const maps = new WeakMap();

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".mt-root");
  if (!maps.has(root)) maps.set(root, new TreatMap(root));
  root.__map = maps.get(root);
  root.__map.update(data, setStateValue, setTriggerValue);
}

class TreatMap {
  constructor(root) {
    this.root = root;
    this.key = "";
    this.canvas = make("svg", { role: "img", preserveAspectRatio: "xMidYMid meet" });
    this.sides = ["L", "R"].map((letter) => {
      const side = document.createElement("span");
      side.className = `mt-side mt-${letter}`;
      side.textContent = letter;
      side.setAttribute("aria-hidden", "true");
      return side;
    });
    root.replaceChildren(this.canvas, ...this.sides);
    this.canvas.addEventListener("click", (event) => this.tap(event));
    new ResizeObserver(() => this.draw()).observe(root);
  }

  update(data, setStateValue, setTriggerValue) {
    this.setTriggerValue = setTriggerValue;
    if (data.svg) this.take(data);
    this.data = data;
    // Without the picture of this key the server is asked for it: it believes that this browser has it.
    const have = this.key === data.key ? data.key : "";
    if (this.told !== `${data.key} ${have}`) {
      this.told = `${data.key} ${have}`;
      setStateValue("have", have);
    }
    this.draw();
  }

  take(data) {
    const { key, frame, steps, legs, colours, levels, exclusions } = data;
    Object.assign(this, { key, frame, steps, legs, colours, levels, exclusions });
    this.apartMm = legs.map((leg) => leastApart(steps.slice(leg[0] - 1, leg[1])));
    this.othersMm = nearestOthers(steps, legs);
    const [x, y, width, height] = frame;
    const skin = make("image", { class: "mt-skin", x, y, width, height });
    paintSkin([{ source: addressOf(data.skin), sizex: width, sizey: height }])
      .then(([{ source }]) => skin.setAttribute("href", source));
    this.picture = [
      make("rect", { fill: data.page, x, y, width, height }), skin, make("image", { href: addressOf(data.svg), x, y, width, height }),
    ];
  }

  draw() {
    if (!this.data || !this.picture || this.key !== this.data.key) return;
    const { stands, next, adding, dark, says } = this.data;
    this.root.classList.toggle("mt-dark", Boolean(dark));
    this.root.classList.toggle("mt-adding", Boolean(adding));
    const box = this.focus(next);
    this.canvas.setAttribute("viewBox", box.join(" "));
    this.canvas.setAttribute("aria-label", says);
    const shown = this.root.getBoundingClientRect();
    this.pxPerMm = Math.min(shown.width / box[2], shown.height / box[3]) || 1;
    this.wholePx = Math.min(STEP_PX, Math.max(LEAST_STEP_PX, STEP_MM * this.pxPerMm));
    const marks = this.drawnUpwards(next).map((index) => this.mark(index, stands[index]));
    const added = this.data.added.map(([x, v]) => this.dot(x, v, STEP_PX, "mt-added"));
    const lit = next ? [this.lit(next - 1)] : [];
    const spots = this.data.spots ?? [];
    this.named = placeSpotNames(spots.map(([x, v, name]) => [x * this.pxPerMm, v * this.pxPerMm, name]));
    const names = this.levelNames(box, shown);
    this.canvas.replaceChildren(...this.picture, ...names, ...marks.flat(), ...added, ...spots.flatMap((spot, n) => this.spot(spot, n)), ...lit.flat());
  }

  /** Return the names of the levels, each where no sign and no exclusion hides it. */
  levelNames([x, v, width, height], shown) {
    const px = this.pxPerMm;
    const [left, top] = [x + (width - shown.width / px) / 2, v + (height - shown.height / px) / 2];
    const toPx = ([atX, atV]) => [(atX - left) * px, (atV - top) * px];
    const view = { midline: toPx([0, 0])[0], beside: BESIDE_MM * px, width: shown.width, height: shown.height, textPx: LEVEL_PX };
    const levels = this.levels.map(([name, atV, isKey]) => [name, toPx([0, atV])[1], isKey]);
    const points = [
      ...this.signs().map(([atX, atV, radius]) => [...toPx([atX, atV]), radius]),
      ...SIDES_PX.map(([atX, y]) => [(atX + shown.width) % shown.width, y, LEVEL_PX]),
    ];
    return placeNames(levels, view, points, this.exclusions.map((ring) => ring.map(toPx))).map((one) => {
      const name = make("text", {
        class: one.isKey ? "mt-level mt-level-key" : "mt-level", x: left + one.x / px, y: top + one.y / px, "font-size": LEVEL_PX / px,
      });
      name.textContent = one.name;
      return name;
    });
  }

  /** Return x, v and the radius in px of all that could hide a name. */
  signs() {
    const { next, added, spots = [] } = this.data;
    const steps = this.steps.flatMap(([x, v, x2, v2], index) => {
      const radius = (index + 1 === next ? NEXT_PX : this.stepPx(index)) + AROUND_PX;
      return [[x, v, radius], ...between([x, v], [x2, v2]).map((place) => [...place, 2 * AROUND_PX])];
    });
    const letters = spots.flatMap(([, , name], spot) => [...name].map((_, n) => {
      const [left, middle] = this.named[spot];
      return [(left + n * LETTER_PX) / this.pxPerMm, middle / this.pxPerMm, LETTER_PX];
    }));
    return [...steps, ...added.map((place) => [...place, STEP_PX]), ...spots.map(([x, v]) => [x, v, SPOT_PX]), ...letters];
  }

  legOf(index) {
    return this.legs.findIndex(([from, to]) => from <= index + 1 && index + 1 <= to);
  }

  /** Return the steps as they lie on one another: those of long legs below those of short ones, the leg at hand on top. */
  drawnUpwards(next) {
    const isAtHand = ([from, to]) => from <= next && next <= to;
    const legs = [...this.legs].sort((one, other) => isAtHand(one) - isAtHand(other) || other[1] - other[0] - (one[1] - one[0]));
    return legs.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, n) => from - 1 + n));
  }

  /** Return how large the sign of a step is: it must not lie on another of its leg, nor on one of another leg. */
  stepPx(index) {
    if (this.data.whole) return this.wholePx;
    const apartMm = Math.min(this.othersMm[index], this.apartMm[this.legOf(index)]);
    return Math.min(STEP_PX, Math.max(LEAST_SIGN_PX, SIGN_SHARE * apartMm * this.pxPerMm));
  }

  /** Return the part of the body that the steps of the leg at hand lie on. */
  focus(next) {
    const atHand = this.data.whole ? null : this.legs.find(([from, to]) => from <= next && next <= to);
    const [first, last] = atHand ?? [1, this.steps.length];
    const places = this.steps.slice(first - 1, last).flatMap(([x, v, x2 = x, v2 = v]) => [[x, v], [x2, v2]]);
    places.push(...(this.data.spots ?? []));
    if (!places.length) return this.frame;
    const rim = this.data.rim ?? RIM_MM;
    const span = (axis) => {
      const values = places.map((place) => place[axis]);
      const [least, most] = [Math.min(...values) - rim, Math.max(...values) + rim];
      const size = Math.max(most - least, LEAST_MM);
      return [(least + most - size) / 2, size];
    };
    const [[x, width], [y, height]] = [span(0), span(1)];
    return [x, y, width, height];
  }

  mark(index, stands) {
    const [x, v, x2, v2] = this.steps[index];
    const leg = this.legOf(index);
    const colour = this.colours[leg % this.colours.length];
    const names = { [OPEN]: "mt-open", [GIVEN]: "mt-given", [SKIPPED]: "mt-skipped" };
    const line = x2 === undefined ? [] : [make("line", { x1: x, y1: v, x2, y2: v2, class: names[stands] })];
    line.forEach((one) => one.style.setProperty("--mt-colour", colour));
    const px = this.stepPx(index);
    const dot = this.dot(x, v, px, names[stands], colour);
    const sign = stands === OPEN ? [] : [this.sign(x, v, stands, px / STEP_PX)];
    return [...line, dot, ...sign];
  }

  dot(x, v, px, name, colour = "") {
    const mark = make("circle", { cx: x, cy: v, r: px / this.pxPerMm, class: name });
    if (colour) mark.style.setProperty("--mt-colour", colour);
    return mark;
  }

  /** Return a tick or a cross: no state is told by colour alone. */
  sign(x, v, stands, scale) {
    const mm = (px) => (px * scale) / this.pxPerMm;
    const tick = `M${x - mm(4.5)},${v} l${mm(3.5)},${mm(3.5)} l${mm(6)},${-mm(7)}`;
    const cross = `M${x - mm(4)},${v - mm(4)} l${mm(8)},${mm(8)} m0,${-mm(8)} l${-mm(8)},${mm(8)}`;
    return make("path", { d: stands === GIVEN ? tick : cross, class: stands === GIVEN ? "mt-tick" : "mt-cross" });
  }

  /** Return the sign of what was noticed at a place later: a square with its name beside it. */
  spot([x, v, name], n) {
    const mm = (px) => px / this.pxPerMm;
    const side = mm(SPOT_PX);
    const square = make("rect", { x: x - side / 2, y: v - side / 2, width: side, height: side, class: "mt-spot" });
    const [left, middle] = this.named[n].map(mm);
    const text = make("text", { x: left, y: middle, class: "mt-spot-name", "font-size": mm(15) });
    text.textContent = name;
    return [square, text];
  }

  lit(index) {
    const [x, v, x2, v2] = this.steps[index];
    const ring = this.dot(x, v, NEXT_PX, "mt-next");
    const number = make("text", { x, y: v, class: "mt-number", "font-size": 17 / this.pxPerMm });
    number.textContent = index + 1;
    if (x2 === undefined) return [ring, number];
    return [make("line", { x1: x, y1: v, x2, y2: v2, class: "mt-next-line" }), ring, number];
  }

  tap(event) {
    const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.canvas.getScreenCTM().inverse());
    this.count = (this.count ?? 0) + 1;
    const adding = Boolean(this.data.adding); // what this tablet shows: another one may show something else
    this.setTriggerValue("tap", { n: this.count, x: place.x, v: place.y, reach: FINGER_PX / this.pxPerMm, adding });
  }
}

function addressOf(svg) {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

function make(name, attributes = {}) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
