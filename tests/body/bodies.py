"""Builders of patients and maps for the tests of this room."""

from pathlib import Path

from hypothesis import strategies as st

from planner.body import BodyMap, Patient, Sex, all_body_maps, read_body_map
from planner.body.patient import allowed_ranges

KNEE = Path(__file__).parents[1] / "maps" / "knee.svg"


def every_map() -> tuple[BodyMap, ...]:
    """Return the maps that ship and the knee, which only tests know."""
    return (*all_body_maps(), read_body_map(KNEE))


def name_of(body_map: BodyMap) -> str:
    """Return how pytest calls a map."""
    return f"{body_map.id} {body_map.variant}".strip()


def spread_bodies() -> list[Patient]:
    """Return 51 patients over the whole range of each sex, its corners included, some of them measured."""
    found = []
    for sex, count in ((Sex.FEMALE, 17), (Sex.MALE, 17), (Sex.UNSPECIFIED, 17)):
        ranges = allowed_ranges(sex)
        (least, most), (light, heavy) = ranges["stature_mm"], ranges["weight_kg"]
        shares = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)]
        # Halton points fill the rest of the square evenly and always alike.
        shares += [(_halton(i, 2), _halton(i, 3)) for i in range(1, count - 3)]
        found += [
            Patient(
                sex, least + a * (most - least), light + b * (heavy - light), 500.0 if i % 5 == 4 else None
            )
            for i, (a, b) in enumerate(shares)
        ]
    return found


def _halton(index: int, base: int) -> float:
    value, share = 0.0, 1.0
    while index:
        share /= base
        value += share * (index % base)
        index //= base
    return value


def patients() -> st.SearchStrategy[Patient]:
    """Return patients within the checked ranges."""
    return st.sampled_from(Sex).flatmap(_patients_of)


def _patients_of(sex: Sex) -> st.SearchStrategy[Patient]:
    ranges = allowed_ranges(sex)
    return st.builds(
        Patient,
        st.just(sex),
        st.floats(*ranges["stature_mm"]),
        st.floats(*ranges["weight_kg"]),
        st.none() | st.floats(*ranges["c7_psis_mm"]),
    )
