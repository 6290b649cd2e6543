"""Fields that follow what another screen stores."""

from collections.abc import Callable
from secrets import token_hex

from streamlit.testing.v1 import AppTest

from tests.ui.patience import LONG_S


def a_field() -> None:
    import streamlit as st

    from planner.ui import stored_field

    stored = st.session_state.setdefault("stored", 3)
    key = stored_field.key_of("count", stored)
    st.number_input("Count", 0, 9, value=stored, key=key)
    st.text(f"{stored_field.value_of('count')}")


def test_what_was_entered_stays_until_something_else_is_stored() -> None:
    page = AppTest.from_function(a_field, default_timeout=LONG_S).run()
    page.number_input[0].set_value(7).run()

    shown = []
    for stored in (3, 7, 3):  # not kept yet, kept, and changed by another screen
        page.session_state["stored"] = stored
        box = page.run().number_input[0]
        shown.append((box.key, box.value))

    assert shown == [("count", 7), ("count", 7), ("count.1", 3)]


def a_field_that_says() -> None:
    import streamlit as st

    from planner.ui import stored_field

    key = stored_field.key_of("count", 3)
    said = [key for st.session_state[key] in (3, 7, 7, 3, None) if stored_field.is_entered(key)]
    st.text(f"{len(said)} of 5")


def test_a_field_that_left_the_page_and_says_once_more_what_it_showed_has_entered_nothing() -> None:
    page = AppTest.from_function(a_field_that_says, default_timeout=LONG_S).run()

    assert not page.exception
    assert page.text[0].value == "3 of 5"  # 7, 3 again and nothing at all


def an_outcome() -> None:
    from dataclasses import replace

    import streamlit as st

    from planner.series.visit import Scores
    from planner.ui.panels.treat_outcome import show_outcome
    from tests.ui.test_treatment import begun

    show_outcome(replace(begun().visit, before=Scores(nrs=st.session_state.setdefault("nrs", 4))))


def test_pain_that_another_tablet_wrote_down_is_shown() -> None:
    page = AppTest.from_function(an_outcome, default_timeout=LONG_S).run()

    page.session_state["nrs"] = 8
    page.run()

    assert not page.exception
    assert page.pills[0].value == 8


def a_header() -> None:
    from planner.ui import state
    from planner.ui.panels.header import show_header
    from planner.ui.planned import planned

    show_header(planned(state.board().session).fitted)


def a_list() -> None:
    from planner.body.points import PointMm
    from planner.session import FindingKind, Marked, PointFinding
    from planner.ui import board as boards
    from planner.ui import state
    from planner.ui.panels.findings import show_findings
    from planner.ui.planned import planned

    if not state.board().marks:
        point = PointFinding("p1", FindingKind.TENDER_POINT, PointMm(10.0, 300.0), 5)
        state.change(lambda board: boards.put_mark(board, Marked(point, ())))
    show_findings(planned(state.board().session).fitted)


def a_drag() -> None:
    from dataclasses import replace

    from planner.body.points import PointMm
    from planner.session import Marked
    from planner.ui import board as boards
    from planner.ui import state

    (mark,) = state.board().marks
    moved = Marked(replace(mark.finding, at=PointMm(10.0, 420.0)), mark.targets)
    state.change(lambda board: replace(boards.put_mark(board, moved), open_form=board.open_form))


def screens_of_one_case(*pages: Callable[[], None], case: str = "") -> list[AppTest]:
    case = case or token_hex(8)
    screens = [AppTest.from_function(page, default_timeout=LONG_S) for page in pages]
    for screen in screens:
        screen.query_params["case"] = case
        screen.run()
    return screens


def test_a_measure_that_another_tablet_entered_is_shown_and_not_overwritten() -> None:
    first, second = screens_of_one_case(a_header, a_header)

    first.number_input(key="header.weight_kg").set_value(70.0).run()
    second.number_input(key="header.stature_cm").set_value(171.0).run()
    first.run()

    for screen in (first, second):
        assert not screen.exception
        assert [box.value for box in screen.number_input] == [171.0, 70.0, None]


def test_the_open_form_of_a_point_shows_where_the_point_was_dragged_to() -> None:
    (first,) = screens_of_one_case(a_list)
    first.button(key="finding.p1").click().run()

    screens_of_one_case(a_drag, case="".join(first.query_params["case"]))
    first.run()

    assert [box.value for box in first.number_input] == [10.0, 420.0]


def the_settings() -> None:
    from planner.ui.panels.settings_form import show_settings

    show_settings()


def test_the_folded_settings_stay_open_while_one_of_them_is_changed() -> None:
    (page,) = screens_of_one_case(the_settings)
    page.session_state["held.settings.folded"] = True  # a hand has opened them
    page.run()

    (needle,) = [box for box in page.number_input if box.label.startswith("Needle length")]
    needle.set_value(needle.value + 1.0).run()

    assert not page.exception
    assert any(box.label.startswith("Needle length") for box in page.number_input)
