"""The settings of a technique: what each accepts, what it takes when nothing is said, and on whose word."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.errors import NumberNotFinite, SettingOutOfRange, SettingUnknown
from planner.evidence import Cited, unit_text
from planner.session import SettingValue

Choices = tuple[tuple[str, str], ...]
"""Choice settings by name, each with what it holds."""


@dataclass(frozen=True, slots=True)
class Settings(Mapping[str, SettingValue]):
    """Every setting that a target uses, by name; none is missing."""

    pairs: tuple[tuple[str, SettingValue], ...]

    def __getitem__(self, name: str) -> SettingValue:
        """Return the value of one setting."""
        return dict(self.pairs)[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return (name for name, _ in self.pairs)

    def __len__(self) -> int:
        """Return how many settings there are."""
        return len(self.pairs)

    def number(self, name: str) -> float:
        """Return a setting that is a number.

        Raises
        ------
        TypeError
            If it holds a word, which is a mistake in the code.
        """
        value = self[name]
        if isinstance(value, str):
            raise TypeError(f"{name} holds {value!r}, not a number")
        return value

    def holding(self, name: str, value: SettingValue) -> "Settings":
        """Return the settings with one of them holding another value."""
        return Settings(tuple((key, value if key == name else old) for key, old in self.pairs))


@dataclass(frozen=True, slots=True)
class Instead:
    """Another default, for when a choice setting holds a certain choice."""

    setting: str
    choice: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class NumberSetting:
    """A setting that is a number.

    Parameters
    ----------
    cited
        The default with its published range; a value outside that range is questioned, not refused.
    least, most
        What the geometry can serve; a value outside is refused. [unit of ``cited``]
    step
        How far one press on plus or minus goes in the form. [unit of ``cited``]
    word
        A word accepted in place of a number, and then the default, such as ``auto``.
    instead
        Defaults that replace ``cited`` under another setting's choice.
    whole
        Whether only whole numbers are accepted.
    in_form
        Whether the form shows it; what has a panel of its own is not shown twice.
    only_under, not_under
        It says something only while all of the first choices hold, and not all of the second.
    """

    name: str
    label: str
    cited: Cited
    least: float
    most: float
    step: float
    word: str = ""
    instead: tuple[Instead, ...] = ()
    only_under: Choices = ()
    not_under: Choices = ()
    whole: bool = False
    in_form: bool = True

    @property
    def default(self) -> SettingValue:
        """The value taken when nothing is said."""
        return self.word or self.cited.value

    def cited_under(self, given: Mapping[str, SettingValue]) -> Cited:
        """Return the number that stands behind the default while the settings are ``given``."""
        for other in self.instead:
            if given.get(other.setting) == other.choice:
                return other.cited
        return self.cited

    def default_under(self, given: Mapping[str, SettingValue]) -> SettingValue:
        """Return the value taken when nothing is said and the other settings are ``given``."""
        return self.word or self.cited_under(given).value

    def accept(self, value: object, field: str) -> SettingValue:
        """Return ``value`` as this setting keeps it.

        Raises
        ------
        NumberNotFinite, SettingOutOfRange, SettingUnknown
        """
        if self.word and value == self.word:
            return self.word
        if isinstance(value, bool) or not isinstance(value, int | float):
            allowed = f"a number or {self.word!r}" if self.word else "a number"
            raise SettingUnknown(f"{self.label} must be {allowed}, not {value!r}.", field=field)
        if not math.isfinite(value):
            raise NumberNotFinite(
                f"{self.label} is not a number: give one from {self.bounds_text}.", field=field
            )
        if not self.least <= value <= self.most:
            nearest = self.least if value < self.least else self.most
            unit = unit_text(self.cited.unit)
            raise SettingOutOfRange(
                f"{self.label} must be {self.bounds_text}, not {value:g}: set {nearest:g} {unit} or "
                f"{'more' if nearest == self.least else 'less'}.",
                field=field,
            )
        if self.whole and value != int(value):
            raise SettingUnknown(f"{self.label} must be a whole number, not {value:g}.", field=field)
        return float(value)

    @property
    def bounds_text(self) -> str:
        """What is accepted, for a reader, such as ``0.5 to 100 mm``."""
        return f"{self.least:g} to {self.most:g} {unit_text(self.cited.unit)}".rstrip()


@dataclass(frozen=True, slots=True)
class ChoiceSetting:
    """A setting that is one of a few words.

    Parameters
    ----------
    only_under, not_under, in_form
        As for a number.
    unsaid
        The choice that a plan leaves out: what all plans held before there was a choice.
    """

    name: str
    label: str
    choices: tuple[str, ...]
    default: str
    why: str
    only_under: Choices = ()
    not_under: Choices = ()
    unsaid: str = ""
    in_form: bool = True

    def accept(self, value: object, field: str) -> SettingValue:
        """Return ``value`` as this setting keeps it.

        Raises
        ------
        SettingUnknown
        """
        if not isinstance(value, str) or value not in self.choices:
            raise SettingUnknown(
                f"{self.label} must be one of {', '.join(self.choices)}, not {value!r}.", field=field
            )
        return value


Setting = NumberSetting | ChoiceSetting


def says_something(setting: Setting, under: Mapping[str, SettingValue]) -> bool:
    """Tell whether a setting decides anything while the others hold what they do."""
    holds = all(under.get(name) == choice for name, choice in setting.only_under)
    is_moot = setting.not_under and all(under.get(name) == choice for name, choice in setting.not_under)
    return holds and not is_moot
