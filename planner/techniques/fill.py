"""A zone filled: deposits on its points and few further ones, evenly or denser where it hurts more."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.geometry.cover import Cover, cover_of, fill_cover
from planner.geometry.graded import Graded, graded_places
from planner.geometry.optimise import optimise_cover
from planner.techniques.density import at_most, gradient_of, notes_on
from planner.techniques.density_settings import SPACING, follows_pain, holds_count
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
    """The deposits of a fill, what each of them holds, and what is to be said of them."""

    cover: Cover
    each_ml: float
    notes: tuple[str, ...]


def fill_zone(ground: Ground, settings: Settings, anchors: FloatArray, names: Sequence[str]) -> Fill:
    """Return deposits on the anchors and the further ones that serve the zone.

    Parameters
    ----------
    anchors, names
        (n, 2) places of the points in mm, and what each of them is called.
    """
    volume_ml = settings.number(VOLUME)
    if not follows_pain(settings):
        cover = _fewest(ground, settings, anchors)
        notes = notes_on_cover(cover, names, settings, settings.number(SPACING))
        return Fill(cover, volume_ml, (*notes, *notes_on_tolerance(cover, anchors)))
    even = _even(ground, settings, anchors, settings.number(SPACING))
    graded, cover = _graded(ground, settings, anchors, even.points)
    least_mm = gradient_of(ground, settings).least_mm
    count, of_even = len(anchors) + len(cover.points), len(anchors) + len(even.points)
    each_ml = volume_ml if count == of_even else volume_ml * of_even / count
    notes = (*notes_on(graded, settings), *notes_on_cover(cover, names, settings, least_mm))
    return Fill(cover, each_ml, (*notes, *note_on_share(volume_ml, each_ml, count=count, of_even=of_even)))


def _fewest(ground: Ground, settings: Settings, anchors: FloatArray) -> Cover:
    """Return the few deposits that serve the zone, found as quickly or as patiently as is set."""
    where = ground.zone, ground.allowed, anchors, settings.number("spread_mm"), settings.number(SPACING)
    tolerance_mm, patience = settings.number(TOLERANCE), patience_of(settings)
    if patience is None:
        return fill_cover(*where, tolerance_mm=tolerance_mm, quick=ground.quick)
    watched = replace(patience, go_on=ground.go_on)
    return optimise_cover(*where, patience=watched, tolerance_mm=tolerance_mm, found=ground.covers)


def _even(ground: Ground, settings: Settings, standing: FloatArray, least_mm: float) -> Cover:
    """Return the few deposits that serve all that those which stand leave bare."""
    where = ground.zone, ground.allowed, standing, settings.number("spread_mm"), least_mm
    return fill_cover(*where, quick=ground.quick)


def _graded(
    ground: Ground, settings: Settings, anchors: FloatArray, even: FloatArray
) -> tuple[Graded, Cover]:
    """Return deposits as dense as it hurts.

    If the count is free, every place of the zone is within the spread of one, by the exact test of an even
    fill: the pain only adds. If the count is held, some of the zone may not be, and is measured and said.
    Unlike those of an even fill, all deposits stand in the zone.
    """
    gradient, spread_mm = gradient_of(ground, settings), settings.number("spread_mm")
    if holds_count(settings):
        graded = graded_places(ground.zone, gradient, even=even, fixed=anchors)
        points = graded.points
    else:
        graded = graded_places(ground.zone, at_most(gradient, GRADED_PER_SPREAD * spread_mm), fixed=anchors)
        standing = np.vstack([anchors, graded.points])
        holes = _even(replace(ground, allowed=ground.zone), settings, standing, gradient.least_mm)
        points = np.vstack([graded.points, holes.points])
    return graded, cover_of(anchors, points, ground.zone, spread_mm, gradient.least_mm)
