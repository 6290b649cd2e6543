import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import FileRefused
from planner.files.beside import Beside, Optimised, PlanA
from planner.files.beside_file import beside_json, read_beside
from planner.files.desk import Desk
from planner.files.pad_document import PadDocument
from planner.geometry.found_covers import FoundCover
from planner.series.reminders import ChangeEvery
from planner.series.soundness import MOST
from planner.series.visit import Scores
from planner.session import Session, Target
from tests.files.test_desk_file import desks, findings, ids, patients, targets

places = st.lists(st.tuples(*2 * [st.floats(-2000, 2000)]), max_size=4).map(
    lambda pairs: np.array(pairs, dtype=np.float64).reshape(-1, 2)
)
covers = st.builds(FoundCover, st.from_regex(r"[0-9a-f]{64}", fullmatch=True), places)
seen = st.builds(
    Session,
    patient=patients,
    findings=st.lists(findings, max_size=2).map(tuple),
    targets=st.lists(targets, max_size=1).map(tuple),
)
searches = st.lists(
    st.builds(Optimised, ids, seen, st.integers(0, 20_000), st.lists(covers, max_size=2).map(tuple)),
    max_size=2,
).map(tuple)
counts = st.one_of(st.none(), st.integers(1, 999))
scores = st.builds(
    Scores, **{name: st.one_of(st.none(), st.integers(0, most)) for name, most in MOST.items()}
)
besides = st.builds(
    Beside,
    plan_a=st.one_of(st.none(), st.builds(PlanA, desks, searches)),
    optimised=searches,
    weights=st.dictionaries(ids, st.floats(0, 100), max_size=3).map(
        lambda given: tuple(sorted(given.items()))
    ),
    rest_days=st.integers(1, 90),
    every=st.builds(ChangeEvery, counts, counts),
    note=st.one_of(st.none(), st.text(max_size=40)),
    before=st.one_of(st.none(), scores),
)


@settings(max_examples=60)
@given(besides)
def test_what_is_kept_beside_a_desk_is_read_as_it_was_written(beside: Beside) -> None:
    text = beside_json(beside)

    assert read_beside(text) == beside
    assert beside_json(read_beside(text)) == text
    assert "\n" not in text


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema_version", 2),
        ("plan_a", {"desk": {}, "optimised": []}),
        ("weights", {"coverage": "much"}),
        ("rest_days", 0),
        ("needle_every", 0),
        ("note", "a" * 2_001),
        ("before", {"nrs": 11}),
        ("before", {"quebec": 20}),
        ("a_new_key", 1),
    ],
)
def test_what_this_version_does_not_know_is_refused(key: str, value: object) -> None:
    members = json.loads(beside_json(Beside())) | {key: value}

    with pytest.raises(
        FileRefused, match=r"cannot be read at .*: restore a backup|is older than the one that saved"
    ):
        read_beside(json.dumps(members))


def test_what_an_older_mesoplan_kept_has_asked_nothing() -> None:
    members = json.loads(beside_json(Beside(before=Scores(nrs=7))))
    del members["before"]

    assert read_beside(json.dumps(members)) == Beside()


def test_a_newer_desk_within_plan_a_is_told_as_that() -> None:
    desk = Desk(PadDocument("case", seq=1), targets=(Target("t1", "nappage"),), active_target="t1")
    members = json.loads(beside_json(Beside(plan_a=PlanA(desk, ()))))
    members["plan_a"]["desk"]["schema_version"] += 1

    with pytest.raises(FileRefused, match="is older than the one that saved") as refused:
        read_beside(json.dumps(members))

    assert refused.value.field == "plan_a.desk.schema_version"
