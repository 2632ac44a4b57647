"""Is the collapsed layer the same function as the stack, at any depth, and is a bend in between refused?"""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import Dense
from nnlib.collapse import collapse
from nnlib.initializers import orthogonal

PER_LAYER = 1e-15  # rounding that one turn may add to numbers of size 1, a few ulp


def one_after_the_other(layers, x):
    """The oracle: no matrix is ever multiplied by a matrix."""
    for weight, bias in layers:
        x = [sum(w * v for w, v in zip(row, x, strict=True)) + b for row, b in zip(weight, bias, strict=True)]
    return x


@given(st.lists(st.integers(1, 4), min_size=2, max_size=6), st.integers(0, 2**32 - 1))
def test_one_layer_does_what_the_stack_does(sizes, seed):
    rng = np.random.default_rng(seed)
    layers = [(rng.normal(size=(n, m)), rng.normal(size=n)) for m, n in pairwise(sizes)]
    single = collapse(layers)
    assert single.weight.shape == (sizes[-1], sizes[0])
    x = rng.normal(size=sizes[0])
    np.testing.assert_allclose(single(x), one_after_the_other(layers, x), rtol=1e-9, atol=1e-9)


def test_a_hundred_turns_collapse_up_to_rounding():
    rng = np.random.default_rng(1)
    layers = [(orthogonal(2, rng=rng), rng.normal(size=2) / 10) for _ in range(100)]
    X = rng.uniform(-1, 1, size=(50, 2))
    stack = X
    for weight, bias in layers:
        stack = stack @ weight.T + bias
    apart = abs(stack - collapse(layers)(X)).max()
    assert 0 < apart < 100 * 5 * PER_LAYER


def test_the_worked_example():
    both = collapse([Dense([[1, 2], [3, 4]], [0, 0]), Dense([[0.5, -1], [1.5, 0.5]], [0, 0])])
    assert both.weight.tolist() == [[-2.5, -3], [3, 5]]
    assert both([1, 1]).tolist() == [-5.5, 8]


def test_one_layer_collapses_to_itself():
    single = collapse([([[1, 2]], [3])])
    assert (single.weight.tolist(), single.bias.tolist()) == ([[1, 2]], [3])


@pytest.mark.parametrize(
    ("layers", "said"),
    [
        ([], "at least one layer, got none"),
        ([([[1, 2]], [0]), ([[1, 2, 3]], [0])], "Layer 1 gives 1 number, but layer 2 expects 3"),
        ([([[1]], [0]), ([[1], [2]], [0, 0]), ([[1]], [0])], "Layer 2 gives 2 numbers, but layer 3 expects 1"),
        ([Dense([[1]], [0]), Dense([[1]], [0], "relu")], r"Layer 2 bends \(relu\)"),
        ([([[1]], [0], "relu")], r"Layer 1 should be a Dense layer or a pair \(W, b\)"),
        ([([[1]], [0]), ([1], [0])], "Layer 2: Dense expected weight of shape"),
    ],
)
def test_what_has_no_collapse_is_refused_in_words(layers, said):
    with pytest.raises(ValueError, match=said):
        collapse(layers)
