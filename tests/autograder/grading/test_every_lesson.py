"""Every lesson, handed in solved, half solved and blank: does the judge from outside give what a student saw?"""

import shutil

import numpy as np
import pytest

from autograder.exercises import LESSONS, points
from autograder.grading.grade import grade
from autograder.grading.project import HERE
from autograder.grading.samples import make_submissions
from tests.autograder.grading.sandboxed import needs_sandbox

pytestmark = needs_sandbox


@pytest.fixture(scope="module", params=LESSONS)
def lesson(request):
    return request.param


@pytest.fixture(scope="module")
def rows(lesson, tmp_path_factory):
    """The results of the first three kinds of students, by kind."""
    course = tmp_path_factory.mktemp("course")
    names = make_submissions(HERE, lesson, course, 8, np.random.default_rng(0))
    for name in names[3:]:
        shutil.rmtree(course / "submitted" / name)
    return {row["student"].partition("-")[2]: row for row in grade(HERE, lesson, course)}


def verdicts(row):
    return {entry["id"].partition(".")[2]: entry["verdict"] for entry in row["exercises"]}


def test_a_solved_lesson_gets_every_point_and_no_flag(rows, lesson):
    assert (rows["perfect"]["status"], rows["perfect"]["flags"]) == ("graded", [])
    assert verdicts(rows["perfect"]) == dict.fromkeys(points(lesson), "right")
    assert rows["perfect"]["score"] == rows["perfect"]["max_score"] == 20


def test_a_blank_lesson_gets_nothing(rows, lesson):
    assert rows["blank"]["score"] == 0
    assert verdicts(rows["blank"]) == dict.fromkeys(points(lesson), "not attempted")


def test_half_a_lesson_gets_the_points_of_its_half(rows, lesson):
    solved = list(points(lesson))[: len(points(lesson)) // 2]
    assert {name for name, verdict in verdicts(rows["half"]).items() if verdict == "right"} == set(solved)
    assert rows["half"]["score"] == sum(points(lesson)[name] for name in solved)
