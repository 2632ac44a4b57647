"""A grading run from end to end: every submission gets a result, and nothing is lost or judged twice."""

import json
import os
import shutil

import pytest
from nbgrader.api import Gradebook

from autograder.grading.grade import grade
from autograder.grading.project import CallError
from tests.autograder.grading.sandboxed import needs_sandbox
from tests.autograder.grading.tiny import FAILS_HIDDEN, LESSON, SOLVED, SQUARED, hand_in, submit

pytestmark = needs_sandbox

DIES = {**SOLVED, "triple": "import os\nos._exit(3)"}
OLD_SCHEMA = '"schema_version": 99'


@pytest.fixture(scope="module")
def graded(tiny, released, tmp_path_factory):
    """A graded course with every kind of submission; the rows by student, and the folder."""
    course = tmp_path_factory.mktemp("a course [2026], ünïcode")
    submit(course, "Łukasz [2] & co", released, SOLVED)
    submit(course, "blank", released, {})
    submit(course, "squared", released, SQUARED)
    submit(course, "fails-hidden", released, FAILS_HIDDEN)
    submit(course, "dies", released, DIES)
    submit(course, "no-test", released, SOLVED, drop=("triple-test",))
    hand_in(course, "other-schema", released.replace('"schema_version": 3', OLD_SCHEMA))
    hand_in(course, "zero-bytes", "")
    hand_in(course, "no-json", "{")
    (course / "submitted" / "empty-folder" / LESSON).mkdir(parents=True)
    (submit(course, "with-data", released, SOLVED).parent / "data.csv").write_text("1,2\n")
    rows = grade(tiny, LESSON, course)
    return {row["student"]: row for row in rows}, course


@pytest.fixture
def course(graded, tmp_path):
    """A copy of the graded course, to be changed."""
    return shutil.copytree(graded[1], tmp_path / "course")


def scores(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        return {s.student.id: s.score for s in gradebook.assignment_submissions(LESSON)}


def verdicts(row):
    return [entry["verdict"] for entry in row["exercises"]]


@pytest.mark.parametrize(
    ("student", "score", "expected"),
    [
        ("Łukasz [2] & co", 3.0, ["right", "right", "manual"]),
        ("with-data", 3.0, ["right", "right", "manual"]),
        ("blank", 0.0, ["not attempted", "not attempted", "manual"]),
        ("squared", 1.0, ["wrong", "right", "manual"]),
        ("fails-hidden", 2.0, ["right", "wrong", "manual"]),
        ("no-test", 3.0, ["right", "right", "manual"]),
        ("other-schema", 0.0, ["not attempted", "not attempted", "manual"]),
        ("dies", 2.0, ["right", "not attempted", "manual"]),
    ],
)
def test_scores_and_verdicts(graded, student, score, expected):
    rows, course = graded
    assert (rows[student]["score"], verdicts(rows[student])) == (score, expected)
    assert rows[student]["max_score"] == 6.0
    assert scores(course)[student] == score


def test_the_reason_of_a_failed_test_is_in_the_row(graded):
    message = graded[0]["fails-hidden"]["exercises"][1]["message"]
    assert message.startswith("AssertionError")


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        ("zero-bytes", "is empty"),
        ("no-json", "JSON is damaged"),
        ("empty-folder", "there is no 90_tiny.ipynb"),
    ],
)
def test_what_cannot_be_judged_fails_with_one_plain_reason(graded, student, reason):
    rows, course = graded
    assert rows[student]["status"] == "failed"
    assert reason in rows[student]["reason"]
    assert "\n" not in rows[student]["reason"]
    assert student not in scores(course)
    assert not (course / "autograded" / student).exists()


@pytest.mark.parametrize(("student", "kind"), [("no-test", "missing-test"), ("dies", "died")])
def test_what_a_person_should_look_at_is_flagged(graded, student, kind):
    row = graded[0][student]
    assert row["status"] == "flagged"
    assert kind in [flag["kind"] for flag in row["flags"]]


@pytest.mark.parametrize("student", ["Łukasz [2] & co", "blank", "squared", "fails-hidden", "with-data"])
def test_honest_work_has_no_flag(graded, student):
    assert (graded[0][student]["status"], graded[0][student]["flags"]) == ("graded", [])


def test_autograded_holds_the_judged_notebook_and_what_lay_beside_it(graded):
    _, course = graded
    place = course / "autograded" / "with-data" / LESSON
    assert sorted(path.name for path in place.iterdir()) == [f"{LESSON}.ipynb", "data.csv"]
    nb = json.loads((place / f"{LESSON}.ipynb").read_text(encoding="utf-8"))
    assert any(cell.get("outputs") for cell in nb["cells"])


