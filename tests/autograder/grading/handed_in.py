"""The tiny lesson as its author has it, as students get it, and as they hand it in."""

import copy
import json

from autograder.grading.rebuild import rebuild
from tests.autograder.grading.tiny import DOUBLE, LESSON, SOLVED, TRIPLE, source_notebook

MASTER = json.loads(json.dumps(source_notebook()))
GIVEN = {"double": DOUBLE.format("# YOUR CODE HERE"), "triple": TRIPLE.format("# YOUR CODE HERE")}
CHECK = f'check("{LESSON}.double", double)'


def released() -> dict:
    """Return the lesson as students get it, with a given demo cell and a locked helper in it."""
    return _handed_out(master())


def master() -> dict:
    """Return the tiny lesson with two more cells: one that only shows something, one that tests rely on."""
    nb = copy.deepcopy(MASTER)
    locked = {"grade": False, "grade_id": "helper", "locked": True, "schema_version": 3, "solution": False}
    nb["cells"].insert(4, _cell("show", "print('look')", tags=["demo"]))
    nb["cells"].insert(5, _cell("helper", "def near(a, b):\n    return abs(a - b) < 1", nbgrader=locked))
    return nb


def solved() -> dict:
    """Return a submission with every answer right."""
    return answer(released(), SOLVED)


def answer(nb, answers) -> dict:
    """Write answers into a submission."""
    for cell in nb["cells"]:
        cell["source"] = answers.get(cell["id"], cell["source"])
    return nb


def find(nb, cell_id) -> dict:
    """Return a cell by its id."""
    return next(cell for cell in nb["cells"] if cell["id"] == cell_id)


def place(nb, cell_id) -> int:
    """Return where a cell stands."""
    return nb["cells"].index(find(nb, cell_id))


def own(source, kind="code") -> dict:
    """Return a cell of a student's own."""
    outputs = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "id": f"own{abs(hash(source))}", "metadata": {}, "source": source, **outputs}


def judged(submitted, lesson=None):
    """Rebuild a submission of the tiny lesson."""
    return rebuild(lesson or master(), released(), submitted)


def kinds(rebuilt) -> list[str]:
    """Return the kinds of a rebuilt submission's flags."""
    return [one["kind"] for one in rebuilt.flags]


def steps(rebuilt) -> list[tuple[str, str]]:
    """Return the steps as kind and source."""
    return [(step.kind, rebuilt.cells[step.index]["source"]) for step in rebuilt.steps]


def named(rebuilt, name) -> dict:
    """Return a cell of a rebuilt submission by its grade_id."""
    return next(c for c in rebuilt.cells if c["metadata"].get("nbgrader", {}).get("grade_id") == name)


def _cell(cell_id, source, **metadata):
    return {**own(source), "id": cell_id, "metadata": metadata}


def _handed_out(nb):
    nb["cells"] = [cell for cell in nb["cells"] if cell["id"] != "badges"]
    for cell in nb["cells"]:
        cell["source"] = GIVEN.get(cell["id"], cell["source"])
        if cell["id"] == "triple-test":
            cell["source"] = cell["source"].split("\n### BEGIN")[0]
        if cell["id"] == "setup":
            cell["source"] = "pass  # written when the lesson is released"
        if cell["metadata"].get("nbgrader"):
            cell["metadata"] = {**cell["metadata"], "deletable": False}
            cell["metadata"]["nbgrader"] = {
                **cell["metadata"]["nbgrader"],
                "checksum": "0",
                "cell_type": cell["cell_type"],
            }
    return nb
