"""A square grid of the plane, before and after something happens to it: straight, parallel, bent or folded."""

import numpy as np

from nnlib.arrays import as_floats, describe
from nnlib.ledger import number
from nnlib.plots.figures import INK, NEGATIVE, POSITIVE, axes_or_new, set_alt_text, tidy

LINES, POINTS = 9, 201  # in each direction, and on each line
STRAIGHT = 1e-9  # what is thinner than this part of the picture counts as a straight line
ARROW = {"arrowstyle": "-|>", "linewidth": 2.4, "mutation_scale": 16, "shrinkA": 0, "shrinkB": 0}


def warped_grid(function=None, reach=2, arrows=True, overlay=None, crease=None, points=None, ax=None):
    """Draw where a function sends the lines of a square grid.

    Lines of constant x1 are blue and solid, lines of constant x2 orange and dashed. Two arrows run from where (0, 0)
    goes to where (1, 0) and (0, 1) go: for a layer without a bend these are the columns of its weight.

    Parameters
    ----------
    function : callable, optional
        Takes points (n, 2) and returns points (n, 2), as a `Dense` or an `MLP` does; the grid itself by default.
    reach : float
        x1 and x2 run from -reach to reach.
    arrows : bool
        Whether to draw the two arrows.
    overlay : callable, optional
        A second function; a cross marks where it sends each crossing of the grid.
    crease : (start, end), optional
        Two points of the plane; the straight line between them is drawn thick where the function sends it.
    points : dict of str to point, optional
        Points of the plane by name, marked where the function sends them.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Raises
    ------
    ValueError, TypeError
        If a function does not return points (n, 2), all finite.

    Examples
    --------
    >>> from nnlib import Dense
    >>> from nnlib.plots import alt_text
    >>> alt_text(warped_grid(Dense([[1, 2], [3, 4]], [0, 0]))).split(". ")[1]
    '(0, 0) goes to (0, 0), (1, 0) to (1, 3), (0, 1) to (2, 4).'
    """
    send = _checked(function or (lambda points: points), "function")
    upright, level = _grid_lines(reach)
    ax = axes_or_new(ax, 4.0, 3.8)  # two fit side by side in a notebook
    tidy(ax, "first number", "second number", grid=False)
    families = [[send(line) for line in lines] for lines in (upright, level)]
    for lines, color, style in zip(families, (POSITIVE, NEGATIVE), ("-", (0, (4, 1.6))), strict=True):
        for line in lines:
            ax.plot(*line.T, color=color, linestyle=style, linewidth=1.4, solid_capstyle="round")
    said = [f"A square grid, x1 and x2 from {number(-reach)} to {number(reach)}, {_shape(families)}"]
    corners = send(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))
    if arrows:
        _draw_arrows(ax, corners, "" if function is None else "from ")
    said.append("(0, 0) goes to {}, (1, 0) to {}, (0, 1) to {}.".format(*map(_point, corners)))
    if overlay is not None:
        said.append(_lay_over(ax, send, _checked(overlay, "overlay"), reach))
    if crease is not None:
        said.append(_draw_crease(ax, send, crease))
    if points:
        said.append(_mark(ax, send, points))
    ax.set_aspect("equal", adjustable="datalim")
    set_alt_text(ax, " ".join(said))
    return ax


def _checked(function, what):
    """Return the function with its answers checked."""
    if not callable(function):
        raise TypeError(f"{what} must be something to call, such as a Dense layer, got {describe(function)}.")

    def send(points):
        sent = as_floats(function(points), f"What {what} returns")
        if sent.shape != points.shape:
            raise ValueError(
                f"{what} must turn points of shape {points.shape} into points of that shape, got {sent.shape}."
            )
        if not np.isfinite(sent).all():
            raise ValueError(f"{what} must return finite numbers, got NaN or infinity among them.")
        return sent

    return send


def _grid_lines(reach):
    """Return the lines of constant x1 and those of constant x2, each of shape (LINES, POINTS, 2)."""
    along, across = np.meshgrid(np.linspace(-reach, reach, POINTS), np.linspace(-reach, reach, LINES))
    return np.stack([across, along], axis=-1), np.stack([along, across], axis=-1)


