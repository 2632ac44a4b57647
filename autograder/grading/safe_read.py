"""Read files that somebody else has put there: plain ones alone, nothing is followed, nothing blocks."""

import os
import stat
from pathlib import Path

# Left by editors and by Python; nobody hands these in.
_LEFT_OVERS = {".ipynb_checkpoints", "__pycache__"}
# A submission is a notebook and a few files; what is deeper or more than this was not meant to be read.
_DEEPEST = 20
_MOST_ENTRIES = 2_000


class Refused(Exception):
    """A file is not read; the text says in a few words what it is, as in "is a link"."""


def read_plain(path: Path, most: int, may_be_linked=lambda status: False) -> bytes:
    """Return the content of a plain file of at most `most` bytes.

    Parameters
    ----------
    path : Path
    most : int
    may_be_linked : callable
        Takes the status of a file that has other names too, and tells whether it is read all the same.

    Raises
    ------
    Refused
        If it is a link, has other names elsewhere, is a folder, a device, a pipe or too large, or cannot be read.
    """
    try:
        _check(path.lstat(), most, may_be_linked)  # before it is opened: opening a device may already do something
        descriptor = os.open(path, os.O_RDONLY | _flag("O_NOFOLLOW") | _flag("O_NONBLOCK") | _flag("O_BINARY"))
        with open(descriptor, "rb") as file:
            _check(os.fstat(descriptor), most, may_be_linked)  # again: it may have been exchanged in between
            content = file.read(most + 1)
    except OSError as error:
        raise Refused(f"cannot be read: {error.strerror or type(error).__name__}") from None
    if len(content) > most:
        raise Refused(_too_large(most))
    return content


def entries(folder: Path):
    """Yield ``(path, what)`` for what lies in a folder and below, in a fixed order.

    `what` is None for what may be read, otherwise a `Refused` that says why it is left out.
    """
    waiting, seen = [(folder, 0)], 0
    while waiting:
        place, depth = waiting.pop()
        try:
            with os.scandir(place) as found:
                inside = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield place, Refused(f"cannot be read: {error.strerror}")
            continue
        for entry in inside:
            seen += 1
            if seen > _MOST_ENTRIES:
                yield Path(entry.path), Refused(f"is one of more than {_MOST_ENTRIES:,} files")
                return
            if entry.name in _LEFT_OVERS:
                continue
            if not entry.is_dir(follow_symlinks=False):
                yield Path(entry.path), None
            elif depth >= _DEEPEST:
                yield Path(entry.path), Refused(f"is a folder nested more than {_DEEPEST} deep")
            else:
                waiting.append((Path(entry.path), depth + 1))


def other_names(status, folder: Path, path: Path):
    """Yield the other paths below a folder under which the file at `path` can be found."""
    for place, _, names in os.walk(folder):
        for name in names:
            other = Path(place, name)
            if other != path and os.path.samestat(other.lstat(), status):
                yield other


def is_text(name: str) -> bool:
    """Tell whether a name can be written down as text; a file's name may be any bytes.

    Examples
    --------
    >>> is_text("data 1.csv"), is_text("data" + chr(0xDCFF))
    (True, False)
    """
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def shown(name: str) -> str:
    """Return a name so that it cannot break the line, or the screen, that it is shown on."""
    plain = "".join(c if c.isprintable() else "�" for c in name)
    return plain if len(plain) <= 80 else plain[:79] + "…"


def _check(status, most, may_be_linked) -> None:
    mode = status.st_mode
    if not stat.S_ISREG(mode):
        raise Refused(f"is not a file but {_kind(mode)}")
    if status.st_nlink > 1 and not may_be_linked(status):
        raise Refused("is a hard link: the same file has another name elsewhere")
    if status.st_size > most:
        raise Refused(_too_large(most))


def _kind(mode) -> str:
    if stat.S_ISLNK(mode):
        return "a link"
    return "a folder" if stat.S_ISDIR(mode) else "a special file"


def _too_large(most) -> str:
    return f"is larger than {most / 1e6:.3g} MB"


def _flag(name) -> int:
    return getattr(os, name, 0)  # Windows has no links that follow themselves, and no pipes in folders
