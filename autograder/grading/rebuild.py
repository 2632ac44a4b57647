"""Rebuild a submission from the lesson: tests, points and names from the master alone, and all the student's code."""

from copy import deepcopy
from dataclasses import dataclass, field, replace

from autograder.grading.cells import GivenCell, StudentCell, given_cells, student_cells
from autograder.grading.flags import flag, unique
from autograder.grading.matching import match
from autograder.grading.oddities import listed, oddities
from autograder.grading.order import answer_of, in_order
from autograder.grading.safe_text import fenced, safe_attachments, safe_markdown

_PYTHON = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


@dataclass(frozen=True)
class Step:
    """What to do with one cell; the steps stand in the order in which they are done.

    Attributes
    ----------
    kind : str
        "run" in the sandbox; "skip": given, unchanged, and only shows something; "test": judged outside; "locked":
        the student's version runs in the sandbox, the author's also outside, for the tests.
    index : int
        The cell in the rebuilt notebook.
    source : str
        What counts: for "test" and "locked" the author's text, otherwise the cell's own.
    name : str
        The cell's grade_id; "" where it has none.
    """

    kind: str
    index: int
    source: str
    name: str = ""

    def as_run(self) -> "Step":
        """Return the step with which the cell runs, whatever was to be done with it."""
        return replace(self, kind="run")


@dataclass(frozen=True)
class Rebuilt:
    """A submission as it is run, judged and shown.

    Attributes
    ----------
    cells : list of dict
        Notebook cells of format 4.5, without outputs.
    steps : list of Step
    flags : list of dict
        What is odd about the notebook.
    answers : dict
        Test → the cell of its answer; None where that cell is missing.
    unanswered : list of str
        Solution cells that were left as they were given.
    written : list of (str, str)
        What the student wrote or changed and what runs: which cell, in words, and its source.
    """

    cells: list[dict] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    flags: list[dict] = field(default_factory=list)
    answers: dict[str, int | None] = field(default_factory=dict)
    unanswered: list[str] = field(default_factory=list)
    written: list[tuple[str, str]] = field(default_factory=list)

    def notebook(self) -> dict:
        """Return the whole notebook; it shares its cells with this object."""
        return {"cells": self.cells, "metadata": deepcopy(_PYTHON), "nbformat": 4, "nbformat_minor": 5}


def rebuild(master: dict, released: dict | None, submitted: dict) -> Rebuilt:
    """Return a submission with the lesson's tests and names in place.

    Parameters
    ----------
    master : dict
        The author's notebook, with solutions and tests.
    released : dict or None
        The notebook that students were given.
    submitted : dict
        What a student handed in. It may hold anything: whatever is odd becomes a flag and stops nothing.
    """
    return rebuild_from(given_cells(master, released), submitted)


def rebuild_from(given: list[GivenCell], submitted: dict) -> Rebuilt:
    """Return what `rebuild` returns, of a lesson that has been read already."""
    theirs = student_cells(submitted)
    matched = match(given, theirs)
    build = _Build(given, matched)
    for cell in in_order(given, theirs, matched):
        build.put(cell) if isinstance(cell, GivenCell) else build.take(cell)
    return build.finish(oddities(given, theirs, matched, submitted))


class _Build:
    """The rebuilt notebook while it grows, cell by cell."""

    def __init__(self, given, matched):
        self.given, self.matched = given, matched
        self.result = Rebuilt()
        self._at = {}  # place in the lesson → place in the rebuilt notebook
        self._ids = {cell.id for cell in given}
        self._own, self._after, self._active = 0, "the start", []

    def put(self, given: GivenCell) -> None:
        """Put a cell of the lesson in: a test, or something that is missing."""
        source = given.source if given.is_test or given.is_locked else given.released
        self._append(self._identity(given, given.kind), given, given.kind, source, deepcopy(given.attachments))
        if given.is_test or given.is_locked:
            self._step("test" if given.is_test else "locked", source, given)
        if given.is_solution:
            self.result.unanswered.append(given.name)

    def take(self, cell: StudentCell) -> None:
        """Take a student's cell over: with the lesson's identity, or as one of their own."""
        place = self.matched.of(cell)
        if place is None:
            return self._take_own(cell)
        given = self.given[place]
        if given.is_locked and given.kind == "code" != cell.kind:
            return self.put(given)  # tests may need it
        self._after = f'"{given.name}"'
        kind = given.kind if given.meta else cell.kind
        source = given.released if given.is_locked and kind != "code" else cell.source
        self._append(self._identity(given, kind), given, kind, source, cell.attachments)
        if kind == cell.kind == "code":
            self._run(given, cell.source)
        if given.is_solution and given.is_as_given(cell.source):
            self.result.unanswered.append(given.name)
        return None

    def _take_own(self, cell) -> None:
        if not cell.kind and not cell.source:
            return
        self._own += 1
        identity = {"id": self._fresh(f"own-{self._own}"), "metadata": {}}
        self._append(identity, None, cell.kind, cell.source, cell.attachments)
        if cell.kind == "code":
            self._step("run", cell.source)
            self.result.written.append((f"Own cell {self._own} (after {self._after})", cell.source))

    def _run(self, given, source) -> None:
        if given.is_skipped and given.is_as_given(source):
            self._step("skip", source, given)
            return
        if given.is_locked:
            self._step("locked", given.source, given)
        else:
            self._step("run", source, given)
        if not given.is_as_given(source):
            self.result.written.append((f'Cell "{given.name}"', source))

    def _step(self, kind, source, given=None) -> None:
        name = given.meta.get("grade_id", "") if given else ""
        self.result.steps.append(Step(kind, len(self.result.cells) - 1, source, name))

    def _identity(self, given, kind) -> dict:
        metadata = {"nbgrader": given.meta} if given.meta else {}
        if given.tags:
            metadata["tags"] = sorted(given.tags)
        self._at[given.index] = len(self.result.cells)
        return {"id": given.id or self._fresh(f"cell-{given.index}"), "metadata": metadata}

    def _append(self, identity, given, kind, source, attachments) -> None:
        cell = {"cell_type": kind, **identity, "source": source}
        if kind == "code":
            cell |= {"execution_count": None, "outputs": []}
        else:
            self._make_text(cell, given, kind, attachments)
        self.result.cells.append(cell)

    def _make_text(self, cell, given, kind, attachments) -> None:
        """Make a text cell safe to show, unless it is the author's own."""
        cell["cell_type"] = "markdown"
        if given and kind == "markdown" and given.is_as_given(cell["source"]):
            safe, changed = given.attachments, False
        else:
            safe, changed = safe_attachments(attachments)
            if kind == "markdown":
                cell["source"], also = safe_markdown(cell["source"], safe)
                changed = changed or also
            else:
                cell["source"] = fenced(cell["source"])
        if safe:
            cell["attachments"] = deepcopy(safe)
        if changed:
            self._active.append(given.name if given else cell["id"])

    def _fresh(self, wanted) -> str:
        while wanted in self._ids:
            wanted += "-x"
        self._ids.add(wanted)
        return wanted

    def finish(self, flags) -> Rebuilt:
        """Return the whole, with what is known only at the end."""
        for test in self.given:
            if test.is_test:
                answer = answer_of(test, self.given)
                self.result.answers[test.name] = self._at.get(answer.index) if answer else None
        if self._active:
            where = listed(self._active)
            flags = [
                *flags,
                flag("active-output", f"Text that may run or load something is shown as typed: {where}."),
            ]
        self.result.flags[:] = unique(flags)
        return self.result
