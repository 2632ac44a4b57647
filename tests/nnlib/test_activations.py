"""Are the bends what the books say, at every dtype and shape, and silent everywhere?"""

import math

import numpy as np
import pytest
import scipy.special
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from nnlib import activations
from nnlib.activations import ACTIVATIONS, activation_name, erf, erfc, get_activation, softmax

ROUNDING = 1e-12  # relative; far out, rounding z by 1e-16 of itself costs exp(−z²/2) about z²·1e-16
ERF_ROUNDING = 2e-15  # erf and erfc promise about 1e-15
ELEMENTWISE = sorted(set(ACTIVATIONS) - {"softmax"})
Z = np.concatenate([np.linspace(-30, 30, 1201), [-1000.0, 1000.0, 1e-300, -1e-300]])


def expit(z):
    return scipy.special.expit(z)


ORACLES = {  # one number in, one number out, from the standard library or SciPy
    "identity": lambda z: z,
    "step": lambda z: 1.0 if z > 0 else 0.0,
    "sigmoid": expit,
    "tanh": math.tanh,
    "relu": lambda z: max(0.0, z),
    "leaky_relu": lambda z: z if z > 0 else z / 100,
    "elu": lambda z: z if z > 0 else math.expm1(z),
    "gelu": lambda z: z * scipy.special.ndtr(z),
    "silu": lambda z: z * expit(z),
}

floats = npst.arrays(
    npst.floating_dtypes(sizes=(32, 64), endianness="="),
    npst.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
    elements=st.floats(-1000, 1000, width=32),
)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_a_bend_equals_its_oracle(name):
    expected = [ORACLES[name](z) for z in Z.tolist()]
    np.testing.assert_allclose(ACTIVATIONS[name](Z), expected, rtol=ROUNDING, atol=1e-300)


@pytest.mark.parametrize(
    ("name", "z", "a"),
    [
        ("step", 0.0, 0.0),
        ("step", 5.551115123125783e-17, 1.0),
        ("sigmoid", 0.0, 0.5),
        ("sigmoid", 40.0, 1.0),
        ("relu", -0.3, 0.0),
        ("gelu", -0.7517915, -0.1699712),
        ("gelu", -2.0, -0.0455003),
        ("silu", -1.2784645, -0.2784645),
    ],
)
def test_values_that_the_lessons_state(name, z, a):
    assert ACTIVATIONS[name](z) == pytest.approx(a, abs=5e-8)


@given(z=floats, name=st.sampled_from(ELEMENTWISE))
def test_shape_and_dtype_are_kept(z, name):
    a = ACTIVATIONS[name](z)
    assert np.shape(a) == z.shape
    assert a.dtype == z.dtype
    assert not np.shares_memory(a, z)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_whole_numbers_and_booleans_become_float64(name):
    for z in (3, True, [1, -2], np.array([1, -2], dtype=np.int8)):
        assert ACTIVATIONS[name](z).dtype == np.float64


@pytest.mark.parametrize("name", ELEMENTWISE)
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_no_input_makes_a_sound(name, dtype):
    z = np.array([-np.inf, np.finfo(dtype).min, -1000, -1, -0.0, 0, 1, 1000, np.finfo(dtype).max, np.inf], dtype=dtype)
    with np.errstate(all="raise"):
        a = ACTIVATIONS[name](z)
    assert not np.isnan(a).any()
    assert np.signbit(a[4]) == np.False_, "a zero comes out as 0, not as -0"
    assert np.isnan(ACTIVATIONS[name](np.array([np.nan, 1.0]))).tolist() == [True, False]


@given(
    pair=st.tuples(st.floats(-1000, 1000), st.floats(-1000, 1000)),
    name=st.sampled_from(sorted(set(ELEMENTWISE) - {"gelu", "silu"})),
)
def test_a_monotone_bend_keeps_the_order(pair, name):
    low, high = ACTIVATIONS[name](np.sort(pair))
    assert low <= high


