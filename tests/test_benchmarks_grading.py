"""The grading benchmarks' own arithmetic: would they notice a wrong mark, a lost result, a process left behind?"""

import doctest
import json
import subprocess
import sys

import pytest

from autograder.grading.generate import quiet_nbgrader, write_empty_gradebook
from benchmarks import grading_figures, soak
from benchmarks.grading_courses import LESSON
from benchmarks.grading_figures import Bar, Batch, extrapolate, marginal, phases
from benchmarks.grading_otter import _test as otter_test
from benchmarks.grading_scores import differences, everything, full_marks, scores


def test_the_examples_in_its_docstrings_hold():
    assert doctest.testmod(grading_figures).failed == 0


def test_a_sample_gives_what_the_whole_costs_when_each_costs_the_same():
    few, many, whole = (Batch(n, 2.5 + 1.75 * n) for n in (5, 10, 100))
    guess = extrapolate(few, many, 100)
    assert guess.seconds == pytest.approx(whole.seconds)
    assert guess.how == "extrapolated from 10"
    assert whole.how == "all of them"
    with pytest.raises(ValueError, match="smaller and a larger"):
        marginal(many, few)


@pytest.mark.parametrize(
    ("bar", "holds"),
    [
        (Bar("times", 19.9, 20, at_least=True), False),
        (Bar("times", 20.0, 20, at_least=True), True),
        (Bar("MB", 701.0, 700), False),
        (Bar("MB", 700.0, 700), True),
    ],
)
def test_a_bar_holds_on_its_own_side(bar, holds):
    assert bar.holds is holds
    assert ("FAILS" in str(bar)) is not holds


def test_a_run_is_divided_by_its_results():
    lines = [(0.5, "warming up"), (2.0, "[1/2] ada  20 of 20"), (3.0, "[2/2] bob  0 of 20"), (3.5, "a table")]
    seconds = phases(lines, 4.0)
    assert list(seconds.values()) == [2.0, 1.0, 1.0]
    assert phases([(1.0, "nothing done")], 1.0) is None


MARKS = {("ada", "gates-test"): 2.0, ("bob", "gates-test"): 0.0}


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        (MARKS, []),
        (MARKS | {("bob", "gates-test"): 1e-12}, []),
        (MARKS | {("bob", "gates-test"): 0.5}, ["bob, gates-test: 0.0 and 0.5"]),
        (MARKS | {("bob", "gates-test"): None}, ["bob, gates-test: 0.0 and None"]),
        ({("ada", "gates-test"): 2.0}, ["bob, gates-test: 0.0 and nothing"]),
        (MARKS | {("eve", "gates-test"): 2.0}, ["eve, gates-test: nothing and 2.0"]),
    ],
)
def test_a_different_mark_is_named(theirs, said):
    assert differences(MARKS, theirs, tolerance=1e-9) == said


def test_full_marks_are_those_that_nobody_exceeds():
    marks = {("ada", "q1-test"): 0.5, ("bob", "q1-test"): 0.2, ("ada", "q2-test"): 0.0, ("bob", "q2-test"): 0.0}
    assert full_marks(marks) == {"ada": {"q1"}, "bob": set()}


def test_marks_and_comments_come_out_of_an_nbgrader_gradebook(tmp_path):
    course = _course(tmp_path / "one", {"ada": 2.0, "bob": 0.5}, comment="No response.")
    assert scores(course / "gradebook.db", LESSON) == {("ada", "gates-test"): 2.0, ("bob", "gates-test"): 0.5}
    rows = everything(course / "gradebook.db", LESSON)
    assert rows["comment", "ada", "gates"] == ("No response.", None)
    assert scores(course / "gradebook.db", "another lesson") == {}


def test_the_soak_finds_nothing_in_two_equal_courses(tmp_path):
    calm, shaken = (_course(tmp_path / name, {"ada": 2.0}) for name in ("calm", "shaken"))
    assert soak.compare(calm, shaken, 1) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda course: _file(course, "ada").write_text("other"), "01_one_neuron.ipynb differs"),
        (lambda course: _file(course, "ada").unlink(), "is missing in shaken"),
        (lambda course: _file(course, "eve").write_text("new"), "is missing in calm"),
        (lambda course: _journal(course, "ada"), "ada is named 2 times for one hash"),
        (lambda course: _journal(course, "ada", "changed"), "ada is named for 2 hashes"),
        (lambda course: (course / ".autograder" / "journal.jsonl").write_text('{"row":'), "ada is named for 0 hashes"),
    ],
)
def test_the_soak_names_what_a_kill_has_spoilt(tmp_path, spoil, said):
    calm, shaken = (_course(tmp_path / name, {"ada": 2.0}) for name in ("calm", "shaken"))
    spoil(shaken)
    wrong = soak.compare(calm, shaken, 1)
    assert len(wrong) == 1
    assert said in wrong[0]


