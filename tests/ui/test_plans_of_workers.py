"""A worker tells the plan that the page would have worked out, and no silence passes for it here."""

import time
from collections.abc import Iterator
from copy import deepcopy
from inspect import Parameter, signature

import pytest

from planner import errors
from planner.body.points import PointMm
from planner.errors import PlannerError, ZoneCrossesItself
from planner.session import Session
from planner.techniques import all_techniques
from planner.ui import planned as planning
from planner.ui.pad_data import plan_traces
from planner.ui.planned import planned, worked_out
from planner.ui.workers import WORKERS, Answer
from tests.conftest import a_rectangle, a_session, a_zone, some_points

SOME = (*some_points((10, 300), (40, 320), (25, 345)), a_zone(a_rectangle(0, 290, 60, 360)))
CROSSING = a_zone(tuple(PointMm(u, v) for u, v in ((0.0, 290.0), (60.0, 360.0), (60.0, 290.0), (0.0, 360.0))))


@pytest.fixture(scope="module")
def working() -> Iterator[None]:
    ask = WORKERS.ask

    def told(*asked: object, about: object) -> Answer:
        """Ask, and take no silence for an answer: the page would work it out, and look the same."""
        answer = ask(*asked, about=about)
        assert answer is not None
        return answer

    with (
        WORKERS.working(1, first=[(worked_out, (a_session("nappage", *SOME),))]),
        pytest.MonkeyPatch.context() as patch,
    ):
        while WORKERS.ask(abs, -1, about=()) is None:
            time.sleep(0.01)
        patch.setattr(WORKERS, "ask", told)
        yield


def forget_plans() -> None:
    for remembered in (planning.planned, planning.score_of, planning.alerts_of, plan_traces):
        remembered.cache_clear()


@pytest.mark.parametrize("technique", [technique.id for technique in all_techniques()])
def test_a_worker_tells_the_very_plan_that_the_page_works_out(
    technique: str, working: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = a_session(technique, *SOME)
    forget_plans()
    told = planned(session)
    told_figures = told.score, told.alerts, plan_traces(session, "dark")

    monkeypatch.setattr(WORKERS, "ask", lambda *_, **__: None)
    forget_plans()
    own = planned(session)

    assert told.plan == own.plan is not None
    assert told_figures == (own.score, own.alerts, plan_traces(session, "dark"))


def test_plan_figures_and_alerts_are_each_asked_of_a_worker_once(
    working: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, ask = [], WORKERS.ask
    monkeypatch.setattr(
        WORKERS, "ask", lambda what, *of, about: asked.append(what) or ask(what, *of, about=about)
    )
    forget_plans()

    for _ in range(2):
        result = planned(a_session("nappage", *SOME))
        assert result.score
        assert result.alerts

    assert asked == [planning.planned, planning.score_of, planning.alerts_of]


def test_a_refusal_comes_whole_out_of_a_worker(working: None) -> None:
    forget_plans()

    refusal = planned(a_session("nappage", CROSSING)).refusal

    assert isinstance(refusal, ZoneCrossesItself)
    assert refusal.field.startswith("findings[0]")
    assert len(refusal.mended) == 2


def test_a_search_is_not_asked_of_a_worker(working: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Session] = []
    monkeypatch.setattr(WORKERS, "ask", lambda _, *of, **__: asked.extend(of))

    planned(a_session("point_by_point", *SOME[:1], pattern="fill", effort="optimise", steps=1))

    assert asked == []


def test_all_taps_of_a_desk_are_asked_of_one_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    about: list[object] = []
    monkeypatch.setattr(WORKERS, "ask", lambda *_, about=None, into=about: into.append(about))
    forget_plans()

    for count in (1, 2, 3):
        planned(a_session("nappage", *SOME[:count]))

    assert len(about) == 3
    assert set(about) == {SOME[:1]}


def every_refusal() -> list[PlannerError]:
    kinds = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, PlannerError)
    ]
    return [_an(kind) for kind in kinds]


def _an(kind: type[PlannerError]) -> PlannerError:
    values = {"mended": [[(0.0, 1.0)]], "version": 3, "mine": "a", "theirs": "b", "field": "findings[2]"}
    taken = [each.name for each in signature(kind).parameters.values() if each.kind is Parameter.KEYWORD_ONLY]
    return kind("Draw it again.", **{name: values[name] for name in taken})


@pytest.mark.parametrize("refusal", every_refusal(), ids=lambda refusal: type(refusal).__name__)
def test_each_refusal_is_the_same_in_another_process(refusal: PlannerError) -> None:
    again = deepcopy(refusal)  # goes by way of what pickle would send

    assert (type(again), str(again), vars(again)) == (type(refusal), str(refusal), vars(refusal))
