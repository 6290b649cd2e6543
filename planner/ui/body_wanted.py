"""The body that a session is shown on, fitted once for each size."""

from dataclasses import dataclass
from functools import lru_cache

from planner.body import FittedMap, Patient, fit
from planner.session import Position


@dataclass(frozen=True, slots=True)
class BodyWanted:
    """Which body map, in whose size, in which position."""

    body_map: str
    patient: Patient | None
    position: Position


@lru_cache(maxsize=64)
def fitted_map(body: BodyWanted) -> FittedMap:
    """Return the body map in its size.

    Raises
    ------
    PlannerError
        As `fit` does.
    """
    return fit(body.body_map, body.patient, position=body.position)
