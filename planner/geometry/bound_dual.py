"""The weight bound: weights on places of a zone of which no disc, wherever it stands, can hold more than one.

The weights are the dual of the linear programme of covering. Packing is the special case of whole weights;
broken ones prove more, above all for thin zones. The programme asks for the discs it has been shown;
the sweep then finds the disc that holds most, for every place on its rim, and shows it the worst. After
any round the weights divided by what the fullest disc holds are a proof, so a few rounds are enough.
"""

import importlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.geometry.bound_packing import places_all_over
from planner.geometry.nearest import Nearest
from planner.geometry.rows import FloatArray, IntArray

_STEPS_PER_SPREAD = 4
_MOST_WITNESSES = 400
_MOST_ROUNDS = 25
_FULL = 1 + 1e-4  # discs fuller than this are shown to the programme
_LEAST_WEIGHT = 1e-9
_ANGLE_HAIR = 1e-9
_VALUE_HAIR = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class WeightCertificate:
    """Places of the zone as (n, 2) mm, and the weight of each."""

    witnesses: FloatArray
    weights: FloatArray


@dataclass(frozen=True, slots=True)
class FullDiscs:
    """For every place the fullest disc with the place on its rim: its centre, and the weight it holds."""

    centres: FloatArray
    held: FloatArray


def weight_certificate(
    zone: BaseGeometry,
    reach_mm: float,
    *,
    known: int = 0,
    go_on: Callable[[int, int], bool] = lambda _round, _proved: True,
) -> WeightCertificate:
    """Return the weights that prove most, after a set number of rounds; no clock has a say.

    The rounds end early when no weights on these places can prove more than is proved, or than ``known``, or
    when ``go_on``, told the round and what is proved, says so.
    """
    witnesses = places_all_over(zone, reach_mm, steps_per_reach=_STEPS_PER_SPREAD, most=_MOST_WITNESSES)
    best, best_value = WeightCertificate(witnesses, np.zeros(len(witnesses))), 0.0
    discs = _discs_shown(witnesses, witnesses, reach_mm)
    for number in range(_MOST_ROUNDS if len(witnesses) else 0):
        if not go_on(number, max(_whole(best_value), known)):
            break
        weights = _weighed(len(witnesses), list(discs))
        full = fullest_discs(witnesses, weights, reach_mm)
        hoped = float(weights.sum())
        value = hoped / max(float(full.held.max()), 1.0)
        if value > best_value:
            best, best_value = WeightCertificate(witnesses, weights), value
        if _whole(hoped) <= max(_whole(best_value), known):
            break
        discs |= _discs_shown(full.centres[full.held > _FULL], witnesses, reach_mm)
    used = best.weights > _LEAST_WEIGHT
    return WeightCertificate(best.witnesses[used], best.weights[used])


def weight_bound(certificate: WeightCertificate, zone: BaseGeometry, reach_mm: float) -> int:
    """Return how many discs the weights prove necessary, or 0 if the certificate is false."""
    places, weights = certificate.witnesses, certificate.weights
    if len(places) == 0 or len(places) != len(weights) or not bool((weights > 0).all()):
        return 0
    if not shapely.intersects_xy(zone, places[:, 0], places[:, 1]).all():
        return 0
    heaviest = float(fullest_discs(places, weights, reach_mm).held.max())
    value = float(weights.sum()) / max(heaviest, _LEAST_WEIGHT)
    return _whole(value) if math.isfinite(value) else 0


def fullest_discs(places: FloatArray, weights: FloatArray, reach_mm: float) -> FullDiscs:
    """Return for every place the fullest closed disc with the place on its rim, by an angular sweep.

    A disc that holds most can be pushed until a place is on its rim without letting go of any, so the
    heaviest disc of all is among them. Angles are widened by a hair: what is held is never rounded down.
    """
    owner, other, toward, half = _seen_from_rims(places, reach_mm)
    start = (toward - half) % (2 * math.pi)
    angle = np.concatenate([start, start + 2 * half, start - 2 * math.pi, start + 2 * half - 2 * math.pi])
    leaves = np.repeat([0, 1, 0, 1], owner.size)
    owner, step = np.tile(owner, 4), np.where(leaves == 1, -1.0, 1.0) * np.tile(weights[other], 4)
    everyone = np.arange(len(places))
    owner = np.concatenate([everyone, owner])  # each place is on its own rim all the way round
    angle = np.concatenate([np.full(len(places), -10.0), angle])
    leaves = np.concatenate([np.zeros(len(places), dtype=np.int64), leaves])
    step = np.concatenate([weights, step])
    order = np.lexsort((leaves, angle, owner))
    total = np.cumsum(step[order])
    first = np.searchsorted(owner[order], everyone)
    held = total - np.repeat(np.concatenate([[0.0], total])[first], np.diff(np.append(first, owner.size)))
    most = np.maximum.reduceat(held, first)
    at = first + np.array([int(part.argmax()) for part in np.split(held, first[1:])], dtype=np.int64)
    at_angle = angle[order][at]
    rim = reach_mm * np.column_stack((np.cos(at_angle), np.sin(at_angle)))
    return FullDiscs(places + rim, most)


def _whole(value: float) -> int:
    return max(math.ceil(value - _VALUE_HAIR), 0)


def _seen_from_rims(places: FloatArray, reach_mm: float) -> tuple[IntArray, IntArray, FloatArray, FloatArray]:
    """Return for each two places that a disc can hold: owner of the rim, other, direction, half angle."""
    pairs = Nearest(places).pairs_within(2 * reach_mm * (1 + 1e-9))
    owner = np.concatenate([pairs[:, 0], pairs[:, 1]])
    other = np.concatenate([pairs[:, 1], pairs[:, 0]])
    spoke = places[other] - places[owner]
    apart_mm = np.hypot(spoke[:, 0], spoke[:, 1])
    half = np.arccos(np.minimum(apart_mm / (2 * reach_mm), 1)) + _ANGLE_HAIR
    half[apart_mm < 1e-6 * reach_mm] = math.pi
    return owner, other, np.arctan2(spoke[:, 1], spoke[:, 0]), half


def _discs_shown(centres: FloatArray, places: FloatArray, reach_mm: float) -> dict[tuple[int, ...], None]:
    """Return what each disc holds, each set once and in a fixed order."""
    if len(centres) == 0:
        return {}
    return dict.fromkeys(tuple(held) for held in Nearest(places).within(centres, reach_mm * (1 + 1e-9)))


def _weighed(count: int, discs: list[tuple[int, ...]]) -> FloatArray:
    """Return the weights of greatest sum of which none of the discs holds more than one."""
    optimize, sparse = importlib.import_module("scipy.optimize"), importlib.import_module("scipy.sparse")
    disc = np.repeat(np.arange(len(discs)), [len(held) for held in discs])
    place = np.array([number for held in discs for number in held], dtype=np.int64)
    rows = sparse.csr_array((np.ones(place.size), (disc, place)), shape=(len(discs), count))
    found: Any = optimize.linprog(
        -np.ones(count), A_ub=rows, b_ub=np.ones(len(discs)), bounds=(0, 1), method="highs"
    )
    weights: FloatArray = np.maximum(found.x, 0) if found.x is not None else np.zeros(count)
    return weights
