"""The settings of a fill that say how near to a point a deposit stands, and how long to search for fewer."""

from planner.evidence import Cited, sources
from planner.geometry.optimise import Patience
from planner.techniques.setting import Choices, ChoiceSetting, NumberSetting, Setting, Settings

TOLERANCE, EFFORT, STEPS, SEED = "tolerance_mm", "effort", "steps", "seed"
QUICK, OPTIMISE = "quick", "optimise"
MOST_STEPS = 20_000

TOLERANCE_CITED = Cited(
    0.0,
    "mm",
    low=0.0,
    high=3.0,
    source=sources.OURS,
    locator="",
    why=(
        "Every source puts the deposit on the point itself. A fill that may stand up to 3 mm off it, less "
        "than what one examiner found a point again by, can do with fewer; left alone, it stands on it."
    ),
)
STEPS_CITED = Cited(
    200.0,
    "steps",
    low=0.0,
    high=MOST_STEPS,
    source=sources.OURS,
    locator="",
    why="How often the search tries for fewer deposits: tries and not seconds, so every machine agrees.",
)
SEED_CITED = Cited(
    1.0,
    "seed",
    low=0.0,
    high=999_999.0,
    source=sources.OURS,
    locator="",
    why="Where the chance of the search begins; the same seed gives the same plan.",
)


def fill_settings(fill: Choices) -> tuple[Setting, ...]:
    """Return the settings that say something under the choices ``fill``.

    They say how the even plan comes about, whose volume one that follows the pain has as well.
    """
    searching = (*fill, (EFFORT, OPTIMISE))
    return (
        NumberSetting(
            TOLERANCE,
            "Off a point by at most",
            TOLERANCE_CITED,
            least=0.0,
            most=3.0,
            step=0.5,
            only_under=fill,
        ),
        ChoiceSetting(
            EFFORT,
            "Search for fewer",
            (QUICK, OPTIMISE),
            QUICK,
            "Ours: quick keeps up with the taps; the button Optimise searches on for fewer deposits.",
            only_under=fill,
            unsaid=QUICK,
            in_form=False,
        ),
        NumberSetting(
            STEPS,
            "Steps of the search",
            STEPS_CITED,
            least=0.0,
            most=MOST_STEPS,
            step=50.0,
            only_under=searching,
            whole=True,
            in_form=False,
        ),
        NumberSetting(
            SEED,
            "Seed of the search",
            SEED_CITED,
            least=0.0,
            most=999_999.0,
            step=1.0,
            only_under=searching,
            whole=True,
            in_form=False,
        ),
    )


def patience_of(settings: Settings) -> Patience | None:
    """Return how long to search for fewer; ``None`` for a quick fill."""
    if settings[EFFORT] == QUICK:
        return None
    return Patience(int(settings.number(STEPS)), int(settings.number(SEED)))
