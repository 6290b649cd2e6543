"""How thick the skin of the back is, and where other sources let it end."""

from planner.evidence import sources
from planner.evidence.cited import Cited, Reading, Role

_BESIDE = (
    Reading(
        None,
        None,
        sources.MICHUS,
        "ultrasound of neck and lumbar skin, 80 people; doubts that 'intradermal' stays in it",
        role=Role.BESIDE,
    ),
    Reading(None, None, sources.SCILIT, "high-frequency ultrasound, 22 sites", role=Role.BESIDE),
    Reading(
        0.3, 4.0, sources.AFME_BLANCH, "dermis only: 0.3 to 3 or 4 mm, thicker on the back", role=Role.BESIDE
    ),
    Reading(
        4.0,
        4.0,
        sources.PERRIN08,
        "only names of layers, not measured: 2 to 4 mm is deep dermis, from 4 mm on hypodermis",
        role=Role.BESIDE,
    ),
    Reading(
        4.0,
        4.0,
        sources.DERMO,
        "only names of layers, not measured: deep intradermal up to 4 mm, hypodermic up to 10 mm",
        role=Role.BESIDE,
    ),
)
_MEASURED = (
    "The only measurement whose millimetres we could read, an average of 342 adults; MICHUS (A) and SCILIT "
    "(A) measured too, their values were not retrieved. The others name layers and are not taken."
)


def _measured(thickness_mm: float, site: str, *more: Reading, why: str = "") -> Cited:
    ends_mm = [thickness_mm, *(end for reading in more for end in reading.ends)]
    return Cited(
        thickness_mm,
        "mm",
        low=min(ends_mm),
        high=max(ends_mm),
        source=sources.LAUR07,
        locator=f"{site}, 342 adults, ultrasound, on average",
        why=f"{_MEASURED} {why}".strip(),
        also=(*more, *_BESIDE),
    )


SKIN_UPPER_BACK = _measured(2.54, "suprascapular site")
SKIN_LOWER_BACK = _measured(1.91, "waist")
SKIN_ELSEWHERE = _measured(
    1.55,
    "thigh",
    Reading(1.91, 2.54, sources.LAUR07, "waist 1.91, deltoid 2.02, suprascapular 2.54 mm"),
    why="Its thinnest site: the cautious one where no site of the map was measured.",
)
FOUND_IN_FAT = Cited(
    70.0,
    "%",
    low=70.0,
    high=70.0,
    source=sources.MICH18,
    locator="a review: of the injections reported as intradermal, those whose computed depth lies in the fat",
    says=(70.0, None),
)
