"""The kinks on the walk of a random network are those that nnlib.regions finds, the outputs those of the network."""

import numpy as np
import pytest

from nnlib import MLP
from nnlib.initializers import he
from nnlib.labs.straight_walk import SMALL, random_layers, random_pieces, random_walk
from nnlib.regions import breakpoints

NEAR = 1e-9


def network(width, depth, seed, biases):
    *hidden, (weight, bias) = random_layers(width, depth, seed, biases)
    return MLP.from_data([*((w, b, "relu") for w, b in hidden), (weight, bias, "identity")])


@pytest.mark.parametrize("biases", ["random", "zero"])
@pytest.mark.parametrize("depth", range(1, 9))
@pytest.mark.parametrize("width", [1, 2, 3, 8, 20])
def test_every_kink_is_found_and_no_other(width, depth, biases):
    for seed in range(5):
        found = random_walk(width, depth, seed, biases)
        kinks = breakpoints(network(width, depth, seed, biases), -1, 1)
        np.testing.assert_allclose(found.places[found.kinks], kinks, rtol=0, atol=NEAR)
        assert found.pieces == random_pieces(width, depth, seed, biases) == len(kinks) + 1


@pytest.mark.parametrize(("width", "depth"), [(1, 1), (300, 1), (5, 3), (40, 2), (6, 8)])
@pytest.mark.parametrize("biases", ["random", "zero"])
def test_between_the_places_the_output_is_the_straight_line(width, depth, biases):
    walk, x = random_walk(width, depth, 3, biases), np.linspace(-1, 1, 401)
    drawn = np.interp(x, walk.places, walk.outputs)
    exact = network(width, depth, 3, biases)(x[:, None])[:, 0]
    np.testing.assert_allclose(drawn, exact, rtol=0, atol=NEAR * (1 + np.abs(exact).max()))
    assert walk.places[0] == -1
    assert walk.places[-1] == 1
    assert (np.diff(walk.places) >= 0).all()
    assert not walk.kinks[[0, -1]].any()


def test_a_product_in_parts_is_the_whole_product():
    width = 141
    walk = random_walk(width, 2, 0, "random")
    assert SMALL // width**2 < len(walk.places)  # so that there are several parts
    assert walk.pieces == len(breakpoints(network(width, 2, 0, "random"), -1, 1)) + 1


@pytest.mark.parametrize("width", [1, 7])
def test_without_biases_there_are_two_pieces_or_a_dead_network(width):
    counts = {random_pieces(width, depth, seed, "zero") for depth in range(1, 9) for seed in range(20)}
    assert 2 in counts
    assert counts <= {1, 2}


def test_another_seed_is_another_network():
    assert random_walk(5, 2, 0, "random").outputs[0] != random_walk(5, 2, 1, "random").outputs[0]


@pytest.mark.parametrize("inputs", [1, 3, 99])
def test_on_the_diagonal_the_first_layer_has_one_spread_whatever_the_inputs(inputs):
    weight = he(inputs, 20_000, rng=np.random.default_rng(5))
    spread = (weight @ np.ones(inputs)).std()
    error = np.sqrt(2) / np.sqrt(2 * len(weight))  # the standard deviation of a measured spread
    assert abs(spread - np.sqrt(2)) < 5 * error


def test_one_layer_of_many_has_about_four_fifths_of_its_kinks_on_the_walk():
    """−b/w is Cauchy with scale 0.5/√2, and (2/π)·atan(√2/0.5) of that lies between −1 and 1."""
    neurons = 300
    share = 2 / np.pi * np.arctan(np.sqrt(2) / 0.5)
    counts = [random_pieces(neurons, 1, seed, "random") - 1 for seed in range(40)]
    error = np.sqrt(neurons * share * (1 - share) / len(counts))
    assert abs(np.mean(counts) - share * neurons) < 5 * error
