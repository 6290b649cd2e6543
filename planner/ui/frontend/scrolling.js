/** Lets a keyboard scroll what opens over the page and is longer than its place, such as a list of sources. */

const OPENED = "[data-testid=stPopoverBody]";

/** Give the focus a place in whatever opens from now on, as soon as it scrolls: Streamlit gives it none. */
export function letKeysScroll() {
  const changes = new MutationObserver(() => {
    for (const body of document.querySelectorAll(OPENED)) {
      if (body.tabIndex !== 0 && body.scrollHeight > body.clientHeight) body.tabIndex = 0;
    }
  });
  changes.observe(document.body, { childList: true, subtree: true });
}
