"""A lesson of several cells: who provides which name where, and what one test leaves for the next."""

import json

import pytest

from autograder.grading.judging.test_cell import Examiner
from autograder.sandbox.limits import Limits
from tests.autograder.grading.judging.forks import student
from tests.autograder.grading.judging.lessons import answer, cell, graded, locked, plan

DOUBLE = "def f(x): return 2 * x"


def _judge_all(lesson, source, limits=None):
    """Judge every test of a lesson against the same student; given cells run where they stand."""
    examiner = Examiner(lesson, seed=1)
    verdicts = {}
    with student(source, limits) as fork:
        for one in lesson.cells:
            if one.kind == "locked":
                examiner.run_locked(one.name, fork)
            if one.kind == "test":
                verdicts[one.name] = examiner.judge_test(one.name, fork)
    return verdicts


def _points(lesson, source):
    return {name: verdict.points for name, verdict in _judge_all(lesson, source).items()}


def test_what_a_test_binds_is_the_authors_in_the_tests_below():
    lesson = plan(answer(DOUBLE), graded("def ok(v): return v == 6", "t1"), graded("assert ok(f(3))", "t2"))
    assert _points(lesson, DOUBLE + "\ndef ok(v): return False") == {"t1": 2, "t2": 2}
    assert _points(lesson, "def f(x): return 5\ndef ok(v): return True") == {"t1": 2, "t2": 0}


def test_a_helper_outlives_the_failure_of_the_test_that_defines_it():
    lesson = plan(
        answer(DOUBLE), graded("assert f(1) == 3\ndef ok(v): return v == 6", "t1"), graded("assert ok(f(3))", "t2")
    )
    assert _points(lesson, DOUBLE) == {"t1": 0, "t2": 2}


def test_tests_may_be_judged_in_another_order():
    lesson = plan(answer(DOUBLE), graded("def ok(v): return v == 6", "t1"), graded("assert ok(f(3))", "t2"))
    with student(DOUBLE) as fork:
        assert Examiner(lesson, seed=1).judge_test("t2", fork).points == 2


def test_a_value_that_an_earlier_test_did_not_come_to_make_goes_to_a_person():
    lesson = plan(answer(DOUBLE), graded("assert f(1) == 3\ny = f(3)", "t1"), graded("assert y == 6", "t2"))
    verdict = _judge_all(lesson, DOUBLE)["t2"]
    assert verdict.points is None
    assert "t1" in verdict.message


def test_a_loop_variable_of_a_test_does_not_hide_a_later_answer():
    lesson = plan(
        answer(DOUBLE),
        graded("for a in (1, 2): assert f(a) == 2 * a", "t1"),
        answer("a = 7"),
        graded("assert a == 7", "t2"),
    )
    assert _points(lesson, DOUBLE + "\na = 7") == {"t1": 2, "t2": 2}
    assert _points(lesson, DOUBLE + "\na = 2") == {"t1": 2, "t2": 0}


def test_an_answer_that_a_test_converts_stays_an_answer():
    lesson = plan(answer("w = [1, 2]"), graded("w = np.asarray(w)\nassert w.sum() == 3", "t1"))
    assert _points(lesson, "w = [1, 2]") == {"t1": 2}
    assert _points(lesson, "w = [1, 1]") == {"t1": 0}


def test_names_of_an_earlier_fork_are_not_used_again():
    lesson = plan(answer(DOUBLE), graded("assert f(3) == 6", "t1"), graded("assert f(3) == 6", "t2"))
    examiner = Examiner(lesson, seed=1)
    with student(DOUBLE) as fork:
        assert examiner.judge_test("t1", fork).points == 2
    with student("") as fork:
        assert examiner.judge_test("t2", fork).verdict == "not attempted"


def test_a_function_kept_from_an_earlier_fork_goes_to_a_person():
    lesson = plan(answer(DOUBLE), graded("g = f", "t1"), graded("assert g(3) == 6", "t2"))
    verdict = _judge_all(lesson, DOUBLE)["t2"]
    assert verdict.points is None
    assert "earlier cell" in verdict.message


def test_a_function_kept_from_an_earlier_fork_cannot_be_swallowed():
    lesson = plan(answer(DOUBLE), graded("g = f", "t1"), graded("try:\n    g(3)\nexcept:\n    pass", "t2"))
    assert _judge_all(lesson, DOUBLE)["t2"].points is None


def test_each_test_gets_the_latest_value_of_a_name():
    lesson = plan(answer("q = 1"), graded("assert q == 1", "t1"), answer("q = 2", "b"), graded("assert q == 2", "t2"))
    examiner = Examiner(lesson, seed=1)
    for name, source in (("t1", "q = 1"), ("t2", "q = 2")):
        with student(source) as fork:
            assert examiner.judge_test(name, fork).points == 2


