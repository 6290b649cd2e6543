/** Two pads changed one case: what this one did since both agreed is done once more on what the other one left. */

/** Return their content with our changes since `base` on it; `freshId` names a thing of ours whose id they took. */
export function merged(base, ours, theirs, freshId) {
  const lists = Object.keys(theirs).map((name) => [name, mergedList(base[name], ours[name], theirs[name], freshId)]);
  return Object.fromEntries(lists);
}

function mergedList(base, ours, theirs, freshId) {
  const before = byId(base);
  const here = byId(ours);
  const there = byId(theirs);
  const removed = new Set(base.filter(({ id }) => !here.has(id)).map(({ id }) => id));
  const isChanged = (one) => before.has(one.id) && !same(one, before.get(one.id));
  const changed = byId(ours.filter(isChanged));
  const added = ours.filter((one) => !before.has(one.id) && !same(one, there.get(one.id)));
  return [
    ...theirs.filter(({ id }) => !removed.has(id)).map((one) => changed.get(one.id) ?? one),
    ...[...changed.values()].filter(({ id }) => !there.has(id)), // they took away what we changed: nothing is lost
    ...added.map((one) => (there.has(one.id) ? { ...one, id: freshId(one) } : one)),
  ];
}

function byId(list) {
  return new Map(list.map((one) => [one.id, one]));
}

/** Tell whether two things say the same, in whatever order. */
function same(one, other) {
  return written(one) === written(other);
}

function written(thing) {
  return JSON.stringify(thing, (_, value) => (value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value));
}
