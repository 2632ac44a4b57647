"""What a network costs: parameters, bytes, multiply-adds, and whether it fits."""

from itertools import pairwise
from types import MappingProxyType

import numpy as np

from nnlib.arrays import describe

BITS = MappingProxyType({"float64": 64, "float32": 32, "float16": 16, "bfloat16": 16, "int8": 8, "int4": 4})
"""How many bits one number takes, by the name of the precision."""

GB, GIB = 10**9, 2**30
"""Bytes in a gigabyte, as data sheets count, and in a gibibyte, as operating systems often do: 7 % more."""

ADAM = MappingProxyType({"weight": 4, "gradient": 4, "mean of gradients": 4, "mean of their squares": 4})
"""Bytes that training with Adam keeps for each parameter, all of it in float32."""

ADAM_MIXED = MappingProxyType(
    {
        "weight, float16": 2,
        "gradient, float16": 2,
        "weight, float32": 4,  # small steps would be lost in 16 bits
        "mean of gradients": 4,
        "mean of their squares": 4,
    }
)
"""The same where the network itself runs in 16 bits. Rajbhandari et al., ZeRO, 2020."""


def dense_params(fan_in, fan_out) -> int:
    """Return the parameters of a dense layer: a weight for each pair, a bias for each neuron.

    Parameters
    ----------
    fan_in, fan_out : int

    Examples
    --------
    >>> dense_params(4096, 4096)
    16781312
    """
    fan_in, fan_out = _whole("fan_in", fan_in), _whole("fan_out", fan_out)
    return fan_in * fan_out + fan_out


def mlp_params(sizes) -> int:
    """Return the parameters of dense layers in a row; `sizes` begins with the inputs, which have none.

    Parameters
    ----------
    sizes : sequence of int

    Examples
    --------
    >>> mlp_params([784, 128, 10]), mlp_params([128, 256, 128, 64, 1])
    (101770, 74241)
    """
    return sum(dense_params(m, n) for m, n in pairwise(_sizes(sizes)))


def conv_params(kernel, channels_in, channels_out) -> int:
    """Return the parameters of a convolution with square kernels, whatever the size of the picture.

    Parameters
    ----------
    kernel : int
        Pixels along one side of the kernel.
    channels_in, channels_out : int

    Examples
    --------
    >>> conv_params(3, 3, 64)
    1792
    """
    kernel = _whole("kernel", kernel)
    return dense_params(kernel * kernel * _whole("channels_in", channels_in), channels_out)


def weight_bytes(params, precision="float32") -> float:
    """Return the bytes that the parameters alone take.

    Parameters
    ----------
    params : int
    precision : str
        A name in `BITS`.

    Examples
    --------
    >>> weight_bytes(7_000_000_000, "float16") / GB
    14.0
    """
    if precision not in BITS:
        raise ValueError(f"There is no precision {precision!r}. There are: {', '.join(BITS)}.")
    return _whole("params", params) * BITS[precision] / 8


def adam_bytes(params, mixed=False) -> int:
    """Return the bytes that training with Adam keeps, activations left out: 16 a parameter, either way.

    Parameters
    ----------
    params : int
    mixed : bool
        Whether the network itself runs in 16 bits; the copy in 32 that steps are added to eats up what that saves.

    Examples
    --------
    >>> adam_bytes(1000), adam_bytes(1000, mixed=True)
    (16000, 16000)
    """
    return _whole("params", params) * sum((ADAM_MIXED if mixed else ADAM).values())


def forward_flops(sizes, batch=1) -> int:
    """Return the floating-point operations of one forward pass: 2·m·n a layer, a multiplication and an addition each.

    Biases and bends are left out: they are a percent of it and less.

    Parameters
    ----------
    sizes : sequence of int
    batch : int
        How many inputs go through at once.

    Examples
    --------
    >>> forward_flops([784, 128, 10])
    203264
    """
    return 2 * _whole("batch", batch) * sum(m * n for m, n in pairwise(_sizes(sizes)))


def padded(width, multiple) -> int:
    """Return the smallest multiple that a width fits into: what hardware that works in blocks really computes.

    Parameters
    ----------
    width, multiple : int

    Examples
    --------
    >>> padded(250, 64), padded(130, 64)
    (256, 192)
    """
    width, multiple = _whole("width", width), _whole("multiple", multiple)
    return -(-width // multiple) * multiple


def _sizes(sizes):
    try:
        found = [_whole("each size", size) for size in sizes]
    except TypeError as error:
        if not isinstance(sizes, list | tuple | np.ndarray | range):
            raise TypeError(f"Expected sizes as a list such as [784, 128, 10], got {describe(sizes)}.") from None
        raise error
    if len(found) < 2:
        raise ValueError(f"Expected at least two sizes, inputs first and outputs last, got {found}.")
    return found


def _whole(name, value) -> int:
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | np.integer):
        raise TypeError(f"{name} must be a whole number, got {describe(value)}.")
    if value < 1:
        raise ValueError(f"{name} must be at least 1, got {value}.")
    return int(value)
