/** What stands on a map: findings, exclusions and ghosts, and single changes of it. Nothing here is ever changed in place. */

export const EMPTY = Object.freeze({ findings: Object.freeze([]), exclusions: Object.freeze([]), ghosts: Object.freeze([]) });

export function contentOf({ findings = [], exclusions = [], ghosts = [] }) {
  return { findings, exclusions, ghosts };
}

export function everything({ findings, exclusions, ghosts }) {
  return [...findings, ...exclusions, ...ghosts];
}

/** Put findings; one under the id of a ghost confirms it. */
export function withFindings(content, findings) {
  const ghosts = content.ghosts.filter((ghost) => !findings.some((one) => one.id === ghost.id));
  return { ...content, findings: findings.reduce(put, content.findings), ghosts };
}

export function withExclusions(content, exclusions) {
  return { ...content, exclusions: exclusions.reduce(put, content.exclusions) };
}

export function without(content, id) {
  const rest = (all) => all.filter((one) => one.id !== id);
  return { findings: rest(content.findings), exclusions: rest(content.exclusions), ghosts: rest(content.ghosts) };
}

/** Put what was typed beside the pad, in order. */
export function withEdits(content, edits) {
  return edits.reduce((before, edit) => {
    if (edit.op === "put_finding") return withFindings(before, [edit.finding]);
    return edit.op === "put_exclusion" ? withExclusions(before, [edit.exclusion]) : without(before, edit.id);
  }, content);
}

export function isSameContent(one, other) {
  return ["findings", "exclusions", "ghosts"].every((family) => one[family].length === other[family].length
    && one[family].every((thing, i) => isSame(thing, other[family][i])));
}

export function isSame(one, other) {
  return canonical(one) === canonical(other);
}

/** The same thing may come back from the server with its members in another order. */
function canonical(one) {
  return one && JSON.stringify(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function put(all, one) {
  const at = all.findIndex((other) => other.id === one.id);
  return at < 0 ? [...all, one] : all.map((other, i) => (i === at ? one : other));
}
