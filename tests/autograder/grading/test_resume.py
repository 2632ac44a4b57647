"""Is a run that was killed, interrupted or disturbed the same in the end as one that was left alone?"""

import contextlib
import os
import random
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
from autograder.grading.register import register
from tests.autograder.grading import judges
from tests.autograder.grading.tiny import LESSON, SOLVED, SQUARED, submit

pytestmark = pytest.mark.skipif(os.name != "posix", reason="these signals are POSIX signals")
NUMBER = 24

RUN = """\
import os, signal, sys
from pathlib import Path
from autograder.grading import grade, journal, writing
from autograder.grading.project import Project
from tests.autograder.grading import judges

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

{}
project, course = Project(Path(sys.argv[1])), Path(sys.argv[3])
grade.grade(project, sys.argv[2], course, jobs=2, unsandboxed=True, judge=judges.look_slowly)
"""

# Where a run may be killed while it writes a result, and how.
BETWEEN = {
    "before the marks": "writing.timestamp_in = die",
    "after the marks": "writing.publish = die",
    "while autograded/ is exchanged": "writing.os.replace = die",
    "after autograded/": "journal.Journal.append = die",
    "in the middle of the journal's line": (
        "journal.json.dumps = lambda entry: os.write(os.open(sys.argv[3] + '/.autograder/journal.jsonl', "
        "os.O_WRONLY | os.O_APPEND | os.O_CREAT), b'{\"at\": ') and die()"
    ),
    "after the journal's line": "journal.os.fsync = die",
}


def start(tiny, course, patch="", **more):
    """Start a grading run in a process of its own, marked so that everything it starts can be found."""
    marked = {**os.environ, "GRADING_TEST": str(course)}
    command = [sys.executable, "-c", RUN.format(patch), str(tiny.root), LESSON, str(course)]
    return subprocess.Popen(command, env=marked, **more)


def running_with(mark):
    """Return the processes that inherited a run's mark in their environment."""
    found = []
    for process in psutil.process_iter(["status"]):
        with contextlib.suppress(psutil.Error):
            if process.info["status"] != psutil.STATUS_ZOMBIE and process.environ().get("GRADING_TEST") == mark:
                found.append(process)
    return found


def until(condition, seconds=60.0):
    """Wait until `condition` holds, and tell whether it came to hold."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not condition():
        time.sleep(0.01)
    return condition()


def lines(course):
    path = course / ".autograder" / "journal.jsonl"
    return path.read_bytes().count(b"\n") if path.is_file() else 0


def state(course):
    """Return everything that a run leaves: all marks and comments, and all files in autograded/."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        marks = {
            one.student.id: (
                sorted((g.name, g.auto_score, g.manual_score, g.needs_manual_grade) for g in one.notebooks[0].grades),
                sorted((c.name, str(c.comment)) for c in one.notebooks[0].comments),
            )
            for one in gradebook.assignment_submissions(LESSON)
        }
    graded = course / "autograded"
    files = {path.relative_to(graded): path.read_bytes() for path in graded.rglob("*") if path.is_file()}
    return marks, files


def finish(tiny, course):
    return grade(tiny, LESSON, course, jobs=2, unsandboxed=True, judge=judges.look_slowly)


@pytest.fixture(scope="module")
def undisturbed(tiny, released, tmp_path_factory):
    """A course that was graded in one go."""
    course = tmp_path_factory.mktemp("undisturbed")
    for i in range(NUMBER):
        submit(course, f"s{i:02d}", released, [SOLVED, SQUARED, {}][i % 3])
    finish(tiny, course)
    return course


@pytest.fixture(scope="module")
def registered(tiny, tmp_path_factory):
    """A gradebook that knows the lesson and nobody: registering takes seconds, once is enough."""
    folder = tmp_path_factory.mktemp("registered")
    register(tiny, LESSON, folder)
    return folder / "gradebook.db"


@pytest.fixture
def course(undisturbed, registered, tmp_path):
    """The same submissions and the same secret, not graded yet."""
    shutil.copy(registered, tmp_path)
    shutil.copytree(undisturbed / "submitted", tmp_path / "submitted")
    (tmp_path / ".autograder").mkdir()
    shutil.copy(undisturbed / ".autograder" / "secret", tmp_path / ".autograder")
    return tmp_path


