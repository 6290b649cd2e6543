import threading

import pytest

from planner.ui.jobs import Jobs, JobState
from tests.ui.held_work import answer, begun, closed


def test_work_is_done_in_the_background_and_its_result_is_kept():
    jobs = Jobs()

    first = jobs.ask("k", answer, slot="s")

    assert first.state in {JobState.WAITING, JobState.RUNNING}
    assert closed(jobs, "k").result == 42
    assert jobs.ask("k", lambda _go_on: 43, slot="s").result == 42


def test_running_work_says_how_far_it_is():
    jobs = Jobs()
    held = begun(jobs, "k", "s")

    running = jobs.find("k")

    assert (running.state, running.step, running.count) == (JobState.RUNNING, 1, 40)
    held.release.set()
    assert closed(jobs, "k").step == 2


def test_running_work_shows_what_it_noted_until_it_ends():
    jobs = Jobs()
    held = begun(jobs, "k", "s")

    jobs.note("k", "the first rows")
    jobs.note("no such work", "nothing")

    assert (jobs.find("k").state, jobs.find("k").result) == (JobState.RUNNING, "the first rows")
    held.release.set()
    assert closed(jobs, "k").result == "result"
    jobs.note("k", "too late")
    assert jobs.find("k").result == "result"


def test_work_that_is_stopped_ends_with_what_it_has():
    jobs = Jobs()
    held = begun(jobs, "k", "s")

    jobs.stop("k")
    held.release.set()

    job = closed(jobs, "k")
    assert (job.state, job.result, job.stopped) == (JobState.DONE, "result so far", True)


def test_work_that_is_stopped_before_it_begins_is_forgotten():
    jobs = Jobs()
    held = begun(jobs, "first", "s1")
    jobs.ask("second", answer, slot="s2")

    jobs.stop("second")

    assert jobs.find("second") is None
    held.release.set()
    assert closed(jobs, "first").result == "result"
    assert closed(jobs, jobs.ask("second", answer, slot="s2").key).result == 42


def test_only_so_many_run_at_once_and_the_newest_request_is_next():
    jobs = Jobs()
    order = []
    held = begun(jobs, "first", "s0")

    for number in range(3):
        jobs.ask(f"k{number}", lambda _go_on, number=number: order.append(number), slot=f"s{number + 1}")

    assert [jobs.find(f"k{number}").state for number in range(3)] == [JobState.WAITING] * 3
    held.release.set()
    closed(jobs, "k0")
    assert order == [2, 1, 0]


def test_two_workers_do_two_pieces_of_work_at_once():
    jobs = Jobs(workers=2)

    one, other = begun(jobs, "one", "s1"), begun(jobs, "other", "s2")

    assert jobs.find("one").state is jobs.find("other").state is JobState.RUNNING
    one.release.set()
    other.release.set()


def test_a_slot_that_asks_for_something_else_lets_go_of_what_runs():
    jobs = Jobs()
    stale = begun(jobs, "stale", "s")

    jobs.ask("fresh", answer, slot="s")
    stale.release.set()

    assert closed(jobs, "fresh").result == 42
    assert stale.was_asked_to_end
    assert jobs.find("stale") is None


def test_work_that_another_slot_waits_for_goes_on():
    jobs = Jobs()
    held = begun(jobs, "shared", "one")
    jobs.ask("shared", answer, slot="other")

    jobs.ask("fresh", answer, slot="one")
    held.release.set()

    assert closed(jobs, "shared").result == "result"
    assert not held.was_asked_to_end


def test_work_whose_slot_is_let_go_before_it_begins_never_begins():
    jobs = Jobs()
    ran = threading.Event()
    held = begun(jobs, "first", "s1")
    jobs.ask("second", lambda _go_on: ran.set(), slot="s2")

    jobs.let_go("s2")
    held.release.set()

    assert closed(jobs, "first").result == "result"
    assert closed(jobs, jobs.ask("third", answer, slot="s3").key).result == 42
    assert not ran.is_set()


def test_a_result_is_kept_when_its_slot_has_gone_on():
    jobs = Jobs()
    jobs.ask("k", answer, slot="s")
    closed(jobs, "k")

    jobs.ask("later", answer, slot="s")

    assert jobs.ask("k", lambda _go_on: 43, slot="s").result == 42


def test_only_so_many_results_are_kept():
    jobs = Jobs(most_kept=2)
    for number in range(4):
        jobs.ask(f"k{number}", answer, slot="s")
        closed(jobs, f"k{number}")

    jobs.ask("k3", answer, slot="s")

    assert [jobs.find(f"k{number}") is not None for number in range(4)] == [False, False, True, True]


def test_a_burst_of_requests_in_one_slot_begins_only_the_last():
    jobs = Jobs(settle_s=0.2)
    ran = []
    for number in range(5):
        jobs.ask(f"k{number}", lambda _go_on, number=number: ran.append(number), slot="s")

    closed(jobs, "k4")

    assert ran == [4]


def test_a_mistake_in_the_work_is_seen_and_the_next_piece_is_done(monkeypatch: pytest.MonkeyPatch):
    flown = []
    monkeypatch.setattr(threading, "excepthook", flown.append)
    jobs = Jobs()

    jobs.ask("bad", lambda _go_on: 1 // 0, slot="s1")

    assert closed(jobs, "bad").state is JobState.FAILED
    assert closed(jobs, jobs.ask("good", answer, slot="s2").key).result == 42
    assert [hook.exc_type for hook in flown] == [ZeroDivisionError]


def test_many_threads_asking_at_once_get_one_piece_of_work():
    jobs = Jobs(settle_s=0.05)
    ran = []
    askers = [
        threading.Thread(target=jobs.ask, args=("k", ran.append), kwargs={"slot": f"s{n}"}) for n in range(20)
    ]

    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()

    assert closed(jobs, "k").state is JobState.DONE
    assert len(ran) == 1


def test_work_that_was_forgotten_once_it_ended_begins_anew_and_what_is_open_is_not_forgotten() -> None:
    jobs = Jobs()
    jobs.ask("a", answer, slot="here")
    closed(jobs, "a")

    jobs.forget("a")

    assert jobs.find("a") is None
    held = begun(jobs, "a", "here")
    jobs.forget("a")
    assert jobs.find("a").state is JobState.RUNNING
    held.release.set()
