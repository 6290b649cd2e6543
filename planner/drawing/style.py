"""The looks of one role, as a theme settles them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """The looks of one role.

    Parameters
    ----------
    stroke, fill
        Colours as #RRGGBB, empty for none; a text has its ``fill``, with ``stroke`` as its halo.
    dash_mm
        Lengths of dash and gap; empty for a solid line. [mm]
    opacity
        Of the fill. [0-1]
    opacities
        The same for each category, where it depends on it; empty: it does not.
    hatched
        Whether the fill is a hatching of ``stroke`` over ``fill``.
    text_mm
        Height of the type; order numbers and intensities bring their own. [mm]
    least_px
        What a screen draws at least: width of a line, diameter of a dot, height of a text. [px]
    shown_from_px_per_mm
        Smallest scale at which a screen shows the role. [px/mm]
    """

    stroke: str = ""
    fill: str = ""
    width_mm: float = 0.0
    dash_mm: tuple[float, ...] = ()
    opacity: float = 1.0
    opacities: tuple[float, ...] = ()
    hatched: bool = False
    text_mm: float = 0.0
    bold: bool = False
    least_px: float = 1.0
    shown_from_px_per_mm: float = 0.0
