"""Does an honest notebook run as in Jupyter, and does the judge get what its functions return?"""

import json

import numpy as np
import pytest

from autograder.sandbox.client import Died, RemoteError, Run
from autograder.sandbox.wire import MISSING, Opaque, Ref


def texts(outcome) -> str:
    return "".join(o.get("text", "") for o in outcome.outputs)


def kinds(outcome) -> list[str]:
    return [o["output_type"] for o in outcome.outputs]


def test_outputs_are_those_of_a_notebook(run):
    outcome = run.cell("print('one')\nimport sys\nprint('two', file=sys.stderr)\n1 + 1", 7)
    assert outcome.status == "ok"
    assert outcome.outputs == [
        {"output_type": "stream", "name": "stdout", "text": "one\n"},
        {"output_type": "stream", "name": "stderr", "text": "two\n"},
        {"output_type": "execute_result", "data": {"text/plain": "2"}, "metadata": {}, "execution_count": 7},
    ]
    assert run.cell("_ + 1", 8).outputs[0]["data"] == {"text/plain": "3"}
    assert run.cell("3;", 9).outputs == []


def test_outputs_are_valid_in_a_notebook(run):
    import nbformat

    cells = ["1/0", "print(1)", "import matplotlib.pyplot as plt; plt.plot([1, 2])", "def f(:"]
    cells += ["import ipywidgets\nipywidgets.IntSlider()", "from IPython.display import *\ndisplay(JSON({'a': [1]}))"]
    made = [nbformat.v4.new_code_cell(c, outputs=run.cell(c, i).outputs) for i, c in enumerate(cells, 1)]
    nbformat.validate(nbformat.from_dict({**nbformat.v4.new_notebook(), "cells": made}))
    assert all(cell.outputs for cell in made)


def test_a_figure_is_shown_once_and_closed(run):
    outcome = run.cell("import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1, 2]);", 1)
    assert kinds(outcome) == ["display_data"]
    assert set(outcome.outputs[0]["data"]) == {"image/png", "text/plain"}
    shown = run.cell("plt.plot([2, 1]); plt.show(); print(plt.get_fignums())", 2)
    assert kinds(shown) == ["display_data", "stream"]
    assert texts(shown) == "[]\n"


def test_displays_update_and_clear(run):
    update = "from IPython.display import *\nh = display('a', display_id=True)\nh.update('b')"
    assert [o["data"]["text/plain"] for o in run.cell(update, 1).outputs] == ["'b'"]
    assert texts(run.cell("print('a')\nclear_output()\nprint('b')", 2)) == "b\n"
    assert texts(run.cell("print('a')\nclear_output(wait=True)\nprint('b')", 3)) == "b\n"
    assert texts(run.cell("print('a')\nclear_output(wait=True)", 4)) == "a\n"


def test_what_is_written_below_python_is_shown_too(run):
    outcome = run.cell("import os, subprocess\nos.write(1, b'raw\\n')\nsubprocess.run(['echo', 'sub'])", 1)
    assert texts(outcome) == "raw\nsub\n"
    assert run.cell("!echo shell", 2).outputs[0]["text"] == "shell\n"


@pytest.mark.parametrize(
    "cell",
    [
        "%matplotlib inline",
        "%timeit -n1 -r1 1 + 1",
        "%%time\nx = 1",
        "%pwd",
        "get_ipython().run_line_magic('precision', '3')",
        "get_ipython().set_next_input('x')",
        "import asyncio\nawait asyncio.sleep(0)",
        "import logging; logging.warning('careful')",
        "from nnlib.labs import neuron_explorer; neuron_explorer()",
        "import ipywidgets as w; w.interact(lambda x: x, x=(0, 3));",
        "from IPython.display import Markdown, Latex, SVG, HTML; display(Markdown('*a*'), Latex('$x$'), HTML('<b>'))",
        "import threading\nt = threading.Thread(target=print, args=('in a thread',)); t.start(); t.join()",
        "from concurrent.futures import ThreadPoolExecutor\nlist(ThreadPoolExecutor(2).map(abs, [-1, 1]))",
        "import numpy as np; np.array([1, 2.]) / 0",
        "from autograder import check\ncheck('01_one_neuron.q1', 'a'); check.hint('x'); check.total('y')",
        "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int = 0\nP()",
        "import random, time, math, json, re, itertools, functools, statistics, decimal, csv, pathlib, typing",
        "open('own.txt', 'w').write('x'); open('own.txt').read()",
        "exit()",
        "help(len)",
        "len?",
    ],
)
def test_what_notebooks_do_works(run, cell):
    outcome = run.cell(cell, 1)
    assert (outcome.status, outcome.error) == ("ok", None)
    assert run.cell("1", 2).status == "ok"
    assert run.close().alarms == []


