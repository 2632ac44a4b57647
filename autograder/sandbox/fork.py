"""The judge's end of a fork of the student's process: look up names, call functions, see what came of it."""

import time

from .records import Died, RemoteError, Reply, remote_error, text
from .values import MISSING, Opaque, Ref, WireError
from .wire import decode, encode, receive_message, send_message

_PRINTED = 2_000
# Questions that are sent ahead of their answers fit into what a socket holds, or both sides would wait.
_AHEAD_BYTES = 60_000


class Fork:
    """A fork of the student's process, in which one exercise is judged; it is made when it is first needed.

    All its calls share one deadline. Once the fork is lost, by time or by death, every further call says so
    at once; nothing is ever raised for what the student's code does.
    """

    def __init__(self, start, limits, close, known=None):
        # `known` holds encoded values of names that need no fork to be looked up.
        self._start, self._limits, self._close, self._known = start, limits, close, dict(known or {})
        self._sock, self._until = None, 0.0
        self._callables, self._handles = {}, {}
        self.lost: str | None = None

    def __enter__(self) -> "Fork":
        return self

    def __exit__(self, *_):
        self.close()

    def close(self) -> None:
        """End the fork and whatever it started."""
        if self._sock is not None:
            self._sock.close()
            self._sock = None
            self._close()
        self.lost = self.lost or "died"

    def get(self, name: str):
        """Return what is bound to `name`: plain data, a `Ref`, an `Opaque`, or `MISSING`.

        A value too deep or too large for the wire is an `Opaque` that says so. A lost fork has no names.
        """
        if (known := self._known.pop(name, None)) is not None and not self.lost:
            return self._read(known, MISSING)
        header, body = self._ask({"do": "get", "name": name})
        if self.lost:
            return MISSING
        if type(refused := header.get("refused")) is str:
            return Opaque(text(header.get("type_name"), 80) or "object", False, text(refused, 200))
        return self._read(body, MISSING)

    def bound(self) -> set[str]:
        """Return the names that are bound in the student's notebook."""
        _, body = self._ask({"do": "bound"})
        names = self._read(body, []) if not self.lost else []
        return {name for name in names if type(name) is str} if type(names) is list else set()

    def call(self, ref: Ref, args=(), kwargs=None) -> Reply:
        """Call a function of the student's.

        Parameters
        ----------
        ref : Ref
        args, kwargs : sequence, dict
            Plain data, `Ref` (the student's own functions) or callables of the judge, which are called back.

        Returns
        -------
        Reply

        Raises
        ------
        WireError
            If an argument does not travel. Exceptions of a callable that was called back, other than
            `Exception`, leave here too and lose the fork.
        """
        body = encode([list(args), dict(kwargs or {})], self._register, self._limits)
        header, body = self._ask({"do": "call", "handle": ref.handle}, body)
        if self.lost:
            return Reply(lost=self.lost)
        return self._reply(header, body)

    def call_each(self, ref: Ref, cases):
        """Call a function of the student's once for each of several lists of arguments, and yield the replies in order.

        Where nothing among the arguments has to be called back, all questions are sent ahead: the student's process
        need not wait for the judge between two of them.
        """
        bodies = [encode([list(args), {}], self._register, self._limits) for args in cases]
        if self._callables or sum(map(len, bodies)) > _AHEAD_BYTES:
            yield from (self.call(ref, args) for args in cases)
            return
        question, left = {"do": "call", "handle": ref.handle}, len(bodies)
        try:
            self._guarded(lambda: [self._send(question, body) for body in bodies])
            while left:
                left -= 1
                header, body = self._guarded(self._receive) or ({}, b"")
                yield Reply(lost=self.lost) if self.lost else self._reply(header, body)
        finally:
            while (
                left and not self.lost
            ):  # nobody wants to hear the rest, and still it must not answer the next question
                left -= 1
                self._guarded(self._receive)

    def _reply(self, header, body) -> Reply:
        error = remote_error(header.get("error"))
        raw = self._read(body, None)
        if self.lost:
            return Reply(lost=self.lost)
        if type(raw) is not list or len(raw) != 3 or type(raw[1]) is not dict or type(raw[2]) is not list:
            self._lose("died")
            return Reply(lost=self.lost)
        value, changed, warned = raw
        changed = {i: v for i, v in changed.items() if type(i) is int}
        warned = sorted({text(w, 500) for w in warned[:100]})
        return Reply(value if error is None else None, error, text(header.get("printed"), _PRINTED), warned, changed)

    def _ask(self, header: dict, body: bytes = b"") -> tuple[dict, bytes]:
        """Send one question and return its answer, serving calls back on the way."""
        return self._guarded(lambda: [self._send(header, body), self._receive()][1]) or ({}, b"")

    def _receive(self) -> tuple[dict, bytes]:
        while True:
            left = self._until - time.monotonic()
            header, body = receive_message(self._sock, self._limits, max(left, 0.0))
            if "callback" not in header:
                return header, body
            self._serve(header, body)

    def _guarded(self, action):
        """Return what `action()` gives, or None once the fork is lost."""
        if self.lost:
            return None
        try:
            self._begin()
            return action()
        except TimeoutError:
            self._lose("time")
        except (Died, WireError, EOFError, OSError):
            self._lose("died")
        except BaseException:
            self._lose("died")
            raise
        return None

    def _begin(self) -> None:
        """Take the fork when the first question comes that needs one; its time starts then."""
        if self._sock is None:
            self._sock = self._start()
            self._until = time.monotonic() + self._limits.cell_seconds

    def _send(self, header, body):
        # A process that has stopped reading must not hold the judge.
        self._sock.settimeout(max(self._until - time.monotonic(), 0.001))
        send_message(self._sock, header, body)

    def _serve(self, header, body) -> None:
        """The student's code called a callable of the judge: run it and send back what it returned or raised."""
        function = self._callables.get(header["callback"]) if type(header["callback"]) is int else None
        args = decode(body, lambda ref: ref, self._limits, self._own)
        if function is None or type(args) is not list or len(args) != 2 or type(args[1]) is not dict:
            raise WireError("A call back that nobody offered.")
        try:
            answer, value = {}, function(*args[0], **args[1])
            data = encode(value, self._register, self._limits)
        except Exception as error:  # goes back to the code that called
            answer = {"error": {"base": type(error).__name__, "message": str(error)[:500]}}
            data = encode(None, self._register, self._limits)
        self._send(answer, data)

    def _read(self, body, otherwise):
        try:
            return decode(body, lambda ref: ref, self._limits, self._own)
        except WireError:
            self._lose("died")
            return otherwise

    def _register(self, function) -> Ref:
        if type(activation := getattr(function, "nnlib_name", None)) is str:
            return Ref(0, activation, "activation")
        if id(function) not in self._handles:
            handle = len(self._callables) + 1
            self._callables[handle], self._handles[id(function)] = function, handle
        name = getattr(function, "__name__", type(function).__name__)
        return Ref(self._handles[id(function)], name if type(name) is str else "function")

    def _own(self, handle):
        if handle not in self._callables:
            raise WireError("A callable came back that was never sent.")
        return self._callables[handle]

    def _lose(self, how: str) -> None:
        self.lost = self.lost or how


__all__ = ["Fork", "RemoteError", "Reply"]