def test_helpers_of_helpers_reach_the_students_names():
    given = locked("def inner(x): return [f(v) for v in [x]][0]\ndef outer(x):\n    return (lambda: inner(x))()")
    lesson = plan(given, answer(DOUBLE), graded("assert outer(3) == 6"))
    assert lesson.needs(lesson.position("test")).student == {"f"}
    assert _points(lesson, DOUBLE + "\ndef inner(x): return 6") == {"test": 2}
    assert _points(lesson, "def f(x): return 1\ndef inner(x): return 6") == {"test": 0}


def test_a_given_cell_that_the_student_deleted_is_run_all_the_same():
    given = locked("base = 3\nlimit = base + 3")
    lesson = plan(given, answer(DOUBLE), graded("assert f(base) == limit"))
    with student(DOUBLE) as fork:
        assert Examiner(lesson, seed=1).judge_test("test", fork).points == 2


def test_a_star_import_makes_names_the_authors():
    lesson = plan(cell("star", "from math import *"), answer(DOUBLE), graded("assert isclose(f(3), 6)"))
    assert _points(lesson, DOUBLE + "\ndef isclose(a, b): return False") == {"test": 2}
    assert _points(lesson, "def f(x): return 1\ndef isclose(a, b): return True") == {"test": 0}


def test_an_import_below_is_never_the_students():
    lesson = plan(
        answer(DOUBLE), graded("assert close(f(3), 6)", "t1"), cell("late", "from math import isclose as close")
    )
    assert _points(lesson, "def f(x): return 1\ndef close(a, b): return True") == {"t1": 0}


def test_only_imports_that_a_test_needs_are_run():
    lesson = plan(cell("heavy", "import no_such_library\nimport nnlib"), answer(DOUBLE), graded("assert f(3) == 6"))
    assert _points(lesson, DOUBLE) == {"test": 2}


def test_a_name_whose_import_fails_is_not_taken_from_the_student():
    lesson = plan(cell("heavy", "import no_such_library as lib"), answer(DOUBLE), graded("assert lib.close(f(3), 6)"))
    verdict = _judge_all(lesson, "class lib:\n    close = lambda a, b: True\nf = print")["test"]
    assert verdict.points is None
    assert "heavy" in verdict.message


def test_the_master_may_store_its_source_as_lines():
    raw = json.loads(json.dumps([answer(DOUBLE), graded("x = 1\nassert f(3) == 6")]))
    for one in raw:
        one["source"] = one["source"].splitlines(keepends=True)
    assert _points(plan(*raw), DOUBLE) == {"test": 2}


def test_what_a_test_sets_for_the_whole_process_ends_with_it():
    first = (
        "np.set_printoptions(precision=1)\nnp.seterr(all='ignore')\nimport warnings\nwarnings.simplefilter('ignore')"
    )
    lesson = plan(answer(DOUBLE), graded(first, "t1"), graded("str(np.array([1.25])) == '[1.25]' and 1", "t2", 1))
    assert _points(lesson, DOUBLE) == {"t1": 2, "t2": 1}


# --- time -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "loop",
    [
        "while True: pass",
        "while True:\n    try:\n        while True: pass\n    except:\n        break",
    ],
)
def test_a_test_that_hangs_on_what_came_goes_to_a_person_and_the_next_is_judged(loop):
    body = loop.replace("\n", "\n    ")
    lesson = plan(answer("n = 1"), graded(f"if n > 10 ** 9:\n    {body}", "t1"), graded("assert n", "t2"))
    examiner = Examiner(lesson, seed=1, cpu_seconds=0.3)
    with student("n = 10 ** 12") as fork:
        first, second = (examiner.judge_test(name, fork) for name in ("t1", "t2"))
    assert (first.points, first.verdict) == (None, "not judged")
    assert "did not come to an end" in first.message
    assert second.points == 2


def test_waiting_for_the_student_costs_the_test_no_time():
    lesson = plan(answer(DOUBLE), graded("assert f(3) == 6"))
    slow = "import time\ndef f(x):\n    time.sleep(0.6)\n    return 2 * x"
    with student(slow) as fork:
        assert Examiner(lesson, seed=1, cpu_seconds=0.5).judge_test("test", fork).points == 2


def test_a_function_that_never_ends_costs_its_points():
    lesson = plan(answer(DOUBLE), graded("try:\n    f(3)\nexcept BaseException:\n    pass"))
    verdict = _judge_all(lesson, "def f(x):\n    while True: pass", Limits(cell_seconds=0.3))["test"]
    assert (verdict.points, verdict.verdict) == (0, "error")
    assert [flag["kind"] for flag in verdict.flags] == ["stopped-cell"]
