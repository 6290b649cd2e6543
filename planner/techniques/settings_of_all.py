"""The settings that every technique has: margin round a point, needle, depth and direction."""

from planner.evidence import Cited, Reading, Role, sources
from planner.techniques.setting import NumberSetting, Settings

AUTO = "auto"

MARGIN = Cited(
    20.0,
    "mm",
    low=20.0,
    high=27.0,
    source=sources.OURS,
    locator="",
    why=(
        "No source says how wide to treat round a tender point. The corners of the published square lie "
        "21 mm from the point; in the upper trapezius one examiner found a point again within 26 mm. The "
        "smaller is 'little'."
    ),
    also=(
        Reading(
            21.2,
            21.2,
            sources.ISWI21,
            "square of side 30 mm",
            "Half its diagonal, by our arithmetic.",
            role=Role.RECKONED,
        ),
        Reading(26.0, 27.0, sources.BARB12, "limits of agreement of a point found again"),
    ),
)

MARGIN_SETTING = NumberSetting("margin_mm", "Margin round a point", MARGIN, least=0.0, most=100.0, step=5.0)


def needle_settings(*, length: Cited, angle: Cited, depth: Cited) -> tuple[NumberSetting, ...]:
    """Return the three settings of the needle; each technique brings its own numbers."""
    return (
        NumberSetting("needle_length_mm", "Needle length", length, least=1.0, most=40.0, step=1.0),
        NumberSetting("needle_angle_deg", "Needle to skin", angle, least=1.0, most=90.0, step=5.0),
        NumberSetting("depth_mm", "Depth of the tip", depth, least=0.1, most=40.0, step=0.5),
    )


def direction_setting(auto: str) -> NumberSetting:
    """Return the setting of the direction; ``auto`` says what the technique takes when left alone."""
    cited = Cited(
        0.0,
        "deg",
        low=-90.0,
        high=90.0,
        source=sources.OURS,
        locator="",
        why=f"No source names a preferred direction on the back. Left alone: {auto}.",
    )
    return NumberSetting(
        "direction_deg", "Direction, 0 across the back", cited, least=-180.0, most=180.0, step=15.0, word=AUTO
    )


def chosen_direction_deg(settings: Settings) -> float | None:
    """Return the direction asked for, above -90 and up to 90 degrees, so that rows go down; None for auto.

    Rows of 180 degrees are the rows of 0 walked from the foot up; the hand goes from cranial to caudal.
    """
    if settings["direction_deg"] == AUTO:
        return None
    direction_deg = settings.number("direction_deg")
    if -90.0 < direction_deg <= 90.0:
        return direction_deg
    return 90.0 - (90.0 - direction_deg) % 180.0
