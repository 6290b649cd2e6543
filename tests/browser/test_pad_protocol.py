"""The document goes up whole and none is lost: not in haste, not on a cut line, not on a reload."""

from tests.browser.link import Link
from tests.browser.pad_page import PadPage
from tests.browser.pads import Pads

PLACES = [(-100.0 + 40.0 * column, 120.0 + 80.0 * row) for row in range(5) for column in range(6)]


def test_thirty_fast_taps_are_all_saved(pad: PadPage) -> None:
    pixels = [pad.at(u, v) for u, v in PLACES]

    for x, y in pixels:
        pad.page.touchscreen.tap(x, y)

    assert len(pad.findings) == 30
    assert len(pad.saved()["findings"]) == 30


def test_a_reload_brings_the_document_back(pads: Pads) -> None:
    pad = pads.afresh("case=reload")
    pad.mark(42.0, 409.0, 8)
    saved = pad.saved()

    pad.page.reload()
    pad.ready()
    pad.until("pad.document.seq > 0")

    assert pad.findings == saved["findings"]


def test_what_was_marked_while_the_line_was_cut_is_saved_later(pads: Pads, link: Link) -> None:
    pad = pads.afresh("case=cut", url=link.url)
    pad.mark(42.0, 409.0, 8)
    pad.saved()

    link.cut()
    pad.page.wait_for_timeout(300)
    pad.tap(-42.0, 409.0)
    pad.tap(-42.0, 300.0)
    while_cut = pad.ask("pad.acked")
    link.mend()

    assert while_cut < pad.document["seq"]
    assert len(pad.saved()["findings"]) == 3


def test_an_unacknowledged_document_is_sent_again(pads: Pads) -> None:
    pad = pads.afresh("deaf&case=again")

    pad.mark(42.0, 409.0, 8)

    assert len(pad.saved()["findings"]) == 1


LOOKS = """(async () => {
  const { Courier } = await import("/_stcore/bidi-components/mesoplan.pad/protocol.js");
  const courier = new Courier(() => ({ seq: 2 }));
  const looked = [];
  let sent = 0;
  const look = (times) => {
    for (let i = 0; i < times; i++) { sent = 0; courier.look(); looked.push(sent); }
  };
  const told = { seq: 1, safeUpTo: (ack) => ack };
  const hear = () => courier.receive({ case: "a", ack: 1 }, () => { sent += 1; }, told);
  hear();
  look(12);
  hear();
  look(3);
  courier.stop();
  return looked.join("");
})()"""


def test_a_silent_server_is_asked_ever_less_often_and_one_that_speaks_soon_again(pad: PadPage) -> None:
    assert pad.ask(LOOKS) == "101000100010" + "101"


def test_a_pad_put_away_keeps_what_the_server_did_not_hear(pads: Pads) -> None:
    pad = pads.afresh("deaf&case=away")
    pad.mark(42.0, 409.0, 8)
    put_away = pad.page.get_by_text("Put the pad away")

    put_away.tap()
    pad.page.locator(".mp-root").wait_for(state="detached")
    put_away.tap()
    pad.ready()

    assert len(pad.findings) == 1
    assert len(pad.saved()["findings"]) == 1


def test_an_edit_made_beside_the_pad_is_applied_once_and_can_be_undone(pad: PadPage) -> None:
    pad.mark(42.0, 409.0, 8)

    pad.page.get_by_text("Add by numbers").tap()
    pad.until("pad.document.editsSeen === 1")
    applied = pad.saved()
    pad.press("undo")

    assert [one["intensity"] for one in applied["findings"]] == [8, 9]
    assert applied["edits_seen"] == 1
    assert [one["id"] for one in pad.saved()["findings"]] == ["p1"]


def test_an_edit_whose_id_a_finger_took_meanwhile_loses_neither(pad: PadPage) -> None:
    pad.mark(42.0, 409.0, 8)

    ids = pad.ask("""(() => {
      const edit = { id: "p1", kind: "tender_point", u_mm: 0, v_mm: 300, intensity: 2, targets: [] };
      const { case: id } = pad.document;
      const copy = { case: id, seq: 0, writer: "", edits_seen: 0, findings: [], exclusions: [] };
      pad.document.meet(copy, 0, "", [{ n: 1, op: "put_finding", finding: edit }]);
      return pad.document.content.findings.map((one) => [one.id, one.intensity]);
    })()""")

    assert ids == [["p1", 2], ["p2", 8]]


MEET = """pad.document.meet({ case: pad.document.case, seq: given[0], writer: given[1],
  edits_seen: 0, exclusions: [], findings: given[2].map((id) => (
    { id, kind: "tender_point", u_mm: 0, v_mm: 400, intensity: 1, targets: [] })) },
  given[0])"""


def ids_after(pad: PadPage, seq: int, writer: str, ids: list[str]) -> tuple[bool, list[str]]:
    """Return whether two pads' changes met when the server sent that, and the marks there are then."""
    is_merged = bool(pad.ask(MEET, [seq, writer, ids]))
    return is_merged, sorted(one["id"] for one in pad.findings)


