"""Units of clinical numbers as a reader sees them."""

UNITS = frozenset(
    {"mm", "deg", "ml", "punctures", "points", "%", "days", "weeks", "sessions", "steps", "seed"}
)
_WRITTEN = {"ml": "mL", "deg": "degrees", "seed": ""}


def unit_text(unit: str) -> str:
    """Return a unit as it stands in a sentence: ``mL`` for ``ml``, ``degrees`` for ``deg``."""
    return _WRITTEN.get(unit, unit)


def span_text(low: float | None, high: float | None, unit: str) -> str:
    """Return a range for a reader, such as ``2 to 20 mm``; one number where both ends are the same.

    Parameters
    ----------
    low, high
        None where that end is open.
    """
    if low is None:
        return "no value retrieved" if high is None else f"up to {span_text(high, high, unit)}"
    if high is None:
        return f"more than {span_text(low, low, unit)}"
    span = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"{span} {unit_text(unit)}".rstrip()
