"""The example sessions: valid by the published schemas, and what a practitioner would expect of them."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from planner.body import PointMm, fit, place_of
from planner.commands.plan import plan_text
from planner.files import plan_schema, read_session, session_json, session_schema
from planner.session import PointFinding
from planner.techniques import all_techniques

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.json"))

every_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)


def plan_of(example: Path) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads(plan_text(example.read_bytes()))
    return plan


def validated(document: str, schema: str) -> bool:
    jsonschema.Draft202012Validator(json.loads(schema)).validate(json.loads(document))
    return True


def test_there_is_one_example_for_each_technique_one_that_follows_the_pain_and_a_mixed_one() -> None:
    of_techniques = {technique.id for technique in all_techniques()}

    assert {path.stem for path in EXAMPLES} == {"mixed", "nappage_follows_pain", *of_techniques}


@every_example
def test_an_example_is_valid_by_the_session_schema(example: Path) -> None:
    text = example.read_text(encoding="utf-8")

    assert validated(text, session_schema())
    assert read_session(session_json(read_session(text))) == read_session(text)


@every_example
def test_its_plan_is_valid_by_the_plan_schema_and_always_the_same(example: Path) -> None:
    text = plan_text(example.read_bytes())

    assert validated(text, plan_schema())
    assert plan_text(example.read_bytes()) == text


@every_example
def test_an_example_uses_the_technique_that_names_it(example: Path) -> None:
    used = {target["technique"] for target in plan_of(example)["targets"]}

    if example.stem == "mixed":
        assert used == {technique.id for technique in all_techniques()}
    else:
        assert used == {example.stem.removesuffix("_follows_pain")}


@every_example
def test_the_totals_of_a_plan_are_the_sums_of_its_parts(example: Path) -> None:
    plan = plan_of(example)

    injections = [shot for target in plan["targets"] for shot in target["injections"]]
    passes = [stroke for target in plan["targets"] for stroke in target["passes"]]
    assert plan["totals"]["punctures"] == len(injections)
    assert plan["totals"]["passes"] == len(passes)
    assert plan["totals"]["track_mm"] == pytest.approx(
        sum(stroke["length_mm"] for stroke in passes), abs=0.01
    )
    assert plan["totals"]["volume_ml"] == pytest.approx(
        sum(part["volume_ml"] for part in [*injections, *passes]), abs=1e-6
    )


@every_example
def test_no_example_has_a_stop(example: Path) -> None:
    assert "stop" not in {alert["severity"] for alert in plan_of(example)["alerts"]}


@every_example
def test_the_points_of_an_example_lie_in_a_named_region(example: Path) -> None:
    session = read_session(example.read_text(encoding="utf-8"))
    fitted = fit(session.body_map, session.patient)

    points = [finding.at for finding in session.findings if isinstance(finding, PointFinding)]
    corners = [corner for finding in session.findings for corner in getattr(finding, "outline", ())]
    for at in (*points, *corners):
        assert isinstance(at, PointMm)
        assert place_of(fitted, at.u_mm, at.v_mm).region_name


def test_the_mixed_example_withholds_the_point_in_the_scar() -> None:
    example = next(path for path in EXAMPLES if path.stem == "mixed")

    withheld = [place for target in plan_of(example)["targets"] for place in target["withheld"]]

    assert withheld == [
        {
            "u_mm": 0.0,
            "v_mm": 442.0,
            "finding": "p5",
            "reason": "inside exclusion x1 (scar) or its 5 mm margin",
        }
    ]
