"""What many tries gave: errors against size, counts beside their bound, runs from several seeds."""

import numpy as np

from nnlib.arrays import as_floats
from nnlib.plots.curves import COLORS, MARKERS, STYLES
from nnlib.plots.figures import INK, MUTED, NEGATIVE, PALE_NEGATIVE, POSITIVE, axes_or_new, set_alt_text, tidy

HALF = 0.13  # how far the dots of one row are spread, so that equal ones can be told apart


def error_law(neurons, errors, ax=None):
    """Draw errors against the number of neurons, both on logarithmic scales, where a power law is a straight line.

    Parameters
    ----------
    neurons : array_like of shape (n,)
    errors : dict
        Name → the errors, shape (n,).
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text that tells by how much each error falls when the neurons double; see `alt_text`.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(error_law([10, 20], {"bound": [0.4, 0.1]}))[-63:]
    'bound: from 0.4 to 0.1, divided by 4.0 when the neurons double.'
    """
    neurons = as_floats(neurons, "neurons")
    ax = axes_or_new(ax, 5.2, 3.3)
    tidy(ax, "ReLUs in the hidden layer", "largest error")
    sentences = []
    for place, (name, values) in enumerate(errors.items()):
        values = as_floats(values, name)
        # each is drawn narrower than the one below it: a bound and what it bounds may lie on one another
        look = {"color": COLORS[place], "marker": MARKERS[place], "linestyle": STYLES[place]}
        wide = 4.0 / (place + 1)
        ax.loglog(neurons, values, label=name, linewidth=wide, markersize=5 + 1.5 * wide, **look)
        falls = np.polyfit(np.log2(neurons), np.log2(values), 1)[0]
        sentences.append(
            f"{name}: from {values[0]:.3g} to {values[-1]:.3g}, divided by {2**-falls:.1f} when the neurons double."
        )
    ax.legend(fontsize=9, frameon=False)
    ends = f"from {neurons[0]:g} to {neurons[-1]:g}"
    set_alt_text(ax, " ".join([f"Largest error against neurons {ends}, both scales logarithmic.", *sentences]))
    return ax


def possible_and_typical(names, possible, typical, ax=None):
    """Draw for each network how many pieces it can have, and how many random ones had on average, as pairs of bars.

    Parameters
    ----------
    names : list of str
    possible, typical : array_like of shape (n,)
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(possible_and_typical(["1 × 64"], [65], [65.0]))
    'Pieces on a logarithmic scale. 1 × 64: 65 possible, 65.0 typical.'
    """
    possible, typical = as_floats(possible, "possible"), as_floats(typical, "typical")
    ax = axes_or_new(ax, 5.8, 2.2 + 0.25 * len(names))
    tidy(ax, "straight pieces", "")
    rows = np.arange(len(names))
    ax.barh(rows - 0.2, possible, 0.36, color=PALE_NEGATIVE, edgecolor=NEGATIVE, hatch="//", label="possible")
    ax.barh(rows + 0.2, typical, 0.36, color=POSITIVE, label="typical")
    for row, most, usual in zip(rows, possible, typical, strict=True):
        ax.text(most * 1.15, row - 0.2, f"{most:,.0f}", va="center", fontsize=9, color=INK)
        ax.text(usual * 1.15, row + 0.2, f"{usual:.1f}", va="center", fontsize=9, color=INK)
    ax.set_xscale("log")
    ax.set_xlim(1, possible.max() * 12)
    ax.set_yticks(rows, names)
    ax.invert_yaxis()
    ax.legend(fontsize=9, frameon=False, ncols=2, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    each = (f"{n}: {p:,.0f} possible, {t:.1f} typical." for n, p, t in zip(names, possible, typical, strict=True))
    set_alt_text(ax, " ".join(["Pieces on a logarithmic scale.", *each]))
    return ax


def runs(errors, good, ax=None):
    """Draw the error of every run as a dot, a row for each network, with the line that a good run stays below.

    Parameters
    ----------
    errors : dict
        Name → the errors of its runs.
    good : float
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(runs({"wide": [0.02, 0.3, 0.05]}, good=0.1))
    'Largest error of each run. wide: 2 of 3 below 0.1, best 0.020, median 0.050, worst 0.300.'
    """
    ax = axes_or_new(ax, 6.0, 1.9 + 0.45 * len(errors))
    tidy(ax, "largest error after training", "")
    sentences = []
    for row, (name, values) in enumerate(errors.items()):
        values = np.sort(as_floats(values, name))
        height = row + np.linspace(-HALF, HALF, len(values))
        ax.plot(values, height, MARKERS[row], color=COLORS[row], markersize=7, alpha=0.85, markeredgecolor="white")
        label = "median" if row == 0 else None
        ax.plot([np.median(values)] * 2, [row - 0.3, row + 0.3], color=INK, linewidth=2, label=label)
        sentences.append(
            f"{name}: {np.sum(values < good)} of {len(values)} below {good:g}, best {values[0]:.3f}, "
            f"median {np.median(values):.3f}, worst {values[-1]:.3f}."
        )
    ax.axvline(good, color=MUTED, linestyle="--", linewidth=1.2, label=f"{good:g}: good on the left of it")
    ax.set_yticks(range(len(errors)), errors)
    ax.set_ylim(len(errors) - 0.5, -0.5)
    ax.set_xlim(left=0)
    ax.legend(fontsize=9, frameon=False, ncols=2, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    set_alt_text(ax, " ".join(["Largest error of each run.", *sentences]))
    return ax
