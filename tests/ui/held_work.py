"""Background work that goes on for as long as a test wants it to."""

import threading
import time

from planner.ui.jobs import Job, Jobs

PATIENCE_S = 10.0


class Held:
    """Work that begins, tells of a step, and goes on for as long as the test wants it to."""

    def __init__(self, result: str = "result") -> None:
        self.begun, self.release, self.ended = threading.Event(), threading.Event(), threading.Event()
        self.result = result
        self.was_asked_to_end = False

    def __call__(self, go_on):
        go_on(1, 40)
        self.begun.set()
        assert self.release.wait(PATIENCE_S)
        self.was_asked_to_end = not go_on(2, 39)
        self.ended.set()
        return f"{self.result} so far" if self.was_asked_to_end else self.result


def answer(_go_on) -> int:
    return 42


def closed(jobs: Jobs, key: str) -> Job:
    """Return a job once it is done or has failed."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        job = jobs.find(key)
        if job is not None and not job.is_open:
            return job
        time.sleep(0.002)
    raise AssertionError(f"{key} is still {jobs.find(key)}")


def begun(jobs: Jobs, key: str, slot: str) -> Held:
    """Return work that has begun and holds a worker."""
    held = Held()
    jobs.ask(key, held, slot=slot)
    assert held.begun.wait(PATIENCE_S)
    return held
