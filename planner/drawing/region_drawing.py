"""The regions of a body map: a tint for each site, and its name where it has room."""

from collections.abc import Iterator

import numpy as np
import shapely

from planner.body.body_map import Region, Side
from planner.body.fitted_map import FittedMap
from planner.drawing.drawing import Area, Label, Mark, areas_of
from planner.drawing.roles import Role

_UNSEEN_MM = 0.05  # how far a border may be off before anyone could see it
_TOUCHING_MM = 1.0
_LINE_MM = 6.2  # from one line of a name to the next
_LETTER_MM = 2.9  # a little more than the mean width of a letter in the type of region names
_PREFIXES = ("inter", "para", "supra", "infra")  # a word may be broken after them
_AIR_MM = 3.0  # kept free on both sides of a name together


def region_areas(fitted: FittedMap) -> Iterator[Mark]:
    """Yield the areas of all regions, both sides of a site in one tint, neighbours in different ones."""
    tints = _tints(fitted.drawn_regions)
    for region in fitted.drawn_regions:
        border = shapely.simplify(region.area, _UNSEEN_MM)
        for area in areas_of(Role.REGION, border, category=tints[region.site]):
            yield Area(area.role, area.rings, region.name, category=area.category)


def region_names(fitted: FittedMap) -> Iterator[Mark]:
    """Yield the names that fit into their regions; the midline is left to the names of the levels."""
    for region in fitted.drawn_regions:
        if region.side is not Side.MIDLINE:
            yield from _name(region)


def _tints(regions: tuple[Region, ...]) -> dict[str, int]:
    """Return for each site the first tint that none of its neighbours took before it."""
    tints: dict[str, int] = {}
    for region in regions:
        if region.site not in tints:
            near = {
                tints[other.site]
                for other in regions
                if other.site in tints and shapely.dwithin(region.area, other.area, _TOUCHING_MM)
            }
            tints[region.site] = next(tint for tint in range(len(regions)) if tint not in near)
    return tints


def _name(region: Region) -> Iterator[Mark]:
    middle = shapely.get_coordinates(shapely.maximum_inscribed_circle(region.area, tolerance=1.0))[0]
    x_mm, v_mm = middle.tolist()
    words = region.name.removesuffix(" region").split()
    room_mm = _room_mm(region, x_mm, v_mm)
    lines = _lines([part for word in words for part in _parts(word, room_mm)], room_mm)
    for number, line in enumerate(lines):
        yield Label(Role.REGION_NAME, line, x_mm, v_mm + (number - (len(lines) - 1) / 2) * _LINE_MM)


def _room_mm(region: Region, x_mm: float, v_mm: float) -> float:
    """Return how wide a name centred at this place may be."""
    least_mm, _, most_mm, _ = region.area.bounds
    across = region.area.intersection(shapely.LineString([(least_mm, v_mm), (most_mm, v_mm)]))
    ends = shapely.get_coordinates(across)[:, 0]
    left_mm = x_mm - ends[ends <= x_mm].max(initial=-np.inf)
    right_mm = ends[ends >= x_mm].min(initial=np.inf) - x_mm
    return float(2 * min(left_mm, right_mm)) - _AIR_MM


def _parts(word: str, room_mm: float) -> list[str]:
    """Return a word as it is, or broken after its prefix if it is wider than the room."""
    for prefix in _PREFIXES:
        if len(word) * _LETTER_MM > room_mm and word.lower().startswith(prefix):
            return [f"{word[: len(prefix)]}-", word[len(prefix) :]]
    return [word]


def _lines(words: list[str], room_mm: float) -> list[str]:
    """Return the words broken into lines of that width; no lines if a word is wider."""
    if max(map(len, words)) * _LETTER_MM > room_mm:
        return []
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if len(longer) * _LETTER_MM <= room_mm:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
