"""What a user entered about a visit or a patient: taken on whatever is stored by then.

What adds something is taken again on a state that another tablet saved meanwhile. Where that state holds
another answer to the same question, the user is shown both and chooses.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, Protocol, Self, TypeVar

from planner.errors import SavedElsewhere, StoreUnreachable
from planner.series.difference import Difference
from planner.storage.database import Database
from planner.storage.principal import Principal

_TRIES = 5
_OVERTAKEN = "Others change this faster than it can be kept."

Value = TypeVar("Value")


def nothing(_value: object) -> object:
    """Stand in the place of nothing: what only adds something contradicts nobody."""
    return None


@dataclass(frozen=True, slots=True)
class Part(Generic[Value]):
    """One thing that was entered.

    Parameters
    ----------
    take
        Returns what is stored with it.
    touches
        Returns what it stands in the place of: who entered something else there contradicts it.
    place
        Names that place; empty: none.
    own_before
        What the same screen entered there before, which it replaces: no contradiction, should it be saved.
    """

    take: Callable[[Value], Value]
    touches: Callable[[Value], object] = nothing
    place: str = ""
    own_before: tuple[Callable[[Value], Value], ...] = ()


class Seen(Protocol[Value]):
    """A stored thing as a screen saw it."""

    @property
    def title(self) -> str:
        """What the user calls it."""
        ...

    @property
    def about(self) -> str:
        """The id of the session or the patient."""
        ...

    @property
    def value(self) -> Value:
        """What was stored."""
        ...

    def read_again(self, database: Database, who: Principal) -> Self:
        """Return it as it is stored by now."""
        ...

    def save(self, database: Database, who: Principal, value: Value, *, at: datetime) -> None:
        """Save another value in its place, unless somebody saved one since; repeated, it saves once."""
        ...

    def differences(self, other: Value) -> tuple[Difference, ...]:
        """Return what another value says otherwise."""
        ...


@dataclass(frozen=True, slots=True)
class Entered(Generic[Value]):
    """Something that was entered and is not saved yet.

    Parameters
    ----------
    id
        Tells it from the others that this screen shows.
    seen
        What it was entered on, or what was saved meanwhile and contradicts nothing of it.
    failure
        Why it is not saved; empty before it was tried.
    theirs
        What another tablet saved meanwhile, if it contradicts a part: the user has to choose.
    is_refused
        Whether trying again helps nothing.
    """

    id: str
    seen: Seen[Value]
    parts: tuple[Part[Value], ...]
    failure: str = ""
    theirs: Seen[Value] | None = None
    is_refused: bool = False

    @property
    def is_to_try(self) -> bool:
        """Whether it may go through as it is."""
        return self.theirs is None and not self.is_refused

    @property
    def stands(self) -> Seen[Value]:
        """What it would be saved on."""
        return self.theirs or self.seen

    def differences(self) -> tuple[Difference, ...]:
        """Return what it changes of what it would be saved on."""
        return self.stands.differences(_taken(self.parts, self.stands.value))


def attempted(
    database: Database, who: Principal, one: Entered[Value], *, at: datetime
) -> Entered[Value] | None:
    """Try to save what was entered; None once it is saved, or stands there already.

    Raises
    ------
    PlannerError
        If it is refused for what it says, or what it is about is not kept any more.
    """
    for _ in range(_TRIES):
        try:
            later = _saved_or_later(database, who, one, at)
        except StoreUnreachable as refusal:
            return replace(one, failure=str(refusal))
        if later is None:
            return None
        if _contradicted(one, later):
            return replace(one, theirs=later, failure="")
        one = replace(one, seen=later)
    return replace(one, failure=_OVERTAKEN)


def in_place_of(older: Entered[Value], one: Entered[Value]) -> Entered[Value]:
    """Return what was entered later, knowing what of the same places it replaces."""
    before = {part.place: (*part.own_before, part.take) for part in older.parts if part.place}
    parts = tuple(
        replace(part, own_before=(*part.own_before, *before.get(part.place, ()))) for part in one.parts
    )
    return replace(one, parts=parts) if older.seen.about == one.seen.about else one


def not_replaced(older: Entered[Value], one: Entered[Value]) -> Entered[Value] | None:
    """Return what is left of something entered earlier once ``one`` replaces its places; None for nothing."""
    if older.seen.about != one.seen.about:
        return older
    places = {part.place for part in one.parts if part.place}
    rest = tuple(part for part in older.parts if part.place not in places)
    return replace(older, parts=rest) if rest else None


def over_theirs(one: Entered[Value]) -> Entered[Value]:
    """Return what was entered, to be saved over what it contradicts; the state with that stays below it."""
    return replace(one, seen=one.stands, theirs=None)


def beside_theirs(one: Entered[Value]) -> Entered[Value] | None:
    """Return the rest of what was entered, which contradicts nothing; None if there is none."""
    against = _contradicted(one, one.stands)
    rest = tuple(part for part in one.parts if part not in against)
    return replace(one, seen=one.stands, parts=rest, theirs=None) if rest else None


def _saved_or_later(
    database: Database, who: Principal, one: Entered[Value], at: datetime
) -> Seen[Value] | None:
    """Save what was entered; None once it is saved, else what somebody saved meanwhile."""
    mine = _taken(one.parts, one.seen.value)
    if mine == one.seen.value:
        return None
    try:
        one.seen.save(database, who, mine, at=at)
    except SavedElsewhere:
        return one.seen.read_again(database, who)
    return None


def _contradicted(one: Entered[Value], later: Seen[Value]) -> tuple[Part[Value], ...]:
    return tuple(part for part in one.parts if _is_contradicted(part, one.seen.value, later.value))


def _is_contradicted(part: Part[Value], seen: Value, stands: Value) -> bool:
    there = part.touches(stands)
    own = (part.touches(take(seen)) for take in part.own_before)
    return there not in (part.touches(seen), part.touches(part.take(stands)), *own)


def _taken(parts: tuple[Part[Value], ...], value: Value) -> Value:
    for part in parts:
        value = part.take(value)
    return value
