"""Which bounds rest on the proof that nobody has reviewed: also those put together of others."""

import numpy as np
import pytest
from shapely import MultiPolygon, box

from planner.geometry.bound import bound, bound_with_anchors
from planner.geometry.bound_area_check import AreaCertificate
from planner.geometry.bound_check import AnchorsCertificate, Bound, BoundKind, Certificate, PartsCertificate
from planner.geometry.bound_disc import DiscCertificate
from planner.geometry.bound_dual import WeightCertificate
from planner.geometry.bound_packing import PackingCertificate
from planner.geometry.bound_proofs import is_published, kinds_within
from planner.geometry.bound_search_check import SearchCertificate

NONE = np.empty((0, 2))
LARGE, SMALL = box(0, 0, 64, 64), box(200, 0, 205, 5)


def a_bound(kind: BoundKind, certificate: Certificate) -> Bound:
    return Bound(1, kind, certificate)


OURS = a_bound(BoundKind.AREA_AND_BORDER, AreaCertificate(NONE, np.empty((0, 3)), NONE, 0.0))
PACKED = a_bound(BoundKind.PACKING, PackingCertificate(NONE))
OF_A_KIND = {
    BoundKind.PACKING: PACKED,
    BoundKind.AREA_AND_BORDER: OURS,
    BoundKind.WEIGHTS: a_bound(BoundKind.WEIGHTS, WeightCertificate(NONE, np.empty(0))),
    BoundKind.DISC: a_bound(BoundKind.DISC, DiscCertificate(np.zeros(2), 1.0)),
    BoundKind.SEARCH: a_bound(BoundKind.SEARCH, SearchCertificate(NONE, NONE, 1)),
    BoundKind.PARTS: a_bound(BoundKind.PARTS, PartsCertificate((PACKED, OURS))),
    BoundKind.ANCHORS: a_bound(BoundKind.ANCHORS, AnchorsCertificate(NONE, OURS)),
}


@pytest.mark.parametrize("kind", BoundKind)
def test_of_each_kind_it_is_known_whether_it_rests_on_our_own_proof(kind: BoundKind) -> None:
    ours = {BoundKind.AREA_AND_BORDER, BoundKind.PARTS, BoundKind.ANCHORS}

    assert is_published(OF_A_KIND[kind]) == (kind not in ours)


def test_parts_and_anchors_are_as_well_proved_as_all_that_they_are_put_together_of() -> None:
    parts = a_bound(BoundKind.PARTS, PartsCertificate((PACKED, PACKED)))
    deep = a_bound(BoundKind.ANCHORS, AnchorsCertificate(NONE, OF_A_KIND[BoundKind.PARTS]))

    assert is_published(parts)
    assert is_published(a_bound(BoundKind.ANCHORS, AnchorsCertificate(NONE, parts)))
    assert not is_published(deep)


def test_the_reasoning_of_all_that_a_bound_is_put_together_of_is_named_once() -> None:
    parts = a_bound(BoundKind.PARTS, PartsCertificate((PACKED, OURS, PACKED)))

    assert kinds_within(a_bound(BoundKind.ANCHORS, AnchorsCertificate(NONE, parts))) == (
        BoundKind.ANCHORS,
        BoundKind.PARTS,
        BoundKind.PACKING,
        BoundKind.AREA_AND_BORDER,
    )


def test_a_part_that_area_and_border_bounds_marks_the_whole_and_a_small_one_does_not() -> None:
    alone, small = bound(LARGE, 10), bound(SMALL, 10)
    together = bound(MultiPolygon([LARGE, SMALL]), 10)
    anchored = bound_with_anchors(LARGE, 10, np.array([[3.0, 3.0], [5.0, 3.0], [3.0, 5.0], [5.0, 5.0]]))

    assert [one.kind for one in (alone, together, anchored)] == [
        BoundKind.AREA_AND_BORDER,
        BoundKind.PARTS,
        BoundKind.ANCHORS,
    ]
    assert not any(is_published(one) for one in (alone, together, anchored))
    assert is_published(small)


def test_where_a_disc_proves_as_much_as_area_and_border_the_published_theorem_is_taken() -> None:
    tied = bound(box(0, 0, 34, 34), 10)

    assert (tied.kind, tied.value) == (BoundKind.DISC, 6)
    assert is_published(tied)
