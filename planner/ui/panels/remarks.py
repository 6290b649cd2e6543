"""What is to be said of the plan: a refusal, or the alerts of the checks, the gravest first."""

import streamlit as st

from planner.checks import Alert, Severity
from planner.ui.planned import Planned

_ICONS = {
    Severity.STOP: ":material/block:",
    Severity.CAUTION: ":material/warning:",
    Severity.INFORMATION: ":material/info:",
}
_WORDS = {Severity.STOP: "Stop", Severity.CAUTION: "Caution", Severity.INFORMATION: "Note"}


def show_remarks(result: Planned, refused: str) -> None:
    """Show them."""
    if refused:
        st.error(refused, icon=_ICONS[Severity.STOP])
    if result.refusal is not None:
        st.error(f"No plan: {result.refusal}", icon=_ICONS[Severity.STOP])
    for alert in sorted(result.alerts, key=lambda alert: list(_ICONS).index(alert.severity)):
        _show_alert(alert)


def _show_alert(alert: Alert) -> None:
    show = {Severity.STOP: st.error, Severity.CAUTION: st.warning, Severity.INFORMATION: st.info}[
        alert.severity
    ]
    about = f"Target {alert.target}: " if alert.target else ""
    show(f"**{_WORDS[alert.severity]}.** {about}{alert.text} ({alert.source})", icon=_ICONS[alert.severity])
