"""The judge inside nbgrader's pipeline: what it writes, what it refuses, and that one bad submission stops nobody.

The judge itself is a stand-in here; test_real_lesson.py compares the real one with `grade`.
"""

import json
import os
import shutil
import threading
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.grading import nbgrader_steps
from autograder.grading.execution import Judged, NotJudged
from autograder.grading.generate import quiet_nbgrader
from autograder.grading.grade import grade
from autograder.grading.lock import only_one_run
from autograder.grading.pipeline import course_config
from autograder.grading.register import register
from tests.autograder.grading.tiny import LESSON, SOLVED, SQUARED, hand_in, submit


def stand_in(task):
    """Judge by a glance at the text of the notebook."""
    nb = json.loads(task.notebook)
    text = json.dumps(nb)
    if "cannot be judged" in text:
        return NotJudged("it is a test of what cannot be judged", 0.1)
    nb["cells"].insert(0, nbformat.v4.new_markdown_cell(f"seed {task.seed}", id="flags"))
    double = 2.0 if "x + x" in text else 0.0
    exercises = [
        {"name": "double-test", "points": double, "verdict": "right" if double else "wrong", "message": ""},
        {"name": "triple-test", "points": 1.0, "verdict": "right", "message": ""},
        {"name": "essay-manual", "points": None, "verdict": "manual", "message": ""},
    ]
    return Judged(json.dumps(nb), exercises, [], [{"kind": "network", "detail": "Cell 1 imports socket."}], 0.1)


@pytest.fixture(scope="module")
def registered(tiny, tmp_path_factory):
    """A gradebook that knows the lesson."""
    folder = tmp_path_factory.mktemp("registered")
    register(tiny, LESSON, folder)
    return folder / "gradebook.db"


@pytest.fixture
def course(registered, tmp_path, monkeypatch):
    """A course that knows the lesson, graded without a sandbox by the stand-in."""
    monkeypatch.setattr(nbgrader_steps, "judge_submission", stand_in)
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\nc.OutsideJudge.unsandboxed = True\n")
    shutil.copy(registered, tmp_path)
    return tmp_path


def autograde(project, course, student="*", force=False) -> list[str]:
    """Run nbgrader's own converter on a course, and return what it logged."""
    config = course_config(project, course)
    place = CourseDirectory(config=config, assignment_id=LESSON, student_id=student)
    before = Path.cwd()
    with quiet_nbgrader() as (log, said):
        try:
            Autograde(coursedir=place, config=config, log=log, force=force).start()
        except NbGraderException as error:
            said.append(f"ended with: {error}")
    assert Path.cwd() == before
    return said