def _draw_arrows(ax, corners, came):
    """Draw the arrows. Their tips bear the names of where they came from."""
    start = corners[0]
    for end, color, name in ((corners[1], POSITIVE, "(1, 0)"), (corners[2], NEGATIVE, "(0, 1)")):
        ax.annotate("", xy=end, xytext=start, arrowprops={**ARROW, "color": INK}, zorder=4, annotation_clip=False)
        box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": color, "alpha": 0.9}
        way = (end - start) / max(np.hypot(*(end - start)), 1e-12)
        side = "center" if abs(way[0]) < 0.5 else "left" if way[0] > 0 else "right"  # away from the other arrow
        where = {"textcoords": "offset points", "ha": side, "va": "center", "size": 8}
        ax.annotate(came + name, end, way * ([0, 12] if side == "center" else [8, 8]), bbox=box, **where)
    ax.plot(*start, marker="o", color=INK, markersize=5, zorder=5)


def _lay_over(ax, send, other, reach):
    steps = np.linspace(-reach, reach, LINES)
    crossings = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
    one, two = send(crossings), other(crossings)
    ax.plot(*two.T, linestyle="none", marker="x", color=INK, markersize=6, markeredgewidth=1.4, zorder=3)
    apart = np.hypot(*(one - two).T).max()
    return f"Crosses mark where the other function sends the crossings: at most {number(apart)} away."


def _draw_crease(ax, send, crease):
    start, end = as_floats(crease, "crease")
    line = send(np.linspace(start, end, POINTS))
    ax.plot(*line.T, color=INK, linewidth=3.6, solid_capstyle="round", zorder=3)
    return (
        f"The thick line from {_point(start)} to {_point(end)} comes out from {_point(line[0])} to {_point(line[-1])}."
    )


def _mark(ax, send, points):
    """Mark points; where several come to lie on each other, one mark bears all their names."""
    sent = send(np.array([as_floats(point, name) for name, point in points.items()]))
    places = {}
    for name, place in zip(points, sent, strict=True):
        near = next((known for known in places if np.allclose(known, place)), tuple(place))
        places.setdefault(near, []).append(name)
    said = []
    for place, names in places.items():
        ax.plot(*place, marker="o", color=INK, markersize=7, markeredgecolor="white", zorder=5)
        _name_place(ax, place, " and ".join(names))
        said.append(f"{' and '.join(names)} {'go' if names[1:] else 'goes'} to {_point(place)}.")
    return " ".join(said)


def _name_place(ax, place, name):
    box = {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": INK}
    where = {"textcoords": "offset points", "ha": "center", "va": "center", "size": 9}
    ax.annotate(name, place, (0, 15), bbox=box, zorder=6, **where)


def _shape(families) -> str:
    """Say what has become of the lines."""
    points = np.concatenate([line for lines in families for line in lines])
    size, kinds = np.ptp(points, axis=0).max(), 2 * LINES
    if size < STRAIGHT:
        return f"shrinks to the one point {_point(points[0])}."
    if _thickness(points) < STRAIGHT * size:
        return "is squashed onto one straight line."
    every = [line for lines in families for line in lines]
    if bent := sum(_thickness(line) > STRAIGHT * size for line in every):
        return f"comes out bent: {bent} of its {kinds} lines are no longer straight."
    if pushed := sum(_uneven(line) > STRAIGHT * size for line in every):
        return f"keeps its {kinds} lines straight, but {pushed} of them are pushed together in places."
    parallel = all(_spread(lines) < 1e-6 for lines in families)
    return f"comes out as {kinds} lines: all stay straight{' and parallel' if parallel else ', not all parallel'}."


def _thickness(line) -> float:
    """Return how far, on average, the points of a line lie beside the straight line that fits them best."""
    return float(np.linalg.svd(line - line.mean(axis=0), compute_uv=False)[1] / len(line) ** 0.5)


def _uneven(line) -> float:
    """Return how far the points of a line, taken in even steps, are from even steps along its chord."""
    return float(np.abs(line - np.linspace(line[0], line[-1], len(line))).max())


def _spread(lines) -> float:
    """Return how far the directions of a family of lines differ."""
    ways = np.array([line[-1] - line[0] for line in lines])
    lengths = np.hypot(*ways.T)
    ways = ways[lengths > STRAIGHT] / lengths[lengths > STRAIGHT, None]
    return float(np.abs(ways - ways[0]).max()) if len(ways) else 0.0


def _point(point) -> str:
    return f"({', '.join(number(round(float(value), 6)) for value in point)})"
