"""A network of one input that is folded by its hidden layers: where its one cut shows on the line."""

import numpy as np

from nnlib.ledger import number
from nnlib.network import MLP
from nnlib.plots.figures import INK, MUTED, NEGATIVE, POSITIVE, axes_or_new, set_alt_text, tidy
from nnlib.regions import breakpoints


def cuts_on_line(network, lo, hi, ax=None):
    """Draw z of the last neuron over the one input, with its kinks, and mark where it passes through 0.

    Parameters
    ----------
    network : MLP or list of (W, b, activation)
        With one input and one output; the last bend is left out. Hidden bends: identity, relu, leaky_relu.
    lo, hi : float
        The range of the input.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Raises
    ------
    ValueError, TypeError
        If there is more than one input or output, or a hidden bend is curved.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(cuts_on_line([([[1], [-1]], [0, 0], "relu"), ([[1, 1]], [-1], "identity")], -2, 3))
    'z of the last neuron against x from −2 to 3: 1 kink, at x = 0. It passes through 0 2 times, at x = −1, 1.'
    """
    rows = (network if isinstance(network, MLP) else MLP.from_data(network)).as_data()
    if len(rows[-1][1]) != 1:
        raise ValueError(f"cuts_on_line draws a network with one output, got one with {len(rows[-1][1])}.")
    straight = MLP.from_data([*rows[:-1], (*rows[-1][:2], "identity")])
    kinks = breakpoints(straight, lo, hi)
    x = np.concatenate([[lo], kinks, [hi]])
    z = straight(x[:, None])[:, 0]
    zeros = _zeros(x, z)
    ax = axes_or_new(ax, 7.0, 3.2)
    tidy(ax, "x", "z of the last neuron")
    ax.axhline(0, color=NEGATIVE, linewidth=1.6, linestyle="--", label="the cut, z = 0")
    ax.plot(x, z, color=INK, linewidth=2, label="z")
    ax.plot(kinks, z[1:-1], "o", color="white", markeredgecolor=MUTED, markersize=6, label="kinks")
    ax.plot(zeros, np.zeros(len(zeros)), "s", color=POSITIVE, markersize=8, label="copies of the cut", zorder=4)
    ax.legend(fontsize=8.5, frameon=False, ncols=4, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    set_alt_text(ax, _in_words(lo, hi, kinks, zeros))
    return ax


def _zeros(x, z):
    """Return where the straight pieces between neighbours pass through 0."""
    passes = (z[:-1] > 0) != (z[1:] > 0)
    left, right, z_left, z_right = x[:-1][passes], x[1:][passes], z[:-1][passes], z[1:][passes]
    return left + (right - left) * z_left / (z_left - z_right)


def _in_words(lo, hi, kinks, zeros) -> str:
    text = f"z of the last neuron against x from {number(lo)} to {number(hi)}: {_count(kinks, 'kink')}."
    if not len(zeros):
        return f"{text} It never passes through 0."
    return f"{text} It passes through 0 {_count(zeros, 'time')}."


def _count(places, what) -> str:
    if not len(places):
        return f"no {what}"
    listed = ", ".join(number(round(float(place), 4)) for place in places)
    return f"{len(places)} {what}{'' if len(places) == 1 else 's'}, at x = {listed}"
