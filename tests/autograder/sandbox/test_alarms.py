"""Does the sandbox tell of what no answer needs, and can nobody silence or forge it to somebody's gain?"""

import pytest

from autograder.sandbox.client import Run
from autograder.sandbox.limits import Limits
from autograder.sandbox.wire import Ref

RINGS = {
    "network": [
        "import socket\nsocket.create_connection(('127.0.0.1', 9), 1)",
        "import socket\nsocket.gethostbyname('x.y')",
        "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9')",
    ],
    "started-process": [
        "import os\nos.system('true')",
        "import subprocess\nsubprocess.run('true')",
        "!true",
        "import os\nif os.fork() == 0: os._exit(0)",
        "import multiprocessing as m\nm.Process(target=print).start()",
    ],
    "looked-outside": [
        "open('/etc/passwd')",
        "import os\nos.listdir('/')",
        "import glob\nglob.glob('/srv/*')",
        "open('../../../etc/shadow')",
        "import numpy as np\nnp.fromfile('/srv/x.csv')",
        "from pathlib import Path\nPath('/proc/1/environ').read_bytes()",
    ],
    "wrote-outside": [
        "open('/usr/x', 'w')",
        "import os\nos.remove('/usr/bin/env')",
        "import os\nos.symlink('a', '/x')",
        "import os\nos.open('/etc/x', os.O_CREAT | os.O_WRONLY)",
        "import shutil\nshutil.rmtree('/usr')",
    ],
    "reached-inside": [
        "import sys\nsys._getframe()",
        "import gc\ngc.get_objects()",
        "import inspect\ninspect.currentframe()",
        "import ctypes\nctypes.CDLL(None)",
        "import sys\nsys.settrace(lambda *a: None)",
        "exec('import sys; sys._getframe(0)')",
    ],
    "patched": [
        "import numpy as np\nnp.allclose = lambda *a, **k: True",
        "import builtins\nbuiltins.abs = max",
        "import math\nmath.isclose = None",
        "import numpy.testing as t\nt.assert_allclose = print",
    ],
    "tampered": [
        "get_ipython().run_cell = print",
        "get_ipython().ast_transformers.append(1)",
        "get_ipython().input_transformers_cleanup.append(lambda lines: lines)",
        "get_ipython().showtraceback = lambda *a, **k: None",
        "import os\nfor fd in range(4, 40):\n    try: os.close(fd)\n    except OSError: pass\n"
        "import time\ntime.sleep(0.3)",
    ],
}
CASES = [(kind, cell) for kind, cells in RINGS.items() for cell in cells]


@pytest.mark.parametrize(("kind", "cell"), CASES, ids=[f"{k}: {c.splitlines()[-1][:40]}" for k, c in CASES])
def test_it_rings(run, kind, cell):
    run.cell(cell, 1)
    assert kind in [alarm.kind for alarm in run.close().alarms]


