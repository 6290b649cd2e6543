"""The promise of every map, and the refusal of files that break the format."""

from pathlib import Path

import pytest
import shapely

from planner.body import BodyMap, Patient, ScaleState, Side, all_body_maps, find_body_map, fit_drawings
from planner.body.patient import Sex
from planner.body.read_body_map import read_body_map
from planner.errors import BodyMapUnreadable, UnknownBodyMap
from tests.body.bodies import KNEE, every_map, name_of

each_map = pytest.mark.parametrize("body_map", every_map(), ids=name_of)


@each_map
def test_a_map_says_what_it_is(body_map: BodyMap) -> None:
    assert all((body_map.id, body_map.title, body_map.version, body_map.licence))
    assert 0 < body_map.origin_mm[0] < body_map.width_mm
    assert 0 < body_map.origin_mm[1] < body_map.height_mm


@each_map
def test_regions_and_landmarks_lie_on_the_body(body_map: BodyMap) -> None:
    on_body = body_map.outline.buffer(0.05)

    assert all(on_body.covers(region.area) for region in body_map.regions)
    assert all(on_body.covers(shapely.Point(mark.at.x_mm, mark.at.v_mm)) for mark in body_map.landmarks)


@each_map
def test_sides_come_from_the_ids(body_map: BodyMap) -> None:
    for region in body_map.regions:
        x_mm = region.area.centroid.x
        assert region.side is {".L": Side.LEFT, ".R": Side.RIGHT}.get(region.id[-2:], Side.MIDLINE)
        assert (x_mm < 0) == (region.side is Side.LEFT) or abs(x_mm) < 1


@each_map
def test_the_drawing_itself_is_the_median_map(body_map: BodyMap) -> None:
    fitted = fit_drawings([body_map], Patient(Sex(body_map.variant or "unspecified")))

    assert fitted.scale is ScaleState.MEDIAN
    assert fitted.drawn_outline.symmetric_difference(body_map.outline).area < 0.01
    assert len(fitted.art) == len(body_map.art)
    assert len(fitted.shading) == len(body_map.shading) > 0


@each_map
def test_reading_a_file_twice_gives_the_same_object(body_map: BodyMap) -> None:
    path = KNEE if body_map.id == "knee" else None

    assert path is None or read_body_map(path) is body_map
    assert all_body_maps() is all_body_maps()


def test_a_new_map_needs_no_edit_and_follows_nobody() -> None:
    knee = read_body_map(KNEE)
    tall = Patient(Sex.MALE, 1900.0, 100.0, 560.0)

    fitted = fit_drawings([knee], tall)

    assert (fitted.scale, fitted.levels, fitted.c7_psis_mm) == (ScaleState.MEDIAN, (), 0.0)
    assert not fitted.c7_psis_is_measured
    assert fitted.outline.equals(fitted.drawn_outline)
    assert {region.site for region in fitted.regions} == {"suprapatellar", "patellar", "joint_line"}


def test_the_back_has_fifteen_regions_on_each_side_four_strips_and_the_cleft() -> None:
    for body_map in all_body_maps():
        sides = [region.side for region in body_map.regions]

        assert (sides.count(Side.LEFT), sides.count(Side.RIGHT), sides.count(Side.MIDLINE)) == (15, 15, 5)


def test_art_covers_every_role_that_the_drawing_room_styles() -> None:
    roles = {line.role for line in find_body_map("back", Sex.FEMALE)[0].art}

    assert roles == {
        "contour", "cut", "cleft", "fold", "bone", "crest", "scapular_spine", "muscle", "midline", "psis",
    }  # fmt: skip


def test_unspecified_sex_takes_both_drawings() -> None:
    assert [found.variant for found in find_body_map("back", Sex.UNSPECIFIED)] == ["female", "male"]
    with pytest.raises(UnknownBodyMap):
        find_body_map("hand", Sex.FEMALE)


