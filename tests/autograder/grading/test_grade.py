"""A grading run from end to end: every submission gets a result, and nothing is lost or judged twice."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time

import psutil
import pytest
from nbgrader.api import Gradebook

from autograder.grading.grade import grade
from autograder.grading.project import CallError
from tests.autograder.grading.tiny import FAILS_HIDDEN, LESSON, SOLVED, SQUARED, hand_in, submit

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


def running_with(mark):
    """Return the processes that inherited a run's mark in their environment: its workers and its kernels."""
    found = []
    for process in psutil.process_iter(["status"]):
        with contextlib.suppress(psutil.Error):
            if process.info["status"] != psutil.STATUS_ZOMBIE and process.environ().get("GRADING_TEST") == mark:
                found.append(process)
    return found


def until(condition, seconds=10.0):
    """Wait until `condition` holds, and tell whether it came to hold."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not condition():
        time.sleep(0.05)
    return condition()


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
        ("blank", 0.0, ["not attempted", "wrong", "manual"]),
        ("squared", 1.0, ["wrong", "right", "manual"]),
        ("fails-hidden", 2.0, ["right", "wrong", "manual"]),
        ("no-test", 2.0, ["right", "not judged", "manual"]),
    ],
)
def test_scores_and_verdicts(graded, student, score, expected):
    rows, course = graded
    assert (rows[student]["score"], verdicts(rows[student])) == (score, expected)
    assert rows[student]["max_score"] == 6.0
    assert scores(course)[student] == score


def test_the_check_s_diagnosis_is_in_the_row(graded):
    assert graded[0]["squared"]["exercises"][0]["message"] == "It looks squared."


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        ("dies", "Python stopped while running it"),
        ("other-schema", "newer nbgrader"),
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


def test_a_missing_test_is_flagged(graded):
    assert [flag["kind"] for flag in graded[0]["no-test"]["flags"]] == ["missing-test"]


def test_autograded_holds_the_judged_notebook_and_what_lay_beside_it(graded):
    _, course = graded
    place = course / "autograded" / "with-data" / LESSON
    assert sorted(path.name for path in place.iterdir()) == [f"{LESSON}.ipynb", "data.csv"]
    nb = json.loads((place / f"{LESSON}.ipynb").read_text(encoding="utf-8"))
    assert any(cell.get("outputs") for cell in nb["cells"])


def test_an_unchanged_submission_is_not_judged_again(tiny, course):
    before = (course / ".autograder" / "journal.jsonl").read_text()
    start = time.monotonic()
    rows = grade(tiny, LESSON, course, ["squared", "blank"])
    assert time.monotonic() - start < 2
    assert [(row["student"], row["score"], row["resumed"]) for row in rows] == [
        ("squared", 1.0, True),
        ("blank", 0.0, True),
    ]
    assert (course / ".autograder" / "journal.jsonl").read_text() == before


def test_force_judges_it_again(tiny, course):
    (row,) = grade(tiny, LESSON, course, ["squared"], force=True)
    assert (row["score"], row["resumed"]) == (1.0, False)


def test_a_resubmission_replaces_every_old_mark(tiny, course, released):
    submit(course, "squared", released, SOLVED, drop=("triple-test",))
    (row,) = grade(tiny, LESSON, course, ["squared"])
    assert (row["score"], verdicts(row), row["resumed"]) == (2.0, ["right", "not judged", "manual"], False)
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


def test_a_killed_run_goes_on_where_it_stopped(tiny, released, tmp_path):
    for i in range(4):
        submit(tmp_path, f"s{i}", released, SOLVED)
    code = (
        "import sys; from pathlib import Path; from autograder.grading.grade import grade\n"
        "from autograder.grading.project import Project\n"
        "grade(Project(Path(sys.argv[1])), sys.argv[2], Path(sys.argv[3]), jobs=1)"
    )
    temporary = tmp_path / "temporary"
    temporary.mkdir()  # what a killed run cannot tidy up lies where pytest does; sockets do not fit such a long path
    marked = {**os.environ, "GRADING_TEST": str(tmp_path), "TMPDIR": str(temporary)}
    run = subprocess.Popen([sys.executable, "-c", code, str(tiny.root), LESSON, str(tmp_path)], env=marked)
    journal = tmp_path / ".autograder" / "journal.jsonl"
    assert until(lambda: journal.is_file() and journal.read_bytes().endswith(b"\n"), seconds=60)
    assert running_with(str(tmp_path))
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert until(lambda: not running_with(str(tmp_path))), "a killed run leaves a process behind"
    done = len(journal.read_text().splitlines())
    assert 1 <= done < 4
    rows = grade(tiny, LESSON, tmp_path)
    assert [row["score"] for row in rows] == [3.0] * 4
    assert sum(row["resumed"] for row in rows) == done
    assert len(journal.read_text().splitlines()) == 4
    assert scores(tmp_path) == {f"s{i}": 3.0 for i in range(4)}


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


@pytest.mark.skipif(os.name != "posix", reason="folders are made read-only in the POSIX way")
def test_the_submissions_are_only_read(tiny, released, tmp_path):
    path = submit(tmp_path, "ada", released, {**SOLVED, "triple": "open('x', 'w').write('x')\n" + SOLVED["triple"]})
    before = path.read_bytes()
    (row,) = grade(tiny, LESSON, tmp_path)
    assert row["score"] == 3.0
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]
