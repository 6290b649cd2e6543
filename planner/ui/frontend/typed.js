/**
 * Keeps what was typed into a form that only its own button sends: over a reload it stands in its field again. It waits in
 * the storage of the tab, under the address of the page, until the form is sent, left or emptied, and ends with the tab.
 */

const KEY = "mesoplan.typed";
const LOOK_MS = 1000;
const NAMED = ["case", "patient", "session"]; // what of the address says whose page it is
const FIELDS = "input:not([type=checkbox]):not([type=radio]), textarea";

const typed = new Map(); // by the name of its field: what stands in it, what stood there before, the field itself
const before = new WeakMap();
let forms = [];
let address = "";

/** Keep what is typed into the fields whose class begins with one of those, from now on. */
export function keepTyped(beginnings) {
  forms = beginnings;
  if (address) return;
  takeUp();
  document.addEventListener("focusin", ({ target }) => before.set(target, target.value));
  document.addEventListener("input", ({ target }) => note(target));
  setInterval(look, LOOK_MS);
}

/** Return the class by which Streamlit names a field; nothing if it is not of such a form. */
function classOf(field) {
  const named = field.matches?.(FIELDS) && field.closest("[class*=st-key-]");
  return named && [...named.classList].find((one) => forms.some((form) => one.startsWith(form)));
}

/** Return the name of a field without the count of how often its form was sent. */
function nameOf(field) {
  return classOf(field)?.replace(/-\d+(?=-|$)/g, "-#");
}

function note(field) {
  const name = nameOf(field);
  if (!name) return;
  if (address !== addressNow()) typed.clear();
  const { was } = typed.get(name) ?? { was: before.get(field) ?? "" };
  typed.set(name, { value: field.value, was, field, isBack: true });
  keep();
}

/** See which fields are still there: one that has gone was sent, one that holds what it held has nothing to be kept. */
function look() {
  if (!typed.size || !isAtRest()) return;
  if (address !== addressNow()) typed.clear();
  for (const [name, one] of typed) {
    if (!one.isBack) putBack(name, one);
    else if (!one.field.isConnected || one.field.value === one.was) typed.delete(name);
    else one.value = one.field.value;
  }
  keep();
}

/** Put words of before the page was loaded into their field, once it is there, unless it says something else by now. */
function putBack(name, one) {
  const field = [...document.querySelectorAll(FIELDS)].find((other) => nameOf(other) === name);
  if (!field || field === document.activeElement) return;
  if (field.value !== one.was && field.value !== one.value) {
    typed.delete(name);
    return;
  }
  Object.assign(one, { field, isBack: true });
  field.closest("details:not([open])")?.querySelector("summary").click();
  write(field, one.value);
}

/** Write into a field as a hand does: React listens to what the browser itself sets, and to the hand that leaves. */
function write(field, value) {
  const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value");
  own.set.call(field, value);
  for (const kind of ["input", "focusout"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

/** Tell whether the page is whole: while it is run or has no line, fields may be gone that come again. */
function isAtRest() {
  const { testConnectionState, testScriptState } = document.querySelector("[data-testid=stApp]")?.dataset ?? {};
  return testConnectionState === "CONNECTED" && testScriptState === "notRunning" && !document.querySelector("[data-stale=true]");
}

function addressNow() {
  const query = new URLSearchParams(window.location.search);
  return [window.location.pathname, ...NAMED.map((name) => query.get(name) ?? "")].join(" ");
}

function keep() {
  address = addressNow();
  inStorage((storage) => {
    const words = [...typed].map(([name, { value, was }]) => [name, { value, was }]);
    if (words.length) storage.setItem(KEY, JSON.stringify({ address, words }));
    else storage.removeItem(KEY);
  });
}

function takeUp() {
  address = addressNow();
  const kept = inStorage((storage) => JSON.parse(storage.getItem(KEY)));
  if (kept?.address !== address) return;
  for (const [name, { value, was }] of kept.words) typed.set(name, { value, was, isBack: false });
}

/** Use the page's storage; one that is full or not allowed must never stop a hand. */
function inStorage(use) {
  try {
    return use(window.sessionStorage);
  } catch {
    return null;
  }
}
