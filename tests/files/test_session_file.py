import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.body import Patient, PointMm, Sex
from planner.errors import FileRefused, IntensityOutOfRange, UnknownFinding
from planner.files import read_session, session_json
from planner.session import (
    Exclusion,
    ExclusionKind,
    FindingKind,
    Hand,
    Operator,
    PointFinding,
    Position,
    Session,
    Side,
    Target,
    Zone,
)

any_mm = st.floats(-1e6, 1e6)
names = st.from_regex(r"[A-Za-z0-9_.:-]{1,8}", fullmatch=True)
points = st.builds(PointMm, any_mm, any_mm)
measures = st.none() | st.floats(0.1, 1e4)
kinds = st.sampled_from([FindingKind.TENDER_POINT, FindingKind.TRIGGER_POINT])
settings_of_a_target = st.dictionaries(names, st.floats(-1e3, 1e3) | names, max_size=3)


@st.composite
def outlines(draw: st.DrawFn) -> tuple[PointMm, ...]:
    """Draw a triangle round a place, large enough to be an area."""
    u_mm, v_mm = draw(st.floats(-200, 200)), draw(st.floats(-100, 700))
    width_mm, height_mm = draw(st.floats(5, 90)), draw(st.floats(5, 90))
    return (PointMm(u_mm, v_mm), PointMm(u_mm + width_mm, v_mm), PointMm(u_mm, v_mm + height_mm))


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Draw a session that can be read back: each id once, known findings, outlines that are areas."""
    ids = draw(st.lists(names, max_size=5, unique=True))
    findings = [
        draw(
            st.builds(PointFinding, st.just(an_id), kinds, points, st.integers(0, 10))
            | st.builds(Zone, st.just(an_id), outlines(), st.integers(0, 10))
        )
        for an_id in ids
    ]
    treated = st.lists(st.sampled_from(ids), unique=True).map(tuple) if ids else st.just(())
    chosen = settings_of_a_target.map(lambda values: tuple(sorted(values.items())))
    return Session(
        body_map=draw(names),
        position=draw(st.sampled_from(Position)),
        patient=draw(
            st.none() | st.builds(Patient, st.sampled_from(Sex), measures, measures, measures),
        ),
        findings=tuple(findings),
        exclusions=tuple(
            draw(
                st.builds(
                    Exclusion, st.just(an_id), st.sampled_from(ExclusionKind), outlines(), st.floats(0, 100)
                )
            )
            for an_id in draw(st.lists(names, max_size=2, unique=True))
        ),
        targets=tuple(
            draw(st.builds(Target, st.just(an_id), names, treated, chosen))
            for an_id in draw(st.lists(names, max_size=3, unique=True))
        ),
        operator=draw(st.none() | st.builds(Operator, st.sampled_from(Hand), st.sampled_from(Side))),
    )


def a_document(**changes: Any) -> dict[str, Any]:
    """Return a session as plain JSON values, with some members replaced."""
    document: dict[str, Any] = {
        "schema_version": 1,
        "body_map": "back",
        "position": "prone",
        "patient": None,
        "findings": [{"id": "p1", "kind": "tender_point", "u_mm": 15, "v_mm": 409, "intensity": 8}],
        "exclusions": [],
        "targets": [{"id": "t1", "technique": "nappage", "findings": ["p1"], "settings": {}}],
    }
    return document | changes


@settings(max_examples=60)
@given(sessions())
def test_a_saved_session_is_read_back_equal(session: Session) -> None:
    text = session_json(session)

    assert read_session(text) == session
    assert read_session(text.encode()) == session
    assert session_json(read_session(text)) == text


def test_an_operator_is_written_only_when_one_was_said() -> None:
    session = read_session(json.dumps(a_document()))
    said = dataclasses.replace(session, operator=Operator(Hand.LEFT, Side.PATIENT_RIGHT))

    assert session.operator is None
    assert "operator" not in session_json(session)
    assert json.loads(session_json(said))["operator"] == {"hand": "left", "stands": "patient_right"}


def test_a_whole_number_is_taken_where_a_measure_is_meant() -> None:
    (point,) = read_session(json.dumps(a_document())).findings

    assert point == PointFinding("p1", FindingKind.TENDER_POINT, PointMm(15.0, 409.0), 8)
    assert isinstance(point, PointFinding)
    assert isinstance(point.at.u_mm, float)


@pytest.mark.parametrize("key", ["patient", "findings", "exclusions", "targets"])
def test_what_is_left_out_is_empty(key: str) -> None:
    document = a_document(targets=[])
    full = dataclasses.asdict(read_session(json.dumps(document)))
    del document[key]

    left_out = dataclasses.asdict(read_session(json.dumps(document)))

    assert left_out == full | {key: None if key == "patient" else ()}


def test_a_patient_may_have_a_sex_and_no_measures() -> None:
    session = read_session(json.dumps(a_document(patient={"sex": "male"})))

    assert session.patient == Patient(Sex.MALE)


def test_settings_are_kept_in_the_order_of_their_names() -> None:
    target = {
        "id": "t1",
        "technique": "nappage",
        "findings": [],
        "settings": {"spacing_mm": 5, "depth_mm": 1},
    }

    (read,) = read_session(json.dumps(a_document(targets=[target]))).targets

    assert read.settings == (("depth_mm", 1.0), ("spacing_mm", 5.0))


def test_a_setting_that_is_read_is_a_float_or_a_word() -> None:
    chosen = {"spacing_mm": 5, "direction_deg": "auto"}
    target = {"id": "t1", "technique": "nappage", "findings": [], "settings": chosen}

    (read,) = read_session(json.dumps(a_document(targets=[target]))).targets

    assert [type(value) for _, value in read.settings] == [str, float]


@pytest.mark.parametrize("key", ["schema_version", "body_map", "position"])
def test_what_must_be_there_is_asked_for_by_name(key: str) -> None:
    document = a_document()
    del document[key]

    with pytest.raises(FileRefused, match=f"{key} is missing") as caught:
        read_session(json.dumps(document))

    assert caught.value.field == key


def test_a_misspelt_key_is_named_before_the_key_that_it_leaves_missing() -> None:
    finding = {"id": "p1", "kind": "tender_point", "u_mm": 15, "v_mm": 409, "intensty": 8}

    with pytest.raises(FileRefused, match=r'did you mean "intensity"\?') as caught:
        read_session(json.dumps(a_document(findings=[finding])))

    assert caught.value.field == "findings[0].intensty"


def test_what_no_map_is_needed_for_is_refused_while_reading() -> None:
    target = {"id": "t1", "technique": "nappage", "findings": ["p9"]}
    finding = {"id": "p1", "kind": "tender_point", "u_mm": 15, "v_mm": 409, "intensity": 11}

    with pytest.raises(UnknownFinding):
        read_session(json.dumps(a_document(targets=[target])))
    with pytest.raises(IntensityOutOfRange):
        read_session(json.dumps(a_document(findings=[finding])))


def test_a_plan_is_no_session() -> None:
    plan = {"schema_version": 1, "totals": {}, "targets": [], "alerts": []}

    with pytest.raises(FileRefused, match="totals is not a key of a session file"):
        read_session(json.dumps(plan))
