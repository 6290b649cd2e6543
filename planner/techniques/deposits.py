"""The patterns of point-by-point: on each point, at the corners of a square round it, or all over a zone."""

import math
from dataclasses import dataclass, replace

import numpy as np

from planner.geometry.cover import Cover, cover_of, fill_cover
from planner.geometry.graded import graded_places
from planner.geometry.optimise import optimise_cover
from planner.geometry.order import MOST_PATIENCE, hand_order
from planner.techniques.density import at_most, gradient_of, notes_on
from planner.techniques.density_settings import SPACING, follows_pain, holds_count
from planner.techniques.fill_settings import TOLERANCE, patience_of
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
GRADED_PER_SPREAD = 1.4
"""Graded deposits farther apart, in spreads, leave so many holes that mending them costs as much (ours)."""
NO_GROUND = "every place where a needle may go"
NOTICEABLE_MM2 = 0.01  # an uncovered sliver below this is rounding: a square of a tenth of a millimetre


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
    notes: tuple[str, ...] = ()
    if pattern == FILL:
        kept, notes = _filled(ground, settings, kept)
    elif len(kept.places) == 0 and not withheld:
        notes = (f"The pattern {pattern} needs a tender or trigger point: mark one, or choose fill.",)
    patience = _patience_with_order(settings)
    order = hand_order(kept.places, start_right=starts_right(ground.operator), patience=patience)
    kept = Wanted(kept.places[order], kept.finding[order])
    return Placement(_grid(kept, settings), NO_PASSES, withheld, notes, direction_deg)


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


def _filled(ground: Ground, settings: Settings, anchors: Wanted) -> tuple[Wanted, tuple[str, ...]]:
    if follows_pain(settings):
        cover, notes = _graded(ground, settings, anchors.places)
    else:
        cover = _fewest(ground, settings, anchors.places)
        notes = (*_notes_on(cover, settings, settings.number(SPACING)), *_notes_off(cover, anchors.places))
    further = np.full(len(cover.points), NO_FINDING, dtype=np.int64)
    filled = Wanted(np.vstack([cover.anchors, cover.points]), np.concatenate([anchors.finding, further]))
    return filled, notes


def _fewest(ground: Ground, settings: Settings, anchors: FloatArray) -> Cover:
    """Return the few deposits that serve the zone, found as quickly or as patiently as is set."""
    where = ground.zone, ground.allowed, anchors, settings.number("spread_mm"), settings.number(SPACING)
    patience = patience_of(settings)
    if patience is None:
        return fill_cover(*where, tolerance_mm=settings.number(TOLERANCE), quick=ground.quick)
    watched = replace(patience, go_on=ground.go_on)
    tolerance_mm = settings.number(TOLERANCE)
    return optimise_cover(*where, patience=watched, tolerance_mm=tolerance_mm, found=ground.covers)


def _patience_with_order(settings: Settings) -> int:
    """Return how many times as long the order is searched for: most for a fill that is searched.

    However many steps that took: a search that was stopped keeps its order when its plan is laid out again.
    """
    is_even_fill = settings["pattern"] == FILL and not follows_pain(settings)
    return MOST_PATIENCE if is_even_fill and patience_of(settings) is not None else 1


def _notes_off(cover: Cover, anchors: FloatArray) -> tuple[str, ...]:
    """Return how far deposits stand off the points that they are meant for, if any does."""
    off_mm = np.hypot(*(cover.anchors - anchors).T)
    count = int((off_mm > 0).sum())
    if count == 0:
        return ()
    standing = "1 deposit stands" if count == 1 else f"{count} deposits stand"
    return (f"{standing} off the point itself, by {off_mm.max():.1f} mm at most, as the tolerance allows.",)


def _even(ground: Ground, settings: Settings, standing: FloatArray, least_mm: float) -> Cover:
    """Return the few deposits that serve all that those which stand leave bare."""
    spread_mm = settings.number("spread_mm")
    where = ground.zone, ground.allowed, standing, spread_mm, least_mm
    return fill_cover(*where, quick=ground.quick)


def _graded(ground: Ground, settings: Settings, anchors: FloatArray) -> tuple[Cover, tuple[str, ...]]:
    """Return deposits as dense as it hurts.

    If the count is free, every place of the zone is within the spread of one, by the exact test of an even
    fill: the pain only adds. If the count is held, some of the zone may not be, and is measured and said.
    Unlike those of an even fill, all deposits stand in the zone.
    """
    gradient, spread_mm = gradient_of(ground, settings), settings.number("spread_mm")
    least_mm = gradient.least_mm
    if holds_count(settings):
        even = _even(ground, settings, anchors, settings.number(SPACING)).points
        graded = graded_places(ground.zone, gradient, even=even, fixed=anchors)
        points = graded.points
    else:
        graded = graded_places(ground.zone, at_most(gradient, GRADED_PER_SPREAD * spread_mm), fixed=anchors)
        standing = np.vstack([anchors, graded.points])
        where = ground.zone, ground.zone, standing, spread_mm, least_mm
        holes = fill_cover(*where, quick=ground.quick)
        points = np.vstack([graded.points, holes.points])
    cover = cover_of(anchors, points, ground.zone, spread_mm, least_mm)
    return cover, (*notes_on(graded, settings), *_notes_on(cover, settings, least_mm))


def _notes_on(cover: Cover, settings: Settings, least_mm: float) -> tuple[str, ...]:
    notes = []
    if pairs := len(cover.conflicts):
        standing = "1 pair of deposits stands" if pairs == 1 else f"{pairs} pairs of deposits stand"
        notes.append(
            f"{standing} closer than {least_mm:g} mm: "
            "the points themselves are that close, or no other place covers the zone."
        )
    if cover.uncovered_mm2 > NOTICEABLE_MM2:
        nearest = "every deposit: their count is kept" if holds_count(settings) else NO_GROUND
        notes.append(
            f"{cover.uncovered_mm2:.0f} mm2 of the zone lie farther than {settings.number('spread_mm'):g} mm "
            f"from {nearest}."
        )
    return tuple(notes)


def _grid(kept: Wanted, settings: Settings) -> Grid:
    places, count = kept.places, len(kept.places)
    return Grid(
        u_mm=places[:, 0],
        v_mm=places[:, 1],
        depth_mm=np.full(count, settings.number("depth_mm")),
        angle_deg=np.full(count, settings.number("needle_angle_deg")),
        inserted_mm=np.full(count, inserted_by(settings)),
        volume_ml=np.full(count, settings.number("volume_per_deposit_ml")),
        finding=kept.finding,
    )
