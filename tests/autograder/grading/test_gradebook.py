"""Are marks in the gradebook as nbgrader would have them, all of them or none, and is no stale one left?"""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import event

from autograder.grading.execution import Judged
from autograder.grading.generate import quiet_nbgrader
from autograder.grading.gradebook import BrokenGradebook, CourseGradebook
from autograder.grading.pipeline import course_config
from autograder.grading.registered import is_registered
from autograder.grading.submissions import Submission
from tests.autograder.grading.tiny import LESSON, edit_source, source_notebook

DUE = datetime(2026, 5, 1, tzinfo=UTC).replace(tzinfo=None)
PLUGIN = """\
from nbgrader.plugins import LateSubmissionPlugin

class TenthAnHour(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 0.1 * total_seconds_late / 3600

c = get_config()
c.AssignLatePenalties.plugin_class = TenthAnHour
"""


@pytest.fixture
def book(tiny, tmp_path, registered):
    (tmp_path / "gradebook.db").write_bytes(registered)
    with CourseGradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", course_config(tiny, tmp_path)) as gradebook:
        yield gradebook


def ada(student="ada"):
    return Submission(student, LESSON, None)


def judged(double=2.0, triple=1.0, essay=None, unanswered=()):
    points = {"double-test": double, "triple-test": triple, "essay-manual": essay}
    exercises = [{"name": n, "points": p, "verdict": "right", "message": ""} for n, p in points.items()]
    return Judged("{}", exercises, list(unanswered), [], 0.1)


def as_nbgrader_sees_it(book, student="ada"):
    """Return cell → (auto, manual, needs a person) and cell → comment, read by nbgrader itself."""
    with Gradebook(book.db_url) as gradebook:
        notebook = gradebook.find_submission_notebook(LESSON, LESSON, student)
        grades = {g.name: (g.auto_score, g.manual_score, g.needs_manual_grade) for g in notebook.grades}
        return grades, {c.name: c.comment for c in notebook.comments if c.comment}, notebook.score


def by_hand(book, **scores):
    """Enter marks, as a person does in formgrader."""
    with Gradebook(book.db_url) as gradebook:
        for name, score in scores.items():
            cell = gradebook.find_grade(name.replace("_", "-"), LESSON, LESSON, "ada")
            cell.manual_score, cell.needs_manual_grade = score, False
        gradebook.db.commit()


def test_nbgrader_reads_the_marks(book):
    marks = book.record(ada(), judged(unanswered=["double"]))
    assert as_nbgrader_sees_it(book) == (
        {"double-test": (2.0, None, False), "triple-test": (1.0, None, False), "essay-manual": (None, None, True)},
        {"double": "No response."},
        3.0,
    )
    assert marks.points() == {"double-test": 2.0, "triple-test": 1.0, "essay-manual": None}
    assert book.marks(LESSON, "ada") == marks
    assert book.all_marks() == book.all_marks(LESSON) == {("ada", LESSON): marks}
    assert book.all_marks("91_else") == {}


ROWS = {
    "submitted_assignment": "select timestamp, extension from submitted_assignment where student_id = :one",
    "student": "select first_name, last_name, email, lms_user_id from student where id = :one",
    "submitted_notebook": "select flagged, late_submission_penalty from submitted_notebook where id in ({mine})",
    "grade": "select cell_id, auto_score, manual_score, extra_credit, needs_manual_grade, length(id) from grade "
    "where notebook_id in ({mine}) order by cell_id",
    "comment": "select cell_id, auto_comment, manual_comment, length(id) from comment "
    "where notebook_id in ({mine}) order by cell_id",
}
MINE = (
    "select n.id from submitted_notebook n join submitted_assignment a on n.assignment_id = a.id "
    "where a.student_id = :one"
)


@pytest.mark.parametrize("table", ROWS)
def test_the_rows_are_those_that_nbgrader_makes(book, table):
    book.record(ada(), judged(None, None, None))
    with quiet_nbgrader(), Gradebook(book.db_url) as gradebook:
        gradebook.update_or_create_student("theirs")
        gradebook.update_or_create_submission(LESSON, "theirs")
    with closing(sqlite3.connect(book.db_url.removeprefix("sqlite:///"))) as db:
        query = ROWS[table].format(mine=MINE)
        ours, theirs = (db.execute(query, {"one": student}).fetchall() for student in ("ada", "theirs"))
    assert ours
    assert ours == theirs


def test_a_new_judgement_leaves_nothing_of_the_old_one(book):
    book.record(ada(), judged(unanswered=["double"]))
    book.record(ada(), judged(double=0.0, triple=None, unanswered=["triple"]))
    grades, comments, score = as_nbgrader_sees_it(book)
    assert (grades["double-test"], grades["triple-test"]) == ((0.0, None, False), (None, None, True))
    assert (comments, score) == ({"triple": "No response."}, 0.0)


def test_an_exercise_without_a_judgement_has_no_mark(book):
    book.record(ada(), judged())
    book.record(ada(), Judged("{}", judged().exercises[:1], [], [], 0.1))
    assert as_nbgrader_sees_it(book)[0]["triple-test"] == (None, None, True)


