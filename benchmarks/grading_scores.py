"""What a graded course holds: the marks in its gradebook, and where two gradebooks differ."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

# nbgrader 0.9's tables. Read as they are: going through nbgrader's classes takes a query for each mark.
_OF_A_CELL = """
    FROM {table}
    JOIN base_cell ON base_cell.id = {table}.cell_id
    JOIN submitted_notebook ON submitted_notebook.id = {table}.notebook_id
    JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
    JOIN assignment ON assignment.id = submitted_assignment.assignment_id
    WHERE assignment.name = ?"""
_GRADES = "SELECT student_id, base_cell.name, auto_score, manual_score, needs_manual_grade" + _OF_A_CELL
_COMMENTS = "SELECT student_id, base_cell.name, auto_comment, manual_comment" + _OF_A_CELL


def everything(gradebook: Path, lesson: str) -> dict[tuple, tuple]:
    """Return all that a gradebook says of a lesson: (table, student, cell) → the values of that row."""
    found = {}
    with closing(sqlite3.connect(gradebook.as_uri() + "?mode=ro", uri=True)) as connection:
        for table, query in (("grade", _GRADES), ("comment", _COMMENTS)):
            for student, cell, *values in connection.execute(query.format(table=table), [lesson]):
                if (table, student, cell) in found:
                    raise ValueError(f"{gradebook} has two rows in {table} for {student}, {cell}; expected one.")
                found[table, student, cell] = tuple(values)
    return found


def scores(gradebook: Path, lesson: str) -> dict[tuple[str, str], float | None]:
    """Return the marks that a grader gave by itself: (student, cell) → points, None where a person must."""
    rows = everything(gradebook, lesson)
    return {(student, cell): values[0] for (table, student, cell), values in rows.items() if table == "grade"}


def differences(ours: dict, theirs: dict, tolerance: float = 0.0) -> list[str]:
    """Return one line for each key at which two tables differ, or that one of them lacks."""
    lines = []
    for key in sorted(ours.keys() | theirs.keys()):
        one, other = (repr(table[key]) if key in table else "nothing" for table in (ours, theirs))
        if one != other and not _near(ours.get(key), theirs.get(key), tolerance):
            lines.append(f"{', '.join(key)}: {one} and {other}")
    return lines


def _near(one, other, tolerance) -> bool:
    numbers = isinstance(one, int | float) and isinstance(other, int | float)
    return numbers and abs(one - other) <= tolerance


def full_marks(marks: dict) -> dict[str, set[str]]:
    """Return student → the exercises for which nobody has more points, from ``(student, cell) → points``."""
    best, full = {}, {}
    for (_, cell), mark in marks.items():
        best[cell] = max(best.get(cell, 0.0), mark or 0.0)
    for (student, cell), mark in marks.items():
        names = full.setdefault(student, set())
        if mark and mark == best[cell]:
            names.add(cell.removesuffix("-test"))
    return full


def judging_seconds(course: Path) -> list[float]:
    """Return how long a worker was busy with each submission, as the journal of our own run tells."""
    lines = (course / ".autograder" / "journal.jsonl").read_bytes().splitlines()
    return [json.loads(line)["row"]["seconds"] for line in lines]
