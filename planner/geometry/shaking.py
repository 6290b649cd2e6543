"""Shaking a path: what no exchange of three steps undoes, mended by exchanges."""

import itertools
from collections.abc import Sequence

from planner.geometry.exchanges import LEAST_GAIN_MM, Exchanges

_LEAST_CUTS = 4


def is_shaken(search: Exchanges, cuts: Sequence[int]) -> bool:
    """Join the stretches between some cuts in reverse order, improve, and return if the path is another now.

    What costs more is undone. Fewer than four cuts are left alone: exchanges undo those.

    Parameters
    ----------
    cuts
        The steps that are cut, ascending: each by where its first place stands on the path.
    """
    if len(cuts) < _LEAST_CUTS:
        return False
    kept = search.trip.kept()
    ends = [kept[cut + side] for cut in cuts for side in (0, 1)]
    stretches = [kept[one + 1 : other + 1] for one, other in itertools.pairwise(cuts)][::-1]
    joints = [ends[0], *(end for stretch in stretches for end in (stretch[0], stretch[-1])), ends[-1]]
    search.gained_mm = _steps_mm(search, ends) - _steps_mm(search, joints)
    search.trip.put(cuts[0] + 1, list(itertools.chain.from_iterable(stretches)))
    search.improve(ends)
    if search.gained_mm < -LEAST_GAIN_MM:
        search.trip.back_to(kept)
        return False
    return search.trip.places != kept


def _steps_mm(search: Exchanges, ends: Sequence[int]) -> float:
    """Return what the steps from each first to each second of some places cost."""
    return sum(search.cost_mm[one][other] for one, other in zip(ends[::2], ends[1::2], strict=True))