GOOD = KNEE.read_text(encoding="utf-8")
OUTLINE = '<path id="outline" d="'
BAD = {
    "document type": (("<svg ", '<!DOCTYPE svg [<!ENTITY a "b">]><svg '), "document type"),
    "not XML": (("</svg>", ""), "not well-formed"),
    "no outline": (('id="outline"', 'id="rim"'), "id='outline'"),
    "two outlines": (("<path data-role", '<path id="outline" data-role'), "there are 2"),
    "open outline": (("25 10 Z", "25 10"), "closed path"),
    "outline crosses itself": (("C137 60 126 80 124 120", "L20 200 L140 200"), "crosses itself"),
    "NaN in a path": (("M34 60", "Mnan 60"), "'nan 60"),
    "infinite number in a path": (("M34 60", "M1e999 60"), "not finite"),
    "relative path": (("M34 60 L126", "M34 60 l126"), "write M, L, C and Z"),
    "arc in a path": (("L126 60", "A 5 5 0 0 0 133 60"), "write M, L, C and Z"),
    "two pieces in a path": (("L126 60", "M126 60"), "exactly one"),
    "half a pair of numbers": (("L126 60 ", "L126 "), "too few numbers"),
    "transformed path": ((OUTLINE, '<path transform="scale(2)" id="outline" d="'), "transform"),
    "size in pixels": (('width="160mm"', 'width="160px"'), "width"),
    "view that starts elsewhere": (('"0 0 160 240"', '"-80 0 160 240"'), "viewBox"),
    "unit that is no millimetre": (('"0 0 160 240"', '"0 0 320 480"'), "viewBox"),
    "no origin": (('data-origin="80 120"', ""), "data-origin"),
    "origin that is no number": (('"80 120"', '"80 here"'), "2 numbers"),
    "no licence": (('data-licence="MIT"', ""), "data-licence"),
    "region without a name": (('data-name="Kneecap" ', ""), "data-name"),
    "same region twice": (('data-region="patellar"', 'data-region="suprapatellar"'), "same data-region"),
    "regions that overlap": (("M55 92 L105 92", "M55 70 L105 70"), "overlap"),
    "landmark nowhere": (('cx="80" ', ""), "cx"),
    "landmark at NaN": (('cx="80" ', 'cx="nan" '), "cx='nan'"),
    "rail without a reference body": (
        ('<g id="bones"', '<g data-rail="9"><circle cy="1"/><circle cy="2"/></g><g id="bones"'),
        "data-stature-mm",
    ),
    "unknown measure": (
        ('<g id="bones"', '<g data-row="a"><circle cx="90" cy="9" data-moves="ear 1"/></g><g id="bones"'),
        "no measure",
    ),
    "share that is no number": (
        ('<g id="bones"', '<g data-row="a"><circle cx="90" cy="9" data-moves="stature x"/></g><g id="bones"'),
        "write a number",
    ),
    "contour that runs back up": (
        ('<g id="bones"', '<path id="section-contour" d="M1 1 L2 9 L3 5"/><g id="bones"'),
        "downwards",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", BAD)
def test_a_file_that_breaks_the_format_is_refused_by_name(fault: str, tmp_path: Path) -> None:
    (good, bad), said = BAD[fault]
    path = tmp_path / "bad.svg"
    assert good in GOOD
    path.write_text(GOOD.replace(good, bad, 1), encoding="utf-8")

    with pytest.raises(BodyMapUnreadable, match=r"bad\.svg") as refusal:
        read_body_map(path)

    assert said in str(refusal.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BodyMapUnreadable, match="cannot be opened"):
        read_body_map(tmp_path / "gone.svg")


def test_drawings_that_differ_cannot_be_averaged() -> None:
    drawings = [find_body_map("back", Sex.FEMALE)[0], read_body_map(KNEE)]

    with pytest.raises(BodyMapUnreadable, match="differ"):
        fit_drawings(drawings, Patient())
