"""Judge one submission: rebuild it, run it cell by cell in the sandbox, judge each test in a fork taken at its point.

The student's process is asked, never believed: everything that decides points happens on this side.
"""

import time
from collections.abc import Callable

from autograder.grading.flags import flag, unique
from autograder.grading.judging.grading_check import without
from autograder.grading.judging.master import Master
from autograder.grading.judging.names import cells_that_define, could_bind, missing_in
from autograder.grading.judging.notebook import as_text, judged_cells, note
from autograder.grading.judging.test_cell import Examiner
from autograder.grading.judging.verdicts import ERROR, TestVerdict, no_points
from autograder.grading.notebook_file import Unreadable, parse_notebook
from autograder.grading.rebuild import Rebuilt, Step, rebuild_from
from autograder.grading.suspicion import suspicion
from autograder.sandbox.client import Died, Run
from autograder.sandbox.limits import Limits

# A cell that ends Python costs a run of the notebook without it; who has several such cells has had enough of them.
_MOST_RUNS = 4


def judge(master: Master, notebook: bytes, seed: int, open_run: Callable[[], Run], limits: Limits, flags=()) -> dict:
    """Return the judgement of a submission as plain data: see `execution.Judged`, or only a "reason" why there is none.

    Parameters
    ----------
    master : Master
    notebook : bytes
        The submitted file.
    seed : int
        Draws this student's inputs.
    open_run : callable
        Gives a fresh process of the sandbox.
    limits : Limits
    flags : sequence of dict
        What is known to deserve a look before anything has run.
    """
    try:
        submitted = parse_notebook(notebook, f"{master.lesson}.ipynb")
    except Unreadable as reason:
        return {"reason": str(reason)}
    session = Session(master, rebuild_from(master.cells, submitted), seed, open_run, limits)
    session.flags += flags
    session.judge_in_place()
    session.judge_again_at_the_end()
    return session.result()


def rehearse(master: Master) -> None:
    """Do once, before a judge is forked for each submission, what is the same for all of them."""
    blank = {"cells": [{"cell_type": cell.kind, "id": cell.id, "source": cell.released} for cell in master.cells]}
    rebuilt = rebuild_from(master.cells, blank)
    suspicion(rebuilt.written, master.owned, master.given)
    sources = {step.index: step.source for step in rebuilt.steps if step.kind == "skip"}
    cells_that_define(sources, set())
    judged_cells(Rebuilt(), {}, {}, Limits())


