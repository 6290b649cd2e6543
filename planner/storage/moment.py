"""Moments as text: UTC, to the microsecond, in an order that text keeps too."""

from datetime import UTC, datetime


def moment_text(at: datetime) -> str:
    """Return a moment as it is stored.

    Raises
    ------
    ValueError
        If ``at`` names no time zone: it would be another moment on another machine.

    Examples
    --------
    >>> moment_text(datetime(2026, 11, 25, 12, 3, 11, tzinfo=UTC))
    '2026-11-25T12:03:11.000000Z'
    """
    if at.tzinfo is None:
        raise ValueError("A moment needs its time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment_of(text: str) -> datetime:
    """Return the moment that `moment_text` wrote."""
    return datetime.fromisoformat(text)
