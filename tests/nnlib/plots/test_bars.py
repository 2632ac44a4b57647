"""Do the bars add up as the neuron does?"""

import numpy as np
import pytest

from nnlib.plots import alt_text, contributions


def test_bars_start_where_the_one_before_ended():
    ax = contributions([2, 3, -1], [0.5, -0.2, 0.8], 0.1)
    ends = [(bar.get_y(), bar.get_y() + bar.get_height()) for bar in ax.patches]
    np.testing.assert_allclose(ends, [(0, 1), (1, 0.4), (0.4, -0.4), (-0.4, -0.3), (0, -0.3)], atol=1e-12)
    assert [bar.get_hatch() for bar in ax.patches] == [None, "///", "///", None, None], "negative terms are hatched"
    assert [label.get_text() for label in ax.get_xticklabels()][-2:] == ["bias", "z"]
    assert alt_text(ax).endswith("0.8 × −1 takes away 0.8, the bias adds 0.1. They end at z = −0.3.")


def test_numbers_of_bars_stay_inside_the_frame():
    ax = contributions([2, 3, -1], [0.5, -0.2, 0.8], 0.1)
    low, high = ax.get_ylim()
    assert low < -0.45
    assert high > 1.05


def test_bars_leave_out_what_rounding_leaves():
    assert alt_text(contributions([0.5, 0.8, 0.2], [0.4, -0.6, 0.9], 0.1)).endswith("They end at z = 0.")
    assert alt_text(contributions([1e-17], [1.0], 0.0)).endswith("They end at z = 1e−17.")


def test_too_many_or_unequal_bars_are_refused_in_words():
    with pytest.raises(ValueError, match="at most 16 inputs, got 17"):
        contributions(np.ones(17), np.ones(17), 0)
    with pytest.raises(ValueError, match="x and w of the same shape"):
        contributions([1, 2], [1], 0)
