"""What the pad shows round a plan: resting skin and plan A below it, the place of its largest gap above."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from planner.drawing.beside_drawing import draw_gap, draw_kept
from planner.drawing.plotly_figure import to_plotly
from planner.drawing.rest_drawing import draw_rest
from planner.drawing.roles import Layer
from planner.drawing.theme import find_theme
from planner.series.rest_map import RestMap
from planner.session import Session
from planner.ui import strings
from planner.ui.board import Board
from planner.ui.body_wanted import BodyWanted, fitted_map
from planner.ui.kept import shows_gap
from planner.ui.planned import Planned, planned


@dataclass(frozen=True, slots=True)
class Overlays:
    """Traces to lay below and above those of the plan.

    Parameters
    ----------
    key
        Names what is shown; empty if nothing is.
    spot
        The place that is pointed at and the words for it, for the pad's readout; None if none is.
    layers
        Which layers they add.
    """

    key: str = ""
    below: tuple[dict[str, Any], ...] = ()
    above: tuple[dict[str, Any], ...] = ()
    spot: dict[str, Any] | None = None
    layers: frozenset[Layer] = frozenset()


def overlays(board: Board, result: Planned, *, dark: bool, resting: RestMap | None = None) -> Overlays:
    """Return what is shown round the plan of ``board``.

    Parameters
    ----------
    resting
        What still rests of earlier sessions; the same object as long as it is the same.
    """
    key, below = ("", ()) if board.kept is None else _kept(board.kept.session, result.body, dark=dark)
    layers = {Layer.KEPT} if below else set()
    if resting is not None and len(resting):
        rest_key, rest = _resting(resting, result.body, dark=dark)
        key, below, layers = f"{key} {rest_key}", (*rest, *below), {*layers, Layer.REST}
    # The gap is asked for first: working out the score takes longer than the plan.
    score, plan = (result.score, result.plan) if shows_gap(board) else (None, None)
    if score is None or plan is None:
        return Overlays(key, below, layers=frozenset(layers))
    at, gap_mm = score.totals.largest_gap_at, score.totals.largest_gap_mm
    if at is None or gap_mm is None:
        return Overlays(key, below, layers=frozenset(layers))
    drawing = draw_gap(at, gap_mm, plan, result.fitted)
    return Overlays(
        f"{key} gap",
        below,
        tuple(to_plotly(drawing, find_theme(dark=dark))["traces"]),
        {"u_mm": at.u_mm, "v_mm": at.v_mm, "r_mm": gap_mm, "says": strings.GAP_IS.format(gap_mm=gap_mm)},
        frozenset({*layers, Layer.GAP}),
    )


@lru_cache(maxsize=64)
def _resting(resting: RestMap, body: BodyWanted, *, dark: bool) -> tuple[str, tuple[dict[str, Any], ...]]:
    """Return the key and the traces of what rests on a body, worked out once and not with every tap."""
    drawing = draw_rest(resting, fitted_map(body))
    told = resting.places.tobytes() + resting.weights.tobytes()
    return hashlib.sha256(told).hexdigest()[:16], tuple(to_plotly(drawing, find_theme(dark=dark))["traces"])


@lru_cache(maxsize=16)
def _kept(session: Session, body: BodyWanted, *, dark: bool) -> tuple[str, tuple[dict[str, Any], ...]]:
    """Return the key and the traces of a kept plan on a body, worked out once and not with every tap."""
    plan = planned(session).plan
    if plan is None:
        return "", ()
    drawing = draw_kept(plan, strings.KEPT_NAME, fitted_map(body))
    key = hashlib.sha256(repr(session).encode()).hexdigest()[:16]
    return key, tuple(to_plotly(drawing, find_theme(dark=dark))["traces"])
