"""Do the steps equal those worked out by hand from the papers' formulas, and is a rate that cannot be refused?"""

import numpy as np
import pytest

from nnlib.optimizers import SGD, Adam


def walk(optimizer, start, slopes):
    w = np.array([start])
    for slope in slopes:
        optimizer.step([w], [np.array([slope])])
    return float(w[0])


def test_gradient_descent_with_and_without_momentum():
    assert walk(SGD(0.1), 1.0, [0.5, 0.5]) == pytest.approx(0.9)
    # speeds 0.5, then 0.9 · 0.5 + 0.5 = 0.95
    assert walk(SGD(0.1, momentum=0.9), 1.0, [0.5, 0.5]) == pytest.approx(1 - 0.05 - 0.095)


def test_the_first_step_of_adam_is_its_rate():
    assert walk(Adam(0.1), 1.0, [0.5]) == pytest.approx(0.9)
    assert walk(Adam(0.1), 1.0, [-500.0]) == pytest.approx(1.1)


def test_adam_equals_the_paper_s_algorithm_step_by_step():
    slopes = np.random.default_rng(1).normal(size=20)
    w, m, v = 1.0, 0.0, 0.0
    for t, g in enumerate(slopes, 1):
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w -= 0.01 * (m / (1 - 0.9**t)) / ((v / (1 - 0.999**t)) ** 0.5 + 1e-8)
    assert walk(Adam(0.01), 1.0, slopes) == pytest.approx(w, rel=1e-12)


@pytest.mark.parametrize("make", [lambda: SGD(0.1, momentum=0.9), lambda: Adam(0.1)])
def test_each_array_has_a_memory_of_its_own_and_gradients_are_left_alone(make):
    together, slopes = [np.ones(2), np.ones((2, 2))], [np.array([1.0, -2.0]), np.full((2, 2), 3.0)]
    one = make()
    for _ in range(3):
        one.step(together, slopes)
    for array, slope in zip([np.ones(2), np.ones((2, 2))], slopes, strict=True):
        alone = make()
        for _ in range(3):
            alone.step([array], [slope])
        expected = together[0] if array.ndim == 1 else together[1]
        np.testing.assert_array_equal(array, expected)
    assert slopes[0].tolist() == [1, -2]


@pytest.mark.parametrize(
    ("said", "make"),
    [
        ("rate must lie above 0, got 0", lambda: SGD(0)),
        ("rate must lie above 0, got -1", lambda: Adam(-1)),
        ("momentum must lie between 0 and 1, got 1", lambda: SGD(0.1, momentum=1)),
        ("beta1 must lie between 0 and 1, got 1.5", lambda: Adam(0.1, beta1=1.5)),
        ("rate must lie above 0, got nan", lambda: SGD(float("nan"))),
    ],
)
def test_a_rate_that_cannot_be_is_refused_in_words(said, make):
    with pytest.raises(ValueError, match=said):
        make()
