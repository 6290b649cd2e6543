"""A drawing as an SVG that is true in millimetres: same drawing, same bytes."""

from collections.abc import Collection, Iterable
from itertools import count, groupby
from xml.sax.saxutils import escape

import numpy as np

from planner.drawing.drawing import Area, Drawing, Mark, Shade
from planner.drawing.roles import Layer, Role, layer_of
from planner.drawing.svg_marks import hatching, mark_element, millimetres, path_of_rings
from planner.drawing.theme import Theme

_FONT = "'DejaVu Sans', Verdana, 'Segoe UI', sans-serif"


def to_svg(drawing: Drawing, theme: Theme, *, without: Collection[Layer] = ()) -> str:
    """Return ``drawing`` as an SVG document in which 1 unit is 1 mm, on the theme's page colour.

    Parameters
    ----------
    without
        Layers to leave out.
    """
    marks = [mark for mark in drawing.marks if layer_of(mark.role) not in without]
    page = f'<rect {_frame(drawing)} fill="{theme.page}"/>'
    return _document(drawing, [page, *_elements(marks, theme)], _definitions(marks, theme))


def skin_svg(drawing: Drawing, theme: Theme) -> str:
    """Return only the skin of ``drawing`` with its soft modelling, on a clear ground."""
    marks = [mark for mark in drawing.marks if _is_skin(mark)]
    return _document(drawing, _elements(marks, theme), _definitions(marks, theme))


def sharp_svg(drawing: Drawing, theme: Theme, *, without: Collection[Layer] = ()) -> str:
    """Return all of ``drawing`` that lies over its skin, on a clear ground: nothing of it is blurred."""
    marks = [mark for mark in drawing.marks if not _is_skin(mark) and layer_of(mark.role) not in without]
    return _document(drawing, _elements(marks, theme), _definitions(marks, theme))


def _is_skin(mark: Mark) -> bool:
    return isinstance(mark, Shade) or mark.role is Role.SKIN


def _document(drawing: Drawing, elements: Iterable[str], definitions: Iterable[str]) -> str:
    width, height = millimetres(drawing.width_mm), millimetres(drawing.height_mm)
    origin = f"{millimetres(drawing.x_range_mm[0])} {millimetres(drawing.v_range_mm[0])}"
    title = f"<title>{escape(drawing.title)}</title>" if drawing.title else ""
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}mm" height="{height}mm" '
        f'viewBox="{origin} {width} {height}" font-family="{_FONT}" '
        'stroke-linejoin="round" stroke-linecap="round">'
    )
    return "\n".join([opening, title, "<defs>", *definitions, "</defs>", *elements, "</svg>", ""])


def _definitions(marks: list[Mark], theme: Theme) -> list[str]:
    skin = [
        ring for mark in marks if isinstance(mark, Area) and mark.role is Role.SKIN for ring in mark.rings
    ]
    hatched = sorted({mark.role for mark in marks if theme.styles[mark.role].hatched})
    return [
        f'<clipPath id="mp-skin"><path d="{path_of_rings(skin)}"/></clipPath>',
        *(_blur(number, shades) for number, shades in enumerate(_shade_groups(marks))),
        *(hatching(role, theme.style(role)) for role in hatched),
    ]


def _frame(drawing: Drawing) -> str:
    return (
        f'x="{millimetres(drawing.x_range_mm[0])}" y="{millimetres(drawing.v_range_mm[0])}" '
        f'width="{millimetres(drawing.width_mm)}" height="{millimetres(drawing.height_mm)}"'
    )


def _blur(number: int, shades: list[Shade]) -> str:
    # Without userSpaceOnUse a browser clips the blur of an upright stroke to its own narrow box; a box as
    # large as the page would cost it a blur of the whole page.
    corners = np.concatenate([shade.points for shade in shades])
    reach_mm = 3 * shades[0].blur_mm + max(shade.width_mm for shade in shades) / 2
    least, most = corners.min(axis=0) - reach_mm, corners.max(axis=0) + reach_mm
    width, height = most - least
    return (
        f'<filter id="mp-blur-{number}" filterUnits="userSpaceOnUse" x="{millimetres(least[0])}" '
        f'y="{millimetres(least[1])}" width="{millimetres(width)}" height="{millimetres(height)}">'
        f'<feGaussianBlur stdDeviation="{millimetres(shades[0].blur_mm)}"/></filter>'
    )


def _elements(marks: list[Mark], theme: Theme) -> list[str]:
    elements: list[str] = []
    fresh = count()
    for key, group in groupby(marks, key=_shade_key):
        inner = "".join(mark_element(mark, theme) for mark in group)
        elements.append(inner if key is None else _soft(inner, next(fresh), key[1]))
    return elements


def _shade_groups(marks: list[Mark]) -> list[list[Shade]]:
    # Shades of one softness that follow one another share a filter.
    shades = (mark for mark in marks if isinstance(mark, Shade))
    return [list(group) for _, group in groupby(shades, key=_shade_key)]


def _shade_key(mark: Mark) -> tuple[float, float] | None:
    return (mark.blur_mm, mark.opacity) if isinstance(mark, Shade) else None


def _soft(inner: str, number: int, opacity: float) -> str:
    return (
        f'<g clip-path="url(#mp-skin)"><g filter="url(#mp-blur-{number})" '
        f'opacity="{millimetres(opacity)}">{inner}</g></g>\n'
    )
