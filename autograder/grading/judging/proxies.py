"""The student's side of a test: what is asked of a fork, and what comes back as the test sees it.

Nothing in here runs a line of the student's code: a call sends its arguments to the fork and brings plain data back.
"""

from types import FunctionType

import numpy as np

from autograder.answers import is_unattempted
from autograder.grading.judging.in_place import write_back
from autograder.grading.judging.notes import Notes, Raised, StudentStopped
from autograder.grading.judging.remote_errors import as_exception
from autograder.grading.judging.stand_ins import StudentFunction, Unusable, original, refuse_use
from autograder.sandbox.client import Died
from autograder.sandbox.wire import Opaque, Ref, WireError

_PLAIN_TYPES = (float, int, complex, str, bytes, list, tuple, dict, set, frozenset, range, np.random.Generator)
_PLAIN_TYPES += (type(...), type(NotImplemented))


class Student:
    """The student's side of one test: what is asked of a fork, and everything that comes back, as the test sees it.

    Parameters
    ----------
    fork : client.Fork
    notes : Notes
    """

    def __init__(self, fork, notes: Notes):
        self.fork, self.notes = fork, notes
        self._functions: dict[int, StudentFunction] = {}
        self._ours: dict = {}  # what was sent to be called back → the test's own function
        self._over = False

    def close(self) -> None:
        """Let no function be called any more: a later test must not use what an earlier fork held."""
        self._over = True

    def inward(self, value):
        """Return what came from the student with every function and object in it replaced by its stand-in."""
        kind = type(value)
        if kind is Ref:
            return self._functions.setdefault(value.handle, StudentFunction(self, value))
        if kind is Opaque:
            self.notes.saw_opaque(value)
            return Unusable(self, value)
        if kind in (list, tuple, set, frozenset):
            return kind([self.inward(item) for item in value])
        if kind is dict:
            return {self.inward(key): self.inward(item) for key, item in value.items()}
        return self._ours.get(value, value) if kind is FunctionType else value

    def outward(self, value):
        """Return what a test hands to the student's function, ready for the wire."""
        kind = type(value)
        if kind is StudentFunction:
            return original(value)
        if kind is Unusable:
            raise refuse_use(value)
        if kind in (list, tuple, set, frozenset):
            return kind([self.outward(item) for item in value])
        if kind is dict:
            return {self.outward(key): self.outward(item) for key, item in value.items()}
        if _is_function(value):
            return self._callback(value)
        if not _travels(value):
            raise self.notes.refuse(f"it hands over an object of type {kind.__name__}, which cannot leave the judge")
        return value

    def _callback(self, function):
        def callback(*args, **kwargs):
            given = {name: self.inward(value) for name, value in kwargs.items()}
            return self.outward(function(*map(self.inward, args), **given))

        callback.__name__ = callback.__qualname__ = str(getattr(function, "__name__", type(function).__name__))
        self._ours[callback] = function
        return callback

    def ask(self, question, *args, **kwargs):
        """Put a question to the fork; what cannot travel, and a fork that is gone, end the test with a reason."""
        try:
            return question(*args, **kwargs)
        except WireError as error:
            raise self.notes.refuse(f"it exchanges something that cannot leave a process ({error})") from None
        except (Died, OSError, EOFError):
            self.notes.lost = self.notes.lost or "died"
            raise StudentStopped from None

    def fetch(self, name):
        """Return what the student's notebook binds to `name`, as the test sees it, or `MISSING`."""
        value = self.ask(self.fork.get, name)
        if self.fork.lost:
            self.notes.lost = self.fork.lost
            raise StudentStopped
        return self.inward(value)

    def call(self, ref, args, kwargs):
        """Call the student's function, and do to the arguments in place what it did to them."""
        if self._over:
            raise self.notes.refuse(f"it keeps the function `{ref.name}` from an earlier cell")
        sent = [self.outward(value) for value in args], {name: self.outward(v) for name, v in kwargs.items()}
        reply = self.ask(self.fork.call, ref, *sent)
        if reply.lost:
            self.notes.lost = reply.lost
            raise StudentStopped
        for position, content in reply.changed.items():
            if not 0 <= position < len(args) or not write_back(args[position], self.inward(content)):
                raise self.notes.refuse(f"`{ref.name}` changes an argument in a way that cannot be carried over")
        return self._answer(ref, reply)

    def _answer(self, ref, reply):
        self.notes.calls += 1
        if reply.error is None:
            self.notes.blank_calls += reply.value is not None and is_unattempted(reply.value)
            return self.inward(reply.value)
        error = as_exception(reply.error)
        self.notes.blank_calls += isinstance(error, NotImplementedError)
        self.notes.saw_error(reply.error)
        self.notes.raised[id(error)] = Raised(error, ref.name, reply.error.lines)
        raise error


def _is_function(value) -> bool:
    """Tell whether all there is to a value is that it can be called; a network that can be called is more than that."""
    home = str(type(value).__module__).partition(".")[0]
    return callable(value) and home in ("builtins", "functools", "numpy", "operator")


def _travels(value) -> bool:
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype.kind in "biufcUS"
    return value is None or isinstance(value, _PLAIN_TYPES)
