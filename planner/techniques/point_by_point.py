"""Point-by-point: a perpendicular needle, deeper, one deposit at a time on the points that hurt."""

from planner.evidence import Cited, Reading, Role, Statement, sources
from planner.evidence.published import POINT_BY_POINT_COUNT
from planner.techniques.density_settings import LEAST, density_settings, follows_pain, holds_count
from planner.techniques.deposits import ANCHORS, FILL, PATTERNS, SQUARE, place_deposits
from planner.techniques.fill_settings import fill_settings
from planner.techniques.setting import ChoiceSetting, Instead, NumberSetting, Settings
from planner.techniques.settings_of_all import MARGIN_SETTING, direction_setting, needle_settings
from planner.techniques.technique import Ceiling, Technique

LAYER_ONLY, HYPODERMIC = "names a skin layer, not an injection depth", "hypodermic"
NEEDLE_LENGTH = Cited(
    6.0,
    "mm",
    low=4.0,
    high=13.0,
    source=sources.NCT45,
    locator="needles of 4 and 6 mm, 30G",
    says=(4.0, 6.0),
    why="A 4 mm needle reaches 4 mm only with its hub on the skin; a 6 mm one is partly inserted.",
    also=(
        Reading(4.0, 13.0, sources.PHP, "4 mm 27G, or 13 mm 30-32G"),
        Reading(4.0, 6.0, sources.SIENA, "Lebel needle, 4 or 6 mm"),
        Reading(4.0, 13.0, sources.SEED, "needles 4 to 13 mm long"),
    ),
)
NEEDLE_ANGLE = Cited(
    90.0,
    "deg",
    low=45.0,
    high=90.0,
    source=sources.SEED,
    locator="the needle is introduced perpendicular to the skin",
    also=(Reading(45.0, 45.0, sources.MESODERM, "45 degrees with a full 13 mm needle"),),
)
DEPTH = Cited(
    4.0,
    "mm",
    low=1.0,
    high=13.0,
    source=sources.FONT,
    locator="deep intradermal, 2 to 4 mm",
    says=(2.0, 4.0),
    why=(
        "4 mm stands in seven of the eight sources, as the most or as the least; the trial's 1 to 3 mm is "
        "kept in the range. It lies deeper than the average skin measured (1.91 to 2.54 mm), and the plan "
        "says so."
    ),
    also=(
        Reading(1.0, 3.0, sources.NCT45, "'point by point intradermal', 1 to 3 mm"),
        Reading(None, 4.0, sources.BELL, "4 mm at most"),
        Reading(4.0, 4.0, sources.PISAL18, "4 mm"),
        Reading(2.0, 4.0, sources.PERRIN08, f"deep dermis, 2 to 4 mm: {LAYER_ONLY}", role=Role.BESIDE),
        Reading(None, 4.0, sources.DERMO, "deep intradermal, up to 4 mm"),
        Reading(4.0, 6.0, sources.CLIN, "4 to 6 mm"),
        Reading(4.0, 12.0, sources.FCCD, "4 to 12 mm"),
        Reading(4.0, 6.0, sources.SFM_MAT, "4 to 6 mm"),
        Reading(13.0, 13.0, sources.SFM_MAT, "or 13 mm"),
        Reading(
            4.0,
            10.0,
            sources.PERRIN08,
            f"hypodermis, 4 to 10 mm and more: {LAYER_ONLY}",
            role=Role.BESIDE,
            layer=HYPODERMIC,
        ),
        Reading(10.0, 10.0, sources.DERMO, "hypodermic, up to 10 mm", layer=HYPODERMIC),
        Reading(13.0, 13.0, sources.FONT, "hypodermic, 13 mm", layer=HYPODERMIC),
    ),
)
SQUARE_READING = Reading(30.0, 30.0, sources.ISWI21, "square pattern, each side 3 cm")
SPACING_READINGS = (
    Reading(20.0, 30.0, sources.PHP, "points 2 to 3 cm apart"),
    Reading(10.0, 30.0, sources.DOSING, "10 to 20 or even 30 mm in the dermis"),
    Reading(
        15.0,
        35.0,
        sources.LABENNE16,
        "anatomical points at 0, 15, 50 and 80 mm from the midline",
        "Their distances, by our arithmetic.",
        role=Role.RECKONED,
    ),
)
SPACING = Cited(
    30.0,
    "mm",
    low=10.0,
    high=35.0,
    source=sources.ISWI21,
    locator="square pattern, each side 3 cm",
    why="The only side of a square that a trial has published.",
    also=SPACING_READINGS,
)
SPACING_IN_FILL = Cited(
    20.0,
    "mm",
    low=10.0,
    high=35.0,
    source=sources.PHP,
    locator="points 2 to 3 cm apart",
    says=(20.0, 30.0),
    why="The smallest distance of the range: deposits that fill a zone may then stand 20 to 30 mm apart.",
    also=(*SPACING_READINGS[1:], SQUARE_READING),
)
SPACING_LEAST = Cited(
    15.0,
    "mm",
    low=10.0,
    high=35.0,
    source=sources.LABENNE16,
    locator="anatomical points at 0, 15, 50 and 80 mm from the midline",
    says=(15.0, 35.0),
    why="The closest that deep points stand in a published map; DOSING even says 10 mm in the dermis.",
    also=(*SPACING_READINGS[:2], SQUARE_READING),
)
SPACING_MOST = Cited(
    30.0,
    "mm",
    low=10.0,
    high=35.0,
    source=sources.PHP,
    locator="points 2 to 3 cm apart",
    says=(20.0, 30.0),
    why="The largest distance of that range. What a deposit serves may ask for less, and is kept.",
    also=(*SPACING_READINGS[1:], SQUARE_READING),
)
SPREAD = Cited(
    17.3,
    "mm",
    low=5.0,
    high=17.4,
    source=sources.OURS,
    locator="",
    why=(
        "No source says how far a deposit serves. Points 30 mm apart in staggered rows, the widest of PHP, "
        "leave no place farther than 17.3 mm from one."
    ),
    also=(
        Reading(
            11.5,
            17.4,
            sources.PHP,
            "points 2 to 3 cm apart",
            "Their distance divided by the root of 3: our arithmetic.",
            role=Role.RECKONED,
        ),
        Reading(
            5.0, 5.0, sources.CDC, "half the width of a 10 mm wheal", "Our arithmetic.", role=Role.RECKONED
        ),
    ),
)
VOLUME_PER_DEPOSIT = Cited(
    0.1,
    "ml",
    low=0.1,
    high=0.5,
    source=sources.ISWI21,
    locator="4 deposits of 0.1 mL",
    also=(
        Reading(0.1, 0.2, sources.NCT45, "0.1 to 0.2 mL per point"),
        Reading(0.1, 0.2, sources.PHP, "0.10 to 0.20 mL"),
        Reading(0.1, 0.1, sources.MANDA, "about 0.1 mL"),
        Reading(0.125, 0.125, sources.PAO16, "1 mL over 8 points", "Our arithmetic.", role=Role.RECKONED),
        Reading(0.5, 0.5, sources.NCT42, "0.5 mL of sterile water"),
    ),
)


