"""Points on the pad: marked, selected, moved, removed, taken back."""

import pytest

from tests.browser.pad_page import PadPage
from tests.browser.pads import Pads


def test_a_tap_marks_the_exact_place_in_the_same_frame(pads: Pads, each_orientation: str) -> None:
    pad = pads.empty(each_orientation)

    pad.mark(42.0, 409.0, 8)

    assert pad.page.locator(".mp-point").count() == 1
    (point,) = pad.saved()["findings"]
    assert point["u_mm"] == pytest.approx(42.0, abs=0.06)
    assert point["v_mm"] == pytest.approx(409.0, abs=0.06)
    assert (point["kind"], point["intensity"], point["targets"]) == ("tender_point", 8, ["t1"])


def test_a_tap_on_the_zoomed_flank_marks_the_exact_place_under_the_tape(pad: PadPage) -> None:
    before = pad.ask("pad.view.pxPerMm")

    pad.pinch(pad.at(110.0, 380.0), 80, 320)
    pad.tap(118.0, 372.5)

    assert pad.ask("pad.view.pxPerMm") > 2 * before
    (point,) = pad.saved()["findings"]
    assert (point["u_mm"], point["v_mm"]) == pytest.approx((118.0, 372.5), abs=0.06)


def test_a_trigger_point_is_marked_with_its_own_sign(pad: PadPage) -> None:
    pad.press("trigger_point")
    pad.mark(-60.0, 150.0, 6)

    assert pad.findings[0]["kind"] == "trigger_point"
    assert pad.page.locator(".mp-point rect").count() == 1


def test_a_tap_off_the_back_adds_nothing_and_says_so(pad: PadPage) -> None:
    left = pad.page.locator(".mp-stage").bounding_box()

    pad.page.touchscreen.tap(left["x"] + 60, left["y"] + 90)

    assert pad.findings == []
    assert pad.toast() == "That is off the back: tap inside its outline"


def test_a_tap_on_a_point_selects_it_instead_of_stacking_a_second(pad: PadPage) -> None:
    pad.mark(42.0, 409.0, 8)

    pad.tap(44.0, 408.0)

    assert len(pad.findings) == 1
    assert "42 mm right of midline, near L4 (estimated)" in pad.card()
    assert "none was added" in pad.toast()


def test_the_card_changes_intensity_kind_and_targets(pad: PadPage) -> None:
    pad.mark(-42.0, 409.0, 8)
    pad.press("select")
    pad.tap(-42.0, 409.0)

    pad.page.locator(".mp-card [data-id=intensity-3]").tap()
    pad.page.locator(".mp-card [data-id=trigger_point]").tap()
    pad.page.locator(".mp-card [data-id=target-t2]").tap()

    (point,) = pad.saved()["findings"]
    assert (point["intensity"], point["kind"], point["targets"]) == (3, "trigger_point", ["t1", "t2"])
    assert "42 mm left of midline" in pad.card()


def test_a_drag_moves_a_point_and_reads_its_place_aloud(pads: Pads, each_orientation: str) -> None:
    pad = pads.empty(each_orientation)
    pad.mark(42.0, 409.0, 8)
    pad.press("select")

    pad.drag_mm([(42 - 8 * i, 409 - 4 * i) for i in range(10)], lift=False)
    read = pad.page.locator(".mp-readout").inner_text()
    pad.touch("touchEnd")

    assert read == "30 mm left of midline, near L2 (estimated)"
    (point,) = pad.saved()["findings"]
    assert (point["u_mm"], point["v_mm"]) == pytest.approx((-30.0, 373.0), abs=0.2)


def test_a_point_dragged_off_the_back_goes_back_to_its_place(pad: PadPage) -> None:
    pad.mark(100.0, 300.0, 8)
    pad.press("select")

    pad.drag_mm([(100 + 15 * i, 300) for i in range(10)])

    assert pad.findings[0]["u_mm"] == pytest.approx(100.0, abs=0.06)
    assert "off the back" in pad.toast()


