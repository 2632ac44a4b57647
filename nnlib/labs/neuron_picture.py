"""The neuron itself in three drawings: the wires that weigh, the bars that sum, the curve that bends."""

from functools import cache
from itertools import accumulate

import numpy as np

from nnlib.activations import ACTIVATIONS
from nnlib.labs import png, svg
from nnlib.labs.diagram import edge, node
from nnlib.labs.panel import Panel
from nnlib.labs.two_input_neuron import FULL

SUM_TOP, SUM_HEIGHT = 40, 128


def heading(x, y, step, words):
    """Return the title of one drawing: the step in bold, then what it does."""
    words = svg.join(svg.element("tspan", step, font_weight="bold"), svg.element("tspan", words, dx=8))
    return svg.text(x, y, words, halo=True)


def weigh(neuron):
    """Return the wires: two inputs and a bias into the sum, the sum into the bend, the bend to the output."""
    return svg.join(
        heading(14, 24, "Weigh", "each input"),
        edge(64, 114, 150, 166, neuron.w1),
        edge(64, 242, 150, 190, neuron.w2),
        edge(176, 90, 176, 148, neuron.b),
        _input(114, "x₁", neuron.x1, label_y=82),
        _input(242, "x₂", neuron.x2, label_y=282),
        svg.text(74, 108, f"w₁ = {svg.decimal(neuron.w1, 1)}", halo=True),
        svg.text(70, 255, f"w₂ = {svg.decimal(neuron.w2, 1)}", halo=True),
        svg.text(176, 82, f"b = {svg.decimal(neuron.b, 1)}", anchor="middle"),
        _sum_and_output(neuron, x=176),
    )


def _input(y, name, value, label_y):
    return svg.join(
        node(40, y, svg.decimal(value, 1), radius=25, size=15), svg.text(40, label_y, name, anchor="middle")
    )


def _sum_and_output(neuron, x):
    color = png.css_color(neuron.a, FULL[neuron.bend])
    return svg.join(
        node(x, 178, "", radius=31),
        svg.text(x, 174, "Σ", anchor="middle", size=17),
        svg.text(x, 194, svg.decimal(neuron.z), anchor="middle"),
        svg.arrow(x, 209, x, 259),
        _glyph(neuron.bend, x, 286),
        svg.arrow(x, 311, x, 337),
        node(x, 366, svg.decimal(neuron.a), radius=28, size=15, fill=color),
        svg.text(x - 38, 371, "a =", anchor="end"),
    )


@cache  # one for each bend
def _glyph(bend, x, y):
    """Return a small picture of the bend in a box around (x, y)."""
    full = 1.6 * FULL[bend]
    box = Panel(xlim=(-4, 4), ylim=(-full, full), left=x - 30, top=y - 25, width=60, height=50)
    return svg.join(
        svg.rect(box.left, box.top, box.width, box.height, stroke=svg.INK, stroke_width=1.8, radius=9),
        box.segment((-3.4, 0), (3.4, 0), color=svg.RULE, width=1),
        box.clip(_curve(box, bend, points=33)),
    )


def reach(neuron):
    """Return the half-width of the z axis; it comes in steps, so the axis stands still during most moves."""
    farthest = max(abs(total) for total in accumulate(neuron.terms))
    return next(limit for limit in (3, 6, 12, 24) if farthest <= limit)


def sum_of_terms(neuron, left=258, width=216):
    """Return the sum as bars, each starting where the one before ends; the last runs from 0 to z."""
    limit = reach(neuron)
    panel = Panel(xlim=(-limit, limit), ylim=(4, 0), left=left, top=SUM_TOP, width=width, height=SUM_HEIGHT)
    parts = [heading(left - 44, 24, "Sum", "z = w₁x₁ + w₂x₂ + b"), panel.segment((0, 0), (0, 4), color=svg.RULE)]
    start = 0.0
    for row, (name, term) in enumerate(zip(("w₁x₁", "w₂x₂", "b"), neuron.terms, strict=True)):
        parts.append(_sum_row(panel, row, name, start, term, svg.NEGATIVE if term < 0 else svg.POSITIVE))
        start += term
        parts.append(panel.segment((start, row + 0.5), (start, row + 1.5), color=svg.MUTED, width=1, dash="2 3"))
    parts.append(_sum_row(panel, 3, "z", 0.0, neuron.z, svg.INK))
    return svg.join(*parts)


def _sum_row(panel, row, name, start, term, color):
    baseline = panel.y(row + 0.5) + 5
    return svg.join(
        svg.text(panel.left - 10, baseline, name, anchor="end"),
        panel.bar(start, start + term, row + 0.2, row + 0.8, fill=color),
        svg.text(panel.left + panel.width + 62, baseline, svg.decimal(term), anchor="end"),
    )


def bend_curve(neuron, left=258, width=216):
    """Return the bend's curve and the point (z, a) on it, straight below the end of the sum."""
    limit = reach(neuron)
    (low, high), yticks = _vertical(neuron.bend, limit)
    panel = Panel(xlim=(-limit, limit), ylim=(low, high), left=left, top=214, width=width, height=140)
    x, y = panel.x(neuron.z), panel.y(neuron.a)
    return svg.join(
        panel.frame((-limit, -limit / 2, 0, limit / 2, limit), yticks, xlabel="z"),
        svg.line(x, SUM_TOP + 0.95 * SUM_HEIGHT, x, y, color=svg.MUTED, dash="3 4"),
        svg.line(x, y, left + width + 10, y, color=svg.MUTED, dash="3 4"),
        heading(left - 44, 200, "Bend", f"a = {neuron.bend}(z)"),
        panel.clip(_curve(panel, neuron.bend, points=121)),
        svg.circle(x, y, 7, fill=svg.ACCENT, stroke=svg.PAPER, width=2),
        svg.text(left + width + 62, y + 5, svg.decimal(neuron.a), anchor="end", weight="bold"),
    )


def _vertical(bend, limit):
    """Return the range of outputs that the curve's panel shows, and its ticks."""
    if bend in ("relu", "gelu"):
        return (-limit / 4, limit), (0, limit / 2, limit)
    return ((-1.25, 1.25), (-1, 0, 1)) if bend == "tanh" else ((-0.25, 1.25), (0, 0.5, 1))


def _curve(panel, bend, points):
    style = {"color": svg.ACCENT, "width": 2.5}
    low, high = panel.xlim
    if bend == "step":  # two pieces: a step has no vertical part
        return svg.join(panel.segment((low, 0), (0, 0), **style), panel.segment((0, 1), (high, 1), **style))
    zs = np.linspace(low, high, points)
    return panel.curve(zs, ACTIVATIONS[bend](zs), **style)
