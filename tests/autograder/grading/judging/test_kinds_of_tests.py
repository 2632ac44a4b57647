"""The kinds of test cells that lecturers write: those judged from outside, and those left to a person."""

import logging

import nbformat
import pytest
from nbgrader.utils import determine_grade

from tests.autograder.grading.judging.lessons import answer, cell, judge, locked

DOUBLE = "def f(x):\n    return 2 * x"
SQUARE = "def f(x):\n    return x * x"

# what it is → (test, right answer, wrong answer)
JUDGED = {
    "assert": ("assert f(3) == 6, 'three'", DOUBLE, SQUARE),
    "a name instead of a function": ("assert q == 'b'", "q = 'b'", "q = 'a'"),
    "unpacking": ("w, b = q\nassert len(w) == 2 and b < 0", "q = ([1, 1], -1.5)", "q = ([1, 1], 0)"),
    "numpy.testing": (
        "np.testing.assert_allclose(f(np.array([1.0, 2.0])), [2.0, 4.0])",
        DOUBLE,
        SQUARE,
    ),
    "numpy.testing imported here": ("from numpy.testing import assert_equal\nassert_equal(f(3), 6)", DOUBLE, SQUARE),
    "np.allclose and shapes": (
        "y = f(np.ones((2, 3)))\nassert y.shape == (2, 3) and np.allclose(y, 2)",
        DOUBLE,
        SQUARE,
    ),
    "the type of plain data": (
        "assert type(f(3)) is int and isinstance(f(1.5), float)",
        DOUBLE,
        "def f(x): return str(x)",
    ),
    "a loop over cases": ("for x, y in [(1, 2), (5, 10)]:\n    assert f(x) == y", DOUBLE, SQUARE),
    "pytest.raises": (
        "import pytest\nwith pytest.raises(ValueError, match='positive'):\n    f(-1)",
        "def f(x):\n    if x < 0:\n        raise ValueError('x must be positive')",
        DOUBLE,
    ),
    "try and except": (
        "try:\n    f(-1)\nexcept ValueError:\n    pass\nelse:\n    raise AssertionError('no error')",
        "def f(x):\n    if x < 0:\n        raise ValueError('x')",
        DOUBLE,
    ),
    "unittest's assertions": (
        "import unittest\nt = unittest.TestCase()\nt.assertEqual(f(3), 6)\nt.assertRaises(TypeError, f, None)",
        DOUBLE,
        "def f(x): return 6",
    ),
    "a class of errors of the student's own": (
        "import pytest\nwith pytest.raises(ValueError) as e:\n    f(-1)\nassert type(e.value).__name__ == 'Negative'",
        "class Negative(ValueError): pass\ndef f(x):\n    raise Negative('no')",
        "def f(x):\n    raise ValueError('no')",
    ),
    "KeyError": (
        "import pytest\nwith pytest.raises(KeyError, match=\"^'a'$\"):\n    f({})",
        "def f(d): return d['a']",
        "def f(d): return d.get('a')",
    ),
    "LinAlgError": (
        "import pytest\nwith pytest.raises(np.linalg.LinAlgError):\n    f(np.zeros((2, 2)))",
        "import numpy as np\ndef f(m): return np.linalg.inv(m)",
        "def f(m): return m",
    ),
    "a list changed in place": (
        "x = [3, 1]\nf(x)\nassert x == [1, 3]",
        "def f(x): x.sort()",
        "def f(x): return sorted(x)",
    ),
    "an array changed in place": ("a = np.ones(3)\nf(a)\nassert a[0] == 5", "def f(a): a[0] = 5", "def f(a): a = 5"),
    "an inner list changed in place": (
        "row = [0]\nf([row, [1]])\nassert row == [9]",
        "def f(m): m[0][0] = 9",
        "def f(m): m = [[9]]",
    ),
    "a dict and a set changed in place": (
        "d, s = {'a': 1}, {1}\nf(d, s)\nassert d == {'b': 2} and s == {1, 2}",
        "def f(d, s):\n    d.pop('a'); d['b'] = 2; s.add(2)",
        "def f(d, s): pass",
    ),
    "inputs must stay": ("a = np.ones(3)\nf(a)\nassert (a == 1).all()", DOUBLE, "def f(x):\n    x *= 2\n    return x"),
    "keyword arguments": ("assert f(x=3) == 6", DOUBLE, SQUARE),
    "a function that the test passes in": (
        "assert f(lambda v: v + 1, 3) == 5",
        "def f(g, x): return g(g(x))",
        "def f(g, x): return g(x)",
    ),
    "a ufunc that the test passes in": (
        "assert f(np.exp, 0.0) == 1",
        "def f(g, x): return g(x)",
        "def f(g, x): return x",
    ),
    "a function that comes back": (
        "assert f(3)(4) == 7",
        "def f(a): return lambda b: a + b",
        "def f(a): return lambda b: a",
    ),
    "the test's own function comes back": (
        "def g(): return 5\nassert f(g) is None or f(g)() == 5",
        "def f(g): return g",
        "def f(g): return lambda: 4",
    ),
    "a student's function handed to another": (
        "assert apply(f, 3) == 6",
        DOUBLE + "\ndef apply(g, x): return g(x)",
        DOUBLE + "\ndef apply(g, x): return x",
    ),
    "map, sorted by, partial": (
        "assert list(map(f, [1])) == [2] and sorted([2, 1], key=f) == [1, 2]\nassert functools.partial(f, 4)() == 8",
        DOUBLE,
        SQUARE,
    ),
    "a decorator around it": (
        "def twice(g):\n    @functools.wraps(g)\n    def h(x): return g(g(x))\n    return h\nassert twice(f)(3) == 12",
        DOUBLE,
        SQUARE,
    ),
    "np.vectorize": ("assert np.vectorize(f)([1, 3]).tolist() == [2, 6]", DOUBLE, SQUARE),
    "callable": ("assert callable(f) and f(3) == 6", DOUBLE, "f = 6"),
    "its name": ("assert f.__name__ == 'f'", DOUBLE, "f = lambda x: 2 * x"),
    "a generator of random numbers passed in": (
        "assert np.array_equal(f(np.random.default_rng(3)), np.random.default_rng(3).random(2))",
        "def f(rng): return rng.random(2)",
        "def f(rng): return rng.random(2) + 1",
    ),
    "random inputs": ("x = np.random.rand(4)\nassert np.allclose(f(x), 2 * x)", DOUBLE, SQUARE),
    "builtins are Python's": ("assert sum([f(1), f(4)]) == 10", DOUBLE, SQUARE + "\nsum = lambda v: 10"),
    "libraries are the lesson's": (
        "assert np.allclose(f(3), 6)",
        DOUBLE,
        SQUARE + "\nimport numpy as np\nnp.allclose = lambda *a: True",
    ),
    "a clock that nothing depends on": (
        "import time\nstart = time.perf_counter()\nassert f(3) == 6\nassert time.perf_counter() - start < 1e9",
        DOUBLE,
        None,
    ),
    "a seed": ("np.random.seed(0)\nassert f(3) == 6", DOUBLE, None),
    "warnings of the test": ("import warnings\nwarnings.warn('careful')\nassert f(3) == 6", DOUBLE, SQUARE),
    "prints of the test": ("import sys\nprint('x', file=sys.stderr)\nassert f(3) == 6", DOUBLE, SQUARE),
    "partial credit": ("2 * (f(3) == 6)", DOUBLE, SQUARE),
    "a setting for the notebook": ("%matplotlib inline\nassert f(3) == 6", DOUBLE, SQUARE),
}


