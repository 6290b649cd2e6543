"""Each kind of mark as SVG elements, in millimetres."""

from collections.abc import Iterable
from functools import singledispatch
from xml.sax.saxutils import escape

import numpy as np

from planner.drawing.arrows import arrow_heads
from planner.drawing.drawing import Area, Arrows, Dots, Label, Line, Mark, Numbers, Places, Shade, Shape
from planner.drawing.roles import Role
from planner.drawing.style import Style
from planner.drawing.theme import Theme

_HATCH_STEP_MM = 3.0
_CENTRE_OF_TYPE = 0.36  # of the type's height: from the baseline to the middle of a capital letter
_BESIDE = 0.5  # of the dot's diameter, to the right and upwards: where its number begins


def millimetres(value: float) -> str:
    """Return a length to a hundredth of a millimetre, as short as it can be written."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def path_of_rings(rings: Iterable[Places]) -> str:
    """Return the path data of closed rings."""
    return "".join(f"M{_joined(ring[:-1])}Z" for ring in rings)


def hatching(role: Role, style: Style) -> str:
    """Return the pattern that fills a hatched role."""
    step = millimetres(_HATCH_STEP_MM)
    return (
        f'<pattern id="mp-hatch-{role}" width="{step}" height="{step}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="{step}" height="{step}" fill="{style.fill}" '
        f'fill-opacity="{millimetres(style.opacity)}"/><path d="M0 0V{step}" stroke="{style.stroke}" '
        f'stroke-width="{millimetres(style.width_mm)}"/></pattern>'
    )


def mark_element(mark: Mark, theme: Theme) -> str:
    """Return ``mark`` as one SVG group in the looks of ``theme``."""
    category = 0 if isinstance(mark, Label | Shade) else mark.category
    return _element(mark, theme.style(mark.role, category))


@singledispatch
def _element(mark: Mark, style: Style) -> str:
    raise TypeError(f"no SVG for a {type(mark).__name__} in {style}")


@_element.register
def _area(mark: Area, style: Style) -> str:
    if style.hatched:
        fill = f'fill="url(#mp-hatch-{mark.role})"'
    else:
        fill = f'fill="{style.fill or "none"}" fill-opacity="{millimetres(style.opacity)}"'
    named = f"<title>{escape(mark.name)}</title>" if mark.name else ""
    path = f'<path fill-rule="evenodd" d="{path_of_rings(mark.rings)}"{_stroke(style)}/>'
    return f'<g class="{mark.role}" {fill}>{named}{path}</g>\n'


@_element.register
def _line(mark: Line, style: Style) -> str:
    breaks = np.flatnonzero(np.isnan(mark.points[:, 0]))
    parts = [part[~np.isnan(part[:, 0])] for part in np.split(mark.points, breaks)]
    data = "".join(f"M{_joined(part)}" for part in parts if len(part))
    return f'<path class="{mark.role}" fill="none" d="{data}"{_stroke(style)}/>\n'


@_element.register
def _arrows(mark: Arrows, style: Style) -> str:
    return _line(arrow_heads(mark), style)


@_element.register
def _dots(mark: Dots, style: Style) -> str:
    radius = mark.diameter_mm / 2
    fill = f'fill="{style.fill or "none"}" fill-opacity="{millimetres(style.opacity)}"'
    dots = "".join(_dot(mark.shape, x_mm, v_mm, radius) for x_mm, v_mm in mark.at.tolist())
    return f'<g class="{mark.role}" {fill}{_stroke(style)}>{dots}</g>\n'


@_element.register
def _numbers(mark: Numbers, style: Style) -> str:
    aside = _BESIDE * mark.beside_mm
    anchor = "start" if aside else "middle"
    texts = "".join(
        f'<text x="{millimetres(x_mm + aside)}" y="{_baseline(v_mm - aside, mark.text_mm)}">{number}</text>'
        for number, (x_mm, v_mm) in zip(mark.numbers.tolist(), mark.at.tolist(), strict=True)
    )
    return f'<g class="{mark.role}" text-anchor="{anchor}"{_type(style, mark.text_mm)}>{texts}</g>\n'


@_element.register
def _label(mark: Label, style: Style) -> str:
    return (
        f'<text class="{mark.role}" text-anchor="{mark.anchor}" x="{millimetres(mark.x_mm)}" '
        f'y="{_baseline(mark.v_mm, style.text_mm)}"{_type(style, style.text_mm)}>{escape(mark.text)}</text>\n'
    )


@_element.register
def _shade(mark: Shade, style: Style) -> str:
    if mark.closed:
        return f'<path d="M{_joined(mark.points)}Z" fill="{style.fill}"/>'
    return (
        f'<path d="M{_joined(mark.points)}" fill="none" stroke="{style.stroke}" '
        f'stroke-width="{millimetres(mark.width_mm)}"/>'
    )


def _dot(shape: Shape, x_mm: float, v_mm: float, radius_mm: float) -> str:
    if shape in (Shape.CIRCLE, Shape.CROSSED, Shape.RING):
        circle = f'<circle cx="{millimetres(x_mm)}" cy="{millimetres(v_mm)}" r="{millimetres(radius_mm)}"/>'
        return circle + _cross(x_mm, v_mm, radius_mm) if shape is Shape.CROSSED else circle
    corners = np.array(_CORNERS[shape]) * radius_mm + np.array([x_mm, v_mm])
    return f'<path d="M{_joined(corners)}Z"/>'


_CORNERS = {
    Shape.DIAMOND: ((0.0, -1.15), (1.15, 0.0), (0.0, 1.15), (-1.15, 0.0)),
    Shape.SQUARE: ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    Shape.TRIANGLE: ((0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)),
}


def _cross(x_mm: float, v_mm: float, radius_mm: float) -> str:
    arm = radius_mm * 0.7071
    ends = np.array([(-arm, -arm), (arm, arm), (-arm, arm), (arm, -arm)]) + np.array([x_mm, v_mm])
    return f'<path d="M{_joined(ends[:2])}M{_joined(ends[2:])}"/>'


def _joined(points: Places) -> str:
    return "L".join(f"{millimetres(x_mm)} {millimetres(v_mm)}" for x_mm, v_mm in points.tolist())


def _baseline(v_mm: float, text_mm: float) -> str:
    return millimetres(v_mm + _CENTRE_OF_TYPE * text_mm)


def _stroke(style: Style) -> str:
    if not style.stroke:
        return ""
    dash = " ".join(millimetres(length) for length in style.dash_mm)
    dashed = f' stroke-dasharray="{dash}" stroke-linecap="butt"' if dash else ""
    return f' stroke="{style.stroke}" stroke-width="{millimetres(style.width_mm)}"{dashed}'


def _type(style: Style, text_mm: float) -> str:
    weight = ' font-weight="bold"' if style.bold else ""
    halo = (
        f' stroke="{style.stroke}" stroke-width="{millimetres(text_mm * 0.22)}" paint-order="stroke"'
        if style.stroke
        else ""
    )
    return f' font-size="{millimetres(text_mm)}" fill="{style.fill}"{weight}{halo}'
