"""The straight cut in the last space, and the sheet of inputs torn along it: what travels in the folding explorer."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nnlib.labs.folding_network import Folding, cells, folding, last_space

NEAR = 1e-5  # points nearer than this are one
TIE = 1e-9


@dataclass(frozen=True)
class Cut:
    """A straight line in the last space; on the side that its arrow points to, the network says 1.

    Parameters
    ----------
    data, bend : str
        Which network, see `folding_network.folding`.
    angle : float
        Of the arrow, in degrees: 0 to the right, 90 upward.
    shift : float
        How far the line lies from the origin, along the arrow.
    """

    data: str
    bend: str
    angle: float
    shift: float

    @property
    def network(self) -> Folding:
        """The network whose last space is cut."""
        return folding(self.data, self.bend)

    @cached_property
    def normal(self) -> tuple:
        """The arrow: what the last neuron weighs the two numbers of the last space with."""
        turn = math.radians(self.angle)
        return round(math.cos(turn), 12), round(math.sin(turn), 12)

    def heights(self, last):
        """Return z of the last neuron for points of the last space, without the dust of binary fractions."""
        return np.round(last @ np.array(self.normal) - self.shift, 9)

    @cached_property
    def wrong(self) -> np.ndarray:
        """Which data points lie on the wrong side."""
        return (self.heights(last_space(self.data, self.bend)) > 0) != (np.array(self.network.labels) == 1)

    @cached_property
    def torn(self) -> tuple:
        """The sheet torn along the cut: (parts where the network says 0, parts where it says 1, the tears).

        All in the input plane, as lists of lists of (x1, x2); a part is a convex polygon, a tear has two ends.
        """
        zeros, ones, tears = [], [], []
        for corners in cells(self.data, self.bend):
            heights = self.heights(self.network.at(corners, self.network.depth))
            below, above, tear = tear_polygon(corners.tolist(), heights.tolist())
            zeros += [below] if below else []
            ones += [above] if above else []
            tears += [tear] if tear else []
        return zeros, ones, tears

    @property
    def pieces(self) -> int:
        """How many straight pieces the one cut has become in the input plane."""
        return len(joined(self.torn[2]))


def tear_polygon(corners, heights) -> tuple:
    """Return (part with height ≤ 0, part with height > 0, the tear between them) of a convex polygon.

    Parameters
    ----------
    corners : list of [x, y]
    heights : list of float
        One for each corner, changing straight along the sides.

    Returns
    -------
    tuple of three lists of [x, y]
        Empty where there is no such part.

    Examples
    --------
    >>> tear_polygon([[0, 0], [2, 0], [0, 2]], [-1, 1, -1])[2]
    [[1.0, 0.0], [1.0, 1.0]]
    """
    heights = [h if h > 0 else min(h, -TIE) for h in heights]  # 0 does not fire, so a tie lies below
    below, above, tear = [], [], []
    for i, (here, h) in enumerate(zip(corners, heights, strict=True)):
        there, k = corners[i - len(corners) + 1], heights[i - len(heights) + 1]
        (above if h > 0 else below).append(here)
        if h * k < 0:
            part = h / (h - k)
            crossing = [here[0] + part * (there[0] - here[0]), here[1] + part * (there[1] - here[1])]
            for side in (below, above, tear):
                side.append(crossing)
    return below, above, tear if tear and math.dist(*tear) > NEAR else []


def joined(tears) -> list:
    """Return the tears, with those that continue each other in the same direction made one.

    Examples
    --------
    >>> joined([[[0, 0], [1, 1]], [[1, 1], [2, 2]], [[2, 2], [3, 2]]])
    [[[0, 0], [2, 2]], [[2, 2], [3, 2]]]
    """
    waiting, done = list(tears), []
    while waiting:
        tear = waiting.pop(0)
        longer = [(other, whole) for other in waiting if (whole := _continued(tear, other))]
        if longer:
            other, whole = longer[0]
            waiting.remove(other)
            waiting.insert(0, whole)
        else:
            done.append(tear)
    return done


def _continued(one, other):
    """Return two tears as one, where the second goes on where the first ends; else None."""
    for a, b in (one, one[::-1]):
        for c, d in (other, other[::-1]):
            if math.dist(b, c) < NEAR:
                x0, y0, x1, y1 = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
                if abs(x0 * y1 - y0 * x1) < NEAR and x0 * x1 + y0 * y1 > 0:
                    return [a, d]
    return None
