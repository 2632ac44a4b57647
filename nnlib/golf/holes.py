"""The holes of the course: what a network must do, on which inputs, and a network that does it at more than par."""

from dataclasses import dataclass

import numpy as np

from nnlib.network import MLP


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
        In parameters, zeros included.
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


THRESHOLD = 0.5
MARGIN = 1e-6  # nearer to the threshold than this is neither above nor below it

# A ramp up, level ground and a ramp down, on a scale on which the four corners all differ.
_XOR = (
    (((1.0, 2.0), (1.0, 2.0), (1.0, 2.0)), (0.0, -1.0, -2.0), "relu"),
    (((1.0, -1.0, -1.0),), (0.0,), "identity"),
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
    )
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
