"""Watch one run from beside it: its time, its memory, its alarms, what it writes; end it, and report how it ended.

The supervisor never runs a student's code and shares no memory with it.
"""

import json
import os
import select
import signal
import socket
import time
from contextlib import suppress

from ..frames import receive_message, send_message
from .processes import Processes

_TICK_SECONDS = 0.05
_DYING_SECONDS = 1.0
_MOST_ALARMS, _ALARM_BYTES = 64, 512


class Supervisor:
    """One run's supervisor.

    Parameters
    ----------
    pid : int
        The student's process, a child of this one.
    lifeline : socket.socket
        To the judge; when it closes, the run ends.
    pipes : dict
        The reading ends of "alarms", "stdout" and "stderr".
    limits : Limits
    processes : Processes
    """

    def __init__(self, pid, lifeline, pipes, limits, processes, own_namespace: bool, own_disk: str):
        self.pid, self.lifeline, self.pipes, self.limits = pid, lifeline, pipes, limits
        self.processes, self.own_namespace, self.own_disk = processes, own_namespace, own_disk
        self.until = time.monotonic() + limits.total_seconds
        self.alarms, self.rest = [], b""
        self.room = int(limits.output_kb) << 10
        self.said = {"stdout": bytearray(), "stderr": bytearray()}
        self.more, self.left = False, set()

    def watch(self) -> None:
        """Stay until the run ends, for whatever reason, and report it."""
        reason, detail = self._wait()
        self._kill()
        _, status, usage = os.wait4(self.pid, 0)
        if reason is None:
            reason, detail = self._explain(status, usage)
        for name in self.pipes:
            self._drain(name)
        self._look_at_the_disk()
        report = {"reason": reason, "detail": detail, "alarms": self.alarms}
        with suppress(OSError):
            send_message(self.lifeline, report)

    def _wait(self) -> tuple[str | None, str]:
        poll = select.poll()
        for fd in (self.lifeline.fileno(), *self.pipes.values()):
            poll.register(fd, select.POLLIN)
        names = {fd: name for name, fd in self.pipes.items()}
        check = time.monotonic() + _TICK_SECONDS
        while True:
            for fd, _ in poll.poll(_TICK_SECONDS * 1000):
                if fd == self.lifeline.fileno():
                    if not self._answer():
                        return (None, "") if self._has_ended() else ("ended", "")
                elif not self._drain(names[fd]):
                    poll.unregister(fd)
                    self._closed(names[fd])
            if self._has_ended():
                return None, ""
            if time.monotonic() > self.until:
                return "time", f"it ran for longer than {self.limits.total_seconds:g} seconds"
            if time.monotonic() > check:
                check = time.monotonic() + _TICK_SECONDS
                self._look_at_the_disk()
                if detail := self._uses_too_much():
                    return "memory", detail

    def _answer(self) -> bool:
        """Do what the judge asks for; False means that the run is to end."""
        try:
            header, _ = receive_message(self.lifeline, self.limits, 5.0)
        except (EOFError, OSError, ValueError):
            return False
        if header.get("do") != "said":
            if header.get("gone") is True:  # it has hung up: a death of its own is a moment away
                self._has_ended(_DYING_SECONDS)
            return False
        self._drain("stdout")
        self._drain("stderr")
        said = {name: data.decode("utf-8", "replace") for name, data in self.said.items()}
        body = json.dumps({**said, "more": self.more}).encode() if any(said.values()) else b""
        self.said = {"stdout": bytearray(), "stderr": bytearray()}
        self.room, self.more = int(self.limits.output_kb) << 10, False
        try:
            self.lifeline.settimeout(5.0)
            send_message(self.lifeline, {}, body)
        except OSError:
            return False
        return True

    def _drain(self, name) -> bool:
        """Read all that a pipe holds and keep the beginning, so that nobody who writes ever waits."""
        while True:
            try:
                data = os.read(self.pipes[name], 1 << 20)
            except BlockingIOError:
                return True
            if not data:
                return False
            if name == "alarms":
                self._heard(data)
            else:
                self.more |= len(data) > self.room
                self.said[name] += data[: self.room]
                self.room -= min(len(data), self.room)

    def _heard(self, data):
        *lines, self.rest = (self.rest + data).split(b"\n")
        self.rest = self.rest[:_ALARM_BYTES]
        for line in lines:
            with suppress(ValueError, RecursionError):
                alarm = json.loads(line[:_ALARM_BYTES])
                if type(alarm) is dict and len(self.alarms) < _MOST_ALARMS:
                    self.alarms.append({key: str(alarm.get(key))[:300] for key in ("kind", "detail")})

    def _closed(self, name):
        """A pipe has no writer any more: while the run goes on, nobody honest closes the one for alarms."""
        if name == "alarms" and not self._has_ended(_DYING_SECONDS):
            self.alarms.append({"kind": "tampered", "detail": "closed the line on which alarms are reported"})

    def _has_ended(self, patience: float = 0.0) -> bool:
        """Tell whether the run's first process has ended; one that is ending closes its files a moment before."""
        until = time.monotonic() + patience
        while not os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            if time.monotonic() >= until:
                return False
            time.sleep(0.005)
        return True

    def _uses_too_much(self) -> str:
        if not self.processes.visible:
            return ""
        most = int(self.limits.memory_mb) << 20
        pids = self.processes.below(self.pid)
        # The quick figure counts shared pages several times, so it only says when to look closely.
        if self.processes.memory(pids) > most and self.processes.shared_memory(pids) > most:
            return f"it used more than {self.limits.memory_mb} MB of memory"
        if self.processes.tasks(pids) > self.limits.processes + 2:
            return f"it had more than {self.limits.processes} processes and threads"
        return ""

    def _look_at_the_disk(self) -> None:
        if self.own_disk and not os.statvfs(self.own_disk).f_bavail:
            self.alarms.append({"kind": "over-limit", "detail": f"it filled its disk of {self.limits.disk_mb} MB"})
            self.own_disk = ""

    def _kill(self) -> None:
        """Kill the run. The first process of a namespace takes all others with it; elsewhere they are looked for."""
        others = [] if self.own_namespace or not self.processes.visible else self.processes.below(self.pid)
        for pid in [self.pid, *others]:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        if not self.own_namespace:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)

    def _explain(self, status, usage) -> tuple[str, str]:
        if usage.ru_utime + usage.ru_stime >= self.limits.cpu_seconds:
            return "cpu", f"it used more than {self.limits.cpu_seconds} seconds of processor time"
        if os.WIFSIGNALED(status):
            return "died", f"it crashed ({signal.Signals(os.WTERMSIG(status)).name})"
        return "died", f"it ended itself (exit status {os.waitstatus_to_exitcode(status)})"


