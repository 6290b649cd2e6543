/** Shows what opens: a keyboard can scroll it where it is longer than its place, folds and answers come into view. */

const OPENED = "[data-testid=stPopoverBody]";
const UNFOLDED_MS = 600; // Streamlit's folds open with a movement of half a second
const ANSWERED_MS = 3000; // by then the answer is there, or what changes has nothing to do with the tap

/** Give the focus a place in whatever opens from now on, as soon as it scrolls: Streamlit gives it none. */
export function letKeysScroll() {
  const changes = new MutationObserver(() => {
    for (const body of document.querySelectorAll(OPENED)) {
      if (body.tabIndex !== 0 && body.scrollHeight > body.clientHeight) body.tabIndex = 0;
    }
  });
  changes.observe(document.body, { childList: true, subtree: true });
}

/**
 * Bring a fold that a hand opens into view, as far as it fits: below the edge of what scrolls nothing seems to happen. One that
 * a script opens, to put back what was typed before a reload, leaves the page where it is.
 */
export function showUnfolded() {
  document.addEventListener("click", ({ target, isTrusted }) => {
    const fold = target.closest?.("summary")?.parentElement;
    if (!isTrusted || !fold || fold.open) return;
    setTimeout(() => fold.open && fold.scrollIntoView({ block: "nearest" }), UNFOLDED_MS);
  }, true);
}

/** Keep the button that was tapped in view while an answer, such as why it did nothing, comes between it and what is above. */
export function keepTappedInView() {
  let tapped = null;
  const changes = new MutationObserver(() => {
    if (tapped.isConnected && tapped.getBoundingClientRect().bottom > window.innerHeight) tapped.scrollIntoView({ block: "nearest" });
  });
  const letGo = () => changes.disconnect();
  document.addEventListener("click", ({ target }) => {
    letGo();
    tapped = target.closest?.("button");
    if (!tapped || tapped.getBoundingClientRect().bottom > window.innerHeight) return;
    changes.observe(document.body, { childList: true, subtree: true });
    setTimeout(letGo, ANSWERED_MS);
  }, true);
  for (const scrolls of ["wheel", "touchmove", "keydown"]) document.addEventListener(scrolls, letGo, { capture: true, passive: true });
}
