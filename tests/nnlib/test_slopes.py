"""Is each slope the slope of its bend, and of z rather than of a?"""

import numpy as np
import pytest

from nnlib.activations import ACTIVATIONS, SLOPES, relu, slope, softmax

STEP = 1e-5
DIFFERENCE_ERROR = 1e-8  # central differences are off by STEP² of the third slope plus 1e-16/STEP of rounding
KINKED = ("step", "relu", "leaky_relu", "elu")  # no slope at 0, or a jump of the second slope
Z = np.linspace(-6, 6, 241)


def central_difference(function, z):
    return (function(z + STEP) - function(z - STEP)) / (2 * STEP)


@pytest.mark.parametrize("name", SLOPES)
def test_a_slope_equals_central_differences(name):
    z = Z[np.abs(Z) > 2 * STEP] if name in KINKED else Z
    assert len(z) >= 240
    np.testing.assert_allclose(SLOPES[name](z), central_difference(ACTIVATIONS[name], z), atol=DIFFERENCE_ERROR)


def test_every_bend_but_softmax_has_a_slope():
    assert set(SLOPES) == set(ACTIVATIONS) - {"softmax"}


@pytest.mark.parametrize(
    ("name", "z", "value"),
    [
        ("relu", 0.0, 0.0),
        ("leaky_relu", 0.0, 0.01),
        ("step", 0.0, 0.0),
        ("sigmoid", 0.0, 0.25),
        ("tanh", 0.0, 1.0),
        ("gelu", np.sqrt(2), 1.1289),
        ("gelu", -np.sqrt(2), -0.1289),
    ],
)
def test_slopes_that_the_lessons_state(name, z, value):
    assert slope(name)(z) == pytest.approx(value, abs=5e-5)


def test_a_far_slope_keeps_its_digits():
    # 1 - sigmoid(40) and 1 - tanh(20)² are 0 in float64; the slopes are not.
    assert slope("sigmoid")(40.0) == pytest.approx(np.exp(-40.0), rel=1e-12)
    assert slope("tanh")(20.0) == pytest.approx(4 * np.exp(-40.0), rel=1e-12)


@pytest.mark.parametrize("name", SLOPES)
def test_a_slope_is_silent_keeps_dtype_and_lets_nan_through(name):
    z = np.array([-np.inf, -1000.0, 0.0, 1000.0, np.inf], dtype=np.float32)
    with np.errstate(all="raise"):
        slopes = SLOPES[name](z)
    assert slopes.dtype == np.float32
    assert np.isfinite(slopes).all()
    assert np.isnan(SLOPES[name](np.nan))


def test_alpha_is_the_slope_on_the_negative_side():
    assert slope("leaky_relu")(-1.0, alpha=0.2) == 0.2
    assert slope("elu")(-1.0, alpha=2.0) == pytest.approx(2 * np.exp(-1.0))


def test_a_slope_is_found_by_name_or_by_function():
    assert slope(relu) is slope("relu")


def test_unknown_slopes_are_refused_in_words():
    with pytest.raises(ValueError, match="softmax has a matrix of slopes"):
        slope(softmax)
    with pytest.raises(ValueError, match="No slope is known for cos"):
        slope(np.cos)
