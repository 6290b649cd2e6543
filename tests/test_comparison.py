from dataclasses import replace

import pytest

from planner.body import FittedMap
from planner.comparison import Compared, Verdict, compare
from planner.plan import build_plan
from planner.score import Figures, all_measures, find_measure, score_plan
from tests.conftest import a_point, a_session, a_zone


def figures_of(fitted: FittedMap, technique: str, **settings: float | str) -> Figures:
    session = a_session(technique, a_point(40, 430), a_zone(), **settings)
    return score_plan(build_plan(session, fitted)).totals


def test_a_plan_against_itself_is_the_same_throughout(back: FittedMap) -> None:
    figures = figures_of(back, "nappage")

    rows = compare(figures, figures)

    assert {row.verdict for row in rows} == {Verdict.SAME}
    assert {row.difference_text.strip("0.") for row in rows} == {""}


def test_a_closer_pattern_covers_better_and_asks_for_more_entries(back: FittedMap) -> None:
    wide, close = (figures_of(back, "nappage", spacing_mm=mm) for mm in (12.0, 6.0))

    verdicts = {row.measure.name: row.verdict for row in compare(wide, close)}

    assert verdicts["largest_gap_mm"] is Verdict.BETTER
    assert verdicts["entries"] is Verdict.WORSE
    assert verdicts["mean_spacing_mm"] is Verdict.DIFFERENT
    assert verdicts["volume_ml"] is Verdict.SAME


def test_the_other_way_round_every_verdict_turns_round(back: FittedMap) -> None:
    one, other = figures_of(back, "nappage"), figures_of(back, "point_by_point", pattern="fill")
    turned = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER}

    there, again = compare(one, other), compare(other, one)

    assert [row.verdict for row in again] == [turned.get(row.verdict, row.verdict) for row in there]
    assert Verdict.BETTER in {row.verdict for row in there}


def test_figures_that_neither_plan_has_are_left_out(back: FittedMap) -> None:
    lone = score_plan(build_plan(a_session("point_by_point", a_point()), back)).totals

    rows = {row.measure.name: row for row in compare(lone, figures_of(back, "intraepidermal"))}

    assert "punctures_lower_bound" not in rows
    assert rows["coverage"].first is None
    assert rows["coverage"].verdict is Verdict.DIFFERENT
    assert rows["coverage"].difference_text == ""
    assert list(rows) == [measure.name for measure in all_measures() if measure.name in rows]


@pytest.mark.parametrize(
    ("name", "first", "second", "verdict", "difference"),
    [
        ("coverage", 0.9, 0.95, Verdict.BETTER, "+5.0"),
        ("coverage", 0.95, 0.9, Verdict.WORSE, "−5.0"),
        ("coverage", 0.98001, 0.98004, Verdict.SAME, "0.0"),
        ("coverage", 0.9996, 1.0, Verdict.BETTER, "+0.1"),
        ("largest_gap_mm", 10.04, 10.06, Verdict.WORSE, "+0.1"),
        ("over_treatment", 0.1, 0.2, Verdict.WORSE, "+10.0"),
        ("largest_gap_mm", 8.0, 6.0, Verdict.BETTER, "−2.0"),
        ("multiplicity", 1.2, 1.5, Verdict.DIFFERENT, "+0.30"),
        ("entries", 40, 1040, Verdict.WORSE, "+1,000"),
    ],
)
def test_a_difference_says_which_way_it_goes(
    name: str, first: float, second: float, verdict: Verdict, difference: str
) -> None:
    row = Compared(find_measure(name), first, second)

    assert (row.verdict, row.difference_text) == (verdict, difference)


def test_a_bound_that_is_known_of_one_plan_is_told(back: FittedMap) -> None:
    figures = figures_of(back, "point_by_point", pattern="fill")

    rows = compare(figures, replace(figures, punctures_lower_bound=3))

    assert [row.second for row in rows if row.measure.name == "punctures_lower_bound"] == [3]


def test_a_plan_that_treats_nothing_is_not_better_for_having_fewer_entries(back: FittedMap) -> None:
    empty = score_plan(build_plan(a_session("point_by_point", a_zone(), pattern="anchors"), back)).totals

    there, again = compare(figures_of(back, "nappage"), empty), compare(empty, figures_of(back, "nappage"))

    assert empty.entries == 0
    assert {row.verdict for row in (*there, *again)} <= {Verdict.DIFFERENT, Verdict.SAME}
