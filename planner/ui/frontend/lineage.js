/** Which pads' documents went into one: of each pad the number of the last, since a pad builds on its own. */

const MOST_PADS = 32; // the server takes no more

/** Return what a document came from, itself included. */
export function lineageOf({ seq, writer, included }) {
  return { ...included, [writer]: Math.max(seq, included[writer] ?? 0) };
}

/** Tell whether that document is one of the lineage. What nobody has written yet is a part of everything. */
export function holds(lineage, { seq, writer }) {
  return seq === 0 || seq <= (lineage[writer] ?? 0);
}

/** Return the lineage as it goes up: without the writer's own name, and without those who wrote long ago. */
export function others(lineage, writer) {
  const pads = Object.entries(lineage).filter(([name]) => name && name !== writer);
  return Object.fromEntries(pads.sort(([, a], [, b]) => b - a).slice(0, MOST_PADS));
}
