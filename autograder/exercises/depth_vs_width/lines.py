"""Networks of one input as the judge sees them: run one, find its straight pieces, read what a student wrote down."""

import math

import numpy as np

from autograder.exercises.bends import BENDS
from autograder.exercises.layers_and_networks.networks import read_network

# slope below 0, slope above 0: the bends whose graph is straight on both sides
STRAIGHT = {"identity": (1.0, 1.0), "relu": (0.0, 1.0), "leaky_relu": (0.01, 1.0)}
TENT = [
    (np.array([[1.0], [1.0]]), np.array([0.0, -0.5]), "relu"),
    (np.array([[2.0, -4.0]]), np.array([0.0]), "identity"),
]
_CLOSE = 1e-11  # kinks nearer to each other than this are one
_MOST_PIECES = 100_000


def run_line(network, x) -> np.ndarray:
    """Return the network's one output for each number in x."""
    a = np.asarray(x, dtype=float)[:, None]
    for W, b, name in network:
        a = BENDS[name](a @ np.transpose(W) + np.asarray(b))
    return a[:, 0]


def sums_and_slopes(layers, x):
    """Return z of the last of these layers at each x, and how fast it grows there: both (len(x), neurons)."""
    a, slope = x[:, None], np.ones((len(x), 1))
    for place, (W, b, name) in enumerate(layers, 1):
        z, slope = a @ np.transpose(W) + np.asarray(b), slope @ np.transpose(W)
        if place == len(layers):
            return z, slope
        below, above = STRAIGHT[name]
        factor = np.where(z > 0, above, below)
        a, slope = factor * z, factor * slope
    return a, slope


def candidates(network, lo, hi) -> np.ndarray:
    """Return lo, hi and every place between them where some neuron's z passes 0, in order."""
    ends = np.array([lo, hi], dtype=float)
    for count, (_, _, name) in enumerate(network, 1):
        if name == "identity":
            continue
        middle = (ends[:-1] + ends[1:]) / 2
        z, slope = sums_and_slopes(network[:count], middle)
        steep = np.where(slope == 0, 1.0, slope)
        zero = middle[:, None] - z / steep
        inside = (slope != 0) & (zero > ends[:-1, None]) & (zero < ends[1:, None])
        ends = np.unique(np.concatenate([ends, zero[inside]]))
        ends = ends[np.append(True, np.diff(ends) > _CLOSE)]
    return ends


def slopes_between(network, ends) -> np.ndarray:
    """Return the output's slope between each two neighbours."""
    last = (np.ones((1, 1)), np.zeros(1), "identity")
    return sums_and_slopes([*network, last], (ends[:-1] + ends[1:]) / 2)[1][:, 0]


def kinks(network, lo, hi) -> np.ndarray:
    """Return the places between lo and hi where the output's slope changes."""
    ends = candidates(network, lo, hi)
    slopes = slopes_between(network, ends)
    return ends[1:-1][~np.isclose(slopes[1:], slopes[:-1], rtol=1e-9, atol=1e-9)]


def pieces(network, lo, hi) -> int:
    """Return how many straight pieces the output has between lo and hi."""
    return len(kinks(network, lo, hi)) + 1


def bending(network) -> list:
    """Return how many neurons each layer has that bends."""
    return [len(W) for W, _, name in network if name != "identity"]


def countable(network) -> bool:
    """Tell whether its pieces can be counted without filling the memory."""
    return math.prod(n + 1 for n in bending(network)) <= _MOST_PIECES


def read_line(answer, name, bends=tuple(STRAIGHT)) -> list:
    """Read a network of one input and one output whose bends are straight on both sides.

    Raises
    ------
    ValueError
        With a sentence that says what has the wrong form.
    """
    network = read_network(answer, name)
    inputs, outputs = network[0][0].shape[1], len(network[-1][0])
    if inputs != 1 or outputs != 1:
        raise ValueError(
            f"{name} should take one number and give one; this one takes {inputs} and gives {outputs}. "
            "The first W needs one column, the last W one row."
        )
    for place, (_, _, bend) in enumerate(network, 1):
        if bend not in bends:
            raise ValueError(f'layer {place} of {name} bends by "{bend}". Use {" or ".join(bends)}.')
    return network
