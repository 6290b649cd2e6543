import pytest

from planner.evidence.wheal import wheal_width_mm


def test_a_wheal_is_as_wide_as_published_and_keeps_its_shape() -> None:
    assert wheal_width_mm(0.1) == 8.0
    assert wheal_width_mm(0.8) == pytest.approx(16.0)
    assert wheal_width_mm(0.0) == 0.0
