"""Do a neuron and a layer weigh, sum and bend as an explicit loop does, and refuse what does not fit in words?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from nnlib import Dense, Neuron
from nnlib.activations import ACTIVATIONS

ROUNDING = 1e-12  # of numbers up to 100 with up to 5 terms, summed in another order
numbers = st.floats(-10, 10)


def loop_neuron(x, weights, bias, bend):
    """The oracle: one sum at a time, in plain Python."""
    if np.ndim(x) == 1:
        total = bias
        for value, weight in zip(x, weights, strict=True):
            total += float(value) * float(weight)
        return bend(total)
    return np.array([loop_neuron(row, weights, bias, bend) for row in x]).reshape(np.shape(x)[:-1])


@st.composite
def problems(draw):
    features, neurons = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    samples = draw(npst.array_shapes(min_dims=0, max_dims=2, min_side=0, max_side=3))
    return (
        draw(npst.arrays(np.float64, (*samples, features), elements=numbers)),
        draw(npst.arrays(np.float64, (neurons, features), elements=numbers)),
        draw(npst.arrays(np.float64, neurons, elements=numbers)),
        draw(st.sampled_from(["identity", "sigmoid", "tanh", "relu", "gelu"])),
    )


@given(problems())
def test_a_neuron_and_a_layer_equal_a_loop(problem):
    x, weight, bias, name = problem
    layer = Dense(weight, bias, name)(x)
    assert layer.shape == (*x.shape[:-1], len(bias))
    for row, (weights, b) in enumerate(zip(weight, bias, strict=True)):
        expected = loop_neuron(x, weights, float(b), ACTIVATIONS[name])
        a = Neuron(weights, b, name)(x)
        assert np.shape(a) == x.shape[:-1]
        np.testing.assert_allclose(a, expected, rtol=ROUNDING, atol=ROUNDING)
        np.testing.assert_allclose(layer[..., row], expected, rtol=ROUNDING, atol=ROUNDING)


def test_the_worked_examples():
    first = Neuron([0.4, -0.6, 0.9], 0.1, "sigmoid")
    assert first([0.5, 0.8, 0.2]) == 0.5
    second = Neuron([0.5, -0.2, 0.8], 0.1, "relu")
    assert second.pre_activation([2, 3, -1]) == pytest.approx(-0.3)
    assert second([2, 3, -1]) == 0
    assert Neuron([1, -2], 0.5).pre_activation([[2, 1], [0, 1]]).tolist() == [0.5, -1.5]
    layer = Dense([[0.2, -0.1], [0.4, 0.3], [-0.5, 0.6]], [0.1, -0.2, 0.0], "relu")
    np.testing.assert_allclose(layer([1, 2]), [0.1, 0.8, 0.7], rtol=ROUNDING)


def test_rounding_makes_a_step_neuron_fire_on_the_line():
    # On paper 0.2 - 0.48 + 0.18 + 0.1 is 0, and a neuron is silent at 0.
    neuron = Neuron([0.4, -0.6, 0.9], 0.1, "step")
    assert 0 < neuron.pre_activation([0.5, 0.8, 0.2]) < 1e-16
    assert neuron([0.5, 0.8, 0.2]) == 1


def test_a_function_of_ones_own_is_a_bend():
    neuron = Neuron([1.0], 0.0, np.cos)
    assert neuron([0.0]) == 1.0
    assert neuron.activation_name == "cos"


def test_what_a_neuron_is_made_of_can_be_read():
    weights = np.array([1.0, -2.0])
    neuron = Neuron(weights, 1, "relu")
    weights[:] = 0
    assert neuron.weights.tolist() == [1.0, -2.0], "a neuron keeps its own copy"
    assert isinstance(neuron.bias, float)
    assert repr(neuron) == "Neuron([1.0, -2.0], 1.0, 'relu')"
    layer = Dense([[1, 2, 3], [4, 5, 6]], [0, 1], "tanh")
    assert (layer.weight.shape, layer.bias.shape, layer.activation_name) == ((2, 3), (2,), "tanh")
    assert repr(layer) == "Dense(3 → 2, 'tanh')"


def test_softmax_shares_among_the_neurons_of_a_layer():
    shares = Dense(np.eye(3), np.zeros(3), "softmax")([[2.0, 1.0, 0.0]] * 2)
    np.testing.assert_allclose(shares, [[0.6652, 0.2447, 0.0900]] * 2, atol=5e-5)
    with pytest.raises(ValueError, match=r"one Neuron cannot have it\. Use it in a Dense layer"):
        Neuron([1.0], 0.0, "softmax")


def test_nan_and_infinity_pass_through_silently():
    assert np.isnan(Neuron([1.0, 2.0], 0.0, "relu")([np.nan, 1.0]))
    assert np.isnan(Neuron([1.0, -1.0], 0.0)([np.inf, np.inf]))
    assert np.isnan(Dense([[np.nan, 1.0], [0.0, 1.0]], [0.0, 0.0])([1.0, 1.0])).tolist() == [True, False]


def test_float32_stays_float32():
    layer = Dense(np.ones((2, 3), np.float32), np.zeros(2, np.float32), "sigmoid")
    assert layer(np.ones((4, 3), np.float32)).dtype == np.float32


@pytest.mark.parametrize(
    ("x", "sentence"),
    [
        (
            np.zeros((3, 10)),
            r"Dense expected 3 features per sample, got x of shape \(3, 10\). If samples are columns, pass x.T.",
        ),
        (np.zeros((10, 2)), r"Dense expected 3 features .*\(10, 2\). The last axis must have length 3."),
        (1.0, r"got x of shape \(\)"),
        (np.zeros(0), r"got x of shape \(0,\)"),
    ],
)
def test_a_wrong_input_is_refused_in_words(x, sentence):
    with pytest.raises(ValueError, match=sentence):
        Dense(np.ones((2, 3)), [0, 0])(x)


def test_a_neuron_refuses_wrong_inputs_in_words():
    with pytest.raises(ValueError, match=r"Neuron expected 1 feature per sample.*x\.reshape\(-1, 1\)"):
        Neuron([1.0], 0.0)([1.0, 2.0, 3.0])
    with pytest.raises(TypeError, match="The input x of Neuron must be real numbers, got 'abc'"):
        Neuron([1.0], 0.0)("abc")


@pytest.mark.parametrize(
    ("make", "error", "sentence"),
    [
        (lambda: Neuron([[1.0, 2.0]], 0.0), ValueError, "A matrix of weights is a layer: use Dense"),
        (lambda: Neuron(1.0, 0.0), ValueError, r"weights of shape \(d,\), one for each input, got shape \(\)"),
        (lambda: Neuron([], 0.0), ValueError, r"got shape \(0,\)"),
        (lambda: Neuron([1.0], [0.0, 1.0]), ValueError, r"one number as bias, got shape \(2,\)"),
        (lambda: Neuron([1.0], None), TypeError, "The bias of a Neuron must be real numbers, got None"),
        (lambda: Neuron(["a"], 0.0), TypeError, "The weights of a Neuron must be real numbers"),
        (lambda: Neuron([1.0], 0.0, "relo"), ValueError, "Did you mean 'relu'"),
        (lambda: Dense([1.0], [0.0]), ValueError, r"shape \(neurons, inputs\), one row a neuron, got shape \(1,\)"),
        (lambda: Dense(np.ones((2, 3)), np.ones(3)), ValueError, r"each of its 2 neurons .* got bias of shape \(3,\)"),
    ],
)
def test_what_makes_no_neuron_is_refused_in_words(make, error, sentence):
    with pytest.raises(error, match=sentence):
        make()


def test_the_ledger_of_a_neuron_ends_in_its_output():
    neuron = Neuron([2, 3], -1, "relu")
    assert neuron.ledger([1, 1]).splitlines()[-1] == f"bend   a = relu(4) = {neuron([1, 1]):.0f}"
