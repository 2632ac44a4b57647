"""Single steps on the rows of a gradebook; `gradebook` puts them together into one transaction a submission."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, insert, select, update

from autograder.grading import gradebook_tables as t


@dataclass(frozen=True)
class Place:
    """Where a submission's rows hang: the ids of the submitted assignment and of its notebook."""

    submission: str
    notebook: str
    penalty: float | None


def find_submission(db, lesson: str, student: str) -> Place | None:
    """Return where a student's rows for a lesson are, or None."""
    found = db.execute(
        select(t.submissions.c.id, t.submitted_notebooks.c.id, t.submitted_notebooks.c.late_submission_penalty)
        .join(t.assignments, t.assignments.c.id == t.submissions.c.assignment_id)
        .join(t.submitted_notebooks, t.submitted_notebooks.c.assignment_id == t.submissions.c.id)
        .join(t.notebooks, t.notebooks.c.id == t.submitted_notebooks.c.notebook_id)
        .where(t.assignments.c.name == lesson, t.notebooks.c.name == lesson, t.submissions.c.student_id == student)
    ).first()
    return Place(*found) if found else None


def make_submission(db, lesson: str, student: str) -> Place:
    """Return where a student's rows for a lesson are; where there are none, make them as nbgrader does."""
    place = find_submission(db, lesson, student)
    if place is not None:
        return place
    if db.execute(select(t.students.c.id).where(t.students.c.id == student)).first() is None:
        db.execute(insert(t.students).values(id=student))
    assignment = db.execute(select(t.assignments.c.id).where(t.assignments.c.name == lesson)).scalar_one()
    about = {"assignment_id": assignment, "student_id": student}
    submission = db.execute(insert(t.submissions).values(about)).inserted_primary_key[0]
    for notebook in db.scalars(select(t.notebooks.c.id).where(t.notebooks.c.assignment_id == assignment)).all():
        _make_notebook(db, submission, notebook)
    return find_submission(db, lesson, student)


def _make_notebook(db, submission, notebook) -> None:
    about = {"assignment_id": submission, "notebook_id": notebook}
    made = db.execute(insert(t.submitted_notebooks).values(about)).inserted_primary_key[0]
    with_mark, with_comment = ("GradeCell", "TaskCell"), ("SolutionCell", "TaskCell")
    for table, kinds in ((t.grades, with_mark), (t.comments, with_comment)):
        chosen = select(t.cells.c.id).where(t.cells.c.notebook_id == notebook, t.cells.c.type.in_(kinds))
        if rows := [{"cell_id": cell, "notebook_id": made} for cell in db.scalars(chosen)]:
            db.execute(insert(table), rows)


def set_timestamp(db, place: Place, timestamp) -> None:
    """Write down when a submission was handed in."""
    db.execute(update(t.submissions).where(t.submissions.c.id == place.submission).values(timestamp=timestamp))


def seconds_late(db, place: Place) -> float:
    """Return by how much a submission is late, an extension taken into account; 0 where it is not."""
    timestamp, extension, due = db.execute(
        select(t.submissions.c.timestamp, t.submissions.c.extension, t.assignments.c.duedate)
        .join(t.assignments, t.assignments.c.id == t.submissions.c.assignment_id)
        .where(t.submissions.c.id == place.submission)
    ).one()
    if timestamp is None or due is None:
        return 0.0
    return max(0.0, (timestamp - (due + extension if extension else due)).total_seconds())


def grades(db, place: Place) -> list:
    """Return a submission's marks: rows with id, name, max_score, auto_score, manual_score, extra_credit."""
    columns = (t.grades.c.id, t.cells.c.name, t.grades.c.auto_score, t.grades.c.manual_score, t.grades.c.extra_credit)
    most = func.coalesce(t.grade_cells.c.max_score, t.task_cells.c.max_score, 0.0).label("max_score")
    return db.execute(
        select(*columns, most)
        .join(t.cells, t.cells.c.id == t.grades.c.cell_id)
        .outerjoin(t.grade_cells, t.grade_cells.c.id == t.cells.c.id)
        .outerjoin(t.task_cells, t.task_cells.c.id == t.cells.c.id)
        .where(t.grades.c.notebook_id == place.notebook)
    ).all()


