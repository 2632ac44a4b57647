"""What is possible: the counts of the theorems, reached by networks that are built here, and never exceeded."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.bounds import regions_within_reach
from nnlib.labs.possible_pieces import at_least, no_more_than
from nnlib.regions import count_pieces, count_regions

SIZES = st.integers(1, 12), st.integers(1, 8), st.integers(1, 6)
FAR = 1e4  # as good as the whole line for networks whose kinks lie between 0 and 1


@pytest.mark.parametrize(
    ("width", "inputs", "count"),
    [(3, 2, 7), (50, 10, 13_432_735_556), (4, 4, 16), (4, 9, 16), (300, 1, 301), (300, 300, 2**300)],
)
def test_one_layer_has_zaslavskys_count(width, inputs, count):
    assert at_least(width, 1, inputs) == no_more_than(width, 1, inputs) == count


@pytest.mark.parametrize("width", [1, 2, 3, 5])
def test_random_lines_reach_the_count_of_one_layer_in_the_plane(width):
    rng = np.random.default_rng(4)
    lines = [(rng.standard_normal((width, 2)), rng.standard_normal(width), "relu")]
    network = [*lines, (rng.standard_normal((1, width)), [0.0], "identity")]
    assert count_regions(network, (-1e3, 1e3), (-1e3, 1e3)) == at_least(width, 1, 2) == no_more_than(width, 1, 2)


@given(*SIZES)
def test_what_is_reached_is_never_more_than_what_is_possible(width, depth, inputs):
    assert 1 < at_least(width, depth, inputs) <= no_more_than(width, depth, inputs)


@given(*SIZES)
def test_no_other_number_of_folded_inputs_is_known_to_reach_more(width, depth, inputs):
    reached = [regions_within_reach([width] * depth, used) for used in range(1, min(width, inputs) + 1)]
    assert at_least(width, depth, inputs) >= max(reached)


@given(*SIZES)
def test_the_folds_of_montufar_are_counted(width, depth, inputs):
    if width >= inputs:
        folds = (width // inputs) ** (inputs * (depth - 1)) * sum(comb(width, j) for j in range(inputs + 1))
        assert at_least(width, depth, inputs) >= folds


@given(st.integers(3, 40), st.integers(1, 8))
def test_with_one_input_and_three_neurons_a_layer_the_two_meet(width, depth):
    assert at_least(width, depth, 1) == no_more_than(width, depth, 1) == (width + 1) ** depth


@pytest.mark.parametrize(("depth", "count"), [(1, 2), (2, 3), (3, 3), (8, 3)])
def test_single_neurons_in_a_row_bend_twice_at_most(depth, count):
    assert at_least(1, depth, 1) == no_more_than(1, depth, 1) == count
    first, later = ([[1.0]], [0.0], "relu"), ([[-1.0]], [1.0], "relu")
    assert count_pieces([first, *[later] * (depth - 1), ([[1.0]], [0.0], "identity")], -FAR, FAR) == count


@pytest.mark.parametrize("depth", [1, 2, 3, 5])
def test_four_pieces_a_layer_fold_to_four_to_the_depth(depth):
    kinks = np.array([1 / 3, 2 / 3, 5 / 6])
    signs, slopes = np.array([1.0, -1.0, -1.0]), np.array([-6.0, 9.0, -12.0])
    one = [(signs[:, None], -signs * kinks, "relu"), (slopes[None, :], [4.0], "identity")]
    assert count_pieces(one * depth, -FAR, FAR) == 4**depth == at_least(3, depth, 1)


@pytest.mark.parametrize(("depth", "count"), [(1, 3), (2, 6), (3, 12)])
def test_two_neurons_a_layer_have_a_gap_between_the_two(depth, count):
    assert at_least(2, depth, 1) == count
    assert no_more_than(2, depth, 1) == 3**depth
