"""Fewer deposits than the quick cover has, by patient local search: one is taken out and its patch is mended.

A deposit is taken out, those round it are jolted and moved until the exact test of the patch is passed, and
the smaller cover is kept. Work is counted in such tries, never in seconds, and chance comes from a stored
seed, so the same input gives the same bytes on every machine.
"""

from collections.abc import Callable

import numpy as np
import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from planner.geometry.areas import polygons_of
from planner.geometry.cover import Cover, cover_of, fill_cover, reachable
from planner.geometry.discs import disc_areas_in_zone
from planner.geometry.gaps import critical_points
from planner.geometry.ground import Ground
from planner.geometry.mirror import on_side, side_to_work_on
from planner.geometry.prune import WITHIN, pruned
from planner.geometry.repair import repaired
from planner.geometry.rows import FloatArray
from planner.geometry.spacing import pairs_nearer_than

_PATCH = 3.2  # deposits within so many radii of the one taken out may move
_JOLTS = (0.0, 0.15, 0.35, 0.6)  # of the radius, from one round of tries to the next
_CHANCE = 0.8  # how much chance mixes the order of the tries


def optimise_cover(
    zone: BaseGeometry,
    allowed: BaseGeometry,
    anchors: FloatArray,
    spread_mm: float,
    min_distance_mm: float,
    *,
    steps: int,
    seed: int,
    go_on: Callable[[int, int], bool] = lambda _step, _count: True,
) -> Cover:
    """Return a cover as `fill_cover` does, with never more and often fewer deposits, after ``steps`` tries.

    Parameters
    ----------
    steps, seed
        How many deposits are tried to be taken out, and the seed of what is left to chance.
    go_on
        Asked before every try with the tries done and the deposits that are left; ``False`` keeps the best so
        far. So whoever asks shows progress, stops, or ends when the count reaches a proven bound.
    """
    start = fill_cover(zone, allowed, anchors, spread_mm, min_distance_mm)
    anchors = np.asarray(anchors, dtype=np.float64).reshape(-1, 2)
    corners = np.concatenate([shapely.get_coordinates(zone), anchors, shapely.get_coordinates(allowed)])
    side = side_to_work_on(corners)
    ground = Ground.of(on_side(allowed, side), min_distance_mm)
    target = reachable(on_side(zone, side), ground, spread_mm)
    known = np.unique(anchors * side, axis=0)
    search = _Search(target, ground, len(known), spread_mm, np.random.default_rng(seed))
    places = np.concatenate([known, start.points * side])
    done = 0
    while done < steps and len(places) > search.fixed:
        for centre in search.tries(places)[: steps - done]:
            if not go_on(done, len(places) - search.fixed):
                steps = done
                break
            done += 1
            places = search.without(centre, places)
        search.next_round()
    places = pruned(places, search.fixed, spread_mm, target)
    if float(critical_points(places, target)[1].max(initial=0)) > spread_mm * WITHIN:
        return start
    return cover_of(anchors, places[search.fixed :] * side, zone, spread_mm, min_distance_mm)


class _Search:
    """The ground of a search, its chance, and how hard deposits are jolted in this round."""

    def __init__(
        self, target: MultiPolygon, ground: Ground, fixed: int, radius_mm: float, chance: np.random.Generator
    ) -> None:
        self.fixed = fixed
        self._target, self._ground, self._radius_mm, self._chance = target, ground, radius_mm, chance
        self._round = 0

    def next_round(self) -> None:
        """Jolt harder, or begin again without."""
        self._round += 1

    def tries(self, places: FloatArray) -> FloatArray:
        """Return the free deposits in the order in which to try them: those that serve least come first."""
        free = places[self.fixed :]
        served_mm2 = disc_areas_in_zone(free, self._radius_mm, self._target)
        mixed = served_mm2 * (1 + _CHANCE * self._chance.random(len(free)))
        return free[np.argsort(mixed, kind="stable")]

    def without(self, centre: FloatArray, places: FloatArray) -> FloatArray:
        """Return a cover without the deposit next to ``centre``, or the places as they are."""
        jolts = self._chance.normal(0, self._jolt_mm() + 1e-12, (len(places), 2))
        out = self.fixed + int(np.hypot(*(places[self.fixed :] - centre).T).argmin())
        apart = np.abs(places - places[out]).max(axis=1) / self._radius_mm
        around = np.flatnonzero((apart < _PATCH + 2.1) & (np.arange(len(places)) != out))
        movable = (apart[around] < _PATCH) & (around >= self.fixed)
        patch = places[around]
        before = len(pairs_nearer_than(patch, self._ground.min_distance_mm))
        patch[movable] = self._ground.nearest(patch[movable] + jolts[around][movable])
        mended = repaired(patch, movable, self._patch_of(places[out]), self._radius_mm, ground=self._ground)
        if mended is None or len(pairs_nearer_than(mended, self._ground.min_distance_mm)) > before:
            return places
        smaller = places.copy()
        smaller[around] = mended
        return np.delete(smaller, out, axis=0)

    def _patch_of(self, centre: FloatArray) -> MultiPolygon:
        """Return all of the target that the deposits of a patch can serve."""
        half_mm = (_PATCH + 1) * self._radius_mm
        low, high = centre - half_mm, centre + half_mm
        local = shapely.clip_by_rect(self._target, low[0], low[1], high[0], high[1])
        return MultiPolygon(polygons_of(local))

    def _jolt_mm(self) -> float:
        return _JOLTS[self._round % len(_JOLTS)] * self._radius_mm