def test_errors_are_told_with_their_base(run):
    outcome = run.cell("class Odd(ValueError):\n    def __str__(self): raise KeyError\nraise Odd('x')", 1)
    assert outcome.status == "error"
    assert (outcome.error.type_name, outcome.error.base) == ("Odd", "ValueError")
    assert outcome.outputs[-1]["output_type"] == "error"
    for cell, base in [("raise SystemExit(3)", "SystemExit"), ("raise KeyboardInterrupt", "KeyboardInterrupt")]:
        assert run.cell(cell, 2).error.base == base
    assert "nobody is there" in run.cell("input('name?')", 3).error.message
    assert run.cell("def f(:", 4).error.type_name == "SyntaxError"
    assert "IPython/core" not in run.cell("1/0", 5).error.lines


def test_files_lie_in_the_working_folder(run):
    run.begin({"data.csv": b"1,2\n", "deep/er/x.txt": b"y"})
    assert texts(run.cell("print(open('data.csv').read(), open('deep/er/x.txt').read())", 1)) == "1,2\n y\n"


@pytest.mark.parametrize("name", ["../x", "/srv/x", "a/../../x", ".", "", "a\0b"])
def test_a_file_goes_nowhere_else(run, name):
    with pytest.raises(Died):
        run.begin({name: b"x"})


def test_functions_are_called_with_fresh_copies(run):
    run.cell("def f(x, w, b=0.0, *, scale=1):\n    x[0] = 9\n    print('said')\n    return (w @ x + b) * scale", 1)
    with run.fork() as fork:
        f, x, w = fork.get("f"), np.array([1.0, 2.0]), np.array([3.0, 4.0])
        reply = fork.call(f, [x, w, 1.0], {"scale": 2})
        assert (reply.value, reply.printed, reply.error) == (72.0, "said\n", None)
        assert type(reply.value) is np.float64
        assert list(reply.changed) == [0]
        assert reply.changed[0].tolist() == [9.0, 2.0]
        assert x.tolist() == [1.0, 2.0]


def test_names_are_looked_up(run):
    run.cell("x = [1, {'a': (2.5, ...)}]\nclass C: pass\nc = C()\nimport math\ng = (i for i in 'ab')\nn = None", 1)
    with run.fork() as fork:
        assert fork.bound() == {"x", "C", "c", "math", "g", "n"}
        assert fork.get("x") == [1, {"a": (2.5, ...)}]
        assert fork.get("nothing") is MISSING
        assert fork.get("exit") is MISSING
        assert fork.get("n") is None
        assert (fork.get("C").name, fork.get("C").kind) == ("C", "class")
        assert fork.get("c") == Opaque("C", True)
        assert fork.get("g") == Opaque("generator", False)
        assert fork.get("math") == Opaque("module", False)


def test_a_fork_changes_nothing_for_the_next(run):
    run.cell("n = 0\ndef count():\n    global n\n    n += 1\n    return n", 1)
    for _ in range(2):
        with run.fork() as fork:
            count = fork.get("count")
            assert [fork.call(count).value for _ in range(3)] == [1, 2, 3]
    run.cell("n = 5", 2)
    with run.fork() as fork:
        assert fork.get("n") == 5


def test_callables_of_the_judge_are_called_back(run):
    run.cell(
        "def apply(f, x): return f(x)\ndef swallow(f):\n    try: return f(1)\n"
        "    except ValueError as e: return str(e)",
        1,
    )

    def refuse(x):
        raise ValueError(f"not {x}")

    with run.fork() as fork:
        seen = []
        reply = fork.call(fork.get("apply"), [lambda x: seen.append(x) or x * 2, np.array([1.0, 2.0])])
        assert reply.value.tolist() == [2.0, 4.0]
        assert seen[0].tolist() == [1.0, 2.0]
        assert fork.call(fork.get("apply"), [np.tanh, 0.0]).value == 0.0
        assert fork.call(fork.get("swallow"), [refuse]).value == "not 1"
        error = fork.call(fork.get("apply"), [refuse, 1]).error
        assert (error.base, error.message) == ("ValueError", "not 1")


def test_functions_travel_there_and_back(run):
    run.cell("def make(k): return lambda x: k * x\ndef twice(f): return lambda x: f(f(x))\ndef same(f): return f", 1)
    with run.fork() as fork:
        triple = fork.call(fork.get("make"), [3]).value
        assert isinstance(triple, Ref)
        ninefold = fork.call(fork.get("twice"), [triple]).value
        assert fork.call(ninefold, [1]).value == 9
        assert fork.call(fork.get("same"), [len]).value is len


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("raise SystemExit", RemoteError("SystemExit", "SystemExit", "", True)),
        ("exit()", None),
        ("raise KeyboardInterrupt", RemoteError("KeyboardInterrupt", "KeyboardInterrupt", "", True)),
        ("return f()", RemoteError("RecursionError", "RecursionError", "maximum recursion depth exceeded", True)),
        ("return 1 / 0", RemoteError("ZeroDivisionError", "ZeroDivisionError", "division by zero", True)),
        ("raise Own('x')", RemoteError("Own", "LookupError", "", True)),
    ],
)
def test_exceptions_become_records(run, body, expected):
    run.cell(f"class Own(LookupError):\n    def __str__(self): raise TypeError\ndef f():\n    {body}", 1)
    with run.fork() as fork:
        error = fork.call(fork.get("f")).error
    if expected is None:
        assert error is None
    else:
        assert (error.type_name, error.base, error.entered) == (expected.type_name, expected.base, True)
        assert error.message.startswith(expected.message)


