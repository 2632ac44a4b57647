"""Are the bars of softmax its shares?"""

import numpy as np
import pytest

from nnlib.plots import alt_text, shares


def test_bars_are_shares_of_one_and_said_in_words():
    ax = shares([2, 1, 0], ["cat", "dog", "owl"])
    heights = [bar.get_height() for bar in ax.patches]
    np.testing.assert_allclose(heights, np.exp([2, 1, 0]) / np.exp([2, 1, 0]).sum())
    assert alt_text(ax) == (
        "Shares of 1 by softmax: cat, z = 2 gets 0.665, dog, z = 1 gets 0.245, owl, z = 0 gets 0.090."
    )


@pytest.mark.parametrize("z", [[], [[1.0, 2.0]], np.zeros(13), [np.inf, 0.0]])
def test_what_cannot_be_drawn_is_refused(z):
    with pytest.raises(ValueError, match="1 to 12 finite numbers"):
        shares(z)


def test_names_must_match():
    with pytest.raises(ValueError, match="one name for each of 2 numbers, got 3"):
        shares([1.0, 2.0], ["a", "b", "c"])
