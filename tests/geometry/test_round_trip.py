import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.geometry.round_trip import RoundTrip


def steps_of(places) -> list[tuple[int, int]]:
    return sorted(tuple(sorted(step)) for step in zip(places, [*places[1:], places[0]], strict=True))


@given(data=st.data(), seed=st.integers(0, 999), count=st.integers(5, 12), size=st.integers(2, 3))
def test_an_exchange_swaps_just_those_steps_or_changes_nothing(data, seed, count, size):
    trip = RoundTrip(np.random.default_rng(seed).permutation(count).tolist())
    before = trip.places.copy()
    cuts = data.draw(st.lists(st.integers(0, count - 2), min_size=size, max_size=size, unique=True))
    flips = data.draw(st.lists(st.booleans(), min_size=size, max_size=size))
    chain = [
        before[cut + side]
        for cut, flip in zip(cuts, flips, strict=True)
        for side in ((1, 0) if flip else (0, 1))
    ]

    is_one_trip = trip.exchange(chain)

    taken_out = [tuple(sorted(chain[k : k + 2])) for k in range(0, len(chain), 2)]
    put_in = [tuple(sorted((chain[k - 1], chain[k]))) for k in range(0, len(chain), 2)]
    wanted = steps_of(before)
    for step in taken_out:
        wanted.remove(step)
    assert not is_one_trip or steps_of(trip.places) == sorted([*wanted, *put_in])
    assert is_one_trip or trip.places == before
    assert (trip.places[0], trip.places[-1]) == (before[0], before[-1])
    assert [trip.places[at] for at in trip.at] == list(range(count))


def test_two_stretches_change_places_and_a_lost_loop_is_refused():
    swapped, refused = RoundTrip(range(8)), RoundTrip(range(8))

    is_swapped, is_one_trip = swapped.exchange([0, 1, 5, 6, 3, 4]), refused.exchange([0, 1, 4, 5])

    assert (is_swapped, swapped.places) == (True, [0, 4, 5, 1, 2, 3, 6, 7])
    assert (is_one_trip, refused.places) == (False, list(range(8)))


@given(
    seed=st.integers(0, 999), spans=st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=4)
)
def test_places_that_were_kept_are_come_back_to(seed, spans):
    trip = RoundTrip(np.random.default_rng(seed).permutation(20).tolist())
    before, around = trip.places.copy(), trip.around.copy()

    kept = trip.kept()
    for one, other in spans:
        begin, end = sorted((one, other))
        trip.put(begin, trip.places[begin:end][::-1])
    trip.back_to(kept)

    assert (trip.places, trip.around) == (before, around)
    assert [trip.places[at] for at in trip.at] == list(range(20))
