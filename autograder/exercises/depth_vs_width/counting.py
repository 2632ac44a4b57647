"""count_pieces: how many straight pieces a network of one input has, exactly."""

from itertools import pairwise, product

import numpy as np

from autograder.answers import number
from autograder.exercises.depth_vs_width.counting_mistakes import APART, MISTAKES
from autograder.exercises.depth_vs_width.counting_models import passes, zero
from autograder.exercises.depth_vs_width.lines import TENT, candidates, pieces, slopes_between, sums_and_slopes
from autograder.exercises.depth_vs_width.whole import agree_exactly
from autograder.exercises.inputs import tenths
from autograder.exercises.layers_and_networks.networks import row_of_numbers, write_layer
from autograder.forms import FunctionExercise, Worked

_UNLIKE = 1e-3  # no case has slopes that differ by less than this, and are not equal


def count_pieces(network, lo, hi):
    return pieces(network, lo, hi)


def _clear(network, lo, hi) -> bool:
    ends = candidates(network, lo, hi)
    steps = np.abs(np.diff(slopes_between(network, ends)))
    wide = candidates(network, lo - APART, hi + APART)
    return np.diff(ends).min() > APART and len(wide) == len(ends) and bool(((steps > _UNLIKE) | (steps < 1e-12)).all())


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
_MIXED = [  # both signs everywhere, and no place that a slip would meet by luck
    (np.array([[1.0], [-1.0], [2.0]]), np.array([-0.4, 1.1, 1.3]), "relu"),
    (np.array([[1.0, -1.5, -0.5], [-1.0, 1.0, 0.7]]), np.array([0.6, -0.9]), "relu"),
    (np.array([[1.0, -2.0]]), np.array([0.3]), "identity"),
]
_BY_HAND = _one_layer([0.0, 1.0, 3.0], [2.0, -2.5, 0.5], start=1.0)
_ALWAYS = (
    (TENT, 0.0, 1.0),
    (TENT * 2, 0.0, 1.0),
    (_MIXED, -2.3, 3.1),
    (_one_layer([-3.0, -2.0, 0.5, 4.0, 5.0], [1.0, -3.0, 4.0, 2.0, -5.0]), -1.0, 2.0),  # kinks outside, on both sides
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


def _simple():
    """Yield networks to follow by hand: two neurons with kinks within lo and hi, or outside; then one more layer."""
    signs, kinks, outputs = ((1, 1), (1, -1), (-1, 1)), ((1, 2), (0, 3)), ((1, 1), (2, -1))
    hidden = [
        (np.array([[one], [two]], float), np.array([-one * a, -two * b], float), "relu")
        for (one, two), (a, b) in product(signs, kinks)
    ]
    for start, layer, out in product((0.0, 1.0), hidden, outputs):
        network = [layer, (np.array([out], float), np.array([start]), "identity")]
        yield network, -1.0, 5.0
        if start == 0:
            yield network, 4.0, 5.0
    for layer, out in product(hidden, outputs):
        second = (np.array([out], float), np.array([-0.5]), "relu")
        yield [layer, second, (np.array([[1.0]]), np.array([0.0]), "identity")], -1.0, 5.0


def _explain(network, lo, hi):
    lines, found = [], np.array([lo, hi])
    for place, layer in enumerate(network, 1):
        lines.append(f"layer {place}: {write_layer(*layer)}")
        if layer[-1] == "identity":
            lines.append("  no ReLU, no kink")
            continue
        ends, found = found, np.union1d(found, candidates(network[:place], lo, hi))
        z, _ = sums_and_slopes(network[:place], ends)
        lines += [f"  neuron {n}: {_passing(ends, column)}" for n, column in enumerate(z.T, 1)]
        lines.append(f"  ends from here on: {row_of_numbers(found)}")
    slopes = row_of_numbers(slopes_between(network, found))
    return "\n".join(
        [*lines, f"slopes between them: {slopes}", f"pieces, neighbours of one slope joined: {pieces(network, lo, hi)}"]
    )


def _passing(ends, z) -> str:
    """Write where one neuron's z passes 0 between neighbouring ends, with the two z that tell it."""
    rows = [
        f"{number(a)} at x = {number(x)}, {number(b)} at x = {number(y)}, so 0 at x = {number(zero(x, y, a, b))}"
        for (x, a), (y, b) in pairwise(zip(ends, np.round(z, 9), strict=True))
        if passes(a, b)
    ]
    return f"z is {'; '.join(rows)}" if rows else "z nowhere passes 0"


COUNT_PIECES = FunctionExercise(
    name="count_pieces",
    points=2.0,
    reference=count_pieces,
    worked=(
        Worked("the network made by hand above, from −1 to 4", (_BY_HAND, -1.0, 4.0)),
        Worked("the tent after the tent, from −1 to 2", (TENT * 2, -1.0, 2.0)),
    ),
    draw=_draw,
    draws=10,
    always=_ALWAYS,
    simple=_simple,
    explain=_explain,
    agree=agree_exactly,
    misconceptions=MISTAKES,
    praise="Exact, with no grid that could miss a kink.",
    hints=(
        "Between two neighbouring ends z runs straight. When can a straight line pass 0, and how do you see that from its two ends?",
        "Where z has different signs at the two ends: `np.nonzero(z[:-1] * z[1:] < 0)` gives the numbers of the piece and of the neuron.",
        "If z is 3 at the left end and −1 at the right, it has fallen by 3 of 4 when it reaches 0: three quarters of the way.",
    ),
    without=("nnlib.regions.count_pieces", "nnlib.regions.breakpoints"),
)
