import numpy as np
from hypothesis import given
from shapely import box

from planner.geometry.mirror import is_mirror_image, on_side, side_to_work_on
from tests.at_length import examples

from .regions import scattered


@given(places=scattered())
@examples(50)
def test_of_two_mirror_images_just_one_is_worked_on(places):
    image = places * (-1, 1)

    symmetric = {tuple(p) for p in (places + 0.0).tolist()} == {tuple(p) for p in (image + 0.0).tolist()}
    assert is_mirror_image(places) + is_mirror_image(image) == (0 if symmetric else 1)


@given(places=scattered())
@examples(20)
def test_both_images_are_brought_to_the_same_side(places):
    image = places * (-1, 1)

    one, other = places * side_to_work_on(places), image * side_to_work_on(image)

    assert sorted(one.tolist()) == sorted(other.tolist())


def test_a_geometry_is_mirrored_with_its_rings_in_standard_order():
    moved = on_side(box(1, 2, 3, 4), np.array([-1.0, 1.0]))

    assert moved.bounds == (-3, 2, -1, 4)
    assert moved.equals_exact(box(-3, 2, -1, 4).normalize(), 0)
