"""What is to be said of a fill: who stands too near whom, what stays bare, who holds how much."""

from collections.abc import Sequence

import numpy as np

from planner.geometry.cover import Cover
from planner.techniques.density_settings import holds_count
from planner.techniques.grid import FloatArray, IntArray
from planner.techniques.setting import Settings

NOTICEABLE_MM2 = 0.01  # an uncovered sliver below this is rounding: a square of a tenth of a millimetre
NO_GROUND = "every place where a needle may go"
MOST_NAMED = 5  # ours: pairs of points that a sentence names before it counts the others


def notes_on_cover(
    cover: Cover, names: Sequence[str], settings: Settings, least_mm: float
) -> tuple[str, ...]:
    """Return which deposits stand closer than the least distance, and how much stays bare.

    Parameters
    ----------
    names
        What the points are called that the anchors are for.
    """
    is_of_points = (cover.conflicts < len(names)).all(axis=1)
    of_points, forced = cover.conflicts[is_of_points], cover.conflicts[~is_of_points]
    every = np.concatenate([cover.anchors, cover.points])
    return (
        *_notes_on_points(of_points, _apart_mm(every, of_points), names, least_mm),
        *_notes_on_forced(_apart_mm(every, forced), least_mm),
        *_notes_on_bare(cover.uncovered_mm2, settings),
    )


def notes_on_tolerance(cover: Cover, anchors: FloatArray) -> tuple[str, ...]:
    """Return how far deposits stand off the points that they are meant for, if any does."""
    off_mm = np.hypot(*(cover.anchors - anchors).T)
    count = int((off_mm > 0).sum())
    if count == 0:
        return ()
    standing = "1 deposit stands" if count == 1 else f"{count} deposits stand"
    return (f"{standing} off the point itself, by {off_mm.max():.1f} mm at most, as the tolerance allows.",)


def note_on_share(volume_ml: float, each_ml: float, *, count: int, of_even: int) -> tuple[str, ...]:
    """Return that graded deposits share the volume of the even fill, if each holds another volume for it."""
    if each_ml == volume_ml:
        return ()
    even = "1 deposit" if of_even == 1 else f"{of_even} deposits"
    total = f"the {of_even * volume_ml:.3g} mL of the even fill, which has {even}, are shared over {count}"
    return (f"Each deposit holds {each_ml:.3g} mL, not {volume_ml:g}: {total}.",)


def _apart_mm(places: FloatArray, pairs: IntArray) -> FloatArray:
    apart_mm: FloatArray = np.hypot(*(places[pairs[:, 0]] - places[pairs[:, 1]]).T)
    return apart_mm


def _notes_on_points(
    pairs: IntArray, apart_mm: FloatArray, names: Sequence[str], least_mm: float
) -> tuple[str, ...]:
    """Return which points have their deposits closer than the least distance, the closest first."""
    if len(pairs) == 0:
        return ()
    nearest_first = np.argsort(apart_mm, kind="stable")
    said = [
        f"{names[one]} with {names[other]}, {apart_mm[number]:.1f} mm"
        for number in nearest_first[:MOST_NAMED].tolist()
        for one, other in (pairs[number].tolist(),)
    ]
    if more := len(pairs) - len(said):
        said.append(f"and {more} more pair{'' if more == 1 else 's'}")
    return (f"Points have their deposits closer than {least_mm:g} mm: {'; '.join(said)}.",)


def _notes_on_forced(apart_mm: FloatArray, least_mm: float) -> tuple[str, ...]:
    """Return how many pairs stand too near that are not of two points: the cover has them so."""
    count = len(apart_mm)
    if count == 0:
        return ()
    standing = (
        "1 pair with a further deposit stands" if count == 1 else f"{count} pairs with further deposits stand"
    )
    standing += f" closer than {least_mm:g} mm, {apart_mm.min():.1f} mm at the nearest"
    return (f"{standing}: no other way was found to serve the zone.",)


def _notes_on_bare(uncovered_mm2: float, settings: Settings) -> tuple[str, ...]:
    if uncovered_mm2 <= NOTICEABLE_MM2:
        return ()
    nearest = "every deposit: their count is kept" if holds_count(settings) else NO_GROUND
    spread_mm = settings.number("spread_mm")
    return (f"{uncovered_mm2:.0f} mm2 of the zone lie farther than {spread_mm:g} mm from {nearest}.",)
