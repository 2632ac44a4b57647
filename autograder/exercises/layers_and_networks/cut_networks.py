"""The networks of cut_copies: one input, one hidden layer of ReLUs, one last neuron that cuts."""

import numpy as np

from autograder.exercises.inputs import small_integers

_TENT = np.array([1.0, -2.0, 1.0])  # the weights of three ReLUs, side by side, that make one tooth
_ROOM = 0.02  # nothing is decided closer than this to z = 0, nor by two kinks that nearly coincide


def last_sum(x, network) -> float:
    """Return z of the last neuron at one number x."""
    (W, b, _), (w, bias, _) = network
    hidden = [max(0.0, float(weight) * x + float(shift)) for weight, shift in zip(W[:, 0], b, strict=True)]
    return sum(float(v) * h for v, h in zip(w[0], hidden, strict=True)) + float(bias[0])


def kinks_of(network) -> list:
    """Return where each hidden neuron's own sum is 0, in the order of the neurons."""
    W, b, _ = network[0]
    return [-float(shift) / float(weight) for weight, shift in zip(W[:, 0], b, strict=True)]


def places(network, lo, hi) -> list:
    """Return both ends and every kink between them, in order: from one to the next, z runs straight."""
    return [lo, *sorted(k for k in set(kinks_of(network)) if lo < k < hi), hi]


def _clear(network, lo, hi) -> bool:
    at = places(network, lo, hi)
    return min(np.diff(at)) > _ROOM and min(abs(last_sum(x, network)) for x in at) > _ROOM


def one_network(rng):
    """Draw a network whose z takes drawn values at its kinks, so that it passes through 0 now and then.

    Half of them get a spike besides, of a width that no row of samples sees: it makes two copies more, somewhere.
    """
    network, lo, hi = _one_zigzag(rng)
    return (_with_spike(rng, network, lo, hi) if rng.random() < 0.5 else network), lo, hi


def _one_zigzag(rng):
    while True:
        n = int(rng.integers(2, 8))
        kinks = -3.0137 + np.cumsum(rng.choice([0.5, 1.0, 2.0], size=n))
        network = _through_points(rng, kinks, rng.choice([-2.0, -1.0, -0.5, 0.5, 1.0, 1.5], size=n))
        # Odd ends: who samples a long row of inputs should not hit a crossing exactly, where the sign is neither.
        lo = float(rng.choice([kinks[0] - 1, (kinks[0] + kinks[1]) / 2])) - 0.0437
        hi = float(rng.choice([kinks[-1] + 1, (kinks[-2] + kinks[-1]) / 2])) + 0.0281
        if lo < hi and _clear(network, lo, hi):
            return network, lo, hi


def _through_points(rng, kinks, z):
    """Return a network with these kinks whose last sum is z at them; its hidden neurons come in any order."""
    W = rng.choice([0.5, 1.0, 2.0, 4.0], size=len(kinks))
    W[1:] *= rng.choice([-1, 1], size=len(kinks) - 1)
    slopes = np.append(np.diff(z) / np.diff(kinks), rng.choice([-1.0, 1.0]))
    turns = np.append(0.0, np.diff(slopes))  # by how much the slope changes at each kink
    turns[0] = slopes[0] + turns[W < 0].sum()  # left of all kinks the neurons with a negative weight make a slope
    w, order = turns / np.abs(W), rng.permutation(len(kinks))
    network = [(W[order, None], (-W * kinks)[order], "relu"), (w[order][None, :], np.zeros(1), "identity")]
    return [network[0], (network[1][0], np.array([z[0] - last_sum(kinks[0], network)]), "identity")]


def _with_spike(rng, network, lo, hi):
    """Add three hidden neurons, which send z to the other side of 0 and back within 2e-9, far from other copies."""
    (W, b, _), (w, bias, _) = network
    for middle in rng.uniform(lo, hi, size=50).tolist():
        height = last_sum(middle, network)
        if min(abs(middle - x) for x in places(network, lo, hi)) > _ROOM and abs(height) > 0.1:
            break
    else:
        return network  # so short a stretch that there is no room
    half = 1e-9
    kinks = middle + half * np.array([-1.0, 0.0, 1.0])
    peak = -(height + np.sign(height)) / half
    order = rng.permutation(len(b) + 3)
    hidden = np.concatenate([W[:, 0], np.ones(3)]), np.concatenate([b, -kinks]), np.append(w[0], peak * _TENT)
    W, b, w = (part[order] for part in hidden)
    return [(W[:, None], b, "relu"), (w[None, :], bias, "identity")]


def _folded(folds):
    """Return a network of `folds` neurons whose z goes up and down over [0, folds], once in each stretch of 1."""
    kinks = np.arange(float(folds))
    w = np.array([2.0] + [4.0 * (-1) ** k for k in range(1, folds)])
    return [(np.ones((folds, 1)), -kinks, "relu"), (w[None, :], np.array([-1.0]), "identity")]


def _narrow():
    """Return a network whose z dips below 0 within 4e-9 only: no row of samples sees it."""
    kinks, w = 1.2374619 + 4e-9 * np.array([-1.0, 0.0, 1.0]), -_TENT / 4e-9
    return [(np.ones((3, 1)), -kinks, "relu"), (w[None, :], np.array([0.6]), "identity")]


ALWAYS = (
    (_folded(6), -0.517, 6.471),
    (_folded(6), 0.713, 3.229),
    (_narrow(), 0.013, 2.071),
    (
        [
            (np.array([[1.0], [-1.0]]), np.array([0.0, 0.0]), "relu"),
            (np.array([[1.0, 1.0]]), np.array([-1.0]), "identity"),
        ],
        -2.013,
        2.071,
    ),
    (
        [
            (np.array([[1.0], [-1.0]]), np.array([0.0, 0.0]), "relu"),
            (np.array([[1.0, 1.0]]), np.array([0.5]), "identity"),
        ],
        -2.013,
        2.071,
    ),
)


def small_networks():
    for w, shift, bias in small_integers(3):
        network = [
            (np.array([[1.0], [-1.0]]), np.array([float(shift), 0.0]), "relu"),
            (np.array([[1.0, float(w) or 1.0]]), np.array([bias + 0.5]), "identity"),
        ]
        if _clear(network, -3.0, 3.0):
            yield network, -3.0, 3.0
