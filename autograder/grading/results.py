"""A result's row, as ``--json`` writes it: one a submission, with one entry for each graded cell."""

import json
from dataclasses import dataclass
from pathlib import Path

RESULT_MIMETYPE = "application/vnd.autograder.result+json"
VERDICTS = ("right", "partly right", "wrong", "error", "not attempted", "not judged", "manual")
_LONGEST_MESSAGE = 2_000


@dataclass(frozen=True)
class GradedCell:
    """A cell of the master that carries points.

    Attributes
    ----------
    name : str
        Its grade_id, such as ``weighted_sum-test``.
    points : float
    by_hand : bool
        Whether a person grades it.
    """

    name: str
    points: float
    by_hand: bool


def graded_cells(source: Path) -> list[GradedCell]:
    """Return the graded cells of a lesson's source, in the lesson's order."""
    cells = json.loads(source.read_text(encoding="utf-8"))["cells"]
    marked = [(cell["cell_type"], cell["metadata"].get("nbgrader", {})) for cell in cells]
    return [
        GradedCell(meta["grade_id"], float(meta["points"]), kind != "code" or bool(meta.get("solution")))
        for kind, meta in marked
        if meta.get("grade") or meta.get("task")
    ]


def graded_row(student: str, lesson: str, cells, nb, marks: dict, penalty: float, seconds: float) -> dict:
    """Return the row of a judged submission.

    Parameters
    ----------
    cells : list of GradedCell
    nb : notebook
        The judged notebook, with the outputs of its tests.
    marks : dict
        cell → points, as the gradebook has them; None where nothing was judged.
    """
    outputs = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.get("outputs", []) for cell in nb.cells}
    exercises = [
        _entry(lesson, cell, marks.get(cell.name), outputs.get(cell.name), outputs.get(cell.name.removesuffix("-test")))
        for cell in cells
    ]
    flags = [
        {"kind": "missing-test", "detail": f"the test cell {cell.name} is not in the submitted notebook"}
        for cell in cells
        if not cell.by_hand and cell.name not in outputs
    ]
    row = _row(student, lesson, "flagged" if flags else "graded", seconds)
    row.update(score=_score(marks, cells, penalty), max_score=_total(cells), exercises=exercises, flags=flags)
    return row


def failed_row(student: str, lesson: str, cells, reason: str, seconds: float) -> dict:
    """Return the row of a submission that has no verdict, with the one reason."""
    row = _row(student, lesson, "failed", seconds)
    row.update(max_score=_total(cells), reason=reason)
    return row


def resumed_row(row: dict, cells, marks: dict, penalty: float) -> dict:
    """Return an earlier row as it is today: a person may have entered marks since."""
    names = {_exercise_id(row["lesson"], cell): cell.name for cell in cells}
    exercises = [{**e, "points": _number(marks.get(names.get(e["id"])))} for e in row["exercises"]]
    return {**row, "exercises": exercises, "score": _score(marks, cells, penalty), "resumed": True}


def _row(student, lesson, status, seconds) -> dict:
    return {
        "student": student,
        "lesson": lesson,
        "status": status,
        "score": None,
        "max_score": None,
        "exercises": [],
        "flags": [],
        "reason": None,
        "seconds": round(seconds, 2),
        "resumed": False,
    }


def _entry(lesson, cell, points, outputs, answer) -> dict:
    verdict, message = _verdict(cell, points, outputs, answer or [])
    return {
        "id": _exercise_id(lesson, cell),
        "points": _number(points),
        "max_points": cell.points,
        "verdict": verdict,
        "message": message,
    }


def _exercise_id(lesson, cell) -> str:
    return f"{lesson}.{cell.name.removesuffix('-test')}"


def _verdict(cell, points, outputs, answer) -> tuple[str, str]:
    """Return the verdict and its sentence, from the outputs of the test cell and of the answer's own cell."""
    if cell.by_hand:
        return "manual", "" if points else "waits for a person's mark"
    if outputs is None or points is None:
        return "not judged", "The test cell is missing from the notebook."
    said = said_by_check(outputs)
    if said:
        return said["verdict"], str(said.get("message", ""))[:_LONGEST_MESSAGE]
    if not points and _error(outputs) and _error(answer):
        return "error", f"The cell of the answer stopped. {_error(answer)}"
    if not points and _error(outputs).startswith("NameError"):
        return "not attempted", _error(outputs)
    return _from_points(cell, points), _error(outputs)


def said_by_check(outputs) -> dict | None:
    """Return what `check` left for graders in a cell's outputs, or None."""
    found = [output["data"][RESULT_MIMETYPE] for output in outputs if RESULT_MIMETYPE in output.get("data", {})]
    return next((said for said in found if isinstance(said, dict) and said.get("verdict") in VERDICTS), None)


def _from_points(cell, points) -> str:
    if points >= cell.points:
        return "right"
    return "partly right" if points > 0 else "wrong"


def _error(outputs) -> str:
    error = next((o for o in outputs if o["output_type"] == "error"), None)
    return f"{error['ename']}: {error['evalue']}"[:_LONGEST_MESSAGE] if error else ""


def _score(marks, cells, penalty) -> float:
    return _number(sum(_number(marks.get(cell.name)) for cell in cells) - penalty)


def _total(cells) -> float:
    return _number(sum(cell.points for cell in cells))


def _number(points) -> float:
    # Sums of 0.1s are rounded, so that 20 points read 20 and not 19.999999999999996.
    return round(points or 0.0, 6)
