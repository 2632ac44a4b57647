"""Lessons for tests of the judge, written as lists of cells."""

from autograder.grading.judging.plan import Plan
from autograder.grading.judging.test_cell import Examiner
from tests.autograder.grading.judging.forks import student


def cell(name, source, kind="open", points=0):
    """Return a code cell: "open", "answer", "locked" or "test"."""
    meta = {"grade_id": name, "locked": kind in ("locked", "test"), "solution": kind == "answer", "points": points}
    meta["grade"] = kind == "test"
    return {"cell_type": "code", "id": name, "source": source, "metadata": {"nbgrader": meta} if kind != "open" else {}}


def answer(source, name="answer"):
    """Return a solution cell."""
    return cell(name, source, "answer")


def locked(source, name="locked"):
    """Return a given cell that students may not change."""
    return cell(name, source, "locked")


def graded(source, name="test", points=2):
    """Return a test cell."""
    return cell(name, source, "test", points)


IMPORTS = cell("imports", "import numpy as np\nimport math\nimport random\nimport functools")


def plan(*cells):
    """Return the plan of a lesson: the usual imports, then these cells."""
    return Plan({"cells": [IMPORTS, *cells]})


def judge(test_source, student_source="", *, given=(), solution="def f(x): return 2 * x", points=2, **names):
    """Judge one test of a lesson that asks for `f`: the usual imports, `given` cells, the answer, the test."""
    lesson = plan(*given, answer(solution), graded(test_source, points=points))
    examiner = Examiner(lesson, seed=5)
    with student(student_source, **names) as fork:
        for raw in given:
            if raw["metadata"].get("nbgrader", {}).get("locked"):
                examiner.run_locked(raw["id"], fork)
        return examiner.judge_test("test", fork)
