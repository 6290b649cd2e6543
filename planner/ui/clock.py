"""Moments by the clock of whoever looks at the screen."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st


def zone() -> tzinfo:
    """Return the browser's time zone, or UTC where it tells none that is known."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def said_moment(moment: datetime) -> str:
    """Return a moment with its day: ``2026-11-26 10:31:07``."""
    return f"{moment.astimezone(zone()):%Y-%m-%d %H:%M:%S}"
