"""What was done with each mark, and by whom; from that, what must be on every pad when all is told."""

from dataclasses import dataclass, field
from typing import ClassVar

State = float


class Lost(AssertionError):
    """Something that was saved is not there, or something is there that must not be."""


@dataclass
class Ledger:
    """Every mark in every state that it was given.

    Parameters
    ----------
    parents
        From which state each was made; None: it was new.
    marks
        Which mark each is a state of.
    authors
        Which life of which pad gave it; None: whoever typed it was told that it is saved.
    promised
        The states that a pad has shown without its sign that something is still on its way.
    asked
        The marks that somebody was asked about: both versions stand there until she answers.
    undone
        Marks that an undo took or brought: nothing is asked of them.
    """

    NOBODY: ClassVar[int] = -1

    parents: dict[State, State | None] = field(default_factory=dict)
    marks: dict[State, float] = field(default_factory=dict)
    authors: dict[State, int | None] = field(default_factory=dict)
    removals: dict[State, set[int]] = field(default_factory=dict)
    promised: set[State] = field(default_factory=set)
    asked: set[float] = field(default_factory=set)
    undone: set[float] = field(default_factory=set)
    ended: set[int] = field(default_factory=lambda: {Ledger.NOBODY})

    def add(self, author: int | None) -> State:
        return self._note(None, author)

    def change(self, before: State, author: int) -> State:
        return self._note(before, author)

    def remove(self, state: State, author: int) -> None:
        """Note a removal; one of what another pad has not been told is saved may be undone with that."""
        is_known = state in self.promised or self.authors[state] in {author, None}
        self.removals.setdefault(state, set()).add(author if is_known else Ledger.NOBODY)

    def undo(self, states: set[State]) -> None:
        self.undone |= {self.marks[state] for state in states}

    def end(self, author: int) -> None:
        """Note that a pad was loaded afresh: what it had not sent went with it."""
        self.ended.add(author)

    def require_whole(self, pads: list[list[tuple[float, State]]], kept: list[tuple[float, State]]) -> None:
        """Raise unless all pads show the same, and all that they have to show."""
        if any(shown != kept for shown in pads):
            raise Lost(f"the pads show {pads}, and {kept} is kept")
        shown: dict[float, list[State]] = {}
        for mark, state in kept:
            shown.setdefault(mark, []).append(state)
        for state, mark in self.marks.items():
            if self._must_be(state) and mark not in self.undone and not self._is_covered(state, shown):
                raise Lost(f"{state} of mark {mark} is gone: {kept}")
        for mark in set(shown) - self.undone:
            self._require_right(mark, shown[mark])

    def _note(self, before: State | None, author: int | None) -> State:
        state = float(len(self.parents) + 1)
        self.parents[state], self.authors[state] = before, author
        self.marks[state] = state if before is None else self.marks[before]
        return state

    def _require_right(self, mark: float, states: list[State]) -> None:
        if len(set(states)) < len(states):
            raise Lost(f"mark {mark} stands there twice alike: {states}")
        if mark in self.asked:
            return
        if len(states) > 1:
            raise Lost(f"mark {mark} stands there twice, and nobody was asked: {states}")
        if any(author not in self.ended for author in self.removals.get(states[0], ())):
            raise Lost(f"mark {mark} was removed and is back")
        if any(self._must_be(later) for later in self._made_from(states[0])):
            raise Lost(f"mark {mark} is as it was before it was changed: {states}")

    def _must_be(self, state: State) -> bool:
        return state in self.promised or self.authors[state] not in self.ended

    def _is_covered(self, state: State, shown: dict[float, list[State]]) -> bool:
        """Tell whether a state is there, or gave way to a later one or to a removal."""
        later = self._made_from(state)
        is_there = state in shown.get(self.marks[state], [])
        return is_there or state in self.removals or any(self._is_covered(one, shown) for one in later)

    def _made_from(self, state: State) -> list[State]:
        return [later for later, before in self.parents.items() if before == state]
