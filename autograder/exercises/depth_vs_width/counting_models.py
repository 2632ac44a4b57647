"""Wrong ways to find where z passes 0, each run through the lesson's own loop with that one step replaced."""

import numpy as np

from nnlib import MLP


def with_step(step):
    """Return the lesson's `count_pieces` with this step: ``step(ends, z) -> new``, places of any shape."""

    def count(network, lo, hi):
        ends, mlp = np.array([lo, hi], dtype=float), MLP.from_data(network)
        with np.errstate(all="ignore"):
            for layer in range(len(network)):
                z = mlp.pre_activations(ends[:, None])[layer]
                ends = np.unique(np.append(ends, step(ends, z)).round(12))
            slopes = np.diff(mlp(ends[:, None])[:, 0]) / np.diff(ends)
            return 1 + int(np.sum(~np.isclose(slopes[1:], slopes[:-1], rtol=1e-9)))

    return count


def passes(left, right):
    """Tell where z has different signs at the two ends of a piece: both (pieces, neurons)."""
    return left * right < 0


def zero(x, y, left, right):
    """Return where the line from (x, left) to (y, right) passes 0."""
    return x + (y - x) * left / (left - right)


def placed(place, taken=passes):
    """Return `count_pieces` with the place of each new end worked out, or the pieces taken, in another way.

    Parameters
    ----------
    place : callable
        ``place(x, y, left, right)``: from the two ends of a piece and z there.
    taken : callable
        ``taken(left, right)``: for which pieces and neurons, as a condition on z at the two ends.
    """

    def step(ends, z):
        piece, neuron = np.nonzero(taken(z[:-1], z[1:]))
        return place(ends[piece], ends[piece + 1], z[piece, neuron], z[piece + 1, neuron])

    return with_step(step)


def taken(condition):
    """Return `count_pieces` with another condition for a new end, and the right place."""
    return placed(zero, condition)


@with_step
def first_neuron(ends, z):
    piece = np.flatnonzero(passes(z[:-1, 0], z[1:, 0]))
    return zero(ends[piece], ends[piece + 1], z[piece, 0], z[piece + 1, 0])


@with_step
def rows(ends, z):
    return np.nonzero(passes(z[:-1], z[1:]))[0]


@with_step
def all_by_share(ends, z):
    """Every piece, with no test; a level z gives x ± infinity, or 0 / 0."""
    return ends[:-1, None] + np.diff(ends)[:, None] * (z[:-1] / (z[:-1] - z[1:]))


@with_step
def all_by_difference(ends, z):
    """The same; infinity has the other sign, which is why this is a model of its own."""
    return ends[:-1, None] - z[:-1] * np.diff(ends)[:, None] / np.diff(z, axis=0)
