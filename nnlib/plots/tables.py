"""The numbers of one dense layer as a table: a row for each neuron, a column for each input, the biases beside it."""

import numpy as np
from matplotlib.colors import ListedColormap

from nnlib.arrays import describe
from nnlib.plots.figures import GRID, INK, MUTED, NEGATIVE, PALE_POSITIVE, axes_or_new, set_alt_text

LARGEST = 24
CELL = 0.2  # inches: the same in every table, so that two of them can be compared
MARGIN = 0.15  # cells


def weight_table(inputs, neurons, multiple=None, ax=None):
    """Draw a cell for each weight and each bias of a dense layer.

    Parameters
    ----------
    inputs, neurons : int
        At most 24 each.
    multiple : int, optional
        Where hardware works in blocks: both sides are filled up to the next multiple, the filling drawn hatched.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default, with cells of the same size in every figure.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Raises
    ------
    ValueError, TypeError
        If a size is not a whole number from 1 to 24.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(weight_table(5, 3))
    'A layer of 3 neurons with 5 inputs: a table of 3 rows and 5 columns, 15 weights, and beside it 3 biases.'
    """
    inputs, neurons = _size("inputs", inputs), _size("neurons", neurons)
    multiple = 1 if multiple is None else _size("multiple", multiple)
    columns, rows = _filled(inputs, multiple), _filled(neurons, multiple)
    biases = [] if multiple > 1 else [columns + 0.6]
    ax = _axes(ax, columns, rows)
    cells = np.zeros((rows, columns))
    cells[:neurons, :inputs] = 1
    _draw(ax, 0, cells, PALE_POSITIVE)
    for left in biases:
        _draw(ax, left, np.ones((neurons, 1)), NEGATIVE)
    for left, bottom, width, height in _filling(inputs, neurons, columns, rows):
        ax.add_patch(_hatched((left, bottom), width, height))
    ax.set_xlim(-MARGIN, columns + 1.6 + MARGIN)
    ax.set_ylim(rows + MARGIN, -MARGIN)
    ax.set_aspect("equal")
    ax.set_axis_off()
    beside = {"textcoords": "offset points", "ha": "center", "va": "center", "color": INK, "size": 9}
    ax.annotate(_many(neurons, "neuron"), (0, neurons / 2), (-10, 0), rotation=90, **beside)
    ax.annotate(_many(inputs, "input"), (inputs / 2, rows), (0, -10), **beside)
    ax.set_title(_heading(inputs, neurons, columns, rows), size=9, color=INK, loc="left")
    set_alt_text(ax, _in_words(inputs, neurons, columns, rows, multiple))
    return ax


def _axes(ax, columns, rows):
    """Return `ax`, or an Axes on a new figure, placed by hand: a cell then has the same size in every figure."""
    if ax is not None:
        return axes_or_new(ax)
    wide, high = CELL * (columns + 1.6 + 2 * MARGIN), CELL * (rows + 2 * MARGIN)
    ax = axes_or_new(None, wide + 0.9, high + 0.75)
    ax.get_figure().set_layout_engine("none")
    ax.set_position([0.35 / (wide + 0.9), 0.3 / (high + 0.75), wide / (wide + 0.9), high / (high + 0.75)])
    return ax


def _draw(ax, left, cells, color):
    rows, columns = cells.shape
    across, down = left + np.arange(columns + 1), np.arange(rows + 1)
    colors = ListedColormap(["#FFFFFF", color])
    ax.pcolormesh(across, down, cells, cmap=colors, vmin=0, vmax=1, edgecolors=GRID, linewidth=0.8)


def _filling(inputs, neurons, columns, rows):
    """Return the rectangles that only fill a block up, as (left, top, width, height)."""
    parts = [(inputs, 0, columns - inputs, rows), (0, neurons, inputs, rows - neurons)]
    return [part for part in parts if part[2] and part[3]]


def _hatched(corner, width, height):
    from matplotlib.patches import Rectangle

    return Rectangle(corner, width, height, fill=False, hatch="////", edgecolor=MUTED, linewidth=0)


def _heading(inputs, neurons, columns, rows) -> str:
    if (inputs, neurons) != (columns, rows):
        return f"{inputs} · {neurons} = {inputs * neurons} in {columns} · {rows} = {columns * rows}"
    return f"{inputs} · {neurons} weights + {neurons} bias{'es' * (neurons > 1)}"


def _in_words(inputs, neurons, columns, rows, multiple) -> str:
    layer = f"A layer of {_many(neurons, 'neuron')} with {_many(inputs, 'input')}"
    if multiple > 1:
        used, paid = inputs * neurons, columns * rows
        return (
            f"{layer} in blocks of {multiple}: {used} cells of a table of {rows} rows and {columns} columns are used, "
            f"{paid - used} of {paid} only fill it up."
        )
    size = f"{_many(neurons, 'row')} and {_many(inputs, 'column')}"
    weights, biases = _many(inputs * neurons, "weight"), f"{neurons} bias{'es' * (neurons > 1)}"
    return f"{layer}: a table of {size}, {weights}, and beside it {biases}."


def _many(count, what) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def _filled(size, multiple) -> int:
    return -(-size // multiple) * multiple


def _size(name, value) -> int:
    if isinstance(value, bool) or not isinstance(value, int | np.integer):
        raise TypeError(f"{name} must be a whole number, got {describe(value)}.")
    if not 1 <= value <= LARGEST:
        raise ValueError(f"{name} must be from 1 to {LARGEST}: more cells could not be told apart, got {value}.")
    return int(value)
