"""Find submissions in a course folder, and read one without trusting what lies there."""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from autograder.grading.flags import flag
from autograder.grading.notebook_file import Unreadable
from autograder.grading.project import CallError, nearest
from autograder.grading.safe_read import Refused, entries, is_text, other_names, read_plain, shown

# The notebook and what lies beside it, together. A lesson's notebook with all its outputs has well under one megabyte.
LARGEST = 20_000_000
# More flags about files than this help nobody.
_MOST_FLAGS = 20


@dataclass(frozen=True)
class Submission:
    """What one student handed in for one lesson.

    Attributes
    ----------
    student, lesson : str
    folder : Path
        ``submitted/<student>/<lesson>``; it may hold anything, or not be a folder at all.
    """

    student: str
    lesson: str
    folder: Path

    @property
    def notebook(self) -> Path:
        """Where the notebook should be."""
        return self.folder / f"{self.lesson}.ipynb"


@dataclass(frozen=True)
class HandedIn:
    """The content of a submission, as it lay there when it was read.

    Attributes
    ----------
    notebook : bytes
    files : dict of str to bytes
        What lay beside the notebook, other notebooks excepted: path with ``/`` → content.
    flags : list of dict
        What was left out.
    """

    notebook: bytes = field(repr=False)
    files: dict[str, bytes] = field(repr=False)
    flags: list

    def fingerprint(self) -> str:
        """Return a hash of all of it; two equal submissions have the same."""
        digest = hashlib.sha256(hashlib.sha256(self.notebook).digest())
        for name, content in sorted(self.files.items()):
            digest.update(hashlib.sha256(name.encode()).digest() + hashlib.sha256(content).digest())
        for one in self.flags:
            digest.update(hashlib.sha256(one["detail"].encode()).digest())
        return digest.hexdigest()


def find_submissions(course: Path, lesson: str, students=()) -> list[Submission]:
    """Return the submissions of a lesson, by student; those of `students` alone where any are named.

    Raises
    ------
    CallError
        If nothing was submitted, or a student who is named has no folder.
    """
    submitted = course / "submitted"
    known = sorted(name for name in os.listdir(submitted) if not name.startswith(".")) if submitted.is_dir() else []
    if not known:
        raise CallError(
            f"There are no submissions in {submitted}. They belong in submitted/<student>/{lesson}/{lesson}.ipynb."
        )
    for student in students:
        if student not in known:
            raise CallError(f'There is no folder "{student}" in {submitted}.{nearest(student, known)}')
    found = [Submission(name, lesson, submitted / name / lesson) for name in dict.fromkeys(students or known)]
    found = [one for one in found if students or os.path.lexists(one.folder) or _is_misplaced(submitted / one.student)]
    if not found:
        raise CallError(f"Nobody in {submitted} has handed in {lesson}.")
    return found


def read_files(submission: Submission) -> HandedIn:
    """Read a submission: its notebook, and the plain files beside it.

    Links, special files, files with other names elsewhere and what is too large are left out, with a flag.

    Raises
    ------
    Unreadable
        If it is the notebook that cannot be read; the text is the reason.
    """
    _check_folders(submission)
    path = submission.notebook
    if not os.path.lexists(path):
        raise Unreadable(f"there is no {path.name} in the submitted folder{_instead(submission)}")
    try:
        notebook = read_plain(path, LARGEST, lambda status: _was_linked_to(submission, status))
    except Refused as reason:
        raise Unreadable(f"{path.name} {reason}{_advice(str(reason))}") from None
    files, flags = _read_others(submission, LARGEST - len(notebook))
    return HandedIn(notebook, files, flags)


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return what lies beside the notebook in a lesson's own folder: path with ``/`` → content."""
    files = {}
    for path, refused in entries(folder):
        if refused is None and path.suffix != ".ipynb":
            files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return files


def _check_folders(submission) -> None:
    if not is_text(submission.student):
        raise Unreadable("the name of the student's folder is not text in UTF-8: rename the folder")
    for folder in (submission.folder.parent, submission.folder):
        if folder.is_symlink():
            raise Unreadable(f"the folder {shown(folder.name)} is a link; links are not followed")
    try:
        os.listdir(submission.folder)
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable(f"nothing was submitted: there is no folder {submission.folder.name}") from None
    except OSError as error:
        raise Unreadable(f"the folder {submission.folder.name} cannot be read: {error.strerror}") from None


def _was_linked_to(submission, status) -> bool:
    """Tell whether all other names of a notebook lie with students whose folders changed later than this one's.

    Then they have linked to it, and its own student must not suffer; who has linked gets no copy.
    """
    try:
        others = list(other_names(status, submission.folder.parents[1], submission.notebook))
        mine = submission.folder.stat().st_mtime_ns
        later = all(
            submission.folder.parent not in path.parents and path.parent.stat().st_mtime_ns > mine for path in others
        )
    except OSError:  # somebody is moving things about; a person sorts it out
        return False
    return later and len(others) == status.st_nlink - 1


def _read_others(submission, room) -> tuple[dict, list]:
    """Read what lies beside the notebook, as long as there is room."""
    files, flags = {}, []
    for path, refused in entries(submission.folder):
        name = path.relative_to(submission.folder).as_posix()
        try:
            if refused or not _is_plain_name(name):
                raise refused or Refused("has a name that is not plain text")
            if path.suffix == ".ipynb":  # the notebook itself, and copies of it: nothing that a lesson would open
                if path != submission.notebook and path.lstat().st_nlink > 1:
                    raise Refused("is a hard link: the same file has another name elsewhere")
                continue
            files[name] = read_plain(path, room)
            room -= len(files[name])
        except Refused as reason:
            flags.append(flag("left-out-file", f"{shown(name)} {reason}; it was left out."))
    if len(flags) > _MOST_FLAGS:
        more = flag("left-out-file", f"{len(flags) - _MOST_FLAGS} more files were left out.")
        flags = [*flags[:_MOST_FLAGS], more]
    return files, flags


def _is_plain_name(name) -> bool:
    return is_text(name) and name.isprintable() and "\\" not in name


def _advice(reason) -> str:
    return ": its outputs should be cleared" if "larger" in reason else ""


def _instead(submission) -> str:
    others = sorted(name for name in os.listdir(submission.folder) if name.endswith(".ipynb"))
    return f'; it holds "{shown(others[0])}" instead' if others else ""


def _is_misplaced(path) -> bool:
    """Tell whether this was handed in and belongs to no lesson: an empty folder, or a notebook lying loose."""
    try:
        return not os.listdir(path)
    except NotADirectoryError:
        return path.suffix == ".ipynb"
    except OSError:
        return True  # a folder that cannot be opened, a link to nowhere: it gets a result, with the reason
