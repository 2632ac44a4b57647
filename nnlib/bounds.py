"""How many straight pieces a ReLU network can have, at most and at least at its best: exact whole numbers.

A *region* is a part of the input space in which every neuron stays on one side of its bend. Of a network with one
input, regions are pieces of the line.
"""

import math
from itertools import accumulate

import numpy as np

from nnlib.arrays import describe


def most_regions(neurons, inputs) -> int:
    """Return the most regions that one hidden layer can cut the space of its inputs into, ``Σ_{j ≤ d} C(n, j)``.

    Parameters
    ----------
    neurons, inputs : int
        n and d.

    Returns
    -------
    int
        Attained when no two cuts are parallel and no more than d meet in a point.

    References
    ----------
    Zaslavsky, Facing up to arrangements, 1975.

    Examples
    --------
    >>> most_regions(3, 2), most_regions(50, 10), most_regions(300, 1)
    (7, 13432735556, 301)
    """
    neurons, inputs = _whole("neurons", neurons), _whole("inputs", inputs)
    return sum(math.comb(neurons, j) for j in range(min(neurons, inputs) + 1))


def most_regions_deep(widths, inputs) -> int:
    """Return a number of regions that no deep network exceeds: a layer of n cuts each part into ``Σ_{j ≤ d} C(n, j)``.

    d is the number of inputs, or the narrowest layer so far where that is less. With one input this is
    ``Π (n + 1)``, which widths of 3 and more attain.

    Parameters
    ----------
    widths : sequence of int
        Neurons in each hidden layer.
    inputs : int

    Returns
    -------
    int

    References
    ----------
    Montúfar, Notes on the number of linear regions of deep neural networks, 2017; Serra, Tjandraatmadja &
    Ramalingam, Bounding and counting linear regions of deep neural networks, 2018 (sharper still for many inputs).

    Examples
    --------
    >>> most_regions_deep([128, 128], 1), most_regions_deep([3, 3, 3, 3, 3], 1)
    (16641, 1024)
    """
    widths = _widths(widths)
    narrowest = accumulate([_whole("inputs", inputs), *widths[:-1]], min)
    return math.prod(most_regions(n, d) for n, d in zip(widths, narrowest, strict=True))


def regions_within_reach(widths, inputs) -> int:
    """Return a number of regions that some weights do reach, ``(Π_{i<L} ⌊n_i / d⌋^d) · Σ_{j ≤ d} C(n_L, j)``.

    Parameters
    ----------
    widths : sequence of int
        Neurons in each hidden layer, none below the number of inputs.
    inputs : int
        d.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If a layer is narrower than the inputs: then this says nothing.

    References
    ----------
    Montúfar, Pascanu, Cho & Bengio, On the number of linear regions of deep neural networks, 2014.

    Examples
    --------
    >>> regions_within_reach([100, 100, 100], 1), regions_within_reach([4, 4], 2)
    (1010000, 44)
    """
    widths, inputs = _widths(widths), _whole("inputs", inputs)
    if min(widths) < inputs:
        raise ValueError(
            f"This bound needs at least as many neurons in each layer as inputs, {inputs}; "
            f"got a layer of {min(widths)}."
        )
    folds = math.prod((n // inputs) ** inputs for n in widths[:-1])
    return folds * most_regions(widths[-1], inputs)


def folded_pieces(width, depth) -> int:
    """Return ``(D + 1)^K``: the pieces that K layers of D ReLUs can give a function of one input, for D ≥ 3.

    References
    ----------
    Telgarsky, Benefits of depth in neural networks, 2016, for two pieces a layer; Serra and others, 2018.

    Examples
    --------
    >>> folded_pieces(3, 5)
    1024
    """
    width, depth = _whole("width", width), _whole("depth", depth)
    if width < 3:
        raise ValueError(f"{width + 1} pieces a layer need at least 3 ReLUs; two give 2, as a tent. Got width {width}.")
    return (width + 1) ** depth


def _widths(widths) -> list:
    try:
        found = [_whole("each width", n) for n in widths]
    except TypeError:
        if isinstance(widths, list | tuple | np.ndarray | range):
            raise
        raise TypeError(f"Expected widths as a list such as [100, 100], got {describe(widths)}.") from None
    if not found:
        raise ValueError("Expected at least one hidden layer, got no widths.")
    return found


def _whole(name, value) -> int:
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | np.integer):
        raise TypeError(f"{name} must be a whole number, got {describe(value)}.")
    if value < 1:
        raise ValueError(f"{name} must be at least 1, got {value}.")
    return int(value)
