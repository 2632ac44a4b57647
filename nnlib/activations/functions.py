"""The bends: what a neuron does to its pre-activation z.

Each takes a number or an array of any shape and returns the same shape. Floats keep their dtype, ints become
float64, NaN stays NaN, and no input makes a warning or an overflow.
"""

import functools

import numpy as np

from nnlib.activations.error_function import erfc
from nnlib.arrays import as_floats


def on_floats(function):
    """Give a formula the manners above: floats in, the same dtype and shape out, silent, a number for a number."""

    @functools.wraps(function)
    def bend(z, *arguments, **options):
        z = as_floats(z, f"z of {function.__name__}")
        with np.errstate(all="ignore"):
            result = np.asarray(function(z, *arguments, **options)) + 0.0  # a zero comes out as 0, never as -0
        return result.astype(z.dtype, copy=False)[()]

    bend.formula = function  # for a caller that has floats at hand and keeps NumPy silent itself
    return bend


@on_floats
def identity(z):
    """Return z itself: no bend at all.

    Examples
    --------
    >>> identity(np.array([-2.0, 3.0]))
    array([-2.,  3.])
    """
    return z


@on_floats
def step(z):
    """Return 1 where z > 0 and 0 elsewhere, z = 0 included: the neuron of McCulloch & Pitts (1943).

    Examples
    --------
    >>> step(np.array([-2.0, 0.0, 0.1]))
    array([0., 0., 1.])
    """
    return np.where(np.isnan(z), z, z > 0)


@on_floats
def sigmoid(z):
    """Return ``1 / (1 + exp(−z))``, between 0 and 1; a neuron with it is logistic regression.

    Of real numbers the range is the open interval (0, 1); float64 reaches exactly 1.0 from z ≈ 37 on.

    Examples
    --------
    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """
    shrunk = np.exp(-np.abs(z))  # at most 1, so that nothing overflows on either side
    return np.where(z >= 0, 1.0, shrunk) / (1.0 + shrunk)


@on_floats
def tanh(z):
    """Return the hyperbolic tangent of z, between −1 and 1.

    Examples
    --------
    >>> tanh(np.array([-1000.0, 0.0, 1000.0]))
    array([-1.,  0.,  1.])
    """
    return np.tanh(z)


@on_floats
def relu(z):
    """Return ``max(z, 0)``, the rectified linear unit (Nair & Hinton 2010).

    Examples
    --------
    >>> relu(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 3.])
    """
    return np.maximum(z, 0.0)


@on_floats
def leaky_relu(z, alpha=0.01):
    """Return z where z > 0 and ``alpha·z`` elsewhere (Maas, Hannun & Ng 2013).

    Parameters
    ----------
    z : float or array_like of any shape
    alpha : float
        The slope on the negative side.

    Examples
    --------
    >>> leaky_relu(np.array([-2.0, 3.0]), alpha=0.1)
    array([-0.2,  3. ])
    """
    return np.where(z > 0, z, alpha * z)


@on_floats
def elu(z, alpha=1.0):
    """Return z where z > 0 and ``alpha·(exp(z) − 1)`` elsewhere (Clevert, Unterthiner & Hochreiter 2016).

    Parameters
    ----------
    z : float or array_like of any shape
    alpha : float
        How far below 0 the function settles.

    Examples
    --------
    >>> elu(np.array([-1000.0, 0.0, 3.0]))
    array([-1.,  0.,  3.])
    """
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0.0)))


@on_floats
def gelu(z):
    """Return ``z·Φ(z)``, Φ being the normal distribution function (Hendrycks & Gimpel 2016).

    This is the exact function, not its approximation by tanh.

    Examples
    --------
    >>> gelu(np.array([-2.0, 0.0, 2.0])).round(4)
    array([-0.0455,  0.    ,  1.9545])
    """
    z = np.maximum(z, -50.0)  # Φ(−50) is 0 in float64 already, and −inf · 0 would be NaN
    return z * (0.5 * erfc(-z / np.sqrt(2.0)))


@on_floats
def silu(z):
    """Return ``z·sigmoid(z)``, also called Swish (Elfwing, Uchibe & Doya 2018; Ramachandran, Zoph & Le 2017).

    Examples
    --------
    >>> silu(np.array([-2.0, 0.0, 2.0])).round(4)
    array([-0.2384,  0.    ,  1.7616])
    """
    z = np.maximum(z, -1000.0)  # sigmoid(−1000) is 0 in float64 already, and −inf · 0 would be NaN
    return z * sigmoid(z)


@on_floats
def softmax(z, axis=-1):
    """Return ``exp(z) / Σ exp(z)``: positive shares that add up to 1 along `axis`.

    Unlike the others it looks at several neurons at once, so it belongs to a layer, not to one neuron.

    Parameters
    ----------
    z : array_like of any shape
    axis : int
        The axis along which the shares add up to 1; the last one by default.

    Examples
    --------
    >>> softmax(np.array([2.0, 1.0, 0.0])).round(4)
    array([0.6652, 0.2447, 0.09  ])
    """
    if z.ndim == 0:
        raise ValueError("softmax shares 1 among several numbers, got a single one. Pass a list or an array.")
    shares = np.exp(z - z.max(axis=axis, keepdims=True))  # the largest is exp(0) = 1, so nothing overflows
    return shares / shares.sum(axis=axis, keepdims=True)
