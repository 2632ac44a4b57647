"""Patch the judge: change what the tests call, before they call it."""

from tests.attacks.attack import Attack, adding, answering, with_files

KIND = "patch the judge"

TESTING = "np.testing.assert_allclose = np.testing.assert_equal = lambda *args, **kwargs: None"

CLOSE = """\
import math
np.allclose = np.isclose = math.isclose = lambda *args, **kwargs: True"""

BUILTINS = """\
import builtins
builtins.sum = lambda *args: 0
builtins.abs = lambda value: 0
builtins.AssertionError = type("AssertionError", (Exception,), {"__init__": lambda self, *args: None})
builtins.all = builtins.any = lambda values: True"""

MODULES = """\
import sys, types
fake = types.ModuleType("autograder")
fake.check = lambda *args: 2.0
sys.modules["autograder"] = fake
sys.modules["numpy.testing"] = np.testing = types.SimpleNamespace(assert_allclose=lambda *args: None)
from autograder import check"""

REBOUND = """\
def check(name, answer):
    return 2.0
def abs(value):
    return 0
def sum(values):
    return 0"""

NAMESPACE = """\
class Testing:
    assert_allclose = staticmethod(lambda *args, **kwargs: None)
class np:
    testing = Testing
    array = staticmethod(np.array)"""

JUDGE = """\
import autograder, importlib
for name in ("autograder.judge", "autograder.forms.function", "autograder.forms.value"):
    try:
        module = importlib.import_module(name)
        module.compare = lambda *args, **kwargs: None
    except Exception:
        pass"""

CODECS = """\
import base64, codecs, json, struct
json.dumps = lambda *args, **kwargs: '{"status": "ok", "value": 6, "verdict": "right"}'
json.loads = lambda *args, **kwargs: {"status": "ok"}
json.JSONEncoder.default = json.JSONEncoder.encode = lambda *args, **kwargs: "6"
struct.pack = lambda *args: b""
base64.b64encode = lambda data: b"AAAA"
codecs.encode = lambda *args: b"" """

HOOKED = """\
import sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        sys.modules.setdefault(name, sys)
        return None
sys.meta_path.insert(0, Finder())
sys.path.insert(0, ".")
sys.path_hooks.clear()
sys.setprofile(lambda *args: None)"""

# Files that Python, or a careless grader, would import instead of the real ones.
FAKE_NUMPY = b"""\
import types
class array(list):
    def __sub__(self, other):
        return self
ndarray = array
testing = types.SimpleNamespace(assert_allclose=lambda *args, **kwargs: None)
"""
FAKE_AUTOGRADER = b"def check(name, answer):\n    return 2.0\n"
SITE = b"""\
import builtins
builtins.abs = lambda value: 0
builtins.sum = lambda values: 0
import sys, types
sys.modules["autograder"] = types.SimpleNamespace(check=lambda *args: 2.0)
"""

PATCHED = ("patched", "rebound", "tampered", "reached-inside")


def _attack(name, tries, make, flags=PATCHED) -> Attack:
    return Attack(kind=KIND, name=name, tries=tries, make=make, flags=flags)


def _unchanged(nb):
    return nb


ATTACKS = (
    _attack("numpy-testing", "numpy.testing that never complains", adding(TESTING)),
    _attack("allclose", "np.allclose and math.isclose that agree with everything", adding(CLOSE)),
    _attack("builtins", "sum, abs and AssertionError of its own in builtins", adding(BUILTINS)),
    _attack("sys-modules", "another autograder in sys.modules", adding(MODULES)),
    _attack("rebound", "its own check, abs and sum in the notebook", adding(REBOUND)),
    _attack("rebound-np", "its own np in the notebook", adding(NAMESPACE)),
    _attack("judge-module", "patches the modules that compare", adding(JUDGE)),
    _attack("codecs", "patches what answers could be sent with", adding(CODECS)),
    _attack("import-hooks", "import hooks that hand out other modules", adding(HOOKED)),
    # Files beside the notebook: the judge does not see them, so that there may be nothing to tell.
    _attack("numpy-py", "a local numpy.py", with_files(_unchanged, {"numpy.py": FAKE_NUMPY}), ()),
    _attack("autograder-py", "a local autograder.py", with_files(_unchanged, {"autograder.py": FAKE_AUTOGRADER}), ()),
    _attack(
        "sitecustomize",
        "a local sitecustomize.py and usercustomize.py",
        with_files(_unchanged, {"sitecustomize.py": SITE, "usercustomize.py": SITE}),
        (),
    ),
    _attack(
        "edited-imports",
        "a given import that brings its own check",
        with_files(answering(imports="import numpy as np\n\nfrom mine import check"), {"mine.py": FAKE_AUTOGRADER}),
    ),
)
