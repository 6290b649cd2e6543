"""One of each pair of mirror images is worked on, so that mirrored input gives exactly mirrored output."""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.geometry.rows import FloatArray

_DECIMALS = 6  # what tells the two images apart must not be rounding


def is_mirror_image(corners: FloatArray) -> bool:
    """Return whether the mirror image (x to -x) of places comes before them: then it is worked on instead.

    Parameters
    ----------
    corners
        (n, 2), in any order. [mm]
    """
    places = np.round(corners, _DECIMALS) + 0.0
    # sets, not lists: a ring says one of its corners twice, and which one is chance
    # and places as complex numbers, which sort as pairs do, by x and then by y, but many times as quickly
    own, other = (np.unique(image.view(np.complex128)) for image in (places, places * (-1, 1) + 0.0))
    own_mm, other_mm = own.view(np.float64), other.view(np.float64)
    differ = np.flatnonzero(own_mm != other_mm)
    return bool(differ.size and other_mm[differ[0]] < own_mm[differ[0]])


def side_to_work_on(corners: FloatArray) -> FloatArray:
    """Return the factors (x, y) that bring places to the side that is worked on, and back again."""
    return np.array([-1.0 if is_mirror_image(corners) else 1.0, 1.0])


def on_side(geometry: BaseGeometry, side: FloatArray) -> BaseGeometry:
    """Return a geometry brought to the side that is worked on, its rings in one standard order."""
    return shapely.transform(geometry, lambda corners: corners * side).normalize()
