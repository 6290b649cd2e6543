"""How few discs can cover a zone at all: proven lower bounds, each with a certificate that is checked.

Whoever finds a certificate is not believed: a checker works the number out again from the certificate and
the zone alone, and only what it confirms is returned. The bounds know neither allowed ground nor smallest
distances; they hold for covers that respect them all the same. Of covers with anchors more can be proved:
every anchor counts, and what the anchors leave bare takes as many discs as it takes alone.
"""

from collections.abc import Callable

import numpy as np
import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from planner.geometry.bound_area import area_certificate
from planner.geometry.bound_check import (
    REACH,
    AnchorsCertificate,
    Bound,
    BoundKind,
    Certificate,
    PartsCertificate,
    confirm,
    groups_apart,
    left_bare,
    proved_by,
)
from planner.geometry.bound_disc import disc_certificate, is_covered_by
from planner.geometry.bound_dual import weight_certificate
from planner.geometry.bound_packing import PackingCertificate, packing_certificate
from planner.geometry.bound_search import search_certificate
from planner.geometry.rows import FloatArray, require_positive

GoOn = Callable[[int, int], bool]
"""Told the step and what is proved so far; ``False`` asks for an end with that."""

_THIN = 3.0
_OF_A_DISC = 40.0  # squared radii of area: what is larger needs more than any theorem of discs says
_SMALL = 70.0  # squared radii of area: some forty discs if scattered, of which all covers can be gone through


def always(_step: int, _proved: int) -> bool:
    """Go on to the end."""
    return True


def bound(zone: BaseGeometry, spread_mm: float, *, thorough: bool = False, go_on: GoOn = always) -> Bound:
    """Return the best confirmed lower bound on the discs of radius ``spread_mm`` that cover ``zone``.

    It says what geometry allows at the chosen spread, not what a patient needs. An empty zone takes 0. A
    ``thorough`` one also goes through all covers of a small zone's witnesses, and asks a linear programme
    where a zone is thin: that takes seconds.
    ``go_on`` is asked before each group of parts, and during the programme.
    """
    require_positive(spread_mm, "spread_mm")
    proved: list[Bound] = []
    for group in groups_apart(zone, spread_mm):
        so_far = sum(part.value for part in proved)
        goes_on = go_on(len(proved), so_far)
        proved.append(
            _best_of_group(group, spread_mm, thorough=thorough, go_on=go_on)
            if goes_on
            else _one(group, spread_mm)
        )
    if len(proved) == 1:
        return proved[0]
    value = sum(part.value for part in proved)
    return _confirmed(Bound(value, BoundKind.PARTS, PartsCertificate(tuple(proved))), zone, spread_mm)


def bound_with_anchors(
    zone: BaseGeometry,
    spread_mm: float,
    anchors: FloatArray,
    *,
    thorough: bool = False,
    go_on: GoOn = always,
) -> Bound:
    """Return the best confirmed lower bound on covers of which a disc is centred on every anchor.

    Those are as many as there are anchors, and the others cover alone what the anchors' discs leave bare.
    """
    plain = bound(zone, spread_mm, thorough=thorough, go_on=go_on)
    places = np.unique(np.asarray(anchors, dtype=np.float64).reshape(-1, 2), axis=0)
    if len(places) == 0:
        return plain
    rest = bound(left_bare(zone, spread_mm, places), spread_mm, thorough=thorough, go_on=go_on)
    with_anchors = Bound(len(places) + rest.value, BoundKind.ANCHORS, AnchorsCertificate(places, rest))
    return max(plain, _confirmed(with_anchors, zone, spread_mm), key=lambda claim: claim.value)


def _one(group: MultiPolygon, spread_mm: float) -> Bound:
    """Return the bound that needs no work: something of a group is to be covered."""
    place = shapely.get_coordinates(group.representative_point())
    return _confirmed(Bound(1, BoundKind.PACKING, PackingCertificate(place)), group, spread_mm)


def _best_of_group(group: MultiPolygon, spread_mm: float, *, thorough: bool, go_on: GoOn) -> Bound:
    best = _quickly_proved(group, spread_mm)
    if thorough and not is_covered_by(best.value, group, spread_mm):
        best = _thoroughly_proved(group, spread_mm, best, go_on)
    return _confirmed(best, group, spread_mm)


def _quickly_proved(group: MultiPolygon, spread_mm: float) -> Bound:
    """Return the best of the bounds that take no programme and no search."""
    reach_mm = spread_mm * REACH
    found: list[tuple[BoundKind, Certificate | None]] = [
        (BoundKind.PACKING, packing_certificate(group, reach_mm))
    ]
    if group.area < _OF_A_DISC * reach_mm**2:
        found.append((BoundKind.DISC, disc_certificate(group, reach_mm)))
    # the last, as of equal ones the first is taken: its proof is not yet reviewed
    found.append((BoundKind.AREA_AND_BORDER, area_certificate(group, reach_mm)))
    claims = [
        Bound(proved_by(certificate, group, spread_mm), kind, certificate)
        for kind, certificate in found
        if certificate is not None
    ]
    return max(claims, key=lambda claim: claim.value)


def _thoroughly_proved(group: MultiPolygon, spread_mm: float, best: Bound, go_on: GoOn) -> Bound:
    """Return a bound by a search or a programme if it is above the best so far, else that."""
    reach_mm = spread_mm * REACH
    if group.area < _SMALL * reach_mm**2:
        search = search_certificate(group, reach_mm, known=best.value, go_on=go_on)
        if search.certificate is not None:
            best = Bound(search.certificate.count, BoundKind.SEARCH, search.certificate)
        if search.has_ended:
            return best
    if _is_thin(group, reach_mm):
        weights = weight_certificate(group, reach_mm, known=best.value, go_on=go_on)
        proof = Bound(proved_by(weights, group, spread_mm), BoundKind.WEIGHTS, weights)
        best = max(best, proof, key=lambda claim: claim.value)
    return best


def _is_thin(group: MultiPolygon, reach_mm: float) -> bool:
    """Return whether weights may prove more than area and border: they do not on fat zones."""
    return bool(group.area < _THIN * group.length * reach_mm)


def _confirmed(claim: Bound, zone: BaseGeometry, spread_mm: float) -> Bound:
    """Return a bound that its checker confirms; a claim that it does not is our mistake."""
    if not confirm(claim, zone, spread_mm):
        message = f"the checker does not confirm a bound of {claim.value} ({claim.kind})"
        raise ArithmeticError(message)
    return claim
