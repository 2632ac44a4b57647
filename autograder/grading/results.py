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


def graded_row(submission, cells, judged, marks, flags) -> dict:
    """Return the row of a judged submission.

    Parameters
    ----------
    submission : Submission
    cells : list of GradedCell
    judged : Judged
    marks : Marks
        As the gradebook has them.
    flags : list of dict
        What a person should look at.
    """
    said = {entry["name"]: entry for entry in judged.exercises}
    points = marks.points()
    exercises = [_entry(submission.lesson, cell, points.get(cell.name), said.get(cell.name)) for cell in cells]
    row = _row(submission, "flagged" if flags else "graded", flags, judged.seconds)
    row.update(score=_score(points, cells, marks.penalty), max_score=_total(cells), exercises=exercises)
    return row


def failed_row(submission, cells, reason: str, flags, seconds: float) -> dict:
    """Return the row of a submission that has no verdict, with the one reason."""
    row = _row(submission, "failed", flags, seconds)
    row.update(max_score=_total(cells), reason=reason)
    return row


def resumed_row(row: dict, cells, marks) -> dict:
    """Return an earlier row as it is today: a person may have entered marks since."""
    names = {_exercise_id(row["lesson"], cell): cell.name for cell in cells}
    points = marks.points()
    exercises = [{**entry, "points": _number(points.get(names.get(entry["id"])))} for entry in row["exercises"]]
    return {**row, "exercises": exercises, "score": _score(points, cells, marks.penalty), "resumed": True}


def _row(submission, status, flags, seconds) -> dict:
    return {
        "student": submission.student,
        "lesson": submission.lesson,
        "status": status,
        "score": None,
        "max_score": None,
        "exercises": [],
        "flags": flags,
        "reason": None,
        "seconds": round(seconds, 2),
        "resumed": False,
    }


def _entry(lesson, cell, points, said) -> dict:
    verdict, message = _verdict(cell, points, said)
    return {
        "id": _exercise_id(lesson, cell),
        "points": _number(points),
        "max_points": cell.points,
        "verdict": verdict,
        "message": message,
    }


def _exercise_id(lesson, cell) -> str:
    return f"{lesson}.{cell.name.removesuffix('-test')}"


def _verdict(cell, points, said) -> tuple[str, str]:
    if cell.by_hand:
        return "manual", "" if points else "waits for a person's mark"
    if said is None or said["verdict"] not in VERDICTS:
        return "not judged", "The judge gave no verdict."
    return said["verdict"], str(said["message"])[:_LONGEST_MESSAGE]


def said_by_check(outputs) -> dict | None:
    """Return what `check` left for graders in a cell's outputs, or None."""
    found = [output["data"][RESULT_MIMETYPE] for output in outputs if RESULT_MIMETYPE in output.get("data", {})]
    return next((said for said in found if isinstance(said, dict) and said.get("verdict") in VERDICTS), None)


def _score(points, cells, penalty) -> float:
    return _number(sum(_number(points.get(cell.name)) for cell in cells) - penalty)


def _total(cells) -> float:
    return _number(sum(cell.points for cell in cells))


def _number(points) -> float:
    # Sums of 0.1s are rounded, so that 20 points read 20 and not 19.999999999999996.
    return round(points or 0.0, 6)
