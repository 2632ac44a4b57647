"""One lesson in one course folder: what all steps of grading share."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.grading.execution import Task
from autograder.grading.flags import flag
from autograder.grading.gradebook import CourseGradebook
from autograder.grading.journal import Journal, hash_folder, judge_version
from autograder.grading.pipeline import course_config
from autograder.grading.project import Project
from autograder.grading.register import gradebook_address
from autograder.grading.results import graded_cells
from autograder.grading.seeds import Seeds
from autograder.grading.settings import is_switched_off, read_limits, sandbox_mode
from autograder.grading.submissions import HandedIn, Submission, read_folder
from autograder.sandbox.limits import Limits

_NO_SANDBOX = "It was judged without a sandbox, with the rights of whoever graded it."


@dataclass(frozen=True)
class Course:
    """A lesson in a course folder.

    Attributes
    ----------
    project : Project
    lesson : str
    folder : Path
    source : dict
        The author's notebook.
    cells : list of GradedCell
    beside : dict of str to bytes
        What lies beside the author's notebook; every student gets it.
    constant : dict
        The hashes that are the same for all submissions: of the master, the judge and its limits.
    limits : Limits
    sandboxed : bool
    seeds : Seeds
    journal : Journal
    gradebook : CourseGradebook
    """

    project: Project
    lesson: str
    folder: Path
    source: dict
    cells: list
    beside: dict
    constant: dict
    limits: Limits
    sandboxed: bool
    seeds: Seeds
    journal: Journal
    gradebook: CourseGradebook

    @cached_property
    def mode(self) -> str:
        """How student code is kept in: "nested", "single" or "none".

        Raises
        ------
        CallError
            If there is no sandbox on this machine, and nobody has said that none is needed.
        """
        return sandbox_mode() if self.sandboxed else "none"

    def autograded(self, student: str) -> Path:
        """Return where the judged notebook of a student belongs."""
        return self.folder / "autograded" / student / self.lesson

    def feedback(self, student: str) -> Path:
        """Return where a student's page is; one that an earlier judgement left would hand back a wrong mark."""
        return self.folder / "feedback" / student / self.lesson

    def hashes(self, handed_in: HandedIn | None) -> dict:
        """Return what a result stands for; of what could not be read there is no hash, so it is never done."""
        return {"submission": handed_in.fingerprint() if handed_in else None, **self.constant}

    def flags(self, handed_in: HandedIn | None) -> list[dict]:
        """Return what a person should know about a submission before it was judged."""
        return (handed_in.flags if handed_in else []) + ([] if self.sandboxed else [flag("unsandboxed", _NO_SANDBOX)])

    def task(self, submission: Submission, handed_in: HandedIn) -> Task:
        """Return what the judge gets to know of a submission."""
        seed = self.seeds.seed(submission.student, submission.lesson)
        return Task(
            root=self.project.root,
            lesson=submission.lesson,
            student=submission.student,
            notebook=handed_in.notebook,
            files=handed_in.files | self.beside,
            seed=seed,
            limits=self.limits,
            mode=self.mode,
            hide=(self.folder,),
            flags=tuple(self.flags(handed_in)),
        )


def open_course(project: Project, lesson: str, folder: Path, unsandboxed: bool = False) -> Course:
    """Look at everything that grading a lesson in a course folder needs.

    Raises
    ------
    CallError
        If a setting is wrong.
    """
    config = course_config(project, folder)
    limits, sandboxed = read_limits(config), not (is_switched_off(config) or unsandboxed)
    source = project.solutions / lesson / f"{lesson}.ipynb"
    constant = {"master": hash_folder(source.parent), "judge": judge_version(), "limits": f"{limits}, {sandboxed=}"}
    return Course(
        project=project,
        lesson=lesson,
        folder=folder,
        source=json.loads(source.read_text(encoding="utf-8")),
        cells=graded_cells(source),
        beside=read_folder(source.parent),
        constant=constant,
        limits=limits,
        sandboxed=sandboxed,
        seeds=Seeds(folder),
        journal=Journal(folder),
        gradebook=CourseGradebook(gradebook_address(project, folder), config),
    )
