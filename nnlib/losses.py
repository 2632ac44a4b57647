"""How wrong a network is, as one number, and which way each output should move.

The mean runs over all entries, so that the number means the same for a small batch and a large one. `logits` are the
last layer's sums before any bend: with them nothing overflows, however sure the network is.
"""

from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from nnlib.activations import sigmoid, softmax
from nnlib.arrays import as_floats, describe


def mse(prediction, target) -> float:
    """Return the mean squared error, ``mean((prediction − target)²)``.

    Parameters
    ----------
    prediction, target : array_like of the same shape

    Examples
    --------
    >>> mse([[1.0], [3.0]], [[1.0], [1.0]])
    2.0
    """
    prediction, target = _pair(prediction, target, "mse")
    return float(((prediction - target) ** 2).mean())


def mse_gradient(prediction, target) -> np.ndarray:
    """Return the slope of `mse` in each prediction, ``2 (prediction − target) / size``, same shape.

    Examples
    --------
    >>> mse_gradient([[1.0], [3.0]], [[1.0], [1.0]])
    array([[0.],
           [2.]])
    """
    prediction, target = _pair(prediction, target, "mse")
    return 2 * (prediction - target) / prediction.size


def binary_cross_entropy(logits, target) -> float:
    """Return ``mean(−t·log σ(z) − (1 − t)·log(1 − σ(z)))``, for answers yes (1) or no (0).

    Parameters
    ----------
    logits : array_like
        Sums z before the sigmoid.
    target : array_like of the same shape
        Between 0 and 1.

    Examples
    --------
    >>> round(binary_cross_entropy([[0.0]], [[1.0]]), 4), binary_cross_entropy([[1000.0]], [[1.0]])
    (0.6931, 0.0)
    """
    logits, target = _pair(logits, target, "binary_cross_entropy")
    return float((np.logaddexp(0.0, logits) - target * logits).mean())


def binary_cross_entropy_gradient(logits, target) -> np.ndarray:
    """Return the slope of `binary_cross_entropy` in each logit, ``(σ(z) − t) / size``, same shape.

    Examples
    --------
    >>> binary_cross_entropy_gradient([[0.0]], [[1.0]])
    array([[-0.5]])
    """
    logits, target = _pair(logits, target, "binary_cross_entropy")
    return (sigmoid(logits) - target) / logits.size


def cross_entropy(logits, labels) -> float:
    """Return ``mean(−log softmax(z)[label])``, for one class out of several.

    Parameters
    ----------
    logits : array_like of shape (n, classes)
        Sums z before the softmax.
    labels : array_like of shape (n,)
        The right class of each sample, from 0.

    Examples
    --------
    >>> round(cross_entropy([[2.0, 1.0, 0.0]], [0]), 4)
    0.4076
    """
    logits, labels = _classes(logits, labels)
    top = logits.max(axis=1, keepdims=True)
    total = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    return float((total - logits[np.arange(len(labels)), labels]).mean())


def cross_entropy_gradient(logits, labels) -> np.ndarray:
    """Return the slope of `cross_entropy` in each logit, ``(softmax(z) − 1 at the label) / n``, same shape.

    Examples
    --------
    >>> cross_entropy_gradient([[2.0, 1.0, 0.0]], [0]).round(4)
    array([[-0.3348,  0.2447,  0.09  ]])
    """
    logits, labels = _classes(logits, labels)
    gradient = softmax(logits)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels)


class Loss(NamedTuple):
    """A loss: its value, and its slope in each output; both take what the network gives, and the target."""

    value: object
    gradient: object


LOSSES = MappingProxyType(
    {
        "mse": Loss(mse, mse_gradient),
        "binary_cross_entropy": Loss(binary_cross_entropy, binary_cross_entropy_gradient),
        "cross_entropy": Loss(cross_entropy, cross_entropy_gradient),
    }
)
"""Every loss by its name."""


def get_loss(name) -> Loss:
    """Return the loss of that name.

    Raises
    ------
    ValueError
        If there is none.

    Examples
    --------
    >>> get_loss("mse").value([1.0], [0.0])
    1.0
    """
    if name not in LOSSES:
        raise ValueError(f"There is no loss {name!r}. There are: {', '.join(LOSSES)}.")
    return LOSSES[name]


def _pair(outputs, target, who):
    outputs, target = as_floats(outputs, f"The outputs for {who}"), as_floats(target, f"The target of {who}")
    if outputs.shape != target.shape or outputs.size == 0:
        hint = " Give each target a row of its own: y.reshape(-1, 1)." if target.ndim < outputs.ndim else ""
        raise ValueError(
            f"{who} expected outputs and target of one shape, got {outputs.shape} and {target.shape}.{hint}"
        )
    return outputs, target


def _classes(logits, labels):
    logits, labels = as_floats(logits, "The logits for cross_entropy"), np.asarray(labels)
    if logits.ndim != 2 or labels.shape != logits.shape[:1] or logits.size == 0:
        raise ValueError(
            f"cross_entropy expected logits of shape (n, classes) and labels of shape (n,), got {logits.shape} "
            f"and {labels.shape}."
        )
    if labels.dtype.kind not in "iu":
        raise TypeError(f"The labels of cross_entropy must be whole numbers, got {describe(labels)}.")
    if labels.min() < 0 or labels.max() >= logits.shape[1]:
        raise ValueError(f"With {logits.shape[1]} classes, labels run from 0 to {logits.shape[1] - 1}.")
    return logits, labels
