"""count_pieces: how many straight pieces a network of one input has, exactly."""

from functools import cache
from itertools import pairwise

import numpy as np

from autograder.answers import number
from autograder.exercises.depth_vs_width.lines import (
    TENT,
    bending,
    candidates,
    pieces,
    run_line,
    slopes_between,
    sums_and_slopes,
)
from autograder.exercises.depth_vs_width.whole import agree_exactly
from autograder.exercises.inputs import small_integers, tenths
from autograder.exercises.layers_and_networks.networks import write_layer
from autograder.forms import FunctionExercise, Misconception, Worked

_APART = 2e-3  # nothing is decided by kinks nearer than this to each other, or to lo and hi
_SIMPLE = 12
_UNLIKE = 1e-3  # nor by slopes that differ by less than this, and are not equal


def count_pieces(network, lo, hi):
    return pieces(network, lo, hi)


def _clear(network, lo, hi) -> bool:
    ends = candidates(network, lo, hi)
    steps = np.abs(np.diff(slopes_between(network, ends)))
    wide = candidates(network, lo - _APART, hi + _APART)
    return np.diff(ends).min() > _APART and len(wide) == len(ends) and bool(((steps > _UNLIKE) | (steps < 1e-12)).all())


def _draw(rng):
    while True:
        widths = [1, *rng.integers(2, 5, size=rng.integers(1, 4)), 1]
        network = [(tenths(rng, n, m), tenths(rng, n) / 2, "relu") for m, n in pairwise(widths)]
        network[-1] = (*network[-1][:2], "identity")
        lo, hi = -float(rng.integers(5, 31)) / 10 - 0.013, float(rng.integers(5, 31)) / 10 + 0.017
        if _clear(network, lo, hi):
            return network, lo, hi


def _one_layer(kinks, out, last="identity", start=0.0):
    W = np.ones((len(kinks), 1))
    return [(W, -np.array(kinks, float), "relu"), (np.array([out], float), np.array([start]), last)]


_FLAT = _one_layer([0.25, 0.75], [0.0, 1.0])  # the first ReLU is not used
_CANCEL = [  # both ReLUs of the second layer have a kink that the sum takes away again: r(z) − r(−z) = z
    (np.array([[1.0], [1.0]]), np.array([0.0, -1.0]), "relu"),
    (np.array([[1.0, -2.0], [-1.0, 2.0]]), np.array([-0.5, 0.5]), "relu"),
    (np.array([[1.0, -1.0]]), np.array([0.0]), "identity"),
]
_DEAD = [
    (np.array([[1.0], [-1.0]]), np.array([0.0, 0.5]), "relu"),
    (np.array([[-1.0, -1.0]]), np.array([-1.0]), "relu"),
    (np.array([[2.0]]), np.array([1.0]), "identity"),
]
_ALWAYS = (
    (TENT, 0.0, 1.0),
    (TENT * 5, 0.0, 1.0),
    (TENT * 3, -1.0, 2.0),
    (_FLAT, 0.0, 1.0),
    (_CANCEL, -0.3, 2.1),
    (_DEAD, -1.0, 2.0),
    (_one_layer([0.0, 1.0, 2.0], [1.0, -3.0, 4.0]), 0.0, 2.0),  # kinks at both ends
    (_one_layer([-3.0, 0.5, 4.0], [1.0, -3.0, 4.0]), -1.0, 2.0),  # kinks outside
    (_one_layer([0.0, 1.0], [2.0, -4.0], last="relu", start=-0.6), -0.5, 2.5),  # the last layer bends too
    ([(np.array([[2.0]]), np.array([1.0]), "identity")], -1.0, 1.0),
    (_one_layer([0.1, 0.104, 0.4], [10.0, -20.0, 15.0]), 0.0, 1.0),  # a piece that no coarse row of samples sees
)


@cache
def _simple():
    """Return small networks with kinks at 0, 1 and 2: looked at from end to end, then with room on both sides."""
    cases = []
    for out in small_integers(3)[: _SIMPLE + 1]:
        network = _one_layer([0.0, 1.0, 2.0], out)
        cases += [(network, 0.0, 2.0), (network, -1.0, 3.0)]
    return cases


def _explain(network, lo, hi):
    lines = [f"layer {place}: {write_layer(*layer)}" for place, layer in enumerate(network, 1)]
    ends = candidates(network, lo, hi)
    for a, b, slope in zip(ends[:-1], ends[1:], slopes_between(network, ends), strict=True):
        lines.append(f"from {number(round(a, 4))} to {number(round(b, 4))}: slope {number(round(slope, 6))}")
    return "\n".join([*lines[:14], f"pieces, neighbours of one slope joined: {pieces(network, lo, hi)}"])


