"""Judge the author's test cells from outside: run them here, with stand-ins for what lives in the student's process.

The rules are nbgrader's, made safe: an error means no points, a number on the last line is partial credit within
[0, points], anything else that runs to its end means all points. What cannot be told is left to a person.
"""

from autograder.grading.judging.cell_run import CellRun
from autograder.grading.judging.grading_check import GradingCheck
from autograder.grading.judging.guarded import Ran
from autograder.grading.judging.namespace import Namespace
from autograder.grading.judging.notes import Notes
from autograder.grading.judging.pieces import LOCKED
from autograder.grading.judging.plan import Plan
from autograder.grading.judging.verdicts import TestVerdict, needs_person

CPU_SECONDS = 10.0
WALL_SECONDS = 60.0


class Examiner:
    """Judges the test cells of one submission, one after the other.

    Parameters
    ----------
    plan : Plan
        The lesson, read once.
    seed : int
        The student's own.
    cpu_seconds, wall_seconds : float
        What the author's code in one cell may take; waiting for the student's code counts as wall time alone.
    """

    def __init__(self, plan: Plan, seed: int, cpu_seconds=CPU_SECONDS, wall_seconds=WALL_SECONDS):
        self.plan, self._limits = plan, (cpu_seconds, wall_seconds)
        self._check, self._notes = GradingCheck(seed), Notes()
        self._names = Namespace(plan, self._check)
        self._locked_runs: set[int] = set()

    def run_locked(self, name: str, fork) -> None:
        """Run the given cell `name` of the author's on this side too; it may use the student's functions."""
        position = self.plan.position(name)
        self._locked_runs.add(position)
        self._run_owners(position, fork)
        self._run(self._cell_run(position, fork))

    def judge_test(self, name: str, fork) -> TestVerdict:
        """Run the test cell `name` and return its verdict; no exception leaves, whatever the student's data is.

        Parameters
        ----------
        name : str
            Its grade_id.
        fork : client.Fork
            The student's process as it is at this point.
        """
        position = self.plan.position(name)
        self._run_owners(position, fork)
        run = self._cell_run(position, fork)
        if run.reading.reasons:
            return needs_person(name, run.reading.reasons[0])
        return run.verdict(self._run(run))

    def _run(self, run: CellRun) -> Ran:
        """Run a cell, and remember why where it stopped: a cell below may need what it should have made."""
        ran = run.run()
        self._names.stopped.pop(run.position, None)
        if stopped := run.why_stopped(ran):
            self._names.stopped[run.position] = stopped
        return ran

    def _run_owners(self, position, fork) -> None:
        """Run given cells that this one builds on and that have not been run, as when the student deleted them."""
        for owner in sorted(set(self.plan.needs(position).author.values())):
            if owner < position and owner not in self._locked_runs and self.plan.cells[owner].kind == LOCKED:
                self.run_locked(self.plan.cells[owner].name, fork)

    def _cell_run(self, position, fork) -> CellRun:
        return CellRun(self._names, self._check, self._notes, self._limits, position, fork)