QUIET = [
    "import numpy as np\nnp.random.seed(1); np.random.default_rng(2).normal(size=3); np.linalg.inv(np.eye(2))",
    "import numpy as np\nnp.savetxt('a.csv', np.eye(2)); np.loadtxt('a.csv'); np.save('a.npy', 1); np.load('a.npy')",
    "import numpy.fft, numpy.polynomial, numpy.ma, numpy.random; from numpy import f2py",
    "import matplotlib.pyplot as plt\n"
    "fig = plt.figure(); plt.hist([1, 2]); fig.savefig('own.png'); fig.savefig('own.pdf')",
    "import matplotlib.pyplot as plt\n"
    "from mpl_toolkits.mplot3d import Axes3D\nplt.figure().add_subplot(projection='3d')",
    "import matplotlib.pyplot as plt\nplt.rcParams['figure.figsize'] = (3, 2); plt.title('$\\\\alpha$'); plt.plot([1])",
    "import tempfile, os\nwith tempfile.TemporaryDirectory() as d: open(os.path.join(d, 'x'), 'w').close()",
    "import pathlib, os, glob, shutil\npathlib.Path('d').mkdir(); os.listdir(); glob.glob('*'); shutil.rmtree('d')",
    "import logging; logging.basicConfig(); logging.getLogger('x').warning('y')",
    "import warnings; warnings.warn('x'); warnings.filterwarnings('ignore')",
    "import collections, typing, enum, dataclasses, abc\nP = collections.namedtuple('P', 'x'); P(1)",
    "class N(__import__('typing').NamedTuple):\n    x: int = 0\nN()",
    "import functools\n@functools.lru_cache\ndef f(n): return n if n < 2 else f(n - 1) + f(n - 2)\nf(50)",
    "import traceback\ntry: 1 / 0\nexcept ZeroDivisionError: traceback.print_exc()",
    "import datetime, zoneinfo, calendar, locale, platform, uuid, copy, pickle, string, textwrap, unittest, doctest",
    "import doctest\ndef f():\n    '''\n    >>> 1 + 1\n    2\n    '''\ndoctest.run_docstring_examples(f, {})",
    "import sqlite3, decimal, fractions, heapq, bisect, hashlib, base64, zlib, io, contextlib, difflib, pprint",
    "from PIL import Image\nImage.new('RGB', (2, 2)).save('i.png'); Image.open('i.png').size",
    "from IPython.display import Image, display\n"
    "import matplotlib.pyplot as plt\nplt.savefig('i.png'); display(Image('i.png'))",
    "x = 3\nassert x == 3\ndef f(x: int) -> int:\n    return x\nf(1)",
    "abs_ = abs\nsum_of = sum([1, 2])\nsum = 3\nlist = [1]",
    "import time; time.sleep(0.01); time.perf_counter(); %time 1",
    "import asyncio\nasync def f(): return 1\nawait f()",
    "1/0",
    "undefined",
    "import not_there",
    "open('not_there.csv')",
]


@pytest.mark.parametrize("cell", QUIET, ids=[c.splitlines()[0][:40] for c in QUIET])
def test_honest_code_rings_nothing(run, cell):
    run.cell(cell, 1)
    end = run.close()
    assert (end.reason, end.alarms) == ("ended", [])


FORGERIES = [
    "os.write(fd, b'x' * 5000)",
    "os.write(fd, struct.pack('!IQ', 2**31, 2**63))",
    "os.write(fd, struct.pack('!IQ', 100, 2**20) + b'{')",
    "os.write(fd, struct.pack('!IQ', 12, 2) + b'{\"id\": 9999}[]')",
    "os.write(fd, b'{\"kind\": \"network\", \"detail\": 1}\\n[]\\n' * 99 + b'[' * 100000 + b'\\n')",
    "os.close(fd)",
]


@pytest.mark.parametrize("forgery", FORGERIES)
def test_garbage_on_every_descriptor_harms_its_own_run_alone(sandbox, play, forgery):
    run = Run(*sandbox.start(), Limits(cell_seconds=3))  # a frame that never ends is waited for
    cell = f"import os, struct\nfor fd in range(3, 60):\n    try: {forgery}\n    except OSError: pass"
    run.cell(cell, 1)
    run.cell("x = 1", 2)
    end = run.close()
    assert end.reason in ("ended", "died")
    assert all(type(alarm.detail) is str and len(alarm.detail) <= 300 for alarm in end.alarms)
    assert play(["y = 2"], ask=["y"])["values"] == {"y": "2"}


def test_an_answer_written_in_advance_is_not_taken(run):
    """A forged "all went well" that waits on the line is an answer to no question."""
    forged = 'import os, struct, json\nh = json.dumps({"id": 2, "error": None}).encode()\n'
    run.cell(forged + "os.write(3, struct.pack('!IQ', len(h), 2) + h + b'[]')", 1)
    outcomes = [run.cell("1/0", n) for n in range(2, 6)]
    assert run.dead or all(o.status == "error" for o in outcomes[1:])


def test_a_fork_that_writes_garbage_is_lost(run):
    run.cell("import os\ndef f():\n    for fd in range(3, 30):\n        try: os.write(fd, b'\\xff' * 99)\n"
             "        except OSError: pass\ndef g(): return 1", 1)  # fmt: skip
    with run.fork() as fork:
        assert fork.call(fork.get("f")).lost == "died"
        assert fork.call(Ref(1, "g")).lost == "died"
