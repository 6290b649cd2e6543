"""The numbers of a plan file: shared out without a rest, counted from one, rounded."""

import dataclasses
import json
import math

import numpy as np
import pytest

from planner.body import fit
from planner.files import plan_json
from planner.plan import Plan, build_plan
from planner.score import score_plan
from planner.session import Target
from planner.techniques import Grid
from tests.files.test_plan_file import members_of, the_session


@pytest.mark.parametrize("technique", ["intraepidermal", "nappage"])
@pytest.mark.parametrize("volume_ml", [0.6, 1.0, 0.7])
def test_the_printed_parts_of_a_volume_add_up_to_it(technique: str, volume_ml: float) -> None:
    target = Target("t1", technique, ("z1",), (("zone_volume_ml", volume_ml),))
    plan = members_of(dataclasses.replace(the_session(), targets=(target,)))

    (part,) = plan["targets"]
    parts_ml = [given["volume_ml"] for given in (*part["passes"], *part["injections"])]
    assert len(parts_ml) > 10
    assert math.fsum(parts_ml) == pytest.approx(volume_ml, rel=0, abs=1e-9)
    assert plan["totals"]["volume_ml"] == volume_ml


def test_numbers_of_the_hand_run_from_one() -> None:
    target = Target("t1", "nappage", ("z1",), (("spacing_mm", 10.0),))

    injections = members_of(dataclasses.replace(the_session(), targets=(target,)))["targets"][0]["injections"]

    assert [shot["n"] for shot in injections] == list(range(1, len(injections) + 1))
    assert {shot["finding"] for shot in injections} == {None}
    assert {shot["side"] for shot in injections} == {"right"}


def test_figures_are_rounded_and_no_zero_is_negative() -> None:
    session = dataclasses.replace(the_session(), targets=the_session().targets[:1], exclusions=())
    fitted = fit(session.body_map, session.patient)
    plan = build_plan(session, fitted)
    (target,) = plan.targets
    crooked = dataclasses.replace(
        target, grid=_moved(target.grid, u_mm=-0.00001, v_mm=409.12345, volume_ml=0.1234567891234)
    )

    text = plan_json(Plan((crooked,)), score_plan(plan), (), fitted)

    (first, *_) = json.loads(text)["targets"][0]["injections"]
    assert (first["u_mm"], first["v_mm"], first["volume_ml"]) == (0.0, 409.123, 0.123456789123)
    assert "-0.0," not in text
    assert first["side"] == "midline"


def _moved(grid: Grid, **columns: float) -> Grid:
    return dataclasses.replace(grid, **{name: np.full(len(grid), value) for name, value in columns.items()})
