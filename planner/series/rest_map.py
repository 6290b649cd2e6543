"""Where the skin still rests: places punctured in the last days, with a weight that fades."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from planner.series.delivered import Status
from planner.series.visit import Visit
from planner.techniques.grid import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class RestMap:
    """Places that were punctured, each with how much it still rests.

    Parameters
    ----------
    places
        (n, 2): injections, where passes began, added points. [mm]
    weights
        From 1 on the day of the puncture down to 0. [share]
    """

    places: FloatArray
    weights: FloatArray

    def __len__(self) -> int:
        """Return the number of places that still rest."""
        return len(self.weights)


def rest_map(visits: Sequence[Visit], today: date, *, fades_after_days: int) -> RestMap:
    """Return what still rests on a day: a place loses the same share of its weight every day.

    Parameters
    ----------
    fades_after_days
        After how many days nothing is left of a puncture, at least 1.
    """
    places, weights = [np.empty((0, 2))], [np.empty(0)]
    for visit in visits:
        weight = 1.0 - (today - visit.on).days / fades_after_days
        if 0.0 < weight <= 1.0:
            own = punctured(visit)
            places.append(own)
            weights.append(np.full(len(own), weight))
    return RestMap(np.concatenate(places), np.concatenate(weights))


def punctured(visit: Visit) -> FloatArray:
    """Return the places at which needles went in: injections, starts of passes, added points. [mm]."""
    if visit.course is None or visit.delivery is None:
        return np.empty((0, 2))
    is_given = visit.delivery.statuses == list(Status).index(Status.GIVEN)
    added = [(d.at.u_mm, d.at.v_mm) for d in visit.delivery.added if d.at is not None]
    places = [np.array(added, dtype=np.float64).reshape(-1, 2)]
    for leg, (first, last) in zip(visit.course.legs, visit.course.spans, strict=True):
        entries = np.concatenate([leg.grid.places, leg.passes.starts])
        places.append(entries[is_given[first - 1 : last]])
    return np.concatenate(places)
