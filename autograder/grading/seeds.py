"""Each student's own seed: no student can predict it, and the same submission is judged with the same inputs again."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

_BYTES = 32


class Seeds:
    """The seeds of a course, drawn from its secret ``.autograder/secret``, which is made once.

    Parameters
    ----------
    course : Path
    """

    def __init__(self, course: Path):
        self._secret = _secret(course / ".autograder" / "secret")

    def seed(self, student: str, lesson: str) -> int:
        """Return the seed of a student's inputs in a lesson: a keyed hash, so that one tells nothing of another."""
        about = "\0".join((lesson, student)).encode("utf-8", "surrogateescape")
        return int.from_bytes(hmac.digest(self._secret, about, hashlib.sha256)[:8], "big")


def _secret(path: Path) -> bytes:
    """Return the course's secret; a missing or damaged one is made anew, complete or not at all."""
    if len(known := _read(path)) == _BYTES:
        return known
    path.parent.mkdir(exist_ok=True)
    new = path.with_name(f"secret.{os.getpid()}.new")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(_BYTES))
        file.flush()
        os.fsync(file.fileno())
    if len(_read(path)) != _BYTES:  # another process may have been faster
        os.replace(new, path)
    new.unlink(missing_ok=True)
    return _read(path)


def _read(path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
