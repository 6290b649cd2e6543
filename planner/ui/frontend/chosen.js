/** Keeps the days and choices of forms that were not sent: the server says what is chosen, and hears it after a reload. */

import { addressNow, digestOf, inStorage, isAtRest } from "./tab.js";

const KEY = "mesoplan.chosen";
const LOOK_MS = 500;
const LOST_MS = 4000; // after which nothing that was said is under way any more
const MOST_TRIES = 4;

const seen = new Set(); // forms that this page has shown since it was loaded
const said = new Map(); // by the name of a form: what is said to the server until it is chosen again

export default function ({ data, parentElement, setTriggerValue }) {
  const { form, chosen, heard } = data;
  const name = digestOf(`${addressNow()} ${form}`);
  const kept = find()[name];
  if (kept && !heard && !seen.has(name)) {
    said.set(name, { kept, tries: 0, look: setInterval(() => sayAgain(name), LOOK_MS) });
    parentElement.closest("details:not([open])")?.querySelector("summary").click();
  }
  seen.add(name);
  Object.assign(said.get(name) ?? {}, { heard, chosen, place: parentElement, say: (value) => setTriggerValue("back", value) });
  sayAgain(name);
  if (!said.has(name)) keep(name, chosen);
}

/**
 * Say what was chosen, once the page is at rest, until it is: a field that is being filled at the same moment sends what
 * all fields showed before. What the server hears and does not choose, it does not want.
 */
function sayAgain(name) {
  const one = said.get(name);
  if (!one) return;
  const isHeard = one.tries > 0 && one.heard === one.tries;
  const isChosen = Object.entries(one.kept).every(([field, pair]) => JSON.stringify(one.chosen[field]) === JSON.stringify(pair));
  const isNext = isHeard || !one.tries || performance.now() - one.at > LOST_MS;
  if ((isHeard && isChosen) || (isNext && one.tries === MOST_TRIES) || !one.place.isConnected) {
    clearInterval(one.look);
    said.delete(name);
    if (isHeard && one.place.isConnected) keep(name, one.chosen);
  } else if (isNext && isAtRest()) {
    Object.assign(one, { tries: one.tries + 1, at: performance.now() });
    one.say({ n: one.tries, chosen: one.kept });
  }
}

/** Let go of what was chosen on another page. */
export function forgetElsewhere() {
  inStorage((storage) => {
    if (storage.getItem(KEY) && JSON.parse(storage.getItem(KEY)).address !== addressNow()) storage.removeItem(KEY);
  });
}

/** Return what is kept of the forms of this page, by their names. */
function find() {
  const kept = inStorage((storage) => JSON.parse(storage.getItem(KEY)));
  return kept?.address === addressNow() ? kept.forms : {};
}

function keep(name, chosen) {
  const forms = { ...find(), [name]: chosen };
  if (!Object.keys(chosen).length) delete forms[name];
  inStorage((storage) => {
    if (Object.keys(forms).length) storage.setItem(KEY, JSON.stringify({ address: addressNow(), forms }));
    else storage.removeItem(KEY);
  });
}
