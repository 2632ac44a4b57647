"""``grade``: judge what is new, write each result once, give back a row for every submission asked for."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.execution import Judged, Task, copy_extra_files, in_one_line
from autograder.grading.generate import generate, scratch_gradebook
from autograder.grading.gradebook import CourseGradebook
from autograder.grading.journal import Journal, hash_folder, judge_version
from autograder.grading.lock import only_one_run
from autograder.grading.pipeline import course_config
from autograder.grading.project import Project
from autograder.grading.register import gradebook_address, register
from autograder.grading.results import failed_row, graded_cells, graded_row, resumed_row
from autograder.grading.submissions import Submission, find_submissions
from autograder.grading.workers import judge_all, warm_up


@dataclass(frozen=True)
class Course:
    """One lesson in one course folder: what all steps of a grading run share."""

    project: Project
    lesson: str
    folder: Path
    cells: list
    journal: Journal
    gradebook: CourseGradebook

    def autograded(self, student: str) -> Path:
        """Return where the judged notebook of a student belongs."""
        return self.folder / "autograded" / student / self.lesson

    def feedback(self, student: str) -> Path:
        """Return where a student's page is; one that an earlier judgement left would hand back a wrong mark."""
        return self.folder / "feedback" / student / self.lesson


def grade(project: Project, lesson: str, folder: Path, students=(), jobs=None, force=False, on_start=None, on_row=None):
    """Grade a lesson's submissions in a course folder and return their rows, in the order of the students.

    Parameters
    ----------
    project : Project
    lesson : str
    folder : Path
        Holds ``submitted/<student>/<lesson>/``; gets ``autograded/``, ``gradebook.db`` and ``.autograder/``.
    students : sequence of str
        Only these; everybody when empty.
    jobs : int or None
        How many at a time; as many as there are processors when None.
    force : bool
        Judge unchanged submissions again too.
    on_start : callable or None
        Gets the number of submissions once it is known.
    on_row : callable or None
        Gets each row as soon as it is written down.
    """
    name = project.lesson(lesson)
    submissions = find_submissions(folder, name, students)
    with only_one_run(folder):
        course = _open(project, name, folder)
        if on_start:
            on_start(len(submissions))
        rows = {}
        for row in _rows(course, submissions, jobs or os.cpu_count() or 1, force):
            rows[row["student"]] = row
            if on_row:
                on_row(row)
    return [rows[one.student] for one in submissions]


def _open(project, lesson, folder) -> Course:
    cells = graded_cells(project.solutions / lesson / f"{lesson}.ipynb")
    gradebook = CourseGradebook(gradebook_address(project, folder), course_config(project, folder))
    return Course(project, lesson, folder, cells, Journal(folder), gradebook)


def _rows(course, submissions, jobs, force):
    """Yield the rows of what is done already, then judge the rest."""
    constant = {"master": hash_folder(course.project.solutions / course.lesson), "judge": judge_version()}
    hashes = {one.student: {"submission": one.fingerprint(), **constant} for one in submissions}
    to_do = []
    for one in submissions:
        row = None if force else _done(course, one, hashes[one.student])
        if row is None:
            to_do.append(one)
        else:
            yield row
    if to_do:
        yield from _judge(course, to_do, hashes, jobs)


def _done(course, submission, hashes) -> dict | None:
    """Return the earlier row if nothing has changed and everything that it stands for is still there."""
    row = course.journal.find(submission.student, course.lesson, hashes)
    if row is None or not (course.autograded(submission.student) / f"{course.lesson}.ipynb").is_file():
        return None
    known = course.gradebook.marks(course.lesson, submission.student)
    return None if known is None else resumed_row(row, course.cells, *known)


def _judge(course, submissions, hashes, jobs):
    warm_up()
    register(course.project, course.lesson, course.folder)
    source = course.project.solutions / course.lesson
    with scratch_gradebook() as (scratch, master_db):
        generate(course.project, course.lesson, scratch, master_db)
        tasks = [Task(one, master_db, source, scratch) for one in submissions]
        for task, outcome in judge_all(tasks, jobs):
            row = _write(course, task, outcome)
            course.journal.append(row, hashes[row["student"]])
            yield row


def _write(course, task, outcome) -> dict:
    """Bring one outcome into autograded/ and the gradebook; nothing that goes wrong here stops the batch."""
    one = task.submission
    if isinstance(outcome, Judged):
        try:
            return _write_judged(course, task, outcome)
        except Exception as error:  # a name that the database refuses, a full disk, …
            reason = f"its result could not be written ({in_one_line(error)})"
    else:
        reason = outcome.reason
    shutil.rmtree(course.autograded(one.student), ignore_errors=True)
    shutil.rmtree(course.feedback(one.student), ignore_errors=True)
    try:
        course.gradebook.withdraw(one)
    except Exception as error:
        reason += f"; its earlier marks could not be withdrawn ({type(error).__name__})"
    return failed_row(one.student, one.lesson, course.cells, reason, outcome.seconds)


def _write_judged(course, task, outcome) -> dict:
    import nbformat

    one, nb = task.submission, nbformat.reads(outcome.notebook, as_version=4)
    course.gradebook.record(one, nb)
    _publish(course, task, outcome.notebook)
    marks, penalty = course.gradebook.marks(one.lesson, one.student)
    return graded_row(one.student, one.lesson, course.cells, nb, marks, penalty, outcome.seconds)


def _publish(course, task, notebook: str) -> None:
    """Put the judged notebook and its extra files into autograded/, complete or not at all."""
    one: Submission = task.submission
    place = course.autograded(one.student)
    new = course.folder / ".autograder" / "new"
    shutil.rmtree(new, ignore_errors=True)
    copy_extra_files(one, task.master_folder, new)
    (new / one.notebook.name).write_text(notebook, encoding="utf-8", newline="")
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(place, ignore_errors=True)
    os.replace(new, place)
    shutil.rmtree(course.feedback(one.student), ignore_errors=True)
