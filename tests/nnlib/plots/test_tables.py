"""Has the table of a layer a cell for each weight and each bias, and are cells as large in every table?"""

import numpy as np
import pytest
from matplotlib.collections import QuadMesh

from nnlib.plots import alt_text, weight_table


def meshes(ax):
    """Return the filled cells of each table in the picture: weights first, then biases."""
    return [np.asarray(c.get_array()) for c in ax.collections if isinstance(c, QuadMesh)]


def cell_in_pixels(ax):
    (left, low), (right, high) = ax.transData.transform([(0, 1), (1, 0)])
    return right - left, high - low


def test_a_cell_for_each_weight_and_each_bias():
    weights, biases = meshes(weight_table(5, 3))
    assert weights.shape == (3, 5)
    assert weights.all()
    assert biases.shape == (3, 1)


def test_blocks_are_filled_up_on_both_sides():
    ax = weight_table(5, 6, multiple=4)
    (cells,) = meshes(ax)
    assert cells.shape == (8, 8)
    assert cells.sum() == 30
    assert cells[:6, :5].all()
    hatched = sum(patch.get_width() * patch.get_height() for patch in ax.patches)
    assert hatched == 64 - 30
    assert alt_text(ax) == (
        "A layer of 6 neurons with 5 inputs in blocks of 4: 30 cells of a table of 8 rows and 8 columns are used, "
        "34 of 64 only fill it up."
    )


def test_where_nothing_is_filled_up_nothing_is_hatched():
    ax = weight_table(8, 4, multiple=4)
    assert not ax.patches
    assert "0 of 32 only fill it up" in alt_text(ax)


def test_cells_have_the_same_size_in_every_table():
    one, other = cell_in_pixels(weight_table(5, 3)), cell_in_pixels(weight_table(10, 6))
    np.testing.assert_allclose(one, other, rtol=1e-6)
    np.testing.assert_allclose(one[0], one[1], rtol=1e-6)


def test_an_axes_that_is_given_is_drawn_on():
    first = weight_table(2, 1)
    assert weight_table(3, 2, ax=first) is first


def test_one_of_each_is_said_in_the_singular():
    assert alt_text(weight_table(1, 1)).endswith("a table of 1 row and 1 column, 1 weight, and beside it 1 bias.")


@pytest.mark.parametrize(("sizes", "error"), [((0, 3), ValueError), ((3, 25), ValueError), ((2.5, 3), TypeError)])
def test_sizes_that_cannot_be_drawn_are_refused(sizes, error):
    with pytest.raises(error, match=r"inputs|neurons"):
        weight_table(*sizes)
    with pytest.raises(ValueError, match="multiple must be from 1 to 24"):
        weight_table(2, 2, multiple=32)
