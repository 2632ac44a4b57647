"""Read the code that a student wrote for what an exercise has no need for, and say so to a person.

Nothing is decided here and nothing is held back: honest code may look odd, and clever code may look honest.
"""

import ast
from collections.abc import Iterable
from functools import lru_cache

from autograder.grading.dotted import Dotted, constant
from autograder.grading.flags import flag
from autograder.grading.lying_classes import lies
from autograder.grading.outside_paths import outside_path, texts_by_name
from autograder.grading.python_text import parsed, shell_commands, written_file
from autograder.grading.rebinding import rebound
from autograder.grading.results import RESULT_MIMETYPE
from autograder.grading.watched import ATTRIBUTES, NAMES, SETTINGS, SHADOWED

_HISTORY = {"In", "_ih", "_oh", "_dh"}


def suspicion(cells, owned: set[str], given: Iterable[str] = ()) -> list[dict]:
    """Return flags for what stands in a student's code.

    Parameters
    ----------
    cells : list of (int or str, str)
        Where it stands, a cell's number or name in words, and the source. A cell that is not Python is passed over.
    owned : set of str
        Names that the tests take from the lesson.
    given : iterable of str
        The lesson's own code, whose imports hold in the student's cells, too.

    Examples
    --------
    >>> suspicion([(4, "import os as o\\no._exit(0)")], set())
    [{'kind': 'reached-inside', 'detail': 'Cell 4: os._exit.'}]
    """
    lesson, flags = _learned(tuple(given)), []
    dotted = Dotted()
    dotted.stands_for = dict(lesson)
    trees = [(where, source, parsed(source)) for where, source in cells]
    for _, _, tree in trees:
        for node in _nodes(tree):
            dotted.learn(node)
    for where, source, tree in trees:
        try:
            found = [*_in_text(source), *_Reader(dotted, tree).findings(), *rebound(tree, owned, lesson)]
        except RecursionError:
            found = [("reached-inside", "code that is nested too deeply to be read")]
        flags += _told(f"Cell {where}" if isinstance(where, int) else where, found)
    return flags


@lru_cache(16)
def _learned(given: tuple[str, ...]) -> dict:
    """Return what names stand for after the lesson's own code, which is the same for a whole class."""
    dotted = Dotted()
    for source in given:
        for node in _nodes(parsed(source)):
            dotted.learn(node)
    return dotted.stands_for


def _told(where, found) -> list[dict]:
    """Return one flag for each kind of thing in a cell."""
    by_kind = {}
    for kind, what in found:
        by_kind.setdefault(kind, {})[what] = None
    return [flag(kind, f"{where}: {', '.join(list(what)[:6])}.") for kind, what in by_kind.items()]


def _in_text(source):
    """Find what is not Python: shell commands, and cells that are written to a file."""
    for command in shell_commands(source):
        yield "started-process", f"the command {command[:60] or 'of a shell'!r}"
    if _shadows(written_file(source)):
        yield "patched", f"a file {written_file(source)[:60]}, which stands in for a module"
    if RESULT_MIMETYPE in source:
        yield "tampered", "output in the form of the grader's"


