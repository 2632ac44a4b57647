"""Run the author's code so that nothing it says costs a mark and nothing it meets holds the judge for ever."""

import contextlib
import io
import signal
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

_KEPT_CHARACTERS = 10_000
_AGAIN = 0.2  # a bare `except:` in a loop may swallow the first time out, and the second


class OutOfTime(BaseException):
    """The author's code took longer than it may, most likely because of what a student's code returned."""


@dataclass
class Ran:
    """What came of running some of the author's code."""

    value: object = None
    error: BaseException | None = None
    printed: str = ""
    late: bool = False


def run_guarded(action: Callable, cpu_seconds: float, wall_seconds: float) -> Ran:
    """Run `action()`; every exception stays in the result, output is kept, warnings are dropped.

    Parameters
    ----------
    action : callable
    cpu_seconds : float
        Processor time of this process; waiting for the student's code does not count.
    wall_seconds : float
        For code that waits for something that never comes.
    """
    ran, said = Ran(), _Said()
    quiet = (contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), warnings.catch_warnings())
    with contextlib.ExitStack() as stack:
        for context in (*quiet, np.errstate(), _KeptState()):
            stack.enter_context(context)
        warnings.simplefilter("ignore")
        try:
            with _time_limit(cpu_seconds, wall_seconds, ran):
                ran.value = action()
        except BaseException as error:  # SystemExit of a test, or of a student's function, ends no judge
            ran.error = error
    ran.printed = said.getvalue()
    return ran


class _Said(io.StringIO):
    def write(self, text):
        room = _KEPT_CHARACTERS - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)


class _KeptState(contextlib.AbstractContextManager):
    """Undo what a cell sets for the whole process: how arrays are printed."""

    def __enter__(self):
        self._options = np.get_printoptions()

    def __exit__(self, *_):
        self._options.pop("override_repr", None)
        np.set_printoptions(**self._options)


@contextlib.contextmanager
def _time_limit(cpu_seconds, wall_seconds, ran):
    if threading.current_thread() is not threading.main_thread():
        yield  # only a main thread can be interrupted; the judge is one
        return

    def stop(number, frame):
        ran.late = True
        if armed:
            raise OutOfTime

    armed = [True]
    timers = ((signal.SIGPROF, signal.ITIMER_PROF, cpu_seconds), (signal.SIGALRM, signal.ITIMER_REAL, wall_seconds))
    before = [(number, signal.signal(number, stop)) for number, _, _ in timers]
    try:
        try:
            for _, timer, seconds in timers:
                signal.setitimer(timer, seconds, _AGAIN)
            yield
        finally:
            armed.clear()
    finally:
        for _, timer, _ in timers:
            signal.setitimer(timer, 0)
        for number, handler in before:
            signal.signal(number, handler)
