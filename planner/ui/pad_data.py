"""What the pad is told: the body once, then after each tap only the plan, its order and the receipt."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from planner.body import FittedMap
from planner.drawing.body_drawing import draw_body
from planner.drawing.drawing import Drawing
from planner.drawing.order_columns import order_columns
from planner.drawing.plan_drawing import draw_plan
from planner.drawing.plotly_figure import to_plotly
from planner.drawing.roles import Layer
from planner.drawing.theme import Theme, find_theme
from planner.drawing.witness_drawing import draw_witnesses
from planner.errors import PlannerError, ZoneCrossesItself
from planner.evidence.published import EXCLUSION_MARGIN
from planner.files.desk import Edit
from planner.files.marked_file import marked_members
from planner.files.pad_document import document_members, exclusion_members
from planner.necessity import Necessity
from planner.series.rest_map import RestMap
from planner.session import Session
from planner.techniques import find_technique
from planner.ui import strings
from planner.ui.board import Board
from planner.ui.body_wanted import BodyWanted, fitted_map
from planner.ui.overlays import Overlays, overlays
from planner.ui.palpation_data import palpation_data
from planner.ui.planned import Planned, asked, planned
from planner.ui.server import PLOTLY_URL

HIDDEN_AT_FIRST = frozenset({Layer.REGIONS, Layer.MUSCLES, Layer.PALPATION})
SENT_ON_REQUEST = frozenset({Layer.PALPATION})
LAYERS = tuple(layer for layer in Layer if layer is not Layer.SKIN)
OVERLAID = frozenset({Layer.REST, Layer.KEPT, Layer.GAP})
RIM_MM = 12.0  # air round the contour when the whole back is shown
CHROME_PX = 78  # the strip above the pad with the gaps round it


def pad_data(
    board: Board,
    result: Planned,
    *,
    dark: bool,
    sent: Mapping[str, object] | None = None,
    proved: Necessity | None = None,
    resting: RestMap | None = None,
) -> dict[str, Any]:
    """Return the data of the pad's component.

    Parameters
    ----------
    sent
        The document that this pad sent last: it is not sent back to the pad that wrote it.
    proved
        What is proved of a target, if its witnesses are to be shown.
    resting
        What still rests of earlier sessions of the same patient.
    """
    theme = find_theme(dark=dark)
    body = body_data(result.body, dark=dark)
    around = overlays(board, result, dark=dark, resting=resting)
    has_body = board.document.body_key == body["key"]
    return {
        "case": board.document.case,
        "ack": board.document.seq,
        "doc": None if _wrote(sent, board) else document_members(board.document),
        "edits": [edit_members(edit) for edit in board.edits],
        "active_target": board.active_target,
        "targets": _targets(board, theme),
        "exclusion_kinds": [
            {"id": kind, "title": title, "margin_mm": EXCLUSION_MARGIN.value}
            for kind, title in strings.EXCLUSION_KINDS.items()
        ],
        "layers": [
            _layer_members(layer) for layer in LAYERS if layer not in OVERLAID or layer in around.layers
        ],
        "body": {"key": body["key"]} if has_body else body,
        "plan": _plan_data(board.session, result, theme, proved, around),
        "palpation": palpation_data(result, sent, dark=dark),
        "spot": around.spot,
        "order": [] if result.plan is None else order_columns(result.plan, result.fitted),
        "refused": board.refused or _sentence(result.refusal),
        "mended": _mended(board.session, result.refusal),
        "dark": dark,
        "plotly_url": PLOTLY_URL,
        "chrome_px": CHROME_PX,
    }


def _layer_members(layer: Layer) -> dict[str, Any]:
    is_on, is_asked_for = layer not in HIDDEN_AT_FIRST, layer in SENT_ON_REQUEST
    return {"id": layer, "title": layer, "on": is_on, "on_request": is_asked_for}


def _wrote(sent: Mapping[str, object] | None, board: Board) -> bool:
    """Tell whether the pad sent the board's document, and no edit waits that needs it back."""
    if sent is None or board.edits:
        return False
    kept = board.document
    return (sent.get("case"), sent.get("seq"), sent.get("writer", "")) == (kept.case, kept.seq, kept.writer)


