"""The slope of a bend: by a nudge of z, and as a curve of its own."""

import numpy as np
from matplotlib.figure import Figure

from nnlib.activations import activation_name, get_activation, slope
from nnlib.ledger import number
from nnlib.plots.curves import COLORS, MARKERS, STYLES, activation_curves
from nnlib.plots.figures import GRID, INK, MUTED, NEGATIVE, POSITIVE, axes_or_new, set_alt_text, tidy

JUMP = 0.05  # two neighbouring slopes further apart than this are the two sides of a corner


def nudge(activation, z, size=1.0, xlim=(-4, 4), ax=None):
    """Draw a bend, a nudge of z to both sides, and how far the output moves.

    Parameters
    ----------
    activation : str or callable
        A name in `nnlib.activations.ACTIVATIONS`, or a function of z.
    z : float
        Where to nudge.
    size : float
        How far to each side, above 0.
    xlim : (float, float)
        The range of z.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Raises
    ------
    ValueError
        If the size is not above 0, or the bend is unknown.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(nudge("relu", 2.0)).split(". ")[1]
    'Between z = 1 and z = 3 the output goes from 1 to 3: 2 / 2 = 1.'
    """
    if not size > 0:
        raise ValueError(f"nudge expected a size above 0, got {size!r}. Pass 0.5, say.")
    function = get_activation(activation)
    ends = np.array([z - size, z + size], dtype=float)
    outputs = np.array([float(a) for a in function(ends)])
    change, width = outputs[1] - outputs[0], 2 * size
    quotient = f"{_short(change)} / {number(width)} = {_short(change / width)}"
    ax = axes_or_new(ax, 4.1, 3.2)  # two fit side by side in a notebook
    tidy(ax, "pre-activation z", "output a")
    line = np.linspace(*map(float, xlim), 801)
    ax.plot(line, function(line), color=MUTED, linewidth=2.2)
    _draw_step(ax, ends, outputs)
    ax.set_xlim(*map(float, xlim))
    ax.margins(y=0.12)
    ax.set_title(quotient, color=INK, size=11)
    sentences = [
        f"{activation_name(function)} from z = {number(xlim[0])} to {number(xlim[1])}.",
        f"Between z = {number(ends[0])} and z = {number(ends[1])} the output goes from {_short(outputs[0])} to "
        f"{_short(outputs[1])}: {quotient}.",
    ]
    set_alt_text(ax, " ".join(sentences))
    return ax


def _draw_step(ax, ends, outputs):
    """Draw how far z goes, how far the output goes, and the straight line between both points."""
    low, high = outputs
    ax.plot(ends, [low, low], color=POSITIVE, linewidth=2.4)
    ax.plot([ends[1]] * 2, [low, high], color=NEGATIVE, linewidth=2.4, linestyle=(0, (4, 1.5)))
    ax.plot(ends, [low, high], color=INK, linewidth=1.2, marker="o", markersize=6)
    words = {"textcoords": "offset points", "va": "center", "color": INK}
    ax.annotate(number(ends[1] - ends[0]), (ends.mean(), low), (0, -9), ha="center", **words)
    ax.annotate(_short(high - low), (ends[1], (low + high) / 2), (6, 0), ha="left", **words)


def slope_curves(names, at=None, xlim=(-4, 4), ax=None):
    """Draw the slopes of one or several bends over z, and where given, the points at which they are read.

    Parameters
    ----------
    names : str or list of str
        Names in `nnlib.activations.SLOPES`.
    at : float or list of float, optional
        Pre-activations to mark on each curve.
    xlim : (float, float)
        The range of z.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Raises
    ------
    ValueError
        If the slope of a bend is not known.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(slope_curves("sigmoid"))
    'Slope against z from −4 to 4. sigmoid: at most 0.25 at z = 0, at least 0.0177 at z = −4.'
    """
    names = [names] if isinstance(names, str) else list(names)
    slopes = [slope(name) for name in names]
    marks = [] if at is None else np.atleast_1d(np.asarray(at, dtype=float)).tolist()
    ax = axes_or_new(ax)
    tidy(ax, "pre-activation z", "slope of the bend")
    ax.axhline(0, color=MUTED, linewidth=0.8)
    ax.axvline(0, color=MUTED, linewidth=0.8)
    z = np.linspace(*map(float, xlim), 801)
    sentences = []
    for index, (name, function) in enumerate(zip(names, slopes, strict=True)):
        values, heights = np.array(function(z), dtype=float), [float(function(mark)) for mark in marks]
        color, style = COLORS[index % len(COLORS)], STYLES[index % len(STYLES)]
        ax.plot(z, _torn_at_corners(values), color=color, linestyle=style, linewidth=2.2, label=name)
        look = {"marker": MARKERS[index % len(MARKERS)], "markersize": 8, "markeredgecolor": "white"}
        ax.plot(marks, heights, color=color, linestyle="none", zorder=4, **look)
        readings = [f"{_short(height)} at z = {number(mark)}" for mark, height in zip(marks, heights, strict=True)]
        sentences.append(", ".join([f"{name}: {_in_words(z, values)}", *readings]) + ".")
    ax.set_xlim(*map(float, xlim))
    ax.legend(frameon=True, framealpha=0.9, edgecolor=GRID, fontsize=9, labelcolor=INK)
    set_alt_text(ax, " ".join([f"Slope against z from {number(xlim[0])} to {number(xlim[1])}.", *sentences]))
    return ax


def bends_and_slopes(names, xlim=(-4, 4)):
    """Draw bends on the left and their slopes on the right, in one figure.

    Parameters
    ----------
    names : str or list of str
        Names in `nnlib.activations.SLOPES`.
    xlim : (float, float)
        The range of z.

    Returns
    -------
    tuple of two matplotlib Axes
        Of `activation_curves` and of `slope_curves`, each with its alt text.

    Raises
    ------
    ValueError
        If the slope of a bend is not known.

    Examples
    --------
    >>> bends, slopes = bends_and_slopes(["relu", "gelu"])
    >>> bends.get_ylabel(), slopes.get_ylabel()
    ('output a', 'slope of the bend')
    """
    left, right = Figure(figsize=(8.4, 3.2), dpi=100, facecolor="white", layout="constrained").subplots(1, 2)
    return activation_curves(names, xlim=xlim, ax=left), slope_curves(names, xlim=xlim, ax=right)


def _torn_at_corners(values):
    """Leave a gap where the slope jumps: no slope lies in between."""
    torn = values.copy()
    torn[np.flatnonzero(np.abs(np.diff(values)) > JUMP)] = np.nan
    return torn


def _in_words(z, values) -> str:
    levels = np.unique(values)
    if levels.size == 1:
        return f"{_short(levels[0])} everywhere"
    if levels.size == 2:
        corner = z[np.argmax(np.abs(np.diff(values)) > JUMP)]
        return f"{_short(values[0])} below z = {number(round(corner, 1))} and {_short(values[-1])} above it"
    top, bottom = int(np.argmax(values)), int(np.argmin(values))
    highest = f"at most {_short(values[top])} at z = {_place(z[top])}"
    return f"{highest}, at least {_short(values[bottom])} at z = {_place(z[bottom])}"


def _place(z) -> str:
    return number(round(float(z), 2))


def _short(value) -> str:
    """Write a number with three significant digits, or four decimals where it is small."""
    value = float(value)
    return number(float(f"{value:.3g}")) if abs(value) >= 1e-4 or value == 0 else f"{value:.1e}".replace("-", "−")
