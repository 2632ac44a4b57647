"""Judge one submission: the student's code in a sandbox, the tests outside it, the course out of reach of both.

`judge_submission` runs in a worker process. It keeps two prepared processes for as long as the worker lives: the
sandbox, which is forked for each run of a notebook, and the judge, which is forked for each submission.
"""

import json
import os
import socket
import time
from dataclasses import dataclass, field
from pathlib import Path

from autograder.sandbox.limits import Limits

# After this many times the seconds that one run of a notebook may take, a submission has had its chance.
_RUNS = 2
# What the judge itself may need on top: reading a huge notebook, cleaning its outputs.
_GRACE = 30.0


@dataclass(frozen=True)
class Task:
    """One submission to judge, as it was handed in; nothing in it refers to the course.

    Attributes
    ----------
    root : Path
        The project whose ``solutions/`` hold the master.
    lesson, student : str
    notebook : bytes
        The submitted notebook, unread.
    files : dict of str to bytes
        What lay beside it: relative path → content.
    seed : int
        Draws this student's inputs.
    limits : Limits
    mode : str
        "nested", "single" or "none": how student code is kept in, see `autograder.sandbox.host.Sandbox`.
    hide : tuple of Path
        Folders that neither the student's code nor the judge may see, wherever they lie: the course.
    flags : tuple of dict
        What a person should look at, as far as it is known before judging; the judged notebook shows it too.
    """

    root: Path
    lesson: str
    student: str
    notebook: bytes = field(repr=False)
    files: dict[str, bytes] = field(repr=False)
    seed: int
    limits: Limits = field(default_factory=Limits)
    mode: str = "nested"
    hide: tuple[Path, ...] = ()
    flags: tuple[dict, ...] = ()


@dataclass(frozen=True)
class Judged:
    """The judgement of a submission.

    Attributes
    ----------
    notebook : str
        The autograded notebook as JSON text: the student's cells with their outputs, the master's tests with theirs.
    exercises : list of dict
        For each graded cell of the master: "name", "points" (None: a person must judge), "verdict", "message".
    unanswered : list of str
        grade_ids of the answers that were left as released.
    flags : list of dict
        "kind" and "detail" of what a person should look at.
    seconds : float
    """

    notebook: str
    exercises: list
    unanswered: list
    flags: list
    seconds: float


@dataclass(frozen=True)
class NotJudged:
    """Why there is no verdict, in one plain sentence."""

    reason: str
    seconds: float = 0.0


def judge_submission(task: Task) -> Judged | NotJudged:
    """Judge a submission in bounded time; whatever goes wrong is a `NotJudged` with its reason, never an exception."""
    start = time.perf_counter()
    try:
        done = _servers(task).judge(task)
    except Exception as error:  # whatever a submission does to the judge stays with this submission
        close_servers()  # the next one starts with fresh ones
        return NotJudged(_explain(error, task.limits), time.perf_counter() - start)
    seconds = time.perf_counter() - start
    if "reason" in done:
        return NotJudged(done["reason"], seconds)
    return Judged(done["notebook"], done["exercises"], done["unanswered"], done["flags"], seconds)


def in_one_line(error: BaseException) -> str:
    """Return an exception's name and the first line of its text."""
    first = (str(error).splitlines() or [""])[0][:200]
    return f"{type(error).__name__}: {first}".removesuffix(": ")


def _explain(error, limits) -> str:
    if isinstance(error, TimeoutError):
        return f"judging it took longer than {_longest(limits):g} seconds"
    if isinstance(error, EOFError | ConnectionError):
        return "the process that judged it ended without a result: it may have run out of memory or time"
    return f"it could not be judged ({in_one_line(error)})"


def _longest(limits: Limits) -> float:
    return _RUNS * limits.total_seconds + _GRACE


class _Servers:
    """The two prepared processes of a worker, for one lesson."""

    def __init__(self, task: Task):
        from autograder.grading.judging.host import JudgeServer
        from autograder.sandbox.host import Sandbox

        self._judge = None
        self.sandbox = Sandbox(task.limits, mode=task.mode, hide=task.hide)
        try:
            self.judge_server = JudgeServer(
                task.root, task.lesson, task.limits, _longest(task.limits), jailed=task.mode != "none", hide=task.hide
            )
        except BaseException:
            self.sandbox.close()
            raise

    def judge(self, task: Task) -> dict:
        """Have a fork of the judge do it, and give it runs of the sandbox as it asks for them."""
        deadline = time.monotonic() + _longest(task.limits)
        self._judge = judge = self._judge or self.judge_server.fork()
        about = {"seed": task.seed, "files": list(task.files), "flags": task.flags}
        for content in (json.dumps(about).encode(), task.notebook, *task.files.values()):
            judge.send_bytes(content)
        while judge.poll(max(0.0, deadline - time.monotonic())):
            said = json.loads(judge.recv_bytes())
            if said.pop("say") == "done":
                if not said.pop("stays"):
                    self._dismiss()
                return said
            self._hand_over_a_run(judge)
        raise TimeoutError

    def _dismiss(self) -> None:
        if self._judge is not None:
            self._judge.close()
            self._judge = None

    def _hand_over_a_run(self, judge) -> None:
        ends = self.sandbox.start()
        try:
            with socket.fromfd(judge.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as wire:
                socket.send_fds(wire, [b"r"], [end.fileno() for end in ends])
        finally:
            for end in ends:
                end.close()

    def close(self) -> None:
        self._dismiss()
        self.sandbox.close()
        self.judge_server.close()


_kept: dict = {}


def _servers(task: Task) -> _Servers:
    key = (os.getpid(), task.root, task.lesson, task.limits, task.mode, task.hide)
    if key not in _kept:
        close_servers()
        _kept[key] = _Servers(task)
    return _kept[key]


def close_servers() -> None:
    """End the prepared processes of this worker, if there are any."""
    while _kept:
        (pid, *_), servers = _kept.popitem()
        if pid == os.getpid():  # a fork of the worker must not close what is not its own
            servers.close()
