"""Write marks into a course's gradebook, and read them back; nothing else does, and only one process at a time."""

from contextlib import contextmanager
from pathlib import Path

from autograder.grading.marks import Mark, Marks, fair_points
from autograder.grading.project import CallError
from autograder.grading.safe_read import is_text
from autograder.grading.submissions import Submission

NO_RESPONSE = "No response."


class BrokenGradebook(CallError):
    """The gradebook cannot be used; the text names it and says what to do."""


class CourseGradebook:
    """nbgrader's gradebook of a course; one connection for as long as a run lasts.

    Parameters
    ----------
    db_url : str
        Any address that SQLAlchemy understands.
    config : traitlets.config.Config
        The course's nbgrader settings; they may name a plug-in for late submissions.
    """

    def __init__(self, db_url: str, config):
        self.db_url, self.config = db_url, config
        self._engine, self._has_tables = None, False

    def close(self) -> None:
        """Let go of the database."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine, self._has_tables = None, False

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def record(self, submission: Submission, judged, timestamp=None) -> Marks:
        """Write the marks of a judged submission, all of them or none, and return what the gradebook has then.

        Marks of an earlier version are gone. What a person has entered stays, and is put up for another look, as
        nbgrader does.

        Parameters
        ----------
        submission : Submission
        judged : Judged
        timestamp : datetime.datetime or None
            When it was handed in, in UTC, where that is known.
        """
        from autograder.grading import gradebook_rows as rows

        points = {entry["name"]: entry["points"] for entry in judged.exercises}
        with self.connection() as db:
            place = rows.make_submission(db, submission.lesson, submission.student)
            if timestamp is not None:
                rows.set_timestamp(db, place, timestamp)
            before = rows.grades(db, place)
            if unknown := points.keys() - {row.name for row in before}:
                raise ValueError(f"the gradebook has no cell {sorted(unknown)[0]}: register the lesson again")
            rows.set_auto_scores(db, [_auto(row, points.get(row.name)) for row in before])
            rows.set_comments(db, place, dict.fromkeys(judged.unanswered, NO_RESPONSE))
            marks = _marks(rows.grades(db, place))
            penalty = self._penalty(submission.student, marks.total(), rows.seconds_late(db, place))
            rows.set_penalty(db, place, penalty)
        return Marks(marks.cells, penalty or 0.0)

    def withdraw(self, submission: Submission) -> None:
        """Clear the marks of an earlier version, if there is one: what is handed in now could not be judged."""
        from autograder.grading import gradebook_rows as rows

        if not is_text(submission.student) or not self.exists():
            return
        with self.connection() as db:
            place = rows.find_submission(db, submission.lesson, submission.student)
            if place is not None:
                rows.set_auto_scores(db, [_auto(row, None) for row in rows.grades(db, place)])
                rows.set_penalty(db, place, None)

    def marks(self, lesson: str, student: str) -> Marks | None:
        """Return a submission's marks, or None where the gradebook has no such submission."""
        from autograder.grading import gradebook_rows as rows

        if not is_text(student) or not self.exists():
            return None
        with self.connection() as db:
            place = rows.find_submission(db, lesson, student)
            return None if place is None else _marks(rows.grades(db, place), place.penalty or 0.0)

    def all_marks(self, lesson: str | None = None) -> dict[tuple[str, str], Marks]:
        """Return (student, lesson) → marks, of one lesson or of all: one query, however many there are."""
        from autograder.grading import gradebook_rows as rows

        found = {}
        if self.exists():
            with self.connection() as db:
                for row in rows.every_grade(db, lesson):
                    place = (row.student, row.lesson)
                    marks = found.setdefault(place, Marks({}, row.penalty or 0.0, row.timestamp))
                    marks.cells[row.name] = Mark(row.auto_score, row.manual_score, row.extra_credit)
        return found

    def roll(self) -> tuple[list, list]:
        """Return all students and all lessons; see `gradebook_rows` for what is known of each."""
        from autograder.grading import gradebook_rows as rows

        if not self.exists():
            return [], []
        with self.connection() as db:
            return rows.every_student(db), rows.every_lesson(db)

    def exists(self) -> bool:
        """Tell whether there is a gradebook; looking must not make an empty one."""
        if self._engine is not None and self._has_tables:
            return True
        from sqlalchemy import inspect
        from sqlalchemy.engine import make_url

        url = make_url(self.db_url)
        if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
            return False
        with self.connection() as db:
            self._has_tables = inspect(db).has_table("submitted_notebook")
        return self._has_tables

    @contextmanager
    def connection(self):
        """Give a connection whose work is written when the block ends well, and undone otherwise.

        Raises
        ------
        BrokenGradebook
            If the database cannot be opened, is damaged, or is not one of nbgrader's.
        """
        from sqlalchemy.exc import SQLAlchemyError

        try:
            with self._begin() as db:
                yield db
        except SQLAlchemyError as error:
            reason = str(error).splitlines()[0]
            raise BrokenGradebook(
                f"The gradebook {self.db_url} cannot be used: {reason}. Move it away, or restore a copy of it."
            ) from None

    def _begin(self):
        from sqlalchemy import create_engine

        if self._engine is None:
            # formgrader may be writing at this moment; it is done within milliseconds.
            patience = {"connect_args": {"timeout": 30}} if self.db_url.startswith("sqlite") else {}
            self._engine = create_engine(self.db_url, **patience)
        return self._engine.begin()

    def _penalty(self, student, score, seconds_late) -> float | None:
        """Ask nbgrader's plug-in for late submissions, where one is configured and this one is late."""
        if seconds_late <= 0 or not {"AssignLatePenalties", "LateSubmissionPlugin"} & set(self.config):
            return None
        from nbgrader.preprocessors import AssignLatePenalties

        step = AssignLatePenalties(config=self.config)
        step.init_plugin()
        penalty = step.plugin_inst.late_submission_penalty(student, score, seconds_late)
        return None if penalty is None else min(max(float(penalty), 0.0), score)


def _auto(row, points) -> dict:
    """Return what becomes of a mark's row: the judge's points, and whether a person should look at it."""
    auto = fair_points(points, row.max_score)
    return {"id": row.id, "auto_score": auto, "needs_manual_grade": auto is None or row.manual_score is not None}


def _marks(rows, penalty=0.0) -> Marks:
    return Marks({row.name: Mark(row.auto_score, row.manual_score, row.extra_credit) for row in rows}, penalty)
