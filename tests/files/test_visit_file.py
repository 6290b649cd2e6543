import json
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.body import PointMm
from planner.errors import FileRefused, PlannerError
from planner.files import read_visit, visit_json, visit_schema
from planner.series.delivered import Delivery
from planner.series.next_visit import next_visit
from planner.series.visit import Answer, EffectKind, Product, QuestionKind, Scores, SideEffect, Visit
from planner.session import Marked
from tests.conftest import some_points
from tests.series.visits import COURSE, MIXED, MONDAY, TEN, a_visit, deliveries, treated

BAD = Path(__file__).parent.parent / "bad_visits"
EXPECTED = ".expected"
INPUTS = sorted(path for path in BAD.iterdir() if path.suffix != EXPECTED)
every_bad_visit = pytest.mark.parametrize("bad", INPUTS, ids=lambda path: path.stem)

days = st.integers(0, 200).map(lambda count: MONDAY + timedelta(days=count))
texts = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=20)
scores = st.builds(
    Scores,
    st.none() | st.integers(0, 10),
    st.none() | st.integers(0, 100),
    st.none() | st.integers(0, 24),
    st.none() | st.integers(0, 100),
)
products = st.builds(
    Product, texts.map(lambda text: f"n{text}"), texts, st.none() | days, st.none() | st.floats(0, 100)
)
answers = st.builds(Answer, st.sampled_from(QuestionKind), days, st.booleans(), texts)


@st.composite
def effects(draw: st.DrawFn) -> tuple[SideEffect, ...]:
    found = []
    for number in range(draw(st.integers(0, 3))):
        noticed = draw(days)
        gone = draw(st.none() | st.integers(0, 30).map(lambda count, on=noticed: on + timedelta(days=count)))
        at = PointMm(draw(st.floats(-200, 200)), draw(st.floats(0, 500)))
        found.append(
            SideEffect(f"e{number}", draw(st.sampled_from(EffectKind)), at, noticed, draw(texts), gone)
        )
    return tuple(found)


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    delivery = draw(st.none() | deliveries())
    points = some_points((30, 420), (40, 430))
    waiting = tuple(Marked(point, ("t2", "t1")[:count]) for count, point in enumerate(points))
    return Visit(
        MONDAY,
        MIXED,
        draw(scores),
        draw(scores),
        course=None if delivery is None else COURSE,
        delivery=delivery,
        products=tuple(draw(st.lists(products, max_size=2))),
        effects=draw(effects()),
        answers=tuple(draw(st.lists(answers, max_size=2))),
        ghosts=draw(st.sampled_from([(), waiting])),
        schedule=draw(st.sampled_from(["", "weekly_4"])),
        next_on=draw(st.none() | days.map(lambda day: day + timedelta(days=1))),
    )


relaxed = settings(suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(visits())
def test_a_visit_read_back_is_the_visit_that_was_written(visit: Visit) -> None:
    read = read_visit(visit_json(visit))

    assert read == visit
    assert visit_json(read_visit(visit_json(read))) == visit_json(read)


@settings(relaxed, max_examples=30)
@given(visits())
def test_every_visit_that_is_written_follows_the_published_schema(visit: Visit) -> None:
    published = jsonschema.Draft202012Validator(json.loads(visit_schema()))

    assert list(published.iter_errors(json.loads(visit_json(visit)))) == []


def test_a_ghost_of_before_it_knew_its_targets_is_read_and_names_none() -> None:
    document = json.loads(visit_json(next_visit(a_visit(), MONDAY)))
    for ghost in document["ghosts"]:
        assert ghost.pop("targets")

    read = read_visit(json.dumps(document))

    assert read.ghosts == tuple(Marked(finding, ()) for finding in MIXED.findings)


def test_a_moment_keeps_its_instant_in_any_time_zone() -> None:
    in_paris = TEN.astimezone(timezone(timedelta(hours=1)))
    visit = treated(a_visit())
    assert visit.delivery is not None
    (deed,) = visit.delivery.deeds
    elsewhere = replace(visit, delivery=Delivery(len(COURSE), (replace(deed, moment=in_paris),)))

    assert read_visit(visit_json(elsewhere)) == visit


def test_a_course_keeps_every_figure_to_the_last_bit() -> None:
    visit = replace(a_visit(), course=COURSE, delivery=Delivery(len(COURSE)))

    read = read_visit(visit_json(visit))

    assert read.course == COURSE
    assert read.course is not None
    assert read.course.legs[1].passes.length_mm.tolist() == COURSE.legs[1].passes.length_mm.tolist()


def changed(*path: str | int, to: Any) -> str:
    """Return a treated visit as text with one member replaced."""
    document = json.loads(visit_json(treated(a_visit(nrs=7))))
    here = document
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = to
    return json.dumps(document)


@pytest.mark.parametrize(
    "path",
    [("on",), ("before", "nrs"), ("course", 0, "settings", "depth_mm"), ("deeds", 0, "first"), ("ghosts",)],
    ids=str,
)
@pytest.mark.parametrize("value", ["x", True, [1], {"a": 1}, 1e12], ids=str)
def test_no_value_of_another_kind_comes_in(path: tuple[str | int, ...], value: object) -> None:
    with pytest.raises(PlannerError) as caught:
        read_visit(changed(*path, to=value))

    assert caught.value.field


def test_a_session_file_is_no_visit() -> None:
    with pytest.raises(FileRefused):
        read_visit('{"schema_version": 1, "body_map": "back", "position": "prone"}')


@every_bad_visit
def test_a_bad_visit_is_refused_by_name_field_and_sentence(bad: Path) -> None:
    with pytest.raises(PlannerError) as caught:
        read_visit(bad.read_bytes())

    refusal = caught.value
    name, field, sentence = bad.with_suffix(EXPECTED).read_text(encoding="utf-8").splitlines()
    assert (type(refusal).__name__, refusal.field, str(refusal)) == (name, field, sentence)


@every_bad_visit
def test_a_sentence_about_a_visit_is_written_for_a_practitioner(bad: Path) -> None:
    sentence = bad.with_suffix(EXPECTED).read_text(encoding="utf-8").splitlines()[2]

    assert sentence.isprintable()
    assert len(sentence) < 260
    for jargon in ("Traceback", "pydantic", "dict", "NoneType", "Input should", "<class", "Errno"):
        assert jargon not in sentence


def test_every_bad_visit_has_its_own_number_and_expectation() -> None:
    assert [path.name[:3] for path in INPUTS] == [f"{number:03d}" for number in range(1, len(INPUTS) + 1)]
    assert {path.with_suffix("").name for path in BAD.glob(f"*{EXPECTED}")} == {path.stem for path in INPUTS}
    assert len(INPUTS) >= 30
