/** Points so near each other on the screen that one sign hides the number of another: which lies on top, and over how many. */

import { radiusPx } from "./intensity.js";

const HIDDEN_PX = 2; // a number this far outside the rim of another sign is hidden to a third

/** Return the points as they are drawn, the strongest last and on top; of two alike the later one. */
export function weakestFirst(points) {
  return [...points].sort((one, other) => one.intensity - other.intensity);
}

/** Return by id how many points lie with their numbers beneath each one that is seen; `drawn` is in the order of drawing. */
export function hiddenBeneath(drawn, toPx) {
  const signs = drawn.map((one) => ({ id: one.id, r: radiusPx(one.intensity), at: toPx(one.u_mm, one.v_mm) }));
  const beneath = new Map();
  signs.forEach((sign, i) => {
    const top = topOver(sign, signs.slice(i + 1));
    if (top) beneath.set(top.id, (beneath.get(top.id) ?? 0) + 1);
  });
  return beneath;
}

/** Return the sign that is seen where that one is hidden; itself hides nothing if it is hidden as well. */
function topOver(sign, later) {
  const i = later.findIndex(({ at, r }) => Math.hypot(at[0] - sign.at[0], at[1] - sign.at[1]) < r + HIDDEN_PX);
  if (i < 0) return null;
  return topOver(later[i], later.slice(i + 1)) ?? later[i];
}
