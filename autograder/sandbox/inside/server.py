"""The prepared process: waits for two sockets, forks a run with them, and waits again.

Started as ``python -m grading_sandbox.inside.server SETTINGS``; it ends when its control socket is closed.
"""

import json
import os
import signal
import socket
import sys
import tempfile
import traceback

from ..frames import send_message
from ..limits import Limits
from . import confine, seccomp, system
from .prepare import bring_fonts, prepare
from .student import be_student  # here, so that it is imported once and not in each fork
from .supervisor import supervise


def main(settings: dict) -> None:
    """Prepare, say so, and fork a run for each pair of sockets that comes."""
    limits, mode = Limits(**settings["limits"]), settings["mode"]
    control = socket.socket(fileno=settings["control"])
    bring_fonts()
    if mode == "nested":
        confine.drop_root()
    shell = prepare(limits)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for supervisors
    send_message(control, {"ready": True, "filter": system.LINUX and seccomp.known_machine()})
    while True:
        message, fds, _, _ = socket.recv_fds(control, 1, 2)
        if not message:
            return
        if len(fds) == 2 and os.fork() == 0:
            control.close()
            _run(shell, limits, mode, *fds)
        for fd in fds:
            os.close(fd)
        control.send(b".")


def _run(shell, limits, mode, link, lifeline):
    """Be the supervisor of one run; never return."""
    try:
        system.die_with_parent(signal.SIGKILL)
        confine.plain_signals()
        work = confine.WORK if mode == "nested" else tempfile.mkdtemp(prefix="grading-")

        def spawn(pipes, processes):
            return _spawn(shell, limits, mode, link, pipes, processes, work)

        line = socket.socket(fileno=lifeline)
        nested = mode == "nested"
        supervise(spawn, line, limits, own_namespace=nested, own_disk=confine.SCRATCH if nested else "")
        if mode == "none":
            import shutil

            shutil.rmtree(work, ignore_errors=True)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _spawn(shell, limits, mode, link, pipes, processes, work) -> int:
    space = processes.address_space()
    if mode == "nested":
        confine.enter_namespaces(limits)
    pid = os.fork()
    if pid:
        os.close(link)
        return pid
    try:
        link, alarms = be_alone(link, pipes)
        if mode == "nested":
            confine.make_folders()
        # The supervisor counts too, as it is in the same user namespace. Outside one, others' processes would count.
        tasks = int(limits.processes) + 1 if mode == "nested" else None
        confine.set_limits(limits, space, tasks)
        confine.give_up_privileges()
        be_student(shell, link, alarms, limits, work, alone=mode == "nested" and os.getpid() == 1)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def be_alone(link: int, pipes: dict) -> list[int]:
    """Start a session of its own, with no descriptors but its own, and end with the supervisor."""
    os.setsid()
    system.die_with_parent(signal.SIGKILL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for new, old in enumerate((nothing, pipes["stdout"], pipes["stderr"])):
        os.dup2(old, new)
    return confine.keep_descriptors(link, pipes["alarms"])


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
