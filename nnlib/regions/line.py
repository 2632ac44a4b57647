"""Networks of one input: where the output has a kink, and how many straight pieces it is made of."""

from dataclasses import dataclass

import numpy as np

from nnlib.network import MLP
from nnlib.regions.straight import ROUNDING, SAME_SLOPE, straight_layers


def count_pieces(network, lo, hi) -> int:
    """Return how many straight pieces the output of a network of one input has between lo and hi.

    A piece is as long as it can be: where two neighbours have the same slope (to 1e-9 of it), they are one. A kink at
    lo or hi does not count. With several outputs, a kink of any of them ends a piece.

    Parameters
    ----------
    network : MLP or list of (W, b, activation)
        With one input. Bends: identity, relu, leaky_relu, step.
    lo, hi : float

    Returns
    -------
    int

    Raises
    ------
    ValueError, TypeError
        As `breakpoints`.

    Examples
    --------
    >>> tent = [([[1], [1]], [0, -0.5], "relu"), ([[2, -4]], [0], "identity")]
    >>> count_pieces(tent, 0, 1), count_pieces(tent + tent, 0, 1), count_pieces(tent + tent + tent, 0, 1)
    (2, 4, 8)
    """
    return len(breakpoints(network, lo, hi)) + 1


def breakpoints(network, lo, hi) -> np.ndarray:
    """Return the places between lo and hi where the output of a network of one input changes its slope, or leaps.

    Parameters
    ----------
    network : MLP or list of (W, b, activation)
        With one input. Bends: identity, relu, leaky_relu, step.
    lo, hi : float

    Returns
    -------
    ndarray of shape (kinks,)
        In rising order; lo and hi themselves are left out.

    Raises
    ------
    ValueError, TypeError
        If there are more inputs than one, a bend is curved, or lo and hi are not two finite numbers in this order.

    Examples
    --------
    >>> breakpoints([([[1], [1]], [0, -0.5], "relu"), ([[2, -4]], [0], "identity")], -1, 1)
    array([0. , 0.5])
    """
    layers = straight_layers(network)
    inputs = layers[0].weight.shape[1]
    if inputs != 1:
        raise ValueError(
            f"One input was expected, got a network of {inputs}. "
            "Pass along(network, start, end), which walks from one point to another."
        )
    lo, hi = float(lo), float(hi)
    if not (np.isfinite([lo, hi]).all() and lo < hi):
        raise ValueError(f"Two finite numbers lo < hi were expected, got {lo:g} and {hi:g}.")
    pieces = _Pieces(np.array([lo, hi]), np.ones((1, 1)), np.array([[(lo + hi) / 2]]))
    with np.errstate(all="ignore"):  # a flat output passes 0 nowhere; a product may overflow
        for layer in layers:
            pieces = pieces.through(layer)
        return pieces.kinks(leaps=any(layer.jumps for layer in layers))


def along(network, start, end) -> list:
    """Return the network of one input t that does on [0, 1] what `network` does from `start` to `end`.

    Parameters
    ----------
    network : MLP or list of (W, b, activation)
        With d inputs and any bends.
    start, end : array_like of shape (d,)
        The output at t is that of ``start + t·(end − start)``.

    Returns
    -------
    list of (W, b, activation)

    Raises
    ------
    ValueError, TypeError
        If it is no network, or the points have not d numbers each.

    Examples
    --------
    >>> corner = [([[1, 0], [0, 1]], [-0.5, -0.75], "relu"), ([[1, 1]], [0], "identity")]
    >>> breakpoints(along(corner, (0, 0), (1, 1)), 0, 1)
    array([0.5 , 0.75])
    """
    (weight, bias, name), *rest = (network if isinstance(network, MLP) else MLP.from_data(network)).as_data()
    start, end = np.asarray(start, dtype=float), np.asarray(end, dtype=float)
    inputs = weight.shape[1]
    if start.shape != (inputs,) or end.shape != (inputs,):
        raise ValueError(f"Two points of {inputs} numbers were expected, got shapes {start.shape} and {end.shape}.")
    return [((weight @ (end - start))[:, None], weight @ start + bias, name), *rest]


@dataclass(frozen=True)
class _Pieces:
    """What some layers do: on piece i, neighbour of edges i and i + 1, ``values[i] + slopes[i]·(x − middle)``.

    Counting from the middle of the piece keeps its own digits, however far from 0 the piece lies.
    """

    edges: np.ndarray  # (n + 1,)
    slopes: np.ndarray  # (n, neurons)
    values: np.ndarray  # (n, neurons), in the middle
    slope_size: np.ndarray | float = 0.0  # of the terms that were added up: what rounding is to be measured by
    value_size: np.ndarray | float = 0.0

    @property
    def middles(self):
        return (self.edges[:-1] + self.edges[1:]) / 2

    def through(self, layer):
        """Return the pieces after one more layer."""
        weight, size = layer.weight.T, np.abs(layer.weight.T)
        z = _Pieces(
            self.edges,
            self.slopes @ weight,
            self.values @ weight + layer.bias,
            np.abs(self.slopes) @ size,
            np.abs(self.values) @ size + np.abs(layer.bias),
        )
        if not layer.bends:
            return z
        z = z.cut_at_zeros()
        fires = layer.fires(z.values, z.value_size)
        slope, offset = (np.where(fires, pair[1], pair[0]) for pair in (layer.slopes, layer.offsets))
        return _Pieces(z.edges, slope * z.slopes, slope * z.values + offset, z.slope_size, z.value_size)

    def cut_at_zeros(self):
        """Return the same, cut wherever one of the outputs passes 0."""
        middles = self.middles
        zeros = middles[:, None] - self.values / self.slopes
        unsure = ROUNDING * self.value_size / np.abs(self.slopes)  # how far rounding may have moved a zero
        inside = (zeros > self.edges[:-1, None] + unsure) & (zeros < self.edges[1:, None] - unsure)
        low, high = self.edges[0], self.edges[-1]
        width = ROUNDING * max(abs(low), abs(high))  # two neurons with one kink may round it differently
        cuts = np.union1d(self.edges, zeros[inside])
        cuts = cuts[(cuts > low + width) & (cuts < high - width)]
        edges = np.concatenate([[low], cuts[np.diff(cuts, prepend=-np.inf) > width], [high]])
        new = (edges[:-1] + edges[1:]) / 2
        old = np.clip(np.searchsorted(self.edges, new) - 1, 0, len(middles) - 1)
        values = self.values[old] + self.slopes[old] * (new - middles[old])[:, None]
        return _Pieces(edges, self.slopes[old], values, self.slope_size[old], self.value_size[old])

    def kinks(self, leaps):
        """Return the inner edges on whose two sides the slopes differ, or, where there are leaps, the values."""
        differ = _differ(self.slopes[:-1], self.slopes[1:], self.slope_size)
        if leaps:
            half = (np.diff(self.edges) / 2)[:, None] * self.slopes
            differ |= _differ((self.values + half)[:-1], (self.values - half)[1:], self.value_size)
        return self.edges[1:-1][differ]


def _differ(before, after, size):
    largest = np.maximum(np.abs(before), np.abs(after))
    allowed = SAME_SLOPE * largest + ROUNDING * np.maximum(size[:-1], size[1:])
    return (np.abs(before - after) > allowed).any(axis=1)
