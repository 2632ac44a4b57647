"""One neuron with two inputs on the plane of its inputs: where it fires, where it is silent."""

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.ticker import MaxNLocator

from nnlib.arrays import as_floats
from nnlib.ledger import number
from nnlib.plots.figures import INK, NEGATIVE, PALE_NEGATIVE, PALE_POSITIVE, POSITIVE, axes_or_new, set_alt_text, tidy

GRID_POINTS = 161


def decision_boundary(neuron, points=None, labels=None, xlim=(-3, 3), ylim=(-3, 3), arrow=True, ax=None):
    """Draw the line ``w·x + b = 0`` of a neuron with two inputs, both its sides, and the arrow w.

    Blue is the firing side, z > 0, orange the silent one; the colour is the stronger, the more the output differs
    from the output on the line. Where the bend is graded, thin lines join inputs of equal output.

    Parameters
    ----------
    neuron : Neuron
        With two weights.
    points : array_like of shape (n, 2), optional
        Inputs to mark.
    labels : array_like of shape (n,), optional
        1 for a point on which the neuron ought to fire (a filled square), 0 for the others (an open circle).
        Without labels the marks tell what the neuron does.
    xlim, ylim : (float, float)
        The ranges of x1 and x2.
    arrow : bool
        Whether to draw w.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Raises
    ------
    ValueError
        If the neuron has not two weights, or points and labels do not fit.

    Examples
    --------
    >>> from nnlib import Neuron
    >>> from nnlib.plots import alt_text
    >>> ax = decision_boundary(Neuron([1, -2], 0.5, "step"), points=[(2, 1), (0, 1)])
    >>> alt_text(ax).split("; ")[1]
    'it fires below the line, where w points. 1 of 2 points on the firing side.'
    """
    if neuron.weights.size != 2:
        raise ValueError(f"decision_boundary draws a neuron with 2 weights, got one with {neuron.weights.size}.")
    points, labels = _checked(points, labels)
    ax = axes_or_new(ax, 4.0, 3.8)  # two fit side by side in a notebook
    tidy(ax, "x1", "x2", grid=False)
    _shade(ax, neuron, xlim, ylim)
    _line_and_arrow(ax, neuron, xlim, ylim, arrow)
    if points is not None:
        _mark(ax, points, neuron.pre_activation(points) > 0 if labels is None else labels == 1)
    ax.set_xlim(*map(float, xlim))
    ax.set_ylim(*map(float, ylim))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    ax.set_aspect("equal")  # or w would not look perpendicular to the line
    set_alt_text(ax, _in_words(neuron, points, labels, xlim, ylim))
    return ax


def _checked(points, labels):
    if points is None:
        if labels is not None:
            raise ValueError("labels need points to belong to, got labels alone. Pass points of shape (n, 2) as well.")
        return None, None
    points = as_floats(points, "points").reshape(-1, 2) if np.size(points) == 0 else as_floats(points, "points")
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must have shape (n, 2), one row (x1, x2) a point, got shape {points.shape}.")
    if labels is None:
        return points, None
    labels = as_floats(labels, "labels")
    if labels.shape != (len(points),) or not np.isin(labels, (0, 1)).all():
        raise ValueError(f"labels must be 0 or 1, one for each of the {len(points)} points, got shape {labels.shape}.")
    return points, labels


def _shade(ax, neuron, xlim, ylim):
    """Colour both sides, and join equal outputs of a graded bend by lines."""
    x1, x2 = np.meshgrid(np.linspace(*xlim, GRID_POINTS), np.linspace(*ylim, GRID_POINTS))
    inputs = np.stack([x1, x2], axis=-1)
    fires = neuron.pre_activation(inputs) > 0
    outputs = np.asarray(neuron(inputs), dtype=float)
    on_line = float(neuron.activation(0.0))
    change = np.abs(outputs - on_line)
    graded = np.unique(outputs).size > 2
    strength = 0.3 + 0.7 * change / (change.max() or 1.0) if graded else np.ones_like(change)
    color = np.where(fires[..., None], to_rgb(PALE_POSITIVE), to_rgb(PALE_NEGATIVE))
    ax.imshow(
        1 - (1 - color) * (0.85 * strength)[..., None],
        extent=(*xlim, *ylim),
        origin="lower",
        interpolation="nearest",
        zorder=0,
    )
    if graded:  # a step has no outputs in between
        levels = MaxNLocator(5).tick_values(outputs.min(), outputs.max())
        inside = [  # the level on the line has its line already
            level for level in levels if outputs.min() < level < outputs.max() and abs(level - on_line) > 1e-9
        ]
        lines = ax.contour(x1, x2, outputs, levels=inside, colors=INK, linewidths=0.7, linestyles=":", alpha=0.8)
        for label in ax.clabel(lines, fmt=number, fontsize=8):
            if not _well_inside(label.get_position(), xlim, ylim):
                label.remove()  # it would be cut off at the edge


