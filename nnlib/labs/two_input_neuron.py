"""One setting of the neuron explorer as plain arithmetic, and the truth tables it is held against."""

from dataclasses import dataclass
from functools import cached_property

from nnlib.activations import ACTIVATIONS

CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))
TABLES = {"none": None, "AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "XOR": (0, 1, 1, 0)}
# The output at which a colour is full; ReLU and GELU have no largest output, so theirs is a choice.
FULL = {"step": 1, "sigmoid": 1, "tanh": 1, "relu": 4, "gelu": 4}
SPAN = 3.0  # inputs, weights and bias all run from -SPAN to SPAN


@dataclass(frozen=True)
class TwoInputNeuron:
    """Two inputs, two weights, a bias, and the name of the bend.

    Sliders hold decimals, so the dust that binary fractions leave in a sum (5.55e-17) is rounded off: a setting that
    gives 0.00 on paper is a tie here too.

    Examples
    --------
    >>> neuron = TwoInputNeuron(x1=0.5, x2=0.8, w1=0.4, w2=-0.6, b=0.28, bend="sigmoid")
    >>> neuron.z, neuron.a
    (0.0, 0.5)
    """

    x1: float
    x2: float
    w1: float
    w2: float
    b: float
    bend: str

    @property
    def terms(self):
        """What is added up: w1·x1, w2·x2, b."""
        return self.w1 * self.x1, self.w2 * self.x2, self.b

    @cached_property
    def z(self):
        """The pre-activation."""
        return self.z_at(self.x1, self.x2)

    @cached_property
    def a(self):
        """The output."""
        return float(ACTIVATIONS[self.bend](self.z))

    def z_at(self, x1, x2):
        """Return the pre-activation at another input."""
        return round(self.w1 * x1 + self.w2 * x2 + self.b, 9)

    def wrong_rows(self, table):
        """Return the corners where "fires" (z > 0) is not what the truth table asks for."""
        rows = zip(CORNERS, TABLES[table], strict=True)
        return [corner for corner, wanted in rows if (self.z_at(*corner) > 0) != bool(wanted)]
