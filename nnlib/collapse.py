"""Layers without a bend do, together, what one of them could have done alone."""

import numpy as np

from nnlib.activations import identity
from nnlib.arrays import describe
from nnlib.layers import Dense


def collapse(layers) -> Dense:
    """Return the one layer that does what all these linear layers do, one after the other.

    ``W2(W1 x + b1) + b2 = (W2 W1) x + (W2 b1 + b2)``, and so on from the first layer to the last.

    Parameters
    ----------
    layers : sequence of Dense or of (W, b)
        First one first: W (out, in), b (out,). A `Dense` must have the activation identity.

    Returns
    -------
    Dense
        Its weight has as many columns as the first layer has inputs, and as many rows as the last has neurons.

    Raises
    ------
    ValueError
        If there is no layer, a layer bends, or one gives more or fewer numbers than the next expects; layers are
        counted from 1.

    Examples
    --------
    >>> both = collapse([([[1, 2], [3, 4]], [0, 0]), ([[0.5, -1], [1.5, 0.5]], [0, 0])])
    >>> both.weight
    array([[-2.5, -3. ],
           [ 3. ,  5. ]])
    >>> both([1, 1])
    array([-5.5,  8. ])
    """
    linear = [_linear(layer, place) for place, layer in enumerate(layers, 1)]
    if not linear:
        raise ValueError("collapse expected at least one layer, got none.")
    weight, bias = linear[0]
    for place, (next_weight, next_bias) in enumerate(linear[1:], 2):
        gives, expects = len(bias), next_weight.shape[1]
        if gives != expects:
            raise ValueError(
                f"Layer {place - 1} gives {gives} number{'s' * (gives != 1)}, but layer {place} expects {expects}."
            )
        weight, bias = next_weight @ weight, next_weight @ bias + next_bias
    return Dense(weight, bias)


def _linear(layer, place):
    """Return W and b of a layer, or say why it is not one without a bend."""
    if _is_plain(layer):
        return layer
    if not isinstance(layer, Dense):
        if not isinstance(layer, list | tuple) or len(layer) != 2:
            raise ValueError(f"Layer {place} should be a Dense layer or a pair (W, b), got {describe(layer)}.")
        try:
            layer = Dense(*layer)
        except (ValueError, TypeError) as error:
            raise type(error)(f"Layer {place}: {error}") from None
    if layer.activation is not identity:
        raise ValueError(f"Layer {place} bends ({layer.activation_name}), so it cannot be collapsed with others.")
    return layer.weight, layer.bias


def _is_plain(layer) -> bool:
    """Tell whether this is a pair of arrays that fit: then a `Dense` would have nothing to say."""
    if type(layer) is not tuple or len(layer) != 2 or not all(type(part) is np.ndarray for part in layer):
        return False
    weight, bias = layer
    return weight.dtype.kind == bias.dtype.kind == "f" and weight.ndim == 2 and bias.shape == weight.shape[:1] != (0,)
