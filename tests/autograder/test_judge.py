"""Comparing one answer with the truth."""

import numpy as np
import pytest

from autograder.judge import Tolerance, ValueProblem, alike, compare


@pytest.mark.parametrize(
    "honest", [[1, 2], (1.0, 2.0), np.array([1, 2], np.int32), np.array([1, 2], np.float32), [np.float16(1), 2]]
)
def test_honest_kinds_of_numbers_are_welcome(honest):
    assert compare(honest, np.array([1.0, 2.0])) is None


def test_float32_rounding_passes_and_the_smallest_slip_does_not():
    truth = np.array([0.1, -1234.5678])
    assert compare(truth.astype(np.float32), truth) is None
    assert compare(truth + np.array([0, 0.05]), truth) == "Expected [0.1, -1234.57], got [0.1, -1234.52]."
    assert compare(truth + np.array([1e-4, 0]), truth) is not None


@pytest.mark.parametrize(
    ("answer", "truth", "said"),
    [
        ([1.0], 1.0, "Expected one number, got an array of shape (1,)."),
        (1.0, [1.0, 2.0], "Expected an array of shape (2,), got one number."),
        ([[1.0], [2.0]], [1.0, 2.0], "Expected an array of shape (2,), got one of shape (2, 1)."),
        ([1.0, np.nan], [1.0, 2.0], "NaN"),
        ([1.0, -np.inf], [1.0, 2.0], "infinity"),
        ("1.0", 1.0, "the text '1.0'"),
        (True, 1.0, "yes or no"),
        (1 + 0j, 1.0, "Expected numbers"),
        ([[1.0], [1.0, 2.0]], [1.0, 2.0], "rows of equal length"),
        (iter([1.0]), 1.0, "generator"),
        ({1.0}, 1.0, "the set {1.0}"),
    ],
)
def test_kind_shape_and_finiteness_come_before_value(answer, truth, said):
    problem = compare(answer, truth)
    assert said in problem
    assert not isinstance(problem, ValueProblem)


def test_a_tolerance_can_be_tightened():
    assert compare(1.0 + 1e-6, 1.0) is None
    assert compare(1.0 + 1e-6, 1.0, Tolerance(0, 1e-9)) is not None


def test_alike_holds_for_equal_oddities_and_not_across_shapes():
    assert alike(np.array([np.nan, np.inf]), [np.nan, np.inf])
    assert alike("a", "a")
    assert not alike([1.0], 1.0)
    assert not alike("1", 1)


def test_alike_compares_arrays_of_yes_and_no():
    assert alike(np.array([True, False]), np.array([True, False]))
    assert not alike(np.array([True, False]), np.array([True, True]))
    assert not alike(np.array([True, False]), np.array([True]))


def test_alike_looks_into_pairs_lists_and_dicts_of_arrays():
    pair = (np.ones((2, 3)), np.zeros(2))
    assert alike(pair, [np.ones((2, 3)), [0.0, 0.0]])
    assert not alike(pair, (np.ones((2, 3)), np.ones(2)))
    assert not alike(pair, (np.ones((2, 3)),))
    assert alike({"W": pair[0], "b": pair[1]}, {"b": [0, 0], "W": np.ones((2, 3))})
    assert not alike({"W": pair[0]}, {"b": pair[0]})
    assert not alike({"W": pair[0]}, [pair[0]])
