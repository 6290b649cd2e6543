/**
 * Keeps the browser's way back: a page that is left comes back under the address that it had.
 *
 * To show another page Streamlit first changes what the address of the present one names, and then shows the other one. Both
 * would stand in the way back, so that one step back from home led to a desk of no case: an empty one.
 */

import { isAtRest } from "./tab.js";

const LOOK_MS = 500;
const CASE = "case";

let left = ""; // the address of a page while another one may follow what it was changed to
let looking = 0;

/** Watch over what is added to the way back from now on. */
export function keepWayBack() {
  const { history, location } = window;
  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);

  const settle = () => {
    if (!isAtRest()) return; // the other page may still come
    clearInterval(looking);
    if (isNewCase(left, location.href)) left = "";
    if (!left) return;
    const now = location.href;
    replace(history.state, "", left);
    push(history.state, "", now);
    left = "";
  };

  history.pushState = (state, title, address) => {
    clearInterval(looking);
    if (new URL(address, location.href).pathname === location.pathname) {
      left ||= location.href;
      replace(state, title, address);
      looking = setInterval(settle, LOOK_MS);
      return;
    }
    if (left) replace(history.state, "", left);
    left = "";
    push(state, title, address);
  };
  window.addEventListener("popstate", () => {
    clearInterval(looking);
    left = "";
  });
}

/** Tell whether a page without a case was only given one: there is nothing to go back to. */
function isNewCase(before, now) {
  return !new URL(before).searchParams.has(CASE) && new URL(now).searchParams.has(CASE);
}
