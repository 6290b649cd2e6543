import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.body import FittedMap, Patient, fit
from planner.composite import DEFAULT_WEIGHTS, OBJECTIVES, Objective, left_out, rank
from planner.plan import build_plan
from planner.score import Better, Figures, score_plan
from tests.conftest import a_point, a_session, a_zone

every_objective = pytest.mark.parametrize("objective", OBJECTIVES, ids=lambda one: one.name)
some_weights = st.fixed_dictionaries({name: st.floats(0, 100) for name in DEFAULT_WEIGHTS})


def figures_of(fitted: FittedMap, technique: str, **settings: float | str) -> Figures:
    return score_plan(build_plan(a_session(technique, a_point(40, 430), a_zone(), **settings), fitted)).totals


PLANS = tuple(
    figures_of(fit("back", Patient()), technique, **settings)
    for technique, settings in (
        ("nappage", {"spacing_mm": 10.0}),
        ("point_by_point", {"pattern": "fill"}),
        ("intraepidermal", {}),
    )
)


@every_objective
def test_an_objective_wants_what_its_measure_calls_better_and_says_why(objective: Objective) -> None:
    assert (objective.best > objective.worst) == (objective.measure.better is Better.HIGHER)
    assert objective.measure.better is not Better.NEITHER
    assert objective.why.endswith(".")


@every_objective
@pytest.mark.parametrize(("share", "value"), [(-1.0, 0), (0.0, 0), (0.5, 0.5), (1.0, 1), (2.0, 1)])
def test_the_value_runs_from_0_to_1_between_the_thresholds(
    objective: Objective, share: float, value: float
) -> None:
    figure = objective.worst + share * (objective.best - objective.worst)
    figures = a_plan_with(objective, figure)

    assert objective.value(figures) == pytest.approx(value)


def a_plan_with(objective: Objective, figure: float) -> Figures:
    if objective.name == "entries":
        return replace(PLANS[0], punctures=figure, passes=0)
    return replace(PLANS[0], **{objective.name: figure})


@given(weights=some_weights)
def test_weights_that_count_sum_to_1_and_the_number_is_the_sum_of_its_shares(weights) -> None:
    ranked = rank(PLANS, weights)

    for composite in ranked:
        assert 0 <= composite.total <= 1 + 1e-12
        assert composite.total == pytest.approx(
            math.fsum(part.weight * part.value for part in composite.parts)
        )
        if composite.parts:
            assert math.fsum(part.weight for part in composite.parts) == pytest.approx(1)
    assert len({tuple((p.objective.name, p.weight) for p in c.parts) for c in ranked}) == 1


@given(weights=some_weights, factor=st.sampled_from([0.5, 2.0, 10.0]))
def test_only_the_ratio_of_the_weights_matters(weights, factor) -> None:
    scaled = {name: weight * factor for name, weight in weights.items()}

    for one, other in zip(rank(PLANS, weights), rank(PLANS, scaled), strict=True):
        assert one.total == pytest.approx(other.total)


def test_what_is_not_measured_on_every_plan_counts_on_none() -> None:
    lone = score_plan(build_plan(a_session("point_by_point", a_point()), fit("back", Patient()))).totals

    ranked = rank((lone, PLANS[0]), {})

    assert [[part.objective.name for part in composite.parts] for composite in ranked] == [["entries"]] * 2
    assert ranked[0].total == 1.0


def test_without_a_weight_above_0_nothing_is_ranked() -> None:
    ranked = rank(PLANS, dict.fromkeys(DEFAULT_WEIGHTS, 0.0))

    assert [composite.total for composite in ranked] == [0, 0, 0]


def test_who_weighs_one_measure_alone_ranks_by_it() -> None:
    only_few = {name: float(name == "entries") for name in DEFAULT_WEIGHTS}

    totals = [composite.total for composite in rank(PLANS, only_few)]

    by_entries = sorted(range(len(PLANS)), key=lambda n: PLANS[n].entries)
    assert sorted(range(len(PLANS)), key=lambda n: -totals[n]) == by_entries


def test_the_first_weights_sum_to_a_hundred() -> None:
    assert math.fsum(DEFAULT_WEIGHTS.values()) == 100


def test_a_plan_that_treats_nothing_has_no_number_and_gives_none() -> None:
    empty = replace(PLANS[0], punctures=0, passes=0)

    assert [composite.parts for composite in rank((PLANS[0], empty), {})] == [(), ()]


def test_what_has_a_weight_and_is_not_measured_on_both_is_named() -> None:
    gapless = replace(PLANS[0], largest_gap_mm=None, spacing_cv=None)

    assert [one.name for one in left_out((PLANS[0], gapless), {})] == ["largest_gap_mm", "spacing_cv"]
    assert [one.name for one in left_out((PLANS[0], gapless), {"spacing_cv": 0.0})] == ["largest_gap_mm"]
    assert left_out((gapless, gapless), {}) == ()
