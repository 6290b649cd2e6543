"""Days and choices of forms that only their own button sends: over a reload they are chosen again.

Words are kept by the browser itself (`frontend/typed.js`): they stand in their field. What is chosen stands
nowhere on the page where it could be read and written; but the server knows it at once. So it tells the tab
what is chosen, and after a reload the tab says it once.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial

from planner.ui import state
from planner.ui.component import Component
from planner.ui.tab_forms import Form

CHOSEN = Component("mesoplan-chosen", "chosen", "chosen", "mc-root", has_style=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """A field with choices, each of which JSON can say.

    Parameters
    ----------
    key
        Of the field, which may be another one after each sending.
    name
        What it is called over a reload.
    first
        What it shows as long as nothing is chosen.
    """

    key: str
    name: str
    first: str | int | None
    options: tuple[str | int | None, ...]

    def said(self, value: object) -> str | int | None:
        """Return a choice as JSON says it."""
        return value if isinstance(value, str | int) else None

    def read(self, said: object) -> str | int | None:
        """Return the choice that was said.

        Raises
        ------
        ValueError
            If there is no such choice.
        """
        for option in self.options:
            if option == said:
                return option
        raise ValueError(f"{self.name} has no choice {said}")


@dataclass(frozen=True, slots=True)
class Day:
    """A field for a day; as `Choice`.

    Parameters
    ----------
    least, most
        The days between which it lies; None: no such bound.
    """

    key: str
    name: str
    first: date | None
    least: date | None = None
    most: date | None = None

    def said(self, value: object) -> str | None:
        """Return a day as JSON says it."""
        return value.isoformat() if isinstance(value, date) else None

    def read(self, said: object) -> date | None:
        """Return the day that was said.

        Raises
        ------
        ValueError
            If it is no day that the field takes.
        """
        if said is None and self.first is None:
            return None
        day = date.fromisoformat(said) if isinstance(said, str) else None
        if day is None or not (self.least or day) <= day <= (self.most or day):
            raise ValueError(f"{self.name} takes no day {said}")
        return day


Field = Choice | Day


def keep_chosen(form: Form, fields: Sequence[Field], *, of: str = "") -> None:
    """Keep with the tab what is chosen in the fields of a form, right below which it is called.

    Parameters
    ----------
    of
        Tells it from the same form of another patient or session, and of after it was sent, if it has one.
    """
    chosen = {
        field.name: [field.said(value), field.said(field.first)]
        for field in fields
        if (value := state.value_of(field.key)) != field.first
    }
    key = f"chosen.{form.within}.{of}"
    data = form.classes() | {"form": key, "chosen": chosen, "heard": state.held(key)}
    CHOSEN.mounted()(key=key, data=data, on_back_change=partial(choose_again, key, tuple(fields)))


def choose_again(key: str, fields: tuple[Field, ...]) -> None:
    """Choose again what was chosen before a reload, where the field still shows what it showed then."""
    event = state.value_of(key)
    back = event.get("back") if isinstance(event, Mapping) else None
    if not isinstance(back, Mapping) or not isinstance(back.get("chosen"), Mapping):
        return
    state.hold(key, back.get("n"))  # which of its sayings was heard
    for field in fields:
        match back["chosen"].get(field.name):
            case [said, first] if first == field.said(field.first) == field.said(state.value_of(field.key)):
                with suppress(ValueError):
                    state.show_value(field.key, field.read(said))
