"""The patterns of point-by-point: on each point, at the corners of a square round it, or all over a zone."""

import math
from dataclasses import dataclass

import numpy as np

from planner.geometry.order import MOST_PATIENCE, hand_order
from planner.techniques.fill import VOLUME, Fill, fill_zone
from planner.techniques.fill_settings import patience_of
from planner.techniques.grid import NO_FINDING, NO_PASSES, FloatArray, Grid, IntArray, Withheld
from planner.techniques.hand import starts_right
from planner.techniques.needle import inserted_by
from planner.techniques.setting import Settings
from planner.techniques.settings_of_all import chosen_direction_deg
from planner.techniques.technique import Ground, Placement

ANCHORS = "anchors"
SQUARE = "square"
FILL = "fill"
PATTERNS = (ANCHORS, SQUARE, FILL)

CORNERS = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]])


@dataclass(frozen=True, slots=True)
class Wanted:
    """Places that are asked for, (n, 2) in mm, with the index of the finding that each serves."""

    places: FloatArray
    finding: IntArray


def place_deposits(ground: Ground, settings: Settings) -> Placement:
    """Return deposits in the pattern chosen, in the order of the hand; what may not be is withheld."""
    pattern = settings["pattern"]
    direction_deg = chosen_direction_deg(settings) or 0.0
    wanted = _corners(ground, settings, direction_deg) if pattern == SQUARE else _anchors(ground)
    kept, withheld = _withhold(ground, wanted)
    each_ml = settings.number(VOLUME)
    notes: tuple[str, ...] = ()
    patience = 1
    if pattern == FILL:
        kept, fill = _filled(ground, settings, kept)
        each_ml, notes, patience = fill.each_ml, fill.notes, _patience_with_order(fill, settings)
    elif len(kept.places) == 0 and not withheld:
        notes = (f"The pattern {pattern} needs a tender or trigger point: mark one, or choose fill.",)
    order = hand_order(kept.places, start_right=starts_right(ground.operator), patience=patience)
    kept = Wanted(kept.places[order], kept.finding[order])
    return Placement(_grid(kept, settings, each_ml), NO_PASSES, withheld, notes, direction_deg)


def _anchors(ground: Ground) -> Wanted:
    places = np.array([(p.at.u_mm, p.at.v_mm) for p in ground.points], dtype=np.float64).reshape(-1, 2)
    return Wanted(places, np.arange(len(places), dtype=np.int64))


def _corners(ground: Ground, settings: Settings, direction_deg: float) -> Wanted:
    anchors = _anchors(ground)
    angle = math.radians(direction_deg)
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    offsets = settings.number("spacing_mm") * CORNERS @ turn
    places = (anchors.places[:, None, :] + offsets[None, :, :]).reshape(-1, 2)
    return Wanted(places, np.repeat(anchors.finding, len(CORNERS)))


def _withhold(ground: Ground, wanted: Wanted) -> tuple[Wanted, tuple[Withheld, ...]]:
    reasons = ground.reasons_against(wanted.places)
    kept = np.array([not reason for reason in reasons], dtype=bool)
    withheld = tuple(
        Withheld(u_mm, v_mm, ground.points[index].id, reason)
        for (u_mm, v_mm), index, reason in zip(
            wanted.places.tolist(), wanted.finding.tolist(), reasons, strict=True
        )
        if reason
    )
    return Wanted(wanted.places[kept], wanted.finding[kept]), withheld


def _filled(ground: Ground, settings: Settings, anchors: Wanted) -> tuple[Wanted, Fill]:
    fill = fill_zone(
        ground, settings, anchors.places, [ground.points[n].id for n in anchors.finding.tolist()]
    )
    further = np.full(len(fill.cover.points), NO_FINDING, dtype=np.int64)
    places = np.vstack([fill.cover.anchors, fill.cover.points])
    return Wanted(places, np.concatenate([anchors.finding, further])), fill


def _patience_with_order(fill: Fill, settings: Settings) -> int:
    """Return how many times as long the order is searched for: most for an even fill that is searched.

    However many steps that took: a search that was stopped keeps its order when its plan is laid out again.
    """
    return MOST_PATIENCE if fill.is_even and patience_of(settings) is not None else 1


def _grid(kept: Wanted, settings: Settings, each_ml: float) -> Grid:
    places, count = kept.places, len(kept.places)
    return Grid(
        u_mm=places[:, 0],
        v_mm=places[:, 1],
        depth_mm=np.full(count, settings.number("depth_mm")),
        angle_deg=np.full(count, settings.number("needle_angle_deg")),
        inserted_mm=np.full(count, inserted_by(settings)),
        volume_ml=np.full(count, each_ml),
        finding=kept.finding,
    )
