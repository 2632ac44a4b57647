"""What a network of straight pieces looks like: a zigzag over one input, polygons over two."""

import numpy as np
from matplotlib.ticker import MaxNLocator

from nnlib.ledger import number
from nnlib.network import MLP
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
from nnlib.regions import breakpoints, count_regions, regions_2d

MOST_MARKED, MOST_NAMED = 40, 9  # kinks: more of them would cover the line, or fill the sentence
GRID_POINTS = 2001
PALES = (PALE_POSITIVE, PALE_NEGATIVE, "#B7D7C5", "#E3C9DE", "#F2E2A9", "#CBD5DF", "#F7C9B6")


def pieces(network, lo, hi, curve=None, width=6.4, ax=None):
    """Draw the output of a network of one input, piece by piece, and where given, the curve that it should follow.

    Parameters
    ----------
    network : MLP or list of (W, b, activation)
        With one input and one output. Bends: identity, relu, leaky_relu.
    lo, hi : float
        The range of the input.
    curve : callable, optional
        Takes an array of x and returns one of y; drawn dashed, and the largest distance to it is told.
    width : float
        Of a new figure, in inches; three of 2.7 stand side by side.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Raises
    ------
    ValueError, TypeError
        If there is more than one input or output, or a bend is curved.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(pieces([([[1], [1]], [0, -0.5], "relu"), ([[2, -4]], [0], "identity")], 0, 1))
    'Output against x from 0 to 1: 2 straight pieces, 1 kink, at x = 0.5.'
    """
    network = network if isinstance(network, MLP) else MLP.from_data(network)
    if len(network.layers[-1].bias) != 1:
        raise ValueError(f"pieces draws a network with one output, got one with {len(network.layers[-1].bias)}.")
    x = np.concatenate([[lo], breakpoints(network, lo, hi), [hi]])
    return polyline(x, network(x[:, None])[:, 0], curve, width, ax)


def polyline(x, y, curve=None, width=6.4, ax=None):
    """Draw a line that runs straight from point to point, as the output of a ReLU network of one input does.

    Parameters
    ----------
    x, y : array_like of shape (n_points,)
        The points, x rising. All but the first and the last are marked as kinks.
    curve : callable, optional
        Takes an array of x and returns one of y; drawn dashed, and the largest distance to it is told.
    width : float
        Of a new figure, in inches; three of 2.7 stand side by side.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Raises
    ------
    ValueError
        If there are fewer than two points, x does not rise, or x and y differ in length.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(polyline([0, 0.5, 1], [0, 1, 0]))
    'Output against x from 0 to 1: 2 straight pieces, 1 kink, at x = 0.5.'
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.ndim != 1 or x.shape != y.shape or len(x) < 2:
        raise ValueError(
            f"polyline expected x and y of shape (n_points,), two points or more; got {x.shape} and {y.shape}."
        )
    if not (np.diff(x) > 0).all():
        raise ValueError(
            "polyline expected x to rise from point to point. Sort the points by x, and drop repeated ones."
        )
    kinks = x[1:-1]
    ax = axes_or_new(ax, width, 1.4 + 0.28 * width)
    tidy(ax, "x", "output")
    if curve is not None:
        grid = np.linspace(x[0], x[-1], GRID_POINTS)
        ax.plot(grid, curve(grid), color=NEGATIVE, linewidth=1.6, linestyle="--", label="wanted")
    wide = 2.2 if len(kinks) <= MOST_MARKED else 0.8
    ax.plot(x, y, color=POSITIVE, linewidth=wide, label="network")
    if len(kinks) <= MOST_MARKED:
        ax.plot(kinks, y[1:-1], "o", color="white", markeredgecolor=INK, markersize=5, zorder=4, label="kinks")
    ax.set_title(_count(len(kinks) + 1, "piece"), fontsize=11, color=INK)
    if curve is not None:
        ax.legend(fontsize=9, frameon=False)
    set_alt_text(ax, _in_words(x, y, curve))
    return ax


def _in_words(x, y, curve) -> str:
    kinks = x[1:-1]
    text = f"Output against x from {number(round(x[0], 4))} to {number(round(x[-1], 4))}: "
    text += f"{_count(len(kinks) + 1, 'straight piece')}, {_count(len(kinks), 'kink')}"
    if 0 < len(kinks) <= MOST_NAMED:
        text += f", at x = {', '.join(number(round(float(kink), 4)) for kink in kinks)}"
    if curve is None:
        return f"{text}."
    grid = np.union1d(np.linspace(x[0], x[-1], GRID_POINTS), kinks)
    off = np.abs(np.interp(grid, x, y) - curve(grid)).max()
    return f"{text}. Its largest distance to the dashed curve is {off:.4f}."


def regions(network, xlim, ylim, width=4.0, ax=None):
    """Draw the polygons into which the ReLUs of a network of two inputs cut a rectangle, and count them.

    Parameters
    ----------
    network : MLP or list of (W, b, activation)
        With two inputs. Bends: identity, relu, leaky_relu, step.
    xlim, ylim : (float, float)
        The rectangle.
    width : float
        Of a new figure, in inches; three of 2.7 stand side by side.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(regions([([[1, 1]], [-1], "relu")], (0, 1), (0, 1)))
    'x1 from 0 to 1, x2 from 0 to 1, cut into 2 polygons; 2 linear regions.'
    """
    polygons = regions_2d(network, xlim, ylim)
    found = count_regions(network, xlim, ylim)
    ax = axes_or_new(ax, width, 0.92 * width)
    tidy(ax, "x1", "x2", grid=False)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    for place, corners in enumerate(polygons):
        ax.fill(*corners.T, facecolor=PALES[place % len(PALES)], edgecolor=INK, linewidth=1.0, alpha=0.75)
    ax.set_xlim(*xlim)
    ax.set_ylim(*ylim)
    ax.set_aspect("equal")
    ax.spines[["left", "bottom"]].set_color(MUTED)
    ax.set_title(_count(found, "region"), fontsize=11, color=INK)
    ranges = ", ".join(
        f"{name} from {number(a)} to {number(b)}" for name, (a, b) in zip(("x1", "x2"), (xlim, ylim), strict=True)
    )
    set_alt_text(ax, f"{ranges}, cut into {_count(len(polygons), 'polygon')}; {_count(found, 'linear region')}.")
    return ax


def _count(n, what) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"
