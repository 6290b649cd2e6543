"""What a bound rests on: one of parts, or with anchors, is no better proved than what it is made of."""

from planner.geometry.bound_check import AnchorsCertificate, Bound, BoundKind, PartsCertificate


def is_published(bound: Bound) -> bool:
    """Return whether all that a bound rests on is elementary or published.

    The bound by area and border is not: its proof is ours, and nobody has reviewed it yet.
    """
    return BoundKind.AREA_AND_BORDER not in kinds_within(bound)


def kinds_within(bound: Bound) -> tuple[BoundKind, ...]:
    """Return by what reasoning a bound was proved, and by what all that it is made of, each once."""
    match bound.certificate:
        case PartsCertificate(bounds):
            made_of = bounds
        case AnchorsCertificate(rest=rest):
            made_of = (rest,)
        case _:
            made_of = ()
    return tuple(dict.fromkeys((bound.kind, *(kind for one in made_of for kind in kinds_within(one)))))
