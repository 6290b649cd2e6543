"""Depth is geometry: how much of an inclined needle is in the skin when its tip lies at a depth."""

import math

from planner.errors import DepthNotReachable
from planner.techniques.setting import Settings

ROUNDING_MM = 1e-9  # a depth that a full needle reaches exactly must not be lost to the sine's last bit


def inserted_mm(depth_mm: float, angle_deg: float) -> float:
    """Return the length of needle in the skin, in mm.

    >>> inserted_mm(4.0, 90.0)
    4.0
    >>> round(inserted_mm(2.0, 30.0), 6)
    4.0
    """
    return depth_mm / math.sin(math.radians(angle_deg))


def deepest_mm(needle_length_mm: float, angle_deg: float) -> float:
    """Return the depth of the tip when the whole needle is in the skin, in mm.

    >>> round(deepest_mm(13.0, 15.0), 2)
    3.36
    """
    return needle_length_mm * math.sin(math.radians(angle_deg))


def inserted_by(settings: Settings) -> float:
    """Return the length of needle in the skin under those settings, in mm."""
    return inserted_mm(settings.number("depth_mm"), settings.number("needle_angle_deg"))


def require_reachable_depth(settings: Settings, field: str) -> None:
    """Refuse a depth that the needle cannot reach at its angle.

    Raises
    ------
    DepthNotReachable
    """
    depth_mm, angle_deg = settings.number("depth_mm"), settings.number("needle_angle_deg")
    length_mm = settings.number("needle_length_mm")
    if inserted_mm(depth_mm, angle_deg) <= length_mm + ROUNDING_MM:
        return
    if depth_mm <= length_mm:
        steeper_deg = math.degrees(math.asin(depth_mm / length_mm))
        mend = f"incline it to at least {math.ceil(steeper_deg * 10) / 10:g} degrees"
    else:
        mend = f"take a needle of at least {inserted_mm(depth_mm, angle_deg):.1f} mm"
    reached_mm = deepest_mm(length_mm, angle_deg)
    raise DepthNotReachable(
        f"A {length_mm:g} mm needle at {angle_deg:g} degrees reaches {reached_mm:.2f} mm, "
        f"not {depth_mm:g} mm: {mend}, or set a smaller depth.",
        field=field,
    )