def test_a_run_that_is_killed_three_times_ends_like_one_that_was_not(tiny, undisturbed, course):
    moments = sorted(random.Random(2026).sample(range(1, NUMBER - 2), 3))
    for moment in moments:
        run = start(tiny, course)
        assert until(lambda wanted=moment: lines(course) >= wanted)
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert until(lambda: not running_with(str(course))), "a killed run leaves a process behind"
    done = lines(course)
    assert moments[-1] <= done < NUMBER
    rows = finish(tiny, course)
    assert state(course) == state(undisturbed)
    assert sum(row["resumed"] for row in rows) == done
    assert lines(course) == NUMBER


@pytest.mark.parametrize("moment", BETWEEN)
def test_a_kill_between_any_two_steps_is_mended(tiny, undisturbed, course, moment):
    assert start(tiny, course, BETWEEN[moment]).wait() == -signal.SIGKILL
    assert until(lambda: not running_with(str(course)))
    finish(tiny, course)
    assert state(course) == state(undisturbed)
    assert all(row["resumed"] for row in finish(tiny, course))


def test_ctrl_c_keeps_what_is_done_and_leaves_no_process(tiny, undisturbed, course):
    run = start(tiny, course, stderr=subprocess.PIPE)
    assert until(lambda: lines(course) >= 3)
    assert running_with(str(course))
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert b"KeyboardInterrupt" in said
    assert until(lambda: not running_with(str(course)))
    done = lines(course)
    assert 3 <= done < NUMBER
    assert sum(row["resumed"] for row in finish(tiny, course)) == done
    assert state(course) == state(undisturbed)


def test_a_run_that_has_nothing_to_do_starts_nothing_and_imports_little(tiny, undisturbed):
    code = (
        "import sys; from pathlib import Path; from autograder.grading.grade import grade\n"
        "from autograder.grading.project import Project\n"
        "rows = grade(Project(Path(sys.argv[1])), sys.argv[2], Path(sys.argv[3]), unsandboxed=True)\n"
        "assert all(row['resumed'] for row in rows) and len(rows) == int(sys.argv[4])\n"
        "assert not {'nbgrader', 'nbformat', 'nbconvert', 'IPython', 'multiprocessing.forkserver'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(tiny.root), LESSON, str(undisturbed), str(NUMBER)], check=True)


def test_a_gradebook_that_knows_the_lesson_needs_no_generator(tiny, course, monkeypatch):
    monkeypatch.setattr("autograder.grading.grade.register", lambda *args: pytest.fail("registered again"))
    rows = grade(tiny, LESSON, course, unsandboxed=True, judge=judges.look)
    assert len(rows) == NUMBER


def test_a_worker_that_dies_costs_one_submission(tiny, released, tmp_path):
    for student in ("ada", "bob", "deadly", "eve"):
        submit(tmp_path, student, released, SOLVED)
    rows = grade(tiny, LESSON, tmp_path, unsandboxed=True, judge=judges.look_and_die)
    assert {row["student"]: row["score"] for row in rows} == {"ada": 3.0, "bob": 3.0, "deadly": None, "eve": 3.0}
    assert rows[2]["reason"] == "the process that judged it ended without a result"


def test_marks_that_came_by_another_way_are_judged_again(tiny, course):
    finish(tiny, course)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.find_grade("double-test", LESSON, LESSON, "s01").auto_score = 1.75
        gradebook.db.commit()
    rows = {row["student"]: row for row in finish(tiny, course)}
    assert [name for name, row in rows.items() if not row["resumed"]] == ["s01"]
    assert rows["s01"]["score"] == 1.0


def test_other_limits_are_another_judge(tiny, course):
    finish(tiny, course)
    (course / "nbgrader_config.py").write_text("c = get_config()\nc.OutsideJudge.cell_seconds = 20")
    assert not any(row["resumed"] for row in finish(tiny, course))
    assert all(row["resumed"] for row in finish(tiny, course))


def test_without_a_sandbox_nothing_is_done(tiny, course, monkeypatch):
    def refuse():
        raise CallError("no sandbox here")

    monkeypatch.setattr("autograder.grading.course.sandbox_mode", refuse)
    with pytest.raises(CallError, match="no sandbox here"):
        grade(tiny, LESSON, course, judge=judges.look)
    assert lines(course) == 0
    assert not (course / "autograded").exists()
    assert state(course) == ({}, {})


def test_without_a_sandbox_every_result_says_so(tiny, course):
    (course / "submitted" / "empty").mkdir()
    rows = grade(tiny, LESSON, course, unsandboxed=True, judge=judges.look)
    assert {flag["kind"] for row in rows for flag in row["flags"]} == {"unsandboxed"}
    assert all(row["flags"] for row in rows)
    assert {row["status"] for row in rows} == {"flagged", "failed"}
