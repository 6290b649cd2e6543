from dataclasses import replace
from datetime import date, timedelta

from lxml import etree

from planner.drawing.drawing import Area, Dots, Label, Line
from planner.drawing.roles import Role
from planner.drawing.series_chart import ROWS, draw_series, said_of_series
from planner.drawing.svg import to_svg
from planner.drawing.theme import find_theme
from planner.series.figures import VisitFigures
from planner.series.visit import Scores

FIRST = date(2026, 11, 2)
DAYS = [FIRST, FIRST + timedelta(days=7), FIRST + timedelta(days=14)]


def some_figures(*of_each: tuple[int | None, int]) -> list[VisitFigures]:
    """Return figures with these pains and counts of points."""
    return [VisitFigures(Scores(nrs), Scores(), points, 10, 0, 900.0, 0.5) for nrs, points in of_each]


def marked(role: Role, figures: list[VisitFigures]) -> int:
    drawing = draw_series(DAYS[: len(figures)], figures)
    return sum(isinstance(mark, Dots) for mark in drawing.marks_of(role))


def test_what_is_within_the_noise_has_no_colour_and_no_word() -> None:
    figures = some_figures((7, 9), (6, 5), (8, 12))

    assert marked(Role.CHART_BETTER, figures) == marked(Role.CHART_WORSE, figures) == 0
    assert "better" not in said_of_series(DAYS, figures)


def test_what_is_beyond_the_noise_has_a_sign_a_colour_and_a_word() -> None:
    figures = some_figures((7, 9), (5, 3), (9, 15))

    words = [m.text for m in draw_series(DAYS, figures).marks if isinstance(m, Label)]

    assert marked(Role.CHART_BETTER, figures) == marked(Role.CHART_WORSE, figures) == 2
    assert (words.count("▲ better"), words.count("▼ worse")) == (2, 2)


def test_area_volume_and_punctures_are_never_called_better_or_worse() -> None:
    first = VisitFigures(Scores(7), Scores(), 9, 100, 0, 90_000.0, 9.0)
    later = VisitFigures(Scores(7), Scores(), 9, 1, 0, 9.0, 0.1)

    assert marked(Role.CHART_BETTER, [first, later]) == marked(Role.CHART_WORSE, [first, later]) == 0


def test_the_grey_band_ends_where_a_change_begins_to_count() -> None:
    low, high = ROWS[0].scale.noise_round(7) if ROWS[0].scale else (0, 0)
    figures = some_figures((7, 9), (7, 9))

    bands = [m for m in draw_series(DAYS[:2], figures).marks_of(Role.CHART_NOISE) if isinstance(m, Area)]

    assert (low, high) == (5.0, 9.0)
    assert len(bands) == 2


def test_a_session_that_is_only_planned_has_no_figures_of_a_treatment() -> None:
    planned = VisitFigures(Scores(8), Scores(), 5)

    assert said_of_series(DAYS[:1], [planned]).count("nothing was treated yet") == 3


def test_a_row_without_any_figure_says_what_it_waits_for() -> None:
    not_asked = VisitFigures(Scores(), Scores(), 5, 4, 0, 900.0, 0.5)

    words = [m.text for m in draw_series(DAYS[:1], [not_asked]).marks if isinstance(m, Label)]
    later = [
        m.text
        for m in draw_series(DAYS[:2], [not_asked, replace(not_asked, after=Scores(3))]).marks
        if isinstance(m, Label)
    ]

    assert [text for text in words if "yet" in text] == [
        "not asked yet: it is entered at the end of a treatment"
    ]
    assert not any("yet" in text for text in later)


def test_passes_have_a_row_of_their_own_where_there_were_any() -> None:
    without, with_passes = (VisitFigures(Scores(8), Scores(), 5, 4, passes=n) for n in (0, 13))

    assert said_of_series(DAYS[:1], [without]).endswith("Punctures 4")
    assert said_of_series(DAYS[:2], [without, with_passes]).endswith("Punctures 4, 4; Passes 0, 13")


def test_pain_that_nobody_asked_is_left_out_and_said() -> None:
    figures = some_figures((None, 4), (6, 4), (None, 4))

    assert "Pain, NRS –, 6, –" in said_of_series(DAYS, figures)


def test_visits_a_day_and_a_year_apart_stand_beside_one_another() -> None:
    days = [FIRST, FIRST + timedelta(days=1), FIRST + timedelta(days=366)]

    drawing = draw_series(days, some_figures((5, 4), (5, 4), (5, 4)))

    numbers = [m.x_mm for m in drawing.marks if isinstance(m, Label) and m.text in {"1", "2", "3"}]
    assert numbers[1] - numbers[0] > 15.0
    assert numbers[2] - numbers[1] > numbers[1] - numbers[0]


def test_one_visit_is_drawn_as_large_as_one_of_two() -> None:
    alone = draw_series(DAYS[:1], some_figures((8, 5)))
    beside = draw_series(DAYS[:2], some_figures((8, 5), (7, 5)))

    assert (alone.width_mm, alone.height_mm) == (beside.width_mm, beside.height_mm)


def test_the_chart_is_a_picture_in_a_light_and_a_dark_room() -> None:
    for dark in (False, True):
        picture = etree.fromstring(
            to_svg(draw_series(DAYS, some_figures((7, 9), (5, 9), (4, 8))), find_theme(dark=dark)).encode()
        )
        assert "+7 d" in "".join(picture.itertext())


def test_no_line_runs_through_the_pain_after_a_session() -> None:
    figures = [replace(one, after=Scores(6)) for one in some_figures((6, 5), (6, 5), (6, 5))]

    marks = draw_series(DAYS, figures).marks

    pain = next(mark for mark in marks if isinstance(mark, Line) and mark.role is Role.CHART_LINE)
    after = [m for m in marks if isinstance(m, Label) and m.role is Role.CHART_TEXT and m.text == "6"]
    assert len(after) == 3
    assert all(label.v_mm - pain.points[0, 1] > 3.0 for label in after)
