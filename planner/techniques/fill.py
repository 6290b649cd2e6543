"""A zone filled: deposits on its points and few further ones, evenly or denser where it hurts more."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.geometry.cover import Cover, cover_of, fill_cover
from planner.geometry.graded import Graded, graded_places
from planner.geometry.optimise import optimise_cover
from planner.techniques.density import at_most, gradient_of, notes_on
from planner.techniques.density_settings import (
    DENSITY,
    EVEN,
    LEAST,
    SPACING,
    follows_pain,
    holds_count,
)
from planner.techniques.fill_notes import note_on_share, notes_on_cover, notes_on_tolerance
from planner.techniques.fill_settings import TOLERANCE, patience_of
from planner.techniques.grid import FloatArray
from planner.techniques.setting import Settings
from planner.techniques.technique import Ground

VOLUME = "volume_per_deposit_ml"
GRADED_PER_SPREAD = 1.4
"""Graded deposits farther apart, in spreads, leave so many holes that mending them costs as much (ours)."""


@dataclass(frozen=True, slots=True)
class Fill:
    """The deposits of a fill, what each of them holds, and what is to be said of them.

    ``is_even`` tells that they stand as in the even plan, whatever was asked for.
    """

    cover: Cover
    each_ml: float
    notes: tuple[str, ...]
    is_even: bool


def fill_zone(ground: Ground, settings: Settings, anchors: FloatArray, names: Sequence[str]) -> Fill:
    """Return deposits on the anchors and the further ones that serve the zone.

    A density that follows the pain starts from the even plan just as it is set, searched for fewer or not: it
    gives the volume, the count if that is kept, and the places on the points.

    Parameters
    ----------
    anchors, names
        (n, 2) places of the points in mm, and what each of them is called.
    """
    volume_ml = settings.number(VOLUME)
    even = _fewest(ground, settings, anchors)
    off_points = notes_on_tolerance(even, anchors)
    graded = _graded(ground, settings, even) if follows_pain(settings) else None
    of_pain = () if graded is None else notes_on(graded, settings)
    if graded is None or graded.is_even:
        as_even = settings.holding(DENSITY, EVEN)
        notes = (*of_pain, *notes_on_cover(even, names, as_even, settings.number(SPACING)), *off_points)
        return Fill(even, volume_ml, notes, is_even=True)
    least_mm = settings.number(LEAST)
    cover = cover_of(even.anchors, graded.points, ground.zone, settings.number("spread_mm"), least_mm)
    count, of_even = (len(anchors) + len(one.points) for one in (cover, even))
    each_ml = volume_ml if count == of_even else volume_ml * of_even / count
    notes = (*of_pain, *notes_on_cover(cover, names, settings, least_mm), *off_points)
    share = note_on_share(volume_ml, each_ml, count=count, of_even=of_even)
    return Fill(cover, each_ml, (*notes, *share), is_even=False)


def _fewest(ground: Ground, settings: Settings, anchors: FloatArray) -> Cover:
    """Return the few deposits that serve the zone, found as quickly or as patiently as is set."""
    where = ground.zone, ground.allowed, anchors, settings.number("spread_mm"), settings.number(SPACING)
    tolerance_mm, patience = settings.number(TOLERANCE), patience_of(settings)
    if patience is None:
        return fill_cover(*where, tolerance_mm=tolerance_mm, quick=ground.quick)
    watched = replace(patience, go_on=ground.go_on)
    return optimise_cover(*where, patience=watched, tolerance_mm=tolerance_mm, found=ground.covers)


def _graded(ground: Ground, settings: Settings, even: Cover) -> Graded:
    """Return the further deposits, as dense as it hurts.

    If the count is free, every place of the zone is within the spread of one, by the exact test of an even
    fill: the pain only adds. If the count is held, some of the zone may not be, and is measured and said.
    Unlike those of an even fill, all deposits stand in the zone.
    """
    gradient, spread_mm = gradient_of(ground, settings), settings.number("spread_mm")
    if holds_count(settings):
        return graded_places(ground.zone, gradient, even=even.points, fixed=even.anchors)
    sparse = at_most(gradient, GRADED_PER_SPREAD * spread_mm)
    graded = graded_places(ground.zone, sparse, fixed=even.anchors)
    standing = np.vstack([even.anchors, graded.points])
    where = ground.zone, ground.zone, standing, spread_mm, gradient.least_mm
    holes = fill_cover(*where, quick=ground.quick)
    return replace(graded, points=np.vstack([graded.points, holes.points]))
