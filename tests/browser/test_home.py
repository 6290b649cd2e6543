"""Home and a session's life as a hand meets them: practise, add, plan, treat, close, export, go on, erase."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.desk_page import DeskPage
from tests.browser.open_pages import OpenPages, go
from tests.browser.session_pages import rest, session_at
from tests.browser.touched import LEAST_PX, TOUCHED

PATIENCE_MS = 30_000
STATES = ["draft", "planned", "planned", "done", "closed"]  # planned again: begun with what was said before
IS_OPEN = """(field) => {
  const { x, y, width, height } = field.getBoundingClientRect();
  return document.elementFromPoint(x + width / 2, y + height / 2) === field;
}"""


class HomePage:
    """One page with Home on it."""

    def __init__(self, page: Page, complaints: list[str]) -> None:
        self.page, self.complaints = page, complaints

    def ready(self) -> "HomePage":
        expect(self.page.get_by_text("Add a patient")).to_be_visible(timeout=PATIENCE_MS)
        rest(self.page)
        return self

    def press(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=name, exact=isinstance(name, str)).tap()

    def end_here(self, reason: str) -> None:
        """End a treatment of which one step is open."""
        self.press("End here")
        why = self.page.get_by_role("radio", name=reason).or_(self.page.get_by_role("button", name=reason))
        why.first.tap()
        self.press("End here: skip 1 step that is open")

    def close_session(self) -> None:
        """Close it at the end of its treatment, which has room for a note and leads on to the follow-up."""
        note = self.page.get_by_label("Note, names nobody")
        note.scroll_into_view_if_needed()
        assert note.evaluate(IS_OPEN)  # what is longer than its column scrolls, and does not shrink
        self.press("Close the session")
        expect(self.page.get_by_role("button", name="Side effects and questions")).to_be_visible()

    def asks_later(self) -> None:
        """Go on to the follow-up: the question at twelve weeks is open."""
        self.press("Side effects and questions")
        expect(self.page.get_by_text("1 more to ask later, the next on")).to_be_visible()
        rest(self.page)

    def begin_in_pain(self, nrs: str) -> None:
        self.page.get_by_role("radio", name=nrs, exact=True).tap()
        rest(self.page)
        self.press("Begin the treatment")

    def is_card(self) -> None:
        expect(self.page.get_by_text("Erase…")).to_be_visible(timeout=PATIENCE_MS)
        rest(self.page)

    def add_patient(self) -> str:
        """Add a patient about whom nothing is said, and return the code."""
        self.page.get_by_text("Add a patient").tap()
        self.press("Add patient")
        self.is_card()
        found = re.search(r"patient=(P-\w+)", self.page.url)
        assert found
        return found[1]

    def erase(self, code: str) -> None:
        self.press("Erase…")
        self.page.get_by_label("To erase, type").fill(code.lower())
        self.press("Erase this patient")
        expect(self.page.get_by_text(f"{code} was erased.")).to_be_visible()

    def desk(self) -> DeskPage:
        desk = DeskPage(self.page, self.complaints)
        desk.ready()
        return desk

    def looks(self) -> list[str]:
        """Return what is too small for a finger, and what axe objects to."""
        found = Axe().run(self.page).response["violations"]
        objections = [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]
        return [*self.page.evaluate(TOUCHED, LEAST_PX), *objections]


@pytest.fixture
def home(request: pytest.FixtureRequest, pages: OpenPages) -> HomePage:
    page = pages.open("/?understood=1", *getattr(request, "param", ("landscape", "light")))
    return HomePage(page, pages.complaints).ready()


def test_a_stranger_is_one_tap_away_from_an_empty_back(home: HomePage) -> None:
    expect(home.page.get_by_text("The patients here are synthetic.")).to_be_visible()
    home.press("Practise on an empty back")
    desk = home.desk()
    desk.mark(15.0, 409.0, 7)

    assert len(desk.planned(1)) == 1
    expect(desk.figure("punctures")).to_have_text("1")
    expect(desk.figure("covered")).to_have_count(0)  # single points have no zone
    expect(home.page.get_by_role("button", name="Home")).to_be_visible()


def test_an_address_of_the_time_before_home_leads_to_its_desk(home: HomePage, app_url: str) -> None:
    home.page.goto(f"{app_url}/?understood=1&case=00112233445566aa")
    home.desk()

    assert "/plan?" in home.page.url


def test_a_session_lives_from_its_desk_to_its_end_and_its_patient_can_be_erased(
    home: HomePage, pages: OpenPages
) -> None:
    code = home.add_patient()
    expect(home.page.locator(".st-key-home-entry").get_by_text("Change the entry")).to_be_visible()
    home.press("New session on an empty back")
    desk = home.desk()
    for u_mm in (-42.0, 42.0, 0.0):
        desk.mark(u_mm, 430.0, 6)
    desk.rest()
    home.press("Keep as planned")
    expect(home.page.get_by_role("button", name=f"{code} · planned")).to_be_visible()
    home.press("Treat")
    home.begin_in_pain("7")
    home.press("Given 1")
    home.press("Given 2")
    home.end_here("Patient unwell")
    expect(home.page.get_by_role("button", name=f"{code} · done")).to_be_visible()
    home.close_session()
    home.asks_later()
    go(home.page, f"/?understood=1&patient={code}")
    home.is_card()
    exported = _exported(home.page)
    home.press("New session from the last one")
    home.desk().until("pad.document.content.ghosts.length === 3")
    home.press(f"{code} · draft")
    home.is_card()
    card = home.page.get_by_test_id("stMain").inner_text()
    (session,) = exported["sessions"]
    other = pages.open(session_at(session["id"]))
    expect(other.get_by_role("heading", name="Saved state 5")).to_be_visible(timeout=PATIENCE_MS)
    home.page.bring_to_front()
    home.erase(code)
    other.bring_to_front()
    other.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # a hand comes back to it

    expect(other.get_by_text("That session is not kept here")).to_be_visible()
    expect(other.get_by_text(code)).to_have_count(0)
    assert [one["state"] for one in session["revisions"]] == STATES
    assert session["revisions"][-1]["body"]["before"]["nrs"] == 7
    assert {draft["session"] for draft in exported["drafts"]} == {session["id"]}
    assert "3 findings · 2 punctures given · 1 skipped" in card
    assert "3 to be confirmed" in card
    go(home.page, f"/plan?understood=1&case={session['id']}")
    expect(home.page.get_by_text("That session is not kept here")).to_be_visible(timeout=PATIENCE_MS)


def test_a_slip_in_a_code_and_a_name_in_a_note_are_said(home: HomePage) -> None:
    home.page.get_by_role("textbox", name="Patient's code").fill("P-777G")
    home.press("Open")
    expect(home.page.get_by_text("one character is wrong, read it again")).to_be_visible()
    home.page.get_by_text("Add a patient").tap()
    home.page.get_by_label("Note").fill("ask Mrs Rossi")
    home.page.keyboard.press("Tab")

    expect(home.page.get_by_text("looks as if it held a name")).to_be_visible()


@pytest.mark.parametrize(
    "home", [("landscape", "light"), ("portrait", "light"), ("landscape", "dark")], indirect=True
)
def test_nothing_at_home_is_small_and_axe_objects_to_nothing(home: HomePage) -> None:
    found = home.looks()
    home.page.locator("[class*=st-key-home-open-] button").first.tap()
    home.is_card()
    found += home.looks()

    assert found == []


def test_the_first_question_is_asked_at_home(pages: OpenPages) -> None:
    page = pages.open("/")
    dialog = page.get_by_role("dialog", name="Before you start")
    expect(dialog).to_be_visible(timeout=PATIENCE_MS)

    page.get_by_role("button", name="I understand").tap()

    expect(dialog).to_have_count(0)


def _exported(page: Page) -> dict[str, Any]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Export everything").tap()
    found: dict[str, Any] = json.loads(Path(download.value.path()).read_text())
    return found
