"""Does a gradebook know exactly a lesson's cells already? Then nbgrader's generator need not run again."""

from sqlalchemy import select

from autograder.grading import gradebook_tables as t


def is_registered(gradebook, lesson: str, cells: list[dict]) -> bool:
    """Tell whether a gradebook has what registering a lesson would put there.

    Parameters
    ----------
    gradebook : CourseGradebook
    lesson : str
    cells : list of dict
        The cells of the author's notebook.
    """
    if not gradebook.exists():
        return False
    with gradebook.connection() as db:
        notebooks = db.execute(
            select(t.notebooks.c.id, t.notebooks.c.name)
            .join(t.assignments, t.assignments.c.id == t.notebooks.c.assignment_id)
            .where(t.assignments.c.name == lesson)
        ).all()
        if [name for _, name in notebooks] != [lesson]:
            return False
        return _known(db, notebooks[0].id) == _wanted(cells)


def _wanted(cells) -> dict:
    """Return (kind, name) → what a gradebook says about it."""
    wanted = {}
    for cell in cells:
        meta = cell["metadata"].get("nbgrader") or {}
        kind = cell["cell_type"]
        if meta.get("grade"):
            wanted["grade", meta["grade_id"]] = (float(meta["points"]), kind)
        if meta.get("task"):
            wanted["task", meta["grade_id"]] = (float(meta["points"]), kind)
        if meta.get("solution"):
            wanted["solution", meta["grade_id"]] = ()
        if meta.get("grade") or meta.get("solution") or meta.get("locked") or meta.get("task"):
            # Of what a student may edit the gradebook has the released text, which differs from the author's.
            source = None if meta.get("solution") else "".join(cell["source"])
            wanted["source", meta["grade_id"]] = (kind, source)
    return wanted


def _known(db, notebook) -> dict:
    known = {}
    for kind, table in (("grade", t.grade_cells), ("task", t.task_cells)):
        chosen = select(t.cells.c.name, table.c.max_score, table.c.cell_type).join(table, table.c.id == t.cells.c.id)
        for name, most, cell_type in db.execute(chosen.where(t.cells.c.notebook_id == notebook)):
            known[kind, name] = (most, cell_type)
    solutions = select(t.cells.c.name).where(t.cells.c.notebook_id == notebook, t.cells.c.type == "SolutionCell")
    for name in db.scalars(solutions):
        known["solution", name] = ()
    sources = select(t.source_cells.c.name, t.source_cells.c.cell_type, t.source_cells.c.source)
    for name, cell_type, source in db.execute(sources.where(t.source_cells.c.notebook_id == notebook)):
        editable = ("solution", name) in known
        known["source", name] = (cell_type, None if editable else source)
    return known
