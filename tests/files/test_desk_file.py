import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.body.patient import Patient, Sex
from planner.body.points import PointMm
from planner.errors import FileRefused
from planner.files.desk import Desk, Edit
from planner.files.desk_file import desk_json, read_desk
from planner.files.pad_document import PadDocument, pads_by_number
from planner.session import (
    Exclusion,
    ExclusionKind,
    Finding,
    FindingKind,
    Hand,
    Marked,
    Operator,
    PointFinding,
    Position,
    Side,
    Target,
    Zone,
)

ids = st.from_regex(r"[A-Za-z0-9_.:-]{1,64}", fullmatch=True)
lengths = st.floats(-2000, 2000)
places = st.builds(PointMm, lengths, lengths)
outlines = st.lists(places, max_size=6).map(tuple)
findings: st.SearchStrategy[Finding] = st.one_of(
    st.builds(
        PointFinding,
        ids,
        st.sampled_from([FindingKind.TENDER_POINT, FindingKind.TRIGGER_POINT]),
        places,
        st.integers(0, 10),
    ),
    st.builds(Zone, ids, outlines, st.integers(0, 10)),
)
marks = st.builds(Marked, findings, st.lists(ids, max_size=3).map(tuple))
exclusions = st.builds(Exclusion, ids, st.sampled_from(ExclusionKind), outlines, st.floats(0, 100))
edits = st.one_of(
    st.builds(Edit, st.integers(1, 10**6), mark=marks),
    st.builds(Edit, st.integers(1, 10**6), exclusion=exclusions),
    st.builds(Edit, st.integers(1, 10**6), removed=ids),
)
chosen = st.dictionaries(ids, st.one_of(st.floats(-1e6, 1e6), st.sampled_from(["auto", "fill"])), max_size=4)
targets = st.builds(Target, ids, ids, st.just(()), chosen.map(lambda given: tuple(sorted(given.items()))))
measures = st.one_of(st.none(), st.floats(1, 3000))
patients = st.one_of(st.none(), st.builds(Patient, st.sampled_from(Sex), measures, measures, measures))
documents = st.builds(
    PadDocument,
    ids,
    st.integers(0, 10**9),
    st.integers(0, 10**6),
    st.text(max_size=16),
    st.lists(marks, max_size=4).map(tuple),
    st.lists(exclusions, max_size=3).map(tuple),
    st.lists(marks, max_size=3).map(tuple),
    st.text(max_size=8),
    st.one_of(st.none(), st.integers(0, 10**9)),
    st.text(max_size=8),
    st.dictionaries(st.text(max_size=8), st.integers(0, 10**9), max_size=4).map(pads_by_number),
)
desks = st.builds(
    Desk,
    document=documents,
    edits=st.lists(edits, max_size=3).map(tuple),
    edits_made=st.integers(0, 10**6),
    body_map=ids,
    position=st.sampled_from(Position),
    patient=patients,
    targets=st.lists(targets, max_size=3).map(tuple),
    active_target=ids,
    clearings=st.integers(0, 10**6),
    operator=st.one_of(st.none(), st.builds(Operator, st.sampled_from(Hand), st.sampled_from(Side))),
)


@given(desks)
def test_a_desk_is_read_as_it_was_written(desk: Desk) -> None:
    assert read_desk(desk_json(desk)) == desk


@given(desks)
def test_the_same_desk_is_the_same_text_in_one_line(desk: Desk) -> None:
    assert desk_json(desk) == desk_json(read_desk(desk_json(desk)))
    assert "\n" not in desk_json(desk)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema_version", "1"),
        ("position", "upside down"),
        ("clearings", -1),
        ("edits", [{"number": 0, "removed": "p1"}]),
        ("targets", [{"id": "t 1", "technique": "nappage", "findings": []}]),
        ("document", {"case": "c"}),
    ],
)
def test_what_is_no_desk_of_this_version_is_refused(key: str, value: object) -> None:
    members = json.loads(desk_json(Desk(PadDocument("case")))) | {key: value}

    with pytest.raises(FileRefused, match=r"cannot be read at .*: restore a backup"):
        read_desk(json.dumps(members))


@pytest.mark.parametrize(("key", "value"), [("schema_version", 3), ("a_new_key", 1)])
def test_a_desk_of_a_newer_version_is_told_as_that(key: str, value: object) -> None:
    members = json.loads(desk_json(Desk(PadDocument("case")))) | {key: value}

    with pytest.raises(FileRefused, match="This server is older than the one that saved this desk"):
        read_desk(json.dumps(members))


@settings(max_examples=40)
@given(desks)
def test_a_desk_of_the_version_before_is_read_and_has_no_ghosts(desk: Desk) -> None:
    bare = replace(desk, document=replace(desk.document, ghosts=()))
    members = json.loads(desk_json(bare)) | {"schema_version": 1}
    del members["document"]["ghosts"]

    assert read_desk(json.dumps(members)) == bare


@pytest.mark.parametrize("text", ["", "{", "null", "[]", '{"schema_version": 1}'])
def test_a_text_that_is_no_desk_is_refused(text: str) -> None:
    with pytest.raises(FileRefused):
        read_desk(text)
