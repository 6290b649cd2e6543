/** Shows what opens: a keyboard can scroll it where it is longer than its place, and a fold comes into view. */

const OPENED = "[data-testid=stPopoverBody]";
const UNFOLDED_MS = 600; // Streamlit's folds open with a movement of half a second

/** Give the focus a place in whatever opens from now on, as soon as it scrolls: Streamlit gives it none. */
export function letKeysScroll() {
  const changes = new MutationObserver(() => {
    for (const body of document.querySelectorAll(OPENED)) {
      if (body.tabIndex !== 0 && body.scrollHeight > body.clientHeight) body.tabIndex = 0;
    }
  });
  changes.observe(document.body, { childList: true, subtree: true });
}

/** Bring a fold that a hand opens into view, as far as it fits: below the edge of what scrolls nothing seems to happen. */
export function showUnfolded() {
  document.addEventListener("click", ({ target }) => {
    const fold = target.closest?.("summary")?.parentElement;
    if (!fold || fold.open) return;
    setTimeout(() => fold.open && fold.scrollIntoView({ block: "nearest" }), UNFOLDED_MS);
  }, true);
}
