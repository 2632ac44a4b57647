"""What a lecturer sees and does in nbgrader's own web interface, on a course that `grade` has graded."""

import csv
import json
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.grading.grade import grade
from autograder.grading.release import release
from tests.autograder.grading.sandboxed import needs_sandbox
from tests.autograder.grading.tiny import LESSON, SOLVED, SQUARED, make_project, submit
from tests.browser.formgrader import formgrader_or_skip

pytestmark = needs_sandbox

# Each way into a page sets the same trap: whatever runs, the window's title says so.
TRAP = "document.title = 'a script ran'"
SCRIPT = f"<script>{TRAP}</script>"
IMAGE = f'<img src="none" onerror="{TRAP}">'
ACTIVE = {
    **SQUARED,
    "setup": f"import socket\nfrom IPython.display import HTML, Javascript, Markdown, display\n"
    f"display(HTML({SCRIPT!r}), HTML({IMAGE!r}), Javascript({TRAP!r}), Markdown({IMAGE!r}))\nprint({SCRIPT!r})",
    "essay-manual": f"It adds. {SCRIPT} {IMAGE} [here](javascript:{TRAP.replace(' ', '')})",
}

CONFIG = """\
from pathlib import Path
from autograder.grading.pipeline import configure
from autograder.grading.project import Project
configure(get_config(), Project(Path({!r})))
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A graded course whose own settings name the project, as a lecturer's would."""
    project = make_project(tmp_path_factory.mktemp("formgrader") / "project")
    release(project, say=lambda line: None)
    released = (project.notebooks / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    course = tmp_path_factory.mktemp("course")
    (course / "nbgrader_config.py").write_text(CONFIG.format(str(project.root)))
    submit(course, "ada", released, SOLVED)
    submit(course, "eve", released, ACTIVE)
    submit(course, "mallory", released, SOLVED)
    rows = {row["student"]: row for row in grade(project, LESSON, course)}
    assert {student: row["reason"] for student, row in rows.items()} == dict.fromkeys(("ada", "eve", "mallory"))
    return course


@pytest.fixture(scope="module")  # one server and one browser for all: each costs seconds
def web(course):
    with formgrader_or_skip(course) as web:
        yield web


def marks(course, student) -> dict:
    """cell → (the judge's points, a person's points, whether it waits for a person)."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grades = gradebook.find_submission_notebook(LESSON, LESSON, student).grades
        return {g.name: (g.auto_score, g.manual_score, g.needs_manual_grade) for g in grades}


def journal(course) -> list[dict]:
    lines = (course / ".autograder" / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_judged_notebook_opens_with_its_scores_and_its_flags(web):
    web.open_submission("eve", LESSON)
    assert (web.score("double-test"), web.score("triple-test"), web.score("essay-manual")) == ("0", "1", "")
    page = web.notebook().inner_text()
    assert "It looks squared." in page
    assert "network" in page.partition("Tiny")[0], "flags stand at the top, above the lesson's title"


def test_an_honest_notebook_has_no_flags(web):
    web.open_submission("ada", LESSON)
    assert web.notebook().inner_text().lstrip().startswith("Tiny")


def test_nothing_of_a_student_s_runs_on_the_page(web):
    web.open_submission("eve", LESSON)
    web.page.wait_for_load_state("networkidle")
    assert "It adds." in web.notebook().inner_text()
    assert web.page.title() != "a script ran"
    links = web.page.locator("#notebook-container a").evaluate_all("all => all.map(link => link.href)")
    assert not [link for link in links if link.startswith("javascript:")]


@pytest.mark.parametrize("way", [SCRIPT, IMAGE])
def test_what_would_run_is_noticed(web, course, way):
    path = course / "autograded" / "mallory" / LESSON / f"{LESSON}.ipynb"
    judged = path.read_text(encoding="utf-8")
    nb = nbformat.reads(judged, as_version=4)
    nb.cells.append(nbformat.v4.new_markdown_cell(way, id="planted"))
    try:
        path.chmod(0o644)
        path.write_text(nbformat.writes(nb), encoding="utf-8")
        web.open_submission("mallory", LESSON)
        web.page.wait_for_function("document.title === 'a script ran'")
    finally:
        path.write_text(judged, encoding="utf-8")


def test_a_mark_by_hand_reaches_the_gradebook_and_the_export(web, course, tmp_path):
    web.open_submission("eve", LESSON)
    web.enter_score("essay-manual", 2.5)
    assert marks(course, "eve")["essay-manual"] == (None, 2.5, False)
    assert web.gradebook(LESSON)["eve"].startswith("3.5 / 6")
    target = tmp_path / "marks.csv"
    command = [sys.executable, "-m", "autograder", "export", "--course-dir", str(course)]
    done = subprocess.run(
        [*command, "--format", "csv", "--to", str(target)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    with target.open(encoding="utf-8", newline="") as file:
        (row,) = [row for row in csv.DictReader(file) if "eve" in row.values()]
    assert 3.5 in [float(value) for value in row.values() if value.replace(".", "", 1).isdecimal()]


def test_the_autograde_button_gives_the_marks_that_grade_gave(web, course):
    given, lines = marks(course, "ada"), len(journal(course))
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for wrong in gradebook.find_submission_notebook(LESSON, LESSON, "ada").grades:
            wrong.auto_score = 0.25
        gradebook.db.commit()
    assert marks(course, "ada") != given
    assert web.autograde("ada", LESSON).startswith("Success")
    assert marks(course, "ada") == given
    (line,) = journal(course)[lines:]
    assert (line["row"]["student"], line["row"]["score"], line["row"]["status"]) == ("ada", 3.0, "graded")


def test_the_autograde_button_says_why_a_submission_cannot_be_judged(web, course):
    other = course / "submitted" / "zoe" / LESSON
    other.mkdir(parents=True)
    (other / f"{LESSON}.ipynb").symlink_to(course / "submitted" / "ada" / LESSON / f"{LESSON}.ipynb")
    try:
        said = web.autograde("zoe", LESSON)
        assert said.startswith("Error")
        assert f"{LESSON}.ipynb is not a file but a link" in said
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
            assert "zoe" not in [one.student.id for one in gradebook.assignment_submissions(LESSON)]
    finally:
        shutil.rmtree(other.parent)
