"""Find submissions in a course folder, and read one without trusting what lies there."""

import hashlib
import json
import stat
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.project import CallError, nearest

# A lesson's notebook with all its outputs has well under one megabyte.
LARGEST = 50_000_000


class Unreadable(Exception):
    """A submission cannot be graded; the text is the one plain reason that lecturer and student see."""


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

    def files(self) -> list[Path]:
        """Return all plain files of the submission in a fixed order; links and special files are left out."""
        if self.folder.is_symlink() or not self.folder.is_dir():
            return []
        return sorted(path for path in self.folder.rglob("*") if _is_plain_file(path) and not _is_left_over(path))

    def fingerprint(self) -> str:
        """Return a hash of everything that was handed in; two equal submissions have the same."""
        digest = hashlib.sha256()
        for path in self.files():
            digest.update(path.relative_to(self.folder).as_posix().encode("utf-8", "surrogateescape") + b"\0")
            try:
                digest.update(hashlib.sha256(path.read_bytes()).digest())
            except OSError:  # whoever reads the notebook says why
                digest.update(b"unreadable")
        return digest.hexdigest()


def find_submissions(course: Path, lesson: str, students=()) -> list[Submission]:
    """Return the submissions of a lesson, by student; those of `students` alone where any are named.

    Raises
    ------
    CallError
        If nothing was submitted, or a student who is named has no folder.
    """
    submitted = course / "submitted"
    known = (
        sorted(path.name for path in submitted.iterdir() if not path.name.startswith(".")) if submitted.is_dir() else []
    )
    if not known:
        raise CallError(
            f"There are no submissions in {submitted}. They belong in submitted/<student>/{lesson}/{lesson}.ipynb."
        )
    for student in students:
        if student not in known:
            raise CallError(f'There is no folder "{student}" in {submitted}.{nearest(student, known)}')
    found = [Submission(name, lesson, submitted / name / lesson) for name in dict.fromkeys(students or known)]
    found = [one for one in found if students or _is_there(one.folder) or _is_misplaced(submitted / one.student)]
    if not found:
        raise CallError(f"Nobody in {submitted} has handed in {lesson}.")
    return found


def read_submission(submission: Submission) -> dict:
    """Return the notebook as plain data.

    Raises
    ------
    Unreadable
        If it is missing, empty, not a file, not JSON, or not a notebook of format 4.
    """
    path = submission.notebook
    if not submission.folder.is_dir():
        raise Unreadable(f"nothing was submitted: there is no folder {submission.folder.name}")
    if not _is_there(path):
        raise Unreadable(f"there is no {path.name} in the submitted folder{_instead(submission)}")
    if not _is_plain_file(path):
        raise Unreadable(f"{path.name} is not a file but {_kind(path)}")
    if path.stat().st_size > LARGEST:
        raise Unreadable(f"{path.name} is larger than {LARGEST // 1_000_000} MB: its outputs should be cleared")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{path.name} is not a notebook: it is not UTF-8 text") from None
    return _parse(text, path.name)


def _parse(text, name) -> dict:
    if not text.strip():
        raise Unreadable(f"{name} is empty")
    try:
        nb = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable(f"{name} is not a notebook: its JSON is damaged") from None
    version = nb.get("nbformat") if isinstance(nb, dict) else None
    if version is None:
        raise Unreadable(f"{name} is not a notebook: it has no nbformat")
    if version != 4:
        raise Unreadable(f"{name} has notebook format {version!r}, not 4: open it in JupyterLab and save it again")
    if not isinstance(nb.get("cells"), list) or not nb["cells"]:
        raise Unreadable(f"{name} has no cells")
    return nb


def _instead(submission) -> str:
    others = [path.name for path in submission.files() if path.suffix == ".ipynb"]
    return f'; it holds "{others[0]}" instead' if others else ""


def _is_misplaced(path) -> bool:
    """Tell whether this was handed in and belongs to no lesson: an empty folder, or a notebook lying loose."""
    return not any(path.iterdir()) if path.is_dir() else path.suffix == ".ipynb"


def _is_there(path) -> bool:
    return path.exists() or path.is_symlink()


def _is_plain_file(path) -> bool:
    """Tell whether this is a file itself, not a link to one, and nothing that blocks whoever opens it."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _is_left_over(path) -> bool:
    return bool({".ipynb_checkpoints", "__pycache__"} & set(path.parts))


def _kind(path) -> str:
    if path.is_symlink():
        return "a link"
    return "a folder" if path.is_dir() else "a special file"
