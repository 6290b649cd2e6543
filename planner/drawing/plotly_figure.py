"""A drawing as Plotly traces, in plain JSON values, for any figure whose axes are drawn millimetres.

The traces are written as plain dictionaries: Plotly's own classes take 35 ms for fifteen traces, which a
finger would feel. A test holds every trace against those classes instead.
"""

from base64 import b64encode
from itertools import groupby
from typing import Any

from planner.drawing.drawing import Dots, Drawing, Label, Mark, Numbers, Shade
from planner.drawing.plotly_traces import Trace, trace_of
from planner.drawing.roles import Role
from planner.drawing.svg import skin_svg
from planner.drawing.theme import Theme


def to_plotly(
    drawing: Drawing, theme: Theme, *, px_per_mm: float = 1.0, places_in_order: bool = False
) -> dict[str, list[dict[str, Any]]]:
    """Return ``{"traces": [...], "images": [...]}`` of ``drawing``, ready for JSON.

    Widths, diameters and type are in px at ``px_per_mm``; ``meta`` keeps them in mm so that a screen can
    scale them: ``role``, ``layer``, ``target``, ``width_mm``, ``dash_mm``, ``diameter_mm``, ``text_mm``,
    ``least_px``, ``min_zoom_px_per_mm``. A drawing with soft modelling has its skin as one image below
    all traces.

    Parameters
    ----------
    places_in_order
        Leave out the places of injections, since `order_columns` sends the very same ones
        beside the traces: ``meta.order`` names the target whose injections they are.
    """
    is_soft = any(isinstance(mark, Shade) for mark in drawing.marks)
    flat = [mark for mark in drawing.marks if not (is_soft and _is_skin(mark))]
    groups = [list(group) for _, group in groupby(flat, key=_trace_key)]
    traces = [trace_of(marks, theme, px_per_mm) for marks in groups]
    if places_in_order:
        traces = [_without_places(trace, marks[0]) for trace, marks in zip(traces, groups, strict=True)]
    return {"traces": traces, "images": [_skin_image(drawing, theme)] if is_soft else []}


def _is_skin(mark: Mark) -> bool:
    return isinstance(mark, Shade) or mark.role is Role.SKIN


def _trace_key(mark: Mark) -> tuple[object, ...]:
    # Marks that follow one another with the same key become one trace: a browser pays for each trace.
    if isinstance(mark, Label):
        return Label, mark.role, mark.anchor
    if isinstance(mark, Shade):
        return Shade, mark.role
    own = (id(mark),) if isinstance(mark, Dots | Numbers) else ()
    return type(mark), mark.role, mark.target, mark.category, *own


def _without_places(trace: Trace, mark: Mark) -> Trace:
    if not (isinstance(mark, Dots | Numbers) and mark.is_order):
        return trace
    told = {name: value for name, value in trace.items() if name not in ("x", "y")}
    return told | {"meta": {**trace["meta"], "order": mark.target}}


def _skin_image(drawing: Drawing, theme: Theme) -> dict[str, Any]:
    source = b64encode(skin_svg(drawing, theme).encode()).decode("ascii")
    return {
        "source": f"data:image/svg+xml;base64,{source}",
        "xref": "x", "yref": "y", "xanchor": "left", "yanchor": "top",
        "x": drawing.x_range_mm[0], "y": drawing.v_range_mm[0],
        "sizex": drawing.width_mm, "sizey": drawing.height_mm,
        "sizing": "stretch", "layer": "below",
    }  # fmt: skip
