"""What a bound rests on: one of parts, or with anchors, is no better proved than what it is made of."""

from planner.geometry.bound_area_check import AreaCertificate
from planner.geometry.bound_check import AnchorsCertificate, Bound, Certificate, PartsCertificate


def is_published(bound: Bound) -> bool:
    """Return whether all that a bound rests on is elementary or published.

    The bound by area and border is not: its proof is ours, and nobody has reviewed it yet.
    """
    return not any(isinstance(certificate, AreaCertificate) for certificate in _rested_on(bound))


def _rested_on(bound: Bound) -> tuple[Certificate, ...]:
    """Return the certificates of a bound that are made of no other."""
    match bound.certificate:
        case PartsCertificate(bounds):
            return tuple(leaf for part in bounds for leaf in _rested_on(part))
        case AnchorsCertificate(rest=rest):
            return _rested_on(rest)
        case certificate:
            return (certificate,)
