"""Marks that were not judged from outside: they are in the gradebook, and no line of the journal says the same."""

from pathlib import Path

from autograder.grading.gradebook import CourseGradebook
from autograder.grading.journal import Journal

# Some databases keep a number in single precision.
_TOLERANCE = 1e-5


def unjudged_marks(course: Path, gradebook: CourseGradebook) -> list[tuple[str, str, str, float]]:
    """Return (student, lesson, cell, points) of each such mark; a cell that a person has marked is not among them.

    Parameters
    ----------
    course : Path
        The folder that holds ``.autograder/journal.jsonl``.
    gradebook : CourseGradebook
    """
    journal, found = Journal(course), []
    for (student, lesson), marks in sorted(gradebook.all_marks().items()):
        for cell in differing(marks.auto(), journal.marks(student, lesson)):
            mark = marks.cells.get(cell)
            if mark and mark.auto is not None and mark.manual is None:
                found.append((student, lesson, cell, mark.auto))
    return found


def differing(some: dict, others: dict) -> list[str]:
    """Return the cells whose points are not the same in both.

    Examples
    --------
    >>> differing({"a": 1.0, "b": 0.1}, {"a": 1.0, "b": 0.2, "c": 0.0})
    ['b', 'c']
    """
    return sorted(
        cell
        for cell in some.keys() | others.keys()
        if cell not in some or cell not in others or abs(some[cell] - others[cell]) > _TOLERANCE
    )
