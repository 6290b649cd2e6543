"""Skin that still rests: a soft disc where a needle went in, the fainter the longer ago."""

from collections.abc import Iterator

import numpy as np

from planner.body.fitted_map import FittedMap
from planner.drawing.chart_frame import frame_of
from planner.drawing.drawing import Dots, Drawing, Mark
from planner.drawing.roles import Role
from planner.drawing.theme import REST_STEPS
from planner.drawing.unrolled import drawn_places
from planner.series.rest_map import RestMap

DISC_MM = 7.0  # larger than the point of a needle, so that a new injection on it is still seen


def draw_rest(resting: RestMap, fitted: FittedMap) -> Drawing:
    """Return the places that rest, to be laid below a plan."""
    return Drawing(*frame_of(fitted), tuple(_marks(resting, fitted)), title="Punctured lately")


def _marks(resting: RestMap, fitted: FittedMap) -> Iterator[Mark]:
    steps = np.clip(np.ceil(resting.weights * REST_STEPS).astype(np.int64) - 1, 0, REST_STEPS - 1)
    for step in np.unique(steps).tolist():
        at = drawn_places(fitted.projection, resting.places[steps == step])
        yield Dots(Role.REST, at, DISC_MM, category=step)
