"""The judge's `check` gives the points, verdict and message that a notebook's `check` gives, for every known answer."""

import importlib
import zlib

import numpy as np
import pytest

from autograder.exercises import find, lesson
from autograder.grading.judging.grading_check import exercise_ids, without
from autograder.grading.judging.plan import Plan
from autograder.grading.judging.test_cell import Examiner
from autograder.report import Score
from autograder.sandbox.limits import Limits
from tests.autograder.grading.judging.forks import student
from tests.autograder.grading.judging.lessons import cell, graded, judge
from tests.autograder.lesson_answers import ANSWERS, EXERCISES

LESSON = "01_one_neuron"
SEED = 20
IMPORTS = cell("imports", "from autograder import check")


def _answers(whose, name):
    exercise = EXERCISES[whose, name]
    yield from ANSWERS[whose].RIGHT[name]
    yield from (wrong for wrong, _ in ANSWERS[whose].WRONG[name])
    yield from (m.model for m in getattr(exercise, "misconceptions", ()))
    yield from (m.example for m in getattr(exercise, "mistakes", ()))
    yield from (..., None, lambda *args: ..., lambda *args: None)


def _lesson(exercise, *names, whose=LESSON):
    """Return a lesson with one test for each of these names, all of them answers to the same exercise."""
    names = names or (exercise,)
    points = EXERCISES[whose, exercise].points
    tests = [graded(f'check("{whose}.{exercise}", {n})', f"{n}-test", points) for n in names]
    return Plan({"cells": [IMPORTS, cell(exercise, "\n".join(f"{n} = 1" for n in names), "answer"), *tests]})


@pytest.mark.parametrize(("whose", "exercise"), EXERCISES)
def test_every_known_answer_is_judged_as_it_is_in_a_notebook(whose, exercise):
    answers = {f"answer_{i}": answer for i, answer in enumerate(_answers(whose, exercise))}
    examiner = Examiner(_lesson(exercise, *answers, whose=whose), SEED)
    with student(**answers) as fork:
        outside = {name: examiner.judge_test(f"{name}-test", fork) for name in answers}
    exercise_id = f"{whose}.{exercise}"
    for name, verdict in outside.items():
        # Here afterwards, not before: a function that counts its calls starts from 0 in both places.
        rng = np.random.default_rng([SEED, zlib.crc32(exercise_id.encode())])
        here = Score(exercise_id, find(exercise_id).judge(answers[name], rng=rng))
        assert (verdict.points, verdict.verdict) == (here, here.result.verdict), name
        assert (verdict.message, verdict.outputs[0]["data"]) == (here.result.message, here._repr_mimebundle_())


@pytest.mark.parametrize("whose", ANSWERS)
def test_the_known_answers_are_many(whose):
    assert sum(len(list(_answers(whose, exercise))) for exercise in lesson(whose)) > 200


def _check(exercise, source):
    with student(source) as fork:
        return Examiner(_lesson(exercise), SEED).judge_test(f"{exercise}-test", fork)


ODD = [
    "object()",
    "print",
    "[object()]",
    "{1: print}",
    "(i for i in range(3))",
    "10 ** 400",
    "'x' * 10 ** 5",
    "{}",
    "b''",
]
ODD += [
    "np.array([None, 1])",
    "np.zeros((0, 3))",
    "[[1], [1, 2]]",
    "float('nan')",
    "type",
    "1j",
    "range(3)",
    "np.ma.masked",
    "fractions.Fraction(10 ** 400)",
    "[decimal.Decimal('NaN')]",
]


@pytest.mark.parametrize(("whose", "exercise"), EXERCISES)
def test_no_answer_and_no_returned_value_makes_the_judge_raise_or_pass(whose, exercise):
    lines = [f"v{i} = {odd}\ndef f{i}(*args): return {odd}" for i, odd in enumerate(ODD)]
    names = [f"{kind}{i}" for kind in "vf" for i in range(len(ODD))]
    examiner = Examiner(_lesson(exercise, *names, whose=whose), SEED)
    with student("\n".join(["import decimal, fractions", "import numpy as np", *lines])) as fork:
        for name in names:
            verdict = examiner.judge_test(f"{name}-test", fork)
            assert verdict.points == 0, name
            assert verdict.verdict in ("wrong", "error"), name
            assert "could not be judged" not in verdict.message, name


def test_an_answer_that_is_not_there_is_not_attempted():
    verdict = _check("gates", "")
    assert (verdict.points, verdict.verdict, verdict.undefined) == (0, "not attempted", {"gates"})


