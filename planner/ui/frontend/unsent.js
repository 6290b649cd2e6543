/**
 * What of a document is not acknowledged yet, kept in the page's own storage: a reload, or a tablet that lets the page go
 * and brings it back, finds it. It belongs to this tab alone and ends with it, and is dropped as soon as all is saved.
 */

const KEY = "mesoplan.unsent.2 "; // another form of what is kept gets another number
const MOST_CHARACTERS = 1_000_000; // of the five million that a tab has
const MOST_LOADS = 20; // what was never acknowledged after so many loads is refused for good: then it is let go

/** Keep what of the document the server has not acknowledged; nothing is kept once it has it all. */
export function keepUnsent(document) {
  inStorage((storage) => {
    if (document.since.length) storage.setItem(KEY + document.case, textOf(document));
    else storage.removeItem(KEY + document.case);
  });
}

/** Return what was kept of that case, or nothing. */
export function findUnsent(caseId) {
  const kept = inStorage((storage) => JSON.parse(storage.getItem(KEY + caseId)));
  if (kept?.case !== caseId) return null;
  const unpacked = (state) => withEach(state, (at) => kept.things[at]);
  return { ...kept, agreed: unpacked(kept.agreed), since: kept.since.map(unpacked) };
}

/**
 * Write down every state: the server may have had any of them, and one that is not known again would be met as if
 * another pad had made it. Only of what is too much to be kept the oldest go.
 */
function textOf(document) {
  let { since } = document;
  let text = JSON.stringify(packed(document, since));
  while (text.length > MOST_CHARACTERS && since.length > 1) {
    const tooMany = Math.ceil(since.length * (1 - MOST_CHARACTERS / text.length));
    since = since.slice(Math.min(tooMany, since.length - 1));
    text = JSON.stringify(packed(document, since));
  }
  return text;
}

/** Write each thing once, and of each state which things it has: two states that follow each other differ in one. */
function packed({ case: id, agreed, told, editsSeen, idsUsed, lastOwn, since: all, loads }, since) {
  const places = new Map();
  const placeOf = (thing) => {
    if (!places.has(thing)) places.set(thing, places.size);
    return places.get(thing);
  };
  const { seq, writer, content, included } = agreed; // what came from the server knows more, which is not needed again
  const states = [{ seq, writer, content, included }, ...since].map((state) => withEach(state, placeOf));
  return { case: id, things: [...places.keys()], agreed: states[0], told, editsSeen, idsUsed, lastOwn,
    since: states.slice(1), hasAll: since.length === all.length, loads };
}

function withEach(state, change) {
  const families = Object.entries(state.content).map(([family, things]) => [family, things.map(change)]);
  return { ...state, content: Object.fromEntries(families) };
}

/**
 * Go on with what was kept, under this pad's own name: a copy of the tab may go on with it too, and two pads never
 * write under one. The states that went up before stay under theirs, so that they are known again in what the server has.
 */
export function goOnWith(document, { agreed, told, editsSeen, idsUsed, lastOwn, since, hasAll, loads }) {
  if (loads >= MOST_LOADS) {
    document.hasLetGo = true;
    return;
  }
  const past = hasAll ? [agreed, ...since] : since;
  Object.assign(document, { agreed, told, editsSeen, idsUsed, lastOwn, since, loads: loads + 1 });
  document.past = past.slice(0, -1).map(({ seq, content }) => ({ seq, content }));
  document.countAs(since[since.length - 1].content);
}

/** Say, once, that what was kept was let go. */
export function sayLetGo(document, pad) {
  if (!document.hasLetGo) return;
  document.hasLetGo = false;
  pad.toast.say(pad.word("let_go"), [{ label: pad.word("close"), onPress: () => {} }]);
}

/** Use the page's storage; one that is full or not allowed must never stop a finger. */
function inStorage(use) {
  try {
    return use(window.sessionStorage);
  } catch {
    return null;
  }
}
