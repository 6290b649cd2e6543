"""Shaking a path: what no exchange of three steps undoes, mended by exchanges."""

import itertools
from collections.abc import Sequence

from planner.geometry.exchanges import LEAST_GAIN_MM, Exchanges

LEAST_CUTS = 4
"""Exchanges undo what is made of fewer."""


def is_shaken(search: Exchanges, cuts: Sequence[int]) -> bool:
    """Shake, and return if the path is another now; what costs more is undone.

    Parameters as in `shake`. Fewer than `LEAST_CUTS` are left alone.
    """
    if len(cuts) < LEAST_CUTS:
        return False
    kept = shake(search, cuts)
    if search.gained_mm < -LEAST_GAIN_MM:
        search.trip.back_to(kept)
        return False
    return search.trip.places != kept


def shake(search: Exchanges, cuts: Sequence[int]) -> list[int]:
    """Join the stretches between some cuts in reverse order, improve, and return the places to go back to.

    What that gained, or cost, is ``search.gained_mm`` then.

    Parameters
    ----------
    cuts
        The steps that are cut, ascending: each by where its first place stands on the path.
    """
    kept = search.trip.kept()
    ends = [kept[cut + side] for cut in cuts for side in (0, 1)]
    stretches = [kept[one + 1 : other + 1] for one, other in itertools.pairwise(cuts)][::-1]
    joints = [ends[0], *(end for stretch in stretches for end in (stretch[0], stretch[-1])), ends[-1]]
    search.gained_mm = _steps_mm(search, ends) - _steps_mm(search, joints)
    search.trip.put(cuts[0] + 1, list(itertools.chain.from_iterable(stretches)))
    search.improve(ends)
    return kept


def _steps_mm(search: Exchanges, ends: Sequence[int]) -> float:
    """Return what the steps from each first to each second of some places cost."""
    return sum(search.cost_mm[one][other] for one, other in zip(ends[::2], ends[1::2], strict=True))