def test_a_cancelled_drag_takes_the_move_back(pad: PadPage) -> None:
    pad.mark(42.0, 409.0, 8)
    pad.press("select")
    seq = pad.document["seq"]

    pad.drag_mm([(42 - 8 * i, 409) for i in range(6)], lift=False)
    pad.touch("touchCancel")

    assert pad.document["seq"] == seq
    assert pad.page.locator(".mp-readout").is_hidden()


def test_a_long_press_moves_a_point_without_leaving_the_mark_tool(pad: PadPage) -> None:
    pad.mark(42.0, 409.0, 8)
    start, end = pad.at(42.0, 409.0), pad.at(42.0, 350.0)

    pad.touch("touchStart", start)
    pad.page.wait_for_timeout(600)
    pad.touch("touchMove", end)
    pad.touch("touchEnd")

    (point,) = pad.findings
    assert point["v_mm"] == pytest.approx(350.0, abs=0.2)


def test_delete_undo_and_redo_each_go_one_step(pad: PadPage) -> None:
    pad.mark(42.0, 409.0, 8)
    pad.mark(-42.0, 409.0, 5)
    pad.press("select")
    pad.tap(42.0, 409.0)

    pad.press("delete")
    after_delete = [one["id"] for one in pad.findings]
    pad.press("undo")
    after_undo = [one["id"] for one in pad.findings]
    pad.press("undo")
    after_second_undo = [one["id"] for one in pad.findings]
    pad.press("redo")

    assert (after_delete, after_undo, after_second_undo) == (["p2"], ["p1", "p2"], ["p1"])
    assert [one["id"] for one in pad.saved()["findings"]] == ["p1", "p2"]


def test_an_id_is_not_used_twice(pad: PadPage) -> None:
    pad.mark(42.0, 409.0, 8)
    pad.press("undo")

    pad.mark(-42.0, 409.0, 8)

    assert [one["id"] for one in pad.findings] == ["p2"]


def test_two_fingers_move_the_picture_and_mark_nothing(pad: PadPage) -> None:
    pad.pinch(pad.at(0.0, 300.0), 100, 220)
    pad.press("fit")

    assert pad.findings == []
    assert pad.ask("pad.view.isFitted")


def test_a_palm_beside_the_pen_is_not_heard(pad: PadPage) -> None:
    # Where the pen goes down is asked in the very moment in which it does: the stage may still be laid out.
    pad.ask(
        """(() => {
          const [pen, palm] = given.map((place) => pad.toPx(...place));
          const send = (type, pointerType, pointerId, [clientX, clientY]) => pad.stage.surface.dispatchEvent(
            new PointerEvent(type, { pointerType, pointerId, clientX, clientY, isPrimary: true }));
          send("pointerdown", "pen", 1, pen);
          send("pointerdown", "touch", 2, palm);
          send("pointermove", "touch", 2, [palm[0] + 90, palm[1]]);
          send("pointerup", "touch", 2, palm);
          send("pointerup", "pen", 1, pen);
        })()""",
        [[42.0, 409.0], [-60.0, 500.0]],
    )

    (point,) = pad.findings
    assert point["u_mm"] == pytest.approx(42.0, abs=0.06)


def test_the_keyboard_moves_and_removes_what_is_selected(pad: PadPage) -> None:
    pad.mark(42.0, 409.0, 8)
    pad.tap(42.0, 409.0)
    pad.page.locator(".mp-surface").focus()

    pad.page.keyboard.press("ArrowLeft")
    pad.page.keyboard.press("Shift+ArrowDown")
    moved = pad.findings[0]
    pad.page.keyboard.press("Delete")

    assert (moved["u_mm"], moved["v_mm"]) == pytest.approx((41.0, 419.0), abs=0.11)
    assert pad.findings == []
