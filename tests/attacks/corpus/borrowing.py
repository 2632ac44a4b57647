"""Borrow the answer: call the checks' own reference, or the course's version of what the exercise is to write."""

from tests.attacks.attack import Attack, answering

KIND = "borrow the answer"


def _sum(body: str, above: str = "") -> dict:
    head = f"# exercise: weighted_sum\n{above}\ndef weighted_sum(x, w, b):\n"
    return answering(weighted_sum=head + "\n".join(f"    {line}" for line in body.splitlines()))


BY_PATH = """\
import glob, importlib.util, os, sys
places = [f"{p}/autograder/exercises/one_neuron/sums.py" for p in [*sys.path, "@AUTOGRADER@"]]
places += glob.glob("/**/exercises/one_neuron/sums.py", recursive=True)
found = next((p for p in places if os.path.isfile(p)), None)
if found:
    spec = importlib.util.spec_from_file_location("sums", found)
    sums = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sums)"""

SAVED = """\
import copy, types, nnlib
kept = types.FunctionType(nnlib.Neuron.__call__.__code__, dict(nnlib.Neuron.__call__.__globals__))
start = types.FunctionType(nnlib.Neuron.__init__.__code__, dict(nnlib.Neuron.__init__.__globals__))
class Mine(nnlib.Neuron):
    __init__ = lambda self, *args: start(self, *args)
    __call__ = lambda self, x: kept(self, x)"""


def _attack(name, tries, make, flags=("borrowed",)) -> Attack:
    return Attack(kind=KIND, name=name, tries=tries, make=make, flags=flags)


ATTACKS = (
    _attack("neuron", "calls nnlib's neuron", _sum('import nnlib\nreturn nnlib.Neuron(w, b, "identity")(x)')),
    _attack(
        "reference",
        "calls the check's reference by its id",
        _sum('from autograder.exercises import find\nreturn find("01_one_neuron.weighted_sum").reference(x, w, b)'),
        ("borrowed", "reached-inside"),
    ),
    _attack(
        "reference-module",
        "imports the reference from its module",
        _sum("return reference(x, w, b)", "from autograder.exercises.one_neuron.sums import weighted_sum as reference"),
        ("borrowed", "reached-inside"),
    ),
    _attack(
        "reference-file",
        "loads the reference's file wherever it lies",
        _sum("return sums.weighted_sum(x, w, b)", BY_PATH),
        ("borrowed", "reached-inside", "looked-outside"),
    ),
    _attack(
        "pre-activation",
        "keeps nnlib's method under another name",
        _sum("return z(Neuron(w, b), x)", "from nnlib import Neuron\nz = Neuron.pre_activation"),
    ),
    _attack(
        "by-name",
        "calls nnlib's neuron through names put together at run time",
        _sum('maker = getattr(__import__("nn" + "lib"), "Neu" + "ron")\nreturn maker(w, b, "identity")(x)'),
    ),
    _attack(
        "made-before",
        "makes neurons in an earlier cell and uses them while it is tested",
        _sum(
            "neuron.weights, neuron.bias = w, b\nreturn neuron(x)",
            'import nnlib\nneuron = nnlib.Neuron([1.0], 0.0, "identity")',
        ),
    ),
    _attack(
        "reloaded",
        "imports a second nnlib, fresh from its files",
        _sum(
            "import importlib, sys\n"
            "for name in [n for n in sys.modules if n.split('.')[0] == 'nnlib']:\n"
            "    del sys.modules[name]\n"
            "nnlib = importlib.import_module('nnlib')\n"
            'return nnlib.Neuron(w, b, "identity")(x)'
        ),
        ("borrowed", "reached-inside", "patched"),
    ),
    _attack(
        "copied-code",
        "makes functions of its own from nnlib's compiled code",
        _sum('return Mine(w, b, "identity")(x)', SAVED),
        ("borrowed", "reached-inside"),
    ),
)
