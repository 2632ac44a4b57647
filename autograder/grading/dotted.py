"""What a name in code stands for: ``o`` is ``os`` after ``import os as o``, and so is ``__import__("os")``."""

import ast
import builtins

from autograder.grading.watched import NAMES

# What everybody calls these; a notebook's imports may stand in a cell that the student has not touched.
_USUAL = {
    "np": "numpy",
    "plt": "matplotlib.pyplot",
    "pd": "pandas",
    "check": "autograder.check",
    "__builtin__": "builtins",
}
_SHELLS = (
    "IPython.get_ipython()",
    "IPython.core.getipython.get_ipython()",
    "IPython.InteractiveShell.instance()",
    "IPython.core.interactiveshell.InteractiveShell.instance()",
    "IPython.terminal.interactiveshell.TerminalInteractiveShell.instance()",
    "ipykernel.zmqshell.ZMQInteractiveShell.instance()",
)
_BUILTINS = {*dir(builtins), "get_ipython", "__builtins__"}
_DEEPEST = 30


class Dotted:
    """Follow imports and plain assignments through a notebook's cells, in their order.

    Attributes
    ----------
    stands_for : dict
        Name → dotted name of what was imported under it.
    """

    def __init__(self):
        self.stands_for = dict(_USUAL)

    def learn(self, node: ast.AST) -> None:
        """Remember what an import or an assignment gives another name to."""
        if isinstance(node, ast.Import):
            for one in node.names:
                self.stands_for[one.asname or one.name.split(".")[0]] = (
                    one.name if one.asname else one.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            for name, path in imported(node):
                self.stands_for[name] = path
        elif isinstance(node, (ast.Assign, ast.NamedExpr)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            path = self.path(node.value)
            for target in targets:
                if isinstance(target, ast.Name) and path and self.is_imported(path) and target.id not in _BUILTINS:
                    self.stands_for[target.id] = path

    def path(self, node: ast.AST, depth: int = 0) -> str | None:
        """Return the dotted name of an expression, with calls as ``()``; None where it has none.

        It begins with ``~`` where the name is neither imported nor Python's own.
        """
        if depth > _DEEPEST:
            return None
        if isinstance(node, ast.Name):
            return self.stands_for.get(node.id) or (node.id if node.id in _BUILTINS else f"~{node.id}")
        if isinstance(node, ast.Attribute):
            return _joined(self.path(node.value, depth + 1), node.attr)
        if isinstance(node, ast.Subscript):
            return self._item(self.path(node.value, depth + 1), constant(node.slice))
        return self._called(node, depth) if isinstance(node, ast.Call) else None

    def is_imported(self, path: str) -> bool:
        """Tell whether a dotted name is a module, a part of one, or IPython's shell; what a call gives is none."""
        if "[]" in path or "()" in path.replace("get_ipython()", ""):
            return False
        root = path.split(".")[0]
        roots = {known.split(".")[0] for known in self.stands_for.values()}
        return root in roots or root in ("builtins", "__builtins__", "get_ipython()")

    def _called(self, node, depth):
        path = self.path(node.func, depth + 1)
        first, second = ([constant(argument) for argument in node.args[:2]] + [None, None])[:2]
        if path in ("__import__", "builtins.__import__", "importlib.import_module", "importlib.__import__") and first:
            return first
        if path in ("getattr", "builtins.getattr") and second:
            return _joined(self.path(node.args[0], depth + 1), second)
        if path in ("vars", "builtins.vars") and node.args:
            return _joined(self.path(node.args[0], depth + 1), "__dict__")
        called = f"{path}()" if path else None
        return "get_ipython()" if called in _SHELLS else called

    @staticmethod
    def _item(path, key):
        if path is None or key is None:
            return path and f"{path}[]"
        if path in ("sys.modules", "globals()", "locals()"):
            return key
        return (
            _joined(path.removesuffix(".__dict__"), key)
            if path.endswith((".__dict__", "__builtins__"))
            else f"{path}[]"
        )


def modules(node: ast.Import) -> list[tuple[str, str]]:
    """Return what an ``import`` binds: name and dotted name."""
    return [(one.asname, one.name) if one.asname else (one.name.split(".")[0],) * 2 for one in node.names]


def imported(node: ast.ImportFrom) -> list[tuple[str, str]]:
    """Return what a ``from … import`` binds: name and dotted name; of ``*`` the names that are watched."""
    module = ("." * node.level) + (node.module or "")
    if [one.name for one in node.names] == ["*"]:
        watched = [path.rpartition(".") for path in NAMES]
        return [(leaf, f"{parent}.{leaf}") for parent, _, leaf in watched if parent == module and leaf]
    return [(one.asname or one.name, f"{module}.{one.name}") for one in node.names]


def constant(node: ast.AST, depth: int = 0) -> str | None:
    """Return the text that an expression is, put together from parts or not; None where it is none."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and depth < _DEEPEST:
        left, right = constant(node.left, depth + 1), constant(node.right, depth + 1)
        return None if left is None or right is None else left + right
    return None


def _joined(path, attribute) -> str | None:
    return f"{path}.{attribute}" if path else None
