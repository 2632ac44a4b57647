"""Lesson 1's exercises: references give the sources' numbers, and cases are what the lesson says they are."""

import re

import numpy as np
import pytest

from autograder.exercises import lesson

EXERCISES = lesson("01_one_neuron")


def test_hints_never_hold_a_solution():
    solutions = {"weighted_sum": r"w @ x \+ b", "signed_distance": r"\(X @ w \+ b\) /", "xor_claim": r"-2, ?-2"}
    for name, solution in solutions.items():
        assert not re.search(solution, " ".join(EXERCISES[name].hints))


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
