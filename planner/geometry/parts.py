"""The parts of a zone that know nothing of each other: what is far enough apart is covered part by part."""

import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from planner.geometry.areas import polygons_of


def parts_apart(zone: BaseGeometry, apart_mm: float) -> tuple[MultiPolygon, ...]:
    """Return the parts of a zone in groups more than ``apart_mm`` apart, in order of their bounds."""
    parts = polygons_of(zone)
    if not parts:
        return ()
    near = shapely.STRtree(parts).query(parts, predicate="dwithin", distance=apart_mm)
    leader = list(range(len(parts)))
    for one, other in zip(*near.tolist(), strict=True):
        low, high = sorted((leader[one], leader[other]))
        leader = [low if group == high else group for group in leader]
    groups = [
        MultiPolygon([part for part, led in zip(parts, leader, strict=True) if led == group])
        for group in sorted(set(leader))
    ]
    return tuple(sorted(groups, key=lambda group: tuple(group.bounds)))