class Session:
    """The judging of one submission, from its first cell to its verdicts."""

    def __init__(self, master, rebuilt, seed, open_run, limits):
        self.master, self.rebuilt, self.seed, self.limits = master, rebuilt, seed, limits
        self._open_run = open_run
        self._deadline = time.monotonic() + 2 * limits.total_seconds
        self._stopping: set[int] = set()  # cells that ended Python, or would not stop
        self._undefined: set[str] = set()  # names that cells looked for in vain
        self._stopped_cells: dict[int, str] = {}  # cell → the error it ended with
        self.outputs: dict[int, list] = {}
        self.verdicts: dict[str, TestVerdict] = {}
        self.flags = list(rebuilt.flags)

    @property
    def tests(self) -> list[Step]:
        return [step for step in self.rebuilt.steps if step.kind == "test"]

    def judge_in_place(self) -> None:
        """Run the cells in their order, each test in its place; once more without a cell that ends Python."""
        for _ in range(_MOST_RUNS):
            if self._play(self.rebuilt.steps):
                return
            if time.monotonic() > self._deadline:
                break
        for test in self.tests:
            self.verdicts.setdefault(test.name, self._not_reached())

    def judge_again_at_the_end(self) -> None:
        """Where a name was missing that the notebook does define elsewhere, run it with those cells, and judge last."""
        missing = {test: self._missing_for(test) for test in self.tests}
        wanting = [test for test, names in missing.items() if could_bind(self._elsewhere(test), names)]
        if not wanting or time.monotonic() > self._deadline:
            return
        before = {test.name: self.verdicts.pop(test.name) for test in wanting}
        first_outputs, self.outputs = self.outputs, {}
        skipped = {step.index: step.source for step in self.rebuilt.steps if step.kind == "skip"}
        needed = cells_that_define(skipped, set().union(*(missing[test] for test in wanting)))
        cells = [
            step.as_run() if step.kind == "skip" else step
            for step in self.rebuilt.steps
            if step.kind != "test" and step.index not in (skipped.keys() - needed)
        ]
        self._play(cells + wanting)
        better = [test.name for test in wanting if _is_better(self.verdicts.get(test.name), before[test.name])]
        if better:
            self.flags.append(
                flag("run-twice", f"Judged at the end of a second run, not in place: {', '.join(better)}.")
            )
        else:
            self.outputs = first_outputs
        self.verdicts |= {name: verdict for name, verdict in before.items() if name not in better}

    def result(self) -> dict:
        """Return everything that the parent process writes down."""
        cells, cleaned = judged_cells(self.rebuilt, self.outputs, self.verdicts, self.limits)
        suspicious = suspicion(self.rebuilt.written, self.master.owned, self.master.given)
        noticed = [one for verdict in self.verdicts.values() for one in verdict.flags]
        flags = unique([*self.flags, *suspicious, *noticed, *cleaned])
        return {
            "notebook": as_text(self.rebuilt, cells, flags),
            "exercises": [self._entry(cell) for cell in self.master.graded],
            "unanswered": self.rebuilt.unanswered,
            "flags": flags,
        }

    def _play(self, steps) -> bool:
        """Run steps in a fresh process of the student's; tell whether it lived to the end."""
        run, at = self._open_run(), None
        examiner = Examiner(self.master.plan, self.seed)
        try:
            for step in steps:
                if step.kind in ("run", "locked") and step.index not in self._stopping:
                    at = step.index
                    self._run_cell(run, at)
                if step.kind == "locked":
                    with run.fork() as fork:
                        examiner.run_locked(step.name, fork)
                if step.kind == "test" and step.name not in self.verdicts:
                    with run.fork(without(step.source), self.master.asks_for(step.name)) as fork:
                        self.verdicts[step.name] = examiner.judge_test(step.name, fork)
        except Died:
            self._note_end(run.close(), at, lived=False)
            return False
        self._note_end(run.close(), at, lived=True)
        return True

    def _run_cell(self, run, index) -> None:
        outcome = run.cell(self.rebuilt.cells[index]["source"], len(self.outputs) + 1)
        self.outputs[index] = outcome.outputs
        if outcome.error is not None:
            said = f"{outcome.error.type_name}: {outcome.error.message}"
            self._undefined |= missing_in(said)
            self._stopped_cells[index] = said
        if outcome.cut or (outcome.error and outcome.error.at_a_limit):
            what = "put out more than is kept" if outcome.cut else f"reached a limit ({outcome.error.message[:100]})"
            self.flags.append(flag("over-limit", f"{self._name(index)} {what}."))
        if outcome.status == "timeout":
            detail = f"{self._name(index)} took longer than {self.limits.cell_seconds:g} seconds and was stopped."
            self.flags.append(flag("stopped-cell", detail))
        if run.dead:
            raise Died

    def _note_end(self, end, at, lived) -> None:
        self.flags += [flag(alarm.kind, alarm.detail) for alarm in end.alarms]
        if end.reason in ("time", "memory", "cpu"):
            self.flags.append(flag("over-limit", end.detail or f"It used more {end.reason} than it may."))
        if not lived:
            where = f"while {self._name(at)} ran" if at is not None else "before the first cell ran"
            self.flags.append(flag("died", f"Python ended {where}. {end.detail}".strip()))
            if at is not None:
                self._stopping.add(at)
                self.outputs[at] = [note(f"Python ended while this cell ran. {end.detail}".strip())]

    def _not_reached(self) -> TestVerdict:
        if time.monotonic() > self._deadline:
            return no_points(ERROR, f"The notebook took longer than {2 * self.limits.total_seconds:g} seconds in all.")
        return no_points(ERROR, "Python ended again and again while the notebook ran, so this was never reached.")

    def _missing_for(self, test) -> set[str]:
        """Return the names for whose lack a test may have been lost."""
        verdict = self.verdicts[test.name]
        if verdict.points != 0:
            return set()
        return self._undefined | verdict.undefined | self._wanted(test)

    def _elsewhere(self, test):
        """Return the code that had not run when the test was judged."""
        at = self.rebuilt.steps.index(test)
        others = [s for i, s in enumerate(self.rebuilt.steps) if s.kind == "skip" or (i > at and s.kind != "test")]
        return [step.source for step in others]

    def _wanted(self, test) -> set[str]:
        """Return what the test asks the student for, where it was not there at all."""
        if self.verdicts[test.name].verdict != "not attempted":
            return set()
        return set(self.master.asks_for(test.name))

    def _entry(self, cell) -> dict:
        if cell.is_by_hand:
            return {"name": cell.name, "points": None, "verdict": "manual", "message": ""}
        verdict = self.verdicts[cell.name]
        message = verdict.message
        stopped = self._stopped_cells.get(self.rebuilt.answers.get(cell.name))
        if verdict.points == 0 and stopped:
            message = f"The cell of the answer stopped. {stopped} {message}".strip()
        kind = ERROR if verdict.points == 0 and stopped else verdict.verdict
        return {"name": cell.name, "points": verdict.points, "verdict": kind, "message": message}

    def _name(self, index) -> str:
        """Say which cell this is as a lecturer finds it."""
        cell = self.rebuilt.cells[index]
        return f'cell "{cell["id"]}"'


def _is_better(verdict: TestVerdict | None, before: TestVerdict) -> bool:
    return verdict is not None and (verdict.points is None or verdict.points > before.points)
