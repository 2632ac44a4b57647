"""Lesson 3's exercises against numbers worked out elsewhere, and the gates that only this lesson has."""

import math
import re

import numpy as np
import pytest
from scipy import optimize, special

from autograder import check
from autograder.exercises import lesson
from autograder.exercises.activations.outputs import BENDS, TASKS
from tests.autograder.activations_answers import RIGHT, sigmoid_by_clipping, softmax_moved

LESSON = "03_activations"
EXERCISES = lesson(LESSON)
Z = np.linspace(-6, 6, 49)


def reference(name, *args):
    return EXERCISES[name].reference(*args)


def parts(name, answer):
    """Return title → passed of a judged answer."""
    return {part.title: part.passed for part in check(f"{LESSON}.{name}", answer).result.parts}


# --- the references, against SciPy, finite differences, and the numbers of the lesson ------------------------------


def test_references_are_those_of_scipy():
    np.testing.assert_allclose(reference("sigmoid", Z), special.expit(Z), rtol=1e-12)
    np.testing.assert_allclose(reference("gelu", Z), Z * special.ndtr(Z), rtol=1e-12, atol=1e-300)
    table = Z[:48].reshape(4, 12)
    for axis in (-1, 0, 1):
        np.testing.assert_allclose(reference("softmax", table, axis), special.softmax(table, axis=axis), rtol=1e-12)


def test_slopes_are_central_differences():
    h = 1e-5
    for name, bend in (("sigmoid", special.expit), ("tanh", np.tanh), ("relu", lambda z: np.maximum(z, 0))):
        z = Z[Z != 0]
        np.testing.assert_allclose(reference("slopes", z)[name], (bend(z + h) - bend(z - h)) / (2 * h), atol=1e-9)


def test_references_give_the_worked_numbers():
    np.testing.assert_allclose(reference("softmax", [2.0, 1.0, 0.0], -1), [0.6652, 0.2447, 0.0900], atol=5e-5)
    np.testing.assert_allclose(reference("sigmoid", np.array([0.0, -0.3])), [0.5, 0.4256], atol=5e-5)
    assert reference("slope_bound", 10) == pytest.approx(9.5e-7, rel=0.01)
    assert reference("leaky_relu", -0.3, 0.01) == pytest.approx(-0.003)
    assert reference("gelu", -0.3) == pytest.approx(-0.1146, abs=5e-5)
    assert reference("dead_fraction", np.array([[1.0, -1.0], [-1.0, -2.0]])) == 0.5


def test_the_lowest_point_of_gelu_is_where_an_optimiser_finds_it():
    found = optimize.minimize_scalar(lambda z: z * special.ndtr(z), bounds=(-2, 0), options={"xatol": 1e-10})
    z, value = reference("gelu_minimum")
    assert (z, value) == pytest.approx((found.x, found.fun), abs=1e-7)
    assert (z, value) == pytest.approx((-0.7518, -0.16997), abs=5e-5)


# --- what must hold beside values -----------------------------------------------------------------------------------


def test_an_overflow_costs_its_own_part_and_no_other():
    found = parts("sigmoid", lambda z: 1 / (1 + np.exp(-z)))
    assert [title for title, passed in found.items() if not passed] == ["right and silent at -1000 and 1000"]
    found = parts("softmax", lambda z, axis=-1: np.exp(z) / np.exp(z).sum(axis=axis, keepdims=True))
    assert [title for title, passed in found.items() if not passed] == [
        "right and silent at -1000 and 1000",
        "large numbers in one row leave the other rows alone",
    ]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_another_dtype_than_the_one_that_came_costs_its_own_part(dtype):
    for name, right in (("sigmoid", sigmoid_by_clipping), ("softmax", softmax_moved)):
        found = parts(name, lambda *args, right=right: right(*args).astype(dtype))
        lost = [title for title, passed in found.items() if not passed]
        assert lost == ["float32 stays float32, whole numbers become float64"]


def test_advice_about_overflow_is_kept_for_overflow():
    part = check(f"{LESSON}.sigmoid", lambda z: float(np.ravel(special.expit(z))[0])).result.parts[3]
    assert not part.passed
    assert "e^1000" not in part.detail


def test_a_call_that_stopped_for_another_reason_is_not_told_of_an_overflow():
    def by_if(z):
        return 1 / (1 + np.exp(-z)) if z >= 0 else np.exp(z) / (1 + np.exp(z))

    part = check(f"{LESSON}.sigmoid", by_if).result.parts[3]
    assert "stopped with ValueError" in part.detail
    assert "e^1000" not in part.detail


