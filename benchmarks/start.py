"""Cold start of the app against ``streamlit hello``: until the server answers, and until a page stands."""

import statistics
import time

from playwright.sync_api import Browser

from tools.desk import LANDSCAPE, chrome, served

ROUNDS = 3


def seconds_to_page(browser: Browser, command: tuple[str, ...], path: str, sign: str) -> tuple[float, float]:
    """Return the seconds from the command to the first answer, and to the page that shows ``sign``."""
    started = time.perf_counter()
    with served(*command) as (address, answered_s):
        page = browser.new_page(viewport=LANDSCAPE)
        page.goto(address + path)
        page.wait_for_selector(sign, timeout=60_000)
        shown_s = time.perf_counter() - started
        page.close()
    return answered_s, shown_s


def main() -> None:
    """Print medians and their ratios."""
    with chrome() as browser:
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(seconds_to_page(browser, ("run", "app.py"), "/plan?understood=1", ".mp-root svg"))
            theirs.append(seconds_to_page(browser, ("hello",), "/", "h1"))
    for name, column in (("server answers", 0), ("page stands", 1)):
        mine = statistics.median(row[column] for row in ours)
        peer = statistics.median(row[column] for row in theirs)
        print(f"cold start, {name}: {mine:.2f} s, streamlit hello {peer:.2f} s, ratio {mine / peer:.2f}")


if __name__ == "__main__":
    main()
