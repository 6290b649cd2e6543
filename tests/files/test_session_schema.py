import json
from typing import Any

import jsonschema
import pytest

from planner.errors import PlannerError
from planner.files import plan_schema, read_session, session_schema
from planner.techniques import NumberSetting, Technique, all_techniques, resolve_settings

every_technique = pytest.mark.parametrize("technique", all_techniques(), ids=lambda technique: technique.id)
every_schema = pytest.mark.parametrize("text", [session_schema(), plan_schema()], ids=["session", "plan"])


def a_session(**changes: Any) -> dict[str, Any]:
    session: dict[str, Any] = {
        "schema_version": 1,
        "body_map": "back",
        "position": "prone",
        "patient": {"sex": "female", "stature_mm": 1626, "weight_kg": None, "c7_psis_mm": None},
        "findings": [{"id": "p1", "kind": "tender_point", "u_mm": 15, "v_mm": 409, "intensity": 8}],
        "exclusions": [
            {"id": "x1", "kind": "scar", "outline_mm": [[-5, 400], [5, 400], [5, 480]], "margin_mm": 5}
        ],
        "targets": [{"id": "t1", "technique": "nappage", "findings": ["p1"], "settings": {"spacing_mm": 5}}],
    }
    return session | changes


def allowed(session: dict[str, Any]) -> bool:
    return bool(jsonschema.Draft202012Validator(json.loads(session_schema())).is_valid(session))


def is_read(session: dict[str, Any]) -> bool:
    try:
        read_session(json.dumps(session))
    except PlannerError:
        return False
    return True


def parts_of(schema: object) -> list[dict[str, Any]]:
    if isinstance(schema, list):
        return [part for item in schema for part in parts_of(item)]
    if isinstance(schema, dict):
        return [schema, *(part for item in schema.values() for part in parts_of(item))]
    return []


@every_schema
def test_a_schema_is_one_and_says_what_it_is(text: str) -> None:
    schema = json.loads(text)

    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(schema)[:4] == ["$schema", "$id", "title", "description"]
    assert schema["$id"].endswith(":1")


@every_schema
def test_every_key_of_a_file_is_described_and_no_other_is_allowed(text: str) -> None:
    schema = json.loads(text)

    forms = [part for part in parts_of(schema) if part.get("type") == "object" and "properties" in part]
    for form in forms:
        assert form["additionalProperties"] is False
        assert form["description"]
        for key, member in form["properties"].items():
            described = member.get("description") or "const" in member or "enum" in member
            assert described or "$ref" in json.dumps(member), key


@every_schema
def test_every_measure_says_its_unit(text: str) -> None:
    units = {"_mm": "mm", "_ml": "mL", "_deg": "deg", "_kg": "kg", "_mm2": "mm2"}

    for part in parts_of(json.loads(text)):
        for key, member in part.get("properties", {}).items():
            unit = next((unit for ending, unit in units.items() if key.endswith(ending)), "")
            written = json.dumps(member)
            assert unit.lower() in written.lower() or "$ref" in written, key


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"patient": None},
        {"findings": [], "targets": []},
        {"schema_version": 2},
        {"position": "supine"},
        {"note": "monday"},
        {"operator": None},
        {"operator": {"hand": "left", "stands": "patient_right"}},
        {"operator": {"hand": "left"}},
        {"operator": {"hand": "both", "stands": "patient_left"}},
        {"operator": {"hand": "right", "stands": "left"}},
        {"operator": {"hand": "right", "stands": "patient_left", "name": "M"}},
        {"findings": [{"id": "p1", "kind": "tender_point", "u_mm": "15", "v_mm": 409, "intensity": 8}]},
        {"findings": [{"id": "p1", "kind": "tender_point", "u_mm": 15, "v_mm": 409, "intensity": 11}]},
        {"findings": [{"id": "p1", "kind": "tender_point", "u_mm": 15, "v_mm": 409, "intensity": 7.5}]},
        {"findings": [{"id": "p 1", "kind": "tender_point", "u_mm": 15, "v_mm": 409, "intensity": 7}]},
        {"findings": [{"id": "p1", "kind": "zone", "u_mm": 15, "v_mm": 409, "intensity": 7}]},
        {"exclusions": [{"id": "x1", "kind": "scar", "outline_mm": [[1, 2, 3]], "margin_mm": 5}]},
        {
            "exclusions": [
                {"id": "x1", "kind": "scar", "outline_mm": [[0, 0], [9, 0], [9, 9]], "margin_mm": -1}
            ]
        },
    ],
    ids=lambda changes: json.dumps(changes)[:70],
)
def test_the_schema_and_the_reader_agree(changes: dict[str, Any]) -> None:
    session = a_session(targets=[], **changes) if "targets" not in changes else a_session(**changes)

    assert allowed(session) == is_read(session)


@every_technique
def test_the_schema_knows_the_settings_of_a_technique(technique: Technique) -> None:
    defaults = dict(resolve_settings(technique, ()))
    target = {"id": "t1", "technique": technique.id, "findings": ["p1"], "settings": defaults}
    number = next(setting for setting in technique.settings if isinstance(setting, NumberSetting))
    too_large = {**target, "settings": {number.name: number.most * 2 + 1}}

    assert allowed(a_session(targets=[target]))
    assert not allowed(a_session(targets=[too_large]))
    assert not allowed(a_session(targets=[{**target, "settings": {"spacing": 5}}]))
    assert not allowed(a_session(targets=[{**target, "technique": "topping"}]))
