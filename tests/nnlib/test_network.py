"""Does a network do what its neurons, one by one, would do, keep what it is asked to, and refuse what does not fit?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import MLP, Dense, Neuron

ROUNDING = 1e-12
S2_2 = [([[0.2, -0.1], [0.4, 0.3], [-0.5, 0.6]], [0.1, -0.2, 0.0], "relu"), ([[0.7, -0.3, 0.5]], [0.1], "identity")]


def neuron_by_neuron(network, x):
    """The oracle: every neuron on its own, one sample at a time."""
    kept = []
    for weight, bias, bend in network:
        x = np.array([Neuron(row, b, bend)(x) for row, b in zip(weight, bias, strict=True)])
        kept.append(x)
    return kept


@given(st.lists(st.integers(1, 4), min_size=2, max_size=5), st.integers(0, 2**32 - 1))
def test_a_network_is_its_neurons_one_by_one(sizes, seed):
    rng = np.random.default_rng(seed)
    network = MLP(sizes, "tanh", "sigmoid", rng=rng)
    for layer in network.layers:
        layer.bias[:] = rng.normal(size=layer.bias.shape)
    X = rng.normal(size=(3, sizes[0]))
    batch = network.activations(X)
    for row, x in enumerate(X):
        expected = neuron_by_neuron(network.as_data(), x)
        assert len(batch) == len(expected) == len(sizes) - 1
        for got, wanted in zip(batch, expected, strict=True):
            np.testing.assert_allclose(got[row], wanted, rtol=ROUNDING, atol=ROUNDING)
        np.testing.assert_allclose(network(x), expected[-1], rtol=ROUNDING, atol=ROUNDING)


def test_the_worked_example():
    network = MLP.from_data(S2_2)
    hidden, output = network.activations([1, 2])
    np.testing.assert_allclose(network.pre_activations([1, 2])[0], [0.1, 0.8, 0.7], rtol=ROUNDING)
    np.testing.assert_allclose(hidden, [0.1, 0.8, 0.7], rtol=ROUNDING)
    np.testing.assert_allclose(output, [0.28], rtol=ROUNDING)


def test_pre_activations_become_activations_by_the_bend():
    network = MLP([3, 4, 2], rng=np.random.default_rng(1))
    X = np.random.default_rng(2).normal(size=(5, 3))
    for layer, z, a in zip(network.layers, network.pre_activations(X), network.activations(X), strict=True):
        np.testing.assert_array_equal(layer.activation(z), a)


def test_parameters_are_counted():
    assert MLP([784, 128, 10], rng=np.random.default_rng(0)).n_parameters == 100_480 + 1_290
    assert MLP([128, 256, 128, 64, 1], rng=np.random.default_rng(0)).n_parameters == 74_241


def test_hidden_layers_bend_and_the_last_one_does_not_by_default():
    names = [layer.activation_name for layer in MLP([2, 3, 3, 1], rng=np.random.default_rng(0)).layers]
    assert names == ["relu", "relu", "identity"]


@pytest.mark.parametrize(("bend", "variance"), [("relu", 2 / 400), ("gelu", 2 / 400), ("tanh", 2 / 700)])
def test_weights_start_as_their_bend_needs_it(bend, variance):
    hidden = MLP([400, 300, 1], bend, rng=np.random.default_rng(1)).layers[0]
    assert hidden.weight.var() == pytest.approx(variance, rel=0.03)
    assert not hidden.bias.any()


def test_plain_data_comes_back_and_is_a_copy():
    network = MLP.from_data(S2_2)
    data = network.as_data()
    for (weight, bias, bend), (wanted, wanted_bias, name) in zip(data, S2_2, strict=True):
        assert (weight.tolist(), bias.tolist(), bend) == (wanted, wanted_bias, name)
    data[0][0][:] = 0
    assert network([1, 2]) == pytest.approx(0.28)


def test_a_dense_layer_may_stand_for_a_row():
    layer = Dense([[1, -2]], [0.5], "step")
    assert MLP.from_data([layer]).layers == [layer]


@pytest.mark.parametrize(
    ("network", "error", "said"),
    [
        ([], ValueError, "at least one layer, got an empty list"),
        ("xor", TypeError, r"A network is a list of \(W, b, activation\), one for each layer; got 'xor'"),
        (None, TypeError, "got None"),
        ([([[1.0]], [0.0])], ValueError, r"Layer 1 should be \(W, b, activation\), got"),
        ([([[1.0]], [0.0], "rulu")], ValueError, "Layer 1: There is no activation 'rulu'. Did you mean 'relu'?"),
        ([([[1.0]], [0.0, 1.0], "relu")], ValueError, "Layer 1: Dense expected one bias for each of its 1 neurons"),
        ([([["a"]], [0.0], "relu")], TypeError, "Layer 1: The weight of a Dense layer must be real numbers"),
        (
            [([[1, 2]], [0], "relu"), ([[1, 2]], [0], "relu")],
            ValueError,
            "Layer 1 gives 1 number, but layer 2 expects 2",
        ),
    ],
)
def test_data_that_is_no_network_is_refused_in_words(network, error, said):
    with pytest.raises(error, match=said):
        MLP.from_data(network)


@pytest.mark.parametrize(
    ("sizes", "error", "said"),
    [
        (5, TypeError, r"layer_sizes as a list such as \[2, 3, 1\], got 5"),
        ([5], ValueError, r"at least two sizes, inputs first and outputs last, got \[5\]"),
        ([2, 0, 1], ValueError, r"at least 1, got 0 \(int\) in \[2, 0, 1\]"),
        ([2, 2.5, 1], ValueError, r"whole number of at least 1, got 2.5 \(float\)"),
    ],
)
def test_sizes_that_are_none_are_refused_in_words(sizes, error, said):
    with pytest.raises(error, match=said):
        MLP(sizes, rng=np.random.default_rng(0))


def test_softmax_between_layers_and_a_missing_generator_are_refused():
    with pytest.raises(ValueError, match="Pass it as output_activation"):
        MLP([2, 3, 1], "softmax", rng=np.random.default_rng(0))
    with pytest.raises(TypeError, match=r"expected a numpy\.random\.Generator"):
        MLP([2, 3, 1], rng=None)
