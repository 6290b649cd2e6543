/**
 * Loads a page anew that came empty.
 *
 * A change of page that begins in the very moment in which a run ends can be lost: the old page is cleared, and nobody runs the
 * new one. A doubled tap does that, or a step back beside a tap. The address is right by then, so loading it brings the page.
 */

import { isAtRest } from "./tab.js";

const LOOK_MS = 1500; // to read what a page says has it laid out: seldom
const LOOKS = 4; // so often a page that changed is looked at
const EMPTY = 2; // so many looks at a page that is at rest and empty are no moment between two pages

let looking = 0;

/** Watch over every change of page from now on. */
export function loadEmptyPagesAnew() {
  const { history } = window;
  const push = history.pushState.bind(history);
  history.pushState = (...entry) => {
    push(...entry);
    look();
  };
  window.addEventListener("popstate", look);
}

function look() {
  clearInterval(looking);
  let looks = 0;
  let empty = 0;
  looking = setInterval(() => {
    looks += 1;
    empty = isEmpty() ? empty + 1 : 0;
    if (looks >= LOOKS || empty >= EMPTY) clearInterval(looking);
    if (empty >= EMPTY) window.location.reload();
  }, LOOK_MS);
}

function isEmpty() {
  const main = document.querySelector("[data-testid=stMain]");
  return main !== null && isAtRest() && main.innerText.trim() === "";
}
