"""Judge several submissions at once, through the standard interface of `concurrent.futures`.

Every task ends in one outcome. A worker that dies takes its whole pool with it, as the standard library has it; then
there is a new pool, and those that were at work are judged once more, one at a time, so that only the one that did it
fails.
"""

import time
from collections import deque
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from autograder.grading.execution import NotJudged, in_one_line, judge_submission
from autograder.grading.pool import LocalPool

# A guard against a judge that hangs in spite of its own limits; those end every submission much earlier.
LONGEST_SECONDS = 900.0

# Tasks under way for each worker: one at work, the others so that nobody idles while the caller is busy.
_AHEAD = 16

_BROKE_THE_POOL = "the process that judged it ended without a result"


@dataclass
class _Running:
    task: object
    future: object
    alone: bool  # nothing else is judged at the same time
    since: float | None = None  # when a worker can have begun; None while it waits behind others


@contextmanager
def judging(tasks, jobs: int, judge=judge_submission, longest: float = LONGEST_SECONDS, new_executor=None):
    """Judge in the background; give an iterator of ``(task, Judged or NotJudged)``, each as soon as it is done.

    Tasks are taken from the iterable only as workers get through them, so that a long list of them need not be in
    memory. Whatever ends the block (the last task, an error, Ctrl-C) ends all its processes too.

    Parameters
    ----------
    tasks : iterable of Task
    jobs : int
        How many at a time.
    judge : callable
        Takes a task and returns its outcome; it must be importable where the workers are.
    longest : float
        Seconds after which a task is given up, however its worker hangs.
    new_executor : callable or None
        Returns a `concurrent.futures.Executor`, such as a cluster's; it is called again when one has broken.
        Processes on this machine when None.
    """
    batch = _Batch(iter(tasks), jobs, judge, longest, new_executor or partial(LocalPool, jobs))
    try:
        batch.fill()
        yield batch.outcomes()
        if not batch.running:
            batch.end()
    finally:
        batch.stop()


class _Batch:
    """The state of one call of `judging`: what runs, what has to run again, and where."""

    def __init__(self, tasks, jobs, judge, longest, new_executor):
        self.tasks, self.jobs, self.judge, self.longest = tasks, jobs, judge, longest
        self.new_executor, self.executor = new_executor, None
        self.running: list[_Running] = []
        self.again = deque()  # lost their pool through somebody else's fault
        self.suspects = deque()  # were at work when a pool broke: judged again, one at a time

    def outcomes(self):
        while self.fill():
            patience = min(one.since for one in self.running if one.since) + self.longest - time.monotonic()
            wait([one.future for one in self.running], max(0.0, patience), return_when=FIRST_COMPLETED)
            yield from self._collect()
            yield from self._give_up_on_the_slow()

    def fill(self) -> bool:
        """Give workers what they have room for; return whether anything is under way."""
        while self._has_room():
            alone = bool(self.suspects)
            try:
                task = (self.suspects or self.again).popleft() if self.suspects or self.again else next(self.tasks)
            except StopIteration:
                break
            self._submit(task, alone)
        for one in self.running[: self.jobs]:  # the oldest are those that workers have taken
            one.since = one.since or time.monotonic()
        return bool(self.running)

    def _has_room(self) -> bool:
        if self.suspects or any(one.alone for one in self.running):
            return not self.running
        return len(self.running) < _AHEAD * self.jobs

    def _submit(self, task, alone) -> None:
        if self.executor is None:
            self.executor = self.new_executor()
        try:
            future = self.executor.submit(self.judge, task)
        except BrokenExecutor:  # a worker has died since the last look; this task was not there yet
            self._give_back(task, alone)
            self._renew(self.running)
        else:
            self.running.append(_Running(task, future, alone))

    def _collect(self):
        """Yield what is done; where the pool broke, see to it that everything else is judged again."""
        broken = False
        for one in [one for one in self.running if one.future.done()]:
            error = None if one.future.cancelled() else one.future.exception()
            if one.future.cancelled() or (isinstance(error, BrokenExecutor) and not one.alone):
                broken = True
                continue
            self.running.remove(one)
            if isinstance(error, BrokenExecutor):
                broken = True
                yield one.task, NotJudged(_BROKE_THE_POOL)
            elif error is not None:
                yield one.task, NotJudged(f"it could not be judged ({in_one_line(error)})")
            else:
                yield one.task, one.future.result()
        if broken:
            self._renew(self.running)

    def _give_up_on_the_slow(self):
        slow = [one for one in self.running if one.since and time.monotonic() - one.since > self.longest]
        if not slow:
            return
        for one in slow:
            self.running.remove(one)
            one.since = None
            yield one.task, NotJudged(f"it took longer than {self.longest:g} seconds", self.longest)
        self._renew([])

    def _renew(self, suspects) -> None:
        """End the pool; the next task gets a new one. What was under way is judged again."""
        self.stop()
        for one in reversed(self.running):
            self._give_back(one.task, one in suspects and one.since is not None)
        self.running = []

    def _give_back(self, task, suspect) -> None:
        (self.suspects if suspect else self.again).appendleft(task)

    def end(self) -> None:
        """Let the workers finish in peace: they have nothing left to do."""
        if self.executor is not None:
            self.executor.shutdown(wait=True)
            self.executor = None

    def stop(self) -> None:
        """End the workers, whatever they are doing, where the executor has a way to."""
        if self.executor is not None:
            executor, self.executor = self.executor, None
            executor.kill() if hasattr(executor, "kill") else executor.shutdown(wait=False, cancel_futures=True)
