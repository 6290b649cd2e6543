"""One of each pair of mirror images is worked on, so that mirrored input gives exactly mirrored output."""

import numpy as np

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
    image = places * (-1, 1) + 0.0
    own, other = (row[np.lexsort((row[:, 0], row[:, 1]))] for row in (places, image))
    differ = np.flatnonzero(own[:, 0] != other[:, 0])
    return bool(differ.size and other[differ[0], 0] < own[differ[0], 0])