def test_what_another_pad_wrote_is_taken_and_our_own_changes_are_put_on_it(pad: PadPage) -> None:
    pad.mark(42.0, 409.0, 8)
    pad.saved()

    taken = ids_after(pad, 2, "another", ["p1", "p2"])
    again = ids_after(pad, 2, "another", ["p1", "p2"])
    pad.ask(
        """pad.document.putFinding({ kind: "tender_point", u_mm: 9, v_mm: 400, intensity: 2, targets: [] })"""
    )
    met = ids_after(pad, 3, "another", ["p2", "p3"])

    assert taken == again == (False, ["p1", "p2"])
    assert met == (True, ["p2", "p3", "p4"])  # ours was p3 as well


MEETING = """(() => {
  const point = (id, intensity, u_mm = 0) => (
    { id, kind: "tender_point", u_mm, v_mm: 300, intensity, targets: [] });
  const theirs = (seq, findings, ghosts = []) => (
    { case: pad.document.case, writer: "other", seq, edits_seen: 0, findings, exclusions: [], ghosts });
  const { document: doc } = pad;
  const points = [point("p1", 1), point("p2", 2), point("p3", 3), point("p4", 4)];
  doc.meet(theirs(5, points, [point("p5", 5), point("p6", 6), point("p7", 7)]), 5);
  doc.putFinding(point("p1", 9));
  doc.putFinding(point("p2", 8));
  doc.remove("p3");
  doc.remove("p4");
  doc.putFinding(point("p7", 5));
  doc.putFinding(point("p5", 4));
  doc.remove("p6");
  const mine = doc.putFinding(point("", 6, 40));
  const met = doc.meet(theirs(7,
    [point("p1", 1), point("p2", 3), point("p4", 5), point("p6", 1), point("p7", 2), point(mine, 10)]), 7);
  const again = doc.meet(theirs(7, []), 7);
  return { mine, disputes: met.disputes, again, seq: doc.seq, base: [doc.agreed.seq, doc.agreed.writer],
    findings: doc.content.findings.map((one) => [one.id, one.intensity]), ghosts: doc.content.ghosts };
})()"""


def test_two_tablets_changes_are_put_together_by_ids_and_what_both_changed_is_asked(pad: PadPage) -> None:
    met = pad.ask(MEETING)

    # p1 changed only here, p3 removed by both; p2 and the ghost p7 changed by both, p4 removed here and
    # changed there; p8 is a new point of each. The ghost p5 was found again here only, p6 there.
    assert met["findings"] == [
        ["p1", 9], ["p2", 3], ["p4", 5], ["p6", 1], ["p7", 2], ["p8", 10], ["p9", 8], ["p10", 5], ["p5", 4],
        ["p11", 6],
    ]  # fmt: skip
    assert met["disputes"] == [
        {"id": "p2", "other": "p9", "kind": "changed"},
        {"id": "p4", "kind": "removed_here"},
        {"id": "p7", "other": "p10", "kind": "changed"},
        {"id": "p5", "kind": "removed_there"},
        {"id": "p6", "kind": "removed_here"},
    ]
    assert (met["mine"], met["ghosts"], met["again"]) == ("p8", [], None)
    assert met["base"] == [7, "other"]
    assert met["seq"] > 7


FOUND_AGAIN = """(() => {
  const ghost = (id, member) => (
    { id, kind: "tender_point", u_mm: 0, v_mm: 300, intensity: 7, ...member });
  const theirs = (seq, findings, ghosts) => (
    { case: pad.document.case, writer: "other", seq, edits_seen: 0, findings, exclusions: [], ghosts });
  const { document: doc } = pad;
  const ghosts = [ghost("p1", { targets: ["t2"] }), ghost("p2", { targets: ["t9"] }), ghost("p3")];
  doc.meet(theirs(5, [], ghosts), 5);
  for (const one of doc.content.ghosts) pad.confirmGhost(one, 4);
  const mine = doc.content.findings;
  const alike = mine.map(({ targets, ...one }) => ({ targets, ...one }));
  const disputes = doc.meet(theirs(7, alike, []), 7)?.disputes;
  return { disputes, mine: mine.map((one) => one.targets), content: doc.content };
})()"""


def test_a_ghost_goes_to_its_target_and_two_tablets_that_found_it_again_agree(pad: PadPage) -> None:
    met = pad.ask(FOUND_AGAIN)

    # The target of p2 is gone, and p3 is of a time when a ghost knew none: the chosen one is t1.
    assert met["mine"] == [["t2"], ["t1"], ["t1"]]
    assert not met["disputes"]
    assert [one["id"] for one in met["content"]["findings"]] == ["p1", "p2", "p3"]
    assert met["content"]["ghosts"] == []


def test_the_body_travels_once(pad: PadPage) -> None:
    was_sent = pad.ask("'traces' in pad.data.body")

    pad.mark(42.0, 409.0, 8)
    pad.saved()

    assert was_sent
    assert pad.ask("Object.keys(pad.data.body)") == ["key"]
    assert pad.ask("pad.body.levels.length") > 0


def test_a_refusal_of_the_server_is_said_and_the_document_stays(pads: Pads) -> None:
    pad = pads.afresh("case=refused&refused=The+zone+has+no+area.")

    pad.mark(42.0, 409.0, 8)

    assert pad.toast() == "The zone has no area."
    assert len(pad.saved()["findings"]) == 1