def test_two_settings_are_called_turned_only_where_the_alpha_given_is_odd():
    def said(holds, fails):
        return check(f"{LESSON}.leaky_claim", {"holds": holds, "fails": fails}).result.message

    assert "in this order" in said((5, 0.01), (-1, 2))
    assert "overtake" in said((0.01, -2), (0.5, 3))
    assert "swapped" in said((2, -1), (0.01, -2))


def test_the_largest_part_that_is_left_is_below_the_bound():
    sharper = next(m.model for m in EXERCISES["slope_bound"].misconceptions if m.name == "the largest part itself")
    assert [sharper(n) for n in (2, 3, 10)] == pytest.approx([0.05896, 0.01343, 3.90e-7], rel=1e-3)


def test_a_wrong_table_of_shares_stands_below_the_right_one_to_four_decimals():
    def wrong_in_tables(z, axis=-1):
        return softmax_moved(z if z.ndim == 1 else 2 * z, axis)

    *_, right, yours = check(f"{LESSON}.softmax", wrong_in_tables).result.example.splitlines()
    pattern = r"\[\[0\.\d{1,4}, 0\.\d{1,4}\], \[0\.\d{1,4}, 0\.\d{1,4}\]\]"
    assert re.fullmatch(f"right  {pattern}", right)
    assert re.fullmatch(f"yours  {pattern}", yours)
    assert right[7:] != yours[7:]


def test_advice_about_large_rows_is_kept_for_those_who_are_right_on_small_ones():
    def said(answer):
        return check(f"{LESSON}.softmax", answer).result.parts[5].detail

    assert "clipping" not in said(lambda z, axis=-1: softmax_moved(z if z.ndim == 1 else 2 * z, axis))
    assert "clipping" in said(lambda z, axis=-1: softmax_moved(np.clip(z, -300, 300), axis))


def test_the_slope_at_the_corner_of_relu_may_be_0_or_1():
    right = RIGHT["slopes"][1]
    for corner in (0.0, 1.0, 0, np.float32(1), np.array(0.0)):
        score = check(f"{LESSON}.slopes", lambda z, c=corner: right(z) | ({"relu": c} if np.all(z == 0) else {}))
        assert score == 2


def test_an_approximation_of_gelu_is_not_exact_enough():
    def close(z):
        return 0.5 * z * (1 + np.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)))

    assert np.abs(close(Z) - Z * special.ndtr(Z)).max() < 5e-4
    assert check(f"{LESSON}.gelu", close) < 2


def test_the_lowest_point_is_wanted_to_six_decimals():
    z, value = reference("gelu_minimum")
    exercise = EXERCISES["gelu_minimum"]
    for right in ((z + 9e-7, value), (z, value - 9e-7), np.round((z, value), 6)):
        assert exercise.problem(right, ()) is None
    for wrong in ((z + 2e-6, value), (z, value + 2e-6), np.round((z, value), 4)):
        assert exercise.problem(wrong, ()) is not None


def test_leaky_relu_is_the_larger_of_two_lines_up_to_alpha_1_and_never_above():
    claim = EXERCISES["leaky_claim"]
    for z in (-2.0, -0.1, 0.1, 3.0):
        for alpha in (-1.0, 0.0, 0.01, 0.5, 1.0):
            assert claim.run((alpha, z), "holds")[0] == "holds"
        for alpha in (1.1, 2.0, 50.0):
            assert claim.run((alpha, z), "fails")[0] == "fails"
    assert claim.run((2.0, 0.0), "fails")[0] is None


def test_each_task_counts_alone_and_one_bend_for_all_is_not_enough():
    assert {bend for bend, _ in TASKS.values()} == set(BENDS)
    for bend in BENDS:
        score = check(f"{LESSON}.output_activation", dict.fromkeys(TASKS, bend))
        assert score == pytest.approx(2 * 2 / 6, abs=0.005)
        assert score.result.verdict == "partly right"


def test_no_case_is_decided_by_a_tie():
    rng = np.random.default_rng(11)
    for name in ("slopes", "leaky_relu", "dead_fraction"):
        for _ in range(300):
            assert (np.asarray(EXERCISES[name].draw(rng)[0]) != 0).all(), name
