"""The slopes of the bends, with respect to the pre-activation z (not to the activation a).

Where a bend has a kink the slope does not exist; the value used there is the one from the left,
so the slope of ReLU at 0 is 0, as frameworks have it.
"""

import numpy as np

from nnlib.activations.error_function import erfc
from nnlib.activations.functions import on_floats, sigmoid


@on_floats
def identity_slope(z):
    """Return 1 everywhere."""
    return np.where(np.isnan(z), z, 1.0)


@on_floats
def step_slope(z):
    """Return 0 everywhere: flat on both sides, which is why a step cannot be trained by its slope."""
    return np.where(np.isnan(z), z, 0.0)


@on_floats
def sigmoid_slope(z):
    """Return ``σ(z)·σ(−z)``, at most 1/4.

    Examples
    --------
    >>> sigmoid_slope(0.0)
    np.float64(0.25)
    """
    return sigmoid(z) * sigmoid(-z)  # σ(−z) is 1 − σ(z), without its rounding for large z


@on_floats
def tanh_slope(z):
    """Return ``1 − tanh(z)²``, at most 1."""
    return 4.0 * sigmoid(2.0 * z) * sigmoid(-2.0 * z)  # the same, without its rounding for large z


@on_floats
def relu_slope(z):
    """Return 1 where z > 0 and 0 elsewhere, z = 0 included.

    Examples
    --------
    >>> relu_slope(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 1.])
    """
    return np.where(np.isnan(z), z, z > 0)


@on_floats
def leaky_relu_slope(z, alpha=0.01):
    """Return 1 where z > 0 and alpha elsewhere."""
    return np.where(np.isnan(z), z, np.where(z > 0, 1.0, alpha))


@on_floats
def elu_slope(z, alpha=1.0):
    """Return 1 where z > 0 and ``alpha·exp(z)`` elsewhere."""
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0.0)))


@on_floats
def gelu_slope(z):
    """Return ``Φ(z) + z·φ(z)``, φ being the normal density; between about −0.1289 and 1.1289, at z = ±√2."""
    z = np.clip(z, -50.0, 50.0)  # beyond, φ is 0 in float64, and inf · 0 would be NaN
    return 0.5 * erfc(-z / np.sqrt(2.0)) + z * np.exp(-0.5 * z * z) / np.sqrt(2.0 * np.pi)


@on_floats
def silu_slope(z):
    """Return ``σ(z)·(1 + z·σ(−z))``."""
    z = np.clip(z, -1000.0, 1000.0)  # beyond, it is 0 or 1 in float64, and inf · 0 would be NaN
    return sigmoid(z) * (1.0 + z * sigmoid(-z))
