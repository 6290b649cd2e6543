"""No page depends on a worker: not on one that is busy, stopped, dead or has not begun."""

import math
import operator
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from planner.errors import ServerSettingWrong
from planner.ui import workers
from planner.ui.workers import Answer, Worker

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


def test_a_worker_that_is_stopped_is_given_up_and_another_one_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker([])
    stopped = told_by(worker, os.getpgid, 0) and worker.ask(os.getpid)
    os.kill(stopped.result, signal.SIGSTOP)
    monkeypatch.setattr(workers, "LONGEST_S", 0.05)

    assert worker.ask(abs, -1) is None
    monkeypatch.setattr(workers, "REST_S", 0.0)
    monkeypatch.setattr(workers, "LONGEST_S", PATIENCE_S)
    assert told_by(worker, abs, -1) == 1
    assert not Path(f"/proc/{stopped.result}").exists()
    worker.end()


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


@pytest.mark.parametrize("told", ["two", "-1", " 2", "33"])
def test_a_number_of_workers_that_is_none_is_refused_by_name(
    told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(workers.SETTING, told)

    with pytest.raises(ServerSettingWrong, match="0 to 32") as refused:
        workers.wanted_workers()

    assert refused.value.field == workers.SETTING
