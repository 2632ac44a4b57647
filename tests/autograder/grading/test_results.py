"""Are verdicts, points and flags in a row as the judge and the gradebook have them?"""

from pathlib import Path

import pytest

from autograder.grading.execution import Judged
from autograder.grading.marks import Mark, Marks
from autograder.grading.results import VERDICTS, GradedCell, failed_row, graded_cells, graded_row, resumed_row
from autograder.grading.submissions import Submission
from tests.autograder.grading.tiny import LESSON

ADA = Submission("ada", LESSON, Path("submitted"))
FLAG = {"kind": "missing-test", "detail": "triple-test was deleted"}
CELLS = [
    GradedCell("double-test", 2.0, False),
    GradedCell("triple-test", 1.0, False),
    GradedCell("essay-manual", 3.0, True),
]


def said(name, verdict, message=""):
    return {"name": name, "points": 0.0, "verdict": verdict, "message": message}


def marks(penalty=0.0, essay=None, **auto):
    cells = {f"{name}-test": Mark(points, None, None) for name, points in auto.items()}
    return Marks({**cells, "essay-manual": Mark(None, essay, None)}, penalty)


def row(*exercises, marks, flags=()):
    return graded_row(ADA, CELLS, Judged("{}", list(exercises), [], [], 1.234), marks, list(flags))


def test_the_source_names_the_graded_cells(tiny):
    assert graded_cells(tiny.solutions / LESSON / f"{LESSON}.ipynb") == CELLS


def test_a_row_has_the_fields_of_the_contract():
    exercises = [said("triple-test", "partly right"), said("double-test", "partly right", "why")]
    assert row(*exercises, said("essay-manual", "manual"), marks=marks(double=0.1, triple=0.2)) == {
        "student": "ada",
        "lesson": LESSON,
        "status": "graded",
        "score": 0.3,
        "max_score": 6.0,
        "exercises": [
            {"id": "90_tiny.double", "points": 0.1, "max_points": 2.0, "verdict": "partly right", "message": "why"},
            {"id": "90_tiny.triple", "points": 0.2, "max_points": 1.0, "verdict": "partly right", "message": ""},
            {
                "id": "90_tiny.essay-manual",
                "points": 0.0,
                "max_points": 3.0,
                "verdict": "manual",
                "message": "waits for a person's mark",
            },
        ],
        "flags": [],
        "reason": None,
        "seconds": 1.23,
        "resumed": False,
    }


@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_judge_s_verdict_is_taken(verdict):
    got = row(said("double-test", verdict, "so"), marks=marks(double=0.5))
    assert (got["exercises"][0]["verdict"], got["exercises"][0]["message"]) == (verdict, "so")


@pytest.mark.parametrize("exercises", [[], [said("double-test", "brilliant")]])
def test_without_a_verdict_it_is_not_judged(exercises):
    assert row(*exercises, marks=marks())["exercises"][0]["verdict"] == "not judged"


def test_flags_make_a_row_flagged():
    got = row(said("double-test", "right"), marks=marks(double=2.0), flags=[FLAG])
    assert (got["status"], got["flags"], got["score"]) == ("flagged", [FLAG], 2.0)


def test_a_late_penalty_comes_off_the_score():
    assert row(marks=marks(double=2.0, triple=1.0, penalty=0.5))["score"] == 2.5


def test_a_failed_row_has_its_reason_and_no_marks():
    got = failed_row(ADA, CELLS, "it is empty", [FLAG], 0.0)
    assert (got["status"], got["score"], got["exercises"]) == ("failed", None, [])
    assert (got["reason"], got["flags"]) == ("it is empty", [FLAG])


def test_a_resumed_row_takes_marks_that_a_person_has_entered_since():
    before = row(said("double-test", "right"), said("triple-test", "right"), marks=marks(double=2.0, triple=1.0))
    after = resumed_row(before, CELLS, marks(double=2.0, triple=1.0, essay=2.5))
    assert (before["score"], after["score"], after["resumed"]) == (3.0, 5.5, True)
    assert after["exercises"][2]["points"] == 2.5
