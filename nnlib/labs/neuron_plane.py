"""The plane of all inputs of a neuron: the output as colour, the cut z = 0, and the weights as an arrow across it."""

import math
from functools import cache

import numpy as np

from nnlib.activations import ACTIVATIONS
from nnlib.labs import png, svg
from nnlib.labs.neuron_picture import heading
from nnlib.labs.panel import Panel, clip_line
from nnlib.labs.two_input_neuron import CORNERS, FULL, SPAN, TABLES


def plane(neuron, table, target, left=598, top=40, size=288):
    """Return the plane, with the corners of a truth table, a target to reach, and the neuron's input on it."""
    panel = Panel(xlim=(-SPAN, SPAN), ylim=(-SPAN, SPAN), left=left, top=top, width=size, height=size)
    ticks = range(-3, 4)
    return svg.join(
        heading(left - 22, 24, "Plane", "the output at every input"),
        panel.heat(output_levels(neuron)),
        panel.frame(ticks, ticks, xlabel="x₁", grid=False),
        svg.text(left - 28, top + 4, "x₂", anchor="end"),
        _legend(neuron.bend, table, left, top + size + 26),
        panel.clip(_cut(panel, neuron), _target(panel, neuron, target) if table == "none" else svg.Svg("")),
        _here(panel, neuron),
        _rows(panel, neuron, table),
    )


def output_levels(neuron, pixels=200):
    """Return the output on a grid of inputs as palette levels.

    The output depends on z alone, so the bend is computed at 2,001 values of z and looked up for each pixel.

    Parameters
    ----------
    neuron : TwoInputNeuron
    pixels : int

    Returns
    -------
    numpy.ndarray
        Shape (pixels, pixels), uint8; rows go up with x2, columns to the right with x1.
    """
    centres = (np.arange(pixels) + 0.5) * (2 * SPAN / pixels) - SPAN
    largest = SPAN * (abs(neuron.w1) + abs(neuron.w2)) + abs(neuron.b) + 1e-9
    lookup = png.levels_of(ACTIVATIONS[neuron.bend](np.linspace(-largest, largest, 2001)), FULL[neuron.bend])
    steps = 1000 / largest  # of the lookup for 1 of z; its middle, z = 0, is at 1000
    across = steps * neuron.w1 * centres
    up = steps * (neuron.w2 * centres + neuron.b) + 1000.5  # a half more, so that cutting off decimals rounds
    return lookup[(up[:, None] + across).astype(np.intp)]


@cache  # one for each bend and table
def _legend(bend, table, left, y):
    """Return the scale of colours below the plane and, with a truth table, what its shapes mean."""
    full = FULL[bend]
    low = -full if bend == "tanh" else 0
    scale = Panel(xlim=(low, full), ylim=(0, 1), left=left + 40, top=y, width=70, height=11)
    words = f"{full} or more" if full > 1 else f"{full}"
    parts = [
        scale.heat(png.levels_of(np.linspace(low, full, 64), full)[None, :]),
        svg.rect(scale.left, scale.top, scale.width, scale.height, fill="none", stroke=svg.RULE),
        svg.text(scale.left - 6, y + 10, f"a: {svg.decimal(low, 0)}", anchor="end", size=13),
        svg.text(scale.left + scale.width + 6, y + 10, words, size=13),
    ]
    if TABLES[table] is not None:
        square = svg.rect(left + 196, y + 1, 10, 10, fill=svg.POSITIVE)
        circle = svg.circle(left + 236, y + 6, 5, stroke=svg.NEGATIVE, width=2.5)
        parts += [square, circle]
        parts += [svg.text(left + 210, y + 10, "1", size=13), svg.text(left + 245, y + 10, "0", size=13)]
    return svg.join(*parts)


def _cut(panel, neuron):
    ends = clip_line((neuron.w1, neuron.w2), neuron.b, panel.xlim, panel.ylim)
    if ends is None:
        words = "every input here fires" if neuron.b > 0 else "no input here fires"
        return svg.text(panel.left + panel.width / 2, panel.top + 24, words, anchor="middle", halo=True)
    foot = np.mean(ends, axis=0)
    length = math.hypot(neuron.w1, neuron.w2)
    toward = np.array([neuron.w1, neuron.w2]) / length
    tip = foot + (0.3 + 0.35 * length) * toward  # never so short that its head hides its direction
    name = tip + 0.28 * toward
    return svg.join(
        panel.segment(*ends, color=svg.PAPER, width=3.5),
        panel.segment(*ends, color=svg.INK, width=2.5),
        panel.arrow(foot, tip, width=2.5, head=11),
        svg.text(panel.x(name[0]), panel.y(name[1]) + 5, "w", anchor="middle", weight="bold", halo=True),
    )


def _target(panel, neuron, target):
    x, y = panel.x(target[0]), panel.y(target[1])
    corners = [(x, y - 9), (x + 9, y), (x, y + 9), (x - 9, y)]
    reached = neuron.z_at(*target) == 0
    return svg.join(
        svg.polygon(corners, fill=svg.ACCENT if reached else svg.PAPER, stroke=svg.ACCENT, width=2.5),
        svg.text(x + 15, y + 5, "reached" if reached else "goal", size=13, halo=True),
    )


def _here(panel, neuron):
    """Return the neuron's own input: a filled disc where it fires, a ring where it is silent."""
    x, y = panel.x(neuron.x1), panel.y(neuron.x2)
    name_y = y - 17 if y > panel.top + 30 else y + 27
    return svg.join(
        svg.circle(x, y, 12, fill=svg.PAPER, stroke=svg.PAPER),
        svg.circle(x, y, 10, fill=svg.INK if neuron.z > 0 else svg.PAPER, stroke=svg.INK, width=2.5),
        svg.text(x, name_y, "x", anchor="middle", weight="bold", halo=True),
    )


def _rows(panel, neuron, table):
    """Return the rows of the truth table as points; a cross stands beside each that comes out wrong."""
    if TABLES[table] is None:
        return svg.Svg("")
    xs, ys = zip(*CORNERS, strict=True)
    crosses = [
        svg.text(panel.x(x) + 15, panel.y(y) - 4, "×", size=24, weight="bold", anchor="middle", halo=True)
        for x, y in neuron.wrong_rows(table)
    ]
    return svg.join(panel.points(xs, ys, TABLES[table], size=6.5), *crosses)
