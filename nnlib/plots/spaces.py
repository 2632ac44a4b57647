"""Points of two classes in a plane, and the cut between them: in the space of the inputs, or in a hidden one."""

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.ticker import MaxNLocator

from nnlib.arrays import as_floats, describe
from nnlib.ledger import number
from nnlib.plots.figures import (
    INK,
    MUTED,
    NEGATIVE,
    PALE_NEGATIVE,
    PALE_POSITIVE,
    POSITIVE,
    axes_or_new,
    set_alt_text,
    tidy,
)

GRID_POINTS, GRID_CELLS = 201, 10  # so many cells along the longer side
STRAIGHT = 0.01  # a cut whose points stray less than this part of the picture from a line is called straight


def cut_plane(points, labels, cut=None, layer=None, names=("x1", "x2"), xlim=None, ylim=None, ax=None):
    """Draw points of two classes on a faint square grid, and the two sides of a cut.

    Class 1 is drawn as filled blue squares, class 0 as open orange circles. Blue ground is the side where the cut's z
    is above 0, orange ground the other one.

    Parameters
    ----------
    points : array_like of shape (n, 2)
    labels : array_like of shape (n,)
        1 or 0 for each point.
    cut : callable, optional
        Takes points (n, 2) and returns z, shape (n,) or (n, 1): a neuron's `pre_activation`, say.
    layer : callable, optional
        Takes points (n, 2) to points (n, 2). Then all is drawn behind this layer: the points where it sends them, and
        the lines of a square grid where it sends those.
    names : (str, str)
        What the two axes are called.
    xlim, ylim : (float, float), optional
        The ranges that are drawn; a little more than the points need by default.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Raises
    ------
    ValueError, TypeError
        If points and labels do not fit, or the cut does not return one number for each point.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(cut_plane([[0, 0], [1, 1]], [0, 1], cut=lambda points: points.sum(axis=1) - 1))[-84:]
    'The cut is a straight line. 2 of 2 points lie on the side that their class asks for.'
    """
    points, labels = _checked(points, labels)
    shown = points if layer is None else as_floats(layer(points), "What the layer returns")
    limits = [_range(shown[:, axis], given) for axis, given in enumerate((xlim, ylim))]
    ax = axes_or_new(ax, 3.9, 3.7)  # two fit side by side in a notebook
    tidy(ax, *names, grid=False)
    straight = None if cut is None else _draw_sides(ax, cut, *limits)
    _draw_grid(ax, layer or (lambda flat: flat), points)
    _mark(ax, shown, labels == 1)
    ax.set_xlim(*limits[0])
    ax.set_ylim(*limits[1])
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    ax.set_aspect("equal")
    set_alt_text(ax, _in_words(shown, labels, cut, straight, names, limits, layer is not None))
    return ax


def _checked(points, labels):
    points, labels = as_floats(points, "points"), as_floats(labels, "labels")
    if points.ndim != 2 or points.shape[1] != 2 or not len(points):
        raise ValueError(f"points must have shape (n, 2), one row (x1, x2) a point, got shape {points.shape}.")
    if labels.shape != (len(points),) or not np.isin(labels, (0, 1)).all():
        raise ValueError(f"labels must be 0 or 1, one for each of the {len(points)} points, got shape {labels.shape}.")
    return points, labels


def _range(values, given):
    if given is not None:
        return float(given[0]), float(given[1])
    room = 0.12 * max(float(np.ptp(values)), 0.5)
    return float(values.min()) - room, float(values.max()) + room


def _sums(cut, points):
    z = as_floats(cut(points), "What the cut returns")
    if z.size != len(points):
        raise ValueError(f"The cut must return one number for each of {len(points)} points, got shape {z.shape}.")
    return z.reshape(len(points))


def _draw_sides(ax, cut, xlim, ylim):
    """Colour both sides and draw the cut; tell whether it is straight, or None where it is not in the picture."""
    if not callable(cut):
        raise TypeError(f"cut must be something to call, such as a neuron's pre_activation, got {describe(cut)}.")
    x1, x2 = np.meshgrid(np.linspace(*xlim, GRID_POINTS), np.linspace(*ylim, GRID_POINTS))
    z = _sums(cut, np.stack([x1.ravel(), x2.ravel()], axis=1)).reshape(x1.shape)
    color = np.where((z > 0)[..., None], to_rgb(PALE_POSITIVE), to_rgb(PALE_NEGATIVE))
    ax.imshow(
        1 - 0.6 * (1 - color),
        extent=(*xlim, *ylim),
        origin="lower",
        interpolation="nearest",
        zorder=0,
    )
    if z.min() >= 0 or z.max() <= 0:
        return None
    lines = ax.contour(x1, x2, z, levels=[0.0], colors=INK, linewidths=2.2, zorder=3)
    parts = [part for part in lines.allsegs[0] if len(part) > 1]
    return len(parts) == 1 and _strays(parts[0]) < STRAIGHT * np.hypot(np.ptp(xlim), np.ptp(ylim))


def _strays(part) -> float:
    """Return how far the points of a line are from the straight line through its ends."""
    way = part[-1] - part[0]
    length = float(np.hypot(*way))
    if length == 0:
        return float(np.ptp(part, axis=0).max())
    across = np.array([-way[1], way[0]]) / length
    return float(np.abs((part - part[0]) @ across).max())


def _draw_grid(ax, layer, points):
    """Draw where the layer sends a square grid that covers the points."""
    middle, span = (points.min(axis=0) + points.max(axis=0)) / 2, np.ptp(points, axis=0) + 0.2
    cell = span.max() / GRID_CELLS
    across, up = (np.arange(count + 1) - count / 2 for count in np.ceil(span / cell - 1e-9).astype(int))
    lines = [np.stack([np.full(GRID_POINTS, x), np.linspace(up[0], up[-1], GRID_POINTS)], 1) for x in across]
    lines += [np.stack([np.linspace(across[0], across[-1], GRID_POINTS), np.full(GRID_POINTS, y)], 1) for y in up]
    for line in lines:
        ax.plot(*layer(middle + cell * line).T, color=MUTED, linewidth=0.6, alpha=0.45, zorder=1)


def _mark(ax, points, blue):
    small = len(points) > 40
    for chosen, marker, look in (
        (blue, "s", {"color": POSITIVE, "edgecolors": "white", "linewidths": 0.6 if small else 1.2}),
        (~blue, "o", {"facecolors": "white", "edgecolors": NEGATIVE, "linewidths": 1.3 if small else 2.2}),
    ):
        ax.scatter(*points[chosen].T, s=24 if small else 70, marker=marker, zorder=4, **look)


def _in_words(points, labels, cut, straight, names, limits, bent) -> str:
    ones = int(labels.sum())
    across, up = (
        f"{name} from {_short(low)} to {_short(high)}" for name, (low, high) in zip(names, limits, strict=True)
    )
    text = f"{across}, {up}: {ones} points of class 1 (squares) and {len(labels) - ones} of class 0 (circles)"
    text += ", behind a layer, with the grid that it bends." if bent else ", on a square grid."
    if cut is None:
        return text
    where = {True: "The cut is a straight line", False: "The cut is not a straight line", None: "The cut lies outside"}
    z = _sums(cut, points)
    right = int(np.sum(np.where(labels == 1, z > 0, z < 0)))
    return f"{text} {where[straight]}. {right} of {len(labels)} points lie on the side that their class asks for."


def _short(value) -> str:
    return number(round(value, 1))
