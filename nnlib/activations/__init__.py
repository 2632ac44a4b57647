"""Activations: the bend in weigh, sum, bend. Functions of z, their slopes, and both by name."""

from nnlib.activations.error_function import erf, erfc
from nnlib.activations.functions import (
    elu,
    gelu,
    identity,
    leaky_relu,
    relu,
    sigmoid,
    silu,
    softmax,
    step,
    tanh,
)
from nnlib.activations.names import ACTIVATIONS, SLOPES, activation_name, get_activation, slope

__all__ = [
    "ACTIVATIONS",
    "SLOPES",
    "activation_name",
    "elu",
    "erf",
    "erfc",
    "gelu",
    "get_activation",
    "identity",
    "leaky_relu",
    "relu",
    "sigmoid",
    "silu",
    "slope",
    "softmax",
    "step",
    "tanh",
]
