"""A neuron and a layer of neurons: weigh, sum, bend.

One rule for shapes: the last axis of x holds the features, whatever comes before it is kept.
"""

import numpy as np

from nnlib.activations import activation_name, get_activation, softmax
from nnlib.arrays import as_floats
from nnlib.ledger import ledger


class Neuron:
    """One neuron, ``a = activation(w·x + b)``.

    Parameters
    ----------
    weights : array_like of shape (d,)
        How much each input matters, and in which direction.
    bias : float
        What is added to the weighted sum.
    activation : str or callable
        The bend: a name in `nnlib.activations.ACTIVATIONS`, or any function of z.

    Attributes
    ----------
    weights : ndarray of shape (d,)
    bias : float
    activation : callable
    activation_name : str

    Raises
    ------
    ValueError, TypeError
        If a shape does not fit or a value is not a number; the sentence says which.

    Examples
    --------
    >>> neuron = Neuron([0.5, -0.2, 0.8], 0.1, "relu")
    >>> neuron([2, 3, -1])
    np.float64(0.0)
    >>> neuron([[2, 3, -1], [2, 0, 0]])
    array([0. , 1.1])
    """

    def __init__(self, weights, bias, activation="identity"):
        self.weights = np.array(as_floats(weights, "The weights of a Neuron"))
        if self.weights.ndim != 1 or self.weights.size == 0:
            raise ValueError(
                f"Neuron expected weights of shape (d,), one for each input, got shape {self.weights.shape}."
                + (" A matrix of weights is a layer: use Dense." if self.weights.ndim == 2 else "")
            )
        bias = as_floats(bias, "The bias of a Neuron")
        if bias.ndim != 0:
            raise ValueError(f"Neuron expected one number as bias, got shape {bias.shape}.")
        self.bias = float(bias)
        self.activation = get_activation(activation)
        self.activation_name = activation_name(activation)
        if self.activation is softmax:
            raise ValueError("softmax compares several neurons, so one Neuron cannot have it. Use it in a Dense layer.")

    def __call__(self, x):
        """Return the activation for each input.

        Parameters
        ----------
        x : array_like of shape (..., d)

        Returns
        -------
        float or ndarray of shape (...)
        """
        return self.activation(self.pre_activation(x))

    def pre_activation(self, x):
        """Return ``z = w·x + b``, the number that the bend is applied to.

        Parameters
        ----------
        x : array_like of shape (..., d)

        Returns
        -------
        float or ndarray of shape (...)

        Examples
        --------
        >>> Neuron([1, -2], 0.5, "step").pre_activation([[2, 1], [0, 1]])
        array([ 0.5, -1.5])
        """
        x = features("Neuron", x, self.weights.size)
        with np.errstate(all="ignore"):
            return x @ self.weights + self.bias

    def ledger(self, x) -> str:
        """Return the arithmetic for one input x of shape (d,), term by term, as text.

        Examples
        --------
        >>> print(Neuron([1, -2], 0.5, "step").ledger([2, 1]))
        weigh  2 × 1  =  2
               1 × −2 = −2
               bias   =  0.5
        sum    z = 2 − 2 + 0.5 = 0.5
        bend   a = step(0.5) = 1
        """
        return ledger(x, self.weights, self.bias, self.activation)

    def __repr__(self):
        return f"Neuron({self.weights.tolist()}, {self.bias}, {self.activation_name!r})"


class Dense:
    """A layer of neurons that share their inputs, ``a = activation(W·x + b)``; row i of W is neuron i.

    Parameters
    ----------
    weight : array_like of shape (m, d)
        One row of weights for each of the m neurons.
    bias : array_like of shape (m,)
    activation : str or callable
        The bend: a name in `nnlib.activations.ACTIVATIONS`, or any function of z.

    Attributes
    ----------
    weight : ndarray of shape (m, d)
    bias : ndarray of shape (m,)
    activation : callable
    activation_name : str

    Raises
    ------
    ValueError, TypeError
        If a shape does not fit or a value is not a number; the sentence says which.

    Examples
    --------
    >>> layer = Dense([[0.2, -0.1], [0.4, 0.3], [-0.5, 0.6]], [0.1, -0.2, 0.0], "relu")
    >>> layer([1, 2]).round(6)
    array([0.1, 0.8, 0.7])
    """

    def __init__(self, weight, bias, activation="identity"):
        self.weight = np.array(as_floats(weight, "The weight of a Dense layer"))
        self.bias = np.array(as_floats(bias, "The bias of a Dense layer"))
        if self.weight.ndim != 2 or self.weight.size == 0:
            raise ValueError(
                f"Dense expected weight of shape (neurons, inputs), one row a neuron, got shape {self.weight.shape}."
            )
        if self.bias.shape != self.weight.shape[:1]:
            raise ValueError(
                f"Dense expected one bias for each of its {len(self.weight)} neurons (the rows of weight), "
                f"got bias of shape {self.bias.shape}."
            )
        self.activation = get_activation(activation)
        self.activation_name = activation_name(activation)

    def __call__(self, x):
        """Return the activations of all m neurons for each input.

        Parameters
        ----------
        x : array_like of shape (..., d)

        Returns
        -------
        ndarray of shape (..., m)
        """
        return self.activation(self.pre_activation(x))

    def pre_activation(self, x):
        """Return ``z = W·x + b`` of shape (..., m) for x of shape (..., d)."""
        x = features("Dense", x, self.weight.shape[1])
        with np.errstate(all="ignore"):
            return x @ self.weight.T + self.bias

    # A network checks what comes in once, not at every layer, and turns NumPy's warnings off around all of them. So
    # these do what a call does, for floats x of the right shape.

    def quickly(self, x):
        """Return the activations, without checks."""
        z = x @ self.weight.T  # not by the two below: for one input, each call of a method is a hundredth of the time
        if z.dtype == self.bias.dtype:
            z += self.bias
        else:
            z = z + self.bias
        return getattr(self.activation, "formula", self.activation)(z)

    def sum_quickly(self, x):
        """Return the pre-activation z, without checks."""
        z = x @ self.weight.T
        if z.dtype == self.bias.dtype:
            z += self.bias
            return z
        return z + self.bias

    def bend_quickly(self, z):
        """Return the activation of z, without checks."""
        return getattr(self.activation, "formula", self.activation)(z)

    def __repr__(self):
        neurons, inputs = self.weight.shape
        return f"Dense({inputs} → {neurons}, {self.activation_name!r})"


def features(who, x, expected):
    """Return x as floats, or say why its last axis does not hold `expected` features."""
    if type(x) is np.ndarray and x.dtype.kind == "f" and x.ndim > 0 and x.shape[-1] == expected:
        return x  # nearly always, and in a tenth of the time
    x = as_floats(x, f"The input x of {who}")
    if x.ndim > 0 and x.shape[-1] == expected:
        return x
    plural = "feature" if expected == 1 else "features"
    came = f"{who} expected {expected} {plural} per sample, got x of shape {x.shape}."
    if x.ndim == 2 and x.shape[0] == expected:
        raise ValueError(f"{came} If samples are columns, pass x.T.")
    if expected == 1:
        raise ValueError(f"{came} With one feature, give each sample a row of its own: x.reshape(-1, 1).")
    raise ValueError(f"{came} The last axis must have length {expected}.")
