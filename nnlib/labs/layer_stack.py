"""A stack of layers that turn a sheet of inputs, and the one layer that their product is.

Two inputs go in, each hidden layer has three neurons, two outputs come out. The first layer lays the flat sheet of
inputs into the space of its three neurons, square to the direction (1, 1, 1); the last one looks at it along that
direction. So a stack of rotations turns the sheet, as a hand turns a page, and each of three ReLUs folds one corner of
it: where its neuron falls silent there is a crease.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from nnlib.activations import ACTIVATIONS
from nnlib.collapse import collapse

MOST = 100
WEIGHTS = ("rotations", "near-identity", "one-neuron waist")
BENDS = ("none", "relu", "tanh", "sigmoid")
FULL_TURN = 36.0  # degrees a layer at strength 1
NUDGE = 0.08  # the spread of what is added to the identity at strength 1

_ALONG = np.array([[1.0, -1.0, 0.0], [1.0, 1.0, -2.0]]).T / np.sqrt([2.0, 6.0])  # (3, 2): where x1 and x2 lie
_NORMAL = np.array([1.0, 1.0, 1.0]) / np.sqrt(3.0)
_LIFT = np.array([0.9, 1.0, 1.1])  # of the three biases: nearly along the normal, but not quite, so that b′ is seen
_THROUGH_WAIST = _ALONG @ [0.8, 0.6]  # the one direction that the neuron of a waist lets pass
_NOISE = np.random.default_rng(38).standard_normal((MOST, 3, 3))


@dataclass(frozen=True)
class LayerStack:
    """How many layers, of which kind, and what stands between them.

    Parameters
    ----------
    layers : int
        From 1 to `MOST`.
    weights : str
        One of `WEIGHTS`.
    strength : float
        How much one layer moves, from 0 to 1: `FULL_TURN` degrees at 1, or a nudge of spread `NUDGE`.
    bias : float
        How far the first layer's three biases lift the sheet away from the creases.
    bend : str
        One of `BENDS`; it stands between layers, so after each but the last.

    Examples
    --------
    >>> stack = LayerStack(layers=100, weights="rotations", strength=0.1, bias=0.3, bend="none")
    >>> np.allclose(stack.one.weight, np.eye(2)), np.allclose(stack.one.bias, 0)
    (True, True)
    """

    layers: int
    weights: str
    strength: float
    bias: float
    bend: str

    @cached_property
    def pairs(self):
        """The layers as a list of (W, b), first one first."""
        moves = _moves(self.weights, self.strength)
        lift = self.bias * _LIFT
        back = -_ALONG.T @ moves[0].T @ lift  # so that rotations which make a full turn leave the sheet where it was
        if self.layers == 1:
            return [(_ALONG.T @ moves[0] @ _ALONG, _ALONG.T @ lift + back)]
        hidden = [(move, np.zeros(3)) for move in moves[1 : self.layers - 1]]
        pairs = [(moves[0] @ _ALONG, lift), *hidden, (_ALONG.T @ moves[self.layers - 1], back)]
        return _narrowed(pairs, lift, self.bias) if self.weights == "one-neuron waist" else pairs

    @cached_property
    def one(self):
        """The `Dense` layer that does what the stack would do without its bends: W of shape (2, 2), b of shape (2,)."""
        return collapse(self.pairs)

    def through(self, points):
        """Return where the stack puts points, layer by layer.

        Parameters
        ----------
        points : numpy.ndarray of shape (n, 2)

        Returns
        -------
        numpy.ndarray of shape (n, 2)
        """
        bend = ACTIVATIONS["identity" if self.bend == "none" else self.bend].formula
        (weight, bias), *rest = self.pairs
        columns = weight @ points.T + bias[:, None]  # one column a point: twice as fast as one row a point
        with np.errstate(all="ignore"):
            for weight, bias in rest:
                columns = weight @ bend(columns) + bias[:, None]
        return columns.T

    @cached_property
    def parameters(self):
        """How many weights and biases the stack has."""
        return sum(weight.size + bias.size for weight, bias in self.pairs)


@lru_cache(maxsize=64)
def _moves(weights, strength):
    """Return what each layer does to the space of three neurons, shape (MOST, 3, 3)."""
    if weights == "near-identity":
        return np.eye(3) + NUDGE * strength * _NOISE
    angle = np.deg2rad(FULL_TURN * strength)
    a, b, c = _NORMAL
    cross = np.array([[0.0, -c, b], [c, 0.0, -a], [-b, a, 0.0]])  # the rotation about the normal, as Rodrigues has it
    turn = np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
    return np.broadcast_to(turn, (MOST, 3, 3))


def _narrowed(pairs, lift, bias):
    """Return the stack with a waist in its middle: a hidden layer of one neuron, and the next layer widens again."""
    middle = (len(pairs) - 1) // 2
    (weight, offset), (after, more) = pairs[middle : middle + 2]
    narrow = (_THROUGH_WAIST[None, :] @ weight, _THROUGH_WAIST[None, :] @ offset + bias)
    again = lift if middle + 2 < len(pairs) else 0.0  # what lay across the direction is lost, the lift with it
    wide = ((after @ _THROUGH_WAIST)[:, None], more + again - bias * after @ _THROUGH_WAIST)
    return [*pairs[:middle], narrow, wide, *pairs[middle + 2 :]]
