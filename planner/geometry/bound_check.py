"""What the certificate of a bound proves: the one checker of all bounds.

It works the number out again from the certificate and the zone alone, and believes nothing that a finder says
of them. Anchors are a condition, not a fact: a certificate of anchors speaks of covers with a disc on each of
them. Inside another certificate, where nobody asks whether there are such discs, it proves nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from planner.geometry.areas import outer_buffer, polygons_of
from planner.geometry.bound_area_check import AreaCertificate, area_bound
from planner.geometry.bound_disc import DiscCertificate, disc_bound
from planner.geometry.bound_dual import WeightCertificate, weight_bound
from planner.geometry.bound_packing import PackingCertificate, packing_bound
from planner.geometry.bound_search_check import SearchCertificate, search_bound
from planner.geometry.parts import parts_apart
from planner.geometry.rows import FloatArray

REACH = 1 + 2e-9
"""Bounds are proved for a radius larger by this, so that no tolerance of a plan's exact test outwits them."""


class BoundKind(StrEnum):
    """By what reasoning a bound was proved."""

    PACKING = "packing"
    AREA_AND_BORDER = "area_and_border"
    WEIGHTS = "weights"
    DISC = "disc"
    SEARCH = "search"
    PARTS = "parts"
    ANCHORS = "anchors"


@dataclass(frozen=True, slots=True)
class PartsCertificate:
    """Bounds of the groups of parts that no disc can serve two of, in the order of `groups_apart`."""

    bounds: tuple["Bound", ...]


@dataclass(frozen=True, slots=True, eq=False)
class AnchorsCertificate:
    """Anchors as (n, 2) mm, each once, and the bound of what their discs leave of the zone."""

    anchors: FloatArray
    rest: "Bound"


Certificate = (
    PackingCertificate
    | AreaCertificate
    | DiscCertificate
    | WeightCertificate
    | SearchCertificate
    | PartsCertificate
    | AnchorsCertificate
)


@dataclass(frozen=True, slots=True)
class Bound:
    """No cover has fewer than ``value`` discs; ``certificate`` is what the checker confirms that from."""

    value: int
    kind: BoundKind
    certificate: Certificate


_CERTIFIED_BY: dict[BoundKind, type[Certificate]] = {
    BoundKind.PACKING: PackingCertificate,
    BoundKind.AREA_AND_BORDER: AreaCertificate,
    BoundKind.WEIGHTS: WeightCertificate,
    BoundKind.DISC: DiscCertificate,
    BoundKind.SEARCH: SearchCertificate,
    BoundKind.PARTS: PartsCertificate,
    BoundKind.ANCHORS: AnchorsCertificate,
}


def confirm(claim: Bound, zone: BaseGeometry, spread_mm: float) -> bool:
    """Return whether the certificate alone proves that no cover has fewer discs than ``claim.value``.

    If it is one of anchors, no cover with a disc on each of them. A kind that is not that of the certificate
    is refused: by it the reader is told whose proof it is.
    """
    return _is_named_rightly(claim) and proved_by(claim.certificate, zone, spread_mm) >= claim.value


def _is_named_rightly(claim: Bound) -> bool:
    return isinstance(claim.certificate, _CERTIFIED_BY[claim.kind])


def groups_apart(zone: BaseGeometry, spread_mm: float) -> tuple[MultiPolygon, ...]:
    """Return the parts of a zone in groups that no disc can serve two of, from the least x of a group up."""
    return parts_apart(zone, 2 * spread_mm * REACH * REACH)


def left_bare(zone: BaseGeometry, spread_mm: float, anchors: FloatArray) -> MultiPolygon:
    """Return what of a zone is out of reach of all anchors, for certain: their discs are drawn too large."""
    served = outer_buffer(shapely.multipoints(anchors), spread_mm * REACH)
    return MultiPolygon(polygons_of(zone.difference(served)))


def proved_by(certificate: Certificate, zone: BaseGeometry, spread_mm: float) -> int:
    """Return how many discs each cover of ``zone`` has, by a certificate alone: of a wrong one, none."""
    reach_mm = spread_mm * REACH
    match certificate:
        case PackingCertificate():
            proved = packing_bound(certificate, zone, reach_mm)
        case DiscCertificate():
            proved = disc_bound(certificate, zone, reach_mm)
        case WeightCertificate():
            proved = weight_bound(certificate, zone, reach_mm)
        case SearchCertificate():
            proved = search_bound(certificate, zone, reach_mm)
        case AreaCertificate():
            proved = area_bound(certificate, zone, reach_mm)
        case AnchorsCertificate():
            proved = _proved_of_anchors(certificate, zone, spread_mm)
        case PartsCertificate():
            proved = _proved_of_parts(certificate, zone, spread_mm)
    return proved


def _proved_of_parts(certificate: PartsCertificate, zone: BaseGeometry, spread_mm: float) -> int:
    groups = groups_apart(zone, spread_mm)
    if len(groups) != len(certificate.bounds):
        return 0
    parts = zip(certificate.bounds, groups, strict=True)
    return sum(_proved_unasked(part, group, spread_mm) for part, group in parts)


def _proved_of_anchors(certificate: AnchorsCertificate, zone: BaseGeometry, spread_mm: float) -> int:
    anchors = certificate.anchors
    if len(np.unique(anchors, axis=0)) != len(anchors) or not np.isfinite(anchors).all():
        return 0
    left = left_bare(zone, spread_mm, anchors)
    return len(anchors) + _proved_unasked(certificate.rest, left, spread_mm)


def _proved_unasked(claim: Bound, zone: BaseGeometry, spread_mm: float) -> int:
    """Return what a bound inside another one proves of every cover."""
    if isinstance(claim.certificate, AnchorsCertificate) or not _is_named_rightly(claim):
        return 0
    return proved_by(claim.certificate, zone, spread_mm)
