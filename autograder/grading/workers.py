"""Judge several submissions at once, each in a process of its own, so that none can take another with it."""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import wait

from autograder.grading.execution import Judged, NotJudged, judge_submission

# A lesson runs in 20 seconds; each of a dozen tests may hang until nbgrader interrupts it after 30.
LONGEST_SECONDS = 600


@dataclass
class _Running:
    task: object
    process: object
    answer: object
    deadline: float


def judge_all(tasks, jobs: int, longest: float = LONGEST_SECONDS, judge=judge_submission):
    """Yield ``(task, Judged or NotJudged)`` as each is done; at most `jobs` run at a time.

    Whatever ends this generator (the last task, an error, Ctrl-C) ends all its processes too.
    """
    waiting, running = deque(tasks), []
    context = _context()
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                running.append(_start(context, waiting.popleft(), longest, judge))
            wait([one.answer for one in running], timeout=max(0.0, min(r.deadline for r in running) - time.monotonic()))
            for one in [r for r in running if r.answer.poll() or time.monotonic() > r.deadline]:
                running.remove(one)
                yield one.task, _finish(one, longest)
    finally:
        for one in running:
            _stop(one.process)


def warm_up() -> None:
    """Start importing what judging needs, in the background, while the caller does something else."""
    if sys.platform.startswith("linux"):
        _context()
        forkserver.ensure_running()


def _context():
    """A process that has imported nbgrader once and is forked for each submission; on Linux, where forking is safe."""
    if not sys.platform.startswith("linux"):
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["autograder.grading.warm"])
    return context


def _start(context, task, longest, judge) -> _Running:
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(task, theirs, judge), daemon=False)
    process.start()
    theirs.close()
    return _Running(task, process, ours, time.monotonic() + longest)


def _work(task, answer, judge) -> None:
    """Run in the new process: judge, send the result, say nothing to the terminal."""
    if hasattr(os, "setsid"):
        os.setsid()  # Ctrl-C reaches the parent alone, which stops us
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    answer.send(judge(task))
    answer.close()


def _leave_with_parent() -> None:
    multiprocessing.parent_process().join()
    _kill_children(os.getpid())
    os._exit(1)


def _finish(one, longest) -> Judged | NotJudged:
    try:
        if one.answer.poll():
            return one.answer.recv()
        return NotJudged(f"it took longer than {longest:g} seconds", longest)
    except (EOFError, OSError):
        one.process.join(5)
        return NotJudged(f"the process that ran it ended without a result (exit status {one.process.exitcode})")
    finally:
        _stop(one.process)
        one.answer.close()


def _stop(process) -> None:
    process.join(0.5)
    if process.is_alive():
        _kill_children(process.pid)
        process.kill()
        process.join()


def _kill_children(pid) -> None:
    """Kill what a process started, its kernel above all; a kernel has a session of its own and would stay."""
    import psutil  # comes with every Python kernel

    with suppress(psutil.NoSuchProcess):
        for child in psutil.Process(pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                child.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
