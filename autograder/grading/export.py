"""``export``: the marks of a course as a file that a spreadsheet, Canvas or Moodle reads."""

import csv
import io
import os
import sys
from pathlib import Path

from autograder.grading.export_formats import FORMATS, Ledger
from autograder.grading.gradebook import CourseGradebook
from autograder.grading.pipeline import course_config
from autograder.grading.project import CallError, Project
from autograder.grading.register import gradebook_address
from autograder.grading.unjudged import unjudged_marks

# A cell that begins with one of these is a formula to a spreadsheet, whoever wrote it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(project: Project, folder: Path, form: str, target: Path, unjudged: bool = False, say=None) -> int:
    """Write the marks of all lessons and students of a course, and return how many submissions have marks in it.

    Parameters
    ----------
    project : Project
    folder : Path
        The course folder.
    form : str
        One of `FORMATS`.
    target : Path
        The file; it is replaced as a whole or not at all.
    unjudged : bool
        Take marks too that were not judged from outside.
    say : callable or None
        Gets a line for each submission that is left out; standard error when None.

    Raises
    ------
    CallError
        If there is no gradebook, or the file's folder does not exist.
    """
    if target.is_dir() or not target.absolute().parent.is_dir():
        reason = "it is a folder" if target.is_dir() else "its folder does not exist"
        raise CallError(f"--to cannot write {target}: {reason}.")
    with CourseGradebook(gradebook_address(project, folder), course_config(project, folder)) as gradebook:
        if not gradebook.exists():
            raise CallError(f"There is no gradebook in {folder}. First:  python -m autograder grade LESSON")
        students, lessons = gradebook.roll()
        marks = {place: known for place, known in gradebook.all_marks().items() if _is_marked(known)}
        if not unjudged:
            for place in _not_judged(folder, gradebook, say or _warn):
                marks.pop(place, None)
    text = _as_csv(FORMATS[form](Ledger(students, lessons, marks)))
    _replace(target, text)
    return len(marks)


def _not_judged(folder, gradebook, say) -> list[tuple[str, str]]:
    found = unjudged_marks(folder, gradebook)
    places = list(dict.fromkeys((student, lesson) for student, lesson, _, _ in found))
    for student, lesson in places:
        cells = [cell for one, of, cell, _ in found if (one, of) == (student, lesson)]
        say(f"{student}: {lesson} is left out: {len(cells)} of its marks were not judged from outside ({cells[0]} …).")
    if places:
        say(
            "Grade these again:  python -m autograder grade LESSON --student ID    or take them as they are: --unjudged"
        )
    return places


def _is_marked(marks) -> bool:
    return any(points is not None for points in marks.points().values())


def _warn(line) -> None:
    print(line, file=sys.stderr)


def _as_csv(table) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([_plain(value) for value in row] for row in table)
    return text.getvalue()


def _plain(value):
    """Keep a text from being a formula; numbers stay numbers, and a lone dash is nobody's formula."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(_FORMULA) and value != "-":
        return "'" + value
    return f"{value:g}" if isinstance(value, float) and value.is_integer() else value


def _replace(target: Path, text: str) -> None:
    new = target.with_name(f".{target.name}.new")
    try:
        with new.open("w", encoding="utf-8", newline="", errors="replace") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, target)
    finally:
        new.unlink(missing_ok=True)
