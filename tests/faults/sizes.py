"""How often a fault is repeated, and what came of it."""

import os

SETTING = "MESOPLAN_FAULTS"


def times(in_ci: int, full: int) -> int:
    """Return how often: the first number in CI, the second under `make faults`."""
    return full if os.environ.get(SETTING) == "full" else in_ci


def report(fault: str, **figures: object) -> None:
    """Print what was measured; pytest shows it with ``-s``."""
    said = ", ".join(f"{value} {name.replace('_', ' ')}" for name, value in figures.items())
    print(f"\n{fault}: {said}")
