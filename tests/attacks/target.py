"""The lesson that attacks are made on: six exercises, ten points, one of each kind of test that a lecturer writes.

Stock nbgrader and our grader can both grade it, so that the same attacks can be tried on both.
"""

from pathlib import Path

import nbformat

from autograder.grading.project import Project

LESSON = "91_target"
FULL = 10.0

PYPROJECT = """\
[project]
name = "target"
version = "1.0.0"
"""

IMPORTS = "import numpy as np\n\nfrom autograder import check"
DEMO = 'print("one third is about", round(1 / 3, 4))'

# name -> points, what stands above the gap, what stands below it, the test
EXERCISES = {
    "weighted_sum": (
        2,
        "def weighted_sum(x, w, b):\n    z = ...",
        "    return z",
        'check("01_one_neuron.weighted_sum", weighted_sum)',
    ),
    "clamp": (
        2,
        "def clamp(value, low, high):\n    kept = ...",
        "    return kept",
        "assert clamp(5, 0, 3) == 3\nassert clamp(-5, 0, 3) == 0\nassert clamp(2, 0, 3) == 2",
    ),
    "normalise": (
        2,
        "def normalise(parts):\n    shares = ...",
        "    return shares",
        "np.testing.assert_allclose(normalise(np.array([1.0, 3.0])), [0.25, 0.75])\n"
        "np.testing.assert_allclose(normalise(np.array([2.0, 2.0, 4.0])), [0.25, 0.25, 0.5])",
    ),
    "triple": (
        1,
        "def triple(x):\n    y = ...",
        "    return y",
        "assert triple(2) == 6\n### BEGIN HIDDEN TESTS\nassert triple(14) == 42\n### END HIDDEN TESTS",
    ),
    # As lecturers write it: from the full marks, something is taken off for each error.
    "leap": (
        2,
        "def leap(year):\n    days = ...",
        "    return days",
        "2 - sum(abs(leap(year) - days) for year, days in [(1900, 0), (2000, 1), (2023, 0), (2024, 1)]) / 2",
    ),
    "primes": (1, "primes = ...", "", "assert primes == [2, 3, 5, 7]"),
}

RIGHT = {
    "weighted_sum": "    z = w @ x + b",
    "clamp": "    kept = max(low, min(value, high))",
    "normalise": "    shares = parts / parts.sum()",
    "triple": "    y = 3 * x",
    "leap": "    days = int(year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))",
    "primes": "primes = [2, 3, 5, 7]",
}
WRONG = {
    "weighted_sum": "    z = 12345.0",
    "clamp": "    kept = 12345",
    "normalise": "    shares = parts - 12345",
    "triple": "    y = 12345",
    "leap": "    days = int(not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)))",
    "primes": "primes = [1, 4, 6, 8]",
}


def solution(name: str, gap: str) -> str:
    """Return the whole text of an exercise's cell with `gap` in its gap."""
    _, above, below, _ = EXERCISES[name]
    return "\n".join(part for part in (f"# exercise: {name}", above, gap, below) if part)


def answers(gaps: dict, **instead: str) -> dict[str, str]:
    """Return cell texts by name: the exercises with these gaps; `instead` replaces whole cells."""
    return {name: solution(name, gap) for name, gap in gaps.items()} | instead


def _graded(grade_id, points=None):
    meta = {"grade": points is not None, "grade_id": grade_id, "locked": points is not None, "schema_version": 3}
    return {
        "nbgrader": {**meta, "solution": points is None, "task": False} | ({} if points is None else {"points": points})
    }


def _exercise_cells(name):
    points, _, _, test = EXERCISES[name]
    indent = "    " if name != "primes" else ""
    gap = f"{indent}### BEGIN SOLUTION\n{RIGHT[name]}\n{indent}### END SOLUTION"
    yield nbformat.v4.new_code_cell(solution(name, gap), id=name, metadata=_graded(name))
    yield nbformat.v4.new_code_cell(test, id=f"{name}-test", metadata=_graded(f"{name}-test", points))


def source_notebook() -> dict:
    """The author's notebook."""
    v4 = nbformat.v4
    cells = [
        v4.new_markdown_cell("# Target", id="title"),
        v4.new_code_cell(IMPORTS, id="imports"),
        v4.new_code_cell(DEMO, id="thirds", metadata={"tags": ["demo"]}),
    ]
    cells += [cell for name in EXERCISES for cell in _exercise_cells(name)]
    about = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return v4.new_notebook(cells=cells, metadata={**about, "language_info": {"name": "python"}})


def make_project(root: Path) -> Project:
    """Write the project to disk; it is yet to be released."""
    lesson = root / "solutions" / LESSON
    lesson.mkdir(parents=True)
    (lesson / f"{LESSON}.ipynb").write_text(nbformat.writes(source_notebook()) + "\n", encoding="utf-8")
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    return Project(root)
