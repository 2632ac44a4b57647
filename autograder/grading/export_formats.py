"""The files that other systems import: each format turns marks into the rows of a table."""

from dataclasses import dataclass

CSV_COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
)
CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
MOODLE_COLUMNS = ("Username", "First name", "Last name", "Email address")


@dataclass(frozen=True)
class Ledger:
    """All that is exported.

    Attributes
    ----------
    students : list
        Rows with id, first_name, last_name, email, lms_user_id.
    lessons : list
        Rows with name, duedate, max_score.
    marks : dict
        (student's id, lesson's name) → `Marks`; no entry where there is no mark.
    """

    students: list
    lessons: list
    marks: dict

    def score(self, student, lesson) -> float | None:
        """Return what counts, late penalty taken off, or None where there is no mark."""
        marks = self.marks.get((student.id, lesson.name))
        return None if marks is None else round(max(0.0, marks.total() - marks.penalty), 6)


def csv_table(ledger: Ledger) -> list[list]:
    """Return nbgrader's own columns, a row for each lesson and student; without a mark the scores are empty."""
    table = [list(CSV_COLUMNS)]
    for lesson in ledger.lessons:
        for student in ledger.students:
            marks = ledger.marks.get((student.id, lesson.name))
            name = [student.id, student.last_name, student.first_name, student.email]
            scores = [None, None, None]
            if marks is not None:
                scores = [round(marks.total(), 6), marks.penalty, ledger.score(student, lesson)]
            table.append([lesson.name, lesson.duedate, marks and marks.timestamp, *name, *scores, lesson.max_score])
    return table


def canvas_table(ledger: Ledger) -> list[list]:
    """Return what Canvas' gradebook imports: a row for each student, a column for each lesson.

    The column is named like the lesson and nothing else: Canvas takes a number in brackets after it for the id of
    one of its assignments. How many points there are stands in a row of its own.
    """
    empty = [None] * (len(CANVAS_COLUMNS) - 1)
    table = [[*CANVAS_COLUMNS, *(lesson.name for lesson in ledger.lessons)]]
    table.append(["Points Possible", *empty, *(lesson.max_score for lesson in ledger.lessons)])
    for student, scores in _students_with_marks(ledger):
        name = ", ".join(part for part in (student.last_name, student.first_name) if part) or student.id
        table.append([name, student.lms_user_id, None, student.id, None, *scores])
    return table


def moodle_table(ledger: Ledger) -> list[list]:
    """Return what Moodle's grade import maps by username or e-mail; a dash is its sign for "no grade"."""
    table = [[*MOODLE_COLUMNS, *(lesson.name for lesson in ledger.lessons)]]
    for student, scores in _students_with_marks(ledger):
        name = [student.id, student.first_name, student.last_name, student.email]
        table.append([*name, *("-" if score is None else score for score in scores)])
    return table


def _students_with_marks(ledger):
    """Give each student who has a mark, with the scores of all lessons: an empty row would erase marks elsewhere."""
    for student in ledger.students:
        scores = [ledger.score(student, lesson) for lesson in ledger.lessons]
        if any(score is not None for score in scores):
            yield student, scores


FORMATS = {"csv": csv_table, "canvas": canvas_table, "moodle": moodle_table}
