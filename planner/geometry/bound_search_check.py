"""The checker of the exhaustive bound: every way to serve a few places of a zone is gone through.

The certificate names the places, weights for the steps of the search, and a count of discs. The checker works
out itself every set of the places that a disc can hold, wherever it stands, and tries all covers by fewer
discs (`covers_tried`). The finder searches with the same code: a certificate is not believed, that code is,
and tests hold it against covers counted otherwise.
"""

from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from planner.geometry.covers_tried import BoolArray, Search, Weigh, holdable_sets
from planner.geometry.rows import FloatArray, IntArray

MOST_WITNESSES = 360
MOST_STEPS = 6_000  # of a search; one that takes more is not confirmed
_MOST_WEIGHT = 2.0  # those of a linear programme are 1 at most; sums of huge ones round, or are none


@dataclass(frozen=True, slots=True, eq=False)
class SearchCertificate:
    """Places of the zone as (n, 2) mm, and how many discs they need.

    Parameters
    ----------
    weights
        (steps, n): of all places, for each step of the search in turn. The last serve all further steps.
    """

    witnesses: FloatArray
    weights: FloatArray
    count: int


def search_bound(certificate: SearchCertificate, zone: BaseGeometry, reach_mm: float) -> int:
    """Return how many discs the search proves necessary: its count, or 0 if it cannot be confirmed."""
    places, weights = certificate.witnesses, certificate.weights
    if not 0 < len(places) <= MOST_WITNESSES or certificate.count < 1:
        return 0
    if weights.ndim != 2 or len(weights) == 0 or weights.shape[1] != len(places):
        return 0
    if not bool(((weights >= 0) & (weights <= _MOST_WEIGHT)).all()):
        return 0
    if not shapely.intersects_xy(zone, places[:, 0], places[:, 1]).all():
        return 0
    search = Search(holdable_sets(places, reach_mm), _read_out(weights), most_steps=MOST_STEPS)
    is_proved = search.cover(certificate.count - 1) is None and not search.is_cut_short
    return certificate.count if is_proved else 0


def _read_out(weights: FloatArray) -> Weigh:
    """Return what gives the weights of a certificate row by row."""
    rows = iter(range(len(weights)))

    def weigh(_bare: BoolArray, _able: IntArray, _count: int) -> FloatArray:
        row: FloatArray = weights[next(rows, len(weights) - 1)]
        return row

    return weigh
