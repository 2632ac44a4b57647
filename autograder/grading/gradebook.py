"""Write marks into a course's gradebook, and read them back; nothing else does, and only one process at a time."""

from pathlib import Path

from autograder.grading.generate import quiet_nbgrader
from autograder.grading.project import CallError
from autograder.grading.submissions import Submission


class CourseGradebook:
    """nbgrader's gradebook of a course.

    Parameters
    ----------
    db_url : str
    config : traitlets.config.Config
        The course's nbgrader settings; they may name a plug-in for late submissions.
    """

    def __init__(self, db_url: str, config):
        self.db_url, self.config = db_url, config

    def record(self, submission: Submission, nb) -> None:
        """Write the marks of a judged notebook; marks of an earlier version are cleared first.

        What a person has entered stays, and is put up for another look, as nbgrader does.
        """
        from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades

        lesson, student = submission.lesson, submission.student
        about = {"assignment": lesson, "notebook": lesson, "student": student, "db_url": self.db_url}
        with quiet_nbgrader() as (log, _):
            with self._open() as gradebook:
                gradebook.update_or_create_student(student)
                gradebook.update_or_create_submission(lesson, student, **_timestamp(submission.folder))
                _clear(gradebook, lesson, student)
            for step in (SaveAutoGrades, AssignLatePenalties):
                nb, _ = step(config=self.config, log=log)(nb, {"nbgrader": about})

    def withdraw(self, submission: Submission) -> None:
        """Clear the marks of an earlier version, if there is one: what is handed in now could not be judged."""
        from nbgrader.api import MissingEntry

        with self._open() as gradebook:
            try:
                _clear(gradebook, submission.lesson, submission.student)
            except MissingEntry:
                return

    def marks(self, lesson: str, student: str) -> tuple[dict, float] | None:
        """Return cell → points and the late penalty, or None where the gradebook has no such submission.

        Points are None where nobody and nothing has judged: a test that is gone, an answer that waits for a human.
        """
        from nbgrader.api import MissingEntry

        with self._open() as gradebook:
            try:
                notebook = gradebook.find_submission_notebook(lesson, lesson, student)
            except MissingEntry:
                return None
            judged = {g.name: g.auto_score is not None or g.manual_score is not None for g in notebook.grades}
            marks = {g.name: g.score if judged[g.name] else None for g in notebook.grades}
            return marks, notebook.late_submission_penalty or 0.0

    def _open(self):
        from nbgrader.api import Gradebook
        from sqlalchemy.exc import SQLAlchemyError

        try:
            return Gradebook(self.db_url)
        except SQLAlchemyError as error:
            reason = str(error).splitlines()[0]
            raise CallError(
                f"The gradebook {self.db_url} cannot be opened: {reason}. Move it away, or restore a copy of it."
            ) from None


def _clear(gradebook, lesson, student) -> None:
    for grade in gradebook.find_submission_notebook(lesson, lesson, student).grades:
        grade.auto_score, grade.needs_manual_grade = None, True
    gradebook.db.commit()


def _timestamp(folder: Path) -> dict:
    """Read ``timestamp.txt`` where nbgrader's exchange left one; an unreadable one counts as none."""
    from nbgrader.utils import parse_utc

    try:
        return {"timestamp": parse_utc((folder / "timestamp.txt").read_text(encoding="utf-8").strip())}
    except (OSError, ValueError, OverflowError):
        return {}
