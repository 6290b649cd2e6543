import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon

from planner.geometry.samples import Served, samples_of
from tests.at_length import examples
from tests.geometry.regions import at, regions, scattered

_HAIR_MM = 1e-9


@examples(40)
@given(regions(), scattered(most=12), st.sampled_from([3.0, 5.0, 7.5]))
def test_a_disc_serves_just_the_samples_within_its_radius(
    zone: MultiPolygon, offsets: np.ndarray, radius_mm: float
):
    centres = at(zone, offsets)
    samples = samples_of(zone, radius_mm / 5)

    served = Served.of(centres, radius_mm, zone, radius_mm / 5)

    for disc, centre in enumerate(centres):
        held = np.isin(np.arange(len(samples)), served.by(disc))
        apart_mm = np.hypot(*(samples - centre).T)
        assert held[apart_mm < radius_mm - _HAIR_MM].all()
        assert not held[apart_mm > radius_mm + _HAIR_MM].any()


@examples(40)
@given(regions(), scattered(most=12))
def test_what_is_served_is_counted_for_samples_and_for_discs(zone: MultiPolygon, offsets: np.ndarray):
    centres = at(zone, offsets)

    served = Served.of(centres, 5.0, zone, 1.0)

    each = [served.by(disc) for disc in range(len(centres))]
    times = np.bincount(np.concatenate(each), minlength=len(samples_of(zone, 1.0)))
    assert served.times.tolist() == times.tolist()
    assert served.counts(len(centres)).tolist() == [len(samples) for samples in each]
    without = [not (times[samples] == 1).any() for samples in each]
    assert served.without_own(len(centres)).tolist() == without
