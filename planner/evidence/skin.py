"""How thick the skin of the back is, and where other sources let it end."""

from planner.evidence import sources
from planner.evidence.cited import Cited, Reading

_OTHER_SOURCES = (
    Reading(0.3, 4.0, sources.AFME_BLANCH, "dermis 0.3 to 3 or 4 mm, thicker on the back"),
    Reading(4.0, 4.0, sources.PERRIN08, "2 to 4 mm is deep dermis, from 4 mm on hypodermis"),
    Reading(4.0, 4.0, sources.DERMO, "deep intradermal up to 4 mm, hypodermic up to 10 mm"),
)
_MEASURED = "The only one that measured; the others say where they let the skin end, and are not taken."


def _measured(thickness_mm: float, site: str, *more: Reading, why: str = "") -> Cited:
    return Cited(
        thickness_mm,
        "mm",
        low=0.3,
        high=4.0,
        source=sources.LAUR07,
        locator=f"{site}, 342 adults, ultrasound",
        why=f"{_MEASURED} {why}".strip(),
        also=(*more, *_OTHER_SOURCES),
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
    high=100.0,
    source=sources.MICH18,
    locator="more than 70 % of the injections reported as intradermal reach the fat, by their real depth",
    says=(70.0, 100.0),
)
