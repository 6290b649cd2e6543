"""The settings of density: the same spacing everywhere, or one that follows the pain that was found."""

from planner.errors import SpacingsContradict
from planner.evidence import Cited
from planner.techniques.setting import Choices, ChoiceSetting, NumberSetting, Setting, Settings

DENSITY, EVEN, FOLLOWS_PAIN = "density", "even", "follows_pain"
LOCK, LOCKED, UNLOCKED = "lock_count", "yes", "no"
LEAST, MOST, SPACING = "spacing_least_mm", "spacing_most_mm", "spacing_mm"
FOLLOWING: Choices = ((DENSITY, FOLLOWS_PAIN),)
FOLLOWING_FREELY: Choices = ((DENSITY, FOLLOWS_PAIN), (LOCK, UNLOCKED))
"""Under these choices the spacing of a nappage's even plan says nothing."""


def density_settings(least: Cited, most: Cited, *, step: float, under: Choices = ()) -> tuple[Setting, ...]:
    """Return the settings of density; each technique brings its own two spacings.

    Parameters
    ----------
    under
        Choices of other settings without which density says nothing.
    """
    following = (*under, *FOLLOWING)
    return (
        ChoiceSetting(
            DENSITY,
            "Density",
            (EVEN, FOLLOWS_PAIN),
            EVEN,
            "Ours: every published spacing is even. That it may follow the pain is our proposal.",
            only_under=under,
            unsaid=EVEN,
        ),
        NumberSetting(
            LEAST,
            "Spacing where it hurts most",
            least,
            least=0.5,
            most=100.0,
            step=step,
            only_under=following,
        ),
        NumberSetting(
            MOST, "Spacing where it hurts least", most, least=0.5, most=100.0, step=step, only_under=following
        ),
        ChoiceSetting(
            LOCK,
            "Keep the count of the even plan",
            (UNLOCKED, LOCKED),
            UNLOCKED,
            "Ours: left alone, the two spacings decide the count; held, the count scales the spacings. The "
            "volume stays that of the even plan.",
            only_under=following,
        ),
    )


def follows_pain(settings: Settings) -> bool:
    """Tell whether the spacing follows the pain."""
    return settings.get(DENSITY) == FOLLOWS_PAIN


def holds_count(settings: Settings) -> bool:
    """Tell whether a density that follows the pain keeps the count of the even plan."""
    return follows_pain(settings) and settings[LOCK] == LOCKED


def require_sound_spacings(said: Settings, field: str) -> None:
    """Refuse spacings that contradict one another where density follows the pain.

    Parameters
    ----------
    said
        The settings that say something under one another.
    field
        Where the settings stand in a session file, for the refusal.

    Raises
    ------
    SpacingsContradict
    """
    if not follows_pain(said):
        return
    least_mm, most_mm, even_mm = said.number(LEAST), said.number(MOST), said.get(SPACING)
    if least_mm > most_mm:
        raise SpacingsContradict(
            f"The spacing where it hurts most, {least_mm:g} mm, is larger than where it hurts least, "
            f"{most_mm:g} mm: set it to {most_mm:g} mm or less.",
            field=f"{field}.{LEAST}",
        )
    if holds_count(said) and isinstance(even_mm, float) and even_mm < least_mm:
        raise SpacingsContradict(
            f"The even plan whose count is kept has {even_mm:g} mm between deposits, less than the "
            f"{least_mm:g} mm where it hurts most: set that to {even_mm:g} mm or less, or do not keep the "
            "count.",
            field=f"{field}.{LEAST}",
        )
