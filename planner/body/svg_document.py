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

_TOKEN = re.compile(r"\s*,?\s*([MLCZ]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
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
    tokens = _tokens(element)
    closed = tokens[-1] == "Z"
    corners: list[Points] = []
    place, command = 0, ""
    end = len(tokens) - closed
    while place < end:
        if tokens[place] in _NUMBERS_FOR:
            command, place = tokens[place], place + 1
        numbers = _numbers(element, tokens[place : place + _NUMBERS_FOR[command]])
        place += _NUMBERS_FOR[command]
        corners.append(_corners_of(command, numbers, corners))
        command = "L" if command == "M" else command
    points = np.concatenate(corners)
    if not np.isfinite(points).all():
        raise BodyMapUnreadable(f"{label(element)} has a number in its path that is not finite")
    return points, closed


def _tokens(element: Element) -> list[str]:
    text = element.get("d", "").strip()
    tokens, place = [], 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if not found:
            raise BodyMapUnreadable(
                f"{label(element)} has {text[place : place + 8]!r} in its path: write M, L, C and Z"
            )
        tokens.append(found[1])
        place = found.end()
    pieces = tokens.count("M")
    if not tokens or tokens[0] != "M" or pieces != 1 or "Z" in tokens[:-1]:
        raise BodyMapUnreadable(f"{label(element)} has {pieces} pieces in its path: draw exactly one")
    return tokens


def _numbers(element: Element, tokens: list[str]) -> Points:
    if not {"M", "L", "C", "Z"}.isdisjoint(tokens) or len(tokens) not in {2, 6}:
        raise BodyMapUnreadable(f"{label(element)} has a path command with too few numbers")
    return np.array([float(token) for token in tokens]).reshape(-1, 2)


def _corners_of(command: str, numbers: Points, before: list[Points]) -> Points:
    if command != "C":
        return numbers
    step = np.linspace(0.0, 1.0, CURVE_STEPS + 1)[1:, None]
    start, first, second, last = before[-1][-1], *numbers
    return np.asarray(
        (1 - step) ** 3 * start
        + 3 * (1 - step) ** 2 * step * first
        + 3 * (1 - step) * step**2 * second
        + step**3 * last,
        dtype=np.float64,
    )


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
