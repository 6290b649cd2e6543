"""The panel beside the pad: techniques, settings, measures and refusals, by finger and by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenDesk
from tests.browser.pad_page import ring

DRAWN_BY_WEBGL = """[...pad.layer.element.querySelectorAll("canvas")].some((canvas) => {
  const { width, height } = canvas;
  const copy = Object.assign(document.createElement("canvas"), { width, height });
  const context = copy.getContext("2d");
  context.drawImage(canvas, 0, 0);
  return context.getImageData(0, 0, width, height).data.some((value, i) => i % 4 === 3 && value > 0);
})"""
LEFT_OF_L4, RIGHT_OF_L4 = (-42.0, 430.0, 8), (42.0, 430.0, 6)


def test_a_technique_and_its_settings_change_the_plan(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("zone")
    desk.drag_mm(ring(60.0, 430.0, 40.0))

    desk.choose("Intraepidermal")
    expect(desk.figure("passes")).to_have_text(re.compile(r"^\d+$"))
    desk.choose("Nappage")
    expect(desk.figure("passes")).to_have_count(0)
    expect(desk.setting("Between drops (mm)")).to_have_value("10")
    desk.rest()
    at_10_mm = len(desk.injections())
    desk.step("Between drops (mm)", up=False)
    desk.step("Between drops (mm)", up=False)
    expect(desk.setting("Between drops (mm)")).to_have_value("8")
    desk.until("pad.order.count > 1.3 * given", at_10_mm)

    at_8_mm = len(desk.injections())
    assert at_8_mm / at_10_mm == pytest.approx((10 / 8) ** 2, rel=0.2)
    expect(desk.figure("punctures")).to_have_text(str(at_8_mm))
    source = desk.open_popover(desk.page.get_by_role("button", name="2 to 20 mm"))
    expect(source).to_contain_text("FCCD")
    expect(source).to_contain_text("https://")
    desk.close_popover()
    desk.page.get_by_role("button", name="Back to the cited defaults").tap()
    expect(desk.setting("Between drops (mm)")).to_have_value("10")


def test_a_plan_of_thousands_is_drawn_with_webgl_under_the_strict_headers(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.choose("Nappage")
    desk.press("zone")
    desk.drag_mm(ring(0.0, 420.0, 90.0))
    expect(desk.figure("punctures")).to_have_count(1)

    desk.enter("Between drops (mm)", "3")
    desk.until("pad.order.count > 2000")
    desk.rest()

    assert desk.ask("pad.layer.element.data.some((trace) => trace.type === 'scattergl')")
    assert desk.page.locator(".no-webgl").count() == 0
    assert desk.ask(DRAWN_BY_WEBGL)


def test_two_targets_mix_two_techniques(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.mark(*LEFT_OF_L4)

    desk.page.get_by_role("button", name="Add target").tap()
    desk.until("pad.data.active_target === 't2'")
    desk.press("zone")
    desk.drag_mm(ring(60.0, 430.0, 30.0))
    expect(desk.rows.last).to_contain_text("target 2")
    desk.choose("Nappage")
    desk.until("pad.order.runs[1]?.title === 'Nappage'")

    assert desk.ask("pad.order.runs.map((run) => run.title)") == ["Point-by-point", "Nappage"]
    assert desk.ask("pad.order.runs[0].count") == 1
    desk.page.get_by_role("button", name="Drop").tap()
    expect(desk.figure("punctures")).to_have_text("1")
    expect(desk.rows.last).to_contain_text("no target")


def test_a_point_is_added_by_keyboard_alone_and_undone_on_the_pad(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.mark(*RIGHT_OF_L4)
    expect(desk.rows).to_have_count(1)
    keys = desk.page.keyboard

    desk.tab_to("Add point by numbers")
    keys.press("Enter")
    expect(desk.page.locator(".st-key-open_form")).to_be_visible()
    desk.tab_to("Across: mm from the midline")
    keys.type("-42")
    desk.tab_to("Down: mm below C7")
    keys.type("430")
    keys.press("Enter")

    expect(desk.rows.last).to_contain_text("42 mm left of midline")
    expect(desk.page.locator(".mp-point")).to_have_count(2)
    desk.planned(2)
    desk.press("undo")
    expect(desk.rows).to_have_count(1)
    desk.planned(1)


def test_a_finding_is_changed_and_deleted_in_the_list(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.mark(*LEFT_OF_L4)
    desk.mark(*RIGHT_OF_L4)

    form = desk.open_form(desk.rows.first)
    form.get_by_role("spinbutton", name="Across").fill("-60")
    form.get_by_role("radio", name="10", exact=True).tap()
    form.get_by_role("button", name="Save").tap()
    expect(desk.rows.first).to_contain_text("60 mm left of midline")
    desk.until("pad.document.find('p1').u_mm === given", -60)
    saved = desk.saved()["findings"]
    expect(form).to_have_count(0)
    form = desk.open_form(desk.rows.last)
    form.get_by_role("button", name="Delete").tap()

    expect(desk.rows).to_have_count(1)
    desk.planned(1)
    assert [(one["id"], one["u_mm"], one["intensity"]) for one in saved] == [
        ("p1", -60.0, 10),
        ("p2", 42.0, 6),
    ]
    assert [one["id"] for one in desk.saved()["findings"]] == ["p1"]


def test_a_typed_outline_that_crosses_itself_is_refused_in_words(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.mark(*LEFT_OF_L4)

    form = desk.open_form(desk.page.get_by_role("button", name="Add zone by numbers"))
    form.get_by_role("textbox", name="Corners").fill("20 400, 90 400, 20 460, 90 460")
    form.get_by_role("button", name="Add").tap()

    expect(desk.remarks.first).to_contain_text("crosses itself")
    desk.planned(1)


def test_the_patients_measures_set_the_scale_and_points_stay_on_their_skin(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.mark(*LEFT_OF_L4)
    desk.planned(1)
    before = desk.ask("pad.body.levels.at(-1)[1]")

    desk.open_popover(desk.page.get_by_role("button", name="Scale: median"))
    desk.enter("Stature (cm)", "155")
    desk.enter("Weight (kg)", "50")
    expect(desk.page.get_by_role("button", name="Scale: scaled")).to_be_visible()
    desk.enter("C7 to PSIS line, by tape (mm)", "430")
    expect(desk.page.get_by_role("button", name="Scale: measured")).to_be_visible()
    expect(desk.popover).to_contain_text("430 mm, by tape")
    desk.close_popover()
    desk.rest()

    assert desk.ask("pad.body.levels.at(-1)[1]") < before - 30.0
    assert desk.injections()[0] == pytest.approx(LEFT_OF_L4[:2], abs=0.1)
    assert desk.document["findings"][0]["u_mm"] == pytest.approx(LEFT_OF_L4[0], abs=0.1)


def test_a_refusal_is_said_in_words_and_taken_back_by_what_it_asks_for(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.choose("Nappage")
    desk.press("zone")
    desk.drag_mm(ring(60.0, 430.0, 20.0))
    expect(desk.figure("punctures")).to_have_count(1)

    desk.press("exclusion")
    desk.drag_mm(ring(60.0, 430.0, 45.0))
    expect(desk.remarks.first).to_contain_text("No plan:")
    expect(desk.figure("punctures")).to_have_count(0)
    desk.press("undo")
    expect(desk.figure("punctures")).to_have_count(1)
    desk.open_popover(desk.page.get_by_role("button", name="Scale: median"))
    desk.enter("Stature (cm)", "40")
    expect(desk.remarks.first).to_contain_text("stature", ignore_case=True)
    desk.enter("Stature (cm)", "170")

    expect(desk.figure("punctures")).to_have_count(1)
    expect(desk.popover).to_be_visible()
