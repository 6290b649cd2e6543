"""A question about what two tablets changed is answered late: what stands by then counts."""

from typing import Any

import pytest

from tests.browser.pad_page import PadPage

# p1 was changed by both, so that this tablet's version stands as p2; then comes what the other made of that.
ASK_THEN_TAKE = """((doc) => {
  const point = (id, intensity, u_mm = 0) => (
    { id, kind: "tender_point", u_mm, v_mm: 300, intensity, targets: [] });
  const take = (seq, ...findings) => doc.meet(
    { case: doc.case, writer: "other", seq, edits_seen: 0, findings, exclusions: [], ghosts: [] }, seq);
  take(5, point("p1", 1));
  doc.putFinding(point("p1", 9));
  pad.disputes.met(take(7, point("p1", 3)));
  doc.agreeUpTo(doc.seq);
  take(doc.seq + 1, ...given[0].map((one) => point(...one)));
  pad.toast.choices.children[given[1]].click();
  return { findings: doc.content.findings.map((one) => [one.id, one.intensity, one.u_mm]),
    open: pad.disputes.open.length };
})(pad.document)"""
THEIRS, MINE = 0, 1
Point = tuple[str, int, float]


@pytest.mark.parametrize(
    ("by_then", "pressed", "left"),
    [
        ([("p2", 9, 0)], MINE, ["p2", 9, 0]),
        ([("p2", 9, 0)], THEIRS, ["p2", 9, 0]),
        ([("p1", 3, 0)], MINE, ["p1", 3, 0]),
        ([("p1", 3, 0), ("p2", 9, 40)], MINE, ["p1", 9, 40]),
        ([("p1", 4, 0), ("p2", 9, 40)], THEIRS, ["p1", 4, 0]),
    ],
)
def test_a_late_answer_keeps_what_is_left_and_as_it_is_by_then(
    pad: PadPage, by_then: list[Point], pressed: int, left: list[Any]
) -> None:
    answered = pad.ask(ASK_THEN_TAKE, [by_then, pressed])

    assert answered == {"findings": [left], "open": 0}


def test_another_case_on_the_pad_leaves_no_question_of_the_one_before(pad: PadPage) -> None:
    left = pad.ask("""(() => {
      const one = { kind: "tender_point", u_mm: 0, v_mm: 300, intensity: 1, targets: [] };
      const id = pad.document.putFinding(one);
      pad.disputes.met({ disputes: [{ id, kind: "removed_there" }] });
      const asked = pad.toast.isAsking;
      pad.changeCase("another");
      return [asked, pad.toast.isAsking, pad.disputes.open.length];
    })()""")

    assert left == [True, False, 0]
