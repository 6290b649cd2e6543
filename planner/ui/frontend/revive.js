/**
 * Brings back a page that has stopped for good. On a mistake of its own Streamlit's front end takes everything off the page,
 * or gives up its line; nothing then ever comes up or down again, whereas a page that is loaded anew is there in seconds.
 */

import { html } from "./elements.js";
import { say } from "./words.js";

const LOOK_MS = 1000;
const LEAST_APART_MS = 60_000; // what stops again sooner would do so for ever: then a finger decides
const LOADED_AT = "mesoplan.loaded_anew";
const HEALTH_URL = "/_stcore/health";
const NOTICE = "position:fixed;inset:0 0 auto;z-index:2147483647;padding:14px 18px;display:flex;gap:16px;align-items:center;"
  + "background:#20303c;color:#fff;font:17px/1.4 system-ui,sans-serif";
const BUTTON = "min-height:48px;padding:0 20px;font:inherit;color:#20303c;background:#fff;border:0;border-radius:8px";
const NOTICE_ID = "mesoplan-stopped";
const FIELDS = "input, textarea, select, [contenteditable=true]";

let watch = null;

/**
 * Look after this page from now on; once it has stopped, say in the words of that key what comes of what was not saved.
 * Each component has this file for itself: the page remembers for all of them what it shows, and that its stop was said.
 */
export function watchOver(promise) {
  document.documentElement.dataset.afterStop = promise;
  watch ??= setInterval(() => {
    if (!hasStopped()) return;
    clearInterval(watch);
    bringBack();
  }, LOOK_MS);
}

function hasStopped() {
  const app = document.querySelector("[data-testid=stApp]");
  return !app || app.dataset.testConnectionState === "DISCONNECTED_FOREVER";
}

/** Load the page anew as soon as there is a server, unless that was tried just now or somebody is in a field. */
async function bringBack() {
  if (document.getElementById(NOTICE_ID)) return;
  const promise = say(document.documentElement.dataset.afterStop);
  const words = html("span", {}, `${say("stopped")} ${promise}`);
  document.body.append(html("div", { id: NOTICE_ID, role: "alert", style: NOTICE }, words,
    html("button", { type: "button", style: BUTTON, onclick: () => window.location.reload() }, say("load_anew"))));
  while (!(await isServed())) await new Promise((goOn) => setTimeout(goOn, LOOK_MS));
  if (!document.activeElement?.matches(FIELDS) && isFirstTime()) window.location.reload();
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
