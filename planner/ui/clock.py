"""Moments by the clock of whoever looks at the screen."""

import re
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from planner.errors import ServerSettingWrong

_NO_FILE = frozenset({"", "UTC", "GMT", "Etc/UTC"})  # these are UTC, also where no zones are installed
_IS_RULE = re.compile(r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)[+-]?\d{1,2}")  # such as CET-1CEST


def zone() -> tzinfo:
    """Return the browser's time zone, or UTC where it tells none that is known."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):  # of a name too long for a file there is no file
        return UTC


def require_server_zone(setting: str) -> None:
    """Raise unless the server's ``TZ`` names a time zone, or nothing.

    One that is unknown is taken for UTC in silence: a session in the evening would be of another day.

    Raises
    ------
    ServerSettingWrong
    """
    name = setting.removeprefix(":")
    if name in _NO_FILE or _IS_RULE.match(name):
        return
    try:
        if not (name.startswith("/") and Path(name).is_file()):
            ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ServerSettingWrong(
            f"TZ is {setting[:40]!r}, which names no time zone here: name one such as Europe/Rome, or none."
        ) from None


def said_moment(moment: datetime) -> str:
    """Return a moment with its day: ``2026-11-26 10:31:07``."""
    return f"{moment.astimezone(zone()):%Y-%m-%d %H:%M:%S}"
