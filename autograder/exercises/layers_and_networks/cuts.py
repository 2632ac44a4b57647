"""cut_copies: how often the one cut of the last neuron shows on the line of inputs, once a hidden layer has folded it."""

from itertools import pairwise

import numpy as np

from autograder.exercises.layers_and_networks.cut_networks import (
    ALWAYS,
    kinks_of,
    last_sum,
    one_network,
    places,
    small_networks,
)
from autograder.exercises.layers_and_networks.networks import write_layer
from autograder.forms import FunctionExercise, Misconception, Worked

ZIGZAG = [
    (np.array([[1.0], [1.0], [1.0]]), np.array([0.0, -1.0, -2.0]), "relu"),
    (np.array([[2.0, -4.0, 4.0]]), np.array([-1.0]), "identity"),
]


def cut_copies(network, lo, hi):
    z = [last_sum(x, network) for x in places(network, lo, hi)]
    return sum((one > 0) != (two > 0) for one, two in pairwise(z))


def _explain(network, lo, hi):
    lines = [f"layer {place}: {write_layer(*row)}" for place, row in enumerate(network, 1)]
    for x in places(network, lo, hi):
        what = "end " if x in (lo, hi) else "kink"
        lines.append(f"{what}  x = {x + 0.0:<7.4g} z = {last_sum(x, network) + 0.0:.4g}")  # + 0.0: no −0
    return "\n".join([*lines, f"changes of sign from one line to the next: {cut_copies(network, lo, hi)}"])


def _changes(z):
    z = np.asarray(z)
    return int(np.sum(z[:-1] * z[1:] < 0))


def _quickly(x, network):
    """Return what `last_sum` does, for many numbers at once: a wrong answer is compared with every model below."""
    (W, b, _), (w, bias, _) = network
    return np.maximum(0, np.asarray(x)[:, None] @ W.T + b) @ w[0] + bias[0]


def _copies_at(network, lo, hi, kinks):
    return _changes(_quickly([lo, *sorted(k for k in kinks if lo < k < hi), hi], network))


def _without_bias(network):
    (W, b, name), (w, _, last) = network
    return [(W, b, name), (w, np.zeros(1), last)]


CUT_COPIES = FunctionExercise(
    name="cut_copies",
    points=2.0,
    reference=cut_copies,
    worked=(Worked("the zigzag in the picture, from −0.5 to 3", (ZIGZAG, -0.5, 3.0)),),
    draw=one_network,
    always=ALWAYS,
    simple=small_networks,
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
            "neurons and one more",
            lambda network, lo, hi: len(network[0][0]) + 1,
            "This is one more than there are hidden neurons: the most copies there can be. Count those there are.",
        ),
        Misconception(
            "kinks mirrored",
            lambda network, lo, hi: _copies_at(network, lo, hi, [-k for k in kinks_of(network)]),
            "The kinks lie on the wrong side of 0: w·x + b = 0 at x = −b / w, with a minus.",
        ),
        Misconception(
            "kinks at the bias",
            lambda network, lo, hi: _copies_at(network, lo, hi, [-float(shift) for shift in network[0][1]]),
            "The kinks are looked for at x = −b. w·x + b is 0 at x = −b / w: divide by the weights, `W[:, 0]`.",
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
            lambda network, lo, hi: _changes(
                _quickly((lo, *(k for k in kinks_of(network) if lo < k < hi), hi), network)
            ),
            "The kinks are visited in the order of the neurons. Walk from left to right: sort them first.",
        ),
        Misconception(
            "outside counted",
            lambda network, lo, hi: _changes(_quickly(sorted([lo, hi, *kinks_of(network)]), network)),
            "Copies outside the stretch from `lo` to `hi` are counted too. Leave out the kinks that lie beyond its ends.",
        ),
        Misconception(
            "bias of the last neuron left out",
            lambda network, lo, hi: _changes(_quickly(places(network, lo, hi), _without_bias(network))),
            "The last neuron's bias is left out. It decides at which height the cut is made.",
        ),
        Misconception(
            "a row of samples",
            lambda network, lo, hi: _changes(_quickly(np.linspace(lo, hi, 401), network)),
            "It looks at a row of inputs, and two copies of the cut can hide between neighbours, however many there are. The kinks are the places to look at: between them z runs straight.",
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
        "A hidden neuron has its kink where its own sum is 0: at x = −b / w, with its w from the column `W[:, 0]`. Between two neighbouring kinks all ReLUs run straight, so z does too.",
        "A straight piece can pass through 0 at most once, and it does when z has different signs at its two ends. So z at the ends and at the kinks is all you need.",
        "Keep the kinks between `lo` and `hi`, add both ends, sort, work out z at all of them at once, and count the neighbours whose product is negative.",
    ),
)
