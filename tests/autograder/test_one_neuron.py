"""Lesson 1's exercises: right answers pass in any hand, wrong ones fail and are told which mistake it is."""

import re

import numpy as np
import pytest

from autograder import check
from autograder.exercises import lesson, points
from autograder.forms import FunctionExercise, ValueExercise
from tests.autograder.one_neuron_answers import RIGHT, WRONG

LESSON = "01_one_neuron"
EXERCISES = lesson(LESSON)


def _each(table):
    return [
        pytest.param(name, answer, id=f"{name}-{i}")
        for name, answers in table.items()
        for i, answer in enumerate(answers)
    ]


def test_the_lesson_has_twenty_points_and_answers_for_every_exercise():
    assert sum(points(LESSON).values()) == 20
    assert set(RIGHT) == set(WRONG) == set(EXERCISES)
    assert all(len(answers) >= 2 for answers in RIGHT.values())
    assert all(len(answers) >= 4 for answers in WRONG.values())


@pytest.mark.parametrize(("name", "answer"), _each(RIGHT))
def test_right_answers_in_different_hands_get_all_points(name, answer):
    score = check(f"{LESSON}.{name}", answer)
    assert score == EXERCISES[name].points, str(score)
    assert score.result.verdict == "right"


@pytest.mark.parametrize(("name", "answer"), _each(WRONG))
def test_wrong_answers_lose_points_and_are_told_why(name, answer):
    wrong, expected = answer
    score = check(f"{LESSON}.{name}", wrong)
    assert score < EXERCISES[name].points
    assert score.result.verdict in ("wrong", "partly right", "error")
    said = score.result.message + " ".join(part.detail for part in score.result.parts)
    assert expected in said, str(score)


def _misconceptions():
    for name, exercise in EXERCISES.items():
        if isinstance(exercise, FunctionExercise):
            yield from (pytest.param(name, m.model, m.sentence, id=f"{name}-{m.name}") for m in exercise.misconceptions)
        if isinstance(exercise, ValueExercise):
            for m in exercise.mistakes:
                sentence = m.sentence.replace("{which}", "")
                yield pytest.param(name, m.example, sentence, id=f"{name}-{m.name}")


@pytest.mark.parametrize(("name", "wrong", "sentence"), list(_misconceptions()))
@pytest.mark.parametrize("seed", [0, 1])
def test_each_named_misconception_gets_its_own_diagnosis_from_any_seed(name, wrong, sentence, seed):
    result = EXERCISES[name].judge(wrong, rng=np.random.default_rng(seed))
    assert result.points < result.max_points
    assert sentence in result.message


def test_no_two_misconceptions_of_an_exercise_say_the_same():
    for exercise in EXERCISES.values():
        known = getattr(exercise, "misconceptions", ()) or getattr(exercise, "mistakes", ())
        sentences = [m.sentence for m in known] or list(getattr(exercise, "wrong", {}).values())
        assert len(set(sentences)) == len(sentences), exercise.name


@pytest.mark.parametrize("name", [n for n, e in EXERCISES.items() if not isinstance(e, FunctionExercise)])
def test_an_unfilled_value_is_not_attempted(name):
    for blank in (..., None):
        result = check(f"{LESSON}.{name}", blank).result
        assert (result.verdict, result.points) == ("not attempted", 0)


@pytest.mark.parametrize("name", [n for n, e in EXERCISES.items() if isinstance(e, FunctionExercise)])
def test_an_unfilled_function_is_not_attempted(name):
    def stub(*args):
        answer = ...
        return answer

    def later(*args):
        raise NotImplementedError

    for blank in (stub, later, lambda *args: (..., ...), ..., None):
        result = check(f"{LESSON}.{name}", blank).result
        assert (result.verdict, result.points) == ("not attempted", 0)


