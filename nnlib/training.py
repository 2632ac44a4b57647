"""Train a network: slopes by the chain rule, steps by an optimizer, a progress bar while it lasts."""

from dataclasses import dataclass, field

import numpy as np

from nnlib.activations import identity, relu, sigmoid, slope, tanh
from nnlib.layers import features
from nnlib.losses import get_loss
from nnlib.optimizers import Adam
from nnlib.progress import progress

# Slopes that can be had from the activation itself, which is at hand and costs less than z does.
_BY_ACTIVATION = {
    relu: lambda a: a > 0,
    sigmoid: lambda a: a * (1.0 - a),
    tanh: lambda a: 1.0 - a * a,
}


@dataclass
class History:
    """What a training saw.

    Attributes
    ----------
    losses : list of float
        The loss over all samples, before the first epoch and after each.
    """

    losses: list = field(default_factory=list)


def gradients(network, X, target, loss="mse"):
    """Return the slope of the loss in every weight and bias.

    Backward through the layers: at each, ``dZ = dA · slope(Z)``, ``dW = dZᵀ X``, ``db = Σ dZ``, ``dX = dZ W``.

    Parameters
    ----------
    network : MLP
        Its last layer has the activation identity where the loss takes logits.
    X : array_like of shape (n, in_features)
    target : array_like
        As the loss expects it.
    loss : str
        A name in `nnlib.losses.LOSSES`.

    Returns
    -------
    list of ndarray
        dW and db of the first layer, then of the next, each of the shape of what it belongs to.

    Examples
    --------
    >>> from nnlib import MLP
    >>> network = MLP.from_data([([[2.0]], [1.0], "identity")])
    >>> gradients(network, [[3.0]], [[6.0]])
    [array([[6.]]), array([2.])]
    """
    _takes_logits(network, loss)
    X = features("MLP", X, network.layers[0].weight.shape[1])
    with np.errstate(all="ignore"):
        return _backward(network, *_forward(network, X), target, get_loss(loss))


def _forward(network, X):
    """Return what goes into each layer, the network's output last, and each layer's sums."""
    inputs, sums = [X], []
    for layer in network.layers:
        sums.append(layer.sum_quickly(inputs[-1]))
        inputs.append(layer.bend_quickly(sums[-1]))
    return inputs, sums


def _backward(network, inputs, sums, target, loss):
    found, d = [], loss.gradient(inputs[-1], target)
    for place in range(len(sums) - 1, -1, -1):
        layer = network.layers[place]
        if layer.activation is not identity:
            d = d * _slope(layer.activation, sums[place], inputs[place + 1])
        found += [d.sum(axis=0), d.T @ inputs[place]]
        if place:  # nobody asks for the slope in the inputs
            d = d @ layer.weight
    return found[::-1]


def _slope(activation, z, a):
    known = _BY_ACTIVATION.get(activation)
    return known(a) if known else slope(activation).formula(z)


def parameters(network) -> list:
    """Return the network's own arrays, W and b of each layer in turn: changing them changes the network.

    Examples
    --------
    >>> from nnlib import MLP
    >>> [p.shape for p in parameters(MLP([2, 3, 1], rng=np.random.default_rng(0)))]
    [(3, 2), (3,), (1, 3), (1,)]
    """
    return [array for layer in network.layers for array in (layer.weight, layer.bias)]


def train(network, X, target, *, loss="mse", optimizer=None, epochs=100, batch_size=None, rng=None, show=False):
    """Train a network in place and return what it saw.

    Parameters
    ----------
    network : MLP
    X : array_like of shape (n, in_features)
    target : array_like of n rows
    loss : str
        A name in `nnlib.losses.LOSSES`.
    optimizer : SGD or Adam, optional
        Adam with a rate of 0.01 where it is left out.
    epochs : int
        How often every sample is used.
    batch_size : int, optional
        Samples a step; all of them where it is left out.
    rng : numpy.random.Generator
        Shuffles the samples; needed with a batch size.
    show : bool
        Whether to show a progress bar.

    Returns
    -------
    History

    Raises
    ------
    ValueError, TypeError
        If there are no samples, shapes do not fit, or a batch size comes without a generator.

    Examples
    --------
    >>> from nnlib import MLP
    >>> network = MLP([1, 1], rng=np.random.default_rng(0))
    >>> X = np.linspace(-1, 1, 9).reshape(-1, 1)
    >>> history = train(network, X, 2 * X + 1, optimizer=Adam(0.1), epochs=200)
    >>> network.layers[0].weight.round(3), network.layers[0].bias.round(3)
    (array([[2.]]), array([1.]))
    """
    X, target = features("train", X, network.layers[0].weight.shape[1]), np.asarray(target)
    if X.ndim != 2 or len(X) == 0 or len(X) != len(np.atleast_1d(target)):
        raise ValueError(f"train expected a row of X for each row of the target, got {X.shape} and {target.shape}.")
    if batch_size is not None and not isinstance(rng, np.random.Generator):
        raise TypeError("With a batch size, samples are shuffled: pass rng=np.random.default_rng(0), say.")
    _takes_logits(network, loss)
    optimizer, arrays, wrong = optimizer or Adam(0.01), parameters(network), get_loss(loss)
    history = History()
    with np.errstate(all="ignore"):
        for _ in progress(range(epochs), "Training", show=show):
            batches = _batches(len(X), batch_size, rng)
            if len(batches) > 1:
                history.losses.append(wrong.value(network(X), target))
            for batch in batches:
                inputs, sums = _forward(network, X[batch])
                if len(batches) == 1:  # the forward pass has told already
                    history.losses.append(wrong.value(inputs[-1], target[batch]))
                optimizer.step(arrays, _backward(network, inputs, sums, target[batch], wrong))
    history.losses.append(wrong.value(network(X), target))
    return history


def _batches(count, size, rng):
    if size is None:
        return [slice(None)]
    order = rng.permutation(count)
    return [order[start : start + size] for start in range(0, count, size)]


def _takes_logits(network, loss):
    last = network.layers[-1]
    if loss != "mse" and last.activation is not identity:
        raise ValueError(
            f"{loss} takes logits, the sums before the bend, but the last layer has {last.activation_name}. "
            "Leave its activation at identity; the loss applies the bend."
        )
