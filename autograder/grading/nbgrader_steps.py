"""The judge as two steps of nbgrader's own pipeline, for ``nbgrader autograde`` and formgrader's button.

nbgrader converts a submission twice. Where it would sanitize it, `JudgeOutside` judges it; where it would run it and
save its marks, `WriteMarks` writes down what came out, as ``grade`` does.
"""

import atexit
import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from weakref import WeakKeyDictionary

import nbformat
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from autograder.grading.course import Course, open_course
from autograder.grading.execution import Judged, NotJudged, close_servers, judge_submission
from autograder.grading.gradebook import CourseGradebook
from autograder.grading.lock import only_one_run
from autograder.grading.notebook_file import Unreadable
from autograder.grading.project import CallError, Project
from autograder.grading.submissions import Submission, read_files
from autograder.grading.writing import write_result

# The prepared processes serve every submission that this process converts; formgrader's server lives for days.
atexit.register(close_servers)

# Another nbgrader writes for a fraction of a second; a whole run of ``grade`` is not waited for.
_PATIENCE = 10.0


class JudgeOutside(NbGraderPreprocessor):
    """Put the judged notebook in the place of the submitted one.

    The judge gets the submission's own files, not what nbgrader has read and written again.
    """

    project_root = Unicode(help="The copy of the project whose solutions/ hold the lessons.").tag(config=True)

    def preprocess(self, nb, resources):
        """Return the judged notebook.

        Raises
        ------
        NbGraderException
            If there is no judgement; nbgrader then tidies up, and goes on with the next submission.
        """
        with _told_to(self.log, resources):
            desk = _desk(self, resources)
            handed_in, outcome = desk.judge()
            if isinstance(outcome, Judged):
                desk.judged = handed_in, outcome
                return nbformat.reads(outcome.notebook, as_version=4), resources
            desk.write(handed_in, outcome)
            desk.drop_empty_rows()
        raise NbGraderException(f"{desk.student}: not judged: {outcome.reason}")


class WriteMarks(NbGraderPreprocessor):
    """Write down what `JudgeOutside` found: marks and late penalty, autograded/, the journal's line."""

    def preprocess(self, nb, resources):
        """Return the notebook as it is.

        Raises
        ------
        NbGraderException
            If nothing was judged just now, or the result cannot be written.
        """
        desk = _DESKS.pop(self.parent, None)
        if desk is None or desk.judged is None or desk.student != resources["nbgrader"]["student"]:
            raise NbGraderException("WriteMarks found no judgement: JudgeOutside must be the step that sanitizes.")
        with _told_to(self.log, resources):
            row = desk.write(*desk.judged)
        if row["status"] == "failed":
            raise NbGraderException(f"{desk.student}: {row['reason']}")
        for one in row["flags"]:
            self.log.warning("%s: flag %s: %s", desk.student, one["kind"], one["detail"])
        return nb, resources


class _Desk:
    """One submission, from its judgement in the first step to its marks in the second."""

    def __init__(self, course: Course, student: str):
        self.course, self.student = course, student
        self.submission = Submission(student, course.lesson, course.folder / "submitted" / student / course.lesson)
        self.judged = None

    def judge(self):
        try:
            handed_in = read_files(self.submission)
        except Unreadable as reason:
            return None, NotJudged(str(reason))
        return handed_in, judge_submission(self.course.task(self.submission, handed_in))

    def write(self, handed_in, outcome) -> dict:
        with _holding(self.course.folder):
            try:
                return write_result(self.course, self.submission, handed_in, outcome)
            finally:
                self.course.gradebook.close()

    def drop_empty_rows(self) -> None:
        """Take out the rows that nbgrader made in advance: without a mark they would read as 0 points."""
        with Gradebook(self.course.gradebook.db_url) as gradebook:
            notebook = gradebook.find_submission_notebook(self.course.lesson, self.course.lesson, self.student)
            by_hand = [(grade.manual_score, grade.extra_credit) for grade in notebook.grades]
            said = [comment.manual_comment for comment in notebook.comments]
            if set(by_hand) <= {(None, None)} and not any(said):
                gradebook.remove_submission(self.course.lesson, self.student)


# The two steps of a conversion have nothing in common but nbgrader's exporter.
_DESKS: WeakKeyDictionary = WeakKeyDictionary()


def _desk(step, resources) -> _Desk:
    about, place = resources["nbgrader"], step.parent.parent.coursedir
    course = open_course(Project(Path(step.project_root)), _lesson(step, about), Path(place.root).resolve())
    _check_layout(place, course.folder)
    # nbgrader's address, which an option of the command line may have changed.
    course = replace(course, gradebook=CourseGradebook(about["db_url"], step.config))
    desk = _DESKS[step.parent] = _Desk(course, about["student"])
    return desk


def _lesson(step, about) -> str:
    name = Project(Path(step.project_root)).lesson(about["assignment"])
    if about["notebook"] != name:
        raise CallError(f"{about['notebook']}.ipynb is not judged: the notebook of lesson {name} is {name}.ipynb.")
    return name


def _check_layout(place, folder: Path) -> None:
    for step in ("submitted", "autograded"):
        found = Path(place.format_path(getattr(place, f"{step}_directory"), "student", "lesson"))
        if found.resolve() != folder / step / "student" / "lesson":
            raise CallError(
                f"The course keeps {step}/ at {found}; the judge needs nbgrader's own layout, "
                f"{step}/<student>/<lesson> in {folder}. Leave CourseDirectory.{step}_directory as it is."
            )


@contextmanager
def _told_to(log, resources):
    """Turn what is wrong with the course or the machine into an error of this submission, with one line in the log."""
    try:
        yield
    except CallError as error:
        log.error("%s", error)
        raise NbGraderException(f"{resources['nbgrader']['student']}: not judged: {error}") from None


@contextmanager
def _holding(folder: Path):
    """Hold the course while a result is written, and wait a moment for another nbgrader that does the same."""
    give_up = time.monotonic() + _PATIENCE
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(only_one_run(folder))
                break
            except CallError:
                if time.monotonic() > give_up:
                    raise
                time.sleep(0.05)
        yield
