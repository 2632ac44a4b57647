"""What a test's end means: its last line, its errors, nothing handed in, odd data, given cells that stop."""

import logging

import nbformat
import pytest
from nbgrader.utils import determine_grade

from tests.autograder.grading.judging.lessons import answer, cell, judge, locked

DOUBLE = "def f(x):\n    return 2 * x"
SQUARE = "def f(x):\n    return x * x"


@pytest.mark.parametrize(
    ("source", "points", "verdict"),
    [
        ("1.5", 1.5, "partly right"),
        ("np.float64(1.5)", 1.5, "partly right"),
        ("np.array(1.5)", 1.5, "partly right"),
        ("99", 2.0, "right"),
        ("0", 0.0, "wrong"),
        ("-1", 0.0, "wrong"),
        ("float('nan')", 0.0, "wrong"),
        ("float('inf')", 0.0, "wrong"),
        ("10 ** 400", 0.0, "wrong"),
        ("True", 0.0, "wrong"),
        ("np.True_", 0.0, "wrong"),
        ("'1.5'", 2.0, "right"),
        ("[1.5]", 2.0, "right"),
        ("None", 2.0, "right"),
        ("1.5;", 2.0, "right"),
        ("x = 1.5", 2.0, "right"),
        ("", 2.0, "right"),
        ("raise SystemExit", 0.0, "error"),
        ("raise KeyboardInterrupt", 0.0, "error"),
        ("assert False", 0.0, "wrong"),
        ("def f(:", None, "not judged"),
    ],
)
def test_the_last_line_means_what_it_means_to_nbgrader_made_safe(source, points, verdict):
    came = judge(source)
    assert (came.points, came.verdict) == (points, verdict)
    if points is not None:
        assert type(came.points) is float
    if "nan" in source or "inf" in source or "True" in source:
        assert "no number of points" in came.message


@pytest.mark.parametrize(
    "source", ["1.5", "99", "-1", "True", "assert False", "print(1)", "import sys; print(1, file=sys.stderr)", "f.x"]
)
def test_nbgrader_reads_the_same_points_from_the_outputs(source):
    verdict = judge(source, DOUBLE)
    raw = cell("test", source, "test", 2)
    raw["metadata"]["nbgrader"]["schema_version"] = 3
    node = nbformat.from_dict({**raw, "outputs": verdict.outputs, "execution_count": None})
    nbformat.validate(nbformat.v4.new_notebook(cells=[node]))
    assert determine_grade(node, logging.getLogger()) == (verdict.points or 0.0, 2.0)


# --- nothing handed in, and what goes wrong --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "student_source",
    ["", "f = ...", "f = None", "def f(x): return ...", "def f(x): raise NotImplementedError"],
)
def test_what_is_not_written_is_not_attempted(student_source):
    verdict = judge("assert f(3) == 6", student_source)
    assert (verdict.points, verdict.verdict) == (0, "not attempted")
    assert "`f`" in verdict.message


def test_a_name_that_only_a_function_lacks_is_an_error_of_its_own():
    verdict = judge("assert f(3) == 6", "def f(x): return helper(x)")
    assert verdict.verdict == "error"
    assert verdict.undefined == {"helper"}
    assert judge("assert f(3) == 6", "").undefined == {"f"}


def test_an_error_in_the_function_is_told_in_words():
    verdict = judge("assert f(3) == 6", "def f(x): return x / 0")
    assert verdict.verdict == "error"
    assert "`f`: It stopped with ZeroDivisionError" in verdict.message
    assert "return x / 0" in "\n".join(verdict.outputs[0]["traceback"]) or verdict.outputs[0]["traceback"]


@pytest.mark.parametrize("leave", ["raise SystemExit", "exit()", "raise KeyboardInterrupt", "raise GeneratorExit"])
def test_an_answer_that_wants_to_leave_ends_no_judge(leave):
    verdict = judge("assert f(3) == 6", f"def f(x):\n    {leave}")
    assert (verdict.points, verdict.verdict) == (0, "error")


def test_an_answer_that_ends_its_process_costs_the_points_and_is_flagged():
    verdict = judge("try:\n    f(3)\nexcept BaseException:\n    pass", "import os\ndef f(x): os._exit(0)")
    assert (verdict.points, verdict.verdict) == (0, "error")
    assert "ended Python itself" in verdict.message
    assert [flag["kind"] for flag in verdict.flags] == ["died"]


