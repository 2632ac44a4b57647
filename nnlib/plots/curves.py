"""The bends as curves over the pre-activation z."""

import numpy as np

from nnlib.activations import activation_name, get_activation, softmax, step
from nnlib.ledger import number
from nnlib.plots.figures import GRID, INK, MUTED, axes_or_new, set_alt_text, tidy

COLORS = ("#0072B2", "#D55E00", "#009E73", "#AA4499", "#1F2328", "#B07A00", "#56B4E9")
STYLES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)))
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
FLAT = 5e-4  # closer than this, two outputs look equal and count as equal in words


def activation_curves(names, at=None, xlim=(-4, 4), ax=None):
    """Draw one or several bends, and where given, the points at which they are read.

    Parameters
    ----------
    names : str, callable, or list of these
        Names in `nnlib.activations.ACTIVATIONS`, or functions of z.
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
        If a name is unknown or is softmax, which is no function of a single z.

    Examples
    --------
    >>> ax = activation_curves(["sigmoid", "tanh"], at=0.5)
    >>> [line.get_label() for line in ax.get_legend().get_texts()] and ax.get_xlim()
    (np.float64(-4.0), np.float64(4.0))
    """
    names = [names] if isinstance(names, str) or callable(names) else list(names)
    functions = [get_activation(name) for name in names]
    if softmax in functions:
        raise ValueError("softmax has no curve: it looks at several numbers at once. Leave it out.")
    marks = [] if at is None else np.atleast_1d(np.asarray(at, dtype=float)).tolist()
    ax = axes_or_new(ax)
    tidy(ax, "pre-activation z", "output a")
    ax.axhline(0, color=MUTED, linewidth=0.8)
    ax.axvline(0, color=MUTED, linewidth=0.8)
    sentences = []
    for index, function in enumerate(functions):
        _draw(ax, index, function, xlim, marks)
        sentences.append(_in_words(function, xlim, marks))
    for mark in marks:
        ax.axvline(mark, color=MUTED, linewidth=1.0, linestyle=":")
    ax.set_xlim(*map(float, xlim))
    if functions:
        ax.legend(frameon=True, framealpha=0.9, edgecolor=GRID, fontsize=9, labelcolor=INK)
    set_alt_text(ax, " ".join([f"Output a against z from {number(xlim[0])} to {number(xlim[1])}.", *sentences]))
    return ax


def _draw(ax, index, function, xlim, marks):
    z, a = _sampled(function, xlim)
    if function is step:
        a[np.argmax(z > 0) - 1] = np.nan  # a gap at the jump: no output lies in between
    color = COLORS[index % len(COLORS)]
    style = STYLES[index % len(STYLES)]
    ax.plot(z, a, color=color, linestyle=style, linewidth=2.2, label=activation_name(function))
    marker = MARKERS[index % len(MARKERS)]
    heights = [float(function(mark)) for mark in marks]
    ax.plot(
        marks, heights, color=color, marker=marker, markersize=8, linestyle="none", markeredgecolor="white", zorder=4
    )


def _sampled(function, xlim):
    z = np.linspace(*map(float, xlim), 801)
    return z, np.array(function(z), dtype=float)


def _in_words(function, xlim, marks) -> str:
    z, a = _sampled(function, xlim)
    sentence = f"{activation_name(function)} {_shape(z, a)}"
    values = [f"{_two(float(function(mark)))} at z = {number(mark)}" for mark in marks]
    if not values and xlim[0] < 0 < xlim[1] and "z = 0" not in sentence:
        values = [f"{_two(float(function(0.0)))} at z = 0"]
    return ", ".join([sentence, *values]) + "."


def _shape(z, a) -> str:
    """Say where a curve starts, turns and ends."""
    if not np.isfinite(a).all():
        return "is not a finite number everywhere"
    first, last, low = a[0], a[-1], int(np.argmin(a))
    if a.max() - a.min() < FLAT:
        return f"stays at {_two(first)}"
    if np.unique(a).size == 2 and first < last:
        return f"is {_two(first)} up to z = {number(round(z[np.argmax(a)], 1))} and {_two(last)} beyond it"
    until = z[np.argmax(np.abs(a - first) > FLAT)]
    if (np.diff(a) >= -1e-12).all() and until - z[0] > 0.25 * (z[-1] - z[0]) and np.ptp(a[z < until - 0.1]) == 0:
        return f"is {_two(first)} up to z = {number(round(until, 1))}, then rises to {_two(last)}"
    if (np.diff(a) >= -1e-12).all():
        return f"rises from {_two(first)} to {_two(last)}"
    if (np.diff(a) <= 1e-12).all():
        return f"falls from {_two(first)} to {_two(last)}"
    if 0 < low < len(a) - 1 and (np.diff(a[: low + 1]) <= 1e-12).all() and (np.diff(a[low:]) >= -1e-12).all():
        return f"falls from {_two(first)} to {_two(a[low])} at z = {_two(z[low])}, then rises to {_two(last)}"
    return f"runs from {_two(first)} to {_two(last)}, between {_two(a.min())} and {_two(a.max())}"


def _two(value) -> str:
    text = f"{value:.2f}"
    return (text.lstrip("-") if float(text) == 0 else text).replace("-", "−")
