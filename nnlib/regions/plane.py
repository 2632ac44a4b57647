"""Networks of two inputs: the polygons of a rectangle in which the output is one straight formula."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nnlib.regions.straight import ROUNDING, SAME_SLOPE, straight_layers

SNAP = 1e-10  # of the size of z: a corner nearer to a line than this lies on it


def regions_2d(network, xlim, ylim) -> list:
    """Return the convex polygons into which the neurons of a network of two inputs cut a rectangle.

    Inside one polygon every neuron stays on one side of its bend, so the output is one formula ``A x + c``. Two
    neighbours may have the same formula: `count_regions` counts them once.

    Parameters
    ----------
    network : MLP or list of (W, b, activation)
        With two inputs. Bends: identity, relu, leaky_relu, step.
    xlim, ylim : (float, float)
        The rectangle.

    Returns
    -------
    list of ndarray of shape (corners, 2)
        Together they fill the rectangle, without overlap; corners counter-clockwise.

    Raises
    ------
    ValueError, TypeError
        If there are not two inputs, a bend is curved, or the rectangle is none.

    Examples
    --------
    >>> halves = regions_2d([([[1, 1]], [-1], "relu")], (0, 1), (0, 1))
    >>> [len(corners) for corners in halves]
    [3, 3]
    """
    return [cell.corners for cell in _cells(network, xlim, ylim)]


def count_regions(network, xlim, ylim) -> int:
    """Return how many linear regions a network of two inputs has in a rectangle.

    A region is a connected part of the rectangle, as large as it can be, in which the output is one formula.

    Parameters
    ----------
    network, xlim, ylim
        As `regions_2d` takes them.

    Returns
    -------
    int

    Examples
    --------
    >>> corner = [([[1, 0], [0, 1]], [-0.5, -0.5], "relu"), ([[1, 1]], [0], "identity")]
    >>> count_regions(corner, (0, 1), (0, 1)), count_regions(corner, (0, 0.5), (0, 1))
    (4, 2)
    """
    cells = _cells(network, xlim, ylim)
    with np.errstate(all="ignore"):  # a product may have overflowed
        same = _same_formula(cells)
    group = list(range(len(cells)))

    def leader(i):
        while group[i] != i:
            i = group[i]
        return i

    for i, j in zip(*np.nonzero(np.triu(same, 1)), strict=True):
        one, other = leader(int(i)), leader(int(j))
        if one != other and _share_an_edge(cells[i].corners, cells[j].corners):
            group[other] = one
    return sum(leader(i) == i for i in range(len(cells)))


@dataclass(frozen=True)
class _Cell:
    """A convex polygon, and the formula ``linear x + offset`` of the neurons on it."""

    corners: np.ndarray  # (k, 2)
    linear: np.ndarray  # (neurons, 2)
    offset: np.ndarray  # (neurons,)
    size: np.ndarray | None = None  # (neurons, 3): of the terms that make up both

    def through(self, layer):
        """Return the cells into which one more layer cuts this one."""
        linear, offset = layer.weight @ self.linear, layer.weight @ self.offset + layer.bias
        absolute = np.abs(layer.weight)
        size = np.column_stack([absolute @ np.abs(self.linear), absolute @ np.abs(self.offset) + np.abs(layer.bias)])
        if not layer.bends:
            return [_Cell(self.corners, linear, offset, size)]
        reach = size @ np.append(np.abs(self.corners).max(axis=0), 1.0)
        parts = [self.corners]
        for row, shift, snap in zip(linear, offset, SNAP * reach, strict=True):
            parts = [half for part in parts for half in _split(part, part @ row + shift, snap)]
        return [_bent(part, linear, offset, size, layer, reach) for part in parts]


def _bent(corners, linear, offset, size, layer, reach):
    fires = layer.fires(linear @ corners.mean(axis=0) + offset, reach)
    slope, lift = (np.where(fires, pair[1], pair[0]) for pair in (layer.slopes, layer.offsets))
    return _Cell(corners, slope[:, None] * linear, slope * offset + lift, size)


def _split(corners, heights, snap):
    """Return a polygon, or its two parts where the height over some line is below 0 and above."""
    heights = np.where(np.abs(heights) <= snap, 0.0, heights)
    if heights.min() >= 0 or heights.max() <= 0:
        return [corners]
    below, above = [], []
    closed = zip(corners, heights, strict=True), zip(np.roll(corners, -1, 0), np.roll(heights, -1), strict=True)
    for (here, h), (there, k) in zip(*closed, strict=True):
        for side, part in ((h <= 0, below), (h >= 0, above)):
            if side:
                part.append(here)
        if h * k < 0:
            crossing = here + (h / (h - k)) * (there - here)
            below.append(crossing)
            above.append(crossing)
    return [np.array(below), np.array(above)]


def _cells(network, xlim, ylim):
    layers = straight_layers(network)
    inputs = layers[0].weight.shape[1]
    if inputs != 2:
        raise ValueError(f"Two inputs were expected, got a network of {inputs}.")
    (x0, x1), (y0, y1) = (tuple(map(float, limits)) for limits in (xlim, ylim))
    if not (np.isfinite([x0, x1, y0, y1]).all() and x0 < x1 and y0 < y1):
        raise ValueError(f"A rectangle (low, high), (low, high) was expected, got ({x0:g}, {x1:g}), ({y0:g}, {y1:g}).")
    cells = [_Cell(np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]), np.eye(2), np.zeros(2))]
    with np.errstate(all="ignore"):  # a product may overflow
        for layer in layers:
            cells = [part for cell in cells for part in cell.through(layer)]
    return cells


def _same_formula(cells):
    """Return for each pair of cells whether all outputs have the same formula on both, up to rounding."""
    formulas = np.array([np.column_stack([cell.linear, cell.offset]) for cell in cells])
    sizes = np.array([cell.size for cell in cells])
    same = np.ones((len(cells), len(cells)), dtype=bool)
    for values, size in zip(np.moveaxis(formulas, 0, -1).reshape(-1, len(cells)), _flat(sizes), strict=True):
        allowed = SAME_SLOPE * np.abs(values) + ROUNDING * size
        same &= np.abs(values[:, None] - values) <= np.maximum(allowed[:, None], allowed)
    return same


def _flat(sizes):
    return np.moveaxis(sizes, 0, -1).reshape(-1, len(sizes))


def _share_an_edge(one, other) -> bool:
    """Whether two polygons touch along more than a point."""
    tolerance = 1e-9 * np.abs(one).max()
    for start, end in pairwise(np.vstack([one, one[:1]])):
        along = (end - start) / np.hypot(*(end - start))
        t, off = (other - start) @ along, (other - start) @ np.array([-along[1], along[0]])
        on_line = np.abs(off) <= tolerance
        if on_line.sum() >= 2:  # of a convex polygon, one edge lies there
            t = t[on_line]
            if min(t.max(), np.hypot(*(end - start))) - max(t.min(), 0.0) > tolerance:
                return True
    return False
