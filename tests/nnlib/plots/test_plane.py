"""Are the line, the arrow, the sides and the points of the plane where the neuron puts them?"""

import numpy as np
import pytest

from nnlib import Neuron
from nnlib.plots import alt_text, decision_boundary

CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]


def line_of(ax):
    """Return the ends of the drawn boundary, shape (2, 2)."""
    (line,) = [line for line in ax.get_lines() if line.get_label() == "w·x + b = 0"]
    return line.get_xydata()


@pytest.mark.parametrize(
    ("w", "b", "words"),
    [
        ((1, -2), 0.5, "has the line x2 = 0.5·x1 + 0.25 as boundary; it fires below the line"),
        ((1, 1), -1.5, "has the line x2 = −x1 + 1.5 as boundary; it fires above the line"),
        ((-2, 0), 1, "has the upright line x1 = 0.5 as boundary; it fires left of the line"),
        ((0, 4), 2, "has the line x2 = −0.5 as boundary; it fires above the line"),
        ((1, 1), 0, "has the line x2 = −x1 as boundary"),
        ((0, 0), 1, "has no boundary: it fires everywhere."),
        ((0, 0), 0, "has no boundary: it is silent everywhere."),
        ((5, 5), -40, "where w points. The line lies outside the picture."),
    ],
)
def test_the_words_say_where_the_line_is(w, b, words):
    neuron = Neuron(w, b, "step")
    text = alt_text(decision_boundary(neuron))
    assert words in text
    assert ("outside the picture" in text) == (b == -40)
    if "above" in text or "below" in text:  # told apart by an input far up, on the firing side or not
        assert ("above" in text) == (neuron.pre_activation([0, 1000]) > 0)


@pytest.mark.parametrize(("w", "b"), [((1, -2), 0.5), ((-2, 0), 1), ((0, 3), -1)])
def test_the_line_is_where_the_sum_is_zero(w, b):
    neuron = Neuron(w, b, "sigmoid")
    z_on_line = neuron.pre_activation(line_of(decision_boundary(neuron)))
    np.testing.assert_allclose(z_on_line, 0, atol=1e-12)


def test_the_arrow_is_w_on_the_line():
    ax = decision_boundary(Neuron([0.6, -0.8], 0.5))
    arrow = next(text for text in ax.texts if getattr(text, "arrow_patch", None) is not None)
    np.testing.assert_allclose(np.subtract(arrow.xy, arrow.xyann), [0.6, -0.8])
    assert Neuron([0.6, -0.8], 0.5).pre_activation(arrow.xyann) == pytest.approx(0)


def shade(ax, x1, x2):
    """Return the colour of the picture at an input."""
    image = ax.images[0]
    left, right, bottom, top = image.get_extent()
    colors = image.get_array()
    row = round((x2 - bottom) / (top - bottom) * (len(colors) - 1))
    return colors[row, round((x1 - left) / (right - left) * (colors.shape[1] - 1))]


def test_the_firing_side_is_blue_and_the_silent_one_orange():
    ax = decision_boundary(Neuron([1, -2], 0.5, "sigmoid"))
    blue, orange = shade(ax, 2, -2), shade(ax, -2, 2)
    assert blue[2] > blue[0] + 0.2
    assert orange[0] > orange[2] + 0.2


def test_a_graded_bend_gets_deeper_with_its_output():
    relu, step = (decision_boundary(Neuron([1, 0], 0, name)) for name in ("relu", "step"))
    assert shade(relu, 2.8, 0)[0] < shade(relu, 1.0, 0)[0] < shade(relu, 0.1, 0)[0]
    np.testing.assert_array_equal(shade(step, 2.8, 0), shade(step, 0.1, 0))
    assert len(relu.collections) == len(step.collections) + 1, "lines of equal output, only where the bend is graded"


def test_points_have_two_shapes_and_are_counted():
    neuron = Neuron([1, 1], -1.5, "step")
    ax = decision_boundary(neuron, CORNERS, labels=[0, 1, 1, 0])
    squares, circles = ax.collections[-2:]
    assert sorted(map(tuple, squares.get_offsets())) == [(0, 1), (1, 0)]
    assert sorted(map(tuple, circles.get_offsets())) == [(0, 0), (1, 1)]
    assert squares.get_paths()[0].vertices.shape != circles.get_paths()[0].vertices.shape
    assert alt_text(ax).endswith("1 of 4 points on the firing side. 1 of 4 points as their labels ask.")
    fired = decision_boundary(neuron, CORNERS).collections[-2].get_offsets()
    assert fired.tolist() == [[1, 1]], "without labels the marks tell what the neuron does"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((Neuron([1, 2, 3], 0),), "draws a neuron with 2 weights, got one with 3"),
        ((Neuron([1, 2], 0), [1, 2, 3]), r"points must have shape \(n, 2\).*got shape \(3,\)"),
        ((Neuron([1, 2], 0), CORNERS, [0, 1]), r"labels must be 0 or 1, one for each of the 4 points"),
        ((Neuron([1, 2], 0), CORNERS, [0, 1, 2, 3]), "labels must be 0 or 1"),
        ((Neuron([1, 2], 0), None, [0, 1]), "labels need points"),
    ],
)
def test_what_makes_no_boundary_is_refused_in_words(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        decision_boundary(*arguments)


def test_no_points_are_no_mistake():
    assert alt_text(decision_boundary(Neuron([1, 2], 0), [])).endswith("0 of 0 points on the firing side.")


def test_the_arrow_can_be_left_out():
    neuron = Neuron([1, -2], 0.5, "step")
    assert "w" in [text.get_text() for text in decision_boundary(neuron).texts]
    assert "w" not in [text.get_text() for text in decision_boundary(neuron, arrow=False).texts]