def make_pipes() -> tuple[dict, dict]:
    """Return the reading and the writing ends of a run's three pipes, by name."""
    pairs = {name: os.pipe() for name in ("alarms", "stdout", "stderr")}
    for reading, _ in pairs.values():
        os.set_blocking(reading, False)
    return {name: pair[0] for name, pair in pairs.items()}, {name: pair[1] for name, pair in pairs.items()}


def supervise(spawn, lifeline: socket.socket, limits, own_namespace: bool, own_disk: str = "") -> None:
    """Start a run and watch it to its end.

    Parameters
    ----------
    spawn : callable
        Takes the writing ends of the pipes and the `Processes`, starts the student's process, returns its pid.
    lifeline : socket.socket
    limits : Limits
    own_namespace : bool
        Whether the process is the first of a process namespace, so that its death ends all others.
    own_disk : str
        A folder on the file system that the run has to itself; "" where there is none or it cannot be seen.
    """
    processes = Processes()
    reading, writing = make_pipes()
    try:
        pid = spawn(writing, processes)
    except OSError as error:
        with suppress(OSError):
            send_message(lifeline, {"reason": "died", "detail": f"it could not be started ({error})", "alarms": []})
        return
    for fd in writing.values():
        os.close(fd)
    Supervisor(pid, lifeline, reading, limits, processes, own_namespace, own_disk).watch()
