"""The page of a series: two sessions side by side and on one map, sources on tap, the days to come."""

from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from planner.series.noise import SCALES
from planner.series.visit import Scores
from planner.storage.patients import PatientEntry, StoredPatient
from planner.ui import record_state, treatment_state
from planner.ui.pages import series
from planner.ui.stored_visits import Series
from tests.conftest import a_session, some_points
from tests.series.visits import MONDAY, a_visit, treated
from tests.ui.patience import LONG_S
from tests.ui.test_due import stored

CODE = "P-777F"
FINDINGS = (((40.0, 430.0), (-40.0, 430.0), (0.0, 350.0)), ((44.0, 430.0), (-40.0, 430.0)), ((46.0, 425.0),))
SAID = (Scores(nrs=8, vas=70), Scores(nrs=7, vas=64), Scores(nrs=5, vas=55))
DAYS = [MONDAY + timedelta(weeks=n) for n in range(3)]


def a_series() -> Series:
    visits = (
        replace(
            treated(a_visit(day, session=a_session("point_by_point", *some_points(*places)))),
            before=scores,
            schedule="chronic_weekly_5",
        )
        for day, places, scores in zip(DAYS, FINDINGS, SAID, strict=True)
    )
    patient = StoredPatient("p1", CODE, 1, PatientEntry(), "")
    return Series(patient, tuple(stored(CODE, visit) for visit in visits))


def the_page() -> None:
    from planner.ui.pages.series import show

    show()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    of_patient = a_series()
    monkeypatch.setattr(series, "ask_understanding", lambda: None)
    monkeypatch.setattr(series, "show_patient_head", lambda *_words, **_named: CODE)
    monkeypatch.setattr(record_state, "series_of", lambda _code: of_patient)
    monkeypatch.setattr(treatment_state, "today", lambda: DAYS[-1])
    return AppTest.from_function(the_page, default_timeout=LONG_S).run()


def pictures(page: AppTest) -> list[str]:
    """Return what the pictures of two sessions say to who does not see them."""
    every = (image.alt for one in page.get("image") for image in one.proto.imgs)
    return [alt for alt in every if alt.startswith(("Findings on", "Both on one map"))]


def test_two_sessions_stand_side_by_side_and_on_one_map(shown: AppTest) -> None:
    first_and_last = pictures(shown)
    shown.selectbox(key="series.earlier").select(1).run()
    last_two = pictures(shown)

    assert not shown.exception
    assert first_and_last == [
        "Findings on 2026-11-23",
        "Findings on 2026-12-07",
        "Both on one map: 1 found again, 0 new, 2 gone",
    ]
    assert last_two == [
        "Findings on 2026-11-30",
        "Findings on 2026-12-07",
        "Both on one map: 1 found again, 0 new, 1 gone",
    ]


def test_every_least_change_has_its_source_on_tap(shown: AppTest) -> None:
    buttons = [f"series.noise.{scale.name}" for scale in SCALES]
    opened, closed = {}, {text.value for text in shown.text}
    for button in (*buttons, "series.pair.noise.nrs"):
        shown.session_state[button] = True
        shown.run()
        opened[button] = " ".join(text.value for text in shown.text)
        shown.session_state[button] = False

    assert not shown.exception
    assert not any("OST08" in said for said in closed)
    assert "JENSEN13" in opened.pop("series.noise.tender_points")
    assert all("OST08" in said for said in opened.values())


def test_a_change_is_marked_only_where_it_is_larger_than_the_noise(shown: AppTest) -> None:
    table = next(html.value for html in shown.get("html") if "VAS" in html.value)

    rows = {row.split("</th>")[0].split(">")[-1]: row for row in table.split("<tr>")}
    assert rows["VAS 0-100"].count("▲ better") == 1
    assert "64" in rows["VAS 0-100"]
    assert "Oswestry 0-100" not in rows  # nobody asked


def test_the_days_of_the_chosen_schedule_that_are_still_to_come_are_shown(shown: AppTest) -> None:
    days = next(one.value for one in shown.markdown if "session **4**" in one.value)

    assert days == (
        "By KOSZ24 (A), session **4**: Monday, 14 December 2026  \n"
        "By KOSZ24 (A), session **5**: Monday, 21 December 2026"
    )
