"""Marks of the pictures of `docs/geometry.md`, in mm, as SVG text."""

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray

from planner.geometry.areas import polygons_of
from tools.svg_writing import decimal, tag, text

INK, BLUE, RED = "#222222", "#0a5c8f", "#b3261e"

Style = dict[str, str | float]

ZONE_STYLE: Style = {"fill": "#f3dfc6", "stroke": "#7a5a2e", "stroke_width": 0.5}
KEEP_OUT: Style = {"fill": "#e3e3e3", "stroke": "#555555", "stroke_width": 0.4}


def picture(size_mm: tuple[int, int], content: Iterable[str]) -> str:
    """Return a picture of so many mm, on white."""
    width, height = size_mm
    ground = tag("rect", width=width, height=height, fill="white")
    inside = "\n".join(["", ground, *content, ""])
    namespace = {"xmlns": "http://www.w3.org/2000/svg"}
    return tag("svg", inside, **namespace, viewBox=f"0 0 {width} {height}", width=8 * width) + "\n"


def areas(area: shapely.Geometry, style: Style) -> list[str]:
    """Return the polygons of an area as one path."""
    data = []
    for polygon in polygons_of(area):
        for ring in (polygon.exterior, *polygon.interiors):
            corners = [f"{decimal(x)} {decimal(y)}" for x, y in ring.coords[:-1]]
            data.append(f"M{' L'.join(corners)} Z")
    return [tag("path", d=" ".join(data), fill_rule="evenodd", **style)]


def discs(places: NDArray[np.float64], radius_mm: float, style: Style) -> list[str]:
    """Return a circle round each place."""
    return [tag("circle", cx=x, cy=y, r=radius_mm, **style) for x, y in places.tolist()]


def strokes(start: NDArray[np.float64], end: NDArray[np.float64], style: Style) -> list[str]:
    """Return a line from each start to its end."""
    ends = np.hstack([start, end]).tolist()
    return [tag("line", x1=x1, y1=y1, x2=x2, y2=y2, **style) for x1, y1, x2, y2 in ends]


def numbers(places: NDArray[np.float64]) -> list[str]:
    """Return a number beside each place, from 1 up."""
    style: Style = {"font_size": 3.2, "font_family": "sans-serif", "fill": INK}
    return [text(str(n), x + 1.2, y - 1.2, **style) for n, (x, y) in enumerate(places.tolist(), start=1)]
