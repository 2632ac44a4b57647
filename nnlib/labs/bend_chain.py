"""A number that passes through the same bend again and again, and what the slopes on its way multiply to."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nnlib.activations import ACTIVATIONS, SLOPES

MOST = 20
FLAT = 0.05  # a slope below this, up or down, is called flat


@dataclass(frozen=True)
class BendChain:
    """A chain of layers of one neuron each: ``a₁ = bend(z)``, then ``z₂ = w·a₁``, ``a₂ = bend(z₂)``, and so on.

    Parameters
    ----------
    bend : str
        A name in `nnlib.activations.SLOPES`.
    z : float
        What the first bend gets.
    layers : int
        How many bends, from 1 to `MOST`.
    weight : float
        The weight w between each bend and the next.

    Examples
    --------
    >>> chain = BendChain(bend="relu", z=1.5, layers=3, weight=2.0)
    >>> chain.zs.tolist(), chain.slopes.tolist(), chain.nudges.tolist()
    ([1.5, 3.0, 6.0], [1.0, 1.0, 1.0], [1.0, 2.0, 4.0])
    """

    bend: str
    z: float
    layers: int
    weight: float

    @cached_property
    def zs(self):
        """What each bend gets, shape (layers,)."""
        bend, zs = ACTIVATIONS[self.bend], [self.z]
        while len(zs) < self.layers:
            zs.append(self.weight * float(bend(zs[-1])))
        return np.array(zs)

    @cached_property
    def slopes(self):
        """The slope of each bend where its number sits, shape (layers,)."""
        return SLOPES[self.bend](self.zs)

    @cached_property
    def products(self):
        """The slopes of the first 1, 2, … layers multiplied, shape (layers,)."""
        return np.cumprod(self.slopes)

    @cached_property
    def nudges(self):
        """The same with the weights between them: what is left of a small nudge to z, by the chain rule."""
        return np.cumprod(np.append(self.slopes[:1], self.weight * self.slopes[1:]))
