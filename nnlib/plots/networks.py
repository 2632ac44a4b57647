"""A network as circles and lines: each circle a neuron, each line a weight."""

import numpy as np

from nnlib.arrays import as_floats
from nnlib.ledger import number
from nnlib.network import MLP
from nnlib.plots.figures import GRID, INK, MUTED, NEGATIVE, POSITIVE, axes_or_new, set_alt_text

MOST_CIRCLES = 8  # in one column
MOST_LABELLED = 12  # lines; with more of them, their numbers would lie on top of each other
RADIUS = 0.27
COLUMN, ROW = 2.3, 0.86


def network_diagram(network, x=None, ax=None):
    r"""Draw a network: a column for the inputs and for each layer, a circle for each neuron, a line for each weight.

    A line is blue and solid where the weight is positive, orange and dashed where it is negative, and thicker the
    larger it is. A weight of 0 has no line.

    Parameters
    ----------
    network : MLP or list of (W, b, activation)
        At most 8 inputs, and at most 8 neurons in each layer.
    x : array_like of shape (inputs,), optional
        One input: the circles then hold what each neuron gives for it. A silent one, which gives 0, is grey.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Raises
    ------
    ValueError, TypeError
        If it is no network, or too large to draw.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> network = [([[1, -2], [0, 1]], [0, 0.5], "relu"), ([[1, 1]], [0], "identity")]
    >>> print(*alt_text(network_diagram(network, x=[1, 1])).split("; "), sep="\n")
    A network: 2 inputs, 1 hidden layer of 2 (relu), 1 output (identity)
    5 lines, one for each weight that is not 0. For the input (1, 1) the hidden layer gives 0, 1.5, the output is 1.5.
    """
    network = network if isinstance(network, MLP) else MLP.from_data(network)
    sizes = [network.layers[0].weight.shape[1], *(len(layer.bias) for layer in network.layers)]
    if max(sizes) > MOST_CIRCLES:
        raise ValueError(f"network_diagram draws at most {MOST_CIRCLES} neurons in a layer, got {max(sizes)}.")
    given = _given(network, x, sizes[0])
    ax = axes_or_new(ax, 0.3 + 1.2 * len(sizes), 1.0 + 0.58 * max(sizes))
    _draw_lines(ax, network, sizes)
    _draw_circles(ax, network, sizes, given)
    ax.set_xlim(-0.75, COLUMN * (len(sizes) - 1) + 0.75)
    ax.set_ylim(-ROW * (max(sizes) - 1) / 2 - 1.0, ROW * (max(sizes) - 1) / 2 + 0.6)
    ax.set_aspect("equal")
    ax.axis("off")
    set_alt_text(ax, _in_words(network, sizes, given))
    return ax


def _given(network, x, inputs):
    """Return the numbers in each column, or None where no input is shown."""
    if x is None:
        return None
    x = as_floats(x, "The input x")
    if x.shape != (inputs,):
        raise ValueError(f"One input of {inputs} numbers was expected as x, got shape {x.shape}.")
    return [x, *network.activations(x)]


def _places(size):
    """Return the heights of a column's circles, the first one uppermost."""
    return ROW * ((size - 1) / 2 - np.arange(size))


def _draw_lines(ax, network, sizes):
    largest = max(float(np.abs(layer.weight).max()) for layer in network.layers) or 1.0
    labelled = sum(layer.weight.size for layer in network.layers) <= MOST_LABELLED
    for column, layer in enumerate(network.layers):
        starts, ends = _places(sizes[column]), _places(sizes[column + 1])
        for neuron, row in enumerate(layer.weight):
            for source, weight in enumerate(row):
                if weight != 0:
                    ends_of_line = ((column * COLUMN, starts[source]), ((column + 1) * COLUMN, ends[neuron]))
                    _draw_line(ax, *ends_of_line, float(weight), largest, labelled)


def _draw_line(ax, start, end, weight, largest, labelled):
    positive = weight > 0
    color = POSITIVE if positive else NEGATIVE
    width = 0.8 + 2.6 * abs(weight) / largest
    ax.plot(*zip(start, end, strict=True), color=color, linewidth=width, linestyle="-" if positive else "--", zorder=1)
    if labelled:  # close to the neuron that the weight belongs to, beyond where lines cross
        x, y = (0.3 * one + 0.7 * two for one, two in zip(start, end, strict=True))
        box = {"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none"}
        ax.text(x, y, number(weight), size=8, color=INK, ha="center", va="center", bbox=box, zorder=2)


def _draw_circles(ax, network, sizes, given):
    from matplotlib.patches import Circle

    for column, size in enumerate(sizes):
        x = column * COLUMN
        for place, y in enumerate(_places(size)):
            value = None if given is None else float(given[column][place])
            silent = column > 0 and value == 0
            edge = MUTED if column == 0 or silent else INK
            face = GRID if silent else "white"
            width = 1.0 if column == 0 else 1.8
            ax.add_patch(Circle((x, y), RADIUS, facecolor=face, edgecolor=edge, linewidth=width, zorder=3))
            text = number(round(value, 3)) if value is not None else f"x{place + 1}" if column == 0 else ""
            ax.text(x, y, text, size=8.5, color=INK, ha="center", va="center", zorder=4)
            if column > 0 and size * len(sizes) <= MOST_LABELLED:
                bias = number(float(network.layers[column - 1].bias[place]))
                ax.text(x, y + RADIUS + 0.03, f"bias {bias}", size=7.5, color=MUTED, ha="center", va="bottom", zorder=4)
        ax.text(
            x, -ROW * (max(sizes) - 1) / 2 - 0.42, _title(network, column), size=9, color=INK, ha="center", va="top"
        )


def _title(network, column) -> str:
    last = len(network.layers)
    if column == 0:
        return "inputs"
    kind = "output" if column == last else "hidden" if last == 2 else f"hidden {column}"
    return f"{kind}\n{network.layers[column - 1].activation_name}"


def _in_words(network, sizes, given) -> str:
    names = [layer.activation_name for layer in network.layers]
    hidden = [f"of {size} ({name})" for size, name in zip(sizes[1:-1], names, strict=False)]
    layers = {0: "no hidden layer", 1: f"1 hidden layer {''.join(hidden)}"}
    middle = layers.get(len(hidden), f"{len(hidden)} hidden layers {', '.join(hidden)}")
    lines = sum(int(np.count_nonzero(layer.weight)) for layer in network.layers)
    text = (
        f"A network: {_count(sizes[0], 'input')}, {middle}, {_count(sizes[-1], 'output')} ({names[-1]}); "
        f"{_count(lines, 'line')}, one for each weight that is not 0."
    )
    if given is None:
        return text
    said = [f"For the input ({_listed(given[0])})"]
    for place, values in enumerate(given[1:-1], 1):
        said.append(f"{'the hidden layer' if len(hidden) == 1 else f'hidden layer {place}'} gives {_listed(values)},")
    return f"{text} {' '.join(said)} the output is {_listed(given[-1])}."


def _count(n, what) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def _listed(values) -> str:
    return ", ".join(number(round(float(value), 6)) for value in values)
