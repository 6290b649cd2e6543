"""The chips of the targets: only a finger chooses another one."""

from streamlit.testing.v1 import AppTest

from tests.ui.patience import LONG_S


def a_desk() -> None:
    import streamlit as st

    from planner.ui import state
    from planner.ui.panels import targets

    if "again" in st.session_state:
        key, shown = st.session_state["again"]
        st.session_state[key] = shown
        targets.take_active(key)
    targets.show_targets()
    st.text(state.board().active_target)


def test_chips_that_left_the_page_and_say_once_more_what_they_showed_choose_nothing() -> None:
    page = AppTest.from_function(a_desk, default_timeout=LONG_S).run()
    add = next(button for button in page.button if button.label == "Add target")
    add.click().run()
    chosen = page.text[0].value

    page.session_state["again"] = ("targets.chips.1.t1", "t1")
    page.run()

    assert not page.exception
    assert (chosen, page.text[0].value) == ("t2", "t2")
