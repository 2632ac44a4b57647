"""The prepared process of the judge: it reads the lesson once, then forks a judge for each submission.

``python -m autograder.grading.judging.server CONTROL_FD ABOUT``, where ABOUT is JSON; started by `host.JudgeServer`.
"""

import gc
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from autograder.grading.execution import in_one_line
from autograder.grading.judging.master import Master, read_master
from autograder.grading.judging.session import judge, rehearse
from autograder.sandbox.client import Died, Run
from autograder.sandbox.inside.confine import drop_root
from autograder.sandbox.limits import Limits

# Memory of a judge beyond what it has at its birth: hostile data is capped, the cleaning of its outputs is not free.
_ROOM = 2_000_000_000
_TRIES = 3
# Where one submission leaves nothing behind for the next one, a judge does so many before a fresh one is forked.
_AT_MOST = 50


def main(control: socket.socket, about: dict) -> None:
    """Serve until the worker is gone."""
    limits = Limits(**about["limits"])
    master = read_master(Path(about["root"]), about["lesson"])
    rehearse(master)
    gc.freeze()  # what is here now stays: a fork need not copy it when it collects
    control.sendall(b"r")
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(silence, stream)
    deadlines: dict[int, float] = {}
    while True:
        _reap(deadlines)
        patience = min(deadlines.values(), default=float("inf")) - time.monotonic()
        readable, _, _ = select.select([control], [], [], min(1.0, max(0.0, patience)))
        if not readable:
            continue
        said, ends, _, _ = socket.recv_fds(control, 1, 1)
        if not said:
            return
        pid = os.fork()
        if pid == 0:
            control.close()
            _work(Connection(ends[0]), master, limits)
        os.close(ends[0])
        deadlines[pid] = time.monotonic() + about["longest"] * _at_most(master)


def _at_most(master) -> int:
    return _AT_MOST if master.leaves_nothing_behind else 1


def _reap(deadlines) -> None:
    for pid, deadline in list(deadlines.items()):
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
        if os.waitpid(pid, os.WNOHANG)[0]:
            del deadlines[pid]


def _work(connection: Connection, master: Master, limits: Limits) -> None:
    """Judge one submission in a process of its own, and leave; nothing may bring this fork back into the loop."""
    try:
        _limit_memory()
        for left in reversed(range(_at_most(master))):
            _answer(connection, master, limits, stays=left > 0)
    except Exception as error:  # a fault of the judge's own is told, and costs this submission alone
        with suppress(OSError):
            reason = f"the judge stopped on it ({in_one_line(error)})"
            connection.send_bytes(json.dumps({"say": "done", "stays": False, "reason": reason}).encode())
    finally:
        os._exit(0)


def _answer(connection, master, limits, stays) -> None:
    about = json.loads(connection.recv_bytes())
    notebook = connection.recv_bytes()
    files = {name: connection.recv_bytes() for name in about["files"]}

    def open_run() -> Run:
        for _ in range(_TRIES):
            run = _ask_for_run(connection, limits)
            try:
                run.begin(files)
                return run
            except Died as error:  # no code of the student's has run yet: the machine is to blame, and may recover
                why = f"{error} {run.close().detail}".strip()
        raise RuntimeError(f"the sandbox started no process for it: {why}")

    done = judge(master, notebook, about["seed"], open_run, limits, about["flags"])
    connection.send_bytes(json.dumps({"say": "done", "stays": stays, **done}).encode())


def _ask_for_run(connection, limits) -> Run:
    connection.send_bytes(b'{"say": "run"}')
    with socket.fromfd(connection.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as wire:
        _, ends, _, _ = socket.recv_fds(wire, 1, 2)
    link, lifeline = (socket.socket(fileno=end) for end in ends)
    return Run(link, lifeline, limits)


def _limit_memory() -> None:
    with suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        room = pages * os.sysconf("SC_PAGE_SIZE") + _ROOM
        resource.setrlimit(resource.RLIMIT_AS, (room, room))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    about_us = json.loads(sys.argv[2])
    if os.geteuid() == 0 and about_us["jailed"]:
        drop_root()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business, which ends everything
    main(socket.socket(fileno=int(sys.argv[1])), about_us)
