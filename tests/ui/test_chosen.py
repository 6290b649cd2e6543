"""Days and choices come back after a reload where they still can, and nowhere else."""

import json
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from planner.ui.chosen import Choice, Day
from tests.ui.patience import LONG_S

BORN = Choice("a.born", "born", None, (None, 1980, 1985))
NOTICED = Day("a.noticed", "noticed", date(2026, 11, 26), least=date(2026, 11, 20), most=date(2026, 11, 26))


def a_form() -> None:
    from datetime import date

    import streamlit as st

    from planner.ui.chosen import Choice, Day, choose_again, keep_chosen
    from planner.ui.tab_forms import ENTRY

    day = date(2026, 11, 26)
    fields = (
        Choice("a.sex", "sex", "unspecified", ("unspecified", "female")),
        Choice("a.born", "born", None, (None, 1980, 1985)),
        Day("a.noticed", "noticed", day, least=date(2026, 11, 20), most=day),
        Day("a.expires", "expires", None),
    )
    st.button("Loaded anew", on_click=choose_again, args=("said", fields))
    st.selectbox("Sex", ["unspecified", "female"], key="a.sex")
    st.selectbox("Born", [None, 1980, 1985], key="a.born")
    st.date_input("Noticed", day, date(2026, 11, 20), day, key="a.noticed")
    st.date_input("Expires", None, key="a.expires")
    keep_chosen(ENTRY, fields, of="a")


def an_entry() -> None:
    import streamlit as st

    from planner.storage.patients import PatientEntry, StoredPatient
    from planner.ui.panels.patient_entry import show_entry

    show_entry(StoredPatient(st.session_state["id"], "P-777F", 1, PatientEntry(), ""))


@pytest.fixture
def form() -> AppTest:
    return AppTest.from_function(a_form, default_timeout=LONG_S).run()


def told_of(form: AppTest, what: str) -> object:
    (mounted,) = form.get("bidi_component")
    return json.loads(mounted.proto.json)[what]


def told(form: AppTest) -> object:
    """Return what the tab is told to keep."""
    return told_of(form, "chosen")


def shown(form: AppTest) -> list[object]:
    return [*(box.value for box in form.selectbox), *(box.value for box in form.date_input)]


def loaded_anew(form: AppTest, **said: list[object]) -> AppTest:
    form.session_state["said"] = {"back": {"n": 1, "chosen": said}}
    form.button[0].click().run()
    assert not form.exception
    return form


def test_a_form_in_which_nothing_was_chosen_leaves_nothing(form: AppTest) -> None:
    assert told(form) == {}


def test_what_was_chosen_is_kept_with_what_stood_there_before(form: AppTest) -> None:
    form.selectbox[1].set_value(1980)
    form.date_input[1].set_value(date(2027, 3, 31)).run()

    assert told(form) == {"born": [1980, None], "expires": ["2027-03-31", None]}


def test_what_the_tab_kept_is_chosen_again(form: AppTest) -> None:
    loaded_anew(
        form,
        sex=["female", "unspecified"],
        born=[1985, None],
        noticed=["2026-11-22", "2026-11-26"],
        expires=["2027-03-31", None],
    )

    assert shown(form) == ["female", 1985, date(2026, 11, 22), date(2027, 3, 31)]
    assert told(form) == {
        "sex": ["female", "unspecified"],
        "born": [1985, None],
        "noticed": ["2026-11-22", "2026-11-26"],
        "expires": ["2027-03-31", None],
    }


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sex", ["female", "male"]),  # it says something else by now
        ("sex", ["a name", "unspecified"]),
        ("sex", "female"),
        ("born", [1900, None]),
        ("noticed", ["2026-11-02", "2026-11-26"]),  # before the session
        ("noticed", [None, "2026-11-26"]),
        ("noticed", ["yesterday", "2026-11-26"]),
        ("expires", [20270331, None]),
    ],
)
def test_what_cannot_be_chosen_any_more_is_let_go(form: AppTest, name: str, said: list[object]) -> None:
    before = shown(form)

    loaded_anew(form, **{name: said})

    assert shown(form) == before


def test_what_was_chosen_since_stays(form: AppTest) -> None:
    form.selectbox[0].set_value("female").run()

    loaded_anew(form, sex=["unspecified", "unspecified"])

    assert form.selectbox[0].value == "female"


@pytest.mark.parametrize("field", [BORN, NOTICED])
def test_nothing_but_a_choice_of_the_field_is_read(field: Choice | Day) -> None:
    with pytest.raises(ValueError, match=field.name):
        field.read("2026-12-24")


def test_the_entry_of_each_patient_is_a_form_of_its_own() -> None:
    page = AppTest.from_function(an_entry, default_timeout=LONG_S)
    forms = []
    for an_id in ("a1", "b2"):
        page.session_state["id"] = an_id
        page.run()
        forms.append(told_of(page, "form"))

    assert not page.exception
    assert forms[0] != forms[1]
    assert told_of(page, "sentBy") == ["st-key-home-entry-"]
    assert told_of(page, "within") == "st-key-home-entry"
