/** What a hand-drawn stroke becomes: a closed outline, or the outer boundary of one that crosses itself. */

import { crossing, crossings, signedAreaMm2, simplify } from "./outline.js";

const TOLERANCE_MM = 1;
const LONGEST_TAIL_MM = 40;
const TAIL_SHARE = 0.15;
const LEAST_PIECE_MM2 = 10;

const round = ([u, v]) => [Math.round(u * 10) / 10, Math.round(v * 10) / 10];
const lengthMm = (stroke) => stroke.slice(1).reduce(
  (sum, [u, v], i) => sum + Math.hypot(u - stroke[i][0], v - stroke[i][1]), 0);

/** Return the corners of a drawn stroke: simplified, its overshooting ends cut off, rounded to 0.1 mm. */
export function outlineOf(stroke) {
  const corners = cutTails(simplify(stroke, TOLERANCE_MM)).map(round);
  return corners.filter(([u, v], i) => {
    const [nextU, nextV] = corners[(i + 1) % corners.length];
    return u !== nextU || v !== nextV;
  });
}

/** A hand that closes a loop runs past its beginning: those two short ends are no part of the area. */
function cutTails(stroke) {
  const total = lengthMm(stroke);
  const allowed = Math.min(LONGEST_TAIL_MM, TAIL_SHARE * total);
  let best = null;
  for (let i = 0; i < stroke.length - 1; i += 1) {
    for (let j = stroke.length - 2; j > i + 1; j -= 1) {
      const hit = crossing(stroke[i], stroke[i + 1], stroke[j], stroke[j + 1]);
      const tail = hit && lengthMm([...stroke.slice(0, i + 1), hit.at]) + lengthMm([hit.at, ...stroke.slice(j + 1)]);
      if (hit && tail <= allowed && (!best || tail < best.tail)) best = { i, j, at: hit.at, tail };
    }
  }
  return best ? [best.at, ...stroke.slice(best.i + 1, best.j + 1)] : stroke;
}

/** Return the outer boundary of everything that a self-crossing outline encloses, one ring for each piece. */
export function mend(outline) {
  const graph = graphOf(outline);
  const walk = outerWalk(graph);
  return rings(walk)
    .map((ring) => ring.map((key) => round(graph.get(key).at)))
    .filter((ring) => ring.length >= 3 && Math.abs(signedAreaMm2(ring)) >= LEAST_PIECE_MM2);
}

function graphOf(outline) {
  const n = outline.length;
  const cuts = outline.map((corner, i) => [{ t: 0, at: corner }, { t: 1, at: outline[(i + 1) % n] }]);
  for (const { i, j, at, t, w } of crossings(outline)) {
    cuts[i].push({ t, at });
    cuts[j].push({ t: w, at });
  }
  const graph = new Map();
  const node = (at) => {
    const key = `${at[0].toFixed(3)} ${at[1].toFixed(3)}`;
    if (!graph.has(key)) graph.set(key, { at, neighbours: new Set() });
    return key;
  };
  for (const side of cuts) {
    const keys = side.sort((a, b) => a.t - b.t).map((cut) => node(cut.at));
    keys.slice(1).forEach((key, i) => {
      if (key === keys[i]) return;
      graph.get(key).neighbours.add(keys[i]);
      graph.get(keys[i]).neighbours.add(key);
    });
  }
  return graph;
}

/** Walk round the outside from the leftmost corner, always taking the first turning on the outer hand. */
function outerWalk(graph) {
  const start = [...graph.keys()].reduce((a, b) => (graph.get(b).at[0] < graph.get(a).at[0] ? b : a));
  const walk = [start];
  let from = Math.PI;
  let here = start;
  const first = nextKey(graph, start, from);
  for (let next = first; walk.length < 4 * graph.size + 4; next = nextKey(graph, here, from)) {
    if (here === start && next === first && walk.length > 1) break;
    const [a, b] = [graph.get(here).at, graph.get(next).at];
    from = Math.atan2(a[1] - b[1], a[0] - b[0]);
    walk.push(next);
    here = next;
  }
  return walk;
}

function nextKey(graph, key, from) {
  const { at, neighbours } = graph.get(key);
  const turn = (other) => {
    const to = graph.get(other).at;
    const angle = Math.atan2(to[1] - at[1], to[0] - at[0]) - from;
    const whole = ((angle % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
    return whole < 1e-9 ? 2 * Math.PI : whole;
  };
  return [...neighbours].reduce((a, b) => (turn(b) < turn(a) ? b : a));
}

/** Split a walk at every corner it visits twice, so that each ring is simple. */
function rings(walk) {
  const stack = [];
  const found = [];
  for (const key of walk) {
    const seen = stack.indexOf(key);
    if (seen >= 0) found.push(stack.splice(seen));
    stack.push(key);
  }
  return found;
}
