"""The palpation map goes down only while it is shown, and only when it changed."""

from dataclasses import replace
from typing import Any

import pytest

from planner.session import Session
from planner.ui.palpation_data import palpation_data
from planner.ui.planned import planned
from tests.conftest import a_point, a_session, a_zone

SESSION = a_session("nappage", a_point(30, 360, intensity=9), a_zone(), density="follows_pain")
HIDDEN, EMPTY_HANDED = {"palpation_key": None}, {"palpation_key": ""}


def told(session: Session, sent: dict[str, object] | None, *, dark: bool = False) -> dict[str, Any] | None:
    return palpation_data(planned(session), sent, dark=dark)


@pytest.mark.parametrize("sent", [None, {}, HIDDEN])
def test_a_hidden_map_is_not_sent(sent: dict[str, object] | None) -> None:
    assert told(SESSION, sent) is None


def test_a_shown_map_comes_with_its_legend_and_source() -> None:
    data = told(SESSION, EMPTY_HANDED)

    assert data is not None
    assert data["traces"]
    assert "26 mm (BARB12 (A))" in data["legend"]["note"]
    assert all(
        swatch["colour"].startswith("#") and " to " in swatch["text"] for swatch in data["legend"]["swatches"]
    )


def test_a_map_that_the_pad_holds_is_only_named() -> None:
    whole = told(SESSION, EMPTY_HANDED)

    assert whole is not None
    assert told(SESSION, {"palpation_key": whole["key"]}) == {"key": whole["key"]}


def test_only_findings_body_and_room_make_another_map() -> None:
    whole = told(SESSION, EMPTY_HANDED)
    settled = a_session("nappage", *SESSION.findings, density="even", spacing_mm=5)
    moved = a_session("nappage", a_point(31, 360, intensity=9), a_zone())

    assert whole is not None
    held: dict[str, object] = {"palpation_key": whole["key"]}
    assert told(settled, held) == {"key": whole["key"]}
    for data in (told(moved, held), told(SESSION, held, dark=True)):
        assert data is not None
        assert data["traces"]


def test_a_refused_session_has_no_map() -> None:
    refused = replace(SESSION, findings=(a_point(900, 360),))

    assert told(refused, EMPTY_HANDED) == {"key": "none", "traces": [], "legend": None}
