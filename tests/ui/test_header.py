"""The strip above the pad."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from planner.body import all_body_maps, catalogue
from tests.body.bodies import KNEE
from tests.ui.patience import LONG_S


def a_header() -> None:
    import streamlit as st

    from planner.ui import state
    from planner.ui.panels.header import show_header
    from planner.ui.planned import planned

    show_header(planned(state.board().session).fitted)
    operator = state.board().session.operator
    st.text("nobody" if operator is None else f"{operator.hand} {operator.stands}")
    st.text(state.board().body_map)


@pytest.fixture
def maps_with_a_knee(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for svg in (*catalogue.FOLDER.glob("*.svg"), KNEE):
        shutil.copy(svg, tmp_path)
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    all_body_maps.cache_clear()
    yield
    all_body_maps.cache_clear()


def test_one_body_map_leaves_nothing_to_choose() -> None:
    page = AppTest.from_function(a_header, default_timeout=LONG_S).run()

    assert [box.label for box in page.selectbox] == ["Position"]


def test_the_operator_can_be_chosen_and_taken_back() -> None:
    page = AppTest.from_function(a_header, default_timeout=LONG_S).run()

    page.radio(key="header.operator_is").set_value(2).run()

    assert not page.exception
    assert page.text[0].value == "right patient_right"
    page.radio(key="header.operator_is").set_value(0).run()
    assert page.text[0].value == "nobody"


@pytest.mark.usefixtures("maps_with_a_knee")
def test_another_body_map_can_be_chosen_as_soon_as_its_file_is_there() -> None:
    page = AppTest.from_function(a_header, default_timeout=LONG_S).run()

    page.selectbox(key="header.body_map").select("knee").run()

    assert not page.exception
    assert page.selectbox(key="header.body_map").value == "knee"
    assert page.text[-1].value == "knee"
