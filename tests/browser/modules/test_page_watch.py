"""What looks after every page, on a page of its own without a server: there each takes a moment."""

import pytest
from playwright.sync_api import Page, expect

from planner.ui.tab_forms import FORMS
from tests.browser.modules.of_modules import LOOK, PATIENT
from tests.browser.session_pages import WORDS_THAT_WAIT

ENTRY = "st-key-home-entry-a1b2"
POPOVER = """([entry, count]) => {
  const body = Object.assign(document.createElement("div"), { id: "popover" });
  body.setAttribute("role", "dialog");
  body.dataset.testid = "stPopoverBody";
  body.innerHTML = `<div class="${entry}-${count}-note"><textarea></textarea></div>
    <div class="${entry}-${count}-keep">
      <div data-testid="stButton"><button>Keep the entry</button></div></div>`;
  document.body.append(body);
}"""
SHUT = "document.getElementById('popover').remove()"
KEEP = "async (forms) => (await import('/typed.js')).keepTyped(forms)"
BATCH = """() => document.querySelector("[data-testid=stApp]").insertAdjacentHTML("beforeend",
  "<div class='st-key-treat-outcome'><div class='st-key-treat-product-0-batch'><input></div></div>")"""
ADD = """() => document.querySelector(".st-key-treat-outcome").insertAdjacentHTML("beforeend",
  "<div class='st-key-treat-add-0'><div data-testid='stButton'><button>Add product</button></div></div>")"""
WORDS = "afraid of needles"


@pytest.fixture
def written(page: Page) -> Page:
    """The page with words in a patient's entry that were not sent."""
    page.evaluate(KEEP, [form.classes() for form in FORMS])
    page.evaluate(POPOVER, [ENTRY, 1])
    page.locator("textarea").fill(WORDS)
    page.evaluate(LOOK)
    return page


def note(page: Page, count: int) -> str:
    """Open the popover, and return what stands in it then."""
    page.evaluate(POPOVER, [ENTRY, count])
    page.evaluate(LOOK)
    return page.locator("textarea").input_value()


def test_words_of_a_popover_wait_until_it_is_opened_again(written: Page) -> None:
    written.evaluate(SHUT)
    written.evaluate(LOOK)
    written.evaluate(LOOK)
    shut = written.evaluate(WORDS_THAT_WAIT)

    opened = note(written, 1)
    written.reload()
    written.evaluate(KEEP, [form.classes() for form in FORMS])

    assert WORDS in shut
    assert opened == WORDS
    assert note(written, 0) == WORDS


def test_words_that_were_sent_or_have_no_form_any_more_do_not_come_back(written: Page) -> None:
    written.get_by_role("button", name="Keep the entry").click()
    sent = written.evaluate(WORDS_THAT_WAIT)
    written.evaluate(LOOK)
    refused = written.evaluate(WORDS_THAT_WAIT)
    written.evaluate(SHUT)
    following = note(written, 2)
    written.locator("textarea").fill(WORDS)
    written.evaluate(SHUT + "; document.querySelector('.st-key-home-entry').remove()")
    written.evaluate(LOOK)

    assert sent is None
    assert WORDS in refused
    assert following == ""
    assert written.evaluate(WORDS_THAT_WAIT) is None


def test_enter_sends_no_form_and_leaves_what_is_typed(page: Page) -> None:
    page.evaluate(KEEP, [form.classes() for form in FORMS])
    page.evaluate(BATCH)
    page.locator("input").fill("AB-12")
    page.keyboard.press("Enter")  # as a scanner ends each batch
    kept = page.evaluate(WORDS_THAT_WAIT)
    page.evaluate(ADD)
    page.get_by_role("button", name="Add product").click()

    assert "AB-12" in kept
    assert page.evaluate(WORDS_THAT_WAIT) is None


def test_what_waits_names_nobody_and_goes_with_its_page(written: Page) -> None:
    stored = written.evaluate(WORDS_THAT_WAIT)
    written.goto(PATIENT.replace("P-777F", "P-888K"))
    written.evaluate(KEEP, [form.classes() for form in FORMS])

    assert WORDS in stored
    assert "777F" not in stored
    assert "a1b2" not in stored
    assert written.evaluate(WORDS_THAT_WAIT) is None


def test_a_page_that_stops_leaves_whoever_types_in_a_popover_in_peace(page: Page) -> None:
    page.evaluate("async () => (await import('/revive.js')).watchOver('look_at_last_tap')")
    page.evaluate(POPOVER, [ENTRY, 1])
    page.locator("textarea").fill(WORDS)

    page.evaluate(
        "document.querySelector('[data-testid=stApp]').dataset.testConnectionState = 'DISCONNECTED_FOREVER'"
    )
    page.evaluate(LOOK)

    notice = page.locator("#mesoplan-stopped")
    expect(notice).to_contain_text("Load it anew when you are ready")
    expect(notice).to_contain_text("typed about a skip is lost")
    assert page.locator("textarea").input_value() == WORDS


def test_a_page_shown_while_the_store_could_not_tell_is_run_again_once(page: Page) -> None:
    runs = page.evaluate(
        """async () => {
          const { Erasures } = await import("/erasures.js");
          const erasures = new Erasures();
          let runs = 0;
          const runAgain = () => { runs += 1; erasures.update({ erased: 3, url: "/erased" }, runAgain); };
          erasures.update({ erased: null, url: "/erased" }, runAgain);
          await erasures.ask();
          await erasures.ask();
          return runs;
        }"""
    )

    assert runs == 1


def test_how_near_steps_lie_is_seen_over_the_whole_leg(page: Page) -> None:
    near_mm = page.evaluate(
        """async () => {
          const { leastApart } = await import("/apart.js");
          const [there, back] = [[0, 1, 2, 3], [3, 2, 1, 0]];
          const steps = [[50, 0], ...there.map((x) => [10 * x, 0]), ...back.map((x) => [10 * x, 4]), [50, 1]];
          const atOnePlace = [[0, 0], [0, 0]];
          return [leastApart(steps.slice(1, 9)), leastApart(steps), leastApart(atOnePlace)];
        }"""
    )

    assert near_mm[:2] == [4, 1]
    assert near_mm[2] == float("inf")
