"""What the controls of a treatment ask before something is left out, or added."""

from collections.abc import Callable

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup

from planner.series.delivered import MOST_ADDED_ML, DeedKind, note
from planner.series.reminders import NEVER
from planner.ui import treatment_state
from planner.ui.treatment import Treatment, done
from tests.conftest import a_rectangle, a_session, a_zone
from tests.series.visits import MIXED, TEN
from tests.ui.patience import LONG_S
from tests.ui.test_treatment import begun, given


def controls() -> None:
    import streamlit as st

    from planner.ui.kept_treatment import Kept
    from planner.ui.panels.treat_controls import show_controls
    from planner.ui.panels.treat_end import show_end
    from tests.series.visits import back

    treatment = st.session_state["treatment"]
    if treatment.delivery.next_step:
        show_controls(treatment, back())
    else:
        show_end(Kept(treatment), back())


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[[Treatment], AppTest]:
    """Show the controls of a treatment that is kept on the screen alone."""

    def shown(treatment: Treatment) -> AppTest:
        page = AppTest.from_function(controls, default_timeout=LONG_S)
        page.session_state["treatment"] = treatment

        def change(step: Callable[[Treatment], Treatment]) -> None:
            st.session_state["treatment"] = step(st.session_state["treatment"])

        monkeypatch.setattr(treatment_state, "change", change)
        monkeypatch.setattr(treatment_state, "reminders", lambda: NEVER)
        return page.run()

    return shown


def treatment_of(page: AppTest) -> Treatment:
    found = page.session_state["treatment"]
    assert isinstance(found, Treatment)
    return found


def reasons(page: AppTest, key: str) -> ButtonGroup[str]:
    return next(group for group in page.button_group if group.key == key)


def test_nothing_is_left_out_for_a_reason_that_nobody_chose(opened: Callable[[Treatment], AppTest]) -> None:
    page = opened(given(begun(), 1))
    before = treatment_of(page).delivery
    chosen = [reasons(page, key).value for key in ("treat.why.2", "treat.end.why")]

    page.button(key="treat.skip.2").click().run()
    skipped = treatment_of(page)
    page.button(key="treat.end").click().run()
    ended = treatment_of(page)

    assert chosen == [None, None]
    assert skipped.delivery == ended.delivery == before
    assert [error.value for error in page.error] == [ended.refused]
    assert "say why" in skipped.refused


def test_a_paused_treatment_is_ended_and_then_asks_all_that_an_end_asks(
    opened: Callable[[Treatment], AppTest],
) -> None:
    page = opened(done(given(begun(), 1), lambda delivery: note(delivery, DeedKind.PAUSED, TEN)))

    reasons(page, "treat.end.why").set_value("Patient unwell")
    page.button(key="treat.end").click().run()

    assert not page.exception
    assert "Skipped, 4: Patient unwell" in [one.value for one in page.text]
    assert {"treat.undo.4", "treat.add", "treat.replan"} <= {one.key for one in page.button}
    assert reasons(page, "treat.nrs.after").value == "not asked"
    page.button(key="treat.undo.4").click().run()
    assert treatment_of(page).delivery.next_step == 2
    assert treatment_of(page).delivery.is_paused


def test_a_name_in_another_reason_is_hinted_at(opened: Callable[[Treatment], AppTest]) -> None:
    page = opened(begun())

    reasons(page, "treat.end.why").set_value("Another reason")
    page.run()
    page.text_input(key="treat.end.why.words").set_value("Mrs Rossi fainted").run()

    assert ["held a name" in one.value for one in page.warning] == [True]


def test_a_products_two_capitalised_words_are_no_patient_but_a_title_is(
    opened: Callable[[Treatment], AppTest],
) -> None:
    page = opened(begun())
    name = "treat.product.0.name"

    page.text_input(key=name).set_value("Sodium Chloride").run()
    hints = [one.value for one in page.warning]
    page.text_input(key=name).set_value("saline for Mrs Rossi").run()

    assert hints == []
    assert ["held a name" in one.value for one in page.warning] == [True]


def test_a_point_added_among_passes_is_asked_for_its_volume_and_never_proposed_as_nothing(
    opened: Callable[[Treatment], AppTest],
) -> None:
    page = opened(given(begun(MIXED), 1))  # the passes are next

    page.button(key="treat.add").click().run()

    (field,) = [one for one in page.number_input if one.label == "mL in the added point"]
    assert not page.exception
    assert field.value > 0
    assert any(f"its passes give {field.value:g} mL" in one.value for one in page.caption)


def test_a_point_added_to_one_drop_of_a_whole_zone_is_asked_for_no_more_than_a_point_may_get(
    opened: Callable[[Treatment], AppTest],
) -> None:
    zone = a_zone(a_rectangle(20, 400, 32, 412))
    page = opened(begun(a_session("nappage", zone, zone_volume_ml=25.0)))

    page.button(key="treat.add").click().run()

    (field,) = [one for one in page.number_input if one.label == "mL in the added point"]
    assert not page.exception
    assert field.value == MOST_ADDED_ML