def test_an_unchanged_submission_is_not_judged_again(tiny, course):
    before = (course / ".autograder" / "journal.jsonl").read_text()
    rows = grade(tiny, LESSON, course, ["squared", "blank"])
    assert [(row["student"], row["score"], row["resumed"]) for row in rows] == [
        ("squared", 1.0, True),
        ("blank", 0.0, True),
    ]
    assert (course / ".autograder" / "journal.jsonl").read_text() == before


def test_force_judges_it_again(tiny, course):
    (row,) = grade(tiny, LESSON, course, ["squared"], force=True)
    assert (row["score"], row["resumed"]) == (1.0, False)


def test_a_resubmission_replaces_every_old_mark(tiny, course, released):
    submit(course, "squared", released, FAILS_HIDDEN)
    (row,) = grade(tiny, LESSON, course, ["squared"])
    assert (row["score"], verdicts(row), row["resumed"]) == (2.0, ["right", "wrong", "manual"], False)
    assert scores(course)["squared"] == 2.0


@pytest.mark.parametrize("again", ["fails", "is judged"])
def test_a_new_judgement_takes_the_page_of_the_old_one_away(tiny, course, released, again):
    page = course / "feedback" / "squared" / LESSON / f"{LESSON}.html"
    page.parent.mkdir(parents=True)
    page.write_text("Score: 1.0 / 6.0")
    if again == "fails":
        hand_in(course, "squared", "")
    else:
        submit(course, "squared", released, SOLVED)
    grade(tiny, LESSON, course, ["squared"])
    assert not page.exists()


def test_a_resubmission_that_fails_leaves_no_old_mark(tiny, course):
    hand_in(course, "squared", "")
    (row,) = grade(tiny, LESSON, course, ["squared"])
    assert row["status"] == "failed"
    assert scores(course)["squared"] == 0.0
    assert not (course / "autograded" / "squared" / LESSON).exists()


def test_a_person_s_mark_counts_and_survives_a_regrade(tiny, course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        essay = gradebook.find_grade("essay-manual", LESSON, LESSON, "squared")
        essay.manual_score = 2.5
        gradebook.db.commit()
    (resumed,) = grade(tiny, LESSON, course, ["squared"])
    assert (resumed["score"], resumed["exercises"][2]["points"], resumed["resumed"]) == (3.5, 2.5, True)
    (again,) = grade(tiny, LESSON, course, ["squared"], force=True)
    assert (again["score"], again["resumed"]) == (3.5, False)


@pytest.mark.parametrize("lost", ["gradebook.db", "autograded/squared", ".autograder/journal.jsonl"])
def test_whatever_is_lost_is_made_again(tiny, course, lost):
    path = course / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    (row,) = grade(tiny, LESSON, course, ["squared"])
    assert (row["score"], row["resumed"]) == (1.0, False)
    assert scores(course)["squared"] == 1.0


def test_a_lesson_whose_cells_changed_does_not_mix_with_old_marks(tiny, course, tmp_path):
    changed = type(tiny)(shutil.copytree(tiny.root, tmp_path / "changed"))
    path = changed.solutions / LESSON / f"{LESSON}.ipynb"
    path.write_text(path.read_text().replace("triple-test", "thrice-test"))
    with pytest.raises(CallError, match=r"Cannot add or remove cells.*new course folder"):
        grade(changed, LESSON, course, ["squared"])


def test_a_damaged_gradebook_is_named(tiny, released, tmp_path):
    submit(tmp_path, "ada", released, SOLVED)
    (tmp_path / "gradebook.db").write_text("these are not the marks you are looking for" * 99)
    with pytest.raises(CallError, match=r"gradebook\.db.*not a database"):
        grade(tiny, LESSON, tmp_path)


def test_the_submissions_are_only_read(tiny, released, tmp_path):
    path = submit(tmp_path, "ada", released, {**SOLVED, "triple": "open('x', 'w').write('x')\n" + SOLVED["triple"]})
    os.utime(path, ns=(10**18, 10**18))
    before = path.read_bytes(), path.stat().st_mtime_ns
    (row,) = grade(tiny, LESSON, tmp_path)
    assert row["score"] == 3.0
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_course_s_own_limits_hold(tiny, released, tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\nc.OutsideJudge.cell_seconds = 1\n")
    submit(tmp_path, "slow", released, {**SOLVED, "triple": "import time\ntime.sleep(60)"})
    (row,) = grade(tiny, LESSON, tmp_path)
    assert row["score"] == 2.0
    assert "stopped-cell" in [flag["kind"] for flag in row["flags"]]
    assert row["seconds"] < 50
