"""Are verdicts, points and flags read from a judged notebook as they stand there?"""

import nbformat
import pytest

from autograder.grading.results import (
    RESULT_MIMETYPE,
    VERDICTS,
    GradedCell,
    failed_row,
    graded_cells,
    graded_row,
    resumed_row,
)
from tests.autograder.grading.tiny import LESSON

CELLS = [
    GradedCell("double-test", 2.0, False),
    GradedCell("triple-test", 1.0, False),
    GradedCell("essay-manual", 3.0, True),
]


def cell(name, *outputs):
    return nbformat.v4.new_code_cell("", metadata={"nbgrader": {"grade_id": name}}, outputs=list(outputs))


def said(verdict, message="why"):
    data = {"text/plain": "1.0", RESULT_MIMETYPE: {"verdict": verdict, "message": message}}
    return nbformat.v4.new_output("execute_result", data)


def error(name, text):
    return nbformat.v4.new_output("error", ename=name, evalue=text, traceback=[])


def row(*cells, marks, penalty=0.0):
    nb = nbformat.v4.new_notebook(cells=list(cells))
    return graded_row("ada", LESSON, CELLS, nb, marks, penalty, 1.234)


def test_the_source_names_the_graded_cells(tiny):
    assert graded_cells(tiny.solutions / LESSON / f"{LESSON}.ipynb") == CELLS


def test_a_row_has_the_fields_of_the_contract():
    marks = {"double-test": 0.1, "triple-test": 0.2, "essay-manual": None}
    got = row(cell("double-test", said("partly right")), cell("triple-test"), marks=marks)
    assert got == {
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
def test_the_check_s_own_verdict_is_taken(verdict):
    got = row(cell("double-test", said(verdict)), cell("triple-test"), marks={"double-test": 0.5, "triple-test": 0})
    assert got["exercises"][0]["verdict"] == verdict


@pytest.mark.parametrize(
    ("points", "outputs", "verdict", "message"),
    [
        (1.0, [], "right", ""),
        (0.5, [], "partly right", ""),
        (0.0, [error("AssertionError", "no")], "wrong", "AssertionError: no"),
        (0.0, [said("brilliant")], "wrong", ""),
        (0.0, [nbformat.v4.new_output("execute_result", {RESULT_MIMETYPE: "right"})], "wrong", ""),
    ],
)
def test_without_a_verdict_the_points_speak(points, outputs, verdict, message):
    marks = {"double-test": 0, "triple-test": points}
    entry = row(cell("double-test"), cell("triple-test", *outputs), marks=marks)["exercises"][1]
    assert (entry["verdict"], entry["message"]) == (verdict, message)


def test_a_test_that_is_gone_is_not_judged_and_flagged():
    got = row(cell("double-test", said("right")), marks={"double-test": 2.0, "triple-test": None})
    assert got["status"] == "flagged"
    assert got["flags"] == [
        {"kind": "missing-test", "detail": "the test cell triple-test is not in the submitted notebook"}
    ]
    assert got["exercises"][1]["verdict"] == "not judged"
    assert got["score"] == 2.0


def test_a_late_penalty_comes_off_the_score():
    marks = {"double-test": 2.0, "triple-test": 1.0}
    assert row(cell("double-test"), cell("triple-test"), marks=marks, penalty=0.5)["score"] == 2.5


def test_a_failed_row_has_only_its_reason():
    got = failed_row("ada", LESSON, CELLS, "it is empty", 0.0)
    assert (got["status"], got["score"], got["exercises"], got["reason"]) == ("failed", None, [], "it is empty")


def test_a_resumed_row_takes_marks_that_a_person_has_entered_since():
    marks = {"double-test": 2.0, "triple-test": 1.0, "essay-manual": None}
    before = row(cell("double-test"), cell("triple-test"), marks=marks)
    after = resumed_row(before, CELLS, {**marks, "essay-manual": 2.5}, 0.0)
    assert (before["score"], after["score"], after["resumed"]) == (3.0, 5.5, True)
    assert after["exercises"][2]["points"] == 2.5


def test_an_answer_whose_cell_stopped_is_an_error_and_names_it():
    stopped = cell("triple", error("SyntaxError", "expected ':'"))
    test = cell("triple-test", error("NameError", "name 'triple' is not defined"))
    entry = row(cell("double-test"), stopped, test, marks={"double-test": 0, "triple-test": 0})["exercises"][1]
    assert entry["verdict"] == "error"
    assert entry["message"] == "The cell of the answer stopped. SyntaxError: expected ':'"


def test_a_name_that_was_never_defined_is_not_attempted():
    test = cell("triple-test", error("NameError", "name 'triple' is not defined"))
    entry = row(cell("double-test"), cell("triple"), test, marks={"double-test": 0, "triple-test": 0})["exercises"][1]
    assert entry["verdict"] == "not attempted"
