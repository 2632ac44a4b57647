"""A tiny project with one lesson, so that releasing and grading are tested in seconds."""

import json
from pathlib import Path

import nbformat

from autograder.grading.project import Project

LESSON = "90_tiny"

PYPROJECT = """\
[project]
name = "tiny"  # a comment that must stay
version = "1.2.3"

[tool.ruff]
line-length = 100
"""

# Does what the real check does for graders, in a few lines and for one exercise.
TOOLS = """\
class Score(float):
    def _repr_mimebundle_(self, **kwargs):
        return {"text/plain": repr(float(self)), "application/vnd.autograder.result+json": self.said}

def check(name, answer):
    came = answer(3)
    verdict = "not attempted" if came is ... else "right" if came == 6 else "wrong"
    score = Score(2.0 if came == 6 else 0.0)
    said = {"right": "", "wrong": "It looks squared.", "not attempted": "Nothing yet."}[verdict]
    score.said = {"id": name, "points": score, "max_points": 2.0, "verdict": verdict, "message": said}
    return score"""

DOUBLE = "# exercise: double\ndef double(x):\n    y = ...\n    {}\n    return y"
TRIPLE = "# exercise: triple\ndef triple(x):\n    y = ...\n    {}\n    return y"

SOLVED = {
    "double": DOUBLE.format("y = x + x"),
    "triple": TRIPLE.format("y = 3 * x"),
    "essay-manual": "Because it adds.",
}
SQUARED = {**SOLVED, "double": DOUBLE.format("y = x * x")}
FAILS_HIDDEN = {**SOLVED, "triple": TRIPLE.format("y = 3 if x == 1 else 0")}


def _markers(source, solution):
    return source.format(f"### BEGIN SOLUTION\n    {solution}\n    ### END SOLUTION")


def _graded(grade_id, points=None, solution=False):
    meta = {"grade": points is not None, "grade_id": grade_id, "locked": not solution, "schema_version": 3}
    return {
        "nbgrader": {**meta, "solution": solution, "task": False} | ({"points": points} if points is not None else {})
    }


def source_notebook() -> dict:
    """The author's notebook: a checked exercise, one with a hidden test, and an answer that a person grades."""
    hidden = "assert triple(1) == 3\n### BEGIN HIDDEN TESTS\nassert triple(14) == 42, 'fourteen'\n### END HIDDEN TESTS"
    v4 = nbformat.v4
    cells = [
        v4.new_markdown_cell("<!-- badges -->", id="badges"),
        v4.new_markdown_cell("# Tiny", id="title"),
        v4.new_code_cell("pass", id="setup"),
        v4.new_code_cell(TOOLS, id="tools", metadata=_graded("tools")),  # locked: the judge runs its own copy
        v4.new_code_cell(_markers(DOUBLE, "y = x + x"), id="double", metadata=_graded("double", solution=True)),
        v4.new_code_cell(f'check("{LESSON}.double", double)', id="double-test", metadata=_graded("double-test", 2)),
        v4.new_code_cell(_markers(TRIPLE, "y = 3 * x"), id="triple", metadata=_graded("triple", solution=True)),
        v4.new_code_cell(hidden, id="triple-test", metadata=_graded("triple-test", 1)),
        v4.new_markdown_cell("Why?", id="essay-manual", metadata=_graded("essay-manual", 3, solution=True)),
    ]
    about = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return v4.new_notebook(cells=cells, metadata={**about, "language_info": {"name": "python"}})


def make_project(root: Path) -> Project:
    """Write the tiny project to disk."""
    lesson = root / "solutions" / LESSON
    lesson.mkdir(parents=True)
    (lesson / f"{LESSON}.ipynb").write_text(nbformat.writes(source_notebook()) + "\n", encoding="utf-8")
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    return Project(root)


def edit_source(project: Project, cell_id: str, change) -> None:
    """Let `change` edit one cell of the author's notebook in place."""
    path = project.solutions / LESSON / f"{LESSON}.ipynb"
    nb = json.loads(path.read_text(encoding="utf-8"))
    change(next(cell for cell in nb["cells"] if cell["id"] == cell_id))
    path.write_text(json.dumps(nb), encoding="utf-8")


def submit(course: Path, student: str, released: str, answers: dict, drop=()) -> Path:
    """Hand in the released notebook with some answers, and without the cells named in `drop`."""
    nb = json.loads(released)
    nb["cells"] = [cell for cell in nb["cells"] if cell["id"] not in drop]
    for cell in nb["cells"]:
        if cell["id"] in answers:
            cell["source"] = answers[cell["id"]]
    return hand_in(course, student, json.dumps(nb))


def hand_in(course: Path, student: str, text: str) -> Path:
    """Put any text where a submission belongs."""
    path = course / "submitted" / student / LESSON / f"{LESSON}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
