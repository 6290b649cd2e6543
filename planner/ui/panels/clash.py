"""Two tablets on one session: both states side by side, what differs, and the choice."""

import streamlit as st

from planner.series.difference import differences
from planner.ui import session_record, strings
from planner.ui.amending import Attempt
from planner.ui.panels.differences import show_differences
from planner.ui.panels.visit_shown import show_picture
from planner.ui.session_record import read_body


def show_attempt(attempt: Attempt, *, dark: bool) -> None:
    """Show an amendment that is not saved: beside what was saved meanwhile, or with the way to try again."""
    if attempt.theirs:
        _show_both(attempt, dark=dark)
        return
    st.error(f"**{strings.NOT_SAVED_YET}** {attempt.failure}", icon=":material/cloud_off:")
    with st.container(horizontal=True, gap="small"):
        st.button(strings.TRY_AGAIN, key="clash.again", type="primary", on_click=session_record.try_again)
        st.button("Let my amendment go", key="clash.drop", on_click=session_record.let_go)


def _show_both(attempt: Attempt, *, dark: bool) -> None:
    mine, theirs = read_body(attempt.new.body), read_body(attempt.theirs)
    st.warning(
        f"**Another tablet saved this session meanwhile, as state {attempt.version}.** Nothing of yours is "
        "saved yet and nothing of theirs is lost: look at both and choose.",
        icon=":material/call_split:",
    )
    if mine.visit is None or theirs.visit is None:
        st.error(theirs.unreadable or mine.unreadable)
    else:
        found = differences(theirs.visit, mine.visit)
        show_differences(found, says="What differs", was="theirs", becomes="yours")
        with st.container(key="sides"):
            for title, visit in (("Theirs", theirs.visit), ("Yours", mine.visit)):
                with st.container(key=f"side_{title.lower()}"):
                    st.markdown(f"### {title}")
                    show_picture(visit, dark=dark, says=title)
    st.caption(f"If you keep yours, it becomes state {attempt.version + 1}; theirs stays below it.")
    with st.container(horizontal=True, gap="small", key="clash_choice"):
        st.button("Keep theirs", key="clash.theirs", on_click=session_record.let_go)
        st.button("Keep yours", key="clash.mine", type="primary", on_click=session_record.keep_mine)
        st.button("Look again", key="clash.look", on_click=session_record.look_again)
