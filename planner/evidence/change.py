"""How large a change must be to be marked, and how late an infection may show."""

from planner.evidence import sources
from planner.evidence.cited import Cited, Reading

POINT_COUNT_CHANGE = Cited(
    6.0,
    "points",
    low=4.0,
    high=6.0,
    source=sources.JENSEN13,
    locator="smallest detectable change of the tender-point count, 4 to 6",
    says=(4.0, 6.0),
    why="The larger end: what is called a change is one for both ends of what was measured.",
)
NRS_CHANGE = Cited(
    2.0,
    "points",
    low=1.3,
    high=2.0,
    source=sources.OST08,
    locator="numeric rating scale 0-10, minimal important change 2 points",
    also=(Reading(1.3, 1.8, sources.SUZ20, "cut-offs 1.3 to 1.8, rounded to 2"),),
)
FALL_SHARE = Cited(
    30.0,
    "%",
    low=30.0,
    high=30.0,
    source=sources.OST08,
    locator="or 30 % of the baseline, on each of the measures",
    why=(
        "Published for improvement; a rise is held against the points alone. Used for NRS only (ours): of a "
        "small first value 30 % are few points of the other three."
    ),
)
VAS_CHANGE = Cited(
    15.0, "mm", low=15.0, high=15.0, source=sources.OST08, locator="visual analogue scale 0-100, 15 mm"
)
ROLAND_MORRIS_CHANGE = Cited(
    5.0, "points", low=5.0, high=5.0, source=sources.OST08, locator="Roland-Morris 0-24, 5 points"
)
OSWESTRY_CHANGE = Cited(
    10.0, "points", low=10.0, high=10.0, source=sources.OST08, locator="Oswestry 0-100, 10 points"
)
PAIN_ROSE = Cited(
    2.0,
    "points",
    low=2.0,
    high=2.0,
    source=sources.OURS,
    locator="",
    why=(
        "OST08 gives 2 points for an improvement. That a rise by as much, a nodule or an abscess asks for "
        "another diagnosis is our own rule."
    ),
)

RECOVERED_ROLAND_MORRIS = Cited(
    2.0,
    "points",
    low=0.0,
    high=2.0,
    source=sources.KAMP10,
    locator="no pain, and Roland-Morris 2 or less, matches 'recovered'",
    says=(0.0, 2.0),
)
JUDGED_AFTER = Cited(
    3.0,
    "sessions",
    low=3.0,
    high=3.0,
    source=sources.CLIN,
    locator="the treatment is judged after the third session, and goes on only if it is useful",
)
INFECTION_LATENCY = Cited(
    12.0,
    "weeks",
    low=1.0,
    high=12.0,
    source=sources.NTM15,
    locator="nontuberculous mycobacteria showed 1 to 12 weeks after mesotherapy",
    says=(1.0, 12.0),
    why="The latest: asked before it, a late infection would be missed.",
)
FADES_AFTER = Cited(
    28.0,
    "days",
    low=7.0,
    high=84.0,
    source=sources.OURS,
    locator="",
    why=(
        "No source says for how long punctured skin is spared. Four weeks are four weekly sessions; the user "
        "sets it."
    ),
)
