"""Files outside its own folder that code names."""

import ast
import re

from autograder.grading.dotted import constant
from autograder.grading.watched import READERS, SECRETS, WRITERS

# An absolute path, a home folder, a drive, or one folder up at any place.
_OUTSIDE = re.compile(r"[/~\\]|[A-Za-z]:[\\/]|(?:.*[\\/])?\.\.(?:[\\/]|$)", re.DOTALL)
_ADDRESS = re.compile(r"(?:https?|ftp|file)://", re.IGNORECASE)
_OPENS = ("open", "FileIO", "memmap")


def outside_path(call: ast.Call, path: str) -> tuple[str, str] | None:
    """Return the kind of flag and what to say, where a call names a file outside its own folder; None otherwise.

    Parameters
    ----------
    call : ast.Call
    path : str
        The dotted name of what is called.
    """
    name = path.rpartition(".")[2].removesuffix("()")
    if name not in READERS | WRITERS or path.startswith("~") or path == name != "open":
        return None  # a method of anything may be called like this, such as a text's replace
    texts = [text for text in map(_beginning, [*call.args, *(one.value for one in call.keywords)]) if text]
    for text in texts:
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
