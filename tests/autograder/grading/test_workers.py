"""Does each submission end in one outcome, whatever its process does, and does nothing stay behind?"""

import multiprocessing
import time

import psutil
import pytest

from autograder.grading.execution import Judged, NotJudged
from autograder.grading.workers import judge_all
from tests.autograder.grading.judges import obey


def outcomes(tasks, jobs=2, longest=30.0):
    return dict(judge_all(tasks, jobs, longest, judge=obey))


def is_running(pid):
    """Tell whether a process still does anything; a dead one may wait a while for its parent to notice."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_everything_is_judged_once():
    names = [f"task{i}" for i in range(7)]
    assert outcomes(names) == {name: Judged(name, 0.1) for name in names}
    assert outcomes([]) == {}


def test_a_crash_costs_one_submission():
    found = outcomes(["one", "die", "raise", "two"])
    assert found["one"] == Judged("one", 0.1)
    assert found["two"] == Judged("two", 0.1)
    assert found["die"].reason == "the process that ran it ended without a result (exit status 7)"
    assert isinstance(found["raise"], NotJudged)


def test_what_takes_too_long_is_stopped_with_all_it_started(tmp_path):
    trace = tmp_path / "pid"
    start = time.monotonic()
    found = outcomes([f"leave-a-child {trace}", "one"], longest=3.0)
    assert found[f"leave-a-child {trace}"] == NotJudged("it took longer than 3 seconds", 3.0)
    assert found["one"] == Judged("one", 0.1)
    assert time.monotonic() - start < 20
    assert not is_running(int(trace.read_text()))


def test_an_interruption_leaves_no_process():
    running = judge_all(["one", "sleep", "sleep too"], 3, 60.0, judge=obey)
    next(running)
    with pytest.raises(KeyboardInterrupt):
        running.throw(KeyboardInterrupt)
    assert multiprocessing.active_children() == []


def test_nothing_reaches_the_terminal(capfd):
    assert outcomes(["shout"]) == {"shout": Judged("shout", 0.1)}
    assert capfd.readouterr() == ("", "")
