"""The names that tests see: the author's from the judge's own run of the lesson, all others from the student."""

import builtins
import contextlib
import sys
from dataclasses import dataclass

import autograder
from autograder.grading.judging.notes import StudentStopped
from autograder.grading.judging.pieces import LOCKED, compiled
from autograder.grading.judging.plan import Plan
from autograder.sandbox.wire import MISSING


@dataclass(frozen=True)
class Stopped:
    """Why a cell of the author's came to no end: `by_student` where an answer that it uses made it stop."""

    by_student: bool
    words: str


class Namespace:
    """One dict of names, in which the author's cells run one after the other.

    Parameters
    ----------
    plan : Plan
    check : callable
        Stands in for `autograder.check`, however a cell imports it.
    """

    def __init__(self, plan: Plan, check):
        self.plan, self._check = plan, check
        self.names = {"__name__": "__main__", "__builtins__": builtins, "display": _show_nothing}
        self._providers: dict[str, int] = {}  # name → the author's cell that it holds a value of
        self._fetched: dict[str, object] = {}
        self.stopped: dict[int, Stopped] = {}

    def prepare(self, position: int, student) -> set[str]:
        """Put the names that a cell needs in their place, and return those that the student lacks.

        Parameters
        ----------
        position : int
        student : proxies.Student

        Raises
        ------
        CannotJudge
            If a name of the author's is not there.
        StudentStopped
            If the fork is gone.
        """
        needs = self.plan.needs(position)
        self._guard_unreadable(position, needs, student)
        for name, owner in needs.author.items():
            self._provide(name, owner, student)
        missing, self._fetched = set(), {}
        for name in sorted(needs.student):
            value = student.fetch(name)
            if value is MISSING:
                missing.add(name)
            else:
                self.names[name] = self._fetched[name] = value
        return missing

    def fetched(self) -> dict:
        """Return what the student gave to the cell that is being run."""
        return dict(self._fetched)

    def tidy(self, position: int) -> None:
        """After a cell has run, take out what came from the student: the next test asks for it again."""
        for name, value in self._fetched.items():
            if self.names.get(name) is value:
                del self.names[name]
        self._fetched = {}
        self._providers |= {name: position for name in self.names if self.plan.cells[position].binds(name)}

    def run(self, code) -> None:
        """Run compiled code of the author's."""
        with self._check_in_place():
            exec(code, self.names)

    def value(self, code):
        """Return what an expression of the author's gives."""
        with self._check_in_place():
            return eval(code, self.names)

    def _guard_unreadable(self, position, needs, student):
        strange = [name for i, name in self.plan.unreadable.items() if i < position]
        unknown = [name for name in needs.student if not self.plan.asked_for(name, position)]
        if strange and unknown:
            maker = f"the lesson's cell {strange[0]}, which is not plain Python"
            raise student.notes.refuse(f"it uses `{min(unknown)}`, which may come from {maker}")

    def _provide(self, name, owner, student) -> None:
        if self._providers.get(name) == owner and name in self.names:
            return
        self.names.pop(name, None)
        self._define(name, owner)
        if name in self.names:
            self._providers[name] = owner
            return
        cell, stopped = self.plan.cells[owner], self.stopped.get(owner)
        if stopped and stopped.by_student and cell.kind == LOCKED:
            student.notes.lacking = f"The cell {cell.name}, which uses your answers, stopped. {stopped.words}"
            raise StudentStopped
        why = f" ({stopped.words})" if stopped and not stopped.by_student else ""
        raise student.notes.refuse(
            f"the lesson's cell {cell.name}, which makes `{name}`, could not be run by the judge{why}"
        )

    def _define(self, name, owner) -> None:
        """Make an import, a helper or a constant anew from its own statement, which needs no answer of a student."""
        for piece in self.plan.cells[owner].pieces:
            star = piece.is_import and "*" in piece.binds
            if (name in piece.binds or star) and (piece.defines or self.plan.imports(owner, name)):
                with contextlib.suppress(Exception):
                    self.run(compiled([piece.node], "lesson"))

    @contextlib.contextmanager
    def _check_in_place(self):
        """Let every way of importing `check` find the judge's."""
        module = sys.modules["autograder.check"]
        theirs = autograder.check, module.check
        autograder.check = module.check = self._check
        try:
            yield
        finally:
            autograder.check, module.check = theirs


def _show_nothing(*objects, **how) -> None:
    """Stand in for IPython's `display`."""
