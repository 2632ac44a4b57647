"""Are the losses what a loop with logarithms says, their slopes what a small nudge shows, and both silent far out?"""

import math

import numpy as np
import pytest

from nnlib.losses import LOSSES, binary_cross_entropy, cross_entropy, get_loss, mse

NUDGE, NEAR = 1e-6, 1e-8


def slow_binary(logits, target):
    total = 0.0
    for z, t in zip(logits.ravel(), target.ravel(), strict=True):
        p = 1 / (1 + math.exp(-z))
        total -= t * math.log(p) + (1 - t) * math.log(1 - p)
    return total / logits.size


def slow_classes(logits, labels):
    total = 0.0
    for row, label in zip(logits, labels, strict=True):
        total -= math.log(math.exp(row[label]) / sum(math.exp(z) for z in row))
    return total / len(logits)


def case(name, seed=1):
    rng = np.random.default_rng(seed)
    outputs = rng.normal(size=(5, 3))
    target = rng.integers(0, 3, 5) if name == "cross_entropy" else rng.integers(0, 2, (5, 3)).astype(float)
    return outputs, target


def test_each_loss_is_what_a_loop_says():
    outputs, target = case("mse")
    squares = [(y - t) ** 2 for y, t in zip(outputs.ravel(), target.ravel(), strict=True)]
    assert mse(outputs, target) == pytest.approx(sum(squares) / 15)
    assert binary_cross_entropy(outputs, target) == pytest.approx(slow_binary(outputs, target))
    assert cross_entropy(*case("cross_entropy")) == pytest.approx(slow_classes(*case("cross_entropy")))


@pytest.mark.parametrize("name", LOSSES)
def test_each_slope_is_what_a_nudge_shows(name):
    loss, (outputs, target) = get_loss(name), case(name)
    slopes = loss.gradient(outputs, target)
    assert slopes.shape == outputs.shape
    for place in np.ndindex(outputs.shape):
        up, down = outputs.copy(), outputs.copy()
        up[place] += NUDGE
        down[place] -= NUDGE
        nudged = (loss.value(up, target) - loss.value(down, target)) / (2 * NUDGE)
        assert slopes[place] == pytest.approx(nudged, abs=NEAR)


def test_far_out_nothing_overflows():
    far = np.array([[1000.0], [-1000.0]])
    assert binary_cross_entropy(far, [[1.0], [0.0]]) == 0
    assert binary_cross_entropy(far, [[0.0], [1.0]]) == 1000
    assert cross_entropy([[1000.0, -1000.0]], [1]) == 2000
    for name in ("binary_cross_entropy", "mse"):
        assert np.isfinite(get_loss(name).gradient(far, [[0.0], [1.0]])).all()


@pytest.mark.parametrize(
    ("error", "said", "ask"),
    [
        (ValueError, r"one shape, got \(3, 1\) and \(3,\). Give each target a", lambda: mse([[1]] * 3, [1, 2, 3])),
        (ValueError, r"logits of shape \(n, classes\) and labels", lambda: cross_entropy([1.0], [0])),
        (ValueError, "With 2 classes, labels run from 0 to 1", lambda: cross_entropy([[1.0, 2.0]], [2])),
        (TypeError, "labels of cross_entropy must be whole numbers", lambda: cross_entropy([[1.0, 2.0]], [0.5])),
        (ValueError, "There is no loss 'l2'. There are: mse", lambda: get_loss("l2")),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_words(error, said, ask):
    with pytest.raises(error, match=said):
        ask()
