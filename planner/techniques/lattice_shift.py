"""The settings that move a lattice off its anchor, into the gaps between places that still rest."""

from planner.evidence import Cited, sources
from planner.session import SettingValue
from planner.techniques.density_settings import FOLLOWING, follows_pain
from planner.techniques.setting import ChoiceSetting, NumberSetting, Setting, Settings

LATTICE, ANCHORED, SHIFTED = "lattice", "anchored", "shifted"
ACROSS, ALONG = "shift_u_mm", "shift_v_mm"

SHIFT = Cited(
    0.0,
    "mm",
    low=-100.0,
    high=100.0,
    source=sources.OURS,
    locator="",
    why=(
        "No source moves a lattice between sessions. Left alone it stays where the body map has it, so that "
        "injections stay put while a zone grows."
    ),
)


def shift_settings() -> tuple[Setting, ...]:
    """Return the choice of an anchored or shifted lattice, and how far a shifted one is moved."""
    shifted = ((LATTICE, SHIFTED),)
    return (
        ChoiceSetting(
            LATTICE,
            "Lattice",
            (ANCHORED, SHIFTED),
            ANCHORED,
            "Ours: on the body map it stays put; shifted, it spares skin punctured lately.",
            not_under=FOLLOWING,
            unsaid=ANCHORED,
        ),
        *(
            NumberSetting(
                name,
                label,
                SHIFT,
                least=-100.0,
                most=100.0,
                step=1.0,
                only_under=shifted,
                not_under=FOLLOWING,
            )
            for name, label in (
                (ACROSS, "Shift across, towards the patient's right"),
                (ALONG, "Shift along, downwards"),
            )
        ),
    )


def shift_of(settings: Settings) -> tuple[float, float]:
    """Return how far the lattice is moved, across and along; a density that follows the pain is not."""
    if settings[LATTICE] != SHIFTED or follows_pain(settings):
        return 0.0, 0.0
    return settings.number(ACROSS), settings.number(ALONG)


def shifted_by(across_mm: float, along_mm: float) -> dict[str, SettingValue]:
    """Return the settings of a lattice that is moved so far."""
    return {LATTICE: SHIFTED, ACROSS: across_mm, ALONG: along_mm}
