"""How wide a deposit stands in the skin."""

from planner.evidence.published import WHEAL_VOLUME_ML, WHEAL_WIDTH


def wheal_width_mm(volume_ml: float) -> float:
    """Return the width of one deposit: its shape stays (ours), so it grows with the volume's cube root."""
    return float(WHEAL_WIDTH.value * (volume_ml / WHEAL_VOLUME_ML) ** (1 / 3))
