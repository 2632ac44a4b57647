"""The width that a budget pays for: no wider network is within it, and the count is that of a real network."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import MLP
from nnlib.labs.budgets import parameters, widest

DEPTHS = st.integers(1, 8)


@given(st.integers(1, 9), DEPTHS, st.integers(1, 9))
def test_the_parameters_are_those_of_the_network(width, depth, inputs):
    network = MLP([inputs, *[width] * depth, 1], rng=np.random.default_rng(0))
    first, *_, last = network.layers
    parts = parameters(width, depth, inputs)
    assert sum(parts) == network.n_parameters
    assert parts[0] == first.weight.size + first.bias.size
    assert parts[2] == last.weight.size + last.bias.size


@given(st.integers(0, 40_000), DEPTHS, st.integers(1, 300))
def test_the_width_is_within_the_budget_and_one_more_is_not(budget, depth, inputs):
    width = widest(budget, depth, inputs)
    assert width >= 0
    assert width == 0 or sum(parameters(width, depth, inputs)) <= budget
    assert sum(parameters(width + 1, depth, inputs)) > budget


@given(st.integers(1, 2_000), DEPTHS, st.integers(1, 300))
def test_a_budget_spent_to_the_last_parameter_is_enough(width, depth, inputs):
    exact = sum(parameters(width, depth, inputs))
    assert widest(exact, depth, inputs) == width
    assert widest(exact - 1, depth, inputs) == width - 1


@pytest.mark.parametrize(
    ("budget", "depth", "inputs", "width"),
    [(58, 5, 1, 3), (901, 1, 1, 300), (20_501, 3, 1, 100), (30_301, 1, 99, 300), (30_301, 3, 99, 100), (10, 6, 1, 0)],
)
def test_known_budgets(budget, depth, inputs, width):
    assert widest(budget, depth, inputs) == width
