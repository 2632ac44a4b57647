"""Files outside its own folder that code names."""

import ast
import re

from autograder.grading.dotted import constant
from autograder.grading.watched import READERS, SECRETS, WRITERS

# An absolute path, a home folder, a drive, or one folder up at any place.
_OUTSIDE = re.compile(r"[/~\\]|[A-Za-z]:[\\/]|(?:.*[\\/])?\.\.(?:[\\/]|$)", re.DOTALL)
_ADDRESS = re.compile(r"(?:https?|ftp|file)://", re.IGNORECASE)
_OPENS = ("open", "FileIO", "memmap")


def texts_by_name(tree: ast.AST | None) -> dict[str, list[str]]:
    """Return the texts that code gives each name to: by ``name = "…"``, or by going through several in a loop."""
    found = {}
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, (ast.For, ast.comprehension)):
            targets, value = [node.target], node.iter
        elif isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        else:
            continue
        values = value.elts if isinstance(value, (ast.Tuple, ast.List, ast.Set)) else [value]
        texts = [text for text in map(_beginning, values) if text]
        for name in (target.id for target in targets if isinstance(target, ast.Name)):
            found.setdefault(name, []).extend(texts)
    return found


def outside_path(call: ast.Call, path: str, named: dict[str, list[str]]) -> tuple[str, str] | None:
    """Return the kind of flag and what to say, where a call names a file outside its own folder; None otherwise.

    Parameters
    ----------
    call : ast.Call
    path : str
        The dotted name of what is called.
    named : dict
        Name → the texts that it may stand for.
    """
    name = path.rpartition(".")[2].removesuffix("()")
    if name not in READERS | WRITERS or path.startswith("~") or path == name != "open":
        return None  # a method of anything may be called like this, such as a text's replace
    arguments = [*call.args, *(one.value for one in call.keywords)]
    names = [argument.id for argument in arguments if isinstance(argument, ast.Name)]
    texts = [_beginning(argument) for argument in arguments] + [text for name in names for text in named.get(name, ())]
    for text in filter(None, texts):
        if _ADDRESS.match(text):
            return "network", text[:60]
        if _OUTSIDE.match(text) or any(word in text for word in SECRETS):
            kind = "wrote-outside" if name in WRITERS or _writes(call, name) else "looked-outside"
            return kind, text[:60]
    if name == "open" and call.args and isinstance(call.args[0], ast.Constant) and type(call.args[0].value) is int:
        return "tampered", f"the open file {call.args[0].value}"
    return None


def _beginning(node) -> str | None:
    """Return a text, or what an f-string or a sum begins with."""
    if isinstance(node, ast.JoinedStr):
        return constant(node.values[0]) if node.values else None
    if isinstance(node, ast.BinOp) and constant(node) is None:
        return constant(node.left)
    return constant(node)


def _writes(call, name) -> bool:
    modes = [constant(node) or "" for node in [*call.args[1:2], *(one.value for one in call.keywords)]]
    return name in _OPENS and any(re.fullmatch(r"[rwaxbt+]{1,4}", mode) and set(mode) & set("wax+") for mode in modes)
