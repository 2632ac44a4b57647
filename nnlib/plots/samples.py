"""Which neurons of a ReLU layer let anything through: their pre-activations, one column of dots a neuron."""

import numpy as np

from nnlib.arrays import as_floats
from nnlib.plots.figures import INK, MUTED, NEGATIVE, POSITIVE, axes_or_new, set_alt_text, tidy

MOST_NEURONS = 12
LABEL = {"ha": "right", "va": "bottom", "color": MUTED, "size": 9}
GOLDEN = 0.618  # steps of this size, wrapped into [0, 1), never come close to where they have been


def firing(Z, names=None, ax=None):
    """Draw the pre-activations of a layer's neurons on many samples, and the line z = 0 above which a ReLU fires.

    Parameters
    ----------
    Z : array_like of shape (n_samples, neurons)
        Pre-activations; at most 12 neurons.
    names : list of str, optional
        What to call the neurons; "neuron 1" and so on by default.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Raises
    ------
    ValueError, TypeError
        If Z is not a table of finite numbers, has no samples or too many neurons, or names do not match.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(firing([[0.5, -1.0], [-2.0, -0.1]]))
    'z of 2 neurons on 2 samples. neuron 1: above 0 on 1 of 2, largest 0.5. neuron 2: above 0 on 0 of 2, largest −0.1.'
    """
    Z = as_floats(Z, "Z")
    if Z.ndim != 2 or Z.size == 0 or Z.shape[1] > MOST_NEURONS or not np.isfinite(Z).all():
        raise ValueError(
            f"firing expected finite numbers of shape (n_samples, neurons), with 1 to {MOST_NEURONS} neurons, "
            f"got shape {Z.shape}. Pass some of the columns."
        )
    names = [f"neuron {place}" for place in range(1, Z.shape[1] + 1)] if names is None else list(names)
    if len(names) != Z.shape[1]:
        raise ValueError(f"firing expected one name for each of {Z.shape[1]} neurons, got {len(names)}.")
    ax = axes_or_new(ax, max(4.0, 1.2 + 1.3 * len(names)), 3.6)
    tidy(ax, "", "pre-activation z")
    ax.axhspan(0, max(1.0, 1.1 * Z.max()), color=POSITIVE, alpha=0.08, linewidth=0)
    ax.axhline(0, color=INK, linewidth=1.4)
    across = 0.6 * (np.arange(len(Z)) * GOLDEN % 1.0 - 0.5)
    for place, column in enumerate(Z.T):
        fires = column > 0
        ax.scatter(place + across[fires], column[fires], s=14, marker="s", color=POSITIVE, linewidths=0)
        ax.scatter(place + across[~fires], column[~fires], s=14, marker="o", facecolors="none", edgecolors=NEGATIVE)
    counts = [f"{name}\nfires on {(column > 0).sum()}" for name, column in zip(names, Z.T, strict=True)]
    ax.set_xticks(range(len(names)), labels=counts)
    ax.set_xlim(-0.6, len(names) - 0.4)
    ax.grid(axis="x", visible=False)
    ax.annotate("fires", (1, 0), (-4, 4), xycoords=("axes fraction", "data"), textcoords="offset points", **LABEL)
    set_alt_text(ax, " ".join([f"z of {len(names)} neurons on {len(Z)} samples.", *map(_in_words, names, Z.T)]))
    return ax


def _in_words(name, column) -> str:
    largest = f"{column.max():.3g}".replace("-", "−")
    return f"{name}: above 0 on {(column > 0).sum()} of {len(column)}, largest {largest}."
