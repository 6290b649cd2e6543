"""Outlines typed as numbers, for whoever plans without touching the map."""

import re

from planner.body.points import PointMm
from planner.errors import ZoneTooFewPoints
from planner.session import Outline

_CORNER = re.compile(r"\s*\(?\s*(-?\d{1,4}(?:\.\d{1,3})?)\s+(-?\d{1,4}(?:\.\d{1,3})?)\s*\)?\s*")


def read_outline(text: str) -> Outline:
    """Return the corners that ``text`` lists as pairs of mm, one pair a line or parted by commas.

    Raises
    ------
    ZoneTooFewPoints
        If a pair cannot be read or there are fewer than three.

    Examples
    --------
    >>> len(read_outline("20 400, 90 400, 90 460"))
    3
    """
    pairs = [pair for pair in re.split(r"[,;\n]", text) if pair.strip()]
    corners = [_CORNER.fullmatch(pair) for pair in pairs]
    if None in corners:
        number = corners.index(None) + 1
        raise ZoneTooFewPoints(f"Corner {number} cannot be read: type two numbers in mm, such as 20 400.")
    if len(corners) < 3:
        raise ZoneTooFewPoints("An outline needs at least 3 corners: type one pair of numbers for each.")
    return tuple(PointMm(float(corner[1]), float(corner[2])) for corner in corners if corner)


def outline_text(outline: Outline) -> str:
    """Return the corners as `read_outline` reads them."""
    return ", ".join(f"{corner.u_mm:g} {corner.v_mm:g}" for corner in outline)
