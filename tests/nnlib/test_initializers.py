"""Do the starting weights have the spread that their papers ask for, and is a turn a turn?"""

import math

import numpy as np
import pytest

from nnlib.initializers import he, orthogonal, xavier, zeros

FAN_IN, FAN_OUT = 500, 300  # 150,000 draws
SPREAD = 0.02  # relative: the variance of 150,000 draws scatters by √(2/150,000) = 0.4 %, five of these


def test_he_has_variance_2_over_fan_in_and_is_normal():
    weight = he(FAN_IN, FAN_OUT, rng=np.random.default_rng(1))
    assert weight.shape == (FAN_OUT, FAN_IN)
    assert weight.var() == pytest.approx(2 / FAN_IN, rel=SPREAD)
    assert (weight**4).mean() / weight.var() ** 2 == pytest.approx(3, rel=0.05)  # 1.8 where uniform


def test_xavier_has_variance_2_over_both_fans_and_is_uniform():
    weight = xavier(FAN_IN, FAN_OUT, rng=np.random.default_rng(1))
    limit = math.sqrt(6 / (FAN_IN + FAN_OUT))
    assert weight.shape == (FAN_OUT, FAN_IN)
    assert weight.var() == pytest.approx(2 / (FAN_IN + FAN_OUT), rel=SPREAD)
    assert 0.999 * limit < abs(weight).max() <= limit


def test_the_worked_numbers():
    assert he(128, 64, rng=np.random.default_rng(2)).std() == pytest.approx(0.125, rel=0.05)
    assert abs(xavier(128, 64, rng=np.random.default_rng(2))).max() == pytest.approx(0.1768, abs=1e-3)


@pytest.mark.parametrize("size", [1, 2, 5, 30])
def test_orthogonal_keeps_lengths_and_angles(size):
    weight = orthogonal(size, rng=np.random.default_rng(3))
    np.testing.assert_allclose(weight @ weight.T, np.eye(size), atol=1e-12)


def test_turns_and_mirror_images_are_as_likely():
    rng = np.random.default_rng(4)
    turns = sum(np.linalg.det(orthogonal(2, rng=rng)) > 0 for _ in range(400))
    assert 150 < turns < 250  # five standard deviations of 400 tosses of a coin


def test_the_same_seed_gives_the_same_weights():
    for start in (he, xavier):
        one, two = (start(3, 4, rng=np.random.default_rng(5)) for _ in range(2))
        np.testing.assert_array_equal(one, two)


def test_zeros_is_all_zero():
    assert zeros(3, 2).tolist() == [[0, 0, 0], [0, 0, 0]]


@pytest.mark.parametrize(
    ("error", "said", "make"),
    [
        (ValueError, "fan_in must be at least 1, got 0", lambda rng: he(0, 2, rng=rng)),
        (TypeError, r"fan_out must be a whole number, got 2.0 \(float\)", lambda rng: xavier(3, 2.0, rng=rng)),
        (TypeError, r"fan_in must be a whole number, got True \(bool\)", lambda rng: zeros(True, 2)),
        (TypeError, "he expected a numpy.random.Generator as rng, got 0", lambda rng: he(2, 2, rng=0)),
        (TypeError, "orthogonal expected a numpy.random.Generator", lambda rng: orthogonal(2, rng=np.random)),
    ],
)
def test_what_cannot_be_is_said(error, said, make):
    with pytest.raises(error, match=said):
        make(np.random.default_rng(0))
