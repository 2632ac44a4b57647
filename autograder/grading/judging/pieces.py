"""A lesson's code cells, cut into statements: which names each binds and looks up, and who runs it."""

import ast
import re
from dataclasses import dataclass
from types import CodeType

from autograder.grading.judging.scopes import bound, looked_up

OPEN, LOCKED, TEST = "open", "locked", "test"

# Lines that only concern how a notebook shows things; without them a cell does what it did.
_SETTING = re.compile(r"^\s*(%matplotlib\b|%config\b|%load_ext\b|%autoreload\b|%%(time|capture)\b).*$", re.MULTILINE)
_MAGIC = re.compile(r"^(\s*)(?:[\w., ]+=\s*)?[%!?].*$|^(\s*)[\w.]+\?{1,2}$", re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """One statement of the author's at the top level of a cell, with the names it binds and looks up."""

    node: ast.stmt
    binds: frozenset[str]
    looks_up: frozenset[str]

    @property
    def is_import(self) -> bool:
        return isinstance(self.node, ast.Import | ast.ImportFrom)

    @property
    def defines(self) -> bool:
        """Whether it only makes a function, a class or a constant, for which no answer of a student is needed."""
        if isinstance(self.node, ast.FunctionDef | ast.ClassDef) or self.is_import:
            return True
        return isinstance(self.node, ast.Assign) and _is_literal(self.node.value)


@dataclass(frozen=True)
class Cell:
    """A code cell of the author's.

    Attributes
    ----------
    name : str
        Its grade_id, or its id.
    kind : {"open", "locked", "test"}
        Who decides what it binds: the student, or the author.
    source : str
    points : float
    pieces : tuple of Piece
    tree : ast.Module or None
        None where it is not plain Python.
    magic : str
        The first line that only IPython understands, or "".
    """

    name: str
    kind: str
    source: str
    points: float = 0.0
    pieces: tuple[Piece, ...] = ()
    tree: ast.Module | None = None
    magic: str = ""

    @property
    def is_dark(self) -> bool:
        """Whether nobody can tell which names it binds."""
        if self.by_author:
            return self.tree is None or bool(self.magic)
        return self.magic.startswith(("%run", "%pylab", "%load"))

    @property
    def by_author(self) -> bool:
        return self.kind != OPEN

    def binds(self, name) -> bool:
        return any(name in piece.binds for piece in self.pieces)


def read_cell(raw: dict, name: str) -> Cell:
    """Read a code cell of the author's notebook.

    Parameters
    ----------
    raw : dict
        The cell as it stands in the file.
    name : str
        What to call it.
    """
    meta = raw.get("metadata", {}).get("nbgrader", {})
    kind = OPEN if meta.get("solution") or not meta.get("locked") else LOCKED
    if meta.get("grade") and not meta.get("solution"):
        kind = TEST
    source = raw["source"] if isinstance(raw["source"], str) else "".join(raw["source"])
    plain, magic = _plain_python(source)
    try:
        tree = ast.parse(plain)
        pieces = tuple(_piece(node) for node in tree.body)
    except (SyntaxError, ValueError):
        tree, pieces = None, ()
    return Cell(name, kind, source, float(meta.get("points") or 0.0), pieces, tree, magic)


def compiled(nodes, name) -> CodeType:
    """Compile statements; `name` stands for the file."""
    return compile(ast.Module(list(nodes), []), name, "exec", dont_inherit=True)


def compile_cell(cell: Cell) -> tuple[CodeType, CodeType | None]:
    """Compile a cell as a notebook runs it: all of it, and apart from that the last line where it shows a value."""
    body = cell.tree.body
    if not body or not isinstance(body[-1], ast.Expr) or _is_silenced(cell.tree, cell.source):
        return compiled(body, cell.name), None
    last = compile(ast.Expression(body[-1].value), cell.name, "eval", dont_inherit=True)
    return compiled(body[:-1], cell.name), last


def _is_silenced(tree, source) -> bool:
    """Tell whether a semicolon behind the last line keeps its value from being shown."""
    last = source.splitlines()[tree.body[-1].end_lineno - 1].encode()[tree.body[-1].end_col_offset :]
    return last.lstrip().startswith(b";")


def _plain_python(source) -> tuple[str, str]:
    """Return the source with IPython's own lines taken out, and the first of them that does more than setting up."""
    plain = _SETTING.sub("", source)
    if plain.lstrip().startswith("%%"):
        return plain, plain.strip().splitlines()[0]  # the whole cell is in another language
    try:
        ast.parse(plain)
        return plain, ""
    except (SyntaxError, ValueError):
        magic = _MAGIC.search(plain)
        return _MAGIC.sub(_without, plain), magic[0].strip() if magic else ""


def _without(match) -> str:
    """Keep the indentation, and the names that a magic's result is bound to."""
    head, equals, _ = match[0].partition("=")
    indent = match[1] or match[2] or ""
    return f"{head}= None" if equals and not head.lstrip().startswith(("%", "!", "?")) else f"{indent}pass"


def _piece(node) -> Piece:
    names = bound(node)
    used = looked_up(compiled([node], "piece"))
    return Piece(node, frozenset(names), frozenset(used))


def _is_literal(node) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True
