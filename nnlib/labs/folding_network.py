"""The networks of the folding explorer: two neurons a layer, so that every space between two layers can be drawn."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from nnlib.regions import along, breakpoints, regions_2d

HALF = 1.5  # the sheet of inputs runs from -HALF to HALF both ways
# All bends here keep z where z > 0; they differ in what they make of z < 0: a multiple of it.
LEFT_SLOPE = {"none": 1.0, "leaky": 0.2, "relu": 0.0, "fold": -1.0}
WEIGHED, SUMMED = 0.4, 0.6  # of the way through a layer: the weights have turned the sheet, the bias has moved it


@dataclass(frozen=True)
class Folding:
    """One data set, the weights made for it, and one bend for all layers.

    Parameters
    ----------
    weights, biases : tuple of ndarray of shape (2, 2) and (2,)
        First layer first.
    bend : str
        A key of `LEFT_SLOPE`.
    points : ndarray of shape (n, 2)
    labels : tuple of int
        1 or 0 for each point.
    window : tuple of (float, float)
        (left, right), (bottom, top) of what is shown of the spaces: with any bend but "none", the whole sheet at its
        start and after each layer.
    """

    weights: tuple
    biases: tuple
    bend: str
    points: np.ndarray
    labels: tuple
    window: tuple

    @property
    def depth(self) -> int:
        """The number of layers."""
        return len(self.weights)

    def at(self, x, stage) -> np.ndarray:
        """Return where inputs lie at a stage of their way through the layers.

        Parameters
        ----------
        x : ndarray of shape (n, 2)
        stage : float
            0 is the input, k the space after layer k. In between, a layer is applied in three steps: first the weights
            turn and stretch, then the bias moves, then the bend bends.

        Returns
        -------
        ndarray of shape (n, 2)
        """
        slope = LEFT_SLOPE[self.bend]
        for layer, (weight, bias) in enumerate(zip(self.weights, self.biases, strict=True)):
            weighed, summed, bent = steps(stage - layer)
            if weighed > 0:
                z = x @ ((1 - weighed) * np.eye(2) + weighed * weight).T + summed * bias
                x = np.where(z > 0, z, (1 + bent * (slope - 1)) * z)
        return x

    def as_network(self, layers=None) -> list:
        """Return the first layers (all by default) as plain data, made of ReLUs alone.

        Each bend is two ReLUs, back to back: ``relu(z) − s·relu(−z)`` is z where z > 0 and s·z where z < 0.
        """
        pair = np.hstack([np.eye(2), -LEFT_SLOPE[self.bend] * np.eye(2)])  # adds the two up again
        rows, before = [], np.eye(2)
        for weight, bias in list(zip(self.weights, self.biases, strict=True))[:layers]:
            reads = weight @ before
            rows.append((np.vstack([reads, -reads]), np.concatenate([bias, -bias]), "relu"))
            before = pair
        return [*rows, (before, np.zeros(2), "identity")]


def steps(progress) -> tuple:
    """Return how much of weigh, sum and bend is done, 0 to 1 each, when `progress` of a layer is."""
    ends = (0.0, WEIGHED, SUMMED, 1.0)
    return tuple(min(max(round((progress - start) / (end - start), 9), 0.0), 1.0) for start, end in pairwise(ends))


@lru_cache(maxsize=64)
def cells(folding_name, bend) -> list:
    """Return the parts of the sheet that stay flat on the whole way: polygons of inputs, shape (corners, 2) each."""
    network = folding(folding_name, bend)
    if bend == "none":
        return [np.array([(-HALF, -HALF), (HALF, -HALF), (HALF, HALF), (-HALF, HALF)])]
    return regions_2d(network.as_network(), (-HALF, HALF), (-HALF, HALF))


@lru_cache(maxsize=64)
def grid_lines(folding_name, bend, each=0.5) -> list:
    """Return the lines of a square grid on the sheet, with a corner wherever one gets a kink, shape (k, 2) each."""
    network = folding(folding_name, bend)
    places = np.arange(-HALF, HALF + each / 2, each)
    lines = [((at, -HALF), (at, HALF)) for at in places] + [((-HALF, at), (HALF, at)) for at in places]
    return [_with_kinks(network, np.array(start), np.array(end)) for start, end in lines]


def _with_kinks(network, start, end):
    kinks = [breakpoints(along(network.as_network(k + 1), start, end), 0, 1) for k in range(network.depth)]
    t = np.unique(np.concatenate([[0.0, 1.0], *kinks]))
    return start + t[:, None] * (end - start)


@lru_cache(maxsize=64)
def last_space(folding_name, bend) -> np.ndarray:
    """Return where the data points end up, shape (n, 2)."""
    network = folding(folding_name, bend)
    return network.at(network.points, network.depth)


@lru_cache(maxsize=64)
def folding(name, bend) -> Folding:
    """Return the network of a data set with a bend; the same object for the same two names."""
    weights, biases, window = _MADE[name]
    points, labels = _DATA[name](np.array(weights[0]))
    return Folding(tuple(map(np.array, weights)), tuple(map(np.array, biases)), bend, points, labels, window)


_MADE = {
    "teeth": (
        ([[0.9, 0.4], [-0.4, 0.9]], [[1.5, 0.0], [0.0, 1.0]]),
        ([0.0, 2.0], [-1.2, 0.0]),
        ((-3.1, 3.1), (-1.95, 4.25)),
    ),
    "rings": (
        ([[0.9, 0.5], [-0.5, 0.9]], [[0.7, 0.7], [-0.7, 0.7]]),
        ([0.0, 0.0], [0.0, 0.0]),
        ((-2.4, 2.4), (-2.4, 2.4)),
    ),
    "XOR": (([[1.0, -0.6], [-0.6, 1.0]],), ([-0.3, -0.3],), ((-2.8, 2.8), (-2.8, 2.8))),
}


def _teeth(turn):
    """Two classes that interlock along a zigzag, turned with the sheet so that the first layer turns them back."""
    across = np.linspace(-1.62, 1.62, 28)
    rng = np.random.default_rng(3)
    points, labels = [], []
    for label, sign in ((1, 1), (0, -1)):
        middle = np.abs(1.5 * np.abs(across) - 1.2) - 0.6
        turned = np.column_stack([across, middle + sign * rng.uniform(0.18, 0.5, across.size)])
        inputs = turned @ np.linalg.inv(turn).T
        inputs = inputs[np.abs(inputs).max(axis=1) < HALF - 0.08]
        points.append(inputs)
        labels += [label] * len(inputs)
    return np.vstack(points), tuple(labels)


def _rings(_):
    rng = np.random.default_rng(1)
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False) + 0.1
    inner = rng.uniform(0.3, 0.55, 24)
    outer = rng.uniform(1.1, 1.35, 24)
    radii, angles = np.concatenate([outer, inner]), np.tile(angles, 2)
    return np.column_stack([radii * np.cos(angles), radii * np.sin(angles)]), (1,) * 24 + (0,) * 24


def _corners(_):
    """A cloud around each corner of the truth table of XOR, with -1 in place of 0."""
    rng = np.random.default_rng(2)
    centres = np.repeat([(-1, 1), (1, -1), (-1, -1), (1, 1)], 12, axis=0)
    radii, angles = 0.38 * np.sqrt(rng.uniform(0, 1, 48)), rng.uniform(0, 2 * np.pi, 48)
    return centres + np.column_stack([radii * np.cos(angles), radii * np.sin(angles)]), (1,) * 24 + (0,) * 24


_DATA = {"teeth": _teeth, "rings": _rings, "XOR": _corners}
NAMES = tuple(_MADE)
