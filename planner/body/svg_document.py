"""A strict reader of the small part of SVG that body maps are written in."""

import math
import re
from pathlib import Path
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

import numpy as np
from numpy.typing import NDArray

from planner.errors import BodyMapUnreadable

Points = NDArray[np.float64]

CURVE_STEPS = 8
"""Straight pieces that stand for one cubic curve."""

_RUN = re.compile(r"([MLCZ])([^MLCZ]*)")
_FOREIGN = re.compile(r"[^MLCZ\d\s,.eE+-]")
_NUMBERS_FOR = {"M": 2, "L": 2, "C": 6}


def read_svg(path: Path) -> Element:
    """Return the root of an SVG file, names without their namespace.

    Raises
    ------
    BodyMapUnreadable
        If it is missing, is not XML, or declares a document type or an entity, which no body map needs.
    """
    builder = TreeBuilder()

    def refuse(*_declaration: object) -> NoReturn:
        raise BodyMapUnreadable(f"{path.name} declares a document type or an entity: save it as plain SVG")

    def start(name: str, attributes: dict[str, str]) -> None:
        builder.start(_local(name), {_local(key): value for key, value in attributes.items()})

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: builder.end(_local(name))
    parser.CharacterDataHandler = builder.data
    try:
        with path.open("rb") as stream:
            parser.ParseFile(stream)
    except OSError as missing:
        raise BodyMapUnreadable(f"{path.name} cannot be opened: {missing.strerror}") from missing
    except expat.ExpatError as broken:
        raise BodyMapUnreadable(f"{path.name} is not well-formed XML: {broken}") from broken
    return builder.close()


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def path_points(element: Element) -> tuple[Points, bool]:
    """Return the corners of one ``<path>`` in SVG units and whether it is closed; curves become 8 pieces.

    Raises
    ------
    BodyMapUnreadable
        If it has a transform, more than one piece, or other commands than absolute M, L, C and Z.
    """
    if "transform" in element.attrib:
        raise BodyMapUnreadable(f"{label(element)} has a transform: apply it to the coordinates")
    runs = _runs(element)
    corners: list[Points] = []
    for command, numbers in runs:
        corners.append(numbers if command != "C" else _curves(corners[-1][-1], numbers))
    points = np.concatenate(corners)
    if not np.isfinite(points).all():
        raise BodyMapUnreadable(f"{label(element)} has a number in its path that is not finite")
    return points, element.get("d", "").rstrip().endswith("Z")


def _runs(element: Element) -> list[tuple[str, Points]]:
    """Return each command but Z with the points that follow it."""
    text = element.get("d", "").strip()
    if foreign := _FOREIGN.search(text):
        found = text[foreign.start() : foreign.start() + 8]
        raise BodyMapUnreadable(f"{label(element)} has {found!r} in its path: write M, L, C and Z")
    pieces = text.count("M")
    if pieces != 1 or not text.startswith("M") or "Z" in text[:-1]:
        raise BodyMapUnreadable(f"{label(element)} has {pieces} pieces in its path: draw exactly one")
    return [(run[1], _numbers(element, run[1], run[2])) for run in _RUN.finditer(text) if run[1] != "Z"]


def _numbers(element: Element, command: str, text: str) -> Points:
    try:
        numbers = np.array([float(part) for part in text.replace(",", " ").split()])
    except ValueError:
        numbers = np.zeros(0)
    if not numbers.size or numbers.size % _NUMBERS_FOR[command]:
        raise BodyMapUnreadable(f"{label(element)} has a path command with too few numbers: {text[:20]!r}")
    return numbers.reshape(-1, 2)


def _curves(start: Points, controls: Points) -> Points:
    """Return the corners of cubic curves that follow each other, without the start of the first."""
    step = np.linspace(0.0, 1.0, CURVE_STEPS + 1)[1:, None]
    pieces = []
    for first, second, last in controls.reshape(-1, 3, 2):
        piece = (1 - step) ** 3 * start + 3 * (1 - step) ** 2 * step * first
        pieces.append(piece + 3 * (1 - step) * step**2 * second + step**3 * last)
        start = last
    return np.concatenate(pieces)


def number(element: Element, name: str, *, unit: str = "") -> float:
    """Return one finite number of an element.

    Raises
    ------
    BodyMapUnreadable
        If it is missing, is no number, is not finite, or lacks its unit.
    """
    text = element.get(name)
    if text is None:
        raise BodyMapUnreadable(f"{label(element)} needs {name}")
    try:
        value = float(text.removesuffix(unit)) if text.endswith(unit) else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise BodyMapUnreadable(
            f"{label(element)} has {name}={text!r}: write a number{' in ' * bool(unit)}{unit}"
        )
    return value


def label(element: Element) -> str:
    """Return how a refusal calls an element."""
    name = element.get("id") or element.get("data-region") or element.get("data-landmark")
    return f"<{element.tag}>" if name is None else f"<{element.tag} id={name!r}>"
