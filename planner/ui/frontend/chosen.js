/** Keeps the days and choices of forms that were not sent: the server says what is chosen, and hears it after a reload. */

import { onPress } from "./senders.js";
import { addressNow, digestOf, inStorage, isAtRest } from "./tab.js";

const KEY = "mesoplan.chosen";
const LOOK_MS = 500;
const LOST_MS = 4000; // after which nothing that was said or sent is under way any more
const MOST_TRIES = 4;

const shown = new Map(); // by the class of what holds a form: the form that this page has shown in it last

setInterval(() => shown.forEach(look), LOOK_MS);
onPress((isSent) => [...shown.values()].filter(({ sentBy }) => isSent(sentBy)).forEach(send));

export default function ({ data, parentElement, setTriggerValue }) {
  const { within } = data;
  const name = nameOf(data.form);
  if (shown.get(within)?.name !== name) shown.set(within, begun(name, data, parentElement));
  const one = shown.get(within);
  Object.assign(one, data, { place: parentElement, say: (value) => setTriggerValue("back", value) });
  Object.keys(one.chosen).forEach((field) => delete one.waiting[field]); // again, or by a hand, which may undo it
  sayAgain(one);
  keep(one);
}

function nameOf(form) {
  return digestOf(`${addressNow()} ${form}`);
}

/** Return a form that the page shows for the first time, with what was chosen in it before the page was loaded. */
function begun(name, { within, heard }, place) {
  const kept = find()[within];
  const waiting = kept?.name === name && !heard ? kept.chosen : {};
  if (Object.keys(waiting).length) place.closest("details:not([open])")?.querySelector("summary").click();
  return { name, waiting, tries: 0, sentAt: null };
}

/**
 * Say what was chosen, once the page is at rest, until it is: a field that is being filled at the same moment sends what
 * all fields showed before. What the server hears and does not choose, it does not want; and what waits for a form may not be
 * said to that of another address, which stands in its place by now.
 */
function sayAgain(one) {
  const isHeard = one.tries > 0 && one.heard === one.tries;
  if (nameOf(one.form) !== one.name || (isHeard && one.tries === MOST_TRIES)) one.waiting = {};
  const isNext = isHeard || !one.tries || performance.now() - one.at > LOST_MS;
  if (!Object.keys(one.waiting).length || !isNext || one.tries === MOST_TRIES) return;
  if (!one.place.isConnected || !isAtRest()) return;
  Object.assign(one, { tries: one.tries + 1, at: performance.now() });
  one.say({ n: one.tries, chosen: { ...one.waiting } });
}

/** Let go of what is on its way; what is refused stays chosen, and is kept again once the page has been at rest. */
function send(one) {
  Object.assign(one, { waiting: {}, sentAt: performance.now() });
  keep(one);
}

/** Say what was not heard yet; keep again what was sent and still stands there: it was refused. */
function look(one) {
  sayAgain(one);
  const isOver = one.sentAt !== null && performance.now() - one.sentAt > LOST_MS;
  if (!isOver || !isAtRest() || !one.place.isConnected || nameOf(one.form) !== one.name) return;
  one.sentAt = null;
  keep(one);
}

/** Let go of what was chosen on another page, and in a form that this page does not hold any more. */
export function forgetElsewhere() {
  const kept = inStorage((storage) => JSON.parse(storage.getItem(KEY)));
  if (kept && kept.address !== addressNow()) store({});
  if (!isAtRest()) return;
  const forms = Object.entries(find());
  const standing = forms.filter(([within]) => document.getElementsByClassName(within).length);
  if (standing.length < forms.length) store(Object.fromEntries(standing));
}

/** Return what is kept of the forms of this page, by the classes of what holds them. */
function find() {
  const kept = inStorage((storage) => JSON.parse(storage.getItem(KEY)));
  return kept?.address === addressNow() ? kept.forms : {};
}

function keep({ within, name, waiting, chosen, sentAt }) {
  const forms = find();
  delete forms[within];
  const open = { ...waiting, ...chosen };
  if (sentAt === null && Object.keys(open).length) forms[within] = { name, chosen: open };
  store(forms);
}

function store(forms) {
  inStorage((storage) => {
    if (Object.keys(forms).length) storage.setItem(KEY, JSON.stringify({ address: addressNow(), forms }));
    else storage.removeItem(KEY);
  });
}
