"""The exhaustive bound: some places of a small zone that no fewer discs can serve, all ways tried.

Places are gathered as an implicit hitting set gathers them: so few discs as are to be ruled out are sought
for the places so far, and where those found leave the zone bare, further places are taken. Once none are
found the search is the proof, and what is claimed, `bound_search_check` goes through by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from shapely.geometry.base import BaseGeometry

from planner.geometry.bare_places import bare_places, middles_of
from planner.geometry.bound_packing import packing_certificate, places_apart
from planner.geometry.bound_search_check import MOST_WITNESSES, SearchCertificate, search_bound
from planner.geometry.covers_tried import Search, holdable_sets
from planner.geometry.rows import FloatArray
from planner.geometry.step_weights import StepWeights

_STEPS_PER_SPREAD, _MOST_AT_FIRST = 2, 300
_MOST_ROUNDS, _MOST_STEPS = 14, 600  # the steps are those of all searches together
_MOST_ROUNDS_IF_THIN, _MOST_STEPS_IF_THIN = 20, 1_000
_THIN = 0.8  # of border times radius: what has less area is served in a row or two, and soon gone through
_MOST_MORE = 4


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search came to: a confirmed bound, if it found one, and whether it went on to its own end."""

    certificate: SearchCertificate | None
    has_ended: bool


def search_certificate(
    zone: BaseGeometry,
    reach_mm: float,
    *,
    known: int,
    go_on: Callable[[int, int], bool] = lambda _round, _proved: True,
) -> Searched:
    """Return the certificate of the best confirmed bound above ``known``.

    Rounds and steps are counted, no clock has a say. They end when no more than is proved can be proved, as
    so many discs are found to serve the zone.
    """
    best, steps = None, 0
    is_thin = zone.area < _THIN * zone.length * reach_mm
    most_steps = _MOST_STEPS_IF_THIN if is_thin else _MOST_STEPS
    witnesses = places_at_first(zone, reach_mm)
    for number in range(_MOST_ROUNDS_IF_THIN if is_thin else _MOST_ROUNDS):
        if not 0 < len(witnesses) <= MOST_WITNESSES or not go_on(number, known):
            return Searched(best, has_ended=False)
        sets = holdable_sets(witnesses, reach_mm)
        weights = StepWeights(sets)
        watched = partial(go_on, number, known)
        search = Search(sets, weights, most_steps=most_steps - steps, go_on=watched)
        used = search.cover(known)
        steps += len(weights.given)
        if search.is_cut_short:
            return Searched(best, has_ended=False)
        if used is not None:
            more = bare_places(zone, middles_of(witnesses, sets[used]), reach_mm, most=_MOST_MORE)
            if len(more) == 0:
                return Searched(best, has_ended=True)
            witnesses = np.unique(np.concatenate([witnesses, more]), axis=0)
            continue
        claim = SearchCertificate(witnesses, np.array(weights.given), known + 1)
        if search_bound(claim, zone, reach_mm) == 0:
            return Searched(best, has_ended=False)
        best, known = claim, known + 1
    return Searched(best, has_ended=False)


def places_at_first(zone: BaseGeometry, reach_mm: float) -> FloatArray:
    """Return places all over a zone to begin with, those of a packing among them."""
    apart = packing_certificate(zone, reach_mm).witnesses
    spread = places_apart(zone, reach_mm, steps_per_reach=_STEPS_PER_SPREAD, most=_MOST_AT_FIRST)
    places: FloatArray = np.unique(np.concatenate([apart, spread]), axis=0)
    return places
