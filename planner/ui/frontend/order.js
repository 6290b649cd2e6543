/** The injections and passes of a plan in the order of the hand: columns from the server, read by place or by number. */

import { readColumn, valueAt } from "./columns.js";
import { distanceToSegment } from "./outline.js";

const COLUMNS = ["x", "v", "u", "depth_mm", "angle_deg", "inserted_mm", "volume_ml", "n"];
const PASS_COLUMNS = ["x0", "v0", "x1", "v1", "depth_mm", "angle_deg", "inserted_mm", "length_mm", "volume_ml", "n"];

const readColumns = (source, names) => Object.fromEntries(names.map((name) => [name, readColumn(source?.[name])]));

const placeKey = (u, v) => `${Math.round(10 * u)} ${Math.round(10 * v)}`;

export class Order {
  constructor(targets = [], projection) {
    this.runs = [];
    for (const target of targets) {
      const injections = readColumns(target, COLUMNS);
      if (!injections.x && injections.u) injections.x = injections.u.map((u, i) => projection.drawnX(u, injections.v[i]));
      this.add(target, injections, "injection", injections.x?.length ?? 0);
      const passes = readColumns(target.passes, PASS_COLUMNS);
      this.add(target, passes, "pass", passes.x0?.length ?? 0);
    }
    this.count = this.runs.reduce((sum, run) => sum + run.count, 0);
  }

  add(target, columns, kind, count) {
    const before = this.runs.reduce((sum, run) => sum + run.count, 0);
    if (count) this.runs.push({ id: target.id, title: target.title, number: target.number, columns, kind, count, before });
  }

  /** Return x and v of a target's injections, for a trace that leaves its places to the order. */
  placesOf(targetId) {
    const run = this.runs.find((one) => one.id === targetId && one.kind === "injection");
    return run ? { x: run.columns.x, y: run.columns.v } : { x: [], y: [] };
  }

  /** Return row `index` of the whole order with every value it has. */
  item(index) {
    const run = this.runs.find((one) => index < one.before + one.count);
    if (!run) return null;
    const row = index - run.before;
    const values = Object.fromEntries(Object.keys(run.columns).map((name) => [name, valueAt(run.columns[name], row)]));
    return { ...values, n: values.n ?? row + 1, kind: run.kind, target: run.id, title: run.title, number: run.number,
      ofAll: run.count };
  }

  /** Return the injections that lie right on a place, to the tenth of a millimetre that marks are kept to. */
  at(u, v) {
    this.byPlace ??= this.indexed();
    return this.byPlace.get(placeKey(u, v)) ?? [];
  }

  indexed() {
    const byPlace = new Map();
    for (const run of this.runs.filter((one) => one.kind === "injection" && one.columns.u)) {
      for (let row = 0; row < run.count; row += 1) {
        const key = placeKey(run.columns.u[row], run.columns.v[row]);
        byPlace.set(key, [...(byPlace.get(key) ?? []), { target: run.id, n: row + 1 }]);
      }
    }
    return byPlace;
  }

  /** Return the index of the injection or pass nearest to a place on the stage, or -1 beyond `reachPx`. */
  nearest(view, at, reachPx) {
    let best = -1;
    let bestPx = reachPx;
    for (const run of this.runs) {
      for (let row = 0; row < run.count; row += 1) {
        const away = awayPx(run, row, view, at);
        if (away < bestPx) [best, bestPx] = [run.before + row, away];
      }
    }
    return best;
  }
}

function awayPx({ kind, columns }, row, view, at) {
  if (kind === "pass") {
    return distanceToSegment(at, view.toPx(columns.x0[row], columns.v0[row]), view.toPx(columns.x1[row], columns.v1[row]));
  }
  const [px, py] = view.toPx(columns.x[row], columns.v[row]);
  return Math.hypot(px - at[0], py - at[1]);
}
