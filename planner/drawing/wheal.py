"""How wide a deposit stands in the skin, to draw it at its true size."""

from planner.evidence import Cited, sources
from planner.evidence.published import WHEAL_VOLUME_ML, WHEAL_WIDTH

DRAWN_WHEAL = Cited(
    8.0,
    "mm",
    low=6.0,
    high=10.0,
    source=sources.CDC,
    locator=WHEAL_WIDTH.locator,
    why="The middle of the range for 0.1 mL. Other volumes keep the shape of the wheal (ours).",
)


def deposit_diameter_mm(volume_ml: float) -> float:
    """Return the width of one deposit: the shape stays, so it grows with the cube root of the volume."""
    return float(DRAWN_WHEAL.value * (volume_ml / WHEAL_VOLUME_ML) ** (1 / 3))
