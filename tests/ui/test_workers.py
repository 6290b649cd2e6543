"""Workers tell what the page would have worked out, and no page depends on one."""

import math
import operator
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from inspect import Parameter, signature
from pathlib import Path
from threading import Thread

import pytest

from planner import errors
from planner.body.points import PointMm
from planner.errors import PlannerError, ZoneCrossesItself
from planner.session import Session
from planner.techniques import all_techniques
from planner.ui import planned as planning
from planner.ui import workers
from planner.ui.pad_data import plan_traces
from planner.ui.planned import planned, worked_out
from planner.ui.workers import WORKERS, Answer, Worker
from tests.conftest import a_rectangle, a_session, a_zone, some_points

SOME = (*some_points((10, 300), (40, 320), (25, 345)), a_zone(a_rectangle(0, 290, 60, 360)))
CROSSING = a_zone(tuple(PointMm(u, v) for u, v in ((0.0, 290.0), (60.0, 360.0), (60.0, 290.0), (0.0, 360.0))))
PATIENCE_S = 30.0


def told_by(worker: Worker, function: Callable, of: object) -> object:
    """Return what a worker tells as soon as it has begun to work."""
    until_s = time.monotonic() + PATIENCE_S
    while (answer := worker.ask(function, of)) is None:
        assert time.monotonic() < until_s, "it never answered"
        time.sleep(0.01)
    return answer.result


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker([])
    yield worker
    worker.end()


@pytest.fixture(scope="module")
def working() -> Iterator[None]:
    with WORKERS.working(1, first=[(worked_out, (a_session("nappage", *SOME),))]):
        while WORKERS.ask(abs, -1) is None:
            time.sleep(0.01)
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

    monkeypatch.setattr(WORKERS, "ask", lambda *_: None)
    forget_plans()
    own = planned(session)

    assert told.plan == own.plan is not None
    assert told_figures == (own.score, own.alerts, plan_traces(session, "dark"))


def test_plan_figures_and_alerts_are_each_asked_of_a_worker_once(
    working: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, ask = [], WORKERS.ask
    monkeypatch.setattr(WORKERS, "ask", lambda what, *of: asked.append(what) or ask(what, *of))
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
    monkeypatch.setattr(WORKERS, "ask", lambda _, *of: asked.extend(of))

    planned(a_session("point_by_point", *SOME[:1], pattern="fill", effort="optimise", steps=1))

    assert asked == []


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


def test_a_worker_may_tell_nothing_at_all(worker: Worker) -> None:
    assert told_by(worker, [].extend, ()) is None
    assert worker.ask(operator.not_, 1) == Answer(result=False)


def test_a_busy_worker_is_not_waited_for(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "PATIENCE_S", 0.01)
    told_by(worker, abs, 1)
    busy = Thread(target=worker.ask, args=(time.sleep, 0.5))
    busy.start()
    time.sleep(0.1)

    assert worker.ask(abs, -1) is None
    busy.join()
    assert worker.ask(abs, -1) == Answer(1)


def test_a_worker_that_has_not_loaded_what_it_needs_is_not_waited_for() -> None:
    slow = Worker([(time.sleep, (60.0,))])

    began_s = time.monotonic()
    told = slow.ask(abs, -1)
    slow.end()

    assert told is None
    assert time.monotonic() - began_s < 5.0


@pytest.mark.parametrize("end", [(os._exit, 1), (math.sqrt, -1.0)], ids=["killed", "a mistake"])
def test_a_worker_that_ended_is_started_again_after_a_rest(
    end: tuple[Callable, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = Worker([])
    told_by(worker, abs, -1)

    assert worker.ask(*end) is None
    assert worker.ask(abs, -1) is None
    monkeypatch.setattr(workers, "REST_S", 0.0)
    assert told_by(worker, abs, -1) == 1
    worker.end()


def test_a_killed_server_leaves_no_worker_behind(tmp_path: Path) -> None:
    script = tmp_path / "server.py"
    script.write_text(
        "import os, time\n"
        "from planner.ui.workers import Worker\n"
        "if __name__ == '__main__':\n"
        "    worker = Worker([])\n"
        "    while (told := worker.ask(os.getpgid, 0)) is None: time.sleep(0.01)\n"
        "    print(worker._process.pid, flush=True)\n"
        "    time.sleep(60)\n"
    )
    server = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True)
    left = Path(f"/proc/{server.stdout.readline().strip()}")
    assert left.is_dir()

    server.send_signal(signal.SIGKILL)
    server.wait()

    until_s = time.monotonic() + PATIENCE_S
    while left.is_dir() and time.monotonic() < until_s:
        time.sleep(0.02)
    assert not left.is_dir()


@pytest.mark.parametrize(
    ("told", "processors", "wanted"), [("", 1, 0), ("", 2, 1), ("", 16, 3), ("0", 8, 0), ("5", 2, 5)]
)
def test_one_processor_is_left_to_the_pages_unless_the_setting_says_how_many_work(
    told: str, processors: int, wanted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(workers.SETTING, told)
    monkeypatch.setattr(os, "cpu_count", lambda: processors)

    assert workers.wanted_workers() == wanted
