"""The bends that cases hand to a student's function, written here on their own so that nnlib is judged too."""

import math

import numpy as np

from autograder.calls import Maker

_erf = np.vectorize(math.erf, otypes=[float])

BENDS = {
    "identity": lambda z: np.asarray(z, float) + 0.0,
    "step": lambda z: np.where(np.asarray(z) > 0, 1.0, 0.0),
    "sigmoid": lambda z: 0.5 + 0.5 * np.tanh(np.asarray(z, float) / 2),
    "tanh": lambda z: np.tanh(z),
    "relu": lambda z: np.where(np.asarray(z) > 0, z, 0.0),
    "leaky_relu": lambda z: np.where(np.asarray(z) > 0, z, 0.01 * np.asarray(z)),
    "elu": lambda z: np.where(np.asarray(z) > 0, z, np.expm1(np.minimum(z, 0))),
    "gelu": lambda z: np.asarray(z) * 0.5 * (1 + _erf(np.asarray(z) / math.sqrt(2))),
    "silu": lambda z: np.asarray(z) * (0.5 + 0.5 * np.tanh(np.asarray(z, float) / 2)),
}


def bend(name) -> Maker:
    """Return a maker of the bend with this name, for a case's arguments."""

    def build():
        def activation(z):
            return BENDS[name](z)

        activation.__name__ = activation.__qualname__ = name
        activation.nnlib_name = name  # a judge outside sends the name, and nnlib's own is used in its place
        return activation

    return Maker(name, build)


class Counted:
    """A bend that counts how often it is called: one call for a whole batch, many for a loop over its rows."""

    def __init__(self, name):
        self.__name__, self.calls = name, 0

    def __call__(self, z):
        self.calls += 1
        return BENDS[self.__name__](z)


def counted_bend(name) -> Maker:
    """Return a maker of a bend that counts its calls."""
    return Maker(name, lambda: Counted(name))
