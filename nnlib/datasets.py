"""Data to try things on, drawn from a seed: nothing is downloaded."""

import numpy as np

from nnlib.arrays import describe

SPREAD = 0.1  # how far a point may lie from its arc, in each direction
SHIFT = (1.0, 0.4)  # where the second arc's centre lies


def two_arcs(n, *, rng):
    """Return points of two classes on two interleaved half circles that no straight line separates.

    Class 1 lies on the upper half of the unit circle, class 0 on the lower half of the circle round (1, 0.4); each
    point is moved by up to 0.1 across and up to 0.1 upwards or downwards, evenly distributed.

    Parameters
    ----------
    n : int
        How many points; half of them in each class (of an odd number, class 0 gets one more).
    rng : numpy.random.Generator

    Returns
    -------
    points : ndarray of shape (n, 2)
    labels : ndarray of shape (n,)
        1 or 0; class 1 comes first.

    Raises
    ------
    ValueError
        If n is not a positive whole number.

    Examples
    --------
    >>> points, labels = two_arcs(6, rng=np.random.default_rng(0))
    >>> points.shape, labels.tolist()
    ((6, 2), [1, 1, 1, 0, 0, 0])
    """
    if isinstance(n, bool) or not isinstance(n, int | np.integer) or n < 1:
        raise ValueError(f"Expected a positive whole number of points as n, got {describe(n)}.")
    angle = rng.uniform(0, np.pi, size=n)
    labels = (np.arange(n) < n // 2).astype(int)
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    on_arc = np.where(labels[:, None] == 1, upper, SHIFT - upper)
    return on_arc + rng.uniform(-SPREAD, SPREAD, size=(n, 2)), labels
