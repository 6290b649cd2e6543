"""The generator and the files it is committed with."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from shapely import Polygon, box

from planner.body.svg_document import path_points, read_svg
from tools.back_words import WIDTH_PER_SIZE
from tools.draw_back import main

ROOT = Path(__file__).parents[2]
MAPS = ROOT / "assets" / "body_maps"
LAYERS = [
    "body", "shading", "regions", "grid", "muscles", "bones", "midline", "contour", "labels", "callouts",
    "rulers", "scale",
]  # fmt: skip

each_back = pytest.mark.parametrize("name", ["back_female.svg", "back_male.svg"])


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both backs, drawn anew."""
    folder = tmp_path_factory.mktemp("backs")
    main(folder)
    return folder


@each_back
def test_the_generator_still_makes_the_same_bytes(drawn: Path, name: str) -> None:
    assert (drawn / name).read_bytes() == (MAPS / name).read_bytes()


@each_back
def test_layers_and_ids_are_those_of_the_format(name: str) -> None:
    root = read_svg(MAPS / name)

    layers = [group.get("id") for group in root.iter("g") if group.get("groupmode") == "layer"]
    ids = [element.get("id") for element in root.iter() if "id" in element.attrib]

    assert layers == LAYERS
    assert {"outline", "sp-C7", "sp-L4", "sp-S2", "region-flank.L"} <= set(ids)
    assert len(ids) == len(set(ids))


@each_back
def test_left_and_right_are_written_on_the_picture_with_whose_they_are(name: str) -> None:
    words = {element.text: element for element in read_svg(MAPS / name).iter("text")}

    assert float(words["L"].get("x", "")) < float(words["R"].get("x", ""))
    assert {"patient’s left", "patient’s right", "100 mm", "mm below C7"} <= set(words)


@each_back
def test_region_labels_stay_inside_their_region(name: str) -> None:
    root = read_svg(MAPS / name)
    areas = {
        element.get("data-region"): Polygon(path_points(element)[0])
        for element in root.iter("path")
        if "data-region" in element.attrib
    }
    labels = [element for element in root.iter("text") if "data-label" in element.attrib]

    assert len({label.get("data-label") for label in labels}) == 15
    for label in labels:
        assert areas[label.get("data-label")].buffer(0.3).covers(_box_of(label)), label.text


def _box_of(label: Element) -> Polygon:
    size, x, y = (float(label.get(name, "nan")) for name in ("font-size", "x", "y"))
    half = len(label.text or "") * WIDTH_PER_SIZE * size / 2
    return box(x - half, y - 0.75 * size, x + half, y + 0.2 * size)


@each_back
def test_every_level_is_named_again_in_the_margin_where_no_finding_hides_it(name: str) -> None:
    root = read_svg(MAPS / name)
    outline = Polygon(path_points(next(e for e in root.iter() if e.get("id") == "outline"))[0])
    rulers = next(group for group in root.iter("g") if group.get("id") == "rulers")

    names = {
        label.text: label for label in rulers.iter("text") if re.fullmatch("[CTLS][0-9]+", label.text or "")
    }

    assert len(names) == 25
    assert all(not outline.intersects(_box_of(label)) for label in names.values())


@each_back
def test_blur_filters_have_a_box_in_millimetres(name: str) -> None:
    filters = list(read_svg(MAPS / name).iter("filter"))

    assert filters
    assert all(one.get("filterUnits") == "userSpaceOnUse" for one in filters)


@each_back
def test_numbers_are_written_with_points_and_at_most_two_decimals(name: str) -> None:
    paths = " ".join(element.get("d", "") for element in read_svg(MAPS / name).iter("path"))

    assert re.fullmatch(r"(?:[MLZ]|-?\d+(?:\.\d{1,2})?|\s)+", paths)
