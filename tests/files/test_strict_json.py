import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import FileRefused, NumberNotFinite, PlannerError
from planner.files.strict_json import MOST_BYTES, MOST_LEVELS, member_path, read_json, shown

plain_text = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=20)
plain_number = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9)
plain_json = st.recursive(
    st.none() | st.booleans() | plain_number | plain_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain_text, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=60)
@given(plain_json)
def test_what_json_writes_is_read_as_it_was(value: object) -> None:
    assert read_json(json.dumps(value)) == value
    assert read_json(json.dumps(value, ensure_ascii=False).encode()) == value


def outcome_of(text: str | bytes) -> object:
    """Return the value that ``text`` holds, or the refusal."""
    try:
        return read_json(text)
    except (FileRefused, NumberNotFinite) as refusal:
        return refusal


@settings(max_examples=60)
@given(st.text() | st.binary())
def test_any_text_is_read_as_json_reads_it_or_refused_in_plain_words(text: str | bytes) -> None:
    outcome = outcome_of(text)

    assert str(outcome).isprintable() if isinstance(outcome, PlannerError) else outcome == json.loads(text)


@settings(max_examples=60)
@given(st.binary(max_size=60))
def test_garbage_inside_a_text_is_refused_at_its_place_or_read(garbage: bytes) -> None:
    outcome = outcome_of(b'{"a": ["' + garbage + b'"]}')

    place = outcome.field if isinstance(outcome, PlannerError) else "read"
    assert place in {"", "a", "a[0]", "a[1]", "read"}


def test_a_file_of_the_largest_size_is_read() -> None:
    largest = '"' + "a" * (MOST_BYTES - 2) + '"'

    assert read_json(largest) == largest[1:-1]


@pytest.mark.parametrize(
    "text", [b" " * (MOST_BYTES + 1), "é" * (MOST_BYTES // 2 + 1)], ids=["bytes", "text"]
)
def test_a_file_that_is_one_byte_too_large_is_refused(text: str | bytes) -> None:
    with pytest.raises(FileRefused, match="larger than 5 MB"):
        read_json(text)


def test_the_deepest_nesting_is_read_and_one_more_is_refused() -> None:
    deepest = "[" * MOST_LEVELS + "]" * MOST_LEVELS

    assert json.dumps(read_json(deepest)) == deepest
    with pytest.raises(FileRefused, match="16 levels"):
        read_json(f"[{deepest}]")


def test_brackets_inside_a_text_are_no_nesting() -> None:
    assert read_json(json.dumps(['[[[["' * 100])) == ['[[[["' * 100]


@pytest.mark.parametrize("part", ['"', '\\"', "[]"], ids=repr)
def test_no_text_of_the_largest_size_keeps_the_reader_busy(part: str) -> None:
    text = part * (MOST_BYTES // len(part))
    began = time.process_time()

    with pytest.raises(FileRefused):
        read_json(text)

    # A quadratic scan of 5 MB takes hours, so the limit may be generous to a slow machine.
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("NaN", ""),
        ('{"a": [1, -Infinity]}', "a[1]"),
        ('{"a": {"b": 1e999}}', "a.b"),
        ("[" + "9" * 5000 + "]", "[0]"),
        ("[0, 1e308]", "[1]"),
        ("[-1000000001]", "[0]"),
    ],
)
def test_a_number_that_is_none_is_refused_at_its_place(text: str, field: str) -> None:
    with pytest.raises(NumberNotFinite) as caught:
        read_json(text)

    assert caught.value.field == field


@pytest.mark.parametrize("text", ['{"a": 1, "a": 1}', '{"b": [{"a": 1, "c": 2, "\\u0061": 3}]}'])
def test_a_key_twice_is_refused_even_with_the_same_value(text: str) -> None:
    with pytest.raises(FileRefused, match='The key "a" is written twice'):
        read_json(text)


@pytest.mark.parametrize("hidden", ["\x00", "\x7f", "\u202e", "\u2028", "\ud800"], ids=ascii)
def test_an_invisible_character_is_refused_in_values_and_keys(hidden: str) -> None:
    for text in (json.dumps({"a": hidden}), json.dumps({hidden: 1})):
        with pytest.raises(FileRefused, match=f"U\\+{ord(hidden):04X}"):
            read_json(text)


def test_a_long_value_is_cut_short_in_a_sentence() -> None:
    assert shown("a" * 100) == '"' + "a" * 35 + '..."'
    assert shown("<é>") == '"<\\u00e9>"'
    assert shown([1]) == "a list"
    assert shown({}) == "an object"


def test_a_long_key_is_cut_short_in_a_path() -> None:
    assert member_path("findings[0]", "k" * 100) == "findings[0]." + "k" * 37 + "..."
    assert member_path("", "id") == "id"
    assert member_path("", "\u00ad\ue000") == r"\xad\ue000"
