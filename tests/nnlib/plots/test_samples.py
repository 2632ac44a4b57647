"""Does the picture of a layer tell the silent from the dead?"""

import numpy as np
import pytest

from nnlib.plots import alt_text, firing


def test_each_sample_is_a_dot_in_its_neurons_column_and_firing_ones_look_different():
    Z = np.array([[0.5, -1.0], [-2.0, -0.1], [1.5, -3.0]])
    ax = firing(Z, ["A", "B"])
    dots = [collection.get_offsets() for collection in ax.collections]
    assert [len(d) for d in dots] == [2, 1, 0, 3]
    assert sorted(dots[0][:, 1]) == [0.5, 1.5]
    assert (np.abs(dots[3][:, 0] - 1) < 0.5).all()
    assert [label.get_text() for label in ax.get_xticklabels()] == ["A\nfires on 2", "B\nfires on 0"]
    assert alt_text(ax) == (
        "z of 2 neurons on 3 samples. A: above 0 on 2 of 3, largest 1.5. B: above 0 on 0 of 3, largest −0.1."
    )


@pytest.mark.parametrize("Z", [[1.0, 2.0], np.empty((0, 2)), np.zeros((3, 13)), [[np.nan]]])
def test_what_cannot_be_drawn_is_refused(Z):
    with pytest.raises(ValueError, match="n_samples, neurons"):
        firing(Z)


def test_names_must_match():
    with pytest.raises(ValueError, match="one name for each of 2 neurons, got 1"):
        firing([[1.0, 2.0]], ["A"])
