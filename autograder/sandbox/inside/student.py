"""The student's process: runs cells, and forks itself where an exercise is to be judged."""

import os
import random
import signal
import socket
import sys
import traceback
from contextlib import suppress
from pathlib import Path, PurePosixPath

from ..encoding import encode_plain
from ..frames import receive_message, send_message
from ..limits import Limits
from ..values import MISSING
from . import borrowed, confine
from .alarms import Alarms
from .errors import describe
from .forked import Forked, bound_names
from .shell import redirect, run_cell
from .untouched import Untouched

_EXERCISE_FDS = 1


class Student:
    """Serves the judge over the link until it hangs up.

    Parameters
    ----------
    shell : StudentShell
    link : socket.socket
    alarms : Alarms
    limits : Limits
    work : Path
        The run's own working folder.
    alone : bool
        Whether every process that this one can see belongs to the run.
    """

    def __init__(self, shell, link: socket.socket, alarms: Alarms, limits: Limits, work: Path, alone: bool):
        self.shell, self.link, self.alarms, self.limits, self.work = shell, link, alarms, limits, work
        self.alone = alone
        self.hidden = dict(shell.user_ns)
        self.untouched = Untouched(shell)
        self.fork_pid = None

    def serve(self) -> None:
        """Answer questions; never return."""
        answers = {"file": self.file, "begin": self.begin, "cell": self.cell, "fork": self.fork}
        answers |= {"end_fork": self.end_fork, "peek": self.peek}
        try:
            while True:
                confine.use_spare(True)
                header, body, fds = self._receive()
                answer, data = answers[header["do"]](header, body, *fds)
                send_message(self.link, {**answer, "id": header["id"]}, data)
        except (EOFError, OSError):
            pass  # the judge has hung up
        finally:
            os._exit(0)

    def _receive(self):
        """A message from the judge, and the descriptor that may come with it."""
        self.link.settimeout(None)
        first, fds, _, _ = socket.recv_fds(self.link, 1, _EXERCISE_FDS)
        if not first:
            raise EOFError
        header, body = receive_message(_After(first, self.link), self.limits)
        return header, body, fds

    def file(self, header, body):
        path = PurePosixPath(header["name"])
        if path.is_absolute() or ".." in path.parts or not path.parts:
            return {"refused": "a file with such a name is not put into the working folder"}, b""
        try:
            target = self.work / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(body)
        except (OSError, ValueError) as error:
            return {"refused": f"a file could not be written ({type(error).__name__})"}, b""
        return {}, b""

    def begin(self, header, body):
        return {}, b""

    def cell(self, header, body):
        source = bytes(body).decode("utf-8", "replace")
        confine.use_spare(False)
        outputs, error, stopped = run_cell(self.shell, source, header["number"], self.limits.cell_seconds)
        if changed := self.untouched.patched():
            self.alarms.ring("patched", f"{changed} was replaced")
        if changed := self.untouched.tampered():
            self.alarms.ring("tampered", f"IPython's {changed} was changed")
        said = describe(error, error.__traceback__) if error is not None else None
        return {"error": said, "stopped": stopped, "cut": self.shell.recorder.was_full}, outputs

    def peek(self, header, body):
        """Return what is plain data of some names: no code of the student's runs for it, so it needs no fork."""
        bound = bound_names(self.shell.user_ns, self.hidden)
        found = {name: encode_plain(bound.get(name, MISSING), self.limits) for name in header["names"]}
        found = {name: data for name, data in found.items() if data is not None}
        return {"found": {name: len(data) for name, data in found.items()}}, b"".join(found.values())

    def fork(self, header, body, fd):
        self.end_fork(header, body)
        self.alarms.muted = True
        try:
            pid = os.fork()
        except OSError as error:
            os.close(fd)
            return {"refused": f"it could not be forked ({error.strerror})"}, b""
        finally:
            self.alarms.muted = False
        if pid == 0:
            self._be_fork(fd, header["without"])
        os.close(fd)
        self.fork_pid = pid
        return {}, b""

    def _be_fork(self, fd, without):
        try:
            self.link.close()
            confine.use_spare(False)
            random.seed(0)
            borrowed.take_away(without, self.shell.user_ns, self.alarms)
            Forked(socket.socket(fileno=fd), self.shell.user_ns, self.hidden, self.limits).serve()
        except BaseException:
            os.write(2, traceback.format_exc().encode())
        finally:
            os._exit(1)

    def end_fork(self, header, body):
        """End the fork and whatever it, or a cell before it, has started."""
        if self.fork_pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self.fork_pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(self.fork_pid, 0)
            self.fork_pid = None
        if self.alone:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(-1, signal.SIGKILL)
            with suppress(ChildProcessError):
                while os.waitpid(-1, 0):  # they are dead, or about to be
                    pass
        return {}, b""


class _After:
    """A socket whose first byte has been read already."""

    def __init__(self, first: bytes, sock):
        self.first, self.sock = first, sock

    def settimeout(self, seconds):
        self.sock.settimeout(seconds)

    def recv(self, size):
        if self.first:
            first, self.first = self.first, b""
            return first
        return self.sock.recv(size)


def be_student(shell, link_fd: int, alarm_fd: int, limits: Limits, work: str, alone: bool) -> None:
    """Turn this process, already confined, into the student's; never return."""
    os.chdir(work)
    sys.path[:0] = [""]
    redirect(shell)
    random.seed(0)
    alarms = Alarms(alarm_fd, work)
    student = Student(shell, socket.socket(fileno=link_fd), alarms, limits, Path(work), alone)
    alarms.install()
    student.serve()
