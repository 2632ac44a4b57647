"""Start runs from a trusted process: keep one prepared process, and have it fork a run for each submission."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress

from . import bubblewrap
from .limits import Limits
from .wire import WireError, receive_message

MODES = ("nested", "single", "none")
_READY_SECONDS = 120.0
_START_SECONDS = 30.0


class SandboxError(RuntimeError):
    """The sandbox could not be started; the message says why."""


class Sandbox:
    """Starts runs, each in processes of its own.

    Parameters
    ----------
    limits : Limits
    mode : {"nested", "single", "none"}
        "nested": one bubblewrap with a prepared process, a namespace for each run. "single": one bubblewrap for
        each run, slower. "none": no bubblewrap, no protection worth the name.
    hide : iterable of path
        Folders that runs must not see, such as the course's.

    Examples
    --------
    >>> with Sandbox(Limits()) as sandbox:  # doctest: +SKIP
    ...     link, lifeline = sandbox.start()
    """

    def __init__(self, limits: Limits, mode: str = "nested", hide=()):
        if mode not in MODES:
            raise ValueError(f"Sandbox expected one of the modes {', '.join(MODES)}, got {mode!r}.")
        self.limits, self.mode, self.hide = limits, mode, tuple(hide)
        self._server = self._control = self._errors = self._layout = None
        self._turn = threading.Lock()
        self._singles = []

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_):
        self.close()

    def start(self) -> tuple[socket.socket, socket.socket]:
        """Start a run and return the judge's ends of its link and its lifeline.

        Raises
        ------
        SandboxError
        """
        with self._turn:
            ours, theirs = zip(socket.socketpair(), socket.socketpair(), strict=True)
            try:
                self._start_single(*theirs) if self.mode == "single" else self._ask_server(*theirs)
            except BaseException:
                for sock in ours:
                    sock.close()
                raise
            finally:
                for sock in theirs:
                    sock.close()
        return ours

    def close(self) -> None:
        """End the prepared process and every run that still goes on."""
        with self._turn:
            self._stop_server()
            for process in self._singles:
                _end(process)
            self._singles = []
            if self._layout is not None:
                self._layout.cleanup()
                self._layout = None

    def _ask_server(self, link, lifeline) -> None:
        for last_try in (False, True):
            try:
                if self._server is None or self._server.poll() is not None:
                    self._start_server()
                self._control.settimeout(_START_SECONDS)
                socket.send_fds(self._control, [b"r"], [link.fileno(), lifeline.fileno()])
                if self._control.recv(1):
                    return
            except OSError:
                pass
            said = self._last_words()
            self._stop_server()
            if last_try:
                raise SandboxError(f"The sandbox's prepared process has ended. {said}".rstrip())

    def _start_server(self) -> None:
        self._stop_server()
        self._control, theirs = socket.socketpair()
        settings = {"limits": self.limits.as_dict(), "mode": self.mode, "control": theirs.fileno()}
        command = bubblewrap.python_command("inside.server", json.dumps(settings))
        self._server = self._popen(command, theirs.fileno(), jailed=self.mode == "nested")
        theirs.close()
        try:
            receive_message(self._control, self.limits, _READY_SECONDS)
        except (EOFError, OSError, WireError) as error:
            said = self._last_words()
            self._stop_server()
            raise SandboxError(f"The sandbox could not be started ({type(error).__name__}). {said}".rstrip()) from None

    def _popen(self, command, *fds, jailed: bool) -> subprocess.Popen:
        if self._errors is None:
            self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (closed by _stop_server)
        variables = {**os.environ}
        if jailed:
            command = bubblewrap.student_jail(command, hide=self.hide)
        else:
            packages = self._library()
            # Working folders lie below it too, so that closing takes them away whatever became of their run.
            scratch = os.path.join(packages, "scratch")
            variables = bubblewrap.environment(packages, fonts=packages) | {"HOME": scratch, "TMPDIR": scratch}
            variables |= {"MPLCONFIGDIR": os.path.join(scratch, "matplotlib")}
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=self._errors,
            stderr=self._errors,
            pass_fds=fds,
            env=variables,
            start_new_session=True,  # Ctrl-C is for the parent, which ends us
        )

    def _library(self) -> str:
        """A folder with what a prepared process imports, for where there is no bubblewrap to bind it."""
        if self._layout is None:
            self._layout = tempfile.TemporaryDirectory(prefix="grading-", ignore_cleanup_errors=True)
            os.mkdir(os.path.join(self._layout.name, "scratch"))
            for name, path in bubblewrap.packages().items():
                os.symlink(path, os.path.join(self._layout.name, name))
        return self._layout.name

    def _start_single(self, link, lifeline) -> None:
        self._singles = [process for process in self._singles if process.poll() is None]
        student = bubblewrap.student_jail(
            bubblewrap.python_command("inside.single"), hide=self.hide, disk_mb=int(self.limits.disk_mb), first=True
        )
        settings = {
            "role": "supervisor",
            "limits": self.limits.as_dict(),
            "command": student,
            "link": link.fileno(),
            "lifeline": lifeline.fileno(),
        }
        command = bubblewrap.python_command("inside.single", json.dumps(settings))
        self._singles.append(self._popen(command, link.fileno(), lifeline.fileno(), jailed=False))

    def _last_words(self) -> str:
        """The last line that the prepared process wrote, which says what went wrong."""
        if self._errors is None:
            return ""
        if self._server is not None:
            with suppress(subprocess.TimeoutExpired):
                self._server.wait(2)
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        return f"It said: {lines[-1][:300]}" if lines else ""

    def _stop_server(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._server is not None:
            _end(self._server)
            self._server = None
        if self._errors is not None:
            self._errors.close()
            self._errors = None


def _end(process: subprocess.Popen) -> None:
    """End a process that was started in a session of its own, and all that shares the session."""
    if process.poll() is None:
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
    process.wait()


if sys.platform == "win32":  # no fork, no sockets to hand over
    raise ImportError("The sandbox needs Linux or macOS; on Windows grade in WSL.")
