"""Classes whose objects lie when they are compared."""

import ast

from autograder.grading.dotted import Dotted, constant
from autograder.grading.watched import LYING_ALWAYS, LYING_NUMBERS, NUMBERS

_COMPARING = ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__")


def lies(node: ast.AST, dotted: Dotted) -> bool:
    """Tell whether code makes a class that is equal to everything, or poses as a number or an array.

    A class that compares its own fields does not; nor does one for vectors that can be added.
    """
    if isinstance(node, ast.ClassDef):
        methods = _methods(node.body)
        poses = any(dotted.path(base) in NUMBERS for base in node.bases)
    elif isinstance(node, ast.Call) and dotted.path(node.func) == "type" and len(node.args) == 3:
        methods = _items(node.args[2])
        bases = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else []
        poses = any(dotted.path(base) in NUMBERS for base in bases)
    else:
        return False
    names = set(methods)
    constants = [name for name in _COMPARING if name in methods and _is_always_true(methods[name])]
    return bool(names & LYING_ALWAYS or constants or (poses and names & LYING_NUMBERS))


def _methods(body) -> dict[str, ast.AST]:
    found = {}
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found[node.name] = node
        elif isinstance(node, ast.Assign):
            found |= {target.id: node.value for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            found[node.target.id] = node.value
    return found


def _items(node) -> dict[str, ast.AST]:
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        return {name: value for key, value in pairs if key is not None and (name := constant(key))}
    return {one.arg: one.value for one in node.keywords if one.arg} if isinstance(node, ast.Call) else {}


def _is_always_true(method) -> bool:
    if isinstance(method, ast.Lambda):
        return _is_true(method.body)
    returns = [node.value for node in ast.walk(method) if isinstance(node, ast.Return)]
    return bool(returns) and all(_is_true(value) for value in returns)


def _is_true(value) -> bool:
    return isinstance(value, ast.Constant) and bool(value.value) and value.value is not Ellipsis
