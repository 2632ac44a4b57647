"""What a test asks for that cannot be seen from outside the student's process, found by reading the test.

A reason finishes the sentence "A person must judge this test, because …". A *doubt* is milder: the test is run, and
a pass is a pass, but a failure may not be the student's fault and goes to a person.
"""

import ast
from dataclasses import dataclass

_CAPTURED = "it reads what the student's code prints"
_WARNED = "it asks which warnings the student's code gives, and they are not raised again outside"
_PLOTS = "it looks at the plot that the student's code drew"
_FILES = "it reads files, and those that the student's code writes stay with it"
_INSPECTS = "it reads the student's code itself"
_PATCHES = "it replaces something that the student's code is to use"
_DYNAMIC = "it looks names up while it runs, so that nobody can tell whose they are"
_SUITE = "it runs a suite of tests whose result is only printed"
_HISTORY = "it uses the notebook's history (`In`, `Out`, `_`)"
_IDENTITY = "it asks whether two things are one and the same object, and what a student returns is always a copy"

# a name that is looked up, or stands behind a dot → the reason
_NAMES = {
    **dict.fromkeys(("redirect_stdout", "redirect_stderr", "capture_output", "capsys", "capfd", "caplog"), _CAPTURED),
    **dict.fromkeys(("assertLogs", "captured_output", "captured_stdout", "run_docstring_examples"), _CAPTURED),
    **dict.fromkeys(("warns", "assertWarns", "assertWarnsRegex", "assert_warns", "deprecated_call"), _WARNED),
    **dict.fromkeys(("assert_no_warnings", "recwarn"), _WARNED),
    **dict.fromkeys(("gcf", "gca", "get_fignums", "get_figlabels", "assert_axes"), _PLOTS),
    **dict.fromkeys(("loadtxt", "genfromtxt", "fromfile", "memmap", "read_csv", "read_text", "read_bytes"), _FILES),
    **dict.fromkeys(("listdir", "iglob", "scandir", "getcwd"), _FILES),
    **dict.fromkeys(("getsource", "getsourcelines", "signature", "getfullargspec", "getdoc", "getmembers"), _INSPECTS),
    **dict.fromkeys(("isfunction", "isclass", "ismethod", "isgeneratorfunction", "get_type_hints"), _INSPECTS),
    **dict.fromkeys(("mock", "MagicMock", "Mock", "patch", "monkeypatch", "sentinel"), _PATCHES),
    **dict.fromkeys(("TextTestRunner", "testmod", "ipytest", "run_module_suite"), _SUITE),
}
_BARE_NAMES = {
    **dict.fromkeys(("globals", "locals", "eval", "exec", "compile", "__import__"), _DYNAMIC),
    **dict.fromkeys(("In", "Out", "_", "__", "___"), _HISTORY),
    **dict.fromkeys(("open", "Path"), _FILES),
    **dict.fromkeys(("get_ipython",), "it uses IPython itself"),
    **dict.fromkeys(("id",), _IDENTITY),
    **dict.fromkeys(("input",), "it asks somebody to type"),
}
_WITHOUT_ARGUMENTS = {"vars": _DYNAMIC, "dir": _DYNAMIC}
_CALLS = {
    **dict.fromkeys(("unittest.main", "pytest.main"), _SUITE),
    **dict.fromkeys(("np.load", "numpy.load", "os.path.exists", "os.path.isfile", "glob.glob"), _FILES),
}
_STREAMS = ("sys.stdout", "sys.stderr")
_MODULES = {"__main__": _DYNAMIC, "doctest": _SUITE, "unittest.mock": _PATCHES, "inspect": _INSPECTS}
_INNER = ("__doc__", "__code__", "__closure__", "__globals__", "__defaults__", "__kwdefaults__", "__annotations__")
_SEEDS = ("seed", "set_state", "setstate", "RandomState")
_CLOCKS = ("perf_counter", "process_time", "monotonic", "timeit", "time.time")
_TYPES = ("int", "float", "complex", "str", "bool", "list", "tuple", "dict", "set", "NotImplemented")
_REPLACED = ("print", "input", "open")


@dataclass(frozen=True)
class Reading:
    """What reading a test found.

    Attributes
    ----------
    reasons : tuple of str
        Why a person must judge it, whatever comes.
    doubts : tuple of str
        Why a failure may not be the student's fault.
    only_data : frozenset of str
        Names that must not be functions or objects of the student's: their type is asked for, or they are caught.
    """

    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    only_data: frozenset[str] = frozenset()


