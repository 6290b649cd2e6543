"""A round trip through numbered places, some of whose steps can be exchanged for as many others."""

from collections.abc import Sequence


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
    at
        Where each place stands in ``places``.
    """

    __slots__ = ("at", "places")

    def __init__(self, places: Sequence[int]) -> None:
        self.places = list(places)
        self.at = [0] * len(self.places)
        self.put(0, self.places)

    def put(self, begin: int, places: list[int]) -> None:
        """Let the places from ``begin`` on be these, the same ones in another order."""
        self.places[begin : begin + len(places)] = places
        for at, place in enumerate(places, begin):
            self.at[place] = at

    def neighbours(self, place: int) -> tuple[int, int]:
        """Return the places visited after and before one."""
        at = self.at[place]
        return self.places[at + 1 - len(self.places)], self.places[at - 1]

    def exchange(self, chain: Sequence[int]) -> bool:
        """Take out every second step of a closed chain and put in the others, if one trip is left.

        Parameters
        ----------
        chain
            An even number of places. The steps from the first to the second, from the third to the fourth
            and so on are taken out, those from the second to the third ... from the last to the first put in.
        """
        ends = self._ends(chain)
        cuts = sorted({end >> 1 for end in ends})
        if 2 * len(cuts) < len(ends):
            return False
        joined = {ends[k]: ends[k - 1] for k in range(0, len(ends), 2)}
        joined |= {after: before for before, after in joined.items()}
        stretches = _walked(cuts, joined)
        if len(stretches) < len(cuts) - 1:
            return False
        again: list[int] = []
        for begin, after, is_backwards in stretches:
            stretch = self.places[begin:after]
            again += stretch[::-1] if is_backwards else stretch
        self.put(cuts[0] + 1, again)
        return True

    def _ends(self, chain: Sequence[int]) -> list[int]:
        """Return for each place of a chain which end of a stretch it becomes.

        The step after position p leaves two loose ends: 2 p of the stretch that ends there, 2 p + 1 of the
        one that begins after it.
        """
        ends = []
        for k in range(0, len(chain), 2):
            one, other = self.at[chain[k]], self.at[chain[k + 1]]
            ends += [2 * one, 2 * one + 1] if other == one + 1 else [2 * other + 1, 2 * other]
        return ends


def _walked(cuts: list[int], joined: dict[int, int]) -> list[tuple[int, int, bool]]:
    """Return the stretches between cuts as the joined trip visits them: begin, after the last, backwards.

    The walk begins with the step out of the stretch before the first cut, and ends when it is back.
    """
    number = {cut: k for k, cut in enumerate(cuts)}
    stretches: list[tuple[int, int, bool]] = []
    end = joined[2 * cuts[0]]
    while end != 2 * cuts[-1] + 1:
        k = number[end >> 1]
        if end & 1:
            stretches.append((cuts[k] + 1, cuts[k + 1] + 1, False))
            end = joined[2 * cuts[k + 1]]
        else:
            stretches.append((cuts[k - 1] + 1, cuts[k] + 1, True))
            end = joined[2 * cuts[k - 1] + 1]
    return stretches
