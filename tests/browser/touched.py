"""What on a page is too small for a finger in a glove."""

from playwright.sync_api import Page

LEAST_PX = 44
TOUCHED = """(least) => {
  const parts = "button, input, textarea, summary, a[href], [role=radio], [role=option], [role=switch]";
  const hitArea = (one) => {
    const field = one.matches("input") ? one.closest("[data-testid$=Input] > div") : null;
    const label = one.matches("button") ? null : one.closest("label"); // a label presses its own field alone
    return [one, label ?? field].filter(Boolean).map((other) => other.getBoundingClientRect());
  };
  const isShown = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return [...document.querySelectorAll(parts)]
    .filter((one) => isShown(one) && one.getBoundingClientRect().width > 1 && !one.closest("[inert]"))
    .filter((one) => !hitArea(one).some(({ width, height }) => width >= least - 0.5 && height >= least - 0.5))
    .map((one) => [one.tagName, one.innerText || one.getAttribute("aria-label") || one.dataset.testid,
      ...hitArea(one).map(({ width, height }) => `${Math.round(width)}x${Math.round(height)}`)].join(" "));
}"""


def too_small(page: Page) -> list[str]:
    """Return what is too small to touch, once what opens with a movement has come to rest."""
    found: list[str] = page.evaluate(TOUCHED, LEAST_PX)
    for _ in range(10):
        if not found:
            break
        page.wait_for_timeout(200)
        found = page.evaluate(TOUCHED, LEAST_PX)
    return found