def test_a_person_s_mark_stays_counts_and_is_put_up_for_another_look(book):
    book.record(ada(), judged(double=0.0))
    by_hand(book, double_test=1.5, essay_manual=3.0)
    marks = book.record(ada(), judged(double=2.0))
    assert as_nbgrader_sees_it(book)[0]["double-test"] == (2.0, 1.5, True)
    assert marks.points() == {"double-test": 1.5, "triple-test": 1.0, "essay-manual": 3.0}
    assert marks.total() == as_nbgrader_sees_it(book)[2] == 5.5


@pytest.mark.parametrize(
    ("points", "written"),
    [(99.0, 2.0), (-1.0, 0.0), (float("nan"), None), (float("inf"), None), ("2", None), (1, 1.0)],
)
def test_points_that_cannot_be_are_not_written(book, points, written):
    book.record(ada(), judged(double=points))
    assert as_nbgrader_sees_it(book)[0]["double-test"] == (written, None, written is None)


def test_a_withdrawn_submission_has_no_marks_and_others_keep_theirs(book):
    for student in ("ada", "bob"):
        book.record(ada(student), judged())
    by_hand(book, essay_manual=3.0)
    book.withdraw(ada())
    assert as_nbgrader_sees_it(book)[0]["double-test"] == (None, None, True)
    assert as_nbgrader_sees_it(book)[0]["essay-manual"] == (None, 3.0, True)
    assert book.marks(LESSON, "bob").total() == 3.0
    book.withdraw(ada("nobody"))
    assert book.marks(LESSON, "nobody") is None


def test_all_marks_of_a_submission_are_written_or_none(book):
    book.record(ada(), judged())
    failed = []

    def fail(connection, cursor, statement, *rest):
        if statement.startswith("UPDATE comment"):
            failed.append(statement)
            raise sqlite3.OperationalError("disk I/O error")

    event.listen(book._engine, "before_cursor_execute", fail)
    with pytest.raises((BrokenGradebook, sqlite3.OperationalError)):
        book.record(ada(), judged(double=0.0, unanswered=["double"]))
    event.remove(book._engine, "before_cursor_execute", fail)
    assert failed
    assert as_nbgrader_sees_it(book)[0]["double-test"] == (2.0, None, False)


def test_a_cell_that_the_gradebook_does_not_know_is_told(book):
    unknown = Judged("{}", [{"name": "cube-test", "points": 1.0, "verdict": "right", "message": ""}], [], [], 0.1)
    with pytest.raises(ValueError, match="no cell cube-test: register"):
        book.record(ada(), unknown)
    assert book.marks(LESSON, "ada") is None


@pytest.mark.parametrize(("hours", "penalty"), [(-1, 0.0), (5, 0.5), (1000, 3.0)])
def test_a_plug_in_for_late_submissions_is_asked(tiny, tmp_path, registered, hours, penalty):
    (tmp_path / "gradebook.db").write_bytes(registered)
    (tmp_path / "nbgrader_config.py").write_text(PLUGIN)
    with CourseGradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", course_config(tiny, tmp_path)) as book:
        with Gradebook(book.db_url) as gradebook:
            gradebook.update_or_create_assignment(LESSON, duedate=DUE)
        marks = book.record(ada(), judged(), DUE + timedelta(hours=hours))
        assert (marks.penalty, marks.total()) == (penalty, 3.0)
        assert book.marks(LESSON, "ada").penalty == penalty
        book.record(ada(), judged(), DUE)
        assert book.marks(LESSON, "ada").penalty == 0.0


def test_an_extension_counts(tiny, tmp_path, registered):
    (tmp_path / "gradebook.db").write_bytes(registered)
    (tmp_path / "nbgrader_config.py").write_text(PLUGIN)
    with CourseGradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", course_config(tiny, tmp_path)) as book:
        book.record(ada(), judged(), DUE + timedelta(hours=5))
        with Gradebook(book.db_url) as gradebook:
            gradebook.update_or_create_assignment(LESSON, duedate=DUE)
            gradebook.grant_extension(LESSON, "ada", hours=4)
        assert book.record(ada(), judged()).penalty == 0.1


def test_looking_makes_no_gradebook(tiny, tmp_path):
    book = CourseGradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", course_config(tiny, tmp_path))
    assert book.marks(LESSON, "ada") is None
    assert book.all_marks() == {}
    assert book.roll() == ([], [])
    assert not is_registered(book, LESSON, [])
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_one_is_named(tiny, tmp_path):
    (tmp_path / "gradebook.db").write_bytes(b"no database at all " * 99)
    book = CourseGradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", course_config(tiny, tmp_path))
    with pytest.raises(BrokenGradebook, match=r"gradebook\.db cannot be used: .*not a database"):
        book.marks(LESSON, "ada")


def test_a_registered_lesson_is_recognised(book):
    assert is_registered(book, LESSON, source_notebook()["cells"])
    assert not is_registered(book, "91_else", source_notebook()["cells"])


def rename(cell):
    cell["metadata"]["nbgrader"]["grade_id"] = "thrice-test"


def revalue(cell):
    cell["metadata"]["nbgrader"]["points"] = 5


def rewrite(cell):
    cell["source"] = "assert triple(2) == 6"


def hand_over(cell):
    cell["metadata"]["nbgrader"]["solution"] = True


@pytest.mark.parametrize("change", [rename, revalue, rewrite, hand_over])
def test_a_lesson_that_has_changed_is_not(book, own, change):
    edit_source(own, "triple-test", change)

    source = json.loads((own.solutions / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8"))
    assert not is_registered(book, LESSON, source["cells"])
