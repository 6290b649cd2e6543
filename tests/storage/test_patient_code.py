import itertools
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import PatientEntryRefused
from planner.storage.patient_code import ALPHABET, check_character, draw_code, read_code

drawn = st.text(ALPHABET, min_size=3, max_size=7)


def is_taken(characters: str) -> bool:
    return check_character(characters[:-1]) == characters[-1]


@given(drawn, st.data())
def test_one_wrong_character_always_shows(code: str, data: st.DataObject) -> None:
    right = code + check_character(code)
    place = data.draw(st.integers(0, len(right) - 1))
    wrong = data.draw(st.sampled_from([c for c in ALPHABET if c != right[place]]))

    assert is_taken(right)
    assert not is_taken(right[:place] + wrong + right[place + 1 :])


@given(drawn)
def test_two_characters_exchanged_always_show(code: str) -> None:
    right = code + check_character(code)

    for a, b in itertools.combinations(range(len(right)), 2):
        exchanged = list(right)
        exchanged[a], exchanged[b] = exchanged[b], exchanged[a]
        assert right[a] == right[b] or not is_taken("".join(exchanged))


@given(drawn)
def test_a_code_is_read_as_it_was_drawn(code: str) -> None:
    characters = iter(code)
    made = draw_code(lambda _below: ALPHABET.index(next(characters)), length=len(code))

    assert made == f"P-{code}{check_character(code)}"
    assert read_code(made.lower()) == made


@pytest.mark.parametrize("first", "01")
def test_a_letter_typed_for_the_first_digit_is_read_as_the_digit_also_without_a_dash(first: str) -> None:
    made = f"P-{first}34{check_character(f'{first}34')}"

    typed = made.replace("-", "").replace("0", "O").replace("1", "l")

    assert read_code(typed) == made


def test_a_drawn_code_is_short_and_without_letters_that_are_misread() -> None:
    code = draw_code(secrets.randbelow)

    assert len(code) == 6
    assert not set(code[2:]) & set("ILOU")


@pytest.mark.parametrize(
    "typed", ["", "P-", "P-777", "777F", "P-777F1234", "P-77?F", "Q-777F", "Anna", "P-О77F"]
)
def test_what_is_no_code_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(PatientEntryRefused, match="P-777F"):
        read_code(typed)


def test_a_slip_of_the_pen_is_told_from_a_code_that_nobody_has() -> None:
    with pytest.raises(PatientEntryRefused, match="one character is wrong"):
        read_code("P-777G")
