"""The judge's end of a run: send cells, take forks, hear how it ended. Nothing here runs a student's code."""

import json
import socket
import time

from .fork import Fork
from .outputs import MORE, note, read_outputs
from .records import Alarm, CellOutcome, Died, End, RemoteError, Reply, alarms, remote_error, text
from .values import WireError
from .wire import receive_message, send_message

__all__ = ["Alarm", "CellOutcome", "Died", "End", "Fork", "RemoteError", "Reply", "Run"]

# A cell that is told to stop gets this long to do so; a supervisor gets as long to report.
GRACE_SECONDS = 2.0
_SUPERVISOR_SECONDS = 10.0


class Run:
    """One run of a notebook in a fresh process.

    Parameters
    ----------
    link : socket.socket
        To the student's process.
    lifeline : socket.socket
        To its supervisor: closing it ends the run and everything it started.
    limits : Limits
    """

    def __init__(self, link: socket.socket, lifeline: socket.socket, limits):
        self._link, self._lifeline, self._limits = link, lifeline, limits
        self._asked, self._fork, self._end, self._report = 0, None, None, None
        self._room = int(limits.total_output_kb) << 10
        self._owed: int | None = None  # a question whose answer nobody has waited for yet
        self.dead = self._gone = False

    def __enter__(self) -> "Run":
        return self

    def __exit__(self, *_):
        self.close()

    def begin(self, files: dict[str, bytes]) -> None:
        """Put files (relative path -> content) into the run's own working folder.

        Raises
        ------
        Died
            If the process could not be prepared.
        """
        for name, content in files.items():
            self._must({"do": "file", "name": name}, bytes(content))
        self._must({"do": "begin"})

    def cell(self, source: str, number: int) -> CellOutcome:
        """Run one cell.

        Parameters
        ----------
        source : str
        number : int
            Its execution count.

        Returns
        -------
        CellOutcome
            With status "timeout" or "died" the run may be over; then `dead` is true and `close` knows why.
        """
        if self.dead:
            return CellOutcome([], "died")
        start = time.perf_counter()
        try:
            question = {"do": "cell", "number": number}
            header, body = self._ask(question, source.encode("utf-8", "replace"), self._patience())
            outputs = read_outputs(body, min(int(self._limits.output_kb) << 10, self._room))
            outputs += self._said_below()
        except (TimeoutError, WireError, EOFError, OSError) as error:
            self._lose(error)
            status = "timeout" if isinstance(error, TimeoutError) else "died"
            return CellOutcome([], status, None, time.perf_counter() - start)
        self._room = max(0, self._room - len(json.dumps(outputs)))
        error = remote_error(header.get("error"))
        status = "timeout" if header.get("stopped") is True else "ok" if error is None else "error"
        cut = header.get("cut") is True or note(MORE) in outputs
        return CellOutcome(outputs, status, error, time.perf_counter() - start, cut)

    def fork(self, without: tuple[str, ...] = (), names=()) -> Fork:
        """Return a fork of the student's process as it stands; it is made when it is first needed.

        Parameters
        ----------
        without : tuple of str
            Dotted names, such as ``"nnlib.Neuron"``, that raise in the fork.
        names : iterable of str
            What is going to be asked for. Of these, plain data is looked up now, and needs no fork.

        Raises
        ------
        Died
            If there is no process any more.
        """
        if self._fork is not None:
            self._fork.close()
        self._fork = Fork(lambda: self._start_fork(without), self._limits, self._end_fork, self._peek(names))
        return self._fork

    def _start_fork(self, without) -> socket.socket:
        ours, theirs = socket.socketpair()
        try:
            self._must({"do": "fork", "without": list(without)}, fds=(theirs.fileno(),))
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        return ours

    def _peek(self, names) -> dict[str, bytes]:
        """Return the encoded values of those names that hold plain data."""
        names = sorted(names)
        header, body = self._must_say({"do": "peek", "names": names})
        found, at, values = header.get("found"), 0, {}
        for name in names if type(found) is dict else ():
            length = found.get(name)
            if type(length) is int and 0 <= length <= len(body) - at:
                values[name] = bytes(body[at : at + length])
                at += length
        return values

    def close(self) -> End:
        """End the run with all it started, and return how it ended and what it tried."""
        if self._end is None:
            if self._fork is not None:
                self._fork.close()
            self._end = self._ended()
            self.dead = True
            self._link.close()
            self._lifeline.close()
        return self._end

    def _ended(self) -> End:
        if self._report is not None:
            return self._report
        try:
            self._lifeline.settimeout(_SUPERVISOR_SECONDS)
            send_message(self._lifeline, {"do": "end", "gone": self._gone})
        except OSError:
            pass  # it has ended already; its report is still to be read
        try:
            header = {}
            while "reason" not in header:
                header, _ = receive_message(self._lifeline, self._limits, _SUPERVISOR_SECONDS)
        except (TimeoutError, WireError, EOFError, OSError):
            return End("died", "its supervisor did not report")
        return _end(header)

    def _lose(self, error) -> None:
        """Ask it nothing more; one that has hung up is about to die, and how it died is worth waiting for."""
        self.dead = True
        self._gone = isinstance(error, EOFError | ConnectionError)

    def _end_fork(self) -> None:
        """Have the fork ended; nobody waits for it until the next question."""
        self._fork = None
        if not self.dead:
            try:
                self._owed = self._say({"do": "end_fork"}, b"", _SUPERVISOR_SECONDS)
            except (WireError, OSError) as error:
                self._lose(error)

    def _settle(self) -> None:
        """Wait for the end of the fork before this question."""
        if self._owed is not None:
            self._answer_to(self._owed, _SUPERVISOR_SECONDS)
            self._owed = None
            self._said_below()  # what functions wrote past Python is no output of the next cell

    def _said_below(self) -> list[dict]:
        """What was written past Python's own streams: by C code, by other programs, straight to a descriptor."""
        send_message(self._lifeline, {"do": "said"})
        header, body = receive_message(self._lifeline, self._limits, _SUPERVISOR_SECONDS)
        if "reason" in header:
            self._report = _end(header)
            raise EOFError("the run has ended")
        if not body:
            return []
        said = json.loads(body)
        outputs = [
            {"output_type": "stream", "name": name, "text": text(said[name], self._room)}
            for name in ("stdout", "stderr")
            if said.get(name)
        ]
        return [*outputs, note(MORE)] if said.get("more") else outputs

    def _must(self, header, body=b"", fds=()) -> dict:
        return self._must_say(header, body, fds)[0]

    def _must_say(self, header, body=b"", fds=()) -> tuple[dict, bytes]:
        if self.dead:
            raise Died("The student's process has ended.")
        try:
            return self._ask(header, body, self._patience(), fds)
        except (TimeoutError, WireError, EOFError, OSError) as error:
            self._lose(error)
            raise Died(f"The student's process did not answer ({type(error).__name__}).") from None

    def _patience(self) -> float:
        return self._limits.cell_seconds + GRACE_SECONDS

    def _ask(self, header, body, timeout, fds=()) -> tuple[dict, bytes]:
        """Send a question and return its answer; an answer to anything else ends the run."""
        self._settle()
        return self._answer_to(self._say(header, body, timeout, fds), timeout)

    def _say(self, header, body, timeout, fds=()) -> int:
        self._asked += 1
        self._link.settimeout(timeout)
        send_message(self._link, {**header, "id": self._asked}, body, fds)
        return self._asked

    def _answer_to(self, question, timeout) -> tuple[dict, bytes]:
        answer, data = receive_message(self._link, self._limits, timeout)
        if answer.get("id") != question:
            raise WireError("An answer came to a question that was not asked.")
        if type(refused := answer.get("refused")) is str:
            raise WireError(text(refused, 200))
        return answer, data


def _end(header: dict) -> End:
    """Read a supervisor's report."""
    reason = header["reason"] if header["reason"] in ("ended", "time", "memory", "cpu") else "died"
    return End(reason, text(header.get("detail"), 300), alarms(header.get("alarms")))
