"""The part of a body map's SVG that says how the drawing follows the patient."""

from itertools import pairwise
from xml.etree.ElementTree import Element

from planner.body.anthropometry import measure_names
from planner.body.body_map import Section
from planner.body.net import Knot, Moves, Net, Rail, Row
from planner.body.svg_document import label, number
from planner.errors import BodyMapUnreadable

Origin = tuple[float, float]


def read_net(root: Element, origin_mm: Origin, *, has_reference: bool) -> Net:
    """Return the net of rails and rows that the SVG declares, empty if it declares none.

    Raises
    ------
    BodyMapUnreadable
        If knots are out of order, a measure is unknown, or a net stands on no reference body.
    """
    rails = tuple(_rail(group, origin_mm) for group in root.iter("g") if "data-rail" in group.attrib)
    rows = tuple(_row(group, origin_mm) for group in root.iter("g") if "data-row" in group.attrib)
    if (rails or rows) and not has_reference:
        raise BodyMapUnreadable("a map with rails or rows needs data-sex, data-stature-mm and data-weight-kg")
    if len({len(row.knots) for row in rows}) > 1:
        raise BodyMapUnreadable("every row must have the same number of knots")
    _require_rising([rail.x_mm for rail in rails], "rails from the midline outwards")
    _require_rising([row.v_mm for row in rows], "rows from cranial to caudal")
    return Net(rails, rows)


def read_sections(root: Element, origin_mm: Origin) -> tuple[Section, ...]:
    """Return the table of section shapes from cranial to caudal, empty for a flat map."""
    found = (element for element in root.iter() if "data-arc-per-breadth" in element.attrib)
    sections = tuple(_section(element, origin_mm) for element in found)
    _require_rising([section.v_mm for section in sections], "sections from cranial to caudal")
    return sections


def _section(element: Element, origin_mm: Origin) -> Section:
    arc, breadth = element.get("data-arc", ""), element.get("data-breadth", "")
    unknown = {arc, breadth} - measure_names() - {""}
    if unknown or bool(arc) != bool(breadth):
        raise BodyMapUnreadable(f"{label(element)} must name two known measures in data-arc and data-breadth")
    v_mm = number(element, "cy") - origin_mm[1]
    return Section(v_mm, number(element, "data-arc-per-breadth"), arc, breadth)


def _rail(group: Element, origin_mm: Origin) -> Rail:
    knots = tuple(
        Knot(number(circle, "cy") - origin_mm[1], _moves(circle)) for circle in group.iter("circle")
    )
    _require_knots(group, knots, least=2)
    return Rail(number(group, "data-rail"), knots)


def _row(group: Element, origin_mm: Origin) -> Row:
    knots = tuple(
        Knot(number(circle, "cx") - origin_mm[0], _moves(circle)) for circle in group.iter("circle")
    )
    _require_knots(group, knots, least=1)
    return Row(number(next(group.iter("circle")), "cy") - origin_mm[1], knots)


def _require_knots(group: Element, knots: tuple[Knot, ...], *, least: int) -> None:
    if len(knots) < least:
        raise BodyMapUnreadable(f"{label(group)} needs at least {least} knots")
    _require_rising([knot.at_mm for knot in knots], f"knots of {label(group)}")


def _require_rising(values_mm: list[float], what: str) -> None:
    if any(after <= before for before, after in pairwise(values_mm)):
        raise BodyMapUnreadable(f"{what} must be in strictly rising order")


def _moves(circle: Element) -> Moves:
    """Return ``"axilla_height -1.024; c7_psis 0.2"`` as pairs."""
    moves = []
    for term in filter(None, (term.strip() for term in circle.get("data-moves", "").split(";"))):
        name, _, share = term.partition(" ")
        if name not in measure_names():
            raise BodyMapUnreadable(f"{label(circle)} moves with {name!r}, which is no measure we predict")
        share_holder = Element("circle", {"id": f"{circle.get('id')}, {name}", "data-moves": share.strip()})
        moves.append((name, number(share_holder, "data-moves")))
    return tuple(moves)
