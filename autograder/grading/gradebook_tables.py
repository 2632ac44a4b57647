"""The tables of nbgrader's gradebook that marks are read from and written to.

nbgrader 0.9 defines and creates them; here stand the columns that we use. Going through nbgrader's own classes would
cost two and a half seconds to import, and a query for each cell of each student.
"""

from uuid import uuid4

from sqlalchemy import Boolean, Column, DateTime, Float, Interval, MetaData, String, Table, Text

_METADATA = MetaData()


def _new_id() -> str:
    return uuid4().hex


def _table(name, *columns) -> Table:
    """A table whose rows get an id of their own, as nbgrader gives them."""
    return Table(name, _METADATA, Column("id", String(128), primary_key=True, default=_new_id), *columns)


def _strings(*names) -> list[Column]:
    return [Column(name, String(128)) for name in names]


assignments = _table("assignment", *_strings("name"), Column("duedate", DateTime))
notebooks = _table("notebook", *_strings("name", "assignment_id"))
cells = _table("base_cell", *_strings("name", "notebook_id", "type"))
grade_cells = _table("grade_cells", Column("max_score", Float), *_strings("cell_type"))
solution_cells = _table("solution_cells")
task_cells = _table("task_cells", Column("max_score", Float), *_strings("cell_type"))
source_cells = _table(
    "source_cell", *_strings("name", "notebook_id", "cell_type"), Column("locked", Boolean), Column("source", Text)
)
students = _table("student", *_strings("first_name", "last_name", "email", "lms_user_id"))
submissions = _table(
    "submitted_assignment",
    *_strings("assignment_id", "student_id"),
    Column("timestamp", DateTime),
    Column("extension", Interval),
)
submitted_notebooks = _table(
    "submitted_notebook",
    *_strings("assignment_id", "notebook_id"),
    Column("flagged", Boolean, default=False),
    Column("late_submission_penalty", Float),
)
grades = _table(
    "grade",
    *_strings("cell_id", "notebook_id"),
    Column("auto_score", Float),
    Column("manual_score", Float),
    Column("extra_credit", Float),
    Column("needs_manual_grade", Boolean, default=True),
)
comments = _table(
    "comment", *_strings("cell_id", "notebook_id"), Column("auto_comment", Text), Column("manual_comment", Text)
)
