"""The treatment as a hand meets it: ticked off, undone, paused, skipped, on the map and beside it."""

import re

from playwright.sync_api import expect

from tests.browser.session_pages import CHOICES_THAT_WAIT, WORDS_THAT_WAIT
from tests.browser.treat_page import BEGIN, STEP_AT, OpenTreat, TreatPage

TOO_SMALL_DAYS = """() => [...document.querySelectorAll("[role=gridcell] > *, [role=dialog] button")]
  .filter((one) => one.checkVisibility({ opacityProperty: true }) && one.offsetWidth > 20)
  .map((one) => [one.innerText, one.offsetWidth, one.offsetHeight])
  .filter(([, width, height]) => width < 44 || height < 44)"""


def test_scores_and_a_reminder_set_before_the_beginning_outlast_a_reload_and_go_with_it(
    ready_treat: OpenTreat,
) -> None:
    page = ready_treat()
    vas = page.page.get_by_label("VAS before, 0 to 100")
    page.page.get_by_role("radio", name="7", exact=True).tap()
    page.page.get_by_text("VAS, Roland-Morris, Oswestry").tap()
    vas.fill("60")
    page.page.keyboard.press("Enter")
    expect(page.page.get_by_text(re.compile(r"Saved \d\d:\d\d:\d\d"))).to_be_visible()
    page.rest()
    page.reload()
    expect(page.page.get_by_role("radio", name="7", exact=True)).to_be_checked()
    page.page.get_by_text("Reminders to change needle and syringe").tap()
    page.page.get_by_label("Needle", exact=True).fill("1")
    page.page.keyboard.press("Enter")
    page.rest()

    page.press(BEGIN)
    page.give(1)

    expect(page.page.get_by_text("Change the needle: 1 injection or pass.")).to_be_visible()
    page.press("More")
    expect(page.page.get_by_role("radio", name="7", exact=True)).to_be_checked()
    expect(vas).to_have_value("60")


def test_the_plan_is_ticked_off_to_the_end_with_one_button(treat: OpenTreat) -> None:
    page = treat()

    for n in (1, 2, 3):
        expect(page.big).to_have_text(str(n))
        page.give(n)

    expect(page.page.get_by_role("heading", name="Done")).to_be_visible()
    expect(page.page.locator(".mt-root circle.mt-given")).to_have_count(3)
    page.press("Add point")  # one that was needed after all
    expect(page.page.locator(".mt-root.mt-adding")).to_have_count(1)
    x_px, y_px = page.page.evaluate(STEP_AT, 2)
    page.page.touchscreen.tap(x_px + 60, y_px + 60)
    expect(page.page.locator(".mt-root circle.mt-added")).to_have_count(1)
    expect(page.page.get_by_text("Added, 0.1 mL")).to_be_visible()


def test_a_tap_on_a_point_gives_it_and_undo_takes_it_back(treat: OpenTreat) -> None:
    page = treat()

    page.tap_step(3)
    expect(page.page.locator(".mt-root circle.mt-given")).to_have_count(1)
    expect(page.big).to_have_text("1")
    page.press("Undo")

    expect(page.page.locator(".mt-root circle.mt-given")).to_have_count(0)


def test_a_step_is_skipped_with_its_reason_and_the_end_tells_it(treat: OpenTreat) -> None:
    page = treat()

    page.press("Skip")
    page.press("Skip 1")
    expect(page.page.get_by_text("say why")).to_be_visible()  # no reason is presumed
    page.why("Bleeds")
    page.press("Skip 1")
    expect(page.big).to_have_text("2")
    expect(page.page.locator(".mt-root circle.mt-skipped")).to_have_count(1)
    page.page.keyboard.press("Escape")
    page.give(2)
    page.give(3)

    expect(page.page.get_by_text("Skipped, 1: Bleeds")).to_be_visible()


def test_what_was_skipped_is_planned_again_on_a_desk_of_its_own(treat: OpenTreat) -> None:
    page = treat()
    page.give(1)
    page.give(2)
    page.press("End here")
    page.why("Patient unwell")
    page.press("End here: skip 1 step that is open")
    expect(page.page.get_by_text("Skipped, 1: Patient unwell")).to_be_visible()
    page.press("Undo")
    expect(page.big).to_have_text("3")
    page.press("End here")
    page.why("Patient unwell")
    page.press("End here: skip 1 step that is open")

    page.press("Plan what was skipped, on a new desk")

    rows = page.page.locator(".st-key-findings").get_by_role("button", name=re.compile("·"))
    expect(rows).to_have_count(1, timeout=30_000)
    punctures = page.page.locator(".st-key-figures").get_by_test_id("stMetricValue").first
    expect(punctures).to_have_text("1")
    page.page.go_back()
    expect(page.page.get_by_text("Skipped, 1: ")).to_be_visible(timeout=30_000)  # the treatment that was left


