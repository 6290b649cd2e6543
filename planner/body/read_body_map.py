"""SVG file to checked body map. The format is told in ``assets/body_maps/README.md``."""

from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import numpy as np
import shapely
from shapely import Polygon

from planner.body.body_map import ArtLine, BodyMap, Landmark, Level, Line, Reference, Region, Shade
from planner.body.points import DrawnMm
from planner.body.read_net import read_net, read_sections
from planner.body.svg_document import Points, label, number, path_points, read_svg
from planner.errors import BodyMapUnreadable

OVERLAP_LIMIT_MM2 = 0.5
"""Two decimals of a millimetre along a shared border round to less than this."""


@cache
def read_body_map(path: Path) -> BodyMap:
    """Return the body map of one SVG file; the same file gives the same object.

    Raises
    ------
    BodyMapUnreadable
        If the file breaks the published format.
    """
    root = read_svg(path)
    try:
        return _body_map(root)
    except BodyMapUnreadable as refusal:
        raise BodyMapUnreadable(f"{path.name}: {refusal}") from refusal


def _body_map(root: Element) -> BodyMap:
    origin_mm = _origin(root)
    outline = _area(_only(root, "outline"), origin_mm)
    regions = tuple(
        Region(element.get("data-region", ""), _text(element, "data-name"), _area(element, origin_mm))
        for element in _having(root, "data-region")
    )
    _require_apart(regions)
    levels = tuple(_level(element, origin_mm) for element in _having(root, "data-level"))
    return BodyMap(
        id=_text(root, "data-map"),
        variant=root.get("data-variant", ""),
        title=_text(root, "data-title"),
        version=_text(root, "data-version"),
        licence=_text(root, "data-licence"),
        width_mm=number(root, "width", unit="mm"),
        height_mm=number(root, "height", unit="mm"),
        origin_mm=origin_mm,
        reference=_reference(root),
        outline=outline,
        regions=regions,
        landmarks=tuple(_landmark(element, origin_mm) for element in _having(root, "data-landmark")),
        levels=tuple(sorted(levels, key=lambda level: level.v_mm)),
        art=tuple(_art_line(element, origin_mm) for element in _having(root, "data-role")),
        shading=tuple(_shade(element, origin_mm) for element in _having(root, "data-shade")),
        contour=_contour(root, origin_mm),
        sections=read_sections(root, origin_mm),
        net=read_net(root, origin_mm, has_reference=_reference(root) is not None),
    )


def _origin(root: Element) -> tuple[float, float]:
    """Return the origin after checking that one SVG unit is one millimetre and that the view starts at 0."""
    size = [number(root, "width", unit="mm"), number(root, "height", unit="mm")]
    view_box = _floats(root, "viewBox", 4)
    if view_box != [0.0, 0.0, *size]:
        raise BodyMapUnreadable("viewBox must be 0 0 and then width and height, so that a unit is 1 mm")
    x_mm, y_mm = _floats(root, "data-origin", 2)
    return x_mm, y_mm


def _floats(element: Element, name: str, count: int) -> list[float]:
    parts = _text(element, name).split()
    try:
        values = [float(part) for part in parts]
    except ValueError:
        values = []
    if len(values) != count or not np.isfinite(values).all():
        raise BodyMapUnreadable(f"{label(element)} needs {count} numbers in {name}")
    return values


def _text(element: Element, name: str) -> str:
    if not (text := element.get(name, "").strip()):
        raise BodyMapUnreadable(f"{label(element)} needs {name}")
    return text


def _having(root: Element, name: str) -> list[Element]:
    found = [element for element in root.iter() if name in element.attrib]
    names = [element.get(name) for element in found if name not in {"data-role", "data-shade"}]
    if len(names) != len(set(names)):
        raise BodyMapUnreadable(f"two elements have the same {name}")
    return found


def _only(root: Element, element_id: str) -> Element:
    found = [element for element in root.iter() if element.get("id") == element_id]
    if len(found) != 1:
        raise BodyMapUnreadable(f"exactly one element must have id={element_id!r}, there are {len(found)}")
    return found[0]


def _points(element: Element, origin_mm: tuple[float, float]) -> tuple[Points, bool]:
    points, closed = path_points(element)
    return points - np.array(origin_mm), closed


def _area(element: Element, origin_mm: tuple[float, float]) -> Polygon:
    points, closed = _points(element, origin_mm)
    if not closed or len(points) < 3:
        raise BodyMapUnreadable(f"{label(element)} must be a closed path")
    area = Polygon(points)
    if not area.is_valid or area.area <= 0:
        raise BodyMapUnreadable(f"{label(element)} crosses itself or has no area")
    return area


def _require_apart(regions: tuple[Region, ...]) -> None:
    areas = np.array([region.area for region in regions], dtype=object)
    tree = shapely.STRtree(areas)
    for i, j in zip(*tree.query(areas, predicate="intersects"), strict=True):
        if i < j and areas[i].intersection(areas[j]).area > OVERLAP_LIMIT_MM2:
            raise BodyMapUnreadable(f"regions {regions[i].id} and {regions[j].id} overlap")


def _level(element: Element, origin_mm: tuple[float, float]) -> Level:
    points, _ = _points(element, origin_mm)
    v_mm = float(points[:, 1].min() + points[:, 1].max()) / 2
    return Level(_text(element, "data-level"), v_mm, element.get("data-key") == "yes")


def _landmark(element: Element, origin_mm: tuple[float, float]) -> Landmark:
    at = DrawnMm(number(element, "cx") - origin_mm[0], number(element, "cy") - origin_mm[1])
    shift_mm = number(element, "data-prone-shift-mm") if "data-prone-shift-mm" in element.attrib else 0.0
    return Landmark(_text(element, "data-landmark"), _text(element, "data-name"), at, shift_mm)


def _line(element: Element, origin_mm: tuple[float, float]) -> tuple[Line, bool]:
    points, closed = _points(element, origin_mm)
    return tuple((float(x_mm), float(v_mm)) for x_mm, v_mm in points), closed


def _art_line(element: Element, origin_mm: tuple[float, float]) -> ArtLine:
    points, closed = _line(element, origin_mm)
    return ArtLine(_text(element, "data-role"), points, closed, number(element, "stroke-width"))


def _shade(element: Element, origin_mm: tuple[float, float]) -> Shade:
    points, closed = _line(element, origin_mm)
    return Shade(
        role=_text(element, "data-shade"),
        points=points,
        closed=closed,
        width_mm=number(element, "stroke-width"),
        blur_mm=number(element, "data-blur-mm"),
        colour=_text(element, "data-colour"),
        opacity=number(element, "opacity"),
    )


def _contour(root: Element, origin_mm: tuple[float, float]) -> Line:
    found = [element for element in root.iter() if element.get("id") == "section-contour"]
    if not found:
        return ()
    line, _ = _line(found[0], origin_mm)
    if any(after[1] <= before[1] for before, after in pairwise(line)):
        raise BodyMapUnreadable("section-contour must run downwards all the way")
    return line


def _reference(root: Element) -> Reference | None:
    if "data-stature-mm" not in root.attrib:
        return None
    return Reference(
        sex=_text(root, "data-sex"),
        stature_mm=number(root, "data-stature-mm"),
        weight_kg=number(root, "data-weight-kg"),
        c7_psis_mm=number(root, "data-c7-psis-mm"),
    )
