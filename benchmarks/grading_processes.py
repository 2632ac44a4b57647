"""A run and its processes: how long it takes, what it says and when, whether anything outlives it.

Everything that a run starts is below this process, also what lost its own parent: on Linux we adopt orphans.
"""

import ctypes
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

_ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER, see prctl(2)
PATIENCE = 20  # seconds for everything that a run has started to end after it
GONE = (psutil.Error, OSError)  # the process has ended meanwhile


@dataclass(frozen=True)
class Ran:
    """A finished run.

    Attributes
    ----------
    seconds : float
    status : int
    lines : list of (float, str)
        What it said, each line with the seconds after the start at which it came.
    alive : list of str
        What still ran `PATIENCE` seconds after it had ended.
    """

    seconds: float
    status: int
    lines: list[tuple[float, str]]
    alive: list[str]


def adopt_orphans() -> None:
    """Have processes below us whose parent dies become our own children, so that they are found."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)


def run(command, cwd: Path, env: dict) -> Ran:
    """Run a command to its end and return what it took."""
    start, lines = time.perf_counter(), []
    process = begin(command, cwd, env)
    reader = threading.Thread(target=_read, args=(process, start, lines), daemon=True)
    reader.start()
    status = process.wait()
    seconds = time.perf_counter() - start
    alive = left_over(PATIENCE)
    reader.join(PATIENCE)  # not for ever: something that outlived the run may still hold its output
    return Ran(seconds, status, lines, alive)


def begin(command, cwd: Path, env: dict) -> subprocess.Popen:
    """Start a command that says everything on one pipe and reads nothing."""
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )


def _read(process, start, lines) -> None:
    with suppress(ValueError):  # closed under our hands
        for line in process.stdout:
            lines.append((time.perf_counter() - start, line.rstrip("\n")))


def left_over(patience: float = PATIENCE) -> list[str]:
    """Return the command lines of the processes below us that are still there after `patience` seconds."""
    deadline = time.monotonic() + patience
    while (alive := _alive()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return alive


def end_left_overs() -> None:
    """Kill what a failed run has left, so that the next one is not disturbed by it."""
    for process in psutil.Process().children(recursive=True):
        with suppress(*GONE):
            process.kill()
    left_over(5)


def _alive() -> list[str]:
    alive = []
    for process in psutil.Process().children(recursive=True):
        with suppress(*GONE):
            if process.status() != psutil.STATUS_ZOMBIE:
                alive.append(" ".join(process.cmdline()) or process.name())
            elif process.ppid() == os.getpid():
                os.waitpid(process.pid, os.WNOHANG)  # an orphan that we adopted and nobody else waits for
    return alive