def read_test(cell, needs, globals_of_answers=(), modules=()) -> Reading:
    """Read a test cell together with the helpers that it may reach.

    Parameters
    ----------
    cell : pieces.Cell
    needs : plan.Needs
    globals_of_answers : collection of str
        Names that the functions it tests are likely to look up in the notebook.
    modules : collection of str
        Names that imports bind.
    """
    if cell.magic:
        return Reading((f"its line `{cell.magic}` is not plain Python",))
    if cell.tree is None:
        return Reading(("it is not plain Python",))
    reader = _Reader({name for piece in needs.pieces for name in piece.binds}, modules)
    for piece in needs.pieces:
        reader.visit(piece.node)
    doubts = reader.doubts if needs.student else []
    rebound = sorted({name for piece in cell.pieces for name in piece.binds} & set(globals_of_answers))
    if rebound:
        doubts = [*doubts, f"it gives `{rebound[0]}` a new value, which the student's functions do not see"]
    return Reading(tuple(reader.reasons), tuple(doubts), frozenset(reader.only_data))


class _Reader(ast.NodeVisitor):
    def __init__(self, own, modules):
        self.own, self.modules = own, modules  # what the test and its helpers bind themselves means what they say
        self.reasons, self.doubts, self.only_data = [], [], set()

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Store):
            self._add(_PATCHES if node.id in _REPLACED else None)
        elif node.id not in self.own:
            self._add(_NAMES.get(node.id) or _BARE_NAMES.get(node.id))
            self._doubt(node.id)

    def visit_FunctionDef(self, node):
        self._add(_PATCHES if node.name in _REPLACED else None)
        self.generic_visit(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Attribute(self, node):
        self._add(_NAMES.get(node.attr) or (_INSPECTS if node.attr in _INNER else None))
        self._doubt(node.attr)
        if isinstance(node.ctx, ast.Store):
            patched = isinstance(node.value, ast.Name) and node.value.id in self.modules
            self._add(_CAPTURED if ast.unparse(node) in _STREAMS else _PATCHES if patched else None)
        self.generic_visit(node)

    def visit_Constant(self, node):
        self._add(_INSPECTS if node.value in _INNER else None)

    def visit_alias(self, node):
        self._add(_MODULES.get(node.name) or _NAMES.get(node.name))

    def visit_ImportFrom(self, node):
        self._add(_MODULES.get(node.module))
        self.generic_visit(node)

    def visit_Call(self, node):
        called = ast.unparse(node.func)
        self._add(_CALLS.get(called))
        if not node.args and not node.keywords:
            self._add(_WITHOUT_ARGUMENTS.get(called))
        if called == "type":
            self.only_data |= {a.id for a in node.args if isinstance(a, ast.Name)}
        if any(k.arg == "record" for k in node.keywords) and called.endswith("catch_warnings"):
            self._add(_WARNED)
        if called.endswith(("simplefilter", "filterwarnings", "errstate", "seterr")) and _says(node, "error", "raise"):
            self._add(_WARNED)
        self.generic_visit(node)

    def visit_ExceptHandler(self, node):
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        self.only_data |= {kind.id for kind in kinds if isinstance(kind, ast.Name)}
        self.generic_visit(node)

    def visit_Compare(self, node):
        sides = [node.left, *node.comparators]
        for operator, left, right in zip(node.ops, sides, sides[1:], strict=False):
            if isinstance(operator, ast.Is | ast.IsNot) and not (_is_single(left) or _is_single(right)):
                self._add(_IDENTITY)
        self.generic_visit(node)

    def _add(self, reason):
        if reason and reason not in self.reasons:
            self.reasons.append(reason)

    def _doubt(self, name):
        if name in _SEEDS:
            self.doubts.append("it seeds a random state that the student's code does not share")
        elif name in _CLOCKS:
            self.doubts.append("it measures time, and a call from outside takes longer")


def _is_single(node) -> bool:
    """Tell whether a side of `is` is one of the things of which there is only one, or a type."""
    if isinstance(node, ast.Constant):
        return node.value is None or isinstance(node.value, bool) or node.value is ...
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "type"
    return called or (
        isinstance(node, ast.Name) and node.id in ("int", "float", "str", "list", "tuple", "dict", "bool")
    )


def _says(node, *words) -> bool:
    values = [*node.args, *(k.value for k in node.keywords)]
    return any(isinstance(v, ast.Constant) and v.value in words for v in values)
