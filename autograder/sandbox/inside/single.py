"""Where namespaces cannot be nested: one bubblewrap for each run, watched by a supervisor outside it.

``python -m grading_sandbox.inside.single SETTINGS`` is either the supervisor, on the host, or, inside the
bubblewrap that it starts, the student's process.
"""

import json
import os
import socket
import subprocess
import sys
import traceback

from ..limits import Limits
from . import confine


def supervise_bubblewrap(settings: dict) -> None:
    """Start bubblewrap with the student's process in it, and watch it to its end."""
    from .supervisor import supervise

    link = settings["link"]

    def spawn(pipes, processes):
        inner = {"role": "student", "limits": settings["limits"], "link": link, "alarms": pipes["alarms"]}
        command = [*settings["command"], json.dumps(inner)]
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=pipes["stdout"],
            stderr=pipes["stderr"],
            pass_fds=(link, pipes["alarms"]),
        )
        process.returncode = 0  # the supervisor waits for it, not subprocess
        os.close(link)
        return process.pid

    lifeline = socket.socket(fileno=settings["lifeline"])
    supervise(spawn, lifeline, Limits(**settings["limits"]), own_namespace=True)


def be_single_student(settings: dict) -> None:
    """Prepare this process as the server is prepared, then confine it."""
    from .prepare import bring_fonts, prepare
    from .processes import Processes
    from .student import be_student

    limits = Limits(**settings["limits"])
    bring_fonts()
    confine.drop_root()
    shell = prepare(limits)
    space = Processes().address_space()
    # The student's process is a fork here too: what libraries close after a fork is closed before numbers change.
    if pid := os.fork():
        _wait_for(pid)
    link, alarms = confine.keep_descriptors(settings["link"], settings["alarms"])
    confine.make_folders()
    confine.set_limits(limits, space, confine.tasks_of_this_user() + int(limits.processes))
    confine.give_up_privileges()
    be_student(shell, link, alarms, limits, confine.WORK, alone=os.getppid() == 1)


def _wait_for(pid) -> None:
    """Be the first process of the namespace, which nobody inside can end; bury orphans; end with the student's."""
    while True:
        ended, status = os.wait()
        if ended == pid:
            os._exit(os.waitstatus_to_exitcode(status) & 0x7F)


def main(settings: dict) -> None:
    """Do what the settings say, and leave no exception to the interpreter."""
    try:
        {"supervisor": supervise_bubblewrap, "student": be_single_student}[settings["role"]](settings)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