def _well_inside(point, *ranges):
    """Tell whether each coordinate keeps a tenth of its range away from both ends."""
    return all(0.1 < (value - low) / (high - low) < 0.9 for value, (low, high) in zip(point, ranges, strict=True))


def _line_and_arrow(ax, neuron, xlim, ylim, arrow):
    w, b = neuron.weights, neuron.bias
    length = np.linalg.norm(w)
    if length == 0:
        return
    center = np.array([np.mean(xlim), np.mean(ylim)])
    foot = center - (w @ center + b) / length**2 * w  # the point of the line that is nearest to the centre
    span = np.ptp(xlim) + np.ptp(ylim)
    along = np.array([-w[1], w[0]]) / length
    ends = np.array([foot - span * along, foot + span * along])
    ax.plot(*ends.T, color=INK, linewidth=2.2, label="w·x + b = 0")
    if not (arrow and xlim[0] <= foot[0] <= xlim[1] and ylim[0] <= foot[1] <= ylim[1]):
        return
    reach = min(length, 0.3 * min(np.ptp(xlim), np.ptp(ylim)))  # a long w is drawn shorter, in its own direction
    tip = foot + reach * w / length
    arrow = {"arrowstyle": "-|>", "color": INK, "linewidth": 1.8, "mutation_scale": 16, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", xy=tip, xytext=foot, arrowprops=arrow, zorder=3, annotation_clip=False)
    ax.annotate("w", xy=tip, xytext=9 * w / length, textcoords="offset points", ha="center", va="center", color=INK)


def _mark(ax, points, blue):
    ax.scatter(*points[blue].T, s=70, marker="s", color=POSITIVE, edgecolors="white", linewidths=1.2, zorder=4)
    ax.scatter(*points[~blue].T, s=70, marker="o", facecolors="white", edgecolors=NEGATIVE, linewidths=2.2, zorder=4)


def _in_words(neuron, points, labels, xlim, ylim) -> str:
    box = f"Inputs x1 from {number(xlim[0])} to {number(xlim[1])} and x2 from {number(ylim[0])} to {number(ylim[1])}."
    who = f"A {neuron.activation_name} neuron with w = ({number(neuron.weights[0])}, {number(neuron.weights[1])})"
    sentences = [box, f"{who} and b = {number(neuron.bias)} {_boundary(neuron)}."]
    if neuron.weights.any() and not _crosses(neuron, xlim, ylim):
        sentences.append("The line lies outside the picture.")
    if points is not None:
        fires = neuron.pre_activation(points) > 0
        sentences.append(f"{fires.sum()} of {len(points)} points on the firing side.")
        if labels is not None:
            sentences.append(f"{(fires == (labels == 1)).sum()} of {len(points)} points as their labels ask.")
    return " ".join(sentences)


def _crosses(neuron, xlim, ylim) -> bool:
    """Does the line cross the picture? It does where z takes both signs, or is 0, at the corners."""
    z = neuron.pre_activation([(x1, x2) for x1 in xlim for x2 in ylim])
    return z.min() <= 0 <= z.max()


def _boundary(neuron) -> str:
    """Say where the line is and on which side of it the neuron fires."""
    (w1, w2), b = neuron.weights, neuron.bias
    if w1 == 0 and w2 == 0:
        return f"has no boundary: it {'fires' if b > 0 else 'is silent'} everywhere"
    if w2 == 0:
        side = "right" if w1 > 0 else "left"
        return f"has the upright line x1 = {number(-b / w1)} as boundary; it fires {side} of the line, where w points"
    slope, height = -w1 / w2, -b / w2
    factor = {"1": "", "−1": "−"}.get(number(slope), f"{number(slope)}·")
    terms = [] if slope == 0 else [f"{factor}x1"]
    if not terms or height != 0:
        terms.append(number(height))
    equation = " + ".join(terms).replace("+ −", "− ")
    side = "above" if w2 > 0 else "below"
    return f"has the line x2 = {equation} as boundary; it fires {side} the line, where w points"
