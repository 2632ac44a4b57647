"""The holes of the course: what a network must do, on which inputs, and a network that does it at more than par."""

import math
from dataclasses import dataclass

import numpy as np

from nnlib.golf.wording import short
from nnlib.network import MLP
from nnlib.regions import count_pieces
from nnlib.regions.straight import STRAIGHT

MOST_PIECES = 1_000_000  # counting more of them would keep a reader waiting, or fill the memory


@dataclass(frozen=True)
class Hole:
    """One task of neuron golf.

    Parameters
    ----------
    name : str
    task : str
        What a network must do to play the hole, in words.
    inputs : tuple of tuple of float
        On which it is played; the dead share is counted on the same.
    wanted : tuple of int
        1 where the one output must be above `THRESHOLD`, 0 where it must be below.
    box : tuple of (float, float)
        The range of each input in which pieces are counted.
    where : str
        That range in words.
    par : int
        In strokes: parameters, zeros included, unless the hole counts something else.
    given : tuple of (W, b, activation)
        A network that plays the hole, over par.
    """

    name: str
    task: str
    inputs: tuple
    wanted: tuple
    box: tuple
    where: str
    par: int
    given: tuple

    def outputs(self, network):
        """Return the outputs of an `MLP` on the inputs, shape (inputs, outputs)."""
        return network(np.array(self.inputs, dtype=float))

    def right(self, network) -> np.ndarray:
        """Return on which inputs the output of a network with one output lies on the side that is wanted."""
        above = self.outputs(network)[:, 0] - THRESHOLD
        return np.where(np.array(self.wanted) == 1, above > MARGIN, above < -MARGIN)

    def played(self, network) -> bool:
        """Return whether a network does what the hole asks for."""
        return bool(self.right(network).all())

    def in_words(self, network) -> str:
        """Say how far a network has come."""
        right, outputs = self.right(network), self.outputs(network)[:, 0]
        rows = zip(self.inputs, outputs, right, strict=True)
        each = ", ".join(f"{x} → {short(a)} {'✓' if fits else '✗'}" for x, a, fits in rows)
        verdict = "played" if right.all() else f"not played yet, {right.sum()} of {len(right)} right"
        return f"{verdict}: {each}"

    def strokes(self, network) -> dict:
        """Return what a network costs, what counts against par first."""
        return {"parameters": network.n_parameters}


@dataclass(frozen=True)
class PiecesHole(Hole):
    """A hole of one input that asks for straight pieces, and counts the neurons that bend.

    A layer without a bend costs nothing here, since it could be merged into the next one.

    Parameters
    ----------
    pieces : int
        How many pieces the output must have in the box, at least.
    """

    pieces: int = 1

    def found(self, network) -> int | None:
        """Return the pieces of a network in the box; None where a bend is curved, or there could be too many."""
        rows = network.as_data()
        straight = all(name in STRAIGHT for *_, name in rows)
        return count_pieces(rows, *self.box[0]) if straight and countable(network) else None

    def played(self, network) -> bool:
        found = self.found(network)
        return found is not None and found >= self.pieces

    def in_words(self, network) -> str:
        found = self.found(network)
        if found is None:
            return "not played yet: its pieces cannot be counted"
        return f"{'played' if found >= self.pieces else 'not played yet'}: {found:,} of {self.pieces:,} pieces"

    def strokes(self, network) -> dict:
        return {"neurons": sum(_bending(network)), "parameters": network.n_parameters}


def _bending(network) -> list:
    """Return how many neurons each layer with a bend has."""
    return [len(layer.bias) for layer in network.layers if layer.activation_name != "identity"]


def countable(network) -> bool:
    """Return whether a network of one input has at most `MOST_PIECES` pieces for sure: each layer times n + 1."""
    return math.prod(n + 1 for n in _bending(network)) <= MOST_PIECES


THRESHOLD = 0.5
MARGIN = 1e-6  # nearer to the threshold than this is neither above nor below it

# A ramp up, level ground and a ramp down, on a scale on which the four corners all differ.
_XOR = (
    (((1.0, 2.0), (1.0, 2.0), (1.0, 2.0)), (0.0, -1.0, -2.0), "relu"),
    (((1.0, -1.0, -1.0),), (0.0,), "identity"),
)

# One fold of [0, 1], up to 1 in the middle and down again; ten of them make 2^10 pieces.
_TENT = (
    (((1.0,), (1.0,)), (0.0, -0.5), "relu"),
    (((2.0, -4.0),), (0.0,), "identity"),
)

HOLES = {
    "xor": Hole(
        name="xor",
        task="output above 0.5 where exactly one input is 1, below 0.5 where both or none are",
        inputs=((0, 0), (0, 1), (1, 0), (1, 1)),
        wanted=(0, 1, 1, 0),
        box=((0, 1), (0, 1)),
        where="in the unit square",
        par=9,
        given=_XOR,
    ),
    "thousand_pieces": PiecesHole(
        name="thousand_pieces",
        task="at least 1,024 straight pieces on [0, 1]",
        inputs=tuple((i / 1000,) for i in range(1001)),
        wanted=(),
        box=((0, 1),),
        where="on [0, 1]",
        par=15,
        given=_TENT * 10,
        pieces=1024,
    ),
}


def find(name) -> Hole:
    """Return the hole of that name, or say which there are."""
    if name not in HOLES:
        raise ValueError(f"There is no hole {name!r}. There are: {', '.join(HOLES)}.")
    return HOLES[name]


def default(hole="xor") -> list:
    """Return the network that is given for a hole: it plays it, but not at par.

    Parameters
    ----------
    hole : str
        A name in `HOLES`.

    Returns
    -------
    list of (W, b, activation)
        Fresh arrays at each call.

    Raises
    ------
    ValueError
        If there is no such hole.

    Examples
    --------
    >>> network = MLP.from_data(default("xor"))
    >>> network([[0, 0], [0, 1], [1, 0], [1, 1]]).ravel(), network.n_parameters
    (array([0., 1., 1., 0.]), 13)
    """
    return MLP.from_data(find(hole).given).as_data()
