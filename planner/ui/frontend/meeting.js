/** How a pad's document meets what the server has: another pad's, what was typed beside the pad, or nothing new. */

import { contentOf, isSameContent, withEdits } from "./content.js";
import { holds, lineageOf } from "./lineage.js";
import { merge } from "./merging.js";

/** Return what the server has: its document with what waits beside it, which is how its plan is made too. */
export function served(copy, edits) {
  const waiting = edits.filter((edit) => edit.n > copy.edits_seen).sort((a, b) => a.n - b.n);
  return {
    seq: copy.seq, writer: copy.writer ?? "", included: copy.included ?? {}, edits: waiting.at(-1)?.n ?? copy.edits_seen,
    content: withEdits(contentOf(copy), waiting), isWhole: !waiting.length,
    contentUpTo: (n) => withEdits(contentOf(copy), waiting.filter((edit) => edit.n <= n)),
  };
}

/**
 * Meet what the server has. Returns null if there is nothing to be sent; otherwise the `disputes` about what both sides
 * changed, and `isBoth`: whether changes of either side are now on the map.
 */
export function meet(document, theirs, isSaved) {
  const isOwn = theirs.writer === document.writer;
  if (!isOwn) for (const name of namesOf(document)) document.agreeUpTo(theirs.included[name] ?? 0, name);
  const lineage = lineageOf(document.agreed);
  const isNews = !isOwn && !holds(lineage, theirs);
  const isBranch = isNews && !holds(lineageOf(theirs), document.agreed);
  // What nobody has kept yet may never be: nothing of ours is put on it, and nothing that was kept goes for it.
  if (isNews && !isSaved && (isBranch || document.since.length)) return null;
  document.told = { seq: theirs.seq, writer: theirs.writer };
  if (isNews) return meetOther(document, theirs);
  return theirs.edits > document.editsSeen ? meetEdits(document, theirs) : null;
}

/** Return the names under which our states went up: before a reload it was another one. */
function namesOf(document) {
  return new Set(document.since.map(({ writer }) => writer));
}

function meetOther(document, theirs) {
  const { content: base } = document.agreed;
  const hasOwn = document.since.length > 0;
  const own = new Set(document.since.map(({ seq }) => seq)); // theirs may have had higher numbers meanwhile
  const { content, disputes, put } = rebased(document, base, theirs);
  document.agreed = theirs;
  const isTheirs = !hasOwn && theirs.isWhole;
  document.editsSeen = Math.max(document.editsSeen, theirs.edits);
  document.future = [];
  if (isTheirs) return document.takeAsTheirs(theirs);
  const isBoth = hasOwn && !isSameContent(content, theirs.content);
  document.past = isBoth ? stepsBack(document.past.filter(({ seq }) => own.has(seq)), put, theirs, content) : [];
  document.countAs(content, theirs.seq);
  return { disputes, isBoth };
}

function meetEdits(document, theirs) {
  const base = theirs.contentUpTo(document.editsSeen);
  const { content, disputes } = rebased(document, base, theirs);
  const agreed = merge(base, document.agreed.content, theirs.content, document.namer()).content;
  document.agreed = { ...document.agreed, content: agreed };
  document.editsSeen = theirs.edits;
  document.keepAsPast();
  document.future = [];
  document.countAs(content, theirs.seq);
  return { disputes, isBoth: false };
}

/** Put our content, and every state of ours on the way to it, on theirs; the same thing gets the same id in each. */
function rebased(document, base, theirs) {
  document.noteIds(theirs.content);
  const namer = document.namer();
  const put = (content) => merge(base, content, theirs.content, namer);
  for (const one of document.since) one.content = put(one.content).content;
  return { ...put(document.content), put: (one) => put(one).content };
}

/** Return the way back over our own steps, one by one, down to theirs; a step that changes nothing on theirs is none. */
function stepsBack(own, put, theirs, content) {
  const states = [{ seq: theirs.seq, content: theirs.content }, ...own.map((one) => ({ ...one, content: put(one.content) }))];
  return states.filter((state, i) => !isSameContent(state.content, states[i + 1]?.content ?? content));
}
