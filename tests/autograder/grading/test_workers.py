"""Does each submission end in one outcome, whatever its process does, and does nothing stay behind?"""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import psutil
import pytest

from autograder.grading.execution import NotJudged
from autograder.grading.workers import judging
from tests.autograder.grading.judges import judged, obey

BROKE = NotJudged("the process that judged it ended without a result")


def outcomes(tasks, jobs=2, longest=30.0, **more):
    with judging(tasks, jobs, obey, longest, **more) as found:
        return dict(found)


def is_running(pid):
    """Tell whether a process still does anything; a dead one may wait a while for its parent to notice."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def until(condition, seconds=20.0):
    """Wait until `condition` holds, and tell whether it came to hold."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not condition():
        time.sleep(0.02)
    return condition()


def test_everything_is_judged_once():
    names = [f"task{i}" for i in range(7)]
    with judging(names, 2, obey) as done:
        found = list(done)
    assert sorted(task for task, _ in found) == names
    assert dict(found) == {name: judged(name) for name in names}
    assert outcomes([]) == {}


@pytest.mark.parametrize("new", [lambda: ThreadPoolExecutor(2), lambda: ProcessPoolExecutor(2, _spawn())])
def test_any_executor_does(new):
    names = ["one", "two", "raise", "three"]
    found = outcomes(names, new_executor=new)
    assert found.pop("raise") == NotJudged("it could not be judged (RuntimeError: a bug in the judge)")
    assert found == {name: judged(name) for name in ("one", "two", "three")}


def _spawn():
    return multiprocessing.get_context("spawn")


def test_tasks_are_taken_only_as_workers_get_free():
    taken = []

    def tasks():
        for i in range(500):
            taken.append(i)
            yield f"task{i}"

    with judging(tasks(), 2, obey) as found:
        for _ in range(100):
            next(found)
        assert len(taken) <= 100 + 2 * 16


def test_workers_begin_before_anybody_asks(tmp_path):
    with judging([f"leave-a-child {tmp_path / 'pid'}"], 1, obey):
        assert until((tmp_path / "pid").exists)


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_a_crash_costs_one_submission(jobs):
    found = outcomes(["one", "die", "two", "raise", "three", "four", "five"], jobs)
    assert found.pop("die") == BROKE
    assert isinstance(found.pop("raise"), NotJudged)
    assert found == {name: judged(name) for name in ("one", "two", "three", "four", "five")}


def test_several_crashes_cost_only_their_own_submissions():
    found = outcomes(["die 1", "die 2", "one", "die 3", "two"], 2)
    assert [name for name, outcome in found.items() if outcome == BROKE] == ["die 1", "die 2", "die 3"]
    assert (found["one"], found["two"]) == (judged("one"), judged("two"))


def test_who_was_only_near_a_crash_is_judged_after_all(tmp_path):
    assert outcomes([f"die-once {tmp_path / 'trace'}", "one"]) == {
        f"die-once {tmp_path / 'trace'}": judged("die-once"),
        "one": judged("one"),
    }


def test_a_pool_of_somebody_else_s_is_made_anew_when_it_breaks():
    found = outcomes(["one", "die", "two"], new_executor=lambda: ProcessPoolExecutor(2, _spawn()))
    assert found == {"one": judged("one"), "two": judged("two"), "die": BROKE}


def test_what_takes_too_long_is_stopped_with_all_it_started(tmp_path):
    trace = tmp_path / "pid"
    found = outcomes([f"leave-a-child {trace}", "one", "two", "three"], longest=5.0)
    assert found.pop(f"leave-a-child {trace}") == NotJudged("it took longer than 5 seconds", 5.0)
    assert found == {name: judged(name) for name in ("one", "two", "three")}
    assert until(lambda: not is_running(int(trace.read_text())))


def test_an_interruption_leaves_no_process(tmp_path):
    trace = tmp_path / "pid"

    def interrupted():
        with judging(["one", f"leave-a-child {trace}", "sleep"], 3, obey, 60.0) as found:
            next(found)
            assert until(trace.exists)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert multiprocessing.active_children() == []
    assert until(lambda: not is_running(int(trace.read_text())))


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a POSIX signal")
def test_workers_and_what_they_started_die_with_a_killed_parent(tmp_path):
    code = (
        "import sys; from autograder.grading.workers import judging\n"
        "from tests.autograder.grading.judges import obey\n"
        "with judging([f'leave-a-child {sys.argv[1]}', 'sleep'], 2, obey) as found: list(found)"
    )
    trace = tmp_path / "pid"
    marked = {**os.environ, "WORKERS_TEST": str(tmp_path)}
    run = subprocess.Popen([sys.executable, "-c", code, str(trace)], env=marked)
    assert until(trace.exists, 60)
    family = [psutil.Process(run.pid), *psutil.Process(run.pid).children(recursive=True)]
    assert len(family) >= 4  # it, what its workers are forked from, and two workers
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert until(lambda: not any(is_running(process.pid) for process in family))
    assert until(lambda: not is_running(int(trace.read_text())))


def test_nothing_reaches_the_terminal(capfd):
    assert outcomes(["shout"]) == {"shout": judged("shout")}
    assert capfd.readouterr() == ("", "")


def test_a_long_temporary_folder_is_no_obstacle(tmp_path):
    deep = tmp_path / ("long" * 20)
    deep.mkdir()
    code = (
        "from autograder.grading.workers import judging\n"
        "from tests.autograder.grading.judges import judged, obey\n"
        "with judging(['one'], 1, obey) as found: assert list(found) == [('one', judged('one'))]"
    )
    subprocess.run([sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(deep)}, check=True)
