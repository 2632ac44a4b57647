"""One grading run at a time in a course: the gradebook has one writer."""

import os
from contextlib import contextmanager
from pathlib import Path

from autograder.grading.project import CallError


@contextmanager
def only_one_run(course: Path):
    """Hold the course; the system lets go of it when the process ends, however it ends.

    Raises
    ------
    CallError
        If another run holds it.
    """
    path = course / ".autograder" / "lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("a+b") as file:
        try:
            _take(file)
        except OSError:
            raise CallError(f"Another grading run is at work in {course}. Wait for it, or stop it first.") from None
        yield


def _take(file) -> None:
    if os.name == "nt":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
