"""Does each export say what the gradebook says, in a form that its reader takes, and nothing that was not judged?"""

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.grading.execution import Judged
from autograder.grading.export import export
from autograder.grading.gradebook import CourseGradebook
from autograder.grading.journal import Journal
from autograder.grading.pipeline import course_config
from autograder.grading.project import CallError
from autograder.grading.submissions import Submission
from autograder.grading.unjudged import unjudged_marks
from tests.autograder.grading.tiny import LESSON

FORMATS = ("csv", "canvas", "moodle")
FORMULA = '=HYPERLINK("http://x","y")'
ODD = 'Ada, the "first"\nof her name'


@pytest.fixture
def course(tiny, tmp_path, registered):
    """Ada has 3 points and 2.5 by hand, bob 0.5, -eve was judged by another way, zoe has handed in nothing."""
    (tmp_path / "gradebook.db").write_bytes(registered)
    journal = Journal(tmp_path)
    with book(tiny, tmp_path) as gradebook:
        for student, double, triple in (("ada", 2.0, 1.0), ("bob", 0.5, 0.0), ("-eve", 2.0, 1.0)):
            points = {"double-test": double, "triple-test": triple, "essay-manual": None}
            exercises = [{"name": n, "points": p, "verdict": "right", "message": ""} for n, p in points.items()]
            one = Submission(student, LESSON, Path("none"))
            marks = gradebook.record(one, Judged("{}", exercises, [], [], 0.1))
            if student != "-eve":
                journal.append({"student": student, "lesson": LESSON, "status": "graded"}, {}, marks.auto())
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as theirs:
        theirs.find_grade("essay-manual", LESSON, LESSON, "ada").manual_score = 2.5
        theirs.update_or_create_student("ada", first_name=ODD, last_name="Łovelace", lms_user_id="4711")
        theirs.update_or_create_student("bob", last_name=FORMULA, email="@bob")
        theirs.add_student("zoe")
        theirs.db.commit()
    return tmp_path


def book(tiny, course):
    return CourseGradebook(f"sqlite:///{course / 'gradebook.db'}", course_config(tiny, course))


def read(tiny, course, form, **more):
    target = course / "out.csv"
    number = export(tiny, course, form, target, **more)
    with target.open(encoding="utf-8", newline="") as file:
        return number, list(csv.reader(file))


def test_csv_has_nbgrader_s_columns_and_a_row_for_each_student(tiny, course):
    number, (head, *rows) = read(tiny, course, "csv", say=lambda line: None)
    found = {row[3]: dict(zip(head, row, strict=True)) for row in rows}
    assert number == 2
    assert list(found) == ["'-eve", "ada", "bob", "zoe"]
    assert (found["ada"]["first_name"], found["ada"]["last_name"]) == (ODD, "Łovelace")
    assert [found["ada"][name] for name in ("raw_score", "late_submission_penalty", "score")] == ["5.5", "0", "5.5"]
    assert found["bob"]["score"] == "0.5"
    assert {row["max_score"] for row in found.values()} == {"6"}
    assert {row["assignment"] for row in found.values()} == {LESSON}
    assert [found[student]["score"] for student in ("'-eve", "zoe")] == ["", ""]


def test_canvas_gets_what_its_importer_reads(tiny, course):
    _, table = read(tiny, course, "canvas", say=lambda line: None)
    assert table == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", LESSON],
        ["Points Possible", "", "", "", "", "6"],
        [f"Łovelace, {ODD}", "4711", "", "ada", "", "5.5"],
        ["'" + FORMULA, "", "", "bob", "", "0.5"],
    ]


def test_moodle_gets_what_its_importer_maps(tiny, course):
    _, table = read(tiny, course, "moodle", say=lambda line: None)
    assert table == [
        ["Username", "First name", "Last name", "Email address", LESSON],
        ["ada", ODD, "Łovelace", "", "5.5"],
        ["bob", "", "'" + FORMULA, "'@bob", "0.5"],
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_in_any_file_is_a_formula(tiny, course, form):
    _, table = read(tiny, course, form, unjudged=True)
    assert not [
        cell for row in table for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r")) and cell != "-"
    ]
    assert any("'-eve" in row for row in table)


@pytest.mark.parametrize("form", FORMATS)
def test_marks_that_were_not_judged_are_left_out_and_named(tiny, course, form):
    said = []
    _, table = read(tiny, course, form, say=said.append)
    assert not [row for row in table if "'-eve" in row and "3" in row]
    assert said[0].startswith("-eve: 90_tiny is left out: 2 of its marks were not judged from outside (double-test")
    assert "--unjudged" in said[1]
    number, table = read(tiny, course, form, unjudged=True, say=pytest.fail)
    assert number == 3
    assert [row for row in table if "'-eve" in row and "3" in row]


def change(course, statement):
    with closing(sqlite3.connect(course / "gradebook.db")) as db:
        db.execute(statement)
        db.commit()


def test_a_mark_that_was_changed_behind_the_judge_s_back_is_found(tiny, course):
    cell = "cell_id in (select id from base_cell where name = 'triple-test')"
    change(course, f"update grade set auto_score = 0.75 where {cell} and auto_score = 0.0")
    with book(tiny, course) as gradebook:
        found = unjudged_marks(course, gradebook)
    assert found == [
        ("-eve", LESSON, "double-test", 2.0),
        ("-eve", LESSON, "triple-test", 1.0),
        ("bob", LESSON, "triple-test", 0.75),
    ]


def test_a_mark_that_a_person_has_given_needs_no_judge(tiny, course):
    change(course, "update grade set manual_score = 1.0")
    with book(tiny, course) as gradebook:
        assert unjudged_marks(course, gradebook) == []


def test_a_journal_of_a_later_failure_does_not_vouch_for_a_mark(tiny, course):
    Journal(course).append({"student": "bob", "lesson": LESSON, "status": "failed"}, {}, {})
    with book(tiny, course) as gradebook:
        assert ("bob", LESSON, "double-test", 0.5) in unjudged_marks(course, gradebook)


def test_a_late_penalty_is_taken_off_once(tiny, course):
    change(course, "update submitted_notebook set late_submission_penalty = 0.25")
    _, (head, *rows) = read(tiny, course, "csv", unjudged=True)
    bob = next(dict(zip(head, row, strict=True)) for row in rows if "bob" in row)
    assert [bob[name] for name in ("raw_score", "late_submission_penalty", "score")] == ["0.5", "0.25", "0.25"]


def test_a_file_is_replaced_as_a_whole_or_not_at_all(tiny, course, monkeypatch):
    (course / "out.csv").write_text("last week's marks")
    monkeypatch.setattr("os.replace", lambda *paths: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        export(tiny, course, "csv", course / "out.csv", say=lambda line: None)
    assert (course / "out.csv").read_text() == "last week's marks"
    assert not list(course.glob(".out*"))


def test_a_call_that_cannot_work_says_why(tiny, course, tmp_path_factory):
    with pytest.raises(CallError, match="its folder does not exist"):
        export(tiny, course, "csv", course / "no" / "out.csv")
    with pytest.raises(CallError, match="it is a folder"):
        export(tiny, course, "csv", course)
    empty = tmp_path_factory.mktemp("empty")
    with pytest.raises(CallError, match="There is no gradebook in"):
        export(tiny, empty, "csv", empty / "out.csv")
    assert list(empty.iterdir()) == []
