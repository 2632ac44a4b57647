"""The lesson as its author wrote it, read once: what each submission is rebuilt from and judged by."""

import ast
import json
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.cells import GivenCell, given_cells
from autograder.grading.judging.pieces import LOCKED, TEST
from autograder.grading.judging.plan import Plan


@dataclass(frozen=True)
class Master:
    """A lesson, ready to judge submissions by.

    Attributes
    ----------
    lesson : str
    cells : list of GivenCell
        The author's cells, each with what students were given of it.
    given : tuple of str
        The lesson's own code, solutions and tests left out.
    plan : Plan
        What each of the author's cells needs from whom.
    graded : tuple of GivenCell
        The cells that carry points, in the lesson's order.
    owned : frozenset of str
        Names that the tests take from the lesson, whatever a student binds to them.
    """

    lesson: str
    cells: list[GivenCell]
    given: tuple[str, ...]
    plan: Plan
    graded: tuple[GivenCell, ...]
    owned: frozenset[str]

    @property
    def leaves_nothing_behind(self) -> bool:
        """Whether no code of the author's runs in the judge but calls of `check`, which change nothing for the next."""
        return all(cell.kind != LOCKED and (cell.kind != TEST or _only_checks(cell)) for cell in self.plan.cells)

    def asks_for(self, test: str) -> frozenset[str]:
        """Return the names that a test takes from the student."""
        return self.plan.needs(self.plan.position(test)).student


def read_master(root: Path, lesson: str) -> Master:
    """Read a lesson of the project in `root`.

    Raises
    ------
    OSError, ValueError
        If the author's notebook is missing or damaged.
    """
    notebook = _read(root / "solutions" / lesson / f"{lesson}.ipynb")
    released = root / "notebooks" / lesson / f"{lesson}.ipynb"
    cells = given_cells(notebook, _read(released) if released.is_file() else None)
    graded = tuple(cell for cell in cells if cell.is_test or cell.is_by_hand)
    given = tuple(cell.released for cell in cells if cell.kind == "code" and not cell.is_test)
    plan = Plan(notebook)
    plan.prepare()
    return Master(lesson, cells, given, plan, graded, _owned(plan))


def _only_checks(cell) -> bool:
    """Tell whether a test cell is one line: ``check("<lesson>.<exercise>", <name>)``."""
    if len(cell.pieces) != 1 or not isinstance(cell.pieces[0].node, ast.Expr):
        return False
    call = cell.pieces[0].node.value
    plain = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "check"
    return plain and all(isinstance(arg, ast.Constant | ast.Name) for arg in call.args) and not call.keywords


def _owned(plan) -> frozenset[str]:
    bound = [(i, cell, name) for i, cell in enumerate(plan.cells) for piece in cell.pieces for name in piece.binds]
    return frozenset(name for i, cell, name in bound if cell.kind == LOCKED or plan.imports(i, name))


def _read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))
