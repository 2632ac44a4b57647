"""A fork of the student's process, in which one exercise is judged: look up names and call functions for the judge."""

import builtins
import io
import os
import re
import sys
import threading
import warnings

from nnlib.activations import get_activation

from ..limits import Limits
from ..records import TOO_LARGE
from ..values import MISSING, Opaque, Ref, WireError
from ..wire import decode, encode, receive_message, send_message
from .errors import describe

_PRINTED = 2_000
_MOST_WARNINGS = 100
_IPYTHONS = re.compile(r"_+|_i+|_i?\d+|_exit_code")


def bound_names(namespace: dict, hidden: dict) -> dict:
    """Return the student's names: not those that IPython has put there, nor its records of inputs and outputs."""
    own = {k: v for k, v in namespace.items() if type(k) is str and not _IPYTHONS.fullmatch(k)}
    return {k: v for k, v in own.items() if k not in hidden or hidden[k] is not v}


class Forked:
    """Serves one judge over one socket until it hangs up."""

    def __init__(self, sock, namespace: dict, hidden: dict, limits: Limits):
        self.sock, self.namespace, self.hidden, self.limits = sock, namespace, hidden, limits
        self.callables, self.handles, self.theirs, self.turn = {}, {}, {}, threading.Lock()

    def serve(self) -> None:
        """Answer questions; never return."""
        answers = {"get": self.get, "bound": self.bound, "call": self.call}
        try:
            while True:
                header, body = receive_message(self.sock, self.limits)
                answers[header["do"]](header, body)
        except (EOFError, OSError):
            pass  # the judge has hung up
        finally:
            os._exit(0)

    def get(self, header, body) -> None:
        value = bound_names(self.namespace, self.hidden).get(header["name"], MISSING)
        try:
            data, answer = self._encode(value), {}
        except WireError as error:
            data, answer = self._encode(None), {"refused": str(error), "type_name": type(value).__name__}
        send_message(self.sock, answer, data)

    def bound(self, header, body) -> None:
        send_message(self.sock, {}, self._encode(list(bound_names(self.namespace, self.hidden))))

    def call(self, header, body) -> None:
        function = self.callables[header["handle"]]
        args, kwargs = self._decode(body)
        before = [self._fingerprint(arg) for arg in args]
        said, caught = _Said(), []
        value, error = self._run(function, args, kwargs, said, caught)
        changed = {i: a for i, a in enumerate(args) if before[i] and self._fingerprint(a) != before[i]}
        answer = {"printed": said.getvalue(), "error": error}
        try:
            data = self._encode([value, changed, caught])
        except WireError as refused:
            answer["error"] = {
                "type_name": TOO_LARGE,
                "base": "ValueError",
                "message": str(refused),
                "entered": True,
            }
            data = self._encode([None, {}, caught])
        send_message(self.sock, answer, data)

    def _run(self, function, args, kwargs, said, caught):
        """Call the function; catch all that it returns, raises, prints and warns of."""
        real = sys.stdout, sys.stderr
        try:
            with warnings.catch_warnings(record=True) as warned:
                warnings.simplefilter("always")
                sys.stdout = sys.stderr = said
                try:
                    return function(*args, **kwargs), None
                finally:
                    sys.stdout, sys.stderr = real
                    caught += sorted({_text(w.message) for w in warned[:_MOST_WARNINGS]})
        except BaseException as error:  # exit() and a stop are answers too
            return None, describe(error, error.__traceback__.tb_next if error.__traceback__ else None)

    def _fingerprint(self, arg) -> bytes | None:
        try:
            return self._encode(arg)
        except WireError:
            return None

    def _encode(self, value) -> bytes:
        try:
            return encode(value, self._register, self.limits)
        except (WireError, MemoryError) as error:
            raise WireError(str(error) or "The value is too large.") from None
        except BaseException:  # a class of the student's own may refuse even to be looked at
            return encode(Opaque("object", True), self._register, self.limits)

    def _decode(self, body):
        return decode(body, self._callback, self.limits, self.callables.__getitem__)

    def _register(self, function) -> Ref | None:
        if id(function) in self.theirs:
            return Ref(self.theirs[id(function)][0], "", "home")
        if id(function) not in self.handles:
            handle = len(self.callables) + 1
            self.callables[handle], self.handles[id(function)] = function, handle
        name = getattr(function, "__name__", None)
        named = type(name) is str
        kind = "class" if isinstance(function, type) else "function" if named else "object"
        return Ref(self.handles[id(function)], name if named else type(function).__name__, kind)

    def _callback(self, ref: Ref):
        """A callable of the judge: called here, it runs there. An activation of nnlib's is here already."""
        if ref.kind == "activation":
            return get_activation(ref.name)

        def ask(*args, **kwargs):
            data = self._encode([list(args), kwargs])
            with self.turn:  # threads of the student's take turns
                send_message(self.sock, {"callback": ref.handle}, data)
                header, body = receive_message(self.sock, self.limits)
            if error := header.get("error"):
                raise getattr(builtins, error["base"], RuntimeError)(error["message"])
            return self._decode(body)

        ask.__name__ = ask.__qualname__ = ref.name
        self.theirs[id(ask)] = ref.handle, ask
        return ask


def _text(message) -> str:
    try:
        return str(message)[:500]
    except Exception:  # a warning of the student's own may fail to print itself
        return type(message).__name__


class _Said(io.StringIO):
    """Keeps the beginning of what is printed and drops the rest."""

    def write(self, text):
        room = _PRINTED - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)