@pytest.mark.parametrize("name", ["gelu", "silu"])
def test_gelu_and_silu_do_not_keep_the_order(name):
    assert ACTIVATIONS[name](-1.0) < ACTIVATIONS[name](-10.0)


def test_alpha_sets_the_negative_side():
    assert activations.leaky_relu(-2.0, alpha=0.25) == -0.5
    assert activations.elu(-1000.0, alpha=0.25) == -0.25


def test_erf_is_right_to_the_last_digits():
    x = np.concatenate([np.linspace(-7, 7, 20001), np.logspace(-300, 0, 2001), [0.46875, 4.0, -4.0]])
    np.testing.assert_allclose(erf(x), scipy.special.erf(x), rtol=ERF_ROUNDING)
    np.testing.assert_allclose(erf(x), [math.erf(value) for value in x], rtol=ERF_ROUNDING)
    tail = np.linspace(-7, 26, 20001)
    np.testing.assert_allclose(erfc(tail), [math.erfc(value) for value in tail], rtol=ERF_ROUNDING)


def test_erf_at_the_ends_of_the_line():
    with np.errstate(all="raise"):
        assert erf([-np.inf, -1000.0, 0.0, 1000.0, np.inf]).tolist() == [-1, -1, 0, 1, 1]
        assert erfc([-np.inf, -1000.0, 0.0, 1000.0, np.inf]).tolist() == [2, 2, 1, 0, 0]
    assert np.isnan([erf(np.nan), erfc(np.nan)]).all()
    assert erf(np.float32(0.5)).dtype == np.float32


@given(z=npst.arrays(np.float64, (2, 3, 4), elements=st.floats(-1000, 1000)), axis=st.sampled_from([-1, 0, 1, 2]))
def test_softmax_equals_scipy_and_shares_one(z, axis):
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        shares = softmax(z, axis=axis)
    np.testing.assert_allclose(shares, scipy.special.softmax(z, axis=axis), rtol=ROUNDING, atol=1e-300)
    np.testing.assert_allclose(shares.sum(axis=axis), 1.0, rtol=ROUNDING)


def test_softmax_needs_more_than_one_number():
    with pytest.raises(ValueError, match="softmax shares 1 among several numbers, got a single one"):
        softmax(3.0)


def test_a_bend_is_found_by_its_name_and_a_function_is_itself():
    assert get_activation("relu") is activations.relu
    assert get_activation(np.cos) is np.cos
    assert activation_name(activations.gelu) == "gelu"
    assert activation_name(np.cos) == "cos"
    assert activation_name(lambda z: z) == "activation"


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [("ReLU", "relu"), ("sigmiod", "sigmoid"), ("leaky relu", "leaky_relu"), ("swish", "silu"), ("linear", "identity")],
)
def test_a_wrong_name_is_answered_with_the_nearest(wrong, nearest):
    with pytest.raises(ValueError, match=f"There is no activation '{wrong}'. Did you mean '{nearest}'"):
        get_activation(wrong)


def test_a_hopeless_name_is_answered_with_all_of_them():
    with pytest.raises(ValueError, match=r"no activation 'xyzzy'\. There are: identity, step, sigmoid"):
        get_activation("xyzzy")


@pytest.mark.parametrize("wrong", [None, 3, ["relu"]])
def test_what_is_neither_name_nor_function_is_refused(wrong):
    with pytest.raises(TypeError, match="Expected an activation as a name or a function of z, got"):
        get_activation(wrong)


@pytest.mark.parametrize(
    ("wrong", "error", "sentence"),
    [
        ("0.5", TypeError, r"z of relu must be real numbers, got '0\.5' \(str\)"),
        (None, TypeError, r"got None \(NoneType\)"),
        (1j, TypeError, "must be real numbers"),
        ([[1, 2], [3]], ValueError, "rows that differ in length"),
    ],
)
def test_what_is_not_a_number_is_refused_in_words(wrong, error, sentence):
    with pytest.raises(error, match=sentence):
        activations.relu(wrong)