def test_batches_of_two_tablets_are_both_written_down_and_found_after_a_reload(
    treat: OpenTreat,
) -> None:
    page = treat()
    page.press("More")
    page.press("Given: all that is open up to 3")
    expect(page.page.get_by_role("heading", name="Done")).to_be_visible()
    page.page.keyboard.press("Escape")
    other = TreatPage(page.page.context.new_page())
    other.page.goto(page.page.url)
    other.page.get_by_label("Product, as you name it").fill("lidocaine", timeout=30_000)
    other.page.get_by_label("Batch").fill("CD-34")

    page.page.get_by_label("Product, as you name it").fill("saline")
    page.page.get_by_label("Batch").fill("AB-12")
    page.press("Add product")
    expect(page.page.get_by_text("saline, batch AB-12")).to_be_visible()
    expect(page.page.get_by_label("Batch")).to_have_value("")
    other.press("Add product")
    expect(other.page.get_by_text("lidocaine, batch CD-34")).to_be_visible()
    other.page.close()
    page.page.get_by_label("Product, as you name it").fill("mepivacaine")
    page.page.get_by_label("Batch").fill("EF-56")
    page.page.locator("[data-testid=stDateInput] button").tap()
    small_days = page.page.evaluate(TOO_SMALL_DAYS)
    page.page.get_by_role("button", name=re.compile(" 15, ")).tap()
    page.page.wait_for_function(CHOICES_THAT_WAIT)
    page.reload()

    expect(page.page.get_by_text("saline, batch AB-12")).to_be_visible()
    expect(page.page.get_by_text("lidocaine, batch CD-34")).to_be_visible()
    expect(page.page.get_by_label("Batch")).to_have_value("EF-56")  # typed and not sent
    expect(page.page.get_by_role("spinbutton", name="day, Expires")).to_have_text("15")  # and chosen
    waiting = page.page.evaluate(WORDS_THAT_WAIT)
    page.press("Add product")
    sent = page.page.evaluate(WORDS_THAT_WAIT), page.page.evaluate(CHOICES_THAT_WAIT)
    expect(
        page.page.get_by_text(re.compile(r"mepivacaine, batch EF-56, expires \d{4}-\d\d-15"))
    ).to_be_visible()
    expect(page.page.get_by_label("Batch")).to_have_value("")
    assert "EF-56" in waiting
    assert sent == (None, None)
    assert small_days == []


def test_a_paused_treatment_gives_nothing_until_it_is_resumed(treat: OpenTreat) -> None:
    page = treat()

    page.press("Pause")
    expect(page.given).to_have_count(0)
    page.press("Resume")

    expect(page.given).to_have_count(1)


def test_a_point_is_added_where_the_map_is_tapped(treat: OpenTreat) -> None:
    page = treat()

    page.press("Add point")
    expect(page.page.locator(".mt-root.mt-adding")).to_have_count(1)
    page.page.get_by_label("mL in the added point").fill("0.25")
    x_px, y_px = page.page.evaluate(STEP_AT, 2)
    page.page.touchscreen.tap(x_px + 60, y_px + 60)

    expect(page.page.locator(".mt-root circle.mt-added")).to_have_count(1)
    expect(page.page.get_by_text("Added, 0.25 mL")).to_be_visible()
    assert page.marks("given") == 0


def test_a_reload_finds_the_treatment_where_it_was(treat: OpenTreat) -> None:
    page = treat()
    page.give(1)

    page.reload()

    expect(page.big).to_have_text("2")
    expect(page.page.locator(".mt-root circle.mt-given")).to_have_count(1)
    expect(page.page.get_by_text(re.compile(r"Saved \d\d:\d\d:\d\d"))).to_be_visible()
    expect(page.page.locator("html")).to_have_attribute("data-after-stop", "look_at_last_tap")


def test_a_needle_is_to_be_changed_at_the_count_that_the_user_set(treat: OpenTreat) -> None:
    page = treat()

    page.press("More")
    page.page.get_by_label("Needle", exact=True).fill("2")
    page.page.keyboard.press("Enter")
    page.page.keyboard.press("Escape")
    page.give(1)
    page.give(2)
    expect(page.page.get_by_text("Change the needle: 2 injections and passes.")).to_be_visible()
    page.press("Needle changed")

    expect(page.page.get_by_text("Change the needle")).to_have_count(0)
