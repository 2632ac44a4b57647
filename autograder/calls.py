"""Call a student's function once: on fresh copies, with everything it says, warns or raises caught and kept.

A judge that lives outside the student's process replaces `call` by one that sends the arguments over a wire;
nothing else in the judging code knows where the function runs.
"""

import contextlib
import copy
import io
import warnings
from dataclasses import dataclass, field

import numpy as np

from autograder.answers import with_floats

_KEPT_CHARACTERS = 2_000


@dataclass(frozen=True)
class Maker:
    """An argument that is built anew for every call, because it cannot travel as plain data.

    `build` takes nothing and returns the argument; `name` is what a report calls it.
    """

    name: str
    build: object

    def __deepcopy__(self, memo):
        return self


@dataclass
class Outcome:
    """What one call did: the value or the error, and everything it said on the way."""

    value: object = None
    error: BaseException | None = None
    printed: str = ""
    warned: list[str] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)  # positions of arguments that the function changed
    built: list = field(default_factory=list)  # the arguments as the function got them

    @property
    def interrupted(self) -> bool:
        return isinstance(self.error, KeyboardInterrupt)


def call(function, args) -> Outcome:
    """Call `function` on copies of `args` and return what happened; no exception of the student's leaves here.

    Parameters
    ----------
    function : callable
        The student's function.
    args : sequence
        Plain data and `Maker` objects.
    """
    given = [a.build() if isinstance(a, Maker) else copy.deepcopy(a) for a in args]
    outcome = Outcome(built=given)
    said = _Said()
    with (
        warnings.catch_warnings(record=True) as caught,
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
    ):
        warnings.simplefilter("always")
        try:
            outcome.value = with_floats(function(*given))
        except (Exception, KeyboardInterrupt, SystemExit) as error:
            outcome.error = error
    outcome.printed = said.getvalue()
    outcome.warned = sorted({str(w.message) for w in caught})
    outcome.changed = [i for i, a in enumerate(args) if not isinstance(a, Maker) and not _same(a, given[i])]
    return outcome


def call_each(call, function, cases):
    """Call a function once for each case, and yield the outcomes; a `call` that knows a faster way has it as `each`."""
    several = getattr(call, "each", None)
    return several(function, cases) if several else (call(function, args) for args in cases)


class _Said(io.StringIO):
    """Keeps the beginning of what is printed and drops the rest, so that a print in a loop cannot fill memory."""

    def write(self, text):
        room = _KEPT_CHARACTERS - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)


def _same(before, after) -> bool:
    if isinstance(before, np.ndarray):
        # Bytes, not values: NaN is not equal to itself, and a changed dtype is a change.
        return before.shape == after.shape and before.dtype == after.dtype and before.tobytes() == after.tobytes()
    if type(before) is not type(after):
        return False
    if isinstance(before, list | tuple):  # a network is a list of (W, b, name)
        return len(before) == len(after) and all(map(_same, before, after))
    return before == after
