"""cut_copies: how often the one cut of the last neuron shows on the line of inputs, once a hidden layer has folded it."""

from itertools import pairwise

import numpy as np

from autograder.exercises.inputs import small_integers
from autograder.exercises.layers_and_networks.networks import write_layer
from autograder.forms import FunctionExercise, Misconception, Worked

ZIGZAG = [
    (np.array([[1.0], [1.0], [1.0]]), np.array([0.0, -1.0, -2.0]), "relu"),
    (np.array([[2.0, -4.0, 4.0]]), np.array([-1.0]), "identity"),
]
_ROOM = 0.02  # nothing is decided closer than this to z = 0, nor by two kinks that nearly coincide


def last_sum(x, network) -> float:
    """Return z of the last neuron at one number x."""
    (W, b, _), (w, bias, _) = network
    hidden = [max(0.0, float(weight) * x + float(shift)) for weight, shift in zip(W[:, 0], b, strict=True)]
    return sum(float(v) * h for v, h in zip(w[0], hidden, strict=True)) + float(bias[0])


def _kinks(network) -> list:
    """Return where each hidden neuron's own sum is 0, in the order of the neurons."""
    W, b, _ = network[0]
    return [-float(shift) / float(weight) for weight, shift in zip(W[:, 0], b, strict=True)]


def places(network, lo, hi) -> list:
    """Return both ends and every kink between them, in order: from one to the next, z runs straight."""
    return [lo, *sorted(k for k in set(_kinks(network)) if lo < k < hi), hi]


def cut_copies(network, lo, hi):
    z = [last_sum(x, network) for x in places(network, lo, hi)]
    return sum((one > 0) != (two > 0) for one, two in pairwise(z))


def _clear(network, lo, hi) -> bool:
    at = places(network, lo, hi)
    return min(np.diff(at)) > _ROOM and min(abs(last_sum(x, network)) for x in at) > _ROOM


def _one_network(rng):
    """Draw a network whose z takes drawn values at its kinks, so that it passes through 0 now and then."""
    while True:
        n = int(rng.integers(2, 8))
        kinks = -3.0 + np.cumsum(rng.choice([0.5, 1.0, 2.0], size=n))
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


def _folded(folds):
    """Return a network of `folds` neurons whose z goes up and down over [0, folds], once in each stretch of 1."""
    kinks = np.arange(float(folds))
    w = np.array([2.0] + [4.0 * (-1) ** k for k in range(1, folds)])
    return [(np.ones((folds, 1)), -kinks, "relu"), (w[None, :], np.array([-1.0]), "identity")]


def _narrow():
    """Return a network whose z dips below 0 between 1.003 and 1.007 only: no coarse row of samples sees it."""
    kinks, w = np.array([1.0, 1.005, 1.01]), np.array([-200.0, 400.0, -200.0])
    return [(np.ones((3, 1)), -kinks, "relu"), (w[None, :], np.array([0.6]), "identity")]


_ALWAYS = (
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


def _small_networks():
    for w, shift, bias in small_integers(3):
        network = [
            (np.array([[1.0], [-1.0]]), np.array([float(shift), 0.0]), "relu"),
            (np.array([[1.0, float(w) or 1.0]]), np.array([bias + 0.5]), "identity"),
        ]
        if _clear(network, -3.0, 3.0):
            yield network, -3.0, 3.0


def _explain(network, lo, hi):
    lines = [f"layer {place}: {write_layer(*row)}" for place, row in enumerate(network, 1)]
    for x in places(network, lo, hi):
        what = "end " if x in (lo, hi) else "kink"
        lines.append(f"{what}  x = {x:<7.4g} z = {last_sum(x, network):.4g}")
    return "\n".join([*lines, f"changes of sign from one line to the next: {cut_copies(network, lo, hi)}"])


def _changes(z):
    return int(np.sum(np.diff(np.sign(z)) != 0))


def _quickly(x, network):
    """Return what `last_sum` does, for many numbers at once: a wrong answer is compared with every model below."""
    (W, b, _), (w, bias, _) = network
    return np.maximum(0, np.asarray(x)[:, None] @ W.T + b) @ w[0] + bias[0]


def _without_bias(network):
    (W, b, name), (w, _, last) = network
    return [(W, b, name), (w, np.zeros(1), last)]


CUT_COPIES = FunctionExercise(
    name="cut_copies",
    points=2.0,
    reference=cut_copies,
    worked=(Worked("the zigzag in the picture, from −0.5 to 3", (ZIGZAG, -0.5, 3.0)),),
    draw=_one_network,
    always=_ALWAYS,
    simple=_small_networks,
    explain=_explain,
    misconceptions=(
        Misconception(
            "kinks counted",
            lambda network, lo, hi: len(places(network, lo, hi)) - 2,
            "These are the kinks between `lo` and `hi`. Asked is how often z passes through 0, which it need not do between two kinks.",
        ),
        Misconception(
            "pieces counted",
            lambda network, lo, hi: len(places(network, lo, hi)) - 1,
            "These are the straight pieces. A piece draws a copy only if z has different signs at its two ends.",
        ),
        Misconception(
            "neurons counted",
            lambda network, lo, hi: len(network[0][0]),
            "This is the number of hidden neurons. They make the folds; whether the cut meets a fold is for the last neuron to say.",
        ),
        Misconception(
            "ends only",
            lambda network, lo, hi: _changes(_quickly([lo, hi], network)),
            "Only the two ends are compared. z can change its sign and change back on the way: look at every kink in between.",
        ),
        Misconception(
            "ends left out",
            lambda network, lo, hi: _changes(_quickly(places(network, lo, hi)[1:-1], network)),
            "Only the kinks are looked at. Between `lo` and the first kink, and between the last one and `hi`, z can pass through 0 as well.",
        ),
        Misconception(
            "kinks not sorted",
            lambda network, lo, hi: _changes(_quickly((lo, *(k for k in _kinks(network) if lo < k < hi), hi), network)),
            "The kinks are visited in the order of the neurons. Walk from left to right: sort them first.",
        ),
        Misconception(
            "outside counted",
            lambda network, lo, hi: _changes(_quickly(sorted([lo, hi, *_kinks(network)]), network)),
            "Copies outside the stretch from `lo` to `hi` are counted too. Leave out the kinks that lie beyond its ends.",
        ),
        Misconception(
            "bias of the last neuron left out",
            lambda network, lo, hi: cut_copies(_without_bias(network), lo, hi),
            "The last neuron's bias is left out. It decides at which height the cut is made.",
        ),
        Misconception(
            "samples too coarse",
            lambda network, lo, hi: _changes(_quickly(np.linspace(lo, hi, 101), network)),
            "It looks at about a hundred inputs, and two copies of the cut can hide between two of them. The kinks are the places to look at: between them z runs straight.",
        ),
        Misconception(
            "no bend",
            lambda network, lo, hi: _changes(
                [(network[1][0] @ (network[0][0][:, 0] * x + network[0][1]) + network[1][1])[0] for x in (lo, hi)]
            ),
            "The hidden layer is not bent, so nothing is folded and at most one cut remains. Use its ReLU.",
        ),
    ),
    hints=(
        "A hidden neuron has its kink where its own sum is 0: at x = −b / w. Between two neighbouring kinks all ReLUs run straight, so z does too.",
        "A straight piece can pass through 0 at most once, and it does when z has different signs at its two ends. So z at the ends and at the kinks is all you need.",
        "Keep the kinks between `lo` and `hi`, add both ends, sort, work out z at all of them at once, and count the neighbours whose product is negative.",
    ),
)
