"""What an attack is, and the few tools that its notebook is made with."""

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.attacks.target import RIGHT, WRONG, answers

ALL_WRONG, ALL_RIGHT = answers(WRONG), answers(RIGHT)


@dataclass(frozen=True)
class Submission:
    """What is handed in.

    Attributes
    ----------
    notebook : dict or bytes or None
        A notebook, or the raw bytes of its file; None when there is none under the expected name.
    files : mapping of str to bytes
        What lies beside it.
    place : callable or None
        ``place(folder, course)`` puts what is no plain file (links, pipes, sockets) into the submission's folder.
    """

    notebook: dict | bytes | None
    files: Mapping[str, bytes] = field(default_factory=dict)
    place: Callable[[Path, Path], None] | None = None


@dataclass(frozen=True, kw_only=True)
class Attack:
    """One attempt, and how it must end.

    Attributes
    ----------
    kind, name, tries : str
        The class, the student's name that it is handed in under, one sentence.
    make : callable
        ``make(notebook) -> dict or Submission``: gets the released notebook with `base` filled in.
    base : mapping
        Texts of cells by their id: what the attacker knows of the lesson.
    fair, at_least : float
        What the same work deserves without the attack, and what must be left of it.
    flags : tuple of str
        At least one of these kinds is expected; empty where there is nothing that an honest student could not do too.
    may_fail : bool
        A failed result with its reason is as good as a mark.
    on_stock : str
        Why the benchmark does not run it with stock nbgrader; empty where it does.
    """

    kind: str
    name: str
    tries: str
    make: Callable
    base: Mapping[str, str] = field(default_factory=lambda: ALL_WRONG)
    fair: float = 0.0
    at_least: float = 0.0
    flags: tuple[str, ...] = ()
    may_fail: bool = False
    on_stock: str = ""

    def submission(self, released: dict) -> Submission:
        """Make what is handed in from the released notebook."""
        made = self.make(filled(released, self.base))
        return made if isinstance(made, Submission) else Submission(made)


def read(text: str) -> dict:
    """Return a notebook with each cell's text in one piece: files hold lists of lines."""
    nb = json.loads(text)
    for one in nb["cells"]:
        one["source"] = "".join(one["source"])
    return nb


def filled(released: dict, cells: Mapping[str, str]) -> dict:
    """Return a copy of a notebook in which the named cells have these texts."""
    nb = copy.deepcopy(released)
    for name, source in cells.items():
        cell(nb, name)["source"] = source
    return nb


def cell(nb: dict, name: str) -> dict:
    """Return the cell with this id."""
    return next(one for one in nb["cells"] if one["id"] == name)


def code_cell(source: str, name: str = "extra") -> dict:
    """Return a code cell as a student's editor writes it."""
    return {"cell_type": "code", "id": name, "metadata": {}, "source": source, "outputs": [], "execution_count": None}


def test_cells(nb: dict) -> list[dict]:
    """Return the cells that carry points."""
    return [one for one in nb["cells"] if one["metadata"].get("nbgrader", {}).get("grade")]


test_cells.__test__ = False  # pytest would take it for a test


def adding(source: str, after: str = "imports", **instead: str) -> Callable:
    """Return a maker: one more cell behind the cell `after`, and `instead`'s texts in the cells that it names."""

    def make(nb):
        nb = filled(nb, instead)
        nb["cells"].insert(nb["cells"].index(cell(nb, after)) + 1, code_cell(source))
        return nb

    return make


def instead_of_answers(source: str) -> Callable:
    """Return a maker: no exercise is done, and one cell below the imports is to define everything."""
    return adding(source, **{name: f"# exercise: {name}" for name in ALL_WRONG})


def answering(**instead: str) -> Callable:
    """Return a maker that only writes these texts into these cells."""
    return lambda nb: filled(nb, instead)


def with_files(make: Callable, files: Mapping[str, bytes] | None = None, place=None) -> Callable:
    """Return a maker whose notebook has company in its folder."""
    return lambda nb: Submission(make(nb), files or {}, place)
