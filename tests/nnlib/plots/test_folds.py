"""Are the kinks and the copies of the cut marked where the network has them?"""

import numpy as np
import pytest

from nnlib import MLP
from nnlib.plots import alt_text, cuts_on_line

TENT = [([[1], [-1]], [0, 0], "relu"), ([[1, 1]], [-1], "identity")]


def marked(ax, name):
    (line,) = [line for line in ax.get_lines() if line.get_label() == name]
    return line.get_xdata()


def test_kinks_and_crossings_are_marked():
    ax = cuts_on_line(TENT, -2, 3)
    np.testing.assert_allclose(marked(ax, "kinks"), [0])
    np.testing.assert_allclose(marked(ax, "copies of the cut"), [-1, 1])


@pytest.mark.parametrize(
    ("bias", "words"), [(-1, "It passes through 0 2 times, at x = −1, 1."), (1, "It never passes through 0.")]
)
def test_the_words_count_the_copies(bias, words):
    assert alt_text(cuts_on_line([TENT[0], ([[1, 1]], [bias], "sigmoid")], -2, 3)).endswith(words)


def test_a_network_without_kinks_is_told_so():
    assert "no kink. It passes through 0 1 time, at x = 0.5." in alt_text(
        cuts_on_line([([[2]], [-1], "identity")], 0, 1)
    )


def test_the_curve_is_the_network():
    network = MLP([1, 6, 5, 1], rng=np.random.default_rng(3))
    ax = cuts_on_line(network, -1, 1)
    (curve,) = [line.get_xydata() for line in ax.get_lines() if line.get_label() == "z"]
    x = np.linspace(-1, 1, 301)
    np.testing.assert_allclose(np.interp(x, *curve.T), network(x[:, None])[:, 0], atol=1e-9)


def test_what_cannot_be_drawn_is_refused_in_words():
    with pytest.raises(ValueError, match="one output, got one with 2"):
        cuts_on_line([([[1], [2]], [0, 0], "relu")], 0, 1)
    with pytest.raises(ValueError, match="One input was expected"):
        cuts_on_line([([[1, 2]], [0], "relu")], 0, 1)
