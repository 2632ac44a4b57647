"""nnlib: small, readable neural networks in NumPy, as the lessons of *Weigh, Sum, Bend* build them."""

from nnlib import activations
from nnlib.layers import Dense, Neuron
from nnlib.network import MLP

__all__ = ["MLP", "Dense", "Neuron", "__version__", "activations"]


def __getattr__(name):
    # The version is looked up when somebody asks: importlib.metadata costs more time than all of nnlib.
    if name == "__version__":
        from importlib.metadata import version

        return version("weigh-sum-bend")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
