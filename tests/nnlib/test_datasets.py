"""Are the points where the docstring says, the same from the same seed, and not to be parted by a line?"""

import numpy as np
import pytest

from nnlib.datasets import two_arcs


def test_each_class_lies_near_its_arc():
    points, labels = two_arcs(400, rng=np.random.default_rng(1))
    upper, lower = points[labels == 1], points[labels == 0] - (1.0, 0.4)
    for arc in (upper, -lower):
        assert np.abs(np.hypot(*arc.T) - 1).max() < 0.15
        assert arc[:, 1].min() > -0.11
        assert np.ptp(arc[:, 0]) > 1.9, "the arc is filled from end to end"
    assert len(upper) == len(lower) == 200


def test_the_points_depend_on_the_seed_alone():
    one, other, third = (two_arcs(50, rng=np.random.default_rng(seed))[0] for seed in (5, 5, 6))
    np.testing.assert_array_equal(one, other)
    assert not np.allclose(one, third)


def test_of_an_odd_number_class_0_gets_one_more():
    _, labels = two_arcs(7, rng=np.random.default_rng(0))
    assert labels.tolist() == [1, 1, 1, 0, 0, 0, 0]


def test_no_line_parts_the_classes():
    points, labels = two_arcs(200, rng=np.random.default_rng(2))
    for angle in np.linspace(0, 2 * np.pi, 360):
        z = points @ [np.cos(angle), np.sin(angle)]
        assert z[labels == 1].min() < z[labels == 0].max()


@pytest.mark.parametrize("n", [0, -3, 2.5, "ten", True])
def test_a_number_of_points_that_makes_no_sense_is_refused(n):
    with pytest.raises(ValueError, match="positive whole number"):
        two_arcs(n, rng=np.random.default_rng(0))