def _spread(network, lo, hi, zero):
    """Run the lesson's own way of counting with another rule for where z passes 0."""
    ends = np.array([lo, hi], dtype=float)
    for place, (_, _, name) in enumerate(network, 1):
        z, _ = sums_and_slopes(network[:place], ends)
        piece, neuron = np.nonzero(z[:-1] * z[1:] < 0) if name != "identity" else ([], [])
        if len(piece):
            new = zero(ends[piece], ends[np.add(piece, 1)], z[piece, neuron], z[np.add(piece, 1), neuron])
            ends = np.unique(np.append(ends, new).round(12))
    slopes = np.diff(run_line(network, ends)) / np.diff(ends)
    return 1 + int(np.sum(~np.isclose(slopes[1:], slopes[:-1], rtol=1e-9)))


def _sampled(network, lo, hi):
    x = np.linspace(lo, hi, 101)
    slopes = np.diff(run_line(network, x)) / np.diff(x)
    return 1 + int(np.sum(~np.isclose(slopes[1:], slopes[:-1])))


def _touched(network, lo, hi):
    """Count a kink at lo or hi as well."""
    return pieces(network, lo - _APART / 2, hi + _APART / 2)


COUNT_PIECES = FunctionExercise(
    name="count_pieces",
    points=2.0,
    reference=count_pieces,
    worked=(
        Worked("the tent after the tent, from 0 to 1", (TENT * 2, 0.0, 1.0)),
        Worked("the same from −1 to 2", (TENT * 2, -1.0, 2.0)),
    ),
    draw=_draw,
    draws=10,
    always=_ALWAYS,
    simple=_simple,
    explain=_explain,
    agree=agree_exactly,
    misconceptions=(
        Misconception(
            "kinks, not pieces",
            lambda network, lo, hi: pieces(network, lo, hi) - 1,
            "These are the kinks. Each of them parts two pieces, so there is one piece more.",
        ),
        Misconception(
            "ends, not pieces",
            lambda network, lo, hi: pieces(network, lo, hi) + 1,
            "This is one too many, as if `lo` and `hi` were kinks too. Between n ends lie n − 1 pieces.",
        ),
        Misconception(
            "kinks at the ends counted",
            _touched,
            "A kink exactly at `lo` or `hi` is counted. It parts nothing that lies inside: leave it out.",
        ),
        Misconception(
            "one slope counted twice",
            lambda network, lo, hi: len(candidates(network, lo, hi)) - 1,
            "Every place where a z passes 0 is counted. Where the slope is the same on both sides there is no kink: join the two.",
        ),
        Misconception(
            "first layer only",
            lambda network, lo, hi: len(candidates(network[:1], lo, hi)) - 1,
            "Only the first layer is looked at. Each layer after it adds places of its own, where *its* z pass 0.",
        ),
        Misconception(
            "the whole line",
            lambda network, lo, hi: pieces(network, -1e4, 1e4),
            "Pieces beyond `lo` and `hi` are counted too. Look at what lies between them.",
        ),
        Misconception(
            "a kink for each neuron",
            lambda network, lo, hi: sum(bending(network)) + 1,
            "It counts a kink for each neuron. Deeper down one neuron can make many, or none: follow its z.",
        ),
        Misconception(
            "the most there could be",
            lambda network, lo, hi: int(np.prod([n + 1 for n in bending(network)])),
            "This is the most that such widths could give. How many there are depends on the weights.",
        ),
        Misconception(
            "samples too coarse",
            _sampled,
            "It compares slopes on a row of samples, and a kink between two samples blurs two slopes into a third. Work out where z passes 0.",
        ),
        Misconception(
            "middle in place of zero",
            lambda network, lo, hi: _spread(network, lo, hi, lambda a, b, z, y: (a + b) / 2),
            "It cuts each piece in its middle. Cut where z is 0: nearer to the end whose z is smaller.",
        ),
        Misconception(
            "share from the wrong end",
            lambda network, lo, hi: _spread(network, lo, hi, lambda a, b, z, y: a + (b - a) * y / (y - z)),
            "The place is measured from the wrong end. From the left end, z has to fall from its value there to 0: that is the share left / (left − right) of the way.",
        ),
    ),
    praise="Exact, with no grid that could miss a kink.",
    hints=(
        "Between two neighbouring ends z runs straight. When can a straight line pass 0, and how do you see that from its two ends?",
        "Where z has different signs at the two ends: `np.nonzero(z[:-1] * z[1:] < 0)` gives the numbers of the piece and of the neuron.",
        "If z is 3 at the left end and −1 at the right, it has fallen by 3 of 4 when it reaches 0: three quarters of the way.",
    ),
    without=("nnlib.regions.count_pieces", "nnlib.regions.breakpoints"),
)
