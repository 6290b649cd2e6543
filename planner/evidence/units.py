"""Units of clinical numbers as a reader sees them."""

UNITS = frozenset(
    {"mm", "deg", "ml", "punctures", "points", "%", "days", "weeks", "sessions", "steps", "seed"}
)
_WRITTEN = {"ml": "mL", "deg": "degrees", "seed": ""}


def unit_text(unit: str) -> str:
    """Return a unit as it stands in a sentence: ``mL`` for ``ml``, ``degrees`` for ``deg``."""
    return _WRITTEN.get(unit, unit)