@pytest.mark.parametrize("kind", JUDGED)
def test_right_answers_get_all_points_and_wrong_ones_none(kind):
    source, right, wrong = JUDGED[kind]
    verdict = judge(source, right)
    assert (verdict.points, verdict.verdict) == (2, "right"), verdict.message
    if wrong is not None:
        verdict = judge(source, wrong)
        assert verdict.points == 0, verdict
        assert verdict.verdict in ("wrong", "error")
        assert verdict.message or kind == "partial credit"


# what it is → (test, an answer that a lecturer would call right, words of the reason)
FOR_A_PERSON = {
    "an instance": ("assert f(3).x == 3", "class P:\n    x = 3\ndef f(x): return P()", "type P"),
    "an instance that claims to be equal": (
        "assert f(3) == 6",
        "class P:\n    __eq__ = lambda s, o: True\ndef f(x): return P()",
        "type P",
    ),
    "isinstance of the student's class": (
        "assert isinstance(f(3), P)",
        "class P: pass\ndef f(x): return P()",
        "`P`",
    ),
    "type of the student's class": ("assert type(f(3)) is P", "class P: pass\ndef f(x): return P()", "type P"),
    "a generator": ("assert next(f(3)) == 3", "def f(x): yield x", "generator"),
    "an opaque last line": ("f(3)", "def f(x): yield x", "last line"),
    "an opaque value in np.asarray": (
        "assert np.asarray([f(3)]).shape == (1,)",
        "class P: pass\ndef f(x): return P()",
        "type P",
    ),
    "except of the student's error": (
        "try:\n    f(3)\nexcept E:\n    pass",
        "class E(Exception): pass\ndef f(x): raise E",
        "type of `E`",
    ),
    "assertRaises of the student's error": (
        "import unittest\nunittest.TestCase().assertRaises(E, f, 3)",
        "class E(Exception): pass\ndef f(x): raise E",
        "`E`",
    ),
    "the type of a function": ("assert type(f).__name__ == 'function'", DOUBLE, "type of `f`"),
    "swallowed by a bare except": ("try:\n    f.calls\nexcept:\n    pass", DOUBLE, "looks into"),
    "its docstring": ("assert f.__doc__", "def f(x):\n    '''Doubles.'''", "code itself"),
    "its docstring by getattr": ("assert getattr(f, '__doc__')", "def f(x):\n    '''Doubles.'''", "code itself"),
    "its source": ("import inspect\nassert 'for' not in inspect.getsource(f)", DOUBLE, "code itself"),
    "its signature": ("from inspect import signature\nsignature(f)", DOUBLE, "code itself"),
    "an attribute": ("assert f.calls == 0", DOUBLE, "`.calls`"),
    "setting an attribute": ("f.calls = 0", DOUBLE, "__setattr__"),
    "printed output": (
        "import io, contextlib\nb = io.StringIO()\nwith contextlib.redirect_stdout(b):\n    f(3)\nassert b.getvalue()",
        "def f(x): print(2 * x)",
        "prints",
    ),
    "printed output by sys": ("import sys, io\nsys.stdout = io.StringIO()\nf(3)", DOUBLE, "prints"),
    "warnings": ("import pytest\nwith pytest.warns(UserWarning):\n    f(3)", DOUBLE, "warnings"),
    "no warnings": ("import warnings\nwarnings.simplefilter('error')\nf(3)", DOUBLE, "warnings"),
    "a plot": ("import matplotlib.pyplot as plt\nassert plt.gca().get_title()", DOUBLE, "plot"),
    "a file": ("assert open('out.txt').read()", DOUBLE, "files"),
    "globals": ("assert 'f' in globals()", DOUBLE, "looks names up"),
    "eval": ("assert eval('f(3)') == 6", DOUBLE, "looks names up"),
    "mock": ("from unittest import mock\nwith mock.patch('builtins.input'):\n    f(3)", DOUBLE, "replaces"),
    "a patched module": ("random.random = lambda: 0.5\nassert f(3) == 6", DOUBLE, "replaces"),
    "a replaced input": ("def input(prompt=''): return '3'\nassert f(3) == 6", DOUBLE, "replaces"),
    "a magic": ("%timeit f(3)", DOUBLE, "%timeit"),
    "a shell command": ("out = !ls\nassert f(3) == 6", DOUBLE, "!ls"),
    "get_ipython": ("get_ipython().run_line_magic('pwd', '')", DOUBLE, "IPython"),
    "history": ("assert 'def' in In[-2]", DOUBLE, "history"),
    "a suite": ("import unittest\nunittest.main(argv=[''], exit=False)", DOUBLE, "suite"),
    "identity": ("x = [1]\nassert f(x) is not x", "def f(x): return list(x)", "same object"),
    "an object of the test's": (
        "class Box:\n    v = 3\nassert f(Box()) == 6",
        "def f(box): return 2 * box.v",
        "type Box",
    ),
    "await": ("await f(3)", "async def f(x): return x", "not plain Python"),
    "a seed that its answer may depend on": ("np.random.seed(0)\nassert f(3) == 6", SQUARE, "seeds"),
    "a clock that its answer may depend on": (
        "import time\nassert f(3) == time.perf_counter()",
        SQUARE,
        "measures time",
    ),
    "a missing library": ("import no_such_library\nassert f(3) == 6", DOUBLE, "not installed"),
}


@pytest.mark.parametrize("kind", FOR_A_PERSON)
def test_what_cannot_be_judged_from_outside_is_left_to_a_person_with_its_reason(kind):
    source, student_source, words = FOR_A_PERSON[kind]
    verdict = judge(source, student_source)
    assert (verdict.points, verdict.verdict) == (None, "not judged")
    assert words in verdict.message
    assert "needs-person" in [flag["kind"] for flag in verdict.flags]


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
