"""``grade``: judge what is new, write each result once, give back a row for every submission asked for."""

import os
from contextlib import closing
from pathlib import Path

from autograder.grading.course import Course, open_course
from autograder.grading.execution import NotJudged, judge_submission
from autograder.grading.lock import only_one_run
from autograder.grading.notebook_file import Unreadable
from autograder.grading.pool import warm_up
from autograder.grading.project import Project
from autograder.grading.register import register
from autograder.grading.registered import is_registered
from autograder.grading.results import resumed_row
from autograder.grading.submissions import HandedIn, Submission, find_submissions, read_files
from autograder.grading.unjudged import differing
from autograder.grading.workers import LONGEST_SECONDS, judging
from autograder.grading.writing import write_result


def grade(
    project: Project,
    lesson: str,
    folder: Path,
    students=(),
    jobs=None,
    force=False,
    on_start=None,
    on_row=None,
    unsandboxed=False,
    new_executor=None,
    judge=judge_submission,
) -> list[dict]:
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
    unsandboxed : bool
        Run without a sandbox, and say so in every result.
    new_executor : callable or None
        Returns the `concurrent.futures.Executor` to judge on; processes on this machine when None.
    judge : callable
        Takes a Task and returns Judged or NotJudged.
    """
    name = project.lesson(lesson)
    submissions = find_submissions(folder, name, students)
    with only_one_run(folder):
        course = open_course(project, name, folder, unsandboxed)
        if on_start:
            on_start(len(submissions))
        rows = {}
        longest = max(LONGEST_SECONDS, 5 * course.limits.total_seconds)  # the judge's own limit ends it before that
        jobs = jobs or os.cpu_count() or 1
        how = {"jobs": jobs, "new_executor": new_executor, "judge": judge, "longest": longest}
        with closing(course.gradebook), closing(_rows(course, submissions, force, how)) as made:
            for row in made:
                rows[row["student"]] = row
                if on_row:
                    on_row(row)
    return [rows[one.student] for one in submissions]


def _rows(course, submissions, force, how):
    """Yield the rows of what is done already, then judge the rest."""
    to_do = []
    marks = {} if force else course.gradebook.all_marks(course.lesson)
    for one in submissions:
        row = _done(course, one, marks[one.student, one.lesson]) if (one.student, one.lesson) in marks else None
        if row is None:
            to_do.append(one)
        else:
            yield row
    if to_do:
        yield from _judge(course, to_do, how)


def _done(course, submission, marks) -> dict | None:
    """Return the earlier row if nothing has changed and everything that it stands for is still there."""
    handed_in = _read(submission)
    if isinstance(handed_in, NotJudged):
        return None
    row = course.journal.find(submission.student, course.lesson, course.hashes(handed_in))
    if row is None or not (course.autograded(submission.student) / submission.notebook.name).is_file():
        return None
    if differing(marks.auto(), course.journal.marks(submission.student, course.lesson)):
        return None  # something else has written marks since
    return resumed_row(row, course.cells, marks)


def _judge(course: Course, submissions: list[Submission], how: dict):
    """Judge in other processes, and write what comes back."""
    under_way, unread = {}, []
    _ = course.mode  # without a sandbox this is where it ends, before anything is done
    if how["new_executor"] is None:
        warm_up()
    with judging(_tasks(course, submissions, under_way, unread), **how) as outcomes:
        _register(course)  # takes seconds the first time; judging has begun meanwhile
        for task, outcome in outcomes:
            yield write_result(course, *under_way.pop(task.student), outcome)
            yield from _write_unread(course, unread)
    yield from _write_unread(course, unread)


def _tasks(course, submissions, under_way, unread):
    """Yield a task for each submission, read at the last moment; note those that cannot be read."""
    for one in submissions:
        handed_in = _read(one)
        if isinstance(handed_in, NotJudged):
            unread.append((one, None, handed_in))
        else:
            under_way[one.student] = (one, handed_in)
            yield course.task(one, handed_in)


def _write_unread(course, unread):
    while unread:
        yield write_result(course, *unread.pop(0))


def _register(course) -> None:
    if not is_registered(course.gradebook, course.lesson, course.source["cells"]):
        course.gradebook.close()
        register(course.project, course.lesson, course.folder)


def _read(submission) -> HandedIn | NotJudged:
    try:
        return read_files(submission)
    except Unreadable as reason:
        return NotJudged(str(reason))
