/** Where a place is, in the words of planner/body/places.py: "42 mm right of midline, near L4 (estimated)". */

import { contains } from "./outline.js";

const MIDLINE_WIDTH_MM = 0.5;
const BEYOND_LAST_LEVEL_MM = 15;

/** Return a length in whole mm, halves to the even one as the server writes them. */
function wholeMm(mm) {
  const floor = Math.floor(mm);
  if (mm - floor !== 0.5) return Math.round(mm);
  return floor % 2 ? floor + 1 : floor;
}

function nearestLevel(levels, v) {
  return levels.reduce((a, b) => (Math.abs(b[1] - v) < Math.abs(a[1] - v) ? b : a))[0];
}

function standing(levels, v) {
  if (v > levels[levels.length - 1][1] + BEYOND_LAST_LEVEL_MM) return "below";
  return v < levels[0][1] - BEYOND_LAST_LEVEL_MM ? "above" : "near";
}

/** Return the words for a tape place (u, v) on a body. */
export function describePlace({ levels, levels_estimated: isEstimated = true }, u, v) {
  const away = `${wholeMm(Math.abs(u))} mm ${u < 0 ? "left" : "right"} of midline`;
  const across = Math.abs(u) < MIDLINE_WIDTH_MM ? "on the midline" : away;
  if (!levels.length) return `${across}, ${wholeMm(v)} mm down`;
  return `${across}, ${standing(levels, v)} ${nearestLevel(levels, v)}${isEstimated ? " (estimated)" : ""}`;
}

/** Return the name of the region under a drawn place, or "". */
export function regionAt(body, x, v) {
  return body.regions.find((region) => contains(region.rings, x, v))?.name ?? "";
}
