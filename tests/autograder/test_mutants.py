"""Right answers with one small change, made by machine, lose points; the few that need not stand here with a reason."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.exercises import LESSONS, lesson
from tests.autograder.mutants import mutants

SOLUTIONS = Path(__file__).resolve().parents[2] / "solutions"

# (exercise, what the changed code holds) → why it is right all the same
RIGHT_ALL_THE_SAME = {
    ("boundary_x2", "-(w[0] * x1 + b)"): "numbers and arrays need no np.asarray",
    ("xor_mistake", "+ b >= 0"): "a sum of exactly 0 never decides",
}
# Of a design, most small changes are right answers too; test_one_neuron judges designs against what they must do.
DESIGNS = {"gates", "edge_detector", "xor_claim", "possible_tables"}


def _solutions(name):
    cells = json.loads((SOLUTIONS / name / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    for cell in cells:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            lines = "".join(cell["source"]).splitlines()
            yield cell["id"], "\n".join(line for line in lines if "### " not in line)


def _answer(source, exercise):
    names = {"np": np}
    try:
        exec(source, names)
    except Exception:
        return None  # the cell itself stops: nothing to hand in
    return names.get(exercise)


ALL = [(name, *solution) for name in LESSONS for solution in _solutions(name) if solution[0] not in DESIGNS]


@pytest.mark.parametrize(("name", "exercise", "source"), ALL, ids=[exercise for _, exercise, _ in ALL])
def test_the_right_answer_with_one_small_change_loses_points(name, exercise, source):
    judged = lesson(name)[exercise]
    assert judged.judge(_answer(source, exercise), rng=np.random.default_rng(3)).points == judged.points
    survivors = []
    for what, changed in mutants(source):
        result = judged.judge(_answer(changed, exercise), rng=np.random.default_rng(3))
        excused = any(code in changed for whose, code in RIGHT_ALL_THE_SAME if whose == exercise)
        if result.points == judged.points and not excused:
            survivors.append(f"{what}\n{changed}")
    assert not survivors, "\n\n".join(survivors)


def test_a_change_that_the_cases_cannot_see_is_found():
    """The gate itself: an exercise whose cases all have b = 0 lets the bias be forgotten, and that is noticed."""
    blind = replace(lesson("01_one_neuron")["weighted_sum"], worked=(), draw=lambda rng: (np.ones(2), np.ones(2), 0.0))
    rng = np.random.default_rng(3)
    source = "def weighted_sum(x, w, b):\n    return w @ x + b"
    (changed,) = (changed for _, changed in mutants(source) if changed.endswith("return w @ x"))
    forgotten = _answer(changed, "weighted_sum")
    assert blind.judge(forgotten, rng=rng).points == blind.points
    assert lesson("01_one_neuron")["weighted_sum"].judge(forgotten, rng=rng).points == 0
