"""What the server has not acknowledged is kept by the tab, and is there after a reload."""

from tests.browser.link import Link
from tests.browser.pad_page import PadPage
from tests.browser.pads import Pads


def test_marks_that_never_left_the_tablet_are_there_once_after_a_reload(pads: Pads, link: Link) -> None:
    pad = pads.afresh("case=cut-and-left", url=link.url)
    pad.mark(42.0, 409.0, 8)
    pad.saved()

    link.cut()
    for v_mm in (300.0, 340.0, 380.0):
        pad.tap(-42.0, v_mm)
    marked = pad.findings
    pad.page.goto("about:blank")
    link.mend()
    pad.page.goto(f"{link.url}/?case=cut-and-left")
    pad.ready()

    assert pad.findings == marked
    assert pad.saved()["findings"] == marked
    assert len(marked) == 4
    assert pad.ask("sessionStorage.getItem('mesoplan.unsent.2 cut-and-left')") is None
    for _ in range(3):
        pad.press("undo")
    assert pad.saved()["findings"] == marked[:1]


KEPT = """(async () => {
  const { findUnsent, keepUnsent } = await import("/_stcore/bidi-components/mesoplan.pad/unsent.js");
  const mark = { kind: "tender_point", u_mm: 9, v_mm: 400, intensity: 2, targets: [] };
  const { document: doc } = pad;
  const { setItem } = Storage.prototype;
  doc.putFinding(mark);
  keepUnsent(doc);
  const [mine, others] = [findUnsent(doc.case), findUnsent(`${doc.case}0`)];
  const large = { case: "large", agreed: doc.agreed, loads: 0 };
  const findings = [{ ...mark, id: "p1", targets: ["t".repeat(1_200_000)] }];
  large.since = [...doc.since, { seq: 9, writer: "w", content: { ...doc.content, findings } }];
  keepUnsent(large);
  const latest = findUnsent("large").since.map(({ seq }) => seq);
  keepUnsent({ ...large, since: [] });
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  try {
    doc.putFinding(mark);
    pad.changed();
  } finally {
    Storage.prototype.setItem = setItem;
  }
  return [mine.since.length, others, latest, findUnsent("large")];
})()"""


def test_what_is_not_sent_is_kept_for_its_case_alone_the_latest_even_if_large_and_stops_no_finger(
    pad: PadPage,
) -> None:
    kept = pad.ask(KEPT)

    assert kept == [1, None, [9], None]
    assert len(pad.saved()["findings"]) == 2


LET_GO = """(async () => {
  const { findUnsent, keepUnsent } = await import("/_stcore/bidi-components/mesoplan.pad/unsent.js");
  const findings = [{ id: "p1", kind: "tender_point", u_mm: 9, v_mm: 400, intensity: 2, targets: [] }];
  const since = [{ seq: 1, writer: "w", content: { ...pad.document.content, findings } }];
  const shown = [];
  for (const loads of [19, 20]) {
    const id = `${pad.data.case}-${loads}`;
    keepUnsent({ ...pad.document, case: id, since, loads });
    pad.update({ ...pad.data, case: id, doc: null, ack: 0 }, () => {});
    shown.push([pad.document.content.findings.length, pad.toast.isAsking, Boolean(findUnsent(id))]);
  }
  pad.update({ ...pad.data }, () => {});
  return shown;
})()"""


def test_what_was_refused_at_every_load_is_let_go_and_the_pad_says_so(pad: PadPage) -> None:
    shown = pad.ask(LET_GO)
    said = pad.toast()
    pad.page.get_by_role("button", name="Close", exact=True).tap()
    pad.ask("pad.update({ ...pad.data }, () => {})")

    assert shown == [[1, False, True], [0, True, False]]
    assert "are let go" in said
    assert pad.ask("pad.root.querySelector('.mp-toast.mp-shown')") is None
