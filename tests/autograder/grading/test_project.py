"""Is a lesson found by its name, and does a wrong name get a useful answer?"""

import doctest

import pytest

import autograder.grading.address
import autograder.grading.clean_html
import autograder.grading.leaks
import autograder.grading.project
from autograder.grading.project import HERE, CallError, Project


def test_a_lesson_is_found_by_its_name(tiny):
    assert tiny.lesson("90_tiny") == "90_tiny"
    assert tiny.version() == "1.2.3"


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("90_tinny", 'Did you mean "90_tiny"?'),
        ("", "There are: 90_tiny."),
        ("notebooks/90_tiny/90_tiny.ipynb", 'write "90_tiny" instead of'),
        ("solutions/90_tiny", 'write "90_tiny" instead of'),
        ("90_tiny.ipynb", 'write "90_tiny" instead of'),
    ],
)
def test_a_wrong_name_gets_the_nearest_one(tiny, name, answer):
    with pytest.raises(CallError, match="lesson") as error:
        tiny.lesson(name)
    assert answer in str(error.value)


def test_without_lessons_the_command_says_where_to_be(tmp_path):
    with pytest.raises(CallError, match="Run this from a copy of the project"):
        Project(tmp_path).lesson("90_tiny")


def test_the_real_project_is_the_one_this_code_lies_in():
    assert (HERE.root / "autograder" / "grading" / "project.py").is_file()
    assert "01_one_neuron" in HERE.lessons()


@pytest.mark.parametrize(
    "module",
    [
        autograder.grading.project,
        autograder.grading.address,
        autograder.grading.leaks,
        autograder.grading.clean_html,
    ],
)
def test_docstrings_show_what_happens(module):
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
