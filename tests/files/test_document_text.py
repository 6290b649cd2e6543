import json

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.files.document_text import document_text

documents = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)


@settings(max_examples=30)
@given(documents)
def test_the_text_holds_the_document(document: object) -> None:
    assert json.loads(document_text(document)) == document


def test_a_record_takes_one_line_and_an_empty_list_stays_closed() -> None:
    text = document_text({"injections": [{"n": 1, "u_mm": 15.0}, {"n": 2, "u_mm": 20.0}], "passes": []})

    assert text.splitlines() == [
        "{",
        '  "injections": [',
        '    {"n": 1, "u_mm": 15.0},',
        '    {"n": 2, "u_mm": 20.0}',
        "  ],",
        '  "passes": []',
        "}",
    ]


def test_a_long_outline_is_broken_into_its_corners() -> None:
    text = document_text({"outline_mm": [[float(number), 400.0] for number in range(60)]})

    assert "    [0.0, 400.0],\n    [1.0, 400.0],\n" in text


def test_letters_outside_ascii_stay_readable() -> None:
    assert document_text({"text": "5 µL …"}) == '{\n  "text": "5 µL …"\n}\n'
