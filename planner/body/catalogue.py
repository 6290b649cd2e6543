"""The body maps that ship with the planner: every SVG in ``assets/body_maps``."""

from functools import cache
from pathlib import Path

from planner.body.body_map import BodyMap
from planner.body.patient import Sex
from planner.body.read_body_map import read_body_map
from planner.errors import UnknownBodyMap

FOLDER = Path(__file__).parents[2] / "assets" / "body_maps"


@cache
def all_body_maps() -> tuple[BodyMap, ...]:
    """Return every body map, each variant of a map by itself, in the order of their file names."""
    return tuple(read_body_map(path) for path in sorted(FOLDER.glob("*.svg")))


def find_body_map(body_map_id: str, sex: Sex) -> tuple[BodyMap, ...]:
    """Return the drawings to fit: one, or the female and the male one to average if ``sex`` is unspecified.

    Raises
    ------
    UnknownBodyMap
        If there is no such map, or it has no drawing for this sex.
    """
    drawings = tuple(body_map for body_map in all_body_maps() if body_map.id == body_map_id)
    if not drawings:
        known = ", ".join(sorted({body_map.id for body_map in all_body_maps()}))
        raise UnknownBodyMap(f"There is no body map {body_map_id!r}: choose {known}.", field="body_map")
    wanted = ("female", "male") if sex is Sex.UNSPECIFIED else (sex.value,)
    fitting = tuple(body_map for body_map in drawings if body_map.variant in {"", *wanted})
    if not ({""} <= {found.variant for found in fitting} or len(fitting) == len(wanted)):
        raise UnknownBodyMap(
            f"The body map {body_map_id!r} has no drawing for sex {sex.value}: choose another sex.",
            field="body_map",
        )
    return fitting