@pytest.mark.parametrize(("mark", "comment"), [(1.5, None), (2.0, "No response.")])
def test_the_soak_names_a_row_of_the_gradebook_that_differs(tmp_path, mark, comment):
    calm = _course(tmp_path / "calm", {"ada": 2.0})
    shaken = _course(tmp_path / "shaken", {"ada": mark}, comment)
    assert len(soak.compare(calm, shaken, 1)) == 1


def test_the_soak_names_a_submission_without_marks(tmp_path):
    calm, shaken = (_course(tmp_path / name, {"ada": 2.0}) for name in ("calm", "shaken"))
    assert "1 students instead of 2" in soak.compare(calm, shaken, 2)[0]


# In a process of its own: it adopts orphans from here on, and ends whatever is below it.
ORPHAN = """\
import subprocess, sys
from benchmarks.grading_processes import adopt_orphans, end_left_overs, left_over
adopt_orphans()
before = left_over(0)
sleeper = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])"
subprocess.run([sys.executable, "-c", sleeper], check=True)
found = left_over(0)
end_left_overs()
print(before, len(found), left_over(30))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="orphans are adopted on Linux only")
def test_a_process_that_lost_its_parent_is_found_and_ended(root):
    said = subprocess.check_output([sys.executable, "-c", ORPHAN], cwd=root, text=True, timeout=120)
    assert said == "[] 1 []\n"


# A "sandbox" that holds 200 MB and is busy until it is told to stop.
BUSY = """\
import subprocess, sys, time
from benchmarks.grading_watch import Watch
busy = "import sys; held = bytes(range(256)) * (200 * 4096); print(flush=True)\\nwhile True: pass"
with Watch() as watch:
    child = subprocess.Popen([sys.executable, "-c", busy, "grading_sandbox"], stdout=subprocess.PIPE)
    child.stdout.readline()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and (watch.peak_mb < 200 or not watch.seen_running):
        time.sleep(0.05)
    child.kill()
print(200 <= watch.peak_mb < 300, "students' code in the sandbox" in watch.shares())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="shared memory is told apart on Linux only")
def test_a_watch_sees_the_memory_that_is_held_and_who_is_busy(root):
    said = subprocess.check_output([sys.executable, "-c", BUSY], cwd=root, text=True, timeout=120)
    assert said == "True True\n"


def test_otters_test_asks_for_all_points_of_the_exercise():
    written = {}
    exec(otter_test("gates", 2.0), written)
    [suite] = written["test"]["suites"]
    assert written["test"]["points"] == 2.0
    assert suite["cases"][0]["code"].splitlines()[-1] == "True"
    check = lambda name, answer: 2.0 if (name, answer) == (f"{LESSON}.gates", "right") else 1.5  # noqa: E731
    runner, parser = doctest.DocTestRunner(verbose=False), doctest.DocTestParser()
    for answer, failed in (("right", 0), ("wrong", 1)):
        names = {"check": check, "gates": answer}
        example = parser.get_doctest(suite["cases"][0]["code"], names, answer, None, None)
        assert runner.run(example, out=lambda text: None).failed == failed


def _course(folder, marks, comment=None):
    """Write the traces of a graded course: gradebook, one file in autograded/ for each student, journal."""
    from nbgrader.api import Gradebook

    folder.mkdir()
    write_empty_gradebook(folder / "gradebook.db")
    with quiet_nbgrader(), Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        gradebook.add_assignment(LESSON)
        gradebook.add_notebook(LESSON, LESSON)
        gradebook.add_grade_cell("gates-test", LESSON, LESSON, max_score=2, cell_type="code")
        gradebook.add_solution_cell("gates", LESSON, LESSON)
        for student, mark in marks.items():
            gradebook.add_student(student)
            submission = gradebook.add_submission(LESSON, student)
            submission.notebooks[0].grades[0].auto_score = mark
            submission.notebooks[0].comments[0].auto_comment = comment
            gradebook.db.commit()
            _file(folder, student).write_text("judged")
            _journal(folder, student)
    return folder


def _file(course, student):
    folder = course / "autograded" / student / LESSON
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{LESSON}.ipynb"


def _journal(course, student, submission="as handed in"):
    path = course / ".autograder" / "journal.jsonl"
    path.parent.mkdir(exist_ok=True)
    entry = {"row": {"student": student, "lesson": LESSON}, "hashes": {"submission": submission}}
    with path.open("a") as file:
        file.write(json.dumps(entry) + "\n")
