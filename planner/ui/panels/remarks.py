"""What is to be said of the plan: a refusal, or the alerts of the checks, the gravest first."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from planner.checks import Alert, Severity
from planner.checks.compared import Compared
from planner.evidence.sources import find_source
from planner.series.visit_words import count_text
from planner.ui.panels.cited_sources import show_sources, source_text
from planner.ui.planned import Planned

_ICONS = {
    Severity.STOP: ":material/block:",
    Severity.CAUTION: ":material/warning:",
    Severity.INFORMATION: ":material/info:",
}
_WORDS = {Severity.STOP: "Stop and check", Severity.CAUTION: "Caution", Severity.INFORMATION: "Note"}
_NOUNS = {Severity.STOP: "stop", Severity.CAUTION: "caution", Severity.INFORMATION: "note"}
_SHOWN_AS = {Severity.STOP: st.error, Severity.CAUTION: st.warning, Severity.INFORMATION: st.info}


def show_refusals(result: Planned, refused: str) -> None:
    """Show what was refused of the last thing that the user did, and why there is no plan."""
    if refused:
        st.error(refused, icon=_ICONS[Severity.STOP])
    if result.refusal is not None:
        st.error(f"No plan: {result.refusal}", icon=_ICONS[Severity.STOP])


def show_how_many(alerts: Sequence[Alert]) -> None:
    """Show beside the figures how many alerts, the gravest first, stand below, perhaps beyond the edge."""
    if alerts:
        st.caption(f"{_ICONS[alerts[0].severity]} {said_of_how_many(alerts)}")


def said_of_how_many(alerts: Sequence[Alert]) -> str:
    """Return how many alerts there are of each gravity: ``1 caution, 2 notes: below``."""
    found = Counter(alert.severity for alert in alerts)
    counted = [count_text(found[severity], noun) for severity, noun in _NOUNS.items() if found[severity]]
    return f"{', '.join(counted)}: below"


def show_alerts(result: Planned, target_numbers: dict[str, int]) -> None:
    """Show the alerts with their sources on tap.

    Parameters
    ----------
    target_numbers
        The number on the chip of each target.
    """
    for alert in result.alerts:
        said = f"**{_WORDS[alert.severity]}.** {remark_text(alert, target_numbers)}"
        _SHOWN_AS[alert.severity](said, icon=_ICONS[alert.severity])
    if result.alerts:
        _show_sources(result.alerts, target_numbers)


def remark_text(alert: Alert, target_numbers: Mapping[str, int]) -> str:
    """Return what an alert says in its first line, of which target, and where it comes from."""
    return f"{_about(alert, target_numbers)}{alert.text} {alert.origin_text}".rstrip()


def _about(alert: Alert, target_numbers: Mapping[str, int]) -> str:
    number = target_numbers.get(alert.target or "")
    return f"Target {number}: " if number else ""


def _show_sources(alerts: tuple[Alert, ...], target_numbers: Mapping[str, int]) -> None:
    """Show the button that opens every number the alerts compare with, and what each source says of it."""
    numbers = dict.fromkeys(one for alert in alerts for one in alert.compared)
    others = dict.fromkeys(alert.source for alert in alerts if not alert.compared)
    with st.expander("Sources of these remarks", key="remarks.sources", on_change="rerun") as shown:
        if shown.open:
            for alert in alerts:
                if alert.more:
                    st.text(f"{_about(alert, target_numbers)}{alert.more}")
            for compared in numbers:
                show_sources(compared.cited, _head(compared))
            for key in others:
                st.text(source_text(find_source(key)))


def _head(compared: Compared) -> str:
    return f"{compared.what}: {compared.text or compared.limit_text or compared.cited.range_text}"