@pytest.mark.parametrize(("name", "answer"), _each(RIGHT) + _each({n: [a for a, _ in w] for n, w in WRONG.items()}))
def test_the_points_do_not_depend_on_the_seed(name, answer):
    exercise = EXERCISES[name]
    got = {exercise.judge(answer, rng=np.random.default_rng(seed)).points for seed in range(5)}
    assert len(got) == 1


def test_hints_come_one_at_a_time_and_never_hold_a_solution():
    solutions = {"weighted_sum": r"w @ x \+ b", "signed_distance": r"\(X @ w \+ b\) /", "xor_claim": r"-2, ?-2"}
    for name, exercise in EXERCISES.items():
        if name.startswith("q"):
            continue
        assert len(exercise.hints) >= 2
        assert not re.search(solutions.get(name, "BEGIN SOLUTION"), " ".join(exercise.hints))


# --- the worked examples, against numbers worked out by hand in the lesson's sources --------------------------------


def test_references_give_the_worked_numbers():
    ws, bx, sd = (EXERCISES[n].reference for n in ("weighted_sum", "boundary_x2", "signed_distance"))
    assert ws([0.5, 0.8, 0.2], [0.4, -0.6, 0.9], 0.1) == pytest.approx(0.0, abs=1e-15)
    assert ws([2, 3, -1], [0.5, -0.2, 0.8], 0.1) == pytest.approx(-0.3)
    assert bx(2, [1, -2], 0.5) == pytest.approx(1.25)
    assert sd([2, 1], [1, -2], 0.5) == pytest.approx(0.5 / 5**0.5)
    assert sd([0, 1], [1, -2], 0.5) == pytest.approx(-1.5 / 5**0.5)


def test_fourteen_tables_and_neither_xor_nor_its_opposite():
    tables = EXERCISES["possible_tables"].reference()
    assert len(tables) == 14
    assert not tables & {(0, 1, 1, 0), (1, 0, 0, 1)}


def test_every_threshold_neuron_gets_xor_wrong_somewhere():
    exercise, rng = EXERCISES["xor_mistake"], np.random.default_rng(7)
    for _ in range(1_000):
        w, b = exercise.draw(rng)
        assert exercise.problem(exercise.reference(w, b), (w, b)) is None


def test_edge_patches_are_what_the_exercise_says():
    from autograder.exercises.one_neuron import edges

    for patch in edges.vertical_edges():
        assert (patch[:, 2] - patch[:, 0] >= 0.2).all()
        assert np.diff(patch, axis=1).min() >= 0
    for patch in edges.horizontal_edges():
        assert (patch == patch[:, :1]).all()
        assert np.abs(patch[2] - patch[0]).min() >= 0.2
    assert all(patch.min() >= 0 and patch.max() <= 1 for patch in edges.vertical_edges() + edges.horizontal_edges())


def test_the_claim_about_xor_holds_for_bends_that_only_rise_and_fails_for_those_that_turn_back():
    from autograder.exercises.one_neuron.xor import outputs, separates_xor

    gelu = outputs("gelu", [-2, -2, 0])
    np.testing.assert_allclose(gelu, [[0, -0.0455, -0.0455, -0.0001]], atol=5e-5)
    assert separates_xor(gelu).all()
    claim = EXERCISES["xor_claim"]
    neuron = ((1, 1), -1)
    holding = {
        name
        for name in ("identity", "step", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu")
        if claim.run((name, *claim.read((name, *neuron))[1:]), "holds")[0] == "holds"
    }
    assert holding == {"identity", "step", "sigmoid", "tanh", "relu", "leaky_relu", "elu"}


def test_the_bends_of_the_cases_are_those_of_nnlib():
    from autograder.exercises.bends import BENDS
    from nnlib.activations import ACTIVATIONS

    z = np.linspace(-5, 5, 101)
    assert set(BENDS) == {name for name in ACTIVATIONS if name != "softmax"}
    for name, bend in BENDS.items():
        np.testing.assert_allclose(bend(z), ACTIVATIONS[name](z), atol=1e-12, err_msg=name)
