"""Run one cell of the author's against one fork of the student's process, and say what became of it."""

import ast
from dataclasses import replace

from autograder.answers import is_unattempted
from autograder.errors import explain_error
from autograder.grading.flags import flag
from autograder.grading.judging.grading_check import GradingCheck
from autograder.grading.judging.guarded import OutOfTime, run_guarded
from autograder.grading.judging.namespace import Namespace, Stopped
from autograder.grading.judging.notes import Notes, StudentStopped
from autograder.grading.judging.proxies import Student, StudentFunction, Unusable
from autograder.grading.judging.stops import describe_stop, stopped_in_hidden, text_of
from autograder.grading.judging.verdicts import (
    BLANK,
    ERROR,
    WRONG,
    TestVerdict,
    by_number,
    clean,
    is_number,
    needs_person,
    no_points,
    passed,
)
from autograder.report import Score


class CellRun:
    """One cell of the author's, run once against one fork, and what became of it.

    Parameters
    ----------
    names : Namespace
    check : GradingCheck
    notes : Notes
    limits : tuple of float
        Processor time and wall time that the author's code may take.
    position : int
        Of the cell in the plan.
    fork : client.Fork
    """

    def __init__(self, names: Namespace, check: GradingCheck, notes: Notes, limits, position: int, fork):
        self.names, self.plan, self.check, self.notes, self.limits = names, names.plan, check, notes, limits
        self.position, self.cell, self.reading = position, self.plan.cells[position], self.plan.reading(position)
        self.notes.begin()
        self.student = Student(fork, self.notes)
        self.missing: set[str] = set()
        self.blank_names: set[str] = set()

    def run(self):
        """Run the cell; what it needs of the student is asked for first, and forgotten afterwards."""
        self.check.begin(self.student)
        ran = run_guarded(self._action, *self.limits)
        self.names.tidy(self.position)
        self.student.close()
        return ran

    def _action(self):
        if self.cell.tree is None or self.cell.magic:
            raise self.notes.refuse(self.reading.reasons[0])
        self.missing = self.names.prepare(self.position, self.student)
        fetched = self.names.fetched()
        for name in sorted(self.reading.only_data & fetched.keys()):
            if type(fetched[name]) in (StudentFunction, Unusable):
                raise self.notes.refuse(f"it asks for the type of `{name}`, which stays with the student")
        self.blank_names = {name for name, value in fetched.items() if is_unattempted(value)}
        body, last = self.plan.compiled(self.position)
        self.names.run(body)
        value = self.names.value(last) if last else None
        if type(value) in (StudentFunction, Unusable):
            raise self.notes.refuse("its last line shows an object that stays with the student")
        return value

    def why_stopped(self, ran) -> Stopped | None:
        """Return why the cell did not come to its end, or None."""
        if self.notes.reasons:
            return Stopped(False, self.notes.reasons[0])
        if ran.error is None:
            return None
        if isinstance(ran.error, StudentStopped):
            return Stopped(True, self.notes.why_stopped)
        answers = [n for n in self.plan.needs(self.position).student if self.plan.asked_for(n, self.position)]
        by_student = bool(answers) and not ran.late
        return Stopped(by_student, f"{type(ran.error).__name__}: {text_of(ran.error)}")

    def verdict(self, ran) -> TestVerdict:
        """Turn what happened into points."""
        verdict = self._verdict(ran)
        outputs = verdict.outputs
        if ran.printed:
            outputs = [{"output_type": "stream", "name": "stdout", "text": clean(ran.printed)}, *outputs]
        return replace(verdict, outputs=outputs, undefined=frozenset(self.missing | self.notes.undefined))

    def _verdict(self, ran) -> TestVerdict:
        flags = self._flags()
        if self.notes.lost and not self.check.scores:
            return no_points(ERROR, self.notes.why_stopped, flags=flags)
        if self.notes.lacking:
            return no_points(ERROR, self.notes.lacking, flags=flags)
        if self.notes.reasons:
            return needs_person(self.cell.name, self.notes.reasons[0], flags)
        if ran.late or isinstance(ran.error, OutOfTime):
            return needs_person(self.cell.name, "the test itself did not come to an end with what was returned", flags)
        if isinstance(ran.error, ImportError) and id(ran.error) not in self.notes.raised:
            reason = f"it needs a library that is not installed here ({text_of(ran.error)})"
            return needs_person(self.cell.name, reason, flags)
        if ran.error is not None:
            return self._failed(ran.error, flags)
        if type(ran.value) is Score:
            return _by_score(ran.value, self.cell.points, flags)
        if is_number(ran.value):
            return by_number(ran.value, self.cell.points, flags)
        if self.check.scores and not any(isinstance(node, ast.Assert | ast.Raise) for node in ast.walk(self.cell.tree)):
            return _by_score(self.check.scores[-1], self.cell.points, flags)  # checked, and then not shown
        return passed(self.cell.points, flags)

    def _failed(self, error, flags) -> TestVerdict:
        if self._is_blank(error):
            words = f"Nothing to check yet: `{self._wanted(error)}` is not written."
            return no_points(BLANK, words, describe_stop(error, self.cell), flags)
        doubt = next(iter(self.reading.doubts), "")
        if self.notes.opaque:
            doubt = f"it was given an object of type {sorted(self.notes.opaque)[0]}, which stays with the student"
        if doubt:
            return needs_person(self.cell.name, f"it failed, and {doubt}", flags)
        raised = self.notes.raised.get(id(error))
        output = describe_stop(error, self.cell, raised.lines if raised else "")
        if stopped_in_hidden(error, self.cell):
            words = f"{type(error).__name__} in a test that is not shown."
        else:
            words = self._words(error)
        failed = isinstance(error, AssertionError) or type(error).__module__.startswith("_pytest")
        verdict = WRONG if failed and not raised else ERROR
        return no_points(verdict, words, output, flags)

    def _words(self, error) -> str:
        raised = self.notes.raised.get(id(error))
        if raised:
            return f"`{raised.function}`: {explain_error(error, f'{raised.function}(…)')}"
        return f"{type(error).__name__}: {text_of(error)}".removesuffix(": ")

    def _is_blank(self, error) -> bool:
        """Tell whether nothing was handed in: no such name, a placeholder, or functions that return placeholders."""
        if isinstance(error, NameError) and id(error) not in self.notes.raised:
            return getattr(error, "name", None) in self.missing
        return bool(self.blank_names) or (self.notes.calls > 0 and self.notes.calls == self.notes.blank_calls)

    def _wanted(self, error) -> str:
        name = getattr(error, "name", None)
        if isinstance(error, NameError) and name in self.missing:
            return name
        return min(self.blank_names or self.plan.needs(self.position).student, default="the answer")

    def _flags(self) -> list[dict]:
        name = self.cell.name
        flags = [
            flag("own-class", f"{name}: an object of the class {c} was handed in.") for c in self.notes.own_classes
        ]
        if self.notes.lost == "time":
            flags.append(flag("stopped-cell", f"{name}: a function came to no end and was stopped."))
        if self.notes.lost == "died":
            flags.append(flag("died", f"{name}: Python ended while a function was judged."))
        if self.notes.at_a_limit:
            flags.append(flag("over-limit", f"{name}: an answer reached a limit of memory, disk, processes or size."))
        return flags + self.check.flags()


def _by_score(score: Score, points: float, flags) -> TestVerdict:
    """Return the verdict of a check, in its own words; its points never exceed the cell's."""
    got = min(float(score), points)
    bundle = score._repr_mimebundle_() | {"text/plain": repr(got)}
    output = {"output_type": "execute_result", "execution_count": None, "data": bundle, "metadata": {}}
    return TestVerdict(got, score.result.verdict, score.result.message, [output], list(flags))
