"""Neurons and wires: a weight is the thickness, colour and dash of a line."""

from itertools import pairwise

import numpy as np

from nnlib.labs import svg


def edge(x0, y0, x1, y1, weight, scale=3.0):
    """Return a wire that shows its weight.

    Thicker for a larger absolute value, blue and solid for a positive weight, vermilion and dashed for a negative one,
    a grey hairline of dots for zero.

    Parameters
    ----------
    x0, y0, x1, y1 : float
        Its ends, in pixels.
    weight : float
    scale : float
        Pixels of thickness for a weight of 1.

    Examples
    --------
    >>> "stroke-dasharray" in edge(0, 0, 9, 9, weight=-1), "stroke-dasharray" in edge(0, 0, 9, 9, weight=1)
    (True, False)
    """
    if weight == 0:
        return svg.line(x0, y0, x1, y1, color=svg.RULE, width=1.5, dash="1 5", cap="round")
    width = min(1 + scale * abs(weight), 14)
    if weight > 0:
        return svg.line(x0, y0, x1, y1, color=svg.POSITIVE, width=width)
    return svg.line(x0, y0, x1, y1, color=svg.NEGATIVE, width=width, dash="9 5")


def node(x, y, content, *, radius=24, fill=svg.PAPER, size=14):
    """Return a neuron: a circle with a short text in its middle."""
    return svg.join(
        svg.circle(x, y, radius, fill=fill, width=1.8),
        svg.text(x, y + 0.36 * size, content, size=size, anchor="middle"),
    )


def positions(sizes, left, top, width, height):
    """Return where the neurons of a network stand: layers as columns, each centred.

    Parameters
    ----------
    sizes : list of int
        Neurons in each layer, inputs first.
    left, top, width, height : float
        The rectangle in pixels; the first and last columns stand on its sides.

    Returns
    -------
    list of numpy.ndarray
        One a layer, shape (neurons, 2): x and y in pixels.

    Examples
    --------
    >>> [layer.tolist() for layer in positions([2, 1], left=0, top=0, width=100, height=80)]
    [[[0.0, 20.0], [0.0, 60.0]], [[100.0, 40.0]]]
    """
    columns = np.linspace(left, left + width, len(sizes))
    return [
        np.stack([np.full(size, x), top + height * (np.arange(size) + 0.5) / size], axis=1)
        for x, size in zip(columns, sizes, strict=True)
    ]


def network(weights, left, top, width, height, *, values=None, radius=14, scale=2.0):
    """Return a fully connected network: every weight a wire, every neuron a circle.

    Parameters
    ----------
    weights : list of numpy.ndarray
        One matrix a layer, shape (out, in).
    left, top, width, height : float
        The rectangle in pixels.
    values : list of sequences of str, optional
        What stands in the circles, layer by layer, inputs first.
    radius, scale : float
        Of the circles, in pixels; of the wires, in pixels for a weight of 1.

    Raises
    ------
    ValueError
        Two layers do not fit each other.
    """
    for before, after in pairwise(weights):
        if after.shape[1] != before.shape[0]:
            raise ValueError(f"A layer with {before.shape[0]} outputs cannot feed one with {after.shape[1]} inputs.")
    places = positions([weights[0].shape[1], *(w.shape[0] for w in weights)], left, top, width, height)
    wires = [
        edge(*start.tolist(), *end.tolist(), float(w[i, j]), scale)
        for w, (ins, outs) in zip(weights, pairwise(places), strict=True)
        for i, end in enumerate(outs)
        for j, start in enumerate(ins)
    ]
    texts = values or [[""] * len(layer) for layer in places]
    circles = [
        node(*place.tolist(), content, radius=radius, size=12)
        for layer, words in zip(places, texts, strict=True)
        for place, content in zip(layer, words, strict=True)
    ]
    return svg.join(*wires, *circles)
