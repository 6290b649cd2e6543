"""The bound of a disc that a zone holds: how few equal discs cover a disc is known up to ten, by theorems.

Zones round single tender points are discs, and places or areas prove less of them. The theorems: one disc
covers none larger, nor do two; three and four are elementary (a regular polygon in the border), five and six
are K. Bezdek's (1983, 1984), seven follows from the border alone, and eight, nine and ten are G. Fejes Toth's
(Thinnest covering of a circle by eight, nine, or ten congruent circles, MSRI Publ. 52:361, 2005).
"""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from planner.geometry.rows import FloatArray

LARGEST = (
    0.0,
    1.0,
    1.0,
    2 / math.sqrt(3),
    math.sqrt(2),
    1.642,
    1.799,
    2.0,
    1 + 2 * math.cos(2 * math.pi / 7),
    1 + math.sqrt(2),
    1 + 2 * math.cos(2 * math.pi / 9),
)
"""The largest disc that so many discs of radius 1 cover, by their number; five and six are rounded up."""

_ROUNDED_UP = {5: 0.002, 6: 0.002}  # by no more than this
_HAIR = 1e-9
_FINE = 1e-4  # of the radius: how near the largest disc in a zone is found


@dataclass(frozen=True, slots=True, eq=False)
class DiscCertificate:
    """The centre, as (2,) mm, and the radius of a disc that lies in the zone."""

    centre: FloatArray
    radius_mm: float


def disc_certificate(zone: MultiPolygon, reach_mm: float) -> DiscCertificate:
    """Return the largest disc found in a zone that has an area."""
    line = shapely.maximum_inscribed_circle(zone, tolerance=_FINE * reach_mm)
    centre = shapely.get_coordinates(line)[0]
    return DiscCertificate(centre, float(zone.boundary.distance(Point(centre))) * (1 - _HAIR))


def disc_bound(certificate: DiscCertificate, zone: BaseGeometry, reach_mm: float) -> int:
    """Return how many discs a cover of the disc takes, at most eleven; 0 if the disc is not in the zone."""
    centre, radius_mm = Point(certificate.centre), certificate.radius_mm
    if not math.isfinite(radius_mm) or radius_mm < 0 or not np.isfinite(certificate.centre).all():
        return 0
    if not isinstance(zone, Polygon | MultiPolygon) or not shapely.intersects(zone, centre):
        return 0
    if not zone.boundary.distance(centre) >= radius_mm:  # of an empty zone it is no number
        return 0
    fewest = sum(radius_mm > largest * reach_mm * (1 + _HAIR) for largest in LARGEST)
    return max(fewest, 1)


def is_covered_by(count: int, zone: BaseGeometry, reach_mm: float) -> bool:
    """Return whether so many discs certainly cover a zone, as they cover a disc round it."""
    if not 0 < count < len(LARGEST):
        return False
    covered = LARGEST[count] - _ROUNDED_UP.get(count, 0.0)
    return bool(shapely.minimum_bounding_radius(zone) < covered * reach_mm)
