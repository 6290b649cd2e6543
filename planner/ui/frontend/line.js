/**
 * Says that there is no line to the server, in a strip that leaves the page to the hand. Streamlit says it in a dialog over
 * the whole page, in words for whoever runs the server, and takes the focus from whoever types: so that one is closed.
 *
 * Once the line is back the page is run again: a server that was started anew, another one, or one that has forgotten a
 * tablet that slept, knows none of its parts. Streamlit asks such a server for the part that was touched, and nothing comes.
 */

import { dropNotice, showNotice } from "./notice.js";
import { say } from "./words.js";

const PATIENCE_MS = 2000; // a change of masts takes less
const NOTICE = "mesoplan-no-line";
const STATE = "data-test-connection-state";
const CUT = new Set(["PINGING_SERVER", "CONNECTING"]);
const GIVEN_UP = "DISCONNECTED_FOREVER"; // said by `revive.js`
const DIALOG = "Connection error";

const dialogs = new MutationObserver(closeDialog);
let watched = null;
let soon = null;
let promise = "";
let runAgain = () => {};

/** Look after the line from now on; without one, say in the words of that key what comes of what is done meanwhile. */
export function watchLine(words, whenBack) {
  [promise, runAgain] = [words, whenBack];
  const app = document.querySelector("[data-testid=stApp]");
  if (!app || app === watched) return;
  watched = app;
  new MutationObserver(lineChanged).observe(app, { attributes: true, attributeFilter: [STATE] });
}

function lineChanged() {
  const state = watched.getAttribute(STATE);
  const isCut = CUT.has(state);
  if (isCut || state === GIVEN_UP) dialogs.observe(document.body, { childList: true, subtree: true });
  else dialogs.disconnect();
  if (isCut) soon ??= setTimeout(sayCut, PATIENCE_MS);
  else if (soon !== null) dropCut(state);
}

function sayCut() {
  showNotice(NOTICE, `${say("no_line")} ${say(promise)}`, { role: "status" });
}

function dropCut(state) {
  clearTimeout(soon);
  soon = null;
  dropNotice(NOTICE);
  if (state !== GIVEN_UP) runAgain();
}

/** Tell whether a dialog is Streamlit's own about its line; a popover is a dialog too. */
export function saysNoLine(dialog) {
  return dialog.textContent.includes(DIALOG);
}

/** Close Streamlit's dialog as soon as it opens: the focus goes back to the field from which it was taken. */
function closeDialog() {
  const dialog = [...document.querySelectorAll("[role=dialog]")].find(saysNoLine);
  dialog?.querySelector("button[aria-label=Close]")?.click();
}
