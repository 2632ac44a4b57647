"""Make submissions of a lesson, mixed as a class would hand them in."""

import json
from pathlib import Path

from autograder.grading.project import Project
from autograder.grading.sample_answers import ANSWERS


def make_submissions(project: Project, lesson: str, course: Path, n: int, rng) -> list[str]:
    """Write `n` submissions of a lesson into ``course/submitted/`` and return the students' names.

    The first ones are one of each kind: perfect, blank, half, then the known mistakes. The others draw each answer
    by itself: right, not attempted, or one of the known ones.

    Parameters
    ----------
    project : Project
    lesson : str
    course : Path
    n : int
    rng : numpy.random.Generator
        Draws the answers of the later students.
    """
    blank = (project.notebooks / lesson / f"{lesson}.ipynb").read_text(encoding="utf-8")
    right = solutions(project, lesson)
    kinds = kinds_of_students(lesson, right)
    names = []
    for i in range(n):
        kind, answers = list(kinds.items())[i] if i < len(kinds) else ("mixed", _mixed(lesson, right, rng))
        names.append(f"{i + 1:0{len(str(n))}d}-{kind}")
        folder = course / "submitted" / names[-1] / lesson
        folder.mkdir(parents=True)
        (folder / f"{lesson}.ipynb").write_text(answered(blank, answers), encoding="utf-8")
    return names


def solutions(project: Project, lesson: str) -> dict[str, str]:
    """Return the author's solutions: exercise → source of its cell."""
    nb = json.loads((project.solutions / lesson / f"{lesson}.ipynb").read_text(encoding="utf-8"))
    return {name: "".join(cell["source"]) for cell in nb["cells"] if (name := _exercise(cell))}


def kinds_of_students(lesson: str, right: dict[str, str]) -> dict[str, dict]:
    """Return kind of student → their answers; an exercise without an answer stays as it was given."""
    half = {name: right[name] for name in list(right)[: len(right) // 2]}
    kinds = {"perfect": right, "blank": {}, "half": half}
    return kinds | {kind: right | _commented(answers) for kind, answers in ANSWERS.get(lesson, {}).items()}


def answered(notebook: str, answers: dict[str, str]) -> str:
    """Return the text of a notebook with `answers` in the cells of their exercises."""
    nb = json.loads(notebook)
    for cell in nb["cells"]:
        if (name := _exercise(cell)) in answers:
            cell["source"] = answers[name].splitlines(keepends=True)
    return json.dumps(nb, indent=1)


def _mixed(lesson, right, rng) -> dict[str, str]:
    known = [_commented(answers) for answers in ANSWERS.get(lesson, {}).values()]
    answers = {}
    for name, solution in right.items():
        wrong = [some[name] for some in known if name in some]
        choices = [solution, solution, None, *wrong]
        chosen = choices[rng.integers(len(choices))]
        if chosen is not None:
            answers[name] = chosen
    return answers


def _commented(answers) -> dict[str, str]:
    return {name: f"# exercise: {name}\n{source}" for name, source in answers.items()}


def _exercise(cell) -> str | None:
    meta = cell["metadata"].get("nbgrader", {})
    return meta["grade_id"] if meta.get("solution") and not meta.get("grade") else None