def marks(course) -> dict:
    """student → cell → (the judge's points, a person's points)."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        return {
            one.student.id: {g.name: (g.auto_score, g.manual_score) for g in one.notebooks[0].grades}
            for one in gradebook.assignment_submissions(LESSON)
        }


def rows(course) -> dict:
    """student → the newest row of the journal."""
    lines = (course / ".autograder" / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    return {entry["row"]["student"]: entry["row"] for entry in map(json.loads, lines)}


def autograded(course, student) -> Path:
    return course / "autograded" / student / LESSON / f"{LESSON}.ipynb"


def test_it_writes_what_grade_writes(tiny, released, course, tmp_path_factory):
    submit(course, "ada", released, SOLVED)
    submit(course, "Łukasz & co", released, SQUARED)
    assert not [line for line in autograde(tiny, course) if "Traceback" in line]
    theirs = rows(course)
    ours = {row["student"]: row for row in grade(tiny, LESSON, course, force=True, judge=stand_in, jobs=1)}
    assert theirs == ours
    assert theirs["ada"]["score"] == 3.0
    assert marks(course)["Łukasz & co"]["double-test"] == (0.0, None)


def test_grade_takes_it_as_done(tiny, released, course):
    submit(course, "ada", released, SOLVED)
    autograde(tiny, course)
    (row,) = grade(tiny, LESSON, course, judge=stand_in, jobs=1)
    assert (row["resumed"], row["score"]) == (True, 3.0)


def test_the_judge_gets_the_file_as_it_was_handed_in(tiny, released, course, monkeypatch):
    text = "\n\n" + json.dumps({**json.loads(released), "extra": "é"}, ensure_ascii=True)
    hand_in(course, "ada", text)
    seen = []
    monkeypatch.setattr(nbgrader_steps, "judge_submission", lambda task: seen.append(task) or stand_in(task))
    autograde(tiny, course)
    assert [task.notebook for task in seen] == [text.encode()]
    assert seen[0].mode == "none"


def test_the_judged_notebook_is_what_lies_in_autograded(tiny, released, course):
    submit(course, "ada", released, SOLVED)
    autograde(tiny, course)
    cell = json.loads(autograded(course, "ada").read_text(encoding="utf-8"))["cells"][0]
    assert cell["id"] == "flags"
    assert "seed" in "".join(cell["source"])


def test_flags_are_in_the_log(tiny, released, course):
    submit(course, "ada", released, SOLVED)
    assert "ada: flag network: Cell 1 imports socket." in autograde(tiny, course)


def test_one_that_cannot_be_judged_leaves_no_mark_and_stops_nobody(tiny, released, course):
    submit(course, "ada", released, SOLVED)
    submit(course, "bob", released, {**SOLVED, "setup": "'cannot be judged'"})
    submit(course, "cy", released, SOLVED)
    said = autograde(tiny, course)
    assert said[-1].startswith("ended with")
    assert any("bob: not judged: it is a test of what cannot be judged" in line for line in said)
    assert sorted(marks(course)) == ["ada", "cy"]
    assert not autograded(course, "bob").parent.exists()
    assert (rows(course)["bob"]["status"], rows(course)["ada"]["status"]) == ("failed", "flagged")


def test_a_resubmission_that_cannot_be_judged_keeps_a_persons_mark_alone(tiny, released, course):
    submit(course, "ada", released, SOLVED)
    autograde(tiny, course)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.find_grade("essay-manual", LESSON, LESSON, "ada").manual_score = 2.5
        gradebook.db.commit()
    submit(course, "ada", released, {**SOLVED, "setup": "'cannot be judged'"})
    autograde(tiny, course, force=True)
    assert marks(course)["ada"] == {
        "double-test": (None, None),
        "triple-test": (None, None),
        "essay-manual": (None, 2.5),
    }


@pytest.mark.skipif(os.name != "posix", reason="links need no rights on POSIX systems alone")
def test_what_a_link_points_to_does_not_get_into_autograded(tiny, released, course):
    path = submit(course, "ada", released, SOLVED)
    (path.parent / "stolen.txt").symlink_to(course / "nbgrader_config.py")
    (path.parent / "data.csv").write_text("1,2\n")
    autograde(tiny, course)
    assert sorted(one.name for one in autograded(course, "ada").parent.iterdir()) == [f"{LESSON}.ipynb", "data.csv"]
    assert "left-out-file" in [flag["kind"] for flag in rows(course)["ada"]["flags"]]


def test_a_late_submission_loses_what_the_course_s_settings_say(tiny, released, course):
    with (course / "nbgrader_config.py").open("a") as file:
        file.write("c.LateSubmissionPlugin.penalty_method = 'zero'\n")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_assignment(LESSON, duedate="2020-01-01 12:00:00 UTC")
    path = submit(course, "ada", released, SOLVED)
    (path.parent / "timestamp.txt").write_text("2020-01-02 12:00:00 UTC")
    autograde(tiny, course)
    assert rows(course)["ada"]["score"] == 0.0
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        assert gradebook.find_submission_notebook(LESSON, LESSON, "ada").late_submission_penalty == 3.0


def test_without_a_sandbox_it_refuses_and_leaves_earlier_marks_alone(tiny, released, course, monkeypatch):
    submit(course, "ada", released, SOLVED)
    autograde(tiny, course)
    before = marks(course)
    (course / "nbgrader_config.py").unlink()
    monkeypatch.setenv("PATH", str(course))
    submit(course, "bob", released, SOLVED)
    said = autograde(tiny, course, force=True)
    assert any("there is no sandbox" in line for line in said)
    assert said[-1].startswith("ended with")
    assert marks(course)["ada"] == before["ada"]


def test_it_waits_for_another_nbgrader_and_not_for_ever(tiny, released, course, monkeypatch):
    submit(course, "ada", released, SOLVED)
    with only_one_run(course):
        monkeypatch.setattr(nbgrader_steps, "_PATIENCE", 0.1)
        assert any("Another grading run is at work" in line for line in autograde(tiny, course))
    assert rows_if_any(course) == {}
    monkeypatch.setattr(nbgrader_steps, "_PATIENCE", 60)
    held = only_one_run(course)
    held.__enter__()
    release = threading.Timer(0.3, held.__exit__, (None, None, None))
    release.start()
    autograde(tiny, course)
    release.join()
    assert rows(course)["ada"]["score"] == 3.0


def rows_if_any(course) -> dict:
    return rows(course) if (course / ".autograder" / "journal.jsonl").exists() else {}


def test_another_layout_is_named(tiny, released, course):
    with (course / "nbgrader_config.py").open("a") as file:
        file.write("c.CourseDirectory.autograded_directory = 'marked'\n")
    submit(course, "ada", released, SOLVED)
    assert any("autograded/<student>/<lesson>" in line for line in autograde(tiny, course))


def test_the_second_step_alone_writes_nothing(tiny, released, course):
    with (course / "nbgrader_config.py").open("a") as file:
        file.write("c.Autograde.sanitize_preprocessors = []\n")
    submit(course, "ada", released, SOLVED)
    assert any("JudgeOutside must be the step that sanitizes" in line for line in autograde(tiny, course))
    assert rows_if_any(course) == {}
