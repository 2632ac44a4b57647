"""Bends that are straight on both sides of 0, and networks that use no other."""

from dataclasses import dataclass

import numpy as np

from nnlib.activations import ACTIVATIONS, slope
from nnlib.network import MLP

SAME_SLOPE = 1e-9  # relative: slopes nearer than this count as equal
ROUNDING = 1e-12  # of the largest term in a sum: what float64 may leave of an exact 0, with a wide margin
STRAIGHT = ("identity", "relu", "leaky_relu", "step")


@dataclass(frozen=True)
class StraightLayer:
    """One layer, ``slope·z + offset`` with one pair of numbers where z > 0 and another where z ≤ 0.

    Parameters
    ----------
    weight : ndarray of shape (m, d)
    bias : ndarray of shape (m,)
    slopes, offsets : tuple of float
        Each (where z ≤ 0, where z > 0).
    """

    weight: np.ndarray
    bias: np.ndarray
    slopes: tuple
    offsets: tuple

    @property
    def bends(self) -> bool:
        """Whether the two sides differ."""
        return self.slopes[0] != self.slopes[1] or self.jumps

    @property
    def jumps(self) -> bool:
        """Whether the output leaps where z passes 0."""
        return self.offsets[0] != self.offsets[1]

    def fires(self, z, size):
        """Return where z > 0; `size` is that of the terms in z, so that a leap does not hang on their rounding."""
        return z > (ROUNDING * size if self.jumps else 0.0)


def straight_layers(network) -> list:
    """Return the layers of a network (an `MLP`, or a list of (W, b, activation)) as `StraightLayer` objects.

    Raises
    ------
    ValueError, TypeError
        If it is no network, holds a number that is not finite, or has a bend that is curved.

    Examples
    --------
    >>> [layer.slopes for layer in straight_layers([([[2.0]], [0.0], "relu")])]
    [(0.0, 1.0)]
    """
    layers = network.layers if isinstance(network, MLP) else MLP.from_data(network).layers
    return [_straight(layer, place) for place, layer in enumerate(layers, 1)]


def _straight(layer, place):
    name = layer.activation_name
    if name not in STRAIGHT or layer.activation is not ACTIVATIONS[name]:
        raise ValueError(
            f"Layer {place} bends by {name}, which has no straight pieces to count. Straight on both sides of 0 are: "
            f"{', '.join(STRAIGHT)}."
        )
    if not (np.isfinite(layer.weight).all() and np.isfinite(layer.bias).all()):
        raise ValueError(f"Layer {place} holds NaN or infinity. Every weight and bias must be a finite number.")
    sides = np.array([-1.0, 1.0])
    slopes = slope(name)(sides)
    offsets = layer.activation(sides) - slopes * sides
    weight, bias = layer.weight.astype(float), layer.bias.astype(float)
    return StraightLayer(weight, bias, tuple(slopes.tolist()), tuple(offsets.round(12).tolist()))
