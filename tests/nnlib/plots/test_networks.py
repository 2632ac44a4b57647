"""Does the diagram have a circle for each neuron and a line for each weight, and say what the network gives?"""

import numpy as np
import pytest

from nnlib import MLP
from nnlib.plots import alt_text, network_diagram
from nnlib.plots.figures import GRID, NEGATIVE, POSITIVE

WORKED = [
    ([[0.2, -0.1], [0.4, 0.3], [-0.5, 0.6]], [0.1, -0.2, 0.0], "relu"),
    ([[0.7, -0.3, 0.5]], [0.1], "identity"),
]


def test_every_neuron_is_a_circle_and_every_weight_a_line():
    ax = network_diagram(WORKED)
    assert len(ax.patches) == 2 + 3 + 1
    lines = ax.get_lines()
    assert len(lines) == 9
    assert [line.get_color() for line in lines].count(NEGATIVE) == 3
    assert {line.get_linestyle() for line in lines if line.get_color() == POSITIVE} == {"-"}
    assert {line.get_linestyle() for line in lines if line.get_color() == NEGATIVE} == {"--"}
    thickest = max(lines, key=lambda line: line.get_linewidth())
    assert thickest.get_color() == POSITIVE, "the largest weight is 0.7"


def test_a_weight_of_zero_has_no_line():
    assert len(network_diagram([([[1, 0]], [0], "relu")]).get_lines()) == 1


def test_the_circles_hold_what_the_neurons_give():
    ax = network_diagram(WORKED, x=[2, 1])
    shown = [text.get_text() for text in ax.texts]
    assert {"2", "1", "0.4", "0.9", "0", "0.11"} <= set(shown)
    (silent,) = [patch for patch in ax.patches if patch.get_facecolor()[:3] != (1, 1, 1)]
    assert silent.get_facecolor()[:3] == pytest.approx([int(GRID[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    assert alt_text(ax).endswith("For the input (2, 1) the hidden layer gives 0.4, 0.9, 0, the output is 0.11.")


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ([3, 1], "A network: 3 inputs, no hidden layer, 1 output (identity)"),
        ([2, 4, 3, 2], "2 hidden layers of 4 (relu), of 3 (relu), 2 outputs (identity)"),
    ],
)
def test_the_words_name_the_layers(sizes, words):
    assert words in alt_text(network_diagram(MLP(sizes, rng=np.random.default_rng(0))))


def test_what_cannot_be_drawn_is_refused_in_words():
    with pytest.raises(ValueError, match="at most 8 neurons in a layer, got 9"):
        network_diagram(MLP([2, 9, 1], rng=np.random.default_rng(0)))
    with pytest.raises(ValueError, match=r"2 numbers was expected as x, got shape \(3,\)"):
        network_diagram(WORKED, x=[1, 2, 3])
