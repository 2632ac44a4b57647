"""The lesson as its author wrote it, read once: what each submission is rebuilt from and judged by."""

import json
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.cells import GivenCell, given_cells
from autograder.grading.judging.plan import Plan


@dataclass(frozen=True)
class Master:
    """A lesson, ready to judge submissions by.

    Attributes
    ----------
    lesson : str
    notebook : dict
        The author's, with solutions and tests.
    released : dict or None
        What students were given; None where it has not been generated.
    plan : Plan
        What each of the author's cells needs from whom.
    graded : tuple of GivenCell
        The cells that carry points, in the lesson's order.
    owned : frozenset of str
        Names that the tests take from the lesson, whatever a student binds to them.
    """

    lesson: str
    notebook: dict
    released: dict | None
    plan: Plan
    graded: tuple[GivenCell, ...]
    owned: frozenset[str]

    @property
    def given(self) -> list[str]:
        """The lesson's own code, solutions and tests left out."""
        cells = given_cells(self.notebook, self.released)
        return [cell.released for cell in cells if cell.kind == "code" and not cell.is_test]


def read_master(root: Path, lesson: str) -> Master:
    """Read a lesson of the project in `root`.

    Raises
    ------
    OSError, ValueError
        If the author's notebook is missing or damaged.
    """
    notebook = _read(root / "solutions" / lesson / f"{lesson}.ipynb")
    released = root / "notebooks" / lesson / f"{lesson}.ipynb"
    given = given_cells(notebook)
    graded = tuple(cell for cell in given if cell.is_test or cell.is_by_hand)
    handed_out = _read(released) if released.is_file() else None
    plan = Plan(notebook)
    plan.prepare()
    return Master(lesson, notebook, handed_out, plan, graded, _owned(plan))


def _owned(plan) -> frozenset[str]:
    bound = [(i, cell, name) for i, cell in enumerate(plan.cells) for piece in cell.pieces for name in piece.binds]
    return frozenset(name for i, cell, name in bound if cell.by_author or plan.imports(i, name))


def _read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))
