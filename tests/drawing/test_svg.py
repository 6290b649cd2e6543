from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from planner.body.fitted_map import FittedMap
from planner.drawing.body_drawing import draw_body
from planner.drawing.drawing import Drawing
from planner.drawing.findings_drawing import draw_findings
from planner.drawing.plan_drawing import draw_plan
from planner.drawing.roles import Layer
from planner.drawing.svg import skin_svg, to_svg
from planner.drawing.theme import Theme, find_theme
from planner.plan import Plan
from planner.session import Session

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def picture(mixed: Session, trunk: FittedMap, plan_of: Callable[[Session], Plan]) -> Drawing:
    planned = draw_plan(plan_of(mixed), mixed, trunk)
    return draw_body(trunk, show_regions=True).under(planned).under(draw_findings(mixed, trunk))


def test_the_svg_is_true_in_millimetres(picture: Drawing) -> None:
    root = etree.fromstring(to_svg(picture, find_theme(dark=False)).encode())

    x, v, width, height = (float(part) for part in root.attrib["viewBox"].split())
    assert (root.attrib["width"], root.attrib["height"]) == (f"{width:g}mm", f"{height:g}mm")
    assert (x, v) == (picture.x_range_mm[0], picture.v_range_mm[0])
    assert (width, height) == (picture.width_mm, picture.height_mm)


def test_the_same_drawing_gives_the_same_bytes(picture: Drawing, theme: Theme) -> None:
    assert to_svg(picture, theme) == to_svg(picture, theme)


def test_every_deposit_is_a_circle_of_its_own_size(picture: Drawing) -> None:
    root = etree.fromstring(to_svg(picture, find_theme(dark=False)).encode())

    deposits = [group for group in root.iter(f"{SVG}g") if group.get("class") == "deposit"]
    radii = {circle.get("r") for circle in deposits[0].iter(f"{SVG}circle")}
    assert len(radii) == 1
    assert float(radii.pop() or 0) > 1.5


def test_a_layer_can_be_left_out(picture: Drawing) -> None:
    text = to_svg(picture, find_theme(dark=False), without=[Layer.NUMBERS, Layer.REGIONS])

    assert 'class="number"' not in text
    assert 'class="region"' not in text
    assert 'class="injection"' in text


def test_words_cannot_break_out_of_the_svg(picture: Drawing) -> None:
    root = etree.fromstring(to_svg(Drawing((0, 1), (0, 1), title="<b>&"), find_theme(dark=False)).encode())

    assert root.findtext(f"{SVG}title") == "<b>&"


def test_the_skin_alone_has_its_modelling_and_no_plan(picture: Drawing) -> None:
    root = etree.fromstring(skin_svg(picture, find_theme(dark=True)).encode())

    classes = {element.get("class") for element in root.iter() if element.get("class")}
    assert classes == {"skin"}
    assert root.findall(f".//{SVG}feGaussianBlur")


def test_the_picture_of_a_mixed_plan_is_the_one_we_looked_at(
    picture: Drawing, request: pytest.FixtureRequest
) -> None:
    text = to_svg(picture, find_theme(dark=False))
    kept = Path(__file__).parent / "reference" / "mixed_plan.svg"
    if request.config.getoption("--store-golden"):
        kept.write_text(text, encoding="utf-8")

    assert text == kept.read_text(encoding="utf-8")
