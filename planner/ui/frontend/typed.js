/**
 * Keeps what was typed into a form that only its own button sends: over a reload it stands in its field again. It waits in
 * the storage of the tab, under a digest of the address, until the form is sent, left or emptied, and ends with the tab.
 */

import { classOf, onPress } from "./senders.js";
import { addressNow, digestOf, inStorage, isAtRest } from "./tab.js";

const KEY = "mesoplan.typed";
const LOOK_MS = 1000;
const CHOSEN = "[data-testid=stDateInput], [data-testid=stSelectbox]"; // kept by chosen.js
const FIELDS = "input:not([type=checkbox]):not([type=radio]), textarea";

const typed = new Map(); // by the name of its field: what stands in it, what stood there before, the field itself
const before = new WeakMap();
let forms = [];
let address = "";

/**
 * Keep from now on what is typed into these forms: `{ fields, sentBy, within }`, how the classes of their fields begin, how
 * those of what sends them begin, and the class of what holds the form, open or shut.
 */
export function keepTyped(those) {
  forms = those;
  if (address) return;
  takeUp();
  document.addEventListener("focusin", ({ target }) => before.set(target, target.value));
  document.addEventListener("input", ({ target }) => note(target));
  onPress((isSent) => send(({ form }) => form && isSent(form.sentBy)));
  setInterval(look, LOOK_MS);
}

function formOf(field) {
  const name = field.matches?.(FIELDS) && !field.closest(CHOSEN) && classOf(field);
  return name ? forms.find(({ fields }) => name.startsWith(fields)) : undefined;
}

/** Return a digest of the name of a field without the count of how often its form was sent; none if it is of no form. */
function nameOf(field) {
  return formOf(field) && digestOf(classOf(field).replace(/-\d+(?=-|$)/g, "-#"));
}

function note(field) {
  const name = nameOf(field);
  if (!name) return;
  if (address !== addressNow()) typed.clear();
  const { was } = typed.get(name) ?? { was: before.get(field) ?? "" };
  typed.set(name, { value: field.value, was, field, shownAs: classOf(field), form: formOf(field), isBack: true, isSent: false });
  keep();
}

/** Let go of words that are on their way; what is refused still stands in its field, and is kept again by the next look. */
function send(isMeant) {
  const meant = [...typed.values()].filter(isMeant);
  meant.forEach((one) => Object.assign(one, { isSent: true }));
  if (meant.length) keep();
}

/** See which fields are still there; one that holds what it held has nothing to be kept. */
function look() {
  if (!typed.size || !isAtRest()) return;
  if (address !== addressNow()) typed.clear();
  for (const [name, one] of typed) {
    if (one.isBack && !one.field.isConnected) one.isBack = false;
    if (isOver(one)) typed.delete(name);
    else if (!one.isBack) putBack(name, one);
    else Object.assign(one, { value: one.field.value, isSent: false });
  }
  keep();
}

/** Tell whether nothing waits any more. A field that has gone may be shown again, as that of a popover, unless it was sent. */
function isOver({ isBack, isSent, field, was, form }) {
  if (isBack) return field.value === was;
  return isSent || Boolean(form && !document.getElementsByClassName(form.within).length);
}

/** Put words of before the page was loaded into their field, once it is there, unless it says something else by now. */
function putBack(name, one) {
  const field = [...document.querySelectorAll(FIELDS)].find((other) => nameOf(other) === name);
  if (!field || field === document.activeElement) return;
  const isNext = one.shownAs && one.shownAs !== classOf(field); // the field of after the form was sent
  if (isNext || (field.value !== one.was && field.value !== one.value)) {
    typed.delete(name);
    return;
  }
  Object.assign(one, { field, shownAs: classOf(field), form: formOf(field), isBack: true });
  field.closest("details:not([open])")?.querySelector("summary").click();
  write(field, one.value);
}

/** Write into a field as a hand does: React listens to what the browser itself sets, and to the hand that leaves. */
function write(field, value) {
  const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value");
  own.set.call(field, value);
  for (const kind of ["input", "focusout"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

function keep() {
  address = addressNow();
  inStorage((storage) => {
    const waiting = [...typed].filter(([, { isSent }]) => !isSent);
    const words = waiting.map(([name, { value, was }]) => [name, { value, was }]);
    if (words.length) storage.setItem(KEY, JSON.stringify({ address, words }));
    else storage.removeItem(KEY);
  });
}

function takeUp() {
  address = addressNow();
  const kept = inStorage((storage) => JSON.parse(storage.getItem(KEY)));
  if (kept?.address !== address) {
    keep();
    return;
  }
  for (const [name, { value, was }] of kept.words) typed.set(name, { value, was, isBack: false });
}
