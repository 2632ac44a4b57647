"""Does a reading of students' code point out what an exercise has no need for, and leave honest code alone?"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import autograder.grading.sample_answers
from autograder.exercises import LESSONS
from autograder.grading.flags import FLAGS
from autograder.grading.project import HERE
from autograder.grading.suspicion import suspicion
from tests.autograder.grading.honest_snippets import HONEST
from tests.autograder.lesson_answers import ANSWERS

OWNED = {"np", "check", "Neuron"}
LESSON = ["import numpy as np\nfrom autograder import check\nfrom nnlib import Neuron, activations, plots"]

FOUND = {
    "reached-inside": [
        "import os\nos._exit(0)",
        "import os as o\no._exit(0)",
        "from os import _exit as e\ne(0)",
        "from os import *\n_exit(0)",
        "import os\nend = os._exit\nend(0)",
        "__import__('os')._exit(0)",
        "import importlib\nimportlib.import_module('o' + 's')._exit(0)",
        "import os\ngetattr(os, '_ex' + 'it')(0)",
        "import os\ngetattr(os, name)(0)",
        "exec('import os; os._exit(0)')",
        "exec(code)",
        "import sys\nsys.modules['numpy']",
        "from sys import modules as m\nm.clear()",
        "import sys\nif 'autograder' in sys.modules:\n    pass",
        "import sys\nsys._getframe(1).f_locals",
        "import inspect\ninspect.stack()",
        "import gc\ngc.get_objects()",
        "def f():\n    import ctypes",
        "check.__closure__",
        "getattr(check, '__globals__')",
        "().__class__.__mro__[1].__subclasses__()",
        "__builtins__",
        "print(In[0])",
        "from autograder.exercises import one_neuron",
    ],
    "tampered": [
        "get_ipython().input_transformers_post.append(f)",
        "ip = get_ipython()\nip.ast_transformers.append(f)",
        "from IPython import get_ipython as g\ng().run_cell = f",
        "from IPython.core.interactiveshell import InteractiveShell as S\nS.instance().showtraceback = f",
        "get_ipython().set_custom_exc((Exception,), f)",
        "get_ipython().events.register('post_run_cell', f)",
        "import sys\nsys.displayhook('ok')",
        "import os\nos.write(1, b'x')",
        "open(3, 'wb').write(b'')",
        "display({'application/vnd.autograder.result+json': {}}, raw=True)",
    ],
    "patched": [
        "np.allclose = lambda *a: True",
        "np.testing.assert_allclose = f",
        "def patch():\n    np.abs = f",
        "import builtins\nbuiltins.abs = f",
        "__builtins__.abs = f",
        "import numpy\nsetattr(numpy, 'allclose', f)",
        "vars(np)['allclose'] = f",
        "np.__dict__.update(allclose=f)",
        "__import__('numpy').allclose = f",
        "import math\ndel math.isclose",
        "Neuron.__call__ = f",
        "from unittest import mock",
        "open('numpy.py', 'w').write('')",
        "%%writefile sitecustomize.py\nx = 1",
        "import codecs\ncodecs.register(f)",
    ],
    "started-process": [
        "import subprocess",
        "import os\nif os.fork() == 0:\n    os.setsid()",
        "import threading\nthreading.Timer(1, f).start()",
        "from multiprocessing import Process",
        "import atexit\natexit.register(f)",
        "import signal\nsignal.signal(2, signal.SIG_IGN)",
        "import os\nos.kill(1, 9)",
        "!sleep 100 &",
        "!pip install x; sleep 100",
        "x = !cat notes",
        "%%bash\nsleep 1",
    ],
    "network": [
        "import socket",
        "import urllib.request",
        "import requests as r",
        "from http.client import HTTPConnection",
        "import pandas as pd\npd.read_csv('https://example.org/a.csv')",
    ],
    "looked-outside": [
        "open('/etc/passwd').read()",
        "open(f'/proc/{1}/environ')",
        "path = '../' + name\nopen(path)",
        "from pathlib import Path\nPath('..').glob('*')",
        "from pathlib import Path\nPath.home()",
        "import os\nos.environ['SECRET']",
        "import os\nfor f in os.listdir('../..'):\n    print(f)",
        "import glob\nglob.glob('source/../../*')",
        "open('gradebook.db', 'rb')",
    ],
    "wrote-outside": [
        "open('/srv/x', 'w')",
        "open('../x', mode='ab')",
        "for name in ('a', '/etc/x'):\n    open(name, 'w')",
        "import os\nos.symlink('a', '../b')",
        "import shutil\nshutil.rmtree('../other')",
    ],
    "rebound": [
        "check = print",
        "def check(*a):\n    return 1",
        "class Neuron:\n    pass",
        "import fake as np",
        "from fake import check",
        "def f():\n    global check\n    check = 1",
        "del np",
        "for check in []:\n    pass",
        "if True:\n    np = 3",
        "try:\n    import numpy\nexcept ImportError:\n    np = None",
        "print(np := 3)",
    ],
    "own-class": [
        "class A:\n    def __eq__(self, o):\n        return True",
        "class A:\n    def __eq__(self, o):\n        if o:\n            return True\n        return 1",
        "class A:\n    __eq__ = lambda s, o: True",
        "class A(float):\n    def __sub__(self, o):\n        return A(0)",
        "class A(np.ndarray):\n    def __array_ufunc__(self, *a):\n        return 0",
        "class A:\n    @property\n    def __class__(self):\n        return float",
        "A = type('A', (float,), {'__eq__': lambda s, o: True})",
    ],
}


def kinds(source):
    return {one["kind"] for one in suspicion([(1, source)], OWNED, LESSON)}


@pytest.mark.parametrize(("kind", "source"), [(kind, source) for kind in FOUND for source in FOUND[kind]])
def test_what_an_exercise_has_no_need_for_is_pointed_out(kind, source):
    assert kind in kinds(source)


@pytest.mark.parametrize("name", HONEST)
def test_honest_code_is_left_alone(name):
    assert suspicion([(1, HONEST[name])], OWNED, LESSON) == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_course_s_own_code_is_left_alone(lesson):
    solved = json.loads((HERE.solutions / lesson / f"{lesson}.ipynb").read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in solved["cells"] if cell["cell_type"] == "code"]
    assert suspicion(list(enumerate(cells)), OWNED, LESSON) == []
    for module in (ANSWERS[lesson], autograder.grading.sample_answers):
        assert suspicion([(1, Path(module.__file__).read_text(encoding="utf-8"))], OWNED, LESSON) == []


@pytest.mark.parametrize("lesson", autograder.grading.sample_answers.ANSWERS)
def test_sample_answers_are_left_alone(lesson):
    for kind, answers in autograder.grading.sample_answers.ANSWERS[lesson].items():
        assert suspicion([(kind, source) for source in answers.values()], OWNED, LESSON) == []


def test_an_import_holds_in_the_cells_after_it():
    cells = [(1, "import os as system"), (2, "system._exit(0)")]
    assert suspicion(cells, set()) == [{"kind": "reached-inside", "detail": "Cell 2: os._exit."}]


def test_an_import_of_the_lesson_holds_in_a_student_s_cell():
    assert kinds("os.fork()") == set()
    assert suspicion([(1, "os.fork()")], set(), ["import os"])[0]["kind"] == "started-process"


def test_a_cell_can_be_called_by_a_name_and_each_kind_is_told_once_a_cell():
    said = suspicion([('Cell "double"', "import socket, ssl\nsocket.socket()\nimport os\nos._exit(0)")], set())
    assert said == [
        {"kind": "network", "detail": 'Cell "double": socket, ssl.'},
        {"kind": "reached-inside", "detail": 'Cell "double": os._exit.'},
    ]


def test_a_local_name_in_a_function_is_not_rebound():
    assert kinds("def f(np):\n    check = np\n    return [np for np in check]") == set()
    assert kinds("print([check for check in range(3)], lambda np: np)") == set()


def test_a_method_that_is_called_like_a_file_function_is_none():
    assert kinds("s = input\ns.replace('/', '..')\ns.join(['/'])\ns.load('/x')") == set()


def test_a_cell_in_another_language_is_not_read_as_python():
    assert kinds("%%markdown\ncheck = 3") == set()


@pytest.mark.parametrize(
    "source",
    [
        "if a:\n    pass\n" + "elif a:\n    pass\n" * 3000,
        "x = " + "(" * 500 + ")" * 500,
        "x = a" + ".a" * 5000,
        "x = 'a'" + " + 'a'" * 5000,
        "-" * 50_000 + "1",
        "lambda: " * 3000 + "1",
        "f'{" * 300,
        "\0",
        "\ud800",
        "x" * 1_000_000,
        "",
    ],
)
def test_odd_code_is_survived(source):
    suspicion([(1, source)], OWNED, LESSON)


WORDS = """
o|os|.|_exit|(|)|=|a|'a'|lambda|[|]|%|!|?|import os as o|class A:| def|global |f'{
"""


@given(st.lists(st.sampled_from([*WORDS.strip().split("|"), "\n"]), max_size=20).map("".join) | st.text())
def test_any_text_is_survived(source):
    for one in suspicion([(1, source)], OWNED, LESSON):
        assert one["kind"] in FLAGS
