"""Softmax as bars: how one whole is shared among several numbers."""

import numpy as np

from nnlib.activations import softmax
from nnlib.arrays import as_floats
from nnlib.ledger import number
from nnlib.plots.figures import INK, POSITIVE, axes_or_new, set_alt_text, tidy

MOST_BARS = 12


def shares(z, names=None, ax=None):
    """Draw the shares that softmax gives to the numbers in z.

    Parameters
    ----------
    z : array_like of shape (n,)
        At most 12 numbers.
    names : list of str, optional
        One for each number.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Raises
    ------
    ValueError, TypeError
        If z is not a short list of finite numbers, or names do not match.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(shares([2, 1, 0]))
    'Shares of 1 by softmax: z = 2 gets 0.665, z = 1 gets 0.245, z = 0 gets 0.090.'
    """
    z = as_floats(z, "z of shares")
    if z.ndim != 1 or not 0 < z.size <= MOST_BARS or not np.isfinite(z).all():
        raise ValueError(f"shares expected 1 to {MOST_BARS} finite numbers, got shape {z.shape}. Pass some of them.")
    names = [""] * z.size if names is None else list(names)
    if len(names) != z.size:
        raise ValueError(f"shares expected one name for each of {z.size} numbers, got {len(names)}.")
    labels = [f"{name}\nz = {number(value)}".strip() for name, value in zip(names, z, strict=True)]
    parts = softmax(z.astype(float))
    ax = axes_or_new(ax, max(3.2, 1.0 + 0.9 * z.size), 3.0)
    tidy(ax, "", "share")
    ax.grid(axis="x", visible=False)
    ax.bar(range(z.size), parts, width=0.7, color=POSITIVE, zorder=2)
    for place, part in enumerate(parts):
        ax.annotate(f"{part:.3f}", (place, part), (0, 3), textcoords="offset points", ha="center", color=INK)
    ax.set_xticks(range(z.size), labels=labels)
    ax.set_ylim(0, 1.08)
    words = [
        f"{label.replace(chr(10), ', ')} gets {part:.3f}" for label, part in zip(labels, parts.tolist(), strict=True)
    ]
    set_alt_text(ax, f"Shares of 1 by softmax: {', '.join(words)}.")
    return ax
