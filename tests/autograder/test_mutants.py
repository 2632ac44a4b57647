"""Right answers with one small change, made by machine, lose points; the few that need not are listed with a reason.

`RIGHT_ALL_THE_SAME` and `DESIGNS` in each lesson's answers say which. A sample of the changes is tried; all of them
with ``MUTANTS=all``, as ``make proof`` does.
"""

import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.exercises import LESSONS, lesson
from tests.autograder.lesson_answers import ANSWERS
from tests.autograder.mutants import mutants

SOLUTIONS = Path(__file__).resolve().parents[2] / "solutions"
SAMPLE = 12  # changes tried for each answer
LEAST_SHARE = 0.95  # of all changes of a lesson: so many must lose points, the listed survivors counted


def _solutions(name):
    cells = json.loads((SOLUTIONS / name / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    for cell in cells:
        if cell["metadata"].get("nbgrader", {}).get("solution") and cell["id"] not in ANSWERS[name].DESIGNS:
            lines = "".join(cell["source"]).splitlines()
            yield cell["id"], "\n".join(line for line in lines if "### " not in line)


def _imports(name):
    """Return what the lesson's own imports give an answer to use."""
    cells = json.loads((SOLUTIONS / name / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    names = {}
    exec("".join(next(cell["source"] for cell in cells if cell["id"] == "imports")), names)
    return names


def _answer(source, exercise, names):
    names = dict(names)
    try:
        exec(source, names)
    except Exception:
        return None  # the cell itself stops: nothing to hand in
    return names.get(exercise)


def _excused(name, exercise, changed):
    return any(code in changed for whose, code in ANSWERS[name].RIGHT_ALL_THE_SAME if whose == exercise)


def _tried(source):
    every = list(mutants(source))
    if os.environ.get("MUTANTS") == "all" or len(every) <= SAMPLE:
        return every
    chosen = np.random.default_rng(1).choice(len(every), SAMPLE, replace=False)
    return [every[i] for i in sorted(chosen)]


ALL = [(name, *solution) for name in LESSONS for solution in _solutions(name)]


@pytest.mark.parametrize(("name", "exercise", "source"), ALL, ids=[f"{name}.{exercise}" for name, exercise, _ in ALL])
def test_the_right_answer_with_one_small_change_loses_points(name, exercise, source):
    judged, names = lesson(name)[exercise], _imports(name)
    assert judged.judge(_answer(source, exercise, names), rng=np.random.default_rng(3)).points == judged.points
    survivors = []
    for what, changed in _tried(source):
        result = judged.judge(_answer(changed, exercise, names), rng=np.random.default_rng(3))
        if result.points == judged.points and not _excused(name, exercise, changed):
            survivors.append(f"{what}\n{changed}")
    assert not survivors, "\n\n".join(survivors)


@pytest.mark.parametrize("name", LESSONS)
def test_few_changes_are_right_all_the_same_and_each_is_listed_for_something(name):
    sources = dict(_solutions(name))
    changed = [(exercise, code) for exercise, source in sources.items() for _, code in mutants(source)]
    excused = [_excused(name, *change) for change in changed]
    assert 1 - sum(excused) / len(changed) >= LEAST_SHARE
    for exercise, code in ANSWERS[name].RIGHT_ALL_THE_SAME:
        assert code not in sources[exercise]
        assert any(code in other for whose, other in changed if whose == exercise), (exercise, code)


def test_a_change_that_the_cases_cannot_see_is_found():
    """The gate itself: an exercise whose cases all have b = 0 lets the bias be forgotten, and that is noticed."""
    blind = replace(lesson("01_one_neuron")["weighted_sum"], worked=(), draw=lambda rng: (np.ones(2), np.ones(2), 0.0))
    rng = np.random.default_rng(3)
    source = "def weighted_sum(x, w, b):\n    return w @ x + b"
    (changed,) = (changed for _, changed in mutants(source) if changed.endswith("return w @ x"))
    forgotten = _answer(changed, "weighted_sum", {"np": np})
    assert blind.judge(forgotten, rng=rng).points == blind.points
    assert lesson("01_one_neuron")["weighted_sum"].judge(forgotten, rng=rng).points == 0
