"""Lesson 2's exercises: what only they have to prove. What all lessons' exercises must do is in test_answers."""

import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from autograder import check
from autograder.exercises import lesson
from autograder.exercises.linear_collapse import kink, layers, ranks, waste

LESSON = "02_linear_collapse"
EXERCISES = lesson(LESSON)
NOTEBOOK = Path(__file__).resolve().parents[2] / "solutions" / LESSON / f"{LESSON}.ipynb"


def reference(name):
    return EXERCISES[name].reference


def test_references_give_the_worked_numbers():
    W1, W2, none = [[1, 2], [3, 4]], [[0.5, -1], [1.5, 0.5]], [0, 0]
    np.testing.assert_allclose(layers.weigh(W1, [1, 1]), [3, 7])
    np.testing.assert_allclose(reference("two_linear_layers")([1, 1], W1, none, W2, none), [-5.5, 8.0])
    W, b = reference("collapse")(W1, none, W2, none)
    np.testing.assert_allclose(W, [[-2.5, -3], [3, 5]])
    np.testing.assert_allclose(b, [0, 0])
    np.testing.assert_allclose(layers.weigh(W, [1, 1]), [-5.5, 8.0])
    W, b = reference("collapse")(W1, [1, -1], W2, [2, 0])
    np.testing.assert_allclose(layers.weigh(W, [1, 1]) + b, [-2, 9])
    assert reference("stack_cost")([2, 2, 2]) == {"stack": 12, "collapsed": 6, "difference": 6}
    thousand = {"stack": 21_010, "collapsed": 1_001_000, "difference": -979_990}
    assert reference("stack_cost")([1000, 10, 1000]) == thousand


@pytest.mark.parametrize("count", [1, 2, 5, 40])
def test_the_collapsed_stack_does_what_the_stack_does(count):
    rng = np.random.default_rng(count)
    stack = layers.draw_layers(rng, count)
    W, b = reference("collapse_all")(stack)
    for x in rng.normal(size=(20, stack[0][0].shape[1])):
        h = x
        for weight, bias in stack:
            h = weight @ h + bias
        np.testing.assert_allclose(W @ x + b, h, rtol=1e-9, atol=1e-9 * np.abs(h).max())


def test_swapped_layers_are_told_alike_whether_the_sizes_fit_or_not():
    """On square layers the wrong order runs, on others it raises: both kinds come up, and the sentence is the same."""
    rng = np.random.default_rng(0)
    shapes = [[W.shape for W, _ in layers.draw_layers(rng, 2)] for _ in range(200)]
    square = [len({n for shape in pair for n in shape}) == 1 for pair in shapes]
    assert 40 < sum(square) < 160

    def multiplied(W1, b1, W2, b2):
        return W1 @ W2, W2 @ b1 + b2

    def by_loops(W1, b1, W2, b2):
        if W1.shape[1] != W2.shape[0]:
            raise ValueError("these do not fit")
        return layers.after(W1, W2), layers.weigh(W2, b1) + b2

    for wrong in (multiplied, by_loops):
        assert "x meets W1 first" in check(f"{LESSON}.collapse", wrong).result.message


def test_a_midpoint_gap_is_zero_for_layers_and_not_for_bends():
    gap, rng = reference("midpoint_gap"), np.random.default_rng(4)
    W, b = rng.normal(size=(3, 2)), rng.normal(size=3)
    for x, y in rng.normal(size=(50, 2, 2)):
        assert gap(lambda v: W @ v + b, x, y) < 1e-12
        assert gap(lambda v: np.tanh(W @ v + b), x, y) > 1e-9
    assert gap(lambda v: np.maximum(v, 0), np.array([2, -2]), np.array([-2, 2])) == pytest.approx(2**0.5)