# Ours: on a hard zone, with many points and exclusions, a fill of 5,000 deposits takes about five seconds.
FILL_CEILING = Ceiling(5_000, "enlarge what a deposit serves, or treat a smaller zone")


def estimated_count(area_mm2: float, points: int, settings: Settings) -> float:
    """Return about how many deposits the pattern will place."""
    if settings["pattern"] == ANCHORS:
        return points
    if settings["pattern"] == SQUARE:
        return 4 * points
    staggered_cell = 1.5 * 3**0.5  # area that a disc of radius 1 serves in the thinnest covering
    spread_mm = settings.number("spread_mm")
    if follows_pain(settings) and not holds_count(settings):
        spread_mm = min(spread_mm, settings.number(LEAST) / 3**0.5)
    return points + area_mm2 / (staggered_cell * spread_mm**2)


TECHNIQUE = Technique(
    id="point_by_point",
    title="Point-by-point",
    summary="A perpendicular needle leaves one deposit at a time, deeper, on the points that hurt.",
    movement=Statement(
        "The needle goes in and comes out at each palpated site, shot by shot.", sources.SFM_MAT, "movement"
    ),
    release=Statement("one deposit at a time", sources.SFM_MAT, "'shot by shot'"),
    bevel=Statement("no source found; for an intradermal wheal it is up", sources.CDC, "wheal practice"),
    settings=(
        ChoiceSetting(
            "pattern",
            "Pattern",
            PATTERNS,
            ANCHORS,
            "Ours: the fewest deposits, one on each point that hurts.",
        ),
        NumberSetting(
            "spacing_mm",
            "Between deposits",
            SPACING,
            least=0.5,
            most=100.0,
            step=5.0,
            instead=(Instead("pattern", FILL, SPACING_IN_FILL),),
        ),
        NumberSetting("spread_mm", "A deposit serves", SPREAD, least=0.5, most=100.0, step=1.0),
        *fill_settings((("pattern", FILL),)),
        *density_settings(SPACING_LEAST, SPACING_MOST, step=5.0, under=(("pattern", FILL),)),
        NumberSetting(
            "volume_per_deposit_ml",
            "Volume of a deposit",
            VOLUME_PER_DEPOSIT,
            least=0.0,
            most=20.0,
            step=0.05,
        ),
        MARGIN_SETTING,
        *needle_settings(length=NEEDLE_LENGTH, angle=NEEDLE_ANGLE, depth=DEPTH),
        direction_setting("the sides of a square parallel to the midline"),
    ),
    needs_zone=lambda settings: settings["pattern"] == FILL,
    place=place_deposits,
    reach_mm=lambda settings: settings.number("spread_mm"),
    estimated_count=estimated_count,
    ceiling=lambda settings: FILL_CEILING if settings["pattern"] == FILL else None,
    expected_count=POINT_BY_POINT_COUNT,
    volume_per_deposit=VOLUME_PER_DEPOSIT,
)