@lru_cache(maxsize=32)
def body_data(wanted: BodyWanted, *, dark: bool) -> dict[str, Any]:
    """Return everything about the body that a pad keeps: its picture, outline, levels and projection."""
    fitted = fitted_map(wanted)
    drawing = draw_body(fitted, show_regions=True, show_muscles=True)
    x_least, v_least, x_most, v_most = fitted.bounds
    body = {
        "x_range": [x_least - RIM_MM, x_most + RIM_MM],
        "v_range": [v_least - RIM_MM, v_most + RIM_MM],
        "projection": _projection(fitted),
        "outline": _rings(fitted.drawn_outline)[0],
        "levels": [[level.name, round(level.v_mm, 2), level.is_key] for level in fitted.levels],
        "levels_estimated": not fitted.c7_psis_is_measured,
        "regions": [
            {"id": region.id, "name": region.name, "side": region.side, "rings": _rings(region.area)}
            for region in fitted.drawn_regions
        ],
    } | to_plotly(drawing, find_theme(dark=dark))
    return {"key": _digest(body)} | body


def _digest(thing: object) -> str:
    # Not hash(): it takes -1.0 and -2.0 for one number, and a point moved between them would stay.
    return hashlib.sha256(repr(thing).encode()).hexdigest()[:16]


def _projection(fitted: FittedMap) -> dict[str, list[float]]:
    projection = fitted.projection
    return {
        "v": [round(float(v), 3) for v in projection.v_knots_mm],
        "b": [round(float(b), 4) for b in projection.half_breadth_mm],
        "s": [round(float(s), 4) for s in projection.half_arc_mm],
    }


def _rings(area: shapely.Polygon | shapely.MultiPolygon) -> list[list[list[float]]]:
    parts = shapely.get_parts(area)
    return [np.round(shapely.get_coordinates(part.exterior), 1).tolist() for part in parts]


def _targets(board: Board, theme: Theme) -> list[dict[str, Any]]:
    return [
        {
            "id": target.id,
            "number": number,
            "title": find_technique(target.technique).title,
            "technique": target.technique,
            "colour": theme.targets[(number - 1) % len(theme.targets)],
        }
        for number, target in enumerate(board.targets, start=1)
    ]


def _plan_data(
    session: Session, result: Planned, theme: Theme, proved: Necessity | None, around: Overlays
) -> dict[str, Any]:
    if result.plan is None:
        key = f"none {theme.name} {_sentence(result.refusal)} {around.key}"
        return {"key": key, "traces": list(around.below)}
    key = f"{_digest(session)} {theme.name} {around.key}"
    if proved is None:
        traces = plan_traces(session, theme.name)
    else:
        drawing = draw_plan(result.plan, session, result.fitted)
        drawing = drawing.under(draw_witnesses(proved.witnesses, proved.spread_mm, result.fitted))
        key += f" {_digest(proved.witnesses.tobytes())}"
        traces = _traces(drawing, theme)
    return {"key": key, "traces": [*around.below, *traces, *around.above]}


@lru_cache(maxsize=64)
def plan_traces(session: Session, theme_name: str) -> list[dict[str, Any]]:
    """Return a session's plan as the pad draws it; it is for all who ask, and nobody changes it."""
    told = asked(plan_traces, session, theme_name)
    if told is not None:
        return told.result
    result = planned(session)
    if result.plan is None:
        raise LookupError("Only a plan is drawn")
    drawing = draw_plan(result.plan, session, result.fitted)
    return _traces(drawing, find_theme(dark=theme_name == "dark"))


def _traces(drawing: Drawing, theme: Theme) -> list[dict[str, Any]]:
    traces: list[dict[str, Any]] = to_plotly(drawing, theme, places_in_order=True)["traces"]
    return traces


def edit_members(edit: Edit) -> dict[str, Any]:
    """Return an edit made beside the pad as the pad is told it."""
    if edit.mark is not None:
        return {"n": edit.number, "op": "put_finding", "finding": marked_members(edit.mark)}
    if edit.exclusion is not None:
        return {"n": edit.number, "op": "put_exclusion", "exclusion": exclusion_members(edit.exclusion)}
    return {"n": edit.number, "op": "remove", "id": edit.removed}


def _sentence(refusal: PlannerError | None) -> str:
    return "" if refusal is None else str(refusal)


def _mended(session: Session, refusal: PlannerError | None) -> dict[str, Any] | None:
    """Return the outlines to offer in the place of one that crosses itself."""
    if not isinstance(refusal, ZoneCrossesItself):
        return None
    family, _, rest = refusal.field.partition("[")
    number = int(rest.partition("]")[0])
    crossing = (session.findings if family == "findings" else session.exclusions)[number]
    outlines = [[[round(u, 1), round(v, 1)] for u, v in outline] for outline in refusal.mended]
    return {"id": crossing.id, "outlines": outlines}
