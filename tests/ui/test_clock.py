"""Moments by the clock of whoever looks, and a server whose time zone is known."""

from datetime import UTC
from types import SimpleNamespace

import pytest
import streamlit as st

from planner.errors import ServerSettingWrong
from planner.ui import clock
from planner.ui.clock import require_server_zone

ODD = ["Mars/Olympus", "Europe", "../etc/passwd", "a" * 10_240, "\u202e", " ", "Europe/Rome/"]


@pytest.mark.parametrize("name", ["", None, "\x00", *ODD])
def test_an_odd_zone_of_a_browser_is_utc(monkeypatch: pytest.MonkeyPatch, name: str | None) -> None:
    monkeypatch.setattr(st, "context", SimpleNamespace(timezone=name))

    assert clock.zone() in (UTC, clock.ZoneInfo("UTC"))


@pytest.mark.parametrize("name", ODD)
def test_a_server_with_an_odd_zone_says_which_setting_to_change(name: str) -> None:
    with pytest.raises(ServerSettingWrong, match="which names no time zone here") as refused:
        require_server_zone(name)

    assert "TZ" in str(refused.value)
    assert len(str(refused.value)) < 180


@pytest.mark.parametrize(
    "name", ["", "UTC", "Etc/UTC", "Europe/Rome", ":Europe/Rome", "CET-1CEST", "<+03>-3", "EST5EDT"]
)
def test_a_server_with_a_zone_or_none_starts(name: str) -> None:
    refused = list[str]()

    try:
        require_server_zone(name)
    except ServerSettingWrong as refusal:
        refused.append(str(refusal))

    assert refused == []
