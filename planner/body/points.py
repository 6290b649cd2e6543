"""The two spaces of a body map: skin under a tape, and the drawing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PointMm:
    """A place on the skin: u from the midline (patient's right positive), v below C7. [mm]."""

    u_mm: float
    v_mm: float


@dataclass(frozen=True, slots=True)
class DrawnMm:
    """A place on the drawing: x from the midline (patient's right positive), v below C7. [mm]."""

    x_mm: float
    v_mm: float
