from dataclasses import fields

import pytest

from planner.evidence import sources
from planner.plan import build_plan
from planner.score import Better, Figures, Measure, all_measures, find_measure, in_percent, score_plan
from tests.conftest import a_mixed_session

every_measure = pytest.mark.parametrize("measure", all_measures(), ids=lambda measure: measure.name)
TOLD_ELSEWHERE = {"punctures", "passes", "zone_area_mm2", "largest_gap_at", "lower_bound_is_published"}


@every_measure
def test_a_measure_explains_itself_and_names_its_source(measure: Measure) -> None:
    assert measure.title
    assert measure.meaning.endswith(".")
    assert measure.definition
    assert sources.find_source(measure.source.key) is measure.source


@every_measure
def test_a_measure_reads_its_figure_and_writes_it(measure: Measure, back) -> None:
    figures = score_plan(build_plan(a_mixed_session(), back)).totals

    value = measure.of(figures)

    assert measure.text(value) == "–" if value is None else measure.text(value)[0].isdigit()


def test_every_figure_has_a_measure_or_is_told_elsewhere() -> None:
    names = {measure.name for measure in all_measures()}

    assert {field.name for field in fields(Figures)} - names == TOLD_ELSEWHERE


def test_no_two_measures_share_a_name_or_a_title() -> None:
    assert len({measure.name for measure in all_measures()}) == len(all_measures())
    assert len({measure.title for measure in all_measures()}) == len(all_measures())


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("coverage", 0.98765, "98.8%"),
        ("largest_gap_mm", 4.25, "4.2 mm"),
        ("multiplicity", 1.2092, "1.21×"),
        ("entries", 1234, "1,234"),
        ("exclusion_margin_distance_mm", -0.04, "0.0 mm"),
        ("spacing_cv", None, "–"),
    ],
)
def test_a_figure_is_written_with_its_unit(name: str, value: float | None, text: str) -> None:
    assert find_measure(name).text(value) == text


@pytest.mark.parametrize(
    ("first", "second", "text"), [(0.5, 0.512, "+1.2"), (0.512, 0.5, "−1.2"), (0.5, 0.5001, "0.0")]
)
def test_a_difference_is_written_with_its_sign(first: float, second: float, text: str) -> None:
    assert find_measure("coverage").difference_text(first, second) == text


@pytest.mark.parametrize(
    ("share", "shown", "to_one_decimal"),
    [(1.0, 100, 100.0), (1 - 1e-9, 100, 100.0), (0.9967, 99, 99.7), (0.99999, 99, 99.9), (1.238, 124, 123.8)],
)
def test_what_is_short_of_the_whole_is_never_shown_as_100(
    share: float, shown: float, to_one_decimal: float
) -> None:
    assert in_percent(share) == shown
    assert in_percent(share, 1) == pytest.approx(to_one_decimal)


def test_a_measure_that_nobody_knows_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        find_measure("beauty")


def test_what_serves_better_points_the_right_way() -> None:
    assert find_measure("coverage").better is Better.HIGHER
    assert find_measure("entries").better is Better.LOWER
    assert find_measure("volume_ml").better is Better.NEITHER
