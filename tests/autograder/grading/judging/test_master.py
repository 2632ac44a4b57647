"""What is read of a lesson once: does it say rightly whether one judge may serve several submissions?"""

import json

import pytest

from autograder.grading.judging.master import read_master
from autograder.grading.project import HERE
from tests.autograder.grading.tiny import LESSON, edit_source, make_project


def test_a_lesson_whose_tests_are_checks_leaves_nothing_behind():
    master = read_master(HERE.root, "01_one_neuron")
    assert master.leaves_nothing_behind
    assert master.asks_for("gates-test") == {"gates"}
    assert {"np", "check"} <= master.owned
    assert "gates" not in master.owned


def test_asserts_and_helpers_of_the_author_s_may_leave_something(tmp_path):
    assert not read_master(make_project(tmp_path).root, LESSON).leaves_nothing_behind


@pytest.mark.parametrize(
    "test", ["import os\ncheck('x', triple)", "check('x', triple(2))", "print(check('x', triple))"]
)
def test_only_a_bare_check_counts_as_one(tmp_path, test):
    project = make_project(tmp_path)
    for name, source in (("tools", "pass"), ("double-test", "check('x', double)"), ("triple-test", test)):
        edit_source(project, name, lambda cell, source=source: cell.update(source=source))
    edit_source(project, "tools", lambda cell: cell["metadata"].pop("nbgrader", None))
    assert not read_master(project.root, LESSON).leaves_nothing_behind
    edit_source(project, "triple-test", lambda cell: cell.update(source="check('x', triple)"))
    assert read_master(project.root, LESSON).leaves_nothing_behind


def test_the_released_text_is_what_students_were_given(tmp_path):
    project = make_project(tmp_path)
    notebook = json.loads((project.solutions / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8"))
    assert len(read_master(project.root, LESSON).cells) == len(notebook["cells"])
    assert not any("y = x + x" in source for source in read_master(project.root, LESSON).given)
