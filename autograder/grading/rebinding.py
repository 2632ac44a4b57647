"""Names of the lesson to which a student's code gives another meaning."""

import ast
from collections.abc import Iterator

from autograder.grading.dotted import imported, modules

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def rebound(tree: ast.Module | None, owned: set[str], lesson: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the kind of flag and the name for each name of the lesson that a cell binds to something else.

    Parameters
    ----------
    tree : ast.Module or None
    owned : set of str
        Names that the tests take from the lesson.
    lesson : dict
        Name → what the lesson imports under it. The same import once more is none.
    """
    for name, path in _bindings(tree.body if tree else []):
        if name in owned and (path is None or lesson.get(name, path) != path):
            yield "rebound", name


def _bindings(body) -> Iterator[tuple[str, str | None]]:
    """Yield what statements bind outside of functions and classes, with what is imported under it."""
    for node in body:
        if isinstance(node, _DEFINITIONS):
            yield node.name, None
            declared = {name for part in ast.walk(node) if isinstance(part, ast.Global) for name in part.names}
            yield from ((name, None) for name in declared & _stored(node))
        elif isinstance(node, ast.Import):
            yield from modules(node)
        elif isinstance(node, ast.ImportFrom):
            yield from imported(node)
        else:
            yield from _in_statement(node)


def _in_statement(node):
    inner = [part for field in ("body", "orelse", "finalbody") for part in getattr(node, field, [])]
    inner += [part for handler in getattr(node, "handlers", []) for part in handler.body]
    inner += [part for case in getattr(node, "cases", []) for part in case.body]
    within = {id(part) for statement in inner for part in ast.walk(statement)}
    own = [part for part in ast.walk(node) if id(part) not in within]
    hidden = {id(part) for one in own if isinstance(one, (ast.Lambda, ast.comprehension)) for part in ast.walk(one)}
    for part in own:
        if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load) and id(part) not in hidden:
            yield part.id, None
    yield from _bindings(inner)


def _stored(node) -> set[str]:
    names = [part for part in ast.walk(node) if isinstance(part, ast.Name)]
    return {part.id for part in names if not isinstance(part.ctx, ast.Load)}
