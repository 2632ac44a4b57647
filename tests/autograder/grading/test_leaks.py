"""Is every kind of leak seen before a notebook is given out?"""

import copy

import pytest

from autograder.grading.leaks import hidden_lines, problems
from tests.autograder.grading.tiny import LESSON, source_notebook

POINTS = {"double": 2, "triple": 1}


@pytest.fixture
def source():
    return source_notebook()


@pytest.fixture
def safe(released):
    import json

    return json.loads(released)


def cell(nb, name):
    return next(cell for cell in nb["cells"] if cell["id"] == name)


def test_a_proper_release_has_no_problems(source, safe):
    assert problems(source, safe, POINTS) == []


def test_the_source_itself_would_be_refused(source):
    found = problems(source, source)
    assert any("BEGIN SOLUTION" in problem for problem in found)
    assert any("BEGIN HIDDEN TESTS" in problem for problem in found)
    assert any("y = x + x" in problem for problem in found)
    assert any("assert triple(14) == 42" in problem for problem in found)


@pytest.mark.parametrize(
    ("name", "plant", "said"),
    [
        ("title", lambda c: c.update(source="# Tiny\nHint: y = x + x"), "gives a solution"),
        ("title", lambda c: c["metadata"].update(note="y = 3 * x"), "gives a solution"),
        ("triple-test", lambda c: c.update(source="assert triple(14) == 42, 'fourteen'"), "gives a solution"),
        ("double", lambda c: c.update(source="### END SOLUTION"), "still holds END SOLUTION"),
        ("double", lambda c: c.update(source="# YOUR CODE HERE"), "spelled right?"),
        ("tools", lambda c: c.update(outputs=[{"output_type": "stream", "name": "stdout", "text": "6"}]), "outputs"),
        ("tools", lambda c: c.update(execution_count=3), "outputs"),
        (
            "double-test",
            lambda c: c["metadata"]["nbgrader"].update(points=3),
            "double has 3 points in its cell, 2 points",
        ),
        ("double-test", lambda c: c["metadata"].pop("nbgrader"), "double has no points in its cell"),
    ],
)
def test_a_planted_fault_is_seen(source, safe, name, plant, said):
    faulty = copy.deepcopy(safe)
    plant(cell(faulty, name))
    assert any(
        said in problem and name.removesuffix("-test") in problem for problem in problems(source, faulty, POINTS)
    )


def test_what_the_author_shows_elsewhere_is_public(source, safe):
    for nb in (source, safe):
        cell(nb, "title")["source"] = "To double is to add: y = x + x"
    assert problems(source, safe, POINTS) == []


def test_a_lesson_without_an_exercise_module_has_no_points_to_compare(source, safe):
    cell(safe, "double-test")["metadata"]["nbgrader"]["points"] = 7
    assert problems(source, safe, None) == []


def test_trivial_lines_are_no_secret():
    assert hidden_lines("### BEGIN SOLUTION\nelse:\n    return x + 1\n### END SOLUTION") == ["return x + 1"]
    assert LESSON not in hidden_lines("")
