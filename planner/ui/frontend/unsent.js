/**
 * What of a document is not acknowledged yet, kept in the page's own storage: a reload, or a tablet that lets the page go
 * and brings it back, finds it. It belongs to this tab alone and ends with it, and is dropped as soon as all is saved.
 */

const KEY = "mesoplan.unsent.1 "; // another form of what is kept gets another number
const MOST_STATES = 20; // an older one only tells the merge more exactly what the server may have had
const MOST_CHARACTERS = 1_000_000; // of the five million that a tab has
const MOST_LOADS = 20; // what was never acknowledged after so many loads is refused for good

/** Keep what of the document the server has not acknowledged; nothing is kept once it has it all. */
export function keepUnsent(document) {
  const text = document.since.length ? JSON.stringify(unsentOf(document)) : "";
  inStorage((storage) => {
    if (text && text.length <= MOST_CHARACTERS) storage.setItem(KEY + document.case, text);
    else storage.removeItem(KEY + document.case);
  });
}

/** Return what was kept of that case, or nothing. */
export function findUnsent(caseId) {
  const kept = inStorage((storage) => JSON.parse(storage.getItem(KEY + caseId)));
  return kept?.case === caseId && kept.since.length && kept.loads < MOST_LOADS ? kept : null;
}

function unsentOf({ case: id, agreed, told, editsSeen, idsUsed, lastOwn, since, loads }) {
  const { seq, writer, content, included } = agreed; // what came from the server knows more, which is not needed again
  return { case: id, agreed: { seq, writer, content, included }, told, editsSeen, idsUsed, lastOwn,
    since: since.slice(-MOST_STATES), loads };
}

/**
 * Go on with what was kept, under this pad's own name: a copy of the tab may go on with it too, and two pads never
 * write under one. The states that went up before stay under theirs, so that they are known again in what the server has.
 */
export function goOnWith(document, { agreed, told, editsSeen, idsUsed, lastOwn, since, loads }) {
  const past = since.length < MOST_STATES ? [agreed, ...since] : since;
  Object.assign(document, { agreed, told, editsSeen, idsUsed, lastOwn, since, loads: loads + 1 });
  document.past = past.slice(0, -1).map(({ seq, content }) => ({ seq, content }));
  document.countAs(since[since.length - 1].content);
}

/** Use the page's storage; one that is full or not allowed must never stop a finger. */
function inStorage(use) {
  try {
    return use(window.sessionStorage);
  } catch {
    return null;
  }
}
