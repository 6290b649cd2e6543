/**
 * Brings back a page that has stopped for good. On a mistake of its own Streamlit's front end takes everything off the page,
 * or gives up its line; nothing then ever comes up or down again, whereas a page that is loaded anew is there in seconds.
 */

import { saysNoLine } from "./line.js";
import { showNotice } from "./notice.js";
import { say } from "./words.js";

const LOOK_MS = 1000;
const LEAST_APART_MS = 60_000; // what stops again sooner would do so for ever: then a finger decides
const LOADED_AT = "mesoplan.loaded_anew";
const HEALTH_URL = "/_stcore/health";
const NOTICE = "mesoplan-stopped";
const FIELDS = "input, textarea, select, [contenteditable=true]";

let watch = null;
let field = null; // which somebody is in

/** Look after this page from now on; once it has stopped, say in the words of that key what comes of what was not saved. */
export function watchOver(promise) {
  document.documentElement.dataset.afterStop = promise;
  if (watch) return;
  watch = setInterval(() => {
    if (!hasStopped()) return;
    clearInterval(watch);
    bringBack();
  }, LOOK_MS);
  document.addEventListener("focusin", ({ target }) => {
    const dialog = target.closest("[role=dialog]");
    if (!dialog || !saysNoLine(dialog)) field = target.matches(FIELDS) ? target : null;
  });
  // Without a line Streamlit disables every field, and opens a dialog: that takes the focus, and nobody has left.
  document.addEventListener("focusout", ({ target }) => {
    if (target === field && !field.disabled) field = null;
  });
}

function hasStopped() {
  const app = document.querySelector("[data-testid=stApp]");
  return !app || app.dataset.testConnectionState === "DISCONNECTED_FOREVER";
}

/** Load the page anew as soon as there is a server, unless that was tried just now or somebody is in a field. */
async function bringBack() {
  const promise = say(document.documentElement.dataset.afterStop);
  const button = { label: say("load_anew"), onPress: () => window.location.reload() };
  const words = showNotice(NOTICE, `${say("stopped")} ${promise}`, { button });
  while (!(await isServed())) await new Promise((goOn) => setTimeout(goOn, LOOK_MS));
  if (!field?.isConnected && isFirstTime()) window.location.reload();
  else words.textContent = `${say("stopped_again")} ${promise}`;
}

async function isServed() {
  try {
    return (await fetch(HEALTH_URL, { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

/** Note that the page is loaded anew, and tell whether that is longer ago; without a note it could go on for ever. */
function isFirstTime() {
  try {
    const before = Number(window.sessionStorage.getItem(LOADED_AT));
    window.sessionStorage.setItem(LOADED_AT, Date.now());
    return Date.now() - before > LEAST_APART_MS;
  } catch {
    return false;
  }
}
