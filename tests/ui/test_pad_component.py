"""The pad as Streamlit mounts it."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from planner.ui.pad import read_document
from tests.ui.patience import LONG_S


def a_page_with_the_pad() -> None:
    from planner.ui.pad import show_pad

    show_pad({"case": "a", "ack": 0}, "pad", lambda: None, lambda: None)


def test_the_pad_mounts_on_every_new_server_with_its_data() -> None:
    pages = [AppTest.from_function(a_page_with_the_pad, default_timeout=LONG_S).run() for _ in range(2)]

    for page in pages:
        assert not page.exception
        (mounted,) = page.get("bidi_component")
        assert mounted.proto.js_source_path.endswith("pad.js")
        assert json.loads(mounted.proto.json)["case"] == "a"


def test_a_document_is_read_from_what_the_pad_sent() -> None:
    assert read_document({"doc": {"case": "a", "seq": 3}}) == {"case": "a", "seq": 3}


@pytest.mark.parametrize("event", [None, {}, {"doc": None}, {"doc": "text"}, "text"])
def test_nothing_is_read_where_no_document_was_sent(event: object) -> None:
    assert read_document(event) is None
