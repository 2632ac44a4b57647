"""Do the curves show the bends they name, and say so in words?"""

import numpy as np
import pytest

from nnlib.plots import activation_curves, alt_text


def curve(ax, name):
    """Return the drawn line of that name as z and a."""
    (line,) = [line for line in ax.get_lines() if line.get_label() == name]
    return line.get_xdata(), line.get_ydata()


def test_curves_are_the_activations_and_differ_by_more_than_colour():
    ax = activation_curves(["sigmoid", "tanh", "relu", "gelu"])
    z, a = curve(ax, "sigmoid")
    np.testing.assert_allclose(a, 1 / (1 + np.exp(-z)))
    lines = [line for line in ax.get_lines() if line.get_label() in ("sigmoid", "tanh", "relu", "gelu")]
    assert len({line.get_linestyle() for line in lines}) == 4
    assert len({line.get_color() for line in lines}) == 4


def test_a_step_is_drawn_with_a_gap():
    _, a = curve(activation_curves("step"), "step")
    assert np.isnan(a).sum() == 1
    assert set(a[~np.isnan(a)]) == {0.0, 1.0}


def test_marked_points_lie_on_their_curves():
    ax = activation_curves(["relu", "tanh"], at=[-1.0, 0.5])
    marked = [line for line in ax.get_lines() if line.get_marker() not in ("None", "", None)]
    assert [list(line.get_ydata()) for line in marked] == [[0.0, 0.5], [np.tanh(-1.0), np.tanh(0.5)]]
    assert marked[0].get_marker() != marked[1].get_marker()


@pytest.mark.parametrize(
    ("activation", "sentence"),
    [
        ("sigmoid", "sigmoid rises from 0.02 to 0.98, 0.50 at z = 0."),
        ("step", "step is 0.00 up to z = 0 and 1.00 beyond it."),
        ("relu", "relu is 0.00 up to z = 0, then rises to 4.00."),
        ("gelu", "gelu falls from 0.00 to −0.17 at z = −0.75, then rises to 4.00, 0.00 at z = 0."),
        (np.cos, "cos runs from −0.65 to −0.65, between −1.00 and 1.00, 1.00 at z = 0."),
        (np.negative, "negative falls from 4.00 to −4.00, 0.00 at z = 0."),
        (np.ones_like, "ones_like stays at 1.00, 1.00 at z = 0."),
        (lambda z: np.full_like(z, np.nan), "activation is not a finite number everywhere, nan at z = 0."),
    ],
)
def test_the_words_follow_the_curve(activation, sentence):
    assert alt_text(activation_curves(activation)) == f"Output a against z from −4 to 4. {sentence}"


def test_a_softmax_or_a_wrong_name_has_no_curve():
    with pytest.raises(ValueError, match="softmax has no curve"):
        activation_curves(["relu", "softmax"])
    with pytest.raises(ValueError, match="Did you mean 'relu'"):
        activation_curves("rely")
