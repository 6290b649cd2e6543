/** Keeps the days and choices of forms that were not sent: the server says what is chosen, and hears it after a reload. */

import { addressNow, digestOf, inStorage } from "./tab.js";

const KEY = "mesoplan.chosen";

const seen = new Set(); // forms that this page has shown since it was loaded
const asked = new Set(); // those of which the server was told, and has not said yet that it heard

export default function ({ data, parentElement, setTriggerValue }) {
  const { form, chosen, taken } = data;
  const name = digestOf(`${addressNow()} ${form}`);
  const kept = find()[name];
  if (taken) asked.delete(name);
  else if (kept && !seen.has(name)) {
    asked.add(name);
    setTriggerValue("back", kept);
    parentElement.closest("details:not([open])")?.querySelector("summary").click();
  }
  seen.add(name);
  if (!asked.has(name)) keep(name, chosen);
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
