import numpy as np
import pytest
import shapely

from planner.geometry.contours import contours_over
from planner.geometry.field import Field, blurred_field
from planner.geometry.shepard import Known

KNOWN = Known.of(np.array([(20.0, 20.0), (90.0, 60.0), (50.0, 95.0)]), [9.0, 2.0, 5.0])
REGION = shapely.box(0, 0, 100, 110).difference(shapely.Point(60, 40).buffer(8))


@pytest.fixture
def field() -> Field:
    return blurred_field(KNOWN, REGION.bounds, 9.0, inner_mm=9.0)


def test_bands_fill_the_region_without_overlap(field: Field) -> None:
    bands, _ = contours_over(field, REGION)

    faces = [band.face for band in bands]
    assert shapely.union_all(faces).symmetric_difference(REGION).area < 0.01 * REGION.area
    assert sum(face.area for face in faces) == pytest.approx(REGION.area, rel=0.001)


def test_the_field_in_a_band_lies_between_its_level_and_the_next(field: Field) -> None:
    bands, _ = contours_over(field, REGION)

    for band in bands:
        core = band.face.buffer(-1.0)
        x_mm, y_mm = np.meshgrid(np.arange(0, 101, 2.0), np.arange(0, 111, 2.0))
        places = np.column_stack((x_mm.ravel(), y_mm.ravel()))
        values = field.at(places[shapely.contains_xy(core, places[:, 0], places[:, 1])])
        assert (values >= band.level - 0.05).all()
        assert (values <= band.level + 1.05).all()


def test_a_contour_runs_where_the_field_has_its_value(field: Field) -> None:
    _, contours = contours_over(field, REGION)

    assert len({contour.level for contour in contours}) >= 4
    for contour in contours:
        assert field.at(shapely.get_coordinates(contour.line)) == pytest.approx(contour.level, abs=0.1)
        assert REGION.buffer(1e-6).covers(contour.line)


def test_a_field_within_one_step_is_one_band_without_a_contour() -> None:
    flat = blurred_field(Known.of(np.array([(20.0, 20.0)]), [6.0]), REGION.bounds, 9.0, inner_mm=9.0)

    bands, contours = contours_over(flat, REGION)

    assert [band.face.area for band in bands] == pytest.approx([REGION.area])
    assert contours == ()


def test_an_empty_region_has_neither(field: Field) -> None:
    assert contours_over(field, shapely.Polygon()) == ((), ())
