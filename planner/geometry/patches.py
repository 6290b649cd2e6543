"""One deposit fewer, tried in a patch: one is taken out, its neighbours jolted, the patch repaired."""

import numpy as np
import shapely
from shapely import MultiPolygon

from planner.geometry.areas import polygons_of
from planner.geometry.discs import disc_areas_in_zone
from planner.geometry.problem import Problem
from planner.geometry.repair import repaired
from planner.geometry.rows import FloatArray
from planner.geometry.spacing import pairs_nearer_than

_PATCH = 3.2  # deposits within so many radii of the one taken out may move
_JOLTS = (0.0, 0.15, 0.35, 0.6)  # of the radius, from one round of tries to the next
_CHANCE = 0.8  # how much chance mixes the order of the tries


class Patches:
    """Tries to take out every deposit of a cover in turn, round after round, jolting harder each time."""

    def __init__(self, problem: Problem, chance: np.random.Generator) -> None:
        self._problem, self._chance = problem, chance
        self._fixed = len(problem.known)
        self._round = -1
        self._queue: list[FloatArray] = []

    def tried(self, places: FloatArray) -> FloatArray:
        """Return a cover without the deposit whose turn it is, or the places as they are."""
        if not self._queue:
            self._round += 1
            self._queue = list(self._order(places))
        return self._without(self._queue.pop(), places)

    def without(self, centre: FloatArray, places: FloatArray) -> FloatArray:
        """Return a cover without the free deposit next to a place, or the places as they are."""
        if len(places) == self._fixed:
            return places
        return self._without(centre, places)

    def _order(self, places: FloatArray) -> FloatArray:
        """Return the free deposits, those that serve least last: they are tried first."""
        free = places[self._fixed :]
        served_mm2 = disc_areas_in_zone(free, self._problem.spread_mm, self._problem.coarse)
        mixed = served_mm2 * (1 + _CHANCE * self._chance.random(len(free)))
        return free[np.argsort(-mixed, kind="stable")]

    def _without(self, centre: FloatArray, places: FloatArray) -> FloatArray:
        radius_mm, ground = self._problem.spread_mm, self._problem.ground
        jolts = self._chance.normal(0, self._jolt_mm() + 1e-12, (len(places), 2))
        out = self._fixed + int(np.hypot(*(places[self._fixed :] - centre).T).argmin())
        apart = np.abs(places - places[out]).max(axis=1) / radius_mm
        around = np.flatnonzero((apart < _PATCH + 2.1) & (np.arange(len(places)) != out))
        movable = (apart[around] < _PATCH) & self._problem.movable(len(places))[around]
        tethers = self._problem.tethers(len(places)).of(around)
        patch = places[around]
        before = len(pairs_nearer_than(patch, ground.min_distance_mm))
        patch[movable] = tethers.of(movable).moved(patch[movable], jolts[around][movable], ground)
        for zone in (self._problem.coarse, self._problem.target):
            local = self._patch_of(zone, places[out])
            mended = repaired(
                patch, movable, local, radius_mm, ground=ground, conflicts=before, tethers=tethers
            )
            if mended is None:
                return places
            patch = mended
        smaller = places.copy()
        smaller[around] = patch
        return np.delete(smaller, out, axis=0)

    def _patch_of(self, zone: MultiPolygon, centre: FloatArray) -> MultiPolygon:
        """Return all of a zone that the deposits of a patch can serve."""
        half_mm = (_PATCH + 1) * self._problem.spread_mm
        low, high = centre - half_mm, centre + half_mm
        return MultiPolygon(polygons_of(shapely.clip_by_rect(zone, low[0], low[1], high[0], high[1])))

    def _jolt_mm(self) -> float:
        return _JOLTS[self._round % len(_JOLTS)] * self._problem.spread_mm
