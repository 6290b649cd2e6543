/** Where the names of spine levels stand: beside the midline, or farther out where nothing hides them. Pixels throughout. */

import { contains } from "./outline.js";

const FARTHER_PX = 30;
const RIM_PX = 6;
const AIR_PX = 2;
const HALO_PX = 3; // round the letters
const [LETTER, HALF_HIGH, APART] = [0.7, 0.54, 1.15]; // of the type's height: width of a letter, half of a line, line to line
const [ACROSS, DOWN] = [[0, 0.2, 0.4, 0.6, 0.8, 1], [-1, 0, 1]]; // where in its box a name is asked whether an area covers it

/**
 * Return `{ name, isKey, x, y }` of the names that find room below one another, key levels first: `x` is the left end of
 * a name, `y` its middle. One that finds no free place stays beside the midline.
 *
 * `levels` holds [name, y, isKey]; `view` is { midline, beside, width, height, textPx }; `points` holds [x, y, radius] of
 * signs, `areas` the corners of what a name keeps off as well.
 */
export function placeNames(levels, view, points, areas = []) {
  const { height, textPx } = view;
  const inView = levels.filter(([, y]) => y > textPx && y < height - textPx / 3);
  const shown = [];
  for (const level of [...inView.filter(([, , isKey]) => isKey), ...inView.filter(([, , isKey]) => !isKey)]) {
    if (shown.every(([, y]) => Math.abs(y - level[1]) >= APART * textPx)) shown.push(level);
  }
  return shown.map(([name, y, isKey]) => {
    const box = { y, width: LETTER * textPx * name.length, half: HALF_HIGH * textPx };
    const near = points.filter(([, py, radius]) => Math.abs(py - y) < box.half + radius + AIR_PX);
    const places = placesBeside(view, box.width);
    const x = places.find((left) => isFree({ ...box, left }, near, areas)) ?? places[0];
    return { name, isKey, x, y };
  });
}

/** Return where a name may begin: right and left of the midline in turns, farther and farther out, as far as one can see. */
function placesBeside({ midline, beside, width }, nameWidth) {
  const places = [midline + beside, midline - beside - nameWidth];
  for (let more = FARTHER_PX; more < width; more += FARTHER_PX) {
    const farther = [places[0] + more, places[1] - more];
    places.push(...farther.filter((x) => x >= RIM_PX && x + nameWidth <= width - RIM_PX));
  }
  return places;
}

function isFree({ left, y, width, half }, points, areas) {
  const isOffPoints = points.every(([px, py, radius]) => {
    const away = [Math.max(left - px, px - left - width, 0), Math.max(Math.abs(py - y) - half, 0)];
    return Math.hypot(...away) > radius + AIR_PX;
  });
  const [from, wide] = [left - HALO_PX, width + 2 * HALO_PX];
  const isOff = (area) => !DOWN.some((down) => ACROSS.some((across) => contains([area], from + across * wide, y + down * half)))
    && !area.some(([x, v]) => x > from && x < from + wide && Math.abs(v - y) < half);
  return isOffPoints && areas.every(isOff);
}