class _Reader:
    """Looks through one cell."""

    def __init__(self, dotted, tree):
        self.dotted, self.tree = dotted, tree
        self._honest = set()  # nodes that are part of something everybody writes
        self._texts = texts_by_name(tree)
        self._own = {node.id for node in _nodes(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}

    def findings(self):
        """Yield the kind and the name of each thing found."""
        for node in _nodes(self.tree):
            self._excuse(node)
        for node in _nodes(self.tree):
            for check in (self._name, self._import, self._change, self._call, self._text):
                yield from check(node)
            if lies(node, self.dotted):
                yield "own-class", getattr(node, "name", "a class made by type()")

    def _excuse(self, node):
        """Let pass what everybody writes: asking whether this is Colab, and setting a variable for a library."""
        if isinstance(node, ast.Compare) and (constant(node.left) or "").startswith("google"):
            self._honest |= {id(part) for part in ast.walk(node)}
        stored = isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
        if stored and self.dotted.path(node.value) == "os.environ":
            self._honest |= {id(node), id(node.value)}
        if isinstance(node, ast.Call) and self.dotted.path(node.func) == "os.environ.setdefault":
            self._honest |= {id(part) for part in (node, *ast.walk(node.func))}

    def _name(self, node):
        if id(node) in self._honest or not isinstance(node, (ast.Name, ast.Attribute, ast.Call)):
            return
        path = self.dotted.path(node) or ""
        watched = _watched(path)
        if watched:
            yield NAMES[watched], watched
        if isinstance(node, ast.Attribute) and node.attr in ATTRIBUTES:
            yield "reached-inside", node.attr
        if isinstance(node, ast.Name) and node.id in _HISTORY - self._own and isinstance(node.ctx, ast.Load):
            yield "reached-inside", node.id

    def _import(self, node):
        if isinstance(node, ast.Import):
            paths = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom):
            paths = [f"{node.module or ''}.{one.name}" for one in node.names]
        else:
            return
        for path in paths:
            if watched := _watched(path):
                yield NAMES[watched], watched

    def _change(self, node):
        """Find what is changed in a module: ``np.allclose = …``, ``del``, ``np.__dict__[…] = …``."""
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, (ast.Store, ast.Del)):
            path = self.dotted.path(node) or ""
            if self.dotted.is_imported(path) and not path.startswith(SETTINGS):
                yield "patched", path
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, (ast.Store, ast.Del)):
            path = self.dotted.path(node.value) or ""
            if path.endswith(("__dict__", "__builtins__")) and self.dotted.is_imported(path):
                yield "patched", path

    def _call(self, node):
        if not isinstance(node, ast.Call):
            return
        path = self.dotted.path(node.func) or ""
        yield from self._changing_call(node, path.removeprefix("builtins."))
        yield from self._hidden_call(node, path.removeprefix("builtins."))
        if (found := outside_path(node, path, self._texts)) is not None:
            yield found

    def _changing_call(self, node, name):
        first = self.dotted.path(node.args[0]) if node.args else None
        if name in ("setattr", "delattr") and first and self.dotted.is_imported(first):
            yield "patched", f"{first}.{constant(node.args[1]) or '…'}" if len(node.args) > 1 else first
        if name.endswith((".__setattr__", ".__delattr__")):
            yield "patched", name.lstrip("~")
        if name.endswith((".__dict__.update", ".__dict__.pop", ".__dict__.setdefault")) and self.dotted.is_imported(
            name
        ):
            yield "patched", name

    def _hidden_call(self, node, name):
        """Find code and names that are put together while the notebook runs, so that nobody can read them here."""
        first = constant(node.args[0]) if node.args else None
        if name in ("exec", "eval") and first is not None:
            written = parsed(first)
            for part in _nodes(written):
                self.dotted.learn(part)
            yield from _Reader(self.dotted, written).findings()
        elif name in ("exec", "compile"):
            yield "reached-inside", f"{name} of something that is not written down"
        if name in ("__import__", "importlib.import_module") and node.args and first is None:
            yield "reached-inside", f"{name} of something that is not written down"
        if name == "getattr" and len(node.args) > 1 and constant(node.args[1]) in ATTRIBUTES:
            yield "reached-inside", constant(node.args[1])
        if name == "getattr" and len(node.args) > 1 and constant(node.args[1]) is None:
            base = self.dotted.path(node.args[0]) or ""
            if base in ("os", "sys", "builtins", "gc", "inspect", "get_ipython()"):
                yield "reached-inside", f"getattr({base}, …)"

    def _text(self, node):
        if isinstance(node, ast.Call) and (self.dotted.path(node.func) or "").endswith(("open", "Path")):
            name = constant(node.args[0]) if node.args else None
            written = any((constant(part) or "")[:1] in ("w", "a", "x") for part in node.args[1:2])
            if name and written and _shadows(name):
                yield "patched", f"a file {name}, which stands in for a module"


def _shadows(name) -> bool:
    return name.endswith(".py") and name.removesuffix(".py").rpartition("/")[2] in SHADOWED


def _watched(path) -> str | None:
    """Return the watched name that a dotted name is or lies below."""
    parts = path.replace("()", "().").replace("[]", ".[]").split(".")
    parts = [part for part in parts if part]
    names = (".".join(parts[:n]) for n in range(1, len(parts) + 1))
    return next((name for name in names if name in NAMES), None)


def _nodes(tree) -> Iterable[ast.AST]:
    """Return all nodes of a tree; they are looked at several times and listed once."""
    if tree is None:
        return ()
    if not hasattr(tree, "all_nodes"):
        tree.all_nodes = list(ast.walk(tree))
    return tree.all_nodes
