"""Who provides which name to which test: the author, the student, or Python itself. Read once a lesson."""

import ast
import builtins
import importlib
from dataclasses import dataclass, field
from functools import cached_property
from types import CodeType

from autograder.grading.judging.pieces import OPEN, Cell, Piece, compile_cell, read_cell
from autograder.grading.judging.unsupported import Reading, read_test

_BUILTIN = frozenset(dir(builtins)) | {"display", "__name__"}


@dataclass(frozen=True)
class Needs:
    """What one cell needs before it can run.

    Attributes
    ----------
    author : dict of str to int
        Name → position of the cell of the author's that provides it.
    student : frozenset of str
        Names that come from the student.
    pieces : tuple of Piece
        The author's statements that it may reach: its own, and the helpers that these use.
    """

    author: dict[str, int] = field(default_factory=dict)
    student: frozenset[str] = frozenset()
    pieces: tuple[Piece, ...] = ()


class Plan:
    """The author's code cells in their order, and for each of them what it needs from whom.

    Parameters
    ----------
    notebook : dict
        The author's notebook, with its solutions and tests.
    """

    def __init__(self, notebook: dict):
        raw = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        self.cells: list[Cell] = [read_cell(cell, _name(cell)) for cell in raw]
        self._at = {cell.name: i for i, cell in enumerate(self.cells)}
        self._needs: dict[int, Needs] = {}
        self._readings: dict[int, Reading] = {}
        self._compiled: dict[int, tuple[CodeType, CodeType | None]] = {}
        self._starred = _star_imports(self.cells)

    def position(self, name: str) -> int:
        """Return the position of the cell with this grade_id.

        Raises
        ------
        LookupError
            If the lesson has no such code cell.
        """
        if name not in self._at:
            raise LookupError(f'The lesson has no code cell "{name}".')
        return self._at[name]

    @cached_property
    def unreadable(self) -> dict[int, str]:
        """Positions of cells that are not plain Python: nobody can tell which names they bind."""
        return {i: cell.name for i, cell in enumerate(self.cells) if cell.is_dark}

    def needs(self, position: int) -> Needs:
        """Return what the cell at `position` needs."""
        if position not in self._needs:
            self._needs[position] = self._find(position)
        return self._needs[position]

    def _find(self, position) -> Needs:
        author, student, reached = {}, set(), []
        todo = list(self.cells[position].pieces)
        while todo:
            piece = todo.pop(0)
            if any(piece is other for other in reached):
                continue
            reached.append(piece)
            for name in piece.looks_up - author.keys() - student:
                owner = self.owner(name, position)
                if owner is not None:
                    author[name] = owner
                    todo += [p for p in self.cells[owner].pieces if name in p.binds and not p.is_import]
                elif self._comes_from_student(name, position):
                    student.add(name)
        return Needs(author, frozenset(student), tuple(reached))

    def reading(self, position: int) -> Reading:
        """Return what reading the cell tells about judging it from outside."""
        if position not in self._readings:
            needs, cell = self.needs(position), self.cells[position]
            modules = {name for name, owner in needs.author.items() if self.imports(owner, name)}
            modules |= {name for piece in cell.pieces for name in piece.binds if self.imports(position, name)}
            self._readings[position] = read_test(cell, needs, self._globals_of_answers(position), modules)
        return self._readings[position]

    def compiled(self, position: int) -> tuple[CodeType, CodeType | None]:
        """Return the code of a cell, and that of its last line where it shows a value."""
        if position not in self._compiled:
            self._compiled[position] = compile_cell(self.cells[position])
        return self._compiled[position]

    def prepare(self) -> None:
        """Read and compile everything now: a process that is forked later finds it done."""
        for position, cell in enumerate(self.cells):
            if cell.by_author:
                self.reading(position)
                if cell.tree is not None:
                    self.compiled(position)

    def _globals_of_answers(self, position) -> set[str]:
        """Names that the functions of the author's own answers look up in the notebook."""
        pieces = [p for cell in self.cells[:position] if cell.kind == OPEN for p in cell.pieces]
        return {name for p in pieces if isinstance(p.node, ast.FunctionDef | ast.ClassDef) for name in p.looks_up}

    def owner(self, name: str, before: int) -> int | None:
        """Return the position of the author's cell that provides `name` to the cell at `before`; None: none does.

        The last cell above that binds the name decides; an import makes a name the author's in any cell.
        """
        above = [i for i in range(before) if self.binds(i, name)]
        if above:
            return above[-1] if self.cells[above[-1]].by_author or self.imports(above[-1], name) else None
        # An import further down: the name is not there yet, and still it is never the student's.
        return next((i for i in range(before + 1, len(self.cells)) if self.imports(i, name)), None)

    def binds(self, position, name) -> bool:
        """Tell whether the cell binds `name`."""
        return self.cells[position].binds(name) or name in self._starred.get(position, ())

    def imports(self, position, name) -> bool:
        """Tell whether the cell binds `name` by an import."""
        found = any(name in p.binds and _holds_import(p.node, name) for p in self.cells[position].pieces)
        return found or name in self._starred.get(position, ())

    def _comes_from_student(self, name, position) -> bool:
        """Everything else is the student's, but what the cell makes itself, and builtins that no exercise asks for."""
        if name in _BUILTIN or self.cells[position].binds(name):
            return self.asked_for(name, position)
        return True

    def asked_for(self, name: str, before: int) -> bool:
        """Tell whether a cell of the author's above, open to the student, binds this name."""
        return any(cell.kind == OPEN and cell.binds(name) for cell in self.cells[:before])


def _name(raw) -> str:
    return raw.get("metadata", {}).get("nbgrader", {}).get("grade_id") or raw.get("id") or ""


def _holds_import(node, name) -> bool:
    imports = (n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom))
    return any(name == (a.asname or a.name.partition(".")[0]) for n in imports for a in n.names)


def _star_imports(cells) -> dict[int, set[str]]:
    """Return what ``from x import *`` binds, by looking into x."""
    found = {}
    for i, cell in enumerate(cells):
        stars = [p.node for p in cell.pieces if isinstance(p.node, ast.ImportFrom) and p.node.names[0].name == "*"]
        found[i] = {name for node in stars for name in _public_names(node.module)}
    return {i: names for i, names in found.items() if names}


def _public_names(module) -> list[str]:
    try:
        loaded = importlib.import_module(module)
    except Exception:  # what cannot be imported here gives no names; a test that needs them is not judged
        return []
    return list(getattr(loaded, "__all__", None) or (n for n in vars(loaded) if not n.startswith("_")))
