"""SVG text from numbers, the same bytes on every machine: two decimals, no locale, attributes as given."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from tools.curves import Points


def decimal(value: float) -> str:
    """Return a number with at most two decimals and no minus before zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def tag(name: str, content: str = "", /, **attributes: str | float) -> str:
    """Return one element; ``stroke_width`` is written ``stroke-width`` and numbers with two decimals.

    A name that ends in ``_mm`` keeps its unit in the attribute: ``data_blur_mm`` becomes ``data-blur-mm``.
    """
    parts = [name]
    for key, value in attributes.items():
        text = value if isinstance(value, str) else decimal(value)
        parts.append(f"{_PREFIXED.get(key, key.rstrip('_').replace('_', '-'))}={quoteattr(text)}")
    head = " ".join(parts)
    return f"<{head}>{content}</{name}>" if content else f"<{head}/>"


_PREFIXED = {
    "viewBox": "viewBox",
    "filterUnits": "filterUnits",
    "stdDeviation": "stdDeviation",
    "inkscape_label": "inkscape:label",
    "inkscape_groupmode": "inkscape:groupmode",
    "xmlns_inkscape": "xmlns:inkscape",
}


def text(words: str, x_mm: float, y_mm: float, /, **attributes: str | float) -> str:
    """Return one line of text."""
    return tag("text", escape(words), x=x_mm, y=y_mm, **attributes)


def layer(layer_id: str, title: str, content: Iterable[str], /, **attributes: str | float) -> str:
    """Return an Inkscape layer, one element a line."""
    inside = "".join(f"\n{line}" for line in content) + "\n"
    return tag("g", inside, id=layer_id, inkscape_groupmode="layer", inkscape_label=title, **attributes)


class Sheet:
    """Places in map millimetres (x from the midline, v below C7) turned into SVG coordinates."""

    def __init__(self, origin_mm: tuple[float, float]) -> None:
        self.origin_mm = origin_mm

    def x(self, x_mm: float) -> float:
        """Return the SVG x; rounding before the shift keeps left and right exact mirrors."""
        return self.origin_mm[0] + round(x_mm, 2)

    def y(self, v_mm: float) -> float:
        """Return the SVG y."""
        return self.origin_mm[1] + round(v_mm, 2)

    def path(self, points: Points, *, closed: bool = False) -> str:
        """Return path data: one M, then one L with every further corner."""
        corners = [f"{decimal(self.x(x))} {decimal(self.y(v))}" for x, v in np.asarray(points).tolist()]
        return f"M{corners[0]} L{' '.join(corners[1:])}{' Z' * closed}"
