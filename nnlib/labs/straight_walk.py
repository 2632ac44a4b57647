"""A random ReLU network on a straight walk through its inputs: every kink of the output, none of them sampled.

The walk leads along the diagonal, from the corner where every input is −1 to the one where every input is 1. On it, the
first layer's weights of a neuron act as one, their sum. He's weights have a spread of √(2 / inputs), so their sum has
one of √2, however many inputs there are: one walk stands for all.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from nnlib.initializers import he

BIASES = ("random", "zero")
SPREAD = 0.5  # of the random biases
SMALL = 150_000  # multiplications that one thread does sooner than it can call for help


@dataclass(frozen=True)
class Walk:
    """What the network says on the way.

    Attributes
    ----------
    places, outputs : numpy.ndarray of shape (n,)
        From −1 to 1; between two neighbours the output is straight.
    kinks : numpy.ndarray of shape (n,) of bool
        Where the output changes its slope.
    """

    places: np.ndarray
    outputs: np.ndarray
    kinks: np.ndarray

    @property
    def pieces(self):
        """How many straight pieces there are."""
        return int(self.kinks.sum()) + 1


def random_layers(width, depth, seed, biases):
    """Return the layers of a random network of one input as a list of (W, b), the output's last.

    Weights as He draws them; biases with a spread of `SPREAD`, or zero.

    Parameters
    ----------
    width, depth : int
    seed : int
    biases : str
        One of `BIASES`.
    """
    rng = np.random.default_rng([seed, depth])
    spread = SPREAD if biases == "random" else 0.0
    sizes = [1, *[width] * depth, 1]
    return [
        (he(fan_in, fan_out, rng=rng), spread * rng.standard_normal(fan_out)) for fan_in, fan_out in pairwise(sizes)
    ]


@lru_cache(maxsize=64)
def random_walk(width, depth, seed, biases):
    """Return the `Walk` of a random network, see `random_layers`.

    Examples
    --------
    >>> random_walk(width=5, depth=2, seed=0, biases="zero").pieces
    2
    """
    layers = random_layers(width, depth, seed, biases)
    if biases == "zero":
        return _through_zero(layers)
    return _one_layer(*layers[0], *layers[1]) if depth == 1 else _many_layers(layers)


@lru_cache(maxsize=8192)
def random_pieces(width, depth, seed, biases):
    """Return how many straight pieces the walk of a random network has."""
    return random_walk.__wrapped__(width, depth, seed, biases).pieces


def _through_zero(layers):
    """Without biases, an input twice as large gives an output twice as large: the one kink is at 0."""
    here = np.array([[-1.0], [0.0], [1.0]])
    for weight, _ in layers[:-1]:
        here = np.maximum(here @ weight.T, 0)
    outputs = (here @ layers[-1][0].T)[:, 0]
    return Walk(np.array([-1.0, 0.0, 1.0]), outputs, np.array([False, outputs[0] + outputs[2] != 0, False]))


def _one_layer(weight, bias, out, shift):
    """One hidden layer: its kinks in order, and the slope grows by |w| times the way out at each."""
    weight, out = weight[:, 0], out[0]
    at = -bias / weight
    order = np.argsort(at)
    order = order[np.abs(at[order]) < 1]
    places = np.concatenate([[-1.0], at[order], [1.0]])
    fires = bias - weight > 0
    first = (out * weight)[fires].sum()
    slopes = first + np.append(0.0, np.cumsum((out * np.abs(weight))[order]))
    start = (out * (bias - weight))[fires].sum() + shift[0]
    kinks = np.ones(len(places), bool)
    kinks[[0, -1]] = False
    return Walk(places, start + np.append(0.0, np.cumsum(slopes * np.diff(places))), kinks)


def _many_layers(layers):
    """Cut the walk wherever a neuron passes 0, layer by layer.

    A cut is seen in the output unless a whole later layer is silent there: of random weights, no others cancel out.
    """
    places, here = np.array([-1.0, 1.0]), np.array([[-1.0], [1.0]])
    seen = np.zeros(2, bool)
    for weight, bias in layers[:-1]:
        z = _times(here, weight) + bias
        fires = z > 0
        seen &= fires.any(axis=1)
        piece, neuron = (fires[:-1] != fires[1:]).nonzero()
        if len(piece):
            before = z[piece, neuron]
            part = before / (before - z[piece + 1, neuron])
            cuts = places[piece] + part * (places[piece + 1] - places[piece])
            z = np.concatenate([z, z[piece] + part[:, None] * (z[piece + 1] - z[piece])])
            places = np.concatenate([places, cuts])
            order = places.argsort(kind="stable")
            places, z = places[order], z[order]
            seen = np.append(seen, [True] * len(cuts))[order]
        here = np.maximum(z, 0)
    weight, bias = layers[-1]
    return Walk(places, (here @ weight.T + bias)[:, 0], seen)


def _times(here, weight):
    """Return here @ weight.T, in parts so small that no second thread is woken: that would take ten times as long."""
    rows = max(SMALL // weight.size, 1)
    if rows >= len(here):
        return here @ weight.T
    return np.concatenate([here[i : i + rows] @ weight.T for i in range(0, len(here), rows)])
