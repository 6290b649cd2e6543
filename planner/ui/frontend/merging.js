/** Two tablets' changes of one case put together by ids; what both changed differently is kept twice and asked about. */

import { isSame } from "./content.js";

const FAMILIES = ["findings", "exclusions", "ghosts"];

/**
 * Put our changes since `base` on top of theirs. Returns `{ content, disputes }`; a dispute is `{ id, other, kind }`:
 * "changed": `id` is theirs and `other` ours; "removed_here", "removed_there": `id` stays until somebody decides.
 * `newId` names what of ours cannot keep its id: told its letter and that id, it answers the same twice.
 */
export function merge(base, mine, theirs, newId) {
  const disputes = [];
  const content = {};
  for (const family of FAMILIES) {
    const [was, own, found] = [base, mine, theirs].map((one) => byId(one[family]));
    for (const id of new Set([...was.keys(), ...own.keys()])) {
      settle({ id, was: was.get(id), own: own.get(id), their: found.get(id), wasGhost: isIn(base.ghosts, id), found, newId, disputes });
    }
    content[family] = [...found.values()];
  }
  // A ghost that either confirmed is none any more.
  content.ghosts = content.ghosts.filter((ghost) => !isIn(content.findings, ghost.id));
  return { content, disputes: [...disputes, ...ghostsSettledApart(base, mine, theirs)] };
}

/** Ask about every ghost that one tablet let go and the other found again; it stays until somebody decides. */
function ghostsSettledApart(base, mine, theirs) {
  const isGone = (one, id) => !isIn(one.ghosts, id) && !isIn(one.findings, id);
  return base.ghosts.flatMap(({ id }) => {
    if (isGone(mine, id) && isIn(theirs.findings, id)) return { id, kind: "removed_here" };
    if (isGone(theirs, id) && isIn(mine.findings, id)) return { id, kind: "removed_there" };
    return [];
  });
}

function settle({ id, was, own, their, wasGhost, found, newId, disputes }) {
  if (isSame(own, was) || isSame(own, their)) return;
  if (isSame(their, was)) put(found, id, own);
  else if (!own) disputes.push({ id, kind: "removed_here" });
  else if (!their) {
    put(found, id, own);
    disputes.push({ id, kind: "removed_there" });
  } else {
    const other = newId(letterOf(own), id);
    found.set(other, { ...own, id: other });
    // Two new things that only happen to have one id are two things.
    if (was || wasGhost) disputes.push({ id, other, kind: "changed" });
  }
}

function put(found, id, one) {
  if (one) found.set(id, one);
  else found.delete(id);
}

function letterOf(one) {
  if (one.margin_mm !== undefined) return "x";
  return one.kind === "zone" ? "z" : "p";
}

function byId(all) {
  return new Map(all.map((one) => [one.id, one]));
}

function isIn(all, id) {
  return all.some((one) => one.id === id);
}
