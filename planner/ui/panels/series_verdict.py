"""What a series says about going on, with who says so; the practitioner decides."""

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from planner.evidence.change import FALL_SHARE, JUDGED_AFTER, NRS_CHANGE, PAIN_ROSE, RECOVERED_ROLAND_MORRIS
from planner.series.stop_rule import Verdict, judge
from planner.series.visit import Visit
from planner.ui.panels.cited_sources import show_cited

_TITLES = {
    Verdict.TOO_EARLY: "Too early to judge",
    Verdict.FELL: "Pain fell",
    Verdict.NOT_FELL: "Pain did not fall enough to count",
    Verdict.RECOVERED: "Matches recovered",
    Verdict.DIAGNOSE_AGAIN: "Stop and diagnose again",
    Verdict.NOT_KNOWN: "Nothing to compare",
}
_ICONS = {
    Verdict.TOO_EARLY: ":material/hourglass_empty:",
    Verdict.FELL: ":material/trending_down:",
    Verdict.NOT_FELL: ":material/trending_flat:",
    Verdict.RECOVERED: ":material/check_circle:",
    Verdict.DIAGNOSE_AGAIN: ":material/error:",
    Verdict.NOT_KNOWN: ":material/help:",
}
_DECIDE = (
    "It says what was published and what was written down; you decide. Fever and neurological signs are not "
    "recorded here: no word of them is no all-clear."
)


def show_verdict(visits: Sequence[Visit]) -> Verdict:
    """Show the verdict on a patient's visits, in their order, and return it."""
    judged = judge(visits)
    box = _box(judged.verdict)
    box(f"**{_TITLES[judged.verdict]}.** {judged.text}", icon=_ICONS[judged.verdict])
    show_cited(
        "Why, and who says so",
        "series.verdict.why",
        (JUDGED_AFTER, NRS_CHANGE, FALL_SHARE, RECOVERED_ROLAND_MORRIS, PAIN_ROSE),
    )
    st.caption(_DECIDE)
    return judged.verdict


def _box(verdict: Verdict) -> Callable[..., DeltaGenerator]:
    if verdict in {Verdict.FELL, Verdict.RECOVERED}:
        return st.success
    if verdict is Verdict.DIAGNOSE_AGAIN:
        return st.error
    return st.warning if verdict is Verdict.NOT_FELL else st.info
