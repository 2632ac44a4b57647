"""The sheet of inputs that the collapse explorer sends through its layers: a square of crossing lines."""

import numpy as np

DOT = 0.02  # a sheet less wide looks like a dot
FLAT = 1e-5  # a change of direction from dot to dot that nobody can see, also when all dots of a line share in it
LINES, DOTS = 9, 33  # each way; dots a line, so that a crease falls near one

_across, _along = np.linspace(-1, 1, LINES), np.linspace(-1, 1, DOTS)
_upright = np.stack(np.broadcast_arrays(_across[:, None], _along), axis=-1)

SHEET = np.concatenate([_upright, _upright[..., ::-1]]).reshape(-1, 2)
"""Every dot of every line, shape (2·LINES·DOTS, 2): first the upright lines, then the level ones."""

_side = np.linspace(0, 1, DOTS // 2)
_zeros, _ones = np.zeros_like(_side), np.ones_like(_side)
CORNER = np.concatenate(
    [np.stack(side, axis=1) for side in ((_side, _zeros), (_ones, _side), (_side[::-1], _ones), (_zeros, _side[::-1]))]
)
"""The rim of the quarter where both inputs are positive, shape (n, 2); shaded, it tells which way up the sheet is."""

_PLANES = np.linalg.qr(np.column_stack([SHEET, np.ones(len(SHEET))]))[0]


def lines(points):
    """Return the dots of the sheet line by line, shape (2·LINES, DOTS, 2)."""
    return points.reshape(2 * LINES, DOTS, 2)


def turns(points):
    """Return the sheet line by line, each as the dots where it turns and its two ends: most lines are mostly straight.

    A line strays from these by less than a tenth of a pixel.

    >>> [len(line) for line in turns(SHEET)][:3]
    [2, 2, 2]
    """
    each = lines(points)
    keep = np.ones(each.shape[:2], dtype=bool)
    keep[:, 1:-1] = np.abs(np.diff(each, 2, axis=1)).max(axis=-1) > FLAT
    return [line[kept] for line, kept in zip(each, keep, strict=True)]


def farthest(there, here):
    """Return the largest distance between two pictures of the sheet, and the index of its dot.

    >>> moved = SHEET.copy()
    >>> moved[7] += [0.3, -0.4]
    >>> round(farthest(moved, SHEET)[0], 9), farthest(moved, SHEET)[1]
    (0.5, 7)
    """
    distances = np.hypot(*(there - here).T)
    index = int(distances.argmax())
    return float(distances[index]), index


def width(points):
    """Return the longer side of the upright box around points.

    >>> width(SHEET)
    2.0
    """
    return float(np.ptp(points, axis=0).max())


def best_layer(target):
    """Return where the single layer puts the sheet that comes closest to `target`, in the sense of least squares.

    Parameters
    ----------
    target : numpy.ndarray of shape (n, 2)
        Where the sheet's dots are.

    Returns
    -------
    numpy.ndarray of shape (n, 2)

    Examples
    --------
    >>> turned_and_moved = SHEET @ [[0.0, 2.0], [-1.0, 0.0]] + [3.0, 1.0]
    >>> np.allclose(best_layer(turned_and_moved), turned_and_moved)
    True
    """
    return _PLANES @ (_PLANES.T @ target)
