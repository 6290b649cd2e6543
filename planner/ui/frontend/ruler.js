/** What makes the picture readable as a measure: L and R, the tape ruler, the scale bar, the level names. */

import { svg } from "./elements.js";
import { placeNames } from "./level_names.js";
import { say } from "./words.js";

const LEVEL_PX = 13;
const STRIP_PX = 34;
const SPINOUS_HALF_MM = 3;
const SIDE_PX = { width: 90, height: 50 }; // what the words of a side take up

const text = (className, x, y, words, extra = {}) => svg("text", { class: className, x, y, ...extra }, words);

/** Draw L, R, the scale bar and the tape ruler into `group`. */
export function drawRuler(group, view, labels, { hasTape }) {
  group.replaceChildren(...(hasTape ? tape(view) : []), ...sides(view, labels), ...scaleBar(view));
}

function sides(view, labels) {
  const right = view.widthPx - 12;
  return [
    text("mp-side", STRIP_PX + 8, 30, say("left", labels)),
    text("mp-side-words", STRIP_PX + 9, 46, say("patient_left", labels)),
    text("mp-side", right, 30, say("right", labels), { "text-anchor": "end" }),
    text("mp-side-words", right, 46, say("patient_right", labels), { "text-anchor": "end" }),
  ];
}

/** Return the boxes that the words of both sides and the scale bar take up. */
function boxes(view) {
  const { x, y, length } = scale(view);
  const right = view.widthPx - 12 - SIDE_PX.width;
  return [{ x: STRIP_PX + 8, y: 0, ...SIDE_PX }, { x: right, y: 0, ...SIDE_PX }, { x: x - 8, y: y - 28, width: length + 16, height: 38 }];
}

function scale(view) {
  const mm = 50 * view.pxPerMm > 0.45 * view.widthPx ? 10 : 50;
  return { mm, length: mm * view.pxPerMm, x: STRIP_PX + 12, y: view.heightPx - 16 };
}

function scaleBar(view) {
  const { mm, length, x, y } = scale(view);
  const ticks = [0, 1, 2, 3, 4, 5].map((i) => `M${x + (i * length) / 5} ${y}v${i % 5 ? -4 : -9}`).join("");
  return [
    svg("rect", { class: "mp-veil", ...boxes(view).at(-1), rx: 6 }),
    svg("path", { class: "mp-scale", d: `M${x} ${y}h${length}${ticks}`, "data-mm": mm, "data-px": length }),
    text("mp-scale-words", x + length / 2, y - 13, `${mm} mm`, { "text-anchor": "middle" }),
  ];
}

/** The tape on the left edge: millimetres below C7, a tick each 10 mm, a number each 50. */
function tape(view) {
  const [from, to] = view.vRange;
  const step = view.pxPerMm > 4 ? 10 : 50;
  const marks = [svg("rect", { class: "mp-veil", x: 0, y: 0, width: STRIP_PX, height: view.heightPx })];
  let ticks = "";
  for (let v = Math.ceil(from / 10) * 10; v <= to; v += 10) {
    const y = view.toPx(0, v)[1];
    ticks += `M${STRIP_PX} ${y}h${v % 50 ? -4 : -8}`;
    if (v % step === 0) marks.push(text("mp-tape-words", STRIP_PX - 10, y + 4, String(v), { "text-anchor": "end" }));
  }
  marks.push(svg("path", { class: "mp-tape", d: ticks }));
  return marks;
}

/**
 * Draw the level names beside the midline, moved to where no point and no exclusion hides them, nor the words of this ruler.
 * `points` holds [px, py, radius] of every sign that is drawn above the skin, `areas` the corners of every exclusion.
 */
export function drawLevels(group, view, levels, { points, areas }) {
  const beside = Math.max(10, SPINOUS_HALF_MM * view.pxPerMm + 6);
  const inPx = (levels ?? []).map(([name, v, isKey]) => [name, view.toPx(0, v)[1], isKey]);
  const seen = { midline: view.toPx(0, 0)[0], beside, left: STRIP_PX, width: view.widthPx, height: view.heightPx, textPx: LEVEL_PX };
  const words = boxes(view).map(({ x, y, width, height }) => [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]);
  group.replaceChildren(...placeNames(inPx, seen, points, [...areas, ...words]).map(({ name, isKey, x, y }) => (
    text(isKey ? "mp-level mp-level-key" : "mp-level", x, y + 4.5, name, { "data-level": name }))));
}
