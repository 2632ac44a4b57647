"""The bell curve, and the share of it that lies below a number."""

import numpy as np

from nnlib.activations import erf
from nnlib.ledger import number
from nnlib.plots.figures import INK, MUTED, POSITIVE, axes_or_new, set_alt_text, tidy

LIMIT = 3.5  # beyond it, less than a thousandth of the area is left


def share_below(z, ax=None):
    """Draw the bell curve with spread 1 around 0, its area left of z shaded, and how much of the whole that is.

    Parameters
    ----------
    z : float
        Between -3.5 and 3.5.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Raises
    ------
    ValueError
        If z lies outside the picture.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(share_below(1))
    'The bell curve around 0. Shaded is its area left of z = 1: 0.8413 of the whole.'
    """
    z = float(z)
    if not -LIMIT <= z <= LIMIT:
        raise ValueError(f"share_below expected z between {-LIMIT} and {LIMIT}, got {z}. Pass 1, say.")
    share = float(1 + erf(z / np.sqrt(2))) / 2
    line = np.linspace(-LIMIT, LIMIT, 401)
    below = np.append(line[line < z], z)
    ax = axes_or_new(ax, 4.1, 2.6)  # two fit side by side in a notebook
    tidy(ax, "", "")
    ax.fill_between(below, _height(below), color=POSITIVE, alpha=0.3, linewidth=0)
    ax.plot(line, _height(line), color=MUTED, linewidth=2.2)
    ax.plot([z, z], [0, _height(z)], color=INK, linewidth=1.4)
    ax.set_xlim(-LIMIT, LIMIT)
    ax.set_ylim(0, 0.44)
    ax.set_yticks([])
    ax.set_title(f"Φ({number(z)}) = {share:.4f}", color=INK, size=11)
    set_alt_text(ax, f"The bell curve around 0. Shaded is its area left of z = {number(z)}: {share:.4f} of the whole.")
    return ax


def _height(z):
    return np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
