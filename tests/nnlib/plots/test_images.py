"""Do small pictures show their pixels?"""

import numpy as np
import pytest

from nnlib.plots import alt_text, patches


def test_patches_show_the_pixels_and_their_numbers():
    edge = np.tile([0.1, 0.5, 0.9], (3, 1))
    ax = patches([edge, edge - 0.5, np.zeros((8, 8))], ["edge", "weights", "dark"])
    np.testing.assert_array_equal(ax.images[0].get_array(), edge)
    assert ax.images[0].get_cmap().name == "gray"
    assert ax.images[1].get_clim() == (-0.4, 0.4), "signed numbers are centred on 0"
    assert len(ax.texts) == 3 + 9 + 9, "titles, and numbers in small pictures"
    assert alt_text(ax) == (
        "3 pictures. edge, 3 × 3, row by row: 0.1 0.5 0.9, 0.1 0.5 0.9, 0.1 0.5 0.9. "
        "weights, 3 × 3, row by row: −0.4 0 0.4, −0.4 0 0.4, −0.4 0 0.4. dark, 8 × 8: from 0 to 0, mean 0."
    )


@pytest.mark.parametrize(
    ("images", "titles", "sentence"),
    [
        ([[0, 1]], None, r"Picture 1 must be an array of shape \(h, w\), got shape \(2,\)"),
        ([np.eye(2), [[np.nan]]], None, "Picture 2 must hold finite numbers"),
        ([np.eye(2)], ["a", "b"], "one title for each, got 1 and 2"),
        ([], None, "expected pictures"),
    ],
)
def test_what_makes_no_picture_is_refused_in_words(images, titles, sentence):
    with pytest.raises(ValueError, match=sentence):
        patches(images, titles)