def test_the_net_of_break_it_is_the_one_in_the_notebook():
    cells = {cell["id"]: "".join(cell["source"]) for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]}
    names = {"np": np}
    exec(cells["bent-net"], names)
    for point in product(range(-3, 4), repeat=2):
        np.testing.assert_allclose(names["bent"](np.array(point)), kink.net(np.array(point)))


def test_break_it_takes_exactly_the_pairs_between_which_a_neuron_switches():
    rng = np.random.default_rng(5)
    exercise, passed = EXERCISES["break_it"], 0
    for pair in rng.integers(-30, 31, size=(300, 2, 2)) / 10:
        z = np.array([kink.sums(point) for point in pair])
        switches = bool(((z[0] > 1e-6) & (z[1] < -1e-6) | (z[0] < -1e-6) & (z[1] > 1e-6)).any())
        right = exercise.judge(pair, rng=rng).points == exercise.points
        assert right == switches, pair
        passed += right
    assert 50 < passed < 280


@pytest.mark.parametrize(
    ("sizes", "outcome"),
    [
        ([20, 20, 20], "holds"),
        ([20, 30, 20], "holds"),
        ([50, 10, 10], "holds"),
        ([20, 15, 20], "holds"),
        ([50, 25, 50], "holds"),
        ([50, 24, 50], "fails"),
        ([50, 10, 10, 50], "fails"),
        ([20, 10, 21], None),
    ],
)
def test_extra_layers_are_wasted_where_they_cost_more_than_the_one(sizes, outcome):
    claim = EXERCISES["waste_claim"]
    assert {claim.run(claim.read(sizes), side)[0] for side in ("holds", "fails")} == {outcome}


def test_between_equal_ends_a_waist_saves_below_about_half_of_them():
    """The verdict in the notebook says so."""
    for n in range(2, 300):
        narrow = [h for h in range(1, n + 1) if reference("stack_cost")([n, h, n])["difference"] < 0]
        assert narrow == list(range(1, len(narrow) + 1))
        assert n / 2 - 1.5 < len(narrow) < n / 2


def test_no_stack_that_the_lesson_counts_is_an_answer():
    text = NOTEBOOK.read_text(encoding="utf-8")
    for sizes in ([2, 2, 2], [2, 3, 1], [1000, 10, 1000], [2, 1, 2], [256] * 11, [100] * 11):
        with pytest.raises(ValueError, match="size"):
            EXERCISES["waste_claim"].read(sizes)
    assert "from 10 to 50" in text


@pytest.mark.parametrize("seed", range(5))
def test_a_random_stack_lets_as_many_directions_through_as_its_narrowest_place_has(seed):
    rng = np.random.default_rng(seed)
    for _ in range(30):
        sizes = rng.integers(waste.SMALLEST, waste.LARGEST + 1, size=rng.integers(waste.FEWEST, waste.MOST + 1))
        assert waste.measured_rank(sizes.tolist()) == min(sizes)


def test_every_matrix_of_waist_lies_far_from_the_limit():
    """A factor of ten on either side: nothing is decided by rounding, however the stretches are found."""
    exercise, rng = EXERCISES["waist"], np.random.default_rng(6)
    cases = [exercise.draw(rng) for _ in range(500)] + [w.args for w in exercise.worked] + list(exercise.always)
    for W, rtol in cases:
        stretches = np.linalg.svd(W, compute_uv=False)
        near = (stretches > 0.1 * rtol * stretches[0]) & (stretches < 10 * rtol * stretches[0])
        assert not near.any(), (W, rtol)
    found = {exercise.reference(W, rtol) for W, rtol in cases}
    assert found >= {1, 2, 3, 4, 5}


def test_the_stretches_of_a_made_matrix_are_those_asked_for():
    W = ranks.with_stretches(np.random.default_rng(7), [3.0, 0.5], 4, 3)
    assert W.shape == (3, 4)
    np.testing.assert_allclose(np.linalg.svd(W, compute_uv=False), [3, 0.5, 0], atol=1e-12)
