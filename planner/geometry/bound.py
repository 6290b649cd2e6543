"""How few discs can cover a zone at all: proven lower bounds, each with a certificate that is checked.

Whoever finds a certificate is not believed: a checker works the number out again from the certificate and
the zone alone, and only what it confirms is returned. The bounds know neither anchors, nor allowed ground,
nor smallest distances; they hold for covers that respect them all the same.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from planner.geometry.areas import polygons_of
from planner.geometry.bound_area import area_certificate
from planner.geometry.bound_area_check import AreaCertificate, area_bound
from planner.geometry.bound_dual import WeightCertificate, weight_bound, weight_certificate
from planner.geometry.bound_packing import PackingCertificate, packing_bound, packing_certificate
from planner.geometry.rows import require_positive

REACH = 1 + 2e-9
"""Bounds are proved for a radius larger by this, so that no tolerance of a plan's exact test outwits them."""

_THIN = 3.0


class BoundKind(StrEnum):
    """By what reasoning a bound was proved."""

    PACKING = "packing"
    AREA_AND_BORDER = "area_and_border"
    WEIGHTS = "weights"
    PARTS = "parts"


@dataclass(frozen=True, slots=True)
class PartsCertificate:
    """Bounds of the groups of parts that no disc can serve two of, in the order of `groups_apart`."""

    bounds: tuple["Bound", ...]


Certificate = PackingCertificate | AreaCertificate | WeightCertificate | PartsCertificate


@dataclass(frozen=True, slots=True)
class Bound:
    """No cover has fewer than ``value`` discs; ``certificate`` is what the checker confirms that from."""

    value: int
    kind: BoundKind
    certificate: Certificate


def bound(zone: BaseGeometry, spread_mm: float, *, thorough: bool = False) -> Bound:
    """Return the best confirmed lower bound on the discs of radius ``spread_mm`` that cover ``zone``.

    It says what geometry allows at the chosen spread, not what a patient needs. An empty zone takes 0. A
    ``thorough`` one also asks a linear programme where the zone is thin or small: that takes seconds.
    """
    require_positive(spread_mm, "spread_mm")
    groups = groups_apart(zone, spread_mm)
    bounds = tuple(_best_of_group(group, spread_mm, thorough=thorough) for group in groups)
    if len(bounds) == 1:
        return bounds[0]
    value = sum(part.value for part in bounds)
    return _confirmed(Bound(value, BoundKind.PARTS, PartsCertificate(bounds)), zone, spread_mm)


def confirm(claim: Bound, zone: BaseGeometry, spread_mm: float) -> bool:
    """Return whether the certificate alone proves that no cover has fewer discs than ``claim.value``."""
    return _proved(claim.certificate, zone, spread_mm) >= claim.value


def groups_apart(zone: BaseGeometry, spread_mm: float) -> tuple[MultiPolygon, ...]:
    """Return the parts of a zone in groups that no disc can serve two of, from the least x of a group up."""
    parts = polygons_of(zone)
    if not parts:
        return ()
    tree = shapely.STRtree(parts)
    near = tree.query(parts, predicate="dwithin", distance=2 * spread_mm * REACH * REACH)
    leader = list(range(len(parts)))
    for one, other in zip(*near.tolist(), strict=True):
        low, high = sorted((leader[one], leader[other]))
        leader = [low if group == high else group for group in leader]
    groups = [
        MultiPolygon([part for part, led in zip(parts, leader, strict=True) if led == group])
        for group in sorted(set(leader))
    ]
    return tuple(sorted(groups, key=lambda group: tuple(group.bounds)))


def _best_of_group(group: MultiPolygon, spread_mm: float, *, thorough: bool) -> Bound:
    reach_mm = spread_mm * REACH
    claims = [Bound(0, BoundKind.PACKING, packing_certificate(group, reach_mm))]
    area = area_certificate(group, reach_mm)
    if area is not None:
        claims.append(Bound(0, BoundKind.AREA_AND_BORDER, area))
    proved = [replace(claim, value=_proved(claim.certificate, group, spread_mm)) for claim in claims]
    best = max(proved, key=lambda claim: claim.value)
    if thorough and _is_thin(group, reach_mm):
        weights = weight_certificate(group, reach_mm, known=best.value)
        proof = Bound(_proved(weights, group, spread_mm), BoundKind.WEIGHTS, weights)
        best = max(best, proof, key=lambda claim: claim.value)
    return _confirmed(best, group, spread_mm)


def _is_thin(group: MultiPolygon, reach_mm: float) -> bool:
    """Return whether weights may prove more than area and border: they do not on fat zones."""
    return bool(group.area < _THIN * group.length * reach_mm)


def _confirmed(claim: Bound, zone: BaseGeometry, spread_mm: float) -> Bound:
    """Return a bound that its checker confirms; a claim that it does not is our mistake."""
    if not confirm(claim, zone, spread_mm):
        message = f"the checker does not confirm a bound of {claim.value} ({claim.kind})"
        raise ArithmeticError(message)
    return claim


def _proved(certificate: Certificate, zone: BaseGeometry, spread_mm: float) -> int:
    reach_mm = spread_mm * REACH
    if isinstance(certificate, PackingCertificate):
        return packing_bound(certificate, zone, reach_mm)
    if isinstance(certificate, WeightCertificate):
        return weight_bound(certificate, zone, reach_mm)
    if isinstance(certificate, AreaCertificate):
        return area_bound(certificate, zone, reach_mm)
    groups = groups_apart(zone, spread_mm)
    if len(groups) != len(certificate.bounds):
        return 0
    parts = zip(certificate.bounds, groups, strict=True)
    return sum(_proved(part.certificate, group, spread_mm) for part, group in parts)
