"""Are the bounds those of the papers, and do real networks keep to them?"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import MLP
from nnlib.bounds import folded_pieces, most_regions, most_regions_deep, regions_within_reach
from nnlib.regions import count_pieces, count_regions

counts = st.integers(1, 40)
FAR = 1e4


@given(counts, counts)
def test_one_more_cut_adds_the_regions_it_is_cut_into_itself(neurons, inputs):
    grown = most_regions(neurons + 1, inputs) - most_regions(neurons, inputs)
    assert grown == (most_regions(neurons, inputs - 1) if inputs > 1 else 1)


@pytest.mark.parametrize(
    ("neurons", "inputs", "regions"),
    [(3, 2, 7), (50, 10, 13_432_735_556), (300, 1, 301), (5, 9, 32), (300, 300, 2**300), (300, 299, 2**300 - 1)],
)
def test_zaslavsky_to_the_last_digit(neurons, inputs, regions):
    assert most_regions(neurons, inputs) == regions


def test_random_lines_reach_the_most_and_never_more():
    rng = np.random.default_rng(0)
    found = [
        count_regions([(rng.normal(size=(5, 2)), rng.normal(size=5), "relu")], (-FAR, FAR), (-FAR, FAR))
        for _ in range(10)
    ]
    assert max(found) == most_regions(5, 2)


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.integers(0, 1000))
def test_no_network_of_one_input_has_more_pieces(widths, seed):
    rng = np.random.default_rng(seed)
    network = MLP([1, *widths, 1], rng=rng)
    for layer in network.layers:
        layer.bias[:] = rng.normal(size=len(layer.bias))
    assert count_pieces(network, -FAR, FAR) <= most_regions_deep(widths, 1) == math.prod(n + 1 for n in widths)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=4), st.integers(1, 5))
def test_what_some_weights_reach_none_exceed(widths, inputs):
    if min(widths) >= inputs:
        assert regions_within_reach(widths, inputs) <= most_regions_deep(widths, inputs)


def test_one_hidden_layer_is_known_exactly():
    assert regions_within_reach([7], 3) == most_regions_deep([7], 3) == most_regions(7, 3)


def test_a_narrow_layer_leaves_few_inputs_for_the_next():
    assert most_regions_deep([2, 10], 5) == most_regions(2, 5) * most_regions(10, 2)


def test_the_numbers_of_the_lesson():
    assert regions_within_reach([100] * 3, 1) == 1_010_000
    assert most_regions_deep([128, 128], 1) == 16_641
    assert folded_pieces(3, 5) == 1_024 == most_regions_deep([3] * 5, 1)
    assert most_regions_deep([16] * 4, 1) == 83_521
    assert most_regions_deep([100] * 3, 300) == most_regions(300, 300)


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: most_regions(0, 2), ValueError, "neurons must be at least 1, got 0"),
        (lambda: most_regions(3, 2.0), TypeError, "inputs must be a whole number, got 2.0"),
        (lambda: most_regions_deep([], 1), ValueError, "at least one hidden layer"),
        (lambda: most_regions_deep(3, 1), TypeError, r"such as \[100, 100\], got 3"),
        (lambda: most_regions_deep([3, "4"], 1), TypeError, "each width must be a whole number"),
        (lambda: regions_within_reach([4, 2], 3), ValueError, "got a layer of 2"),
        (lambda: folded_pieces(2, 5), ValueError, "at least 3 ReLUs"),
    ],
)
def test_what_cannot_be_counted_is_said(call, error, words):
    with pytest.raises(error, match=words):
        call()
