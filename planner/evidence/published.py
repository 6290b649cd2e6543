"""Published numbers that belong to no single technique: session volume, skin, wheal and pleura."""

from planner.evidence import sources
from planner.evidence.cited import Cited, Reading, Role

SESSION_VOLUME = Cited(
    1.0,
    "ml",
    low=0.4,
    high=5.0,
    source=sources.PAO16,
    locator="8 injections, 1 mL in all",
    why="One millilitre is the second smallest volume published for a back or neck session: little.",
    caveat="no guideline names a maximum",
    also=(
        Reading(0.4, 0.4, sources.ISWI21, "4 deposits of 0.1 mL"),
        Reading(2.0, 2.0, sources.NCT42, "4 deposits of 0.5 mL of sterile water"),
        Reading(2.0, 2.0, sources.NAPAJ24, "lidocaine, plus tenoxicam"),
        Reading(2.0, 2.0, sources.IRCT, "1+1 mL"),
        Reading(3.0, 3.0, sources.COST11, "each session"),
        Reading(3.0, 3.0, sources.NCT45, "1+1+1 mL mixture"),
        Reading(3.0, 3.0, sources.SCAT24, "2 mL plus 1 mL"),
        Reading(5.0, 5.0, sources.RAN24, "1+1+3 mL of saline, 10 patients with neck and arm pain"),
    ),
)
# Ours, for a zone: whole sessions were published, of other techniques or with none told.
ZONE_VOLUME = Cited(
    1.0,
    "ml",
    low=SESSION_VOLUME.low,
    high=SESSION_VOLUME.high,
    source=sources.OURS,
    locator="",
    why=(
        "No source gives the volume of a zone for this technique. What is published are whole sessions, of "
        "other techniques; 1 mL is the second smallest of them. Confirm it or change it."
    ),
    also=(Reading(1.0, 1.0, sources.PAO16, "whole session, 8 points of the neck"), *SESSION_VOLUME.also),
)
LEVEL_FOUND = Cited(
    69.0,
    "%",
    low=51.0,
    high=78.0,
    source=sources.SNID11,
    locator="lumbar level right by hand: 69 % in all",
    also=(Reading(51.0, 78.0, sources.SNID11, "trainee 51 %, faculty 67 to 78 %"),),
)

WHEAL_VOLUME_ML = 0.1  # the volume that WHEAL_WIDTH was measured with
WHEAL_WIDTH = Cited(
    8.0,
    "mm",
    low=6.0,
    high=10.0,
    caveat=f"for {WHEAL_VOLUME_ML:g} mL",
    source=sources.CDC,
    locator="0.1 mL placed right raises a 6-10 mm wheal",
    says=(6.0, 10.0),
    why="Ours, the middle of CDC's range and the least of MIMS. Other volumes keep the wheal's shape (ours).",
    also=(Reading(8.0, 10.0, sources.MIMS, "8 to 10 mm, visible for about 10 minutes"),),
)

POINT_BY_POINT_COUNT = Cited(
    30.0,
    "punctures",
    low=4.0,
    high=30.0,
    source=sources.OURS,
    locator="",
    why=(
        "The most that NCT45 (A) comes to, by our arithmetic; the largest number that was counted is 18, in "
        "DICES11 (A). No guideline names a maximum."
    ),
    caveat="the most counted: 18, DICES11 (A)",
    also=(
        Reading(
            15.0,
            30.0,
            sources.NCT45,
            "3 mL at 0.1 to 0.2 mL per point, in the neck",
            "Our arithmetic.",
            role=Role.RECKONED,
        ),
        Reading(4.0, 4.0, sources.ISWI21, "a square of four"),
        Reading(4.0, 4.0, sources.NCT42, "4 deposits of 0.5 mL"),
        Reading(8.0, 8.0, sources.PAO16, "8 points, 1 mL"),
        Reading(18.0, 18.0, sources.DICES11, "18 points on both sides"),
        Reading(None, 10.0, sources.DERMO, "'few' means up to 10"),
    ),
)

DEPTH_OVER_THORAX = Cited(
    6.0,
    "mm",
    low=4.0,
    high=6.0,
    source=sources.OURS,
    locator="",
    why=(
        "No mesotherapy source reports a pneumothorax or names a limit; EGO finds the pleura down to the T12 "
        "border beside the midline. 6 mm is the deepest that needles other than the 13 mm one reach."
    ),
)
BESIDE_THE_MIDLINE = Cited(
    20.0,
    "mm",
    low=20.0,
    high=20.0,
    source=sources.EGO,
    locator="the pleura descends to 2 cm lateral at the T12 border",
    why=(
        "The only distance found, and for T12 alone; that we take it for T1 to T11 too, and that a needle "
        "nearer to the midline may go deeper, is ours."
    ),
    caveat="at T12 only; nothing was found for T1 to T11",
)
HUB_CLEARANCE = Cited(
    0.5,
    "mm",
    low=0.5,
    high=0.5,
    source=sources.OURS,
    locator="",
    why=(
        "No source says how much of a needle stays out. A needle in to its hub cannot be seen or held if it "
        "breaks; half a millimetre is what an eye can still see."
    ),
    also=(
        Reading(
            1.0,
            1.0,
            sources.MARC94,
            "1 mm silicone washers shorten a 4 mm needle to 3 or 2 mm",
            "That this keeps the hub off the skin is our reading.",
            role=Role.BESIDE,
        ),
    ),
)
C7_PSIS = Cited(
    509.0,
    "mm",
    low=509.0,
    high=509.0,
    source=sources.ERNST13,
    locator="C7 to the PSIS line, mean 509, SD 35: about two backs in three lie within 474 to 544 mm",
)

EXCLUSION_MARGIN = Cited(
    5.0,
    "mm",
    low=0.0,
    high=100.0,
    source=sources.OURS,
    locator="",
    why="No source says how far to stay off a scar or a mole; half a wheal keeps the deposit itself off it.",
)

ZONE_LOST = Cited(
    25.0,
    "%",
    low=0.0,
    high=100.0,
    source=sources.OURS,
    locator="",
    why="No source. A quarter of a zone that nobody treats is no matter of its edge any more.",
)

FOUND_AGAIN = Cited(
    26.0,
    "mm",
    low=26.0,
    high=27.0,
    source=sources.BARB12,
    locator="upper trapezius, limits of agreement, -26 to 26 mm across and -27 to 26 mm along",
    says=(26.0, 27.0),
    why=(
        "How far apart in each direction one experienced physiotherapist marked a point twice, in 95 of 100 "
        "times. That it holds on the whole back is our reading."
    ),
)
