"""Names for places on the skin: nearest level, region, patient's side."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike

from planner.body.body_map import Side
from planner.body.fitted_map import FittedMap

MIDLINE_WIDTH_MM = 0.5
"""As near to the midline as this, a finger cannot tell the side, and the distance rounds to 0 mm."""

BEYOND_LAST_LEVEL_MM = 15.0
"""About half a step between levels: further off, the last level only says above or below."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a clinician calls one place; ``level`` is empty on a map without a spine.

    ``beyond`` is ``above`` or ``below`` where the place lies past the last level that the map knows.
    """

    level: str
    estimated: bool
    beyond: str
    region_id: str
    region_name: str
    side: Side
    on_map: bool
    u_mm: float
    v_mm: float


def place_of(fitted: FittedMap, u_mm: float, v_mm: float) -> Place:
    """Return the names of one place on the skin; off the map it still has a level and a side."""
    region_id = regions_of(fitted, [u_mm], [v_mm])[0]
    names = {region.id: region.name for region in fitted.regions}
    return Place(
        level=levels_of(fitted, [v_mm])[0],
        estimated=not fitted.c7_psis_is_measured,
        beyond=_beyond(fitted, v_mm),
        region_id=region_id,
        region_name=names.get(region_id, ""),
        side=side_of(u_mm),
        on_map=bool(shapely.intersects_xy(fitted.outline, u_mm, v_mm)),
        u_mm=u_mm,
        v_mm=v_mm,
    )


def side_of(u_mm: float) -> Side:
    """Return the patient's side of a place."""
    if abs(u_mm) <= MIDLINE_WIDTH_MM:
        return Side.MIDLINE
    return Side.LEFT if u_mm < 0 else Side.RIGHT


def levels_of(fitted: FittedMap, v_mm: ArrayLike) -> tuple[str, ...]:
    """Return the nearest level of each place, the cranial one if two are as near; empty names if no spine."""
    v_mm = np.asarray(v_mm, dtype=np.float64)
    if not fitted.levels:
        return ("",) * v_mm.size
    level_mm = np.array([level.v_mm for level in fitted.levels])
    nearest = np.searchsorted((level_mm[1:] + level_mm[:-1]) / 2, v_mm, side="left")
    return tuple(fitted.levels[i].name for i in nearest)


def regions_of(fitted: FittedMap, u_mm: ArrayLike, v_mm: ArrayLike) -> tuple[str, ...]:
    """Return the region id of each place, empty outside all regions; on a border the first one named."""
    u_mm, v_mm = np.asarray(u_mm, dtype=np.float64), np.asarray(v_mm, dtype=np.float64)
    named = np.full(u_mm.shape, "", dtype=object)
    for region in reversed(fitted.regions):
        named[shapely.intersects_xy(region.area, u_mm, v_mm)] = region.id
    return tuple(named.tolist())


def _beyond(fitted: FittedMap, v_mm: float) -> str:
    if not fitted.levels:
        return ""
    if v_mm > fitted.levels[-1].v_mm + BEYOND_LAST_LEVEL_MM:
        return "below"
    return "above" if v_mm < fitted.levels[0].v_mm - BEYOND_LAST_LEVEL_MM else ""


def describe(place: Place) -> str:
    """Return a place in words: ``42 mm right of midline, near L4 (estimated)``."""
    away = f"{abs(place.u_mm):.0f} mm {place.side.value} of midline"
    across = "on the midline" if place.side is Side.MIDLINE else away
    if not place.level:
        return f"{across}, {place.v_mm:.0f} mm down"
    doubt = " (estimated)" if place.estimated else ""
    return f"{across}, {place.beyond or 'near'} {place.level}{doubt}"