def test_hidden_tests_are_not_told():
    source = "assert f(1) == 2\n### BEGIN HIDDEN TESTS\nassert f(14) == 28, 'fourteen'\n### END HIDDEN TESTS"
    verdict = judge(source, "def f(x): return 2")
    assert verdict.verdict == "wrong"
    assert "fourteen" not in verdict.message
    assert "14" not in verdict.message
    shown = judge(source, "def f(x): return 3")
    assert shown.message == "AssertionError"


def test_the_arrow_points_at_the_line_where_it_stopped():
    verdict = judge("x = 1\nassert f(x) == 2\nassert f(3) == 6", "def f(x): return 2")
    assert "----> 3 assert f(3) == 6" in verdict.outputs[-1]["traceback"]


@pytest.mark.parametrize(
    "value", ["{}", "float('nan')", "10 ** 5000", "'x' * 10 ** 6", "[[1], [1, 2]]", "b'x'", "1j", "None"]
)
def test_odd_data_never_raises_and_never_passes(value):
    for source in (
        "assert np.allclose(f(3), 6)",
        "assert f(3) == 6",
        "np.testing.assert_allclose(f(3), 6)",
        "assert 5 < f(3) < 7",
    ):
        verdict = judge(source, f"def f(x): return {value}")
        assert verdict.points == 0
        assert len(verdict.message) <= 2_000


def test_an_own_class_is_flagged():
    verdict = judge("assert f(3) == 6", "class Six(float):\n    __eq__ = lambda s, o: True\ndef f(x): return Six(6)")
    assert verdict.points is None
    assert ("own-class", True) in [(flag["kind"], "Six" in flag["detail"]) for flag in verdict.flags]


# --- given cells and earlier tests ------------------------------------------------------------------------------------


def test_a_helper_of_a_given_cell_is_the_authors_also_where_the_student_has_another():
    helper = locked("def close(a, b):\n    return np.allclose(a, b)")
    fake = "\ndef close(a, b): return True"
    assert judge("assert close(f(3), 6)", DOUBLE + fake, given=[helper]).points == 2
    assert judge("assert close(f(3), 6)", SQUARE + fake, given=[helper]).points == 0


def test_a_helper_may_use_the_students_function():
    helper = locked("def error_at(x):\n    return abs(f(x) - 2 * x)\nbase = 3")
    assert judge("assert error_at(base) == 0", DOUBLE, given=[helper]).points == 2
    assert judge("assert error_at(base) == 0", SQUARE, given=[helper]).points == 0


def test_a_name_of_an_open_cell_is_the_students():
    given = cell("given", "shift = 1")
    assert judge("assert shift == 7", "shift = 7", given=[given]).points == 2


def test_an_answer_may_take_the_place_of_an_imported_name():
    test = "assert relu(-1) == 0"
    given = cell("given", "from nnlib.activations import relu")
    solution = "def relu(z): return max(z, 0)"
    assert judge(test, solution, given=[given], solution=solution).points == 2
    assert judge(test, "def relu(z): return z", given=[given], solution=solution).points == 0


def test_an_answer_may_have_the_name_of_a_builtin():
    solution = "def sum(values): return 10"
    assert judge("assert sum([1, 2]) == 10", solution, solution=solution).points == 2
    assert judge("assert sum([1, 2]) == 10", "def sum(v): return 3", solution=solution).points == 0


def test_a_given_cell_that_stops_at_an_answer_costs_the_points_of_who_needs_it():
    helper = locked("result = f(3) + 1", name="after")
    verdict = judge("assert result == 7", "def f(x): return None", given=[answer("def f(x): return x", "a"), helper])
    assert (verdict.points, verdict.verdict) == (0, "error")
    assert "after" in verdict.message


def test_a_given_cell_that_the_judge_cannot_run_goes_to_a_person():
    broken = locked("data = open_the_vault()", name="vault")
    verdict = judge("assert f(3) == data", DOUBLE, given=[broken])
    assert verdict.points is None
    assert "vault" in verdict.message


def test_after_a_given_cell_that_nobody_can_read_no_unknown_name_is_taken_from_the_student():
    strange = locked("%run helpers.py", name="script")
    verdict = judge("assert close(f(3), 6)", SQUARE + "\nclose = lambda a, b: True", given=[strange])
    assert verdict.points is None
    assert "script" in verdict.message
