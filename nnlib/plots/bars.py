"""The weighted sum of one neuron as bars, each starting where the one before ended."""

from nnlib.ledger import checked_terms, number
from nnlib.plots.figures import INK, MUTED, NEGATIVE, POSITIVE, axes_or_new, set_alt_text, tidy

MOST_BARS = 16
ROUNDING = 1e-12


def contributions(x, w, b, ax=None):
    """Draw each ``w_i·x_i`` and the bias as a bar upon the one before, up to the pre-activation z.

    Parameters
    ----------
    x, w : array_like of shape (d,)
        The inputs and their weights, at most 16.
    b : float
        The bias.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Raises
    ------
    ValueError, TypeError
        If x and w are not two lists of numbers of equal length, or too long to draw.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(contributions([2, 3], [0.5, -0.2], 0.1))
    'Bars from 0: 0.5 × 2 adds 1, −0.2 × 3 takes away 0.6, the bias adds 0.1. They end at z = 0.5.'
    """
    x, w, b = checked_terms(x, w, b)
    if len(x) > MOST_BARS:
        raise ValueError(f"contributions draws at most {MOST_BARS} inputs, got {len(x)}. Pass some of them.")
    names = [f"{number(weight)} × {number(value)}" for value, weight in zip(x, w, strict=True)] + ["the bias"]
    heights = [*(w * x).tolist(), b]
    ax = axes_or_new(ax, max(4.5, 1.3 + 0.95 * (len(heights) + 1)), 3.4)
    tidy(ax, "", "running sum")
    ax.grid(axis="x", visible=False)
    ax.axhline(0, color=INK, linewidth=1.0)
    total = 0.0
    for place, height in enumerate(heights):
        ax.plot([place - 0.36, place + 1.36], [total + height] * 2, color=MUTED, linewidth=1.0, linestyle=":")
        _bar(ax, place, total, height, POSITIVE if height >= 0 else NEGATIVE)
        total += height
    z = float(x @ w + b)
    if abs(z) < ROUNDING * sum(map(abs, heights)):
        z = 0.0  # what rounding leaves of terms that cancel is too small to draw, and would only puzzle as a number
    _bar(ax, len(heights), 0.0, z, INK)
    ax.set_xticks(range(len(heights) + 1), labels=[*names[:-1], "bias", "z"])
    ax.use_sticky_edges = False  # the labels of the longest bars need room above and below
    ax.margins(y=0.14)
    changes = [f"{name} {_change(height)}" for name, height in zip(names, heights, strict=True)]
    set_alt_text(ax, f"Bars from 0: {', '.join(changes)}. They end at z = {number(z)}.")
    return ax


def _bar(ax, place, start, height, color):
    hatch, edge = ("///", "white") if color == NEGATIVE else (None, color)  # a bar of height 0 shows as a line
    ax.bar(place, height, bottom=start, width=0.72, color=color, edgecolor=edge, linewidth=0.8, hatch=hatch, zorder=2)
    end, up = start + height, height >= 0
    text = number(height) if color == INK or height < 0 else f"+{number(height)}"
    offset = (0, 4 if up else -4)
    ax.annotate(
        text, (place, end), offset, textcoords="offset points", ha="center", va="bottom" if up else "top", color=INK
    )


def _change(height) -> str:
    return f"adds {number(height)}" if height >= 0 else f"takes away {number(-height)}"