def every_grade(db, lesson: str | None = None) -> list:
    """Return all marks of a lesson, or of all lessons.

    Each row has student, lesson, timestamp, penalty, name, auto_score, manual_score and extra_credit.
    """
    about = (
        t.submissions.c.student_id.label("student"),
        t.assignments.c.name.label("lesson"),
        t.submissions.c.timestamp,
        t.submitted_notebooks.c.late_submission_penalty.label("penalty"),
        t.cells.c.name,
    )
    chosen = (
        select(*about, t.grades.c.auto_score, t.grades.c.manual_score, t.grades.c.extra_credit)
        .join(t.cells, t.cells.c.id == t.grades.c.cell_id)
        .join(t.submitted_notebooks, t.submitted_notebooks.c.id == t.grades.c.notebook_id)
        .join(t.submissions, t.submissions.c.id == t.submitted_notebooks.c.assignment_id)
        .join(t.assignments, t.assignments.c.id == t.submissions.c.assignment_id)
    )
    return db.execute(chosen if lesson is None else chosen.where(t.assignments.c.name == lesson)).all()


def every_student(db) -> list:
    """Return id, first_name, last_name, email and lms_user_id of all students, in the order of their ids."""
    columns = (t.students.c.first_name, t.students.c.last_name, t.students.c.email, t.students.c.lms_user_id)
    return db.execute(select(t.students.c.id, *columns).order_by(t.students.c.id)).all()


def every_lesson(db) -> list:
    """Return name, duedate and max_score of all lessons, in the order of their names."""
    most = func.coalesce(t.grade_cells.c.max_score, t.task_cells.c.max_score, 0.0)
    return db.execute(
        select(t.assignments.c.name, t.assignments.c.duedate, func.coalesce(func.sum(most), 0.0).label("max_score"))
        .outerjoin(t.notebooks, t.notebooks.c.assignment_id == t.assignments.c.id)
        .outerjoin(t.cells, t.cells.c.notebook_id == t.notebooks.c.id)
        .outerjoin(t.grade_cells, t.grade_cells.c.id == t.cells.c.id)
        .outerjoin(t.task_cells, t.task_cells.c.id == t.cells.c.id)
        .group_by(t.assignments.c.id, t.assignments.c.name, t.assignments.c.duedate)
        .order_by(t.assignments.c.name)
    ).all()


def set_auto_scores(db, changes: list[dict]) -> None:
    """Write the judge's marks: dicts with the row's id, auto_score and needs_manual_grade."""
    rows = [
        {"row": change["id"], "auto": change["auto_score"], "by_hand": change["needs_manual_grade"]}
        for change in changes
    ]
    if rows:
        values = {"auto_score": bindparam("auto"), "needs_manual_grade": bindparam("by_hand")}
        db.execute(update(t.grades).where(t.grades.c.id == bindparam("row")).values(values), rows)


def set_comments(db, place: Place, said: dict[str, str]) -> None:
    """Write the judge's comments, cell → text, and clear all its others; a person's own stay."""
    found = db.execute(
        select(t.comments.c.id, t.cells.c.name, t.comments.c.auto_comment)
        .join(t.cells, t.cells.c.id == t.comments.c.cell_id)
        .where(t.comments.c.notebook_id == place.notebook)
    ).all()
    rows = [{"row": row, "said": said.get(name)} for row, name, before in found if before != said.get(name)]
    if rows:
        values = {"auto_comment": bindparam("said")}
        db.execute(update(t.comments).where(t.comments.c.id == bindparam("row")).values(values), rows)


def set_penalty(db, place: Place, penalty: float | None) -> None:
    """Write what comes off the score for being late."""
    if penalty != place.penalty:
        values = {"late_submission_penalty": penalty}
        db.execute(update(t.submitted_notebooks).where(t.submitted_notebooks.c.id == place.notebook).values(values))
