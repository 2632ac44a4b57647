"""What a piece of Python looks up and what it binds in the notebook's own namespace, read without running it."""

import ast
import dis
from types import CodeType

# Reads of a name that is not local to a function, in all versions of Python that are supported.
_LOADS = ("LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS", "DELETE_NAME")


def looked_up(code: CodeType) -> set[str]:
    """Return the names that compiled code, with all functions inside it, takes from the namespace or from builtins.

    Examples
    --------
    >>> sorted(looked_up(compile("def f(x): return x + shift", "", "exec")))
    ['shift']
    """
    own = {step.argval for step in dis.get_instructions(code) if step.opname in _LOADS}
    return own.union(*(looked_up(inner) for inner in code.co_consts if isinstance(inner, CodeType)))


def bound(tree: ast.AST) -> set[str]:
    """Return the names that a module or a statement binds at its top level; ``*`` stands for a star import.

    Examples
    --------
    >>> sorted(bound(ast.parse("import os.path as p\\nfor i in range(3): (j := i)\\ndef f(): k = 1")))
    ['f', 'i', 'j', 'p']
    """
    finder = _Binders()
    finder.visit(tree)
    declared = {name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names}
    return finder.names | declared


class _Binders(ast.NodeVisitor):
    def __init__(self):
        self.names: set[str] = set()

    def visit_FunctionDef(self, node):
        self.names.add(node.name)

    visit_AsyncFunctionDef = visit_ClassDef = visit_FunctionDef

    def visit_Lambda(self, node):
        pass

    def _comprehension(self, node):
        # Its loop variables are its own; only a walrus reaches outside.
        walruses = (n.target.id for n in ast.walk(node) if isinstance(n, ast.NamedExpr))
        self.names.update(walruses)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Store):
            self.names.add(node.id)

    def visit_alias(self, node):
        self.names.add(node.asname or node.name.partition(".")[0])

    def visit_ExceptHandler(self, node):
        self._named(node, node.name)

    def visit_MatchAs(self, node):
        self._named(node, node.name)

    visit_MatchStar = visit_MatchAs

    def visit_MatchMapping(self, node):
        self._named(node, node.rest)

    def _named(self, node, name):
        self.names.update([name] if name else [])
        self.generic_visit(node)
