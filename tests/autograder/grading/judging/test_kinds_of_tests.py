"""The kinds of test cells that lecturers write: those judged from outside, and those left to a person."""

import pytest

from tests.autograder.grading.judging.lessons import judge

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
