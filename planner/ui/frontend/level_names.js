/** Where the names of spine levels stand: beside the midline, or farther out where nothing hides them. Pixels throughout. */

import { contains } from "./outline.js";

const FARTHER_PX = 30;
const RIM_PX = 6;
const AIR_PX = 2;
const HALO_PX = 3; // round the letters
const [LETTER, HALF_HIGH, APART] = [0.7, 0.54, 1.15]; // of the type's height: width of a letter, half of a line, line to line

/**
 * Return `{ name, isKey, x, y }` of the names that find room below one another, key levels first: `x` is the left end of
 * a name, `y` its middle. One that finds no free place stays beside the midline; if that is out of view, at the nearest rim.
 *
 * `levels` holds [name, y, isKey]; `view` is { midline, beside, width, height, textPx }, and { left } where no name shall
 * stand farther left; `points` holds [x, y, radius] of signs, `areas` the corners of what a name keeps off as well.
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
function placesBeside({ midline, beside, width, left = 0 }, nameWidth) {
  const from = Math.min(Math.max(midline, left), width);
  const places = [];
  for (let more = beside; more < width + beside; more += FARTHER_PX) places.push(from + more, from - more - nameWidth);
  const inView = places.filter((x) => x >= left + RIM_PX && x + nameWidth <= width - RIM_PX);
  return inView.length ? inView : places;
}

function isFree({ left, y, width, half }, points, areas) {
  const isOffPoints = points.every(([px, py, radius]) => {
    const away = [Math.max(left - px, px - left - width, 0), Math.max(Math.abs(py - y) - half, 0)];
    return Math.hypot(...away) > radius + AIR_PX;
  });
  const box = [[left - HALO_PX, left + width + HALO_PX], [y - half, y + half]];
  return isOffPoints && !areas.some((area) => contains([area], left, y) || area.some((corner, n) => enters(corner, area.at(n - 1), box)));
}

/** Tell whether some of the segment a-b lies within the box [[left, right], [top, bottom]]; its rim is not within. */
function enters(a, b, box) {
  const shares = box.map((ends, axis) => {
    const step = b[axis] - a[axis]; // 0 makes the shares infinite, or NaN on the rim: both compare as they should
    return ends.map((end) => (end - a[axis]) / step).sort((one, other) => one - other);
  });
  return Math.max(0, ...shares.map(([first]) => first)) < Math.min(1, ...shares.map(([, last]) => last));
}