def test_a_call_that_does_not_fit_is_told_from_an_error_inside(run):
    run.cell("def f(a): return g()\ndef g(b): return b", 1)
    with run.fork() as fork:
        assert fork.call(fork.get("f")).error.entered is False
        assert fork.call(fork.get("f"), [1]).error.entered is True


def test_warnings_and_prints_are_kept_apart_and_short(run):
    run.cell(
        "import warnings, numpy as np\ndef f():\n    warnings.warn('w')\n    print('p' * 9999)\n"
        "    return 1 / np.zeros(2)",
        1,
    )
    with run.fork() as fork:
        reply = fork.call(fork.get("f"))
    assert "w" in reply.warned
    assert any("divide by zero" in w for w in reply.warned)
    assert len(reply.printed) == 2000


def test_float32_stays_float32(run):
    run.cell("import numpy as np\ndef f(x): return x.astype(np.float32)\nm = np.matrix([[1, 2]])", 1)
    with run.fork() as fork:
        assert fork.call(fork.get("f"), [np.zeros(3)]).value.dtype == np.float32
        assert type(fork.get("m")) is np.ndarray


def test_borrowed_names_raise_and_ring(run):
    run.cell("from nnlib import Neuron as N, activations\nimport nnlib\nready = N([1.0], 0.0)\nr = activations.relu", 1)
    run.cell("def a(): return N([1.0], 0.0)([2.0])\ndef b(): return ready([2.0])\ndef c(): return r(-1.0)", 2)
    run.cell("network = nnlib.MLP.from_data([([[1]], [0], 'relu')])\ndef d(): return r.__wrapped__(-1.0)", 3)
    run.cell("def e(): return network([[2.0]])\ndef f(): return r.formula(-1.0)", 4)
    with run.fork() as fork:
        assert [fork.call(fork.get(name)).error for name in "abcdef"] == [None] * 6
    with run.fork(without=("nnlib.Neuron", "nnlib.activations.relu")) as fork:
        said = [fork.call(fork.get(name)).error for name in "abcdef"]
    assert [e.type_name for e in said] == ["RuntimeError"] * 6
    assert said[0].message == "`nnlib.Neuron` does what this exercise asks you to write, so it cannot be used here."
    with run.fork() as fork:
        assert fork.call(fork.get("a")).error is None
    assert [alarm.kind for alarm in run.close().alarms] == ["borrowed"]


@pytest.mark.parametrize("mode", ["single", "none"])
def test_the_other_modes_do_the_same(ability, mode):
    from autograder.sandbox.host import Sandbox
    from autograder.sandbox.limits import Limits

    limits = Limits(cell_seconds=60, total_seconds=120)
    with Sandbox(limits, mode) as sandbox:
        for _ in range(2):
            with Run(*sandbox.start(), limits) as run:
                run.begin({"x.txt": b"hi"})
                assert texts(run.cell("print(open('x.txt').read())\ndef f(x): return 2 * x", 1)) == "hi\n"
                with run.fork() as fork:
                    assert fork.call(fork.get("f"), [np.arange(3)]).value.tolist() == [0, 2, 4]
                assert run.cell("1/0", 2).status == "error"
                assert run.close().reason == "ended"


def test_a_killed_server_is_replaced_and_leaves_no_folder(limits, ability, tmp_path, monkeypatch):
    from autograder.sandbox.host import Sandbox

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Sandbox(limits, "none") as sandbox:
        for end in sandbox.start():
            end.close()
        sandbox._server.kill()
        sandbox._server.wait()
        with Run(*sandbox.start(), limits) as run:
            assert run.cell("1", 1).status == "ok"
    assert list(tmp_path.iterdir()) == []


def test_a_course_lesson_rings_nothing(run, root):
    """All code of the first lesson, solved, runs without an error or an alarm."""
    lesson = json.loads((root / "solutions/01_one_neuron/01_one_neuron.ipynb").read_text(encoding="utf-8"))
    cells = ["".join(c["source"]) for c in lesson["cells"] if c["cell_type"] == "code"]
    outcomes = [run.cell(source, number) for number, source in enumerate(cells, 1)]
    assert [o.error for o in outcomes if o.error] == []
    assert run.close().alarms == []
