"""The picture of Φ: what is shaded is the share that it names."""

import numpy as np
import pytest
from scipy import special

from nnlib.plots import alt_text, share_below


@pytest.mark.parametrize("z", [-2.0, -1, 0, 0.5, 3])
def test_the_shaded_area_is_the_share_in_title_and_alt_text(z):
    ax = share_below(z)
    outline = ax.collections[0].get_paths()[0].vertices
    x, y = outline[:, 0], outline[:, 1]
    area = abs(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2
    assert area == pytest.approx(special.ndtr(z), abs=1e-3)
    assert ax.get_title().endswith(f"= {special.ndtr(z):.4f}")
    assert f"{special.ndtr(z):.4f} of the whole" in alt_text(ax)


def test_z_outside_the_picture_is_refused():
    with pytest.raises(ValueError, match=r"between -3.5 and 3.5, got 4.0"):
        share_below(4)
