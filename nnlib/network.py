"""A network: layers in a row, each reading what the one before it gives."""

from itertools import pairwise

import numpy as np

from nnlib.activations import activation_name, get_activation, softmax
from nnlib.arrays import describe
from nnlib.initializers import he, xavier
from nnlib.layers import Dense, features

HE_FOR = frozenset({"relu", "leaky_relu", "elu", "gelu", "silu"})  # bends that take away about half of what comes in


class MLP:
    """A multi-layer perceptron, ``f_L ∘ … ∘ f_1``: dense layers in a row.

    Weights start random (He for ReLU and its relatives, Glorot otherwise), biases start at 0.

    Parameters
    ----------
    layer_sizes : sequence of int
        How many numbers go in, how many neurons each layer has: ``[784, 128, 10]`` is one hidden layer of 128.
    activation : str or callable
        The bend of every hidden layer.
    output_activation : str or callable
        The bend of the last layer.
    rng : numpy.random.Generator
        Draws the weights.

    Attributes
    ----------
    layers : list of Dense
        First one first; each has ``.weight`` (out, in), ``.bias`` (out,), ``.activation_name``.
    n_parameters : int

    Raises
    ------
    ValueError, TypeError
        If a size or a bend cannot be used; the sentence says which.

    Examples
    --------
    >>> network = MLP([784, 128, 10], output_activation="softmax", rng=np.random.default_rng(0))
    >>> network
    MLP(784 → 128 → 10, 'relu' and 'softmax', 101,770 parameters)
    >>> network(np.zeros((32, 784))).shape
    (32, 10)
    """

    def __init__(self, layer_sizes, activation="relu", output_activation="identity", *, rng):
        sizes = _sizes(layer_sizes)
        if get_activation(activation) is softmax:
            raise ValueError("softmax is a bend for the last layer. Pass it as output_activation.")
        bends = [activation] * (len(sizes) - 2) + [output_activation]
        self.layers = [
            Dense(_start(bend)(fan_in, fan_out, rng=rng), np.zeros(fan_out), bend)
            for (fan_in, fan_out), bend in zip(pairwise(sizes), bends, strict=True)
        ]

    @classmethod
    def from_data(cls, network):
        """Return the network that plain data describes.

        Parameters
        ----------
        network : sequence of (W, b, activation)
            A row for each layer, first one first: W (out, in), b (out,), and the name of its bend. A `Dense` layer
            may stand in place of a row.

        Returns
        -------
        MLP

        Raises
        ------
        ValueError, TypeError
            If there is no layer, a row has another form, or a layer gives more or fewer numbers than the next expects.

        Examples
        --------
        >>> distance = MLP.from_data([([[1], [-1]], [0, 0], "relu"), ([[1, 1]], [0], "identity")])
        >>> distance([[-2], [0], [3]]).ravel()
        array([2., 0., 3.])
        """
        made = cls.__new__(cls)
        made.layers = [_layer(row, place) for place, row in enumerate(_rows(network), 1)]
        for place, (one, next_one) in enumerate(pairwise(made.layers), 1):
            gives, expects = one.weight.shape[0], next_one.weight.shape[1]
            if gives != expects:
                raise ValueError(
                    f"Layer {place} gives {gives} number{'s' * (gives != 1)}, but layer {place + 1} expects {expects}."
                    " A weight has a row for each neuron and a column for each input."
                )
        return made

    def as_data(self) -> list:
        """Return the layers as plain data: a list of (W, b, name of the bend), in copies.

        Examples
        --------
        >>> MLP.from_data([([[1, -2]], [0.5], "step")]).as_data()
        [(array([[ 1., -2.]]), array([0.5]), 'step')]
        """
        return [(layer.weight.copy(), layer.bias.copy(), layer.activation_name) for layer in self.layers]

    @property
    def n_parameters(self) -> int:
        """How many numbers training may change: all weights and all biases."""
        return sum(layer.weight.size + layer.bias.size for layer in self.layers)

    def __call__(self, x):
        """Return the last layer's activations, shape (..., out), for x of shape (..., in)."""
        x = features("MLP", x, self.layers[0].weight.shape[1])
        with np.errstate(all="ignore"):
            for layer in self.layers:
                x = layer.quickly(x)
        return x

    def activations(self, x) -> list:
        """Return what each layer gives, first one first; x itself is left out.

        Parameters
        ----------
        x : array_like of shape (..., in_features)

        Returns
        -------
        list of ndarray
            One for each layer, of shape (..., neurons in that layer).

        Examples
        --------
        >>> network = MLP.from_data([([[1, -1], [2, 0]], [0, -1], "relu"), ([[1, 3]], [0.5], "identity")])
        >>> network.activations([1, 1])
        [array([0., 1.]), array([3.5])]
        """
        found = []
        for layer in self.layers:
            x = layer(x)
            found.append(x)
        return found

    def pre_activations(self, x) -> list:
        """Return each layer's sums z before the bend, as `activations` returns what comes after it.

        Examples
        --------
        >>> MLP.from_data([([[1, -2]], [0.5], "step")]).pre_activations([0, 1])
        [array([-1.5])]
        """
        found = []
        for layer in self.layers:
            found.append(layer.pre_activation(x))
            x = layer.activation(found[-1])
        return found

    def __repr__(self):
        sizes = [self.layers[0].weight.shape[1], *(len(layer.bias) for layer in self.layers)]
        names = list(dict.fromkeys(layer.activation_name for layer in self.layers))
        bends = " and ".join(repr(name) for name in names)
        return f"MLP({' → '.join(map(str, sizes))}, {bends}, {self.n_parameters:,} parameters)"


def _start(bend):
    return he if activation_name(bend) in HE_FOR else xavier


def _sizes(layer_sizes):
    try:
        sizes = list(layer_sizes)
    except TypeError:
        raise TypeError(f"MLP expected layer_sizes as a list such as [2, 3, 1], got {describe(layer_sizes)}.") from None
    if len(sizes) < 2:
        raise ValueError(f"MLP expected at least two sizes, inputs first and outputs last, got {sizes}.")
    for size in sizes:
        whole = isinstance(size, int | np.integer) and not isinstance(size, bool)
        if not whole or size < 1:
            raise ValueError(f"Each layer size must be a whole number of at least 1, got {describe(size)} in {sizes}.")
    return [int(size) for size in sizes]


def _rows(network):
    if isinstance(network, Dense) or not isinstance(network, list | tuple):
        raise TypeError(f"A network is a list of (W, b, activation), one for each layer; got {describe(network)}.")
    if not network:
        raise ValueError("A network needs at least one layer, got an empty list.")
    return network


def _layer(row, place):
    if isinstance(row, Dense):
        return row
    if not isinstance(row, list | tuple) or len(row) != 3:
        raise ValueError(f"Layer {place} should be (W, b, activation), got {describe(row)}.")
    try:
        return Dense(*row)
    except (ValueError, TypeError) as error:
        raise type(error)(f"Layer {place}: {error}") from None
