"""Do the pictures of slopes show the slopes, and say so in words?"""

import numpy as np
import pytest

from nnlib.plots import activation_curves, alt_text, bends_and_slopes, nudge, slope_curves


def curve(ax, name):
    (line,) = [line for line in ax.get_lines() if line.get_label() == name]
    return line.get_xdata(), line.get_ydata()


def test_the_curves_are_the_slopes_and_differ_by_more_than_colour():
    ax = slope_curves(["sigmoid", "tanh", "gelu"])
    z, values = curve(ax, "tanh")
    np.testing.assert_allclose(values, 1 / np.cosh(z) ** 2)
    lines = [line for line in ax.get_lines() if line.get_label() in ("sigmoid", "tanh", "gelu")]
    assert len({line.get_linestyle() for line in lines}) == 3
    assert len({line.get_color() for line in lines}) == 3


def test_a_corner_is_a_gap():
    _, values = curve(slope_curves("relu"), "relu")
    assert np.isnan(values).sum() == 1
    assert set(values[~np.isnan(values)]) == {0.0, 1.0}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sigmoid", "sigmoid: at most 0.25 at z = 0, at least 0.0177 at z = −4."),
        ("tanh", "tanh: at most 1 at z = 0, at least 0.0013 at z = −4."),
        ("relu", "relu: 0 below z = 0 and 1 above it."),
        ("gelu", "gelu: at most 1.13 at z = 1.41, at least −0.129 at z = −1.41."),
        ("step", "step: 0 everywhere."),
    ],
)
def test_the_words_follow_the_slope(name, words):
    assert alt_text(slope_curves(name)) == f"Slope against z from −4 to 4. {words}"


def test_marked_slopes_are_read_out_and_lie_on_the_curve():
    ax = slope_curves("sigmoid", at=[0.0, 2.0])
    assert alt_text(ax).endswith("0.25 at z = 0, 0.105 at z = 2.")
    marked = [line for line in ax.get_lines() if line.get_marker() not in ("None", "", None)]
    np.testing.assert_allclose(marked[0].get_ydata(), [0.25, 0.104994], atol=1e-6)


def test_a_nudge_divides_what_came_out_by_what_went_in():
    ax = nudge("sigmoid", 0.0, 1.0)
    assert alt_text(ax) == (
        "sigmoid from z = −4 to 4. Between z = −1 and z = 1 the output goes from 0.269 to 0.731: 0.462 / 2 = 0.231."
    )
    assert ax.get_title() == "0.462 / 2 = 0.231"


def test_bends_and_slopes_are_one_picture_with_the_words_of_both():
    bends, slopes = bends_and_slopes(["relu", "gelu"], xlim=(-2, 2))
    assert bends.get_figure() is slopes.get_figure()
    assert alt_text(bends) == alt_text(activation_curves(["relu", "gelu"], xlim=(-2, 2)))
    assert alt_text(slopes) == alt_text(slope_curves(["relu", "gelu"], xlim=(-2, 2)))


def test_what_has_no_slope_here_is_refused():
    with pytest.raises(ValueError, match="softmax"):
        slope_curves(["relu", "softmax"])
    for size in (0.0, -1.0):
        with pytest.raises(ValueError, match="size above 0"):
            nudge("relu", 0.0, size)
