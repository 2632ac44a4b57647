"""Do the sides, the cut and the words follow the points and the function that cuts?"""

import numpy as np
import pytest

from nnlib import Dense, Neuron
from nnlib.plots import alt_text, cut_plane

POINTS, LABELS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), [0, 1, 1, 0]
LINE = Neuron([1, 1], -0.5)


def test_a_line_is_called_straight_and_a_circle_is_not():
    straight = alt_text(cut_plane(POINTS, LABELS, cut=LINE.pre_activation))
    assert "The cut is a straight line. 3 of 4 points" in straight
    curved = alt_text(cut_plane(POINTS, LABELS, cut=lambda x: 0.4 - np.hypot(*(x - 0.5).T)))
    assert "The cut is not a straight line" in curved
    two_lines = alt_text(cut_plane(POINTS, LABELS, cut=lambda x: 0.5 - np.abs(x.sum(axis=1) - 1)))
    assert "not a straight line. 4 of 4" in two_lines
    outside = alt_text(cut_plane(POINTS, LABELS, cut=lambda x: x[:, 0] + 9))
    assert "The cut lies outside. 2 of 4" in outside


def test_blue_is_the_side_above_zero():
    ax = cut_plane(POINTS, LABELS, cut=lambda x: x[:, :1] - 0.5, xlim=(0, 1), ylim=(0, 1))
    colors = ax.images[0].get_array()
    left, right = colors[50, 10], colors[50, -10]
    assert right[2] > right[0]
    assert left[0] > left[2]


def test_behind_a_layer_points_and_grid_lie_where_it_sends_them():
    layer = Dense([[2, 0], [0, 3]], [1, 0], "relu")
    ax = cut_plane(POINTS, LABELS, layer=layer, names=("h1", "h2"))
    squares, circles = (c.get_offsets() for c in ax.collections[-2:])
    np.testing.assert_array_equal(squares, [[1, 3], [3, 0]])
    np.testing.assert_array_equal(circles, [[1, 0], [3, 3]])
    assert min(line.get_xydata().min() for line in ax.get_lines()) == 0, "the grid is bent as well"
    assert alt_text(ax).startswith("h1 from")
    assert alt_text(ax).endswith("behind a layer, with the grid that it bends.")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (([1, 2], [0, 1]), r"points must have shape \(n, 2\)"),
        ((POINTS, [0, 1]), "one for each of the 4 points"),
        ((POINTS, [0, 1, 2, 3]), "labels must be 0 or 1"),
        ((POINTS, LABELS, lambda x: x), "one number for each of"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        cut_plane(*arguments)


def test_a_cut_that_cannot_be_called_is_refused():
    with pytest.raises(TypeError, match="something to call"):
        cut_plane(POINTS, LABELS, cut=([1, 1], 0))