def test_a_float_that_claims_to_be_equal_gets_nothing_and_is_flagged():
    source = "class Liar(float):\n    __eq__ = lambda s, o: True\ndef weighted_sum(x, w, b): return Liar(1)"
    verdict = _check("weighted_sum", source)
    assert verdict.points == 0
    assert "an object of type Liar" in verdict.message
    assert "own-class" in [flag["kind"] for flag in verdict.flags]


def test_numbers_that_were_typed_in_are_flagged():
    source = "def weighted_sum(x, w, b): return {0.5: 0.0, 2.0: -0.3}.get(float(x[0]), 99.0)"
    assert [flag["kind"] for flag in _check("weighted_sum", source).flags] == ["typed-in"]


def test_an_answer_that_changes_at_the_second_call_is_flagged():
    source = """
seen = set()
def weighted_sum(x, w, b):
    again = x.tobytes() in seen
    seen.add(x.tobytes())
    return x @ w + b + 5 * again
"""
    verdict = _check("weighted_sum", source)
    assert 0 < verdict.points < 2
    assert [flag["kind"] for flag in verdict.flags] == ["unstable"]


def test_a_right_answer_has_no_flags():
    assert _check("weighted_sum", "def weighted_sum(x, w, b): return x @ w + b").flags == []


def test_an_endless_loop_is_told_as_one_and_stops_the_exercise_alone():
    with student("def weighted_sum(x, w, b):\n    while True: pass", Limits(cell_seconds=0.3)) as fork:
        verdict = Examiner(_lesson("weighted_sum"), SEED).judge_test("weighted_sum-test", fork)
    assert (verdict.points, verdict.verdict) == (0, "error")
    assert "never finishes" in verdict.message
    assert [flag["kind"] for flag in verdict.flags] == ["stopped-cell"]


def test_python_that_ends_is_told_as_such():
    verdict = _check("weighted_sum", "import os\ndef weighted_sum(x, w, b): os._exit(3)")
    assert (verdict.points, verdict.verdict) == (0, "error")
    assert "ended Python itself" in verdict.message
    assert [flag["kind"] for flag in verdict.flags] == ["died"]


def test_inputs_depend_on_the_students_seed_and_points_do_not():
    source = "calls = []\ndef weighted_sum(x, w, b):\n    calls.append(float(x[0]))\n    return x @ w + abs(b)"
    seen = []
    for seed in (1, 2, 2):
        with student(source) as fork:
            assert Examiner(_lesson("weighted_sum"), seed).judge_test("weighted_sum-test", fork).points == 1.5
            seen.append(fork.get("calls"))
    assert seen[0] != seen[1] == seen[2]


@pytest.mark.parametrize(
    "source",
    [
        'import autograder\nautograder.check("{id}", {name})',
        'from autograder.check import check as mark\nmark("{id}", {name})',
        'score = check("{id}", {name})',
        'print(check("{id}", {name}))',
        'assert check("{id}", {name}) == 0.5',
        'check.hint("{id}")\ncheck.total("01_one_neuron")\ncheck("{id}", {name})',
    ],
)
def test_however_a_test_gets_at_check_it_is_the_judges(source):
    given = [cell("i", "from autograder import check")]
    source = source.format(id=f"{LESSON}.q1", name="q1")
    for answer, points in (("c", 0.5), ("a", 0.0)):
        verdict = judge(source, f"q1 = '{answer}'", given=given, solution="q1 = 'c'", points=0.5)
        assert verdict.points == points


def test_the_students_own_check_is_not_asked():
    verdict = _check("q1", "q1 = 'a'\ncheck = lambda *args: 0.5")
    assert (verdict.points, verdict.verdict) == (0, "wrong")


@pytest.mark.parametrize("source", ['check("01_one_neuron.q9", q1)', "check(3, q1)"])
def test_a_check_of_nothing_is_the_authors_mistake_and_goes_to_a_person(source):
    given = [cell("i", "from autograder import check")]
    assert judge(source, "q1 = 'c'", given=given, solution="q1 = 'c'").points is None


def test_what_nnlib_has_of_an_exercise_is_taken_away():
    source = f'check("{LESSON}.weighted_sum", weighted_sum)'
    assert exercise_ids(f"{source}\nautograder.check('{LESSON}.q1', q1)") == [f"{LESSON}.weighted_sum", f"{LESSON}.q1"]
    assert without(source) == ("nnlib.Neuron", "nnlib.Dense")
    assert without("check('x.y', y)") == without("assert f(3) == 6") == without("def f(:") == ()
    assert all(_resolves(name) for exercise in lesson(LESSON).values() for name in exercise.without)


def _resolves(name):
    module, _, attribute = name.rpartition(".")
    return hasattr(importlib.import_module(module), attribute)
