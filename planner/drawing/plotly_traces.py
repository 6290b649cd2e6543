"""Marks of one kind, role and target as one Plotly trace, in plain JSON values."""

from collections.abc import Sequence
from typing import Any, assert_never

import numpy as np

from planner.drawing.arrows import arrow_heads
from planner.drawing.drawing import (
    Anchor,
    Area,
    Arrows,
    Dots,
    Label,
    Line,
    Mark,
    Numbers,
    Places,
    Shade,
    Shape,
    broken_line,
)
from planner.drawing.roles import layer_of
from planner.drawing.style import Style
from planner.drawing.theme import Theme
from planner.drawing.typed_arrays import typed_array, typed_counts

Trace = dict[str, Any]

# At 2,000 dots SVG takes Plotly some 260 ms to draw and WebGL some 30; at 300 it is 80 against 25.
MOST_SVG_DOTS = 300

_SYMBOLS = {
    Shape.CIRCLE: "circle",
    Shape.DIAMOND: "diamond",
    Shape.SQUARE: "square",
    Shape.TRIANGLE: "triangle-up",
    Shape.CROSSED: "circle-x-open",
    Shape.RING: "circle-open",
}
_TEXT_SIDE = {Anchor.START: "middle right", Anchor.MIDDLE: "middle center", Anchor.END: "middle left"}


def trace_of(marks: Sequence[Mark], theme: Theme, px_per_mm: float) -> Trace:
    """Return marks of one kind, role, target and category as one trace; dots and numbers come one by one."""
    first = marks[0]
    category = 0 if isinstance(first, Label | Shade) else first.category
    style = theme.style(first.role, category)
    return _base(first, style) | _drawn(marks, style, px_per_mm)


def _drawn(marks: Sequence[Mark], style: Style, px_per_mm: float) -> Trace:
    match marks[0]:
        case Dots() as dots:
            return _dots(dots, style, px_per_mm)
        case Numbers() as numbers:
            return _numbers(numbers, style, px_per_mm)
        case Area():
            rings = [ring for mark in marks if isinstance(mark, Area) for ring in mark.rings]
            return _area(rings, style, px_per_mm)
        case Line():
            return _line(broken_line(m.points for m in marks if isinstance(m, Line)), style, px_per_mm)
        case Arrows():
            heads = [arrow_heads(mark).points for mark in marks if isinstance(mark, Arrows)]
            return _line(broken_line(heads), style, px_per_mm)
        case Label():
            return _labels([mark for mark in marks if isinstance(mark, Label)], style, px_per_mm)
        case Shade():
            raise TypeError("soft modelling is an image, never a trace")
        case other:
            assert_never(other)


def _base(mark: Mark, style: Style) -> Trace:
    layer = layer_of(mark.role)
    meta: dict[str, Any] = {"role": mark.role.value, "layer": layer.value, "least_px": style.least_px}
    if not isinstance(mark, Label | Shade) and mark.target:
        meta["target"] = mark.target
    if isinstance(mark, Numbers):
        meta["min_zoom_px_per_mm"] = mark.shown_from_px_per_mm
    elif style.shown_from_px_per_mm:
        meta["min_zoom_px_per_mm"] = style.shown_from_px_per_mm
    meta |= _measures(mark, style)
    return {
        "type": "scatter", "name": layer.value, "legendgroup": layer.value, "showlegend": False,
        "hoverinfo": "skip", "meta": meta,
    }  # fmt: skip


def _measures(mark: Mark, style: Style) -> dict[str, Any]:
    """Return what a screen scales, in mm."""
    if isinstance(mark, Dots):
        return {"diameter_mm": mark.diameter_mm}
    if isinstance(mark, Numbers):
        return {"text_mm": mark.text_mm, "diameter_mm": mark.beside_mm}
    if isinstance(mark, Label):
        return {"text_mm": style.text_mm}
    return {"width_mm": style.width_mm} | ({"dash_mm": list(style.dash_mm)} if style.dash_mm else {})


def _places(at: Places) -> Trace:
    return {"x": typed_array(at[:, 0]), "y": typed_array(at[:, 1])}


def _line(points: Places, style: Style, px_per_mm: float) -> Trace:
    return {**_places(points), "mode": "lines", "line": _stroke(style, px_per_mm)}


def _stroke(style: Style, px_per_mm: float) -> Trace:
    stroke: Trace = {"color": style.stroke, "width": max(style.width_mm * px_per_mm, style.least_px)}
    if style.dash_mm:
        stroke["dash"] = ",".join(f"{length * px_per_mm:g}px" for length in style.dash_mm)
    return stroke


def _area(rings: Sequence[Places], style: Style, px_per_mm: float) -> Trace:
    trace = {**_places(broken_line(rings)), "fill": "toself"}
    trace |= {"mode": "lines", "line": _stroke(style, px_per_mm)} if style.stroke else {"mode": "none"}
    if not style.hatched:
        return {**trace, "fillcolor": _rgba(style.fill, style.opacity)}
    background = _rgba(style.fill, style.opacity)
    pattern = {"shape": "/", "fgcolor": style.stroke, "bgcolor": background, "size": 7, "solidity": 0.2}
    return {**trace, "fillcolor": background, "fillpattern": pattern}


def _dots(dots: Dots, style: Style, px_per_mm: float) -> Trace:
    is_open = dots.shape in (Shape.CROSSED, Shape.RING)
    return {
        **_places(dots.at),
        "type": _type_for(len(dots.at)),
        "mode": "markers",
        "marker": {
            "symbol": _SYMBOLS[dots.shape],
            "size": max(dots.diameter_mm * px_per_mm, style.least_px),
            "color": style.stroke if is_open else _rgba(style.fill, style.opacity),
            "opacity": 1,
            "line": {
                "color": style.stroke,
                "width": max(style.width_mm * px_per_mm, style.least_px if is_open else 0.5),
            },
        },
    }


def _numbers(numbers: Numbers, style: Style, px_per_mm: float) -> Trace:
    return {
        **_places(numbers.at),
        "type": _type_for(len(numbers.at)),
        "mode": "markers+text",
        # Plotly keeps a text clear of the marker of its own trace only, hence an unseen one.
        "marker": {"size": numbers.beside_mm * px_per_mm, "opacity": 0},
        "customdata": typed_counts(numbers.numbers),
        "texttemplate": "%{customdata}",
        "textposition": "top right" if numbers.beside_mm else "middle center",
        "textfont": _font(style, numbers.text_mm, px_per_mm),
    }


def _labels(labels: Sequence[Label], style: Style, px_per_mm: float) -> Trace:
    return {
        **_places(np.array([(label.x_mm, label.v_mm) for label in labels])),
        "mode": "text",
        "text": [label.text for label in labels],
        "textposition": _TEXT_SIDE[labels[0].anchor],
        "textfont": _font(style, style.text_mm, px_per_mm),
    }


def _font(style: Style, text_mm: float, px_per_mm: float) -> Trace:
    font: Trace = {"size": max(text_mm * px_per_mm, style.least_px), "color": style.fill}
    if style.bold:
        font["weight"] = "bold"
    if style.stroke:
        halo = style.stroke
        font["shadow"] = ", ".join(f"{x}px {y}px 1px {halo}" for x in (-1, 1) for y in (-1, 1))
    return font


def _type_for(count: int) -> str:
    return "scattergl" if count > MOST_SVG_DOTS else "scatter"


def _rgba(colour: str, opacity: float) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"
