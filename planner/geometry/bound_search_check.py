"""The checker of the exhaustive bound: every way to serve a few places of a zone is gone through.

The certificate names the places, weights for them, and a count of discs. The checker works out itself every
set of the places that a disc can hold, wherever it stands, and tries all covers by fewer discs. Weights of
which no disc holds more than one make that short: a disc may waste only so much of its share, or what is left
weighs more than the discs that are left can hold. No solver has a say.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.geometry.rows import FloatArray

MOST_WITNESSES = 80
MOST_NODES = 6_000  # of a search; one that takes more is not confirmed
_ANGLE_HAIR = 1e-9
_WEIGHT_HAIR = 1e-7

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class SearchCertificate:
    """Places of the zone as (n, 2) mm, a weight for each, and how many discs they need."""

    witnesses: FloatArray
    weights: FloatArray
    count: int


def search_bound(certificate: SearchCertificate, zone: BaseGeometry, reach_mm: float) -> int:
    """Return how many discs the search proves necessary: its count, or 0 if it cannot be confirmed."""
    places, weights = certificate.witnesses, certificate.weights
    if not 0 < len(places) <= MOST_WITNESSES or len(weights) != len(places) or certificate.count < 1:
        return 0
    if not bool((np.isfinite(weights) & (weights >= 0)).all()):
        return 0
    if not shapely.intersects_xy(zone, places[:, 0], places[:, 1]).all():
        return 0
    sets = holdable_sets(places, reach_mm)
    heaviest = float((sets @ weights).max())
    shares = weights / heaviest if heaviest > 0 else weights
    search = _Search(sets, shares)
    return certificate.count if search.proves_none(certificate.count - 1) else 0


def holdable_sets(places: FloatArray, reach_mm: float) -> BoolArray:
    """Return sets of places as rows, such that what any closed disc holds is in one of them; none twice.

    A disc can be moved until one of its places is on its rim without letting go of any, and then along
    that place's circle until another one is about to be let go. Angles are widened by a hair.
    """
    apart = places[:, None] - places  # [other, owner]
    far_mm = np.hypot(apart[..., 0], apart[..., 1])
    toward = np.arctan2(apart[..., 1], apart[..., 0])
    half = np.where(far_mm <= 2 * reach_mm * (1 + 1e-12), 0.0, -1.0)
    half += np.arccos(np.minimum(far_mm / (2 * reach_mm), 1)) + _ANGLE_HAIR
    half[far_mm < 1e-6 * reach_mm] = np.pi
    rows = []
    for owner in range(len(places)):
        reachable = np.flatnonzero(half[:, owner] > 0)
        at = toward[reachable, owner] - half[reachable, owner] + _ANGLE_HAIR
        turn = np.abs((at[:, None] - toward[:, owner] + np.pi) % (2 * np.pi) - np.pi)
        rows.append((turn <= half[:, owner] + _ANGLE_HAIR) & (half[:, owner] > 0))
    return _without_subsets(np.unique(np.concatenate(rows), axis=0))


def _without_subsets(sets: BoolArray) -> BoolArray:
    order = np.argsort(-sets.sum(axis=1), kind="stable")
    kept = np.zeros((0, sets.shape[1]), dtype=bool)
    for row in sets[order]:
        if not (kept[:, row].all(axis=1)).any():
            kept = np.concatenate([kept, row[None]])
    return kept


class _Search:
    """All covers of the places by so many sets, gone through depth first."""

    def __init__(self, sets: BoolArray, shares: FloatArray) -> None:
        self._sets, self._shares = sets, shares
        self._weighted = sets * shares
        self._nodes = 0
        self._failed: set[tuple[int, bytes]] = set()

    def proves_none(self, count: int) -> bool:
        """Return whether no ``count`` sets hold all places; False too if that takes too long to tell."""
        found = self._covers(np.ones(self._sets.shape[1], dtype=bool), count)
        return not found and self._nodes <= MOST_NODES

    def _covers(self, bare: BoolArray, count: int) -> bool:
        if not bare.any():
            return True
        left = float(self._shares[bare].sum())
        if count == 0 or left > count + _WEIGHT_HAIR:
            return False
        key = (count, np.packbits(bare).tobytes())
        self._nodes += 1
        if key in self._failed or self._nodes > MOST_NODES:
            return False
        for row in self._choices(bare, left - (count - 1)):
            if self._covers(bare & ~row, count - 1):
                return True
        self._failed.add(key)
        return False

    def _choices(self, bare: BoolArray, least: float) -> BoolArray:
        """Return the sets to try for the place that fewest can hold without wasting too much."""
        gains = self._weighted @ bare
        able = self._sets[gains >= least - _WEIGHT_HAIR] & bare
        if len(able) == 0:
            return able
        holders = np.where(bare, able.sum(axis=0), len(able) + 1)
        chosen = able[able[:, int(holders.argmin())]]
        chosen = np.unique(chosen, axis=0)
        return _without_subsets(chosen) if len(chosen) else chosen
