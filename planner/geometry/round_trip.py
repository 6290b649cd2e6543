"""A round trip through numbered places, some of whose steps can be exchanged for as many others."""

from collections.abc import Sequence
from itertools import chain as chained
from itertools import permutations, product

AT_ONCE = 3
"""So many steps can be exchanged at once."""


class RoundTrip:
    """Places in the order in which they are visited; after the last comes the first again.

    Parameters
    ----------
    places
        Each of the numbers 0 to n - 1 once. The step from the last to the first is never taken out, so both
        stay where they are.

    Attributes
    ----------
    places
        The places in their present order.
    around
        The same, with the first and the last once more at the end: one before place 0 and one after place
        n - 1 can be read too.
    at
        Where each place stands in ``places``.
    """

    __slots__ = ("_first", "_last", "around", "at", "places")

    def __init__(self, places: Sequence[int]) -> None:
        self.places = list(places)
        self.around = [*self.places, self.places[0], self.places[-1]]
        self.at = [0] * len(self.places)
        self._first, self._last = 0, len(self.places)
        self.put(0, self.places)

    def kept(self) -> list[int]:
        """Return the places as they stand now, to go ``back_to``."""
        self._first, self._last = len(self.places), 0
        return self.places.copy()

    def back_to(self, kept: list[int]) -> None:
        """Let the places stand as when they were last ``kept``."""
        self.put(self._first, kept[self._first : self._last])

    def put(self, begin: int, places: list[int]) -> None:
        """Let the places from ``begin`` on be these, the same ones in another order."""
        end = begin + len(places)
        self._first, self._last = min(self._first, begin), max(self._last, end)
        self.places[begin:end] = self.around[begin:end] = places
        at = self.at
        for index, place in enumerate(places, begin):
            at[place] = index

    def exchange(self, chain: Sequence[int]) -> bool:
        """Take out every second step of a closed chain and put in the others, if one trip is left.

        Parameters
        ----------
        chain
            An even number of places, at most `AT_ONCE` pairs. The steps from the first to the second, from
            the third to the fourth and so on are taken out, those from the second to the third ... from the
            last to the first put in.
        """
        ends = self._ends(chain)
        cuts = sorted({end >> 1 for end in ends})
        if 2 * len(cuts) < len(ends):
            return False
        rank = {cut: 2 * k for k, cut in enumerate(cuts)}
        stretches = _STRETCHES.get(tuple([rank[end >> 1] + (end & 1) for end in ends]))
        if stretches is None:
            return False
        again: list[int] = []
        for k, is_backwards in stretches:
            stretch = self.places[cuts[k] + 1 : cuts[k + 1] + 1]
            again += stretch[::-1] if is_backwards else stretch
        self.put(cuts[0] + 1, again)
        return True

    def _ends(self, chain: Sequence[int]) -> list[int]:
        """Return for each place of a chain which end of a stretch it becomes.

        The step after position p leaves two loose ends: 2 p of the stretch that ends there, 2 p + 1 of the
        one that begins after it.
        """
        at, ends = self.at, []
        for k in range(0, len(chain), 2):
            one, other = at[chain[k]], at[chain[k + 1]]
            ends += [2 * one, 2 * one + 1] if other == one + 1 else [2 * other + 1, 2 * other]
        return ends


def _walked(ends: Sequence[int]) -> list[tuple[int, bool]]:
    """Return the stretches after each cut as the joined trip visits them: which one, and if backwards.

    The walk begins with the step out of the stretch before the first cut, and ends when it is back.
    """
    joined = {ends[k]: ends[k - 1] for k in range(0, len(ends), 2)}
    joined |= {after: before for before, after in joined.items()}
    stretches: list[tuple[int, bool]] = []
    end = joined[0]
    while end != len(ends) - 1:
        cut, is_forwards = end >> 1, bool(end & 1)
        stretches.append((cut, False) if is_forwards else (cut - 1, True))
        end = joined[2 * cut + 2] if is_forwards else joined[2 * cut - 1]
    return stretches


def _patterns(cuts: int) -> dict[tuple[int, ...], list[tuple[int, bool]]]:
    """Return what becomes of the stretches between some cuts for each chain that leaves one trip."""
    chains = [
        tuple(
            chained.from_iterable(
                (2 * cut + flip, 2 * cut + 1 - flip) for cut, flip in zip(order, flips, strict=True)
            )
        )
        for order in permutations(range(cuts))
        for flips in product((0, 1), repeat=cuts)
    ]
    return {ends: walked for ends in chains if len(walked := _walked(ends)) == cuts - 1}


_STRETCHES = {ends: walked for cuts in range(2, AT_ONCE + 1) for ends, walked in _patterns(cuts).items()}
