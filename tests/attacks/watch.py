"""Run a command and tell what it left running and whom it called: ``python -m tests.attacks.watch ORDER REPORT``.

The order is a JSON file: ``{"command", "seconds", "grace", "port", "socket"}``. In the seconds of grace, processes that
are being ended may still be seen. Everything that the command starts stays below this process, however it detaches
itself, because orphans are handed to the nearest ancestor that asks for them.
"""

import contextlib
import ctypes
import json
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil

PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """Have every orphaned descendant handed to this process instead of to the system's first one."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "this system does not hand orphans to their nearest ancestor")


def listeners(port: int, name: str) -> list[socket.socket]:
    """Return what an attack may try to talk to: TCP and UDP on loopback, abstract stream and datagram sockets."""
    opened = []
    for family, kind, address in (
        (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", port)),
        (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", port)),
        (socket.AF_UNIX, socket.SOCK_STREAM, f"\0{name}"),
        (socket.AF_UNIX, socket.SOCK_DGRAM, f"\0{name}-datagrams"),
    ):
        one = socket.socket(family, kind)
        one.bind(address)
        if kind == socket.SOCK_STREAM:
            one.listen()
        one.setblocking(False)
        opened.append(one)
    return opened


def callers(opened) -> int:
    """Return how many connections and datagrams have come."""
    count = 0
    for one in opened:
        with contextlib.suppress(BlockingIOError):
            while True:
                one.accept()[0].close() if one.type == socket.SOCK_STREAM else one.recv(64)
                count += 1
    return count


def left_running(grace: float) -> list[psutil.Process]:
    """Return the live processes below this one, after a moment in which they may end."""
    deadline = time.monotonic() + grace
    while (alive := _alive()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return alive


def _alive():
    found = []
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def end(processes) -> None:
    """Kill them, and whatever they start meanwhile."""
    while processes:
        for process in processes:
            with contextlib.suppress(psutil.Error):
                process.kill()
        time.sleep(0.05)
        processes = _alive()


def run(order: dict) -> dict:
    """Run the command and return the report."""
    adopt_orphans()
    opened = listeners(order["port"], order["socket"])
    child = subprocess.Popen(order["command"], stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        status = child.wait(order["seconds"])
    except subprocess.TimeoutExpired:
        status = None
    left = left_running(order["grace"])
    names = [describe(process) for process in left]
    end(left)
    return {"status": status, "hung": status is None, "left": names, "callers": callers(opened)}


def describe(process) -> str:
    """Return a process's command line, or its name where that cannot be read."""
    with contextlib.suppress(psutil.Error):
        return " ".join(process.cmdline()) or process.name()
    return "?"


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(run(json.loads(Path(sys.argv[1]).read_text()))))
