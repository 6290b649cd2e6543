/** Bodies that the server has sent once; later it only names them by key. */

import { Projection } from "./projection.js";

const MOST_HELD = 4;
const held = new Map();
const NO_BODY = { key: "", outline: [], levels: [], regions: [], traces: [], images: [], projection: new Projection() };

/** Return the body the server means, or null if it names one that is not held here. */
export function readBody(sent) {
  if (sent?.traces || sent?.images) keep(sent);
  return held.get(sent?.key) ?? null;
}

/** Return the body before any was sent. */
export function noBody() {
  return NO_BODY;
}

function keep(sent) {
  const isOneRing = sent.outline?.length && typeof sent.outline[0][0] === "number";
  held.set(sent.key, {
    ...NO_BODY, ...sent, outline: isOneRing ? [sent.outline] : sent.outline ?? [], projection: new Projection(sent.projection),
  });
  for (const key of [...held.keys()].slice(0, Math.max(held.size - MOST_HELD, 0))) held.delete(key);
}
