"""The four drawings of the neuron explorer: the wires, the sum, the bend, and the plane of all inputs."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nnlib.activations import ACTIVATIONS
from nnlib.labs import png, svg
from nnlib.labs.diagram import edge, node
from nnlib.labs.panel import Panel, clip_line

CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))
TABLES = {"none": None, "AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "XOR": (0, 1, 1, 0)}
# The output at which the colour of the plane is full; ReLU and GELU have no largest output, so theirs is a choice.
FULL = {"step": 1, "sigmoid": 1, "tanh": 1, "relu": 4, "gelu": 4}
SPAN = 3.0  # inputs, weights and bias all run from -SPAN to SPAN


@dataclass(frozen=True)
class Neuron2:
    """One setting of the explorer: two inputs, two weights, a bias, the name of the bend."""

    x1: float
    x2: float
    w1: float
    w2: float
    b: float
    bend: str

    @cached_property
    def terms(self):
        """What is added up: w1·x1, w2·x2, b."""
        return self.w1 * self.x1, self.w2 * self.x2, self.b

    @property
    def z(self):
        """The pre-activation. Sliders hold decimals, so the dust of binary fractions is rounded off."""
        return self.z_at(self.x1, self.x2)

    @property
    def a(self):
        """The output."""
        return float(ACTIVATIONS[self.bend](self.z))

    def z_at(self, x1, x2):
        """The pre-activation on another input."""
        return round(self.w1 * x1 + self.w2 * x2 + self.b, 9)

    def wrong_rows(self, table):
        """The corners at which "fires" (z > 0) is not what the truth table asks for."""
        rows = zip(CORNERS, TABLES[table], strict=True)
        return [corner for corner, wanted in rows if (self.z_at(*corner) > 0) != wanted]


def heading(x, y, step, words):
    """Return the title of one drawing: the step in bold, then what it does."""
    return svg.element("text", svg.element("tspan", step, font_weight="bold"), f"  {words}", x=x, y=y)


def weigh(neuron):
    """Return the wires: two inputs and a bias into the sum, the sum into the bend, the bend to the output."""
    body = [heading(14, 24, "Weigh", "each input")]
    for name, x, w, y in (("₁", neuron.x1, neuron.w1, 116), ("₂", neuron.x2, neuron.w2, 236)):
        body.append(edge(64, y, 148, 176, w))
        body.append(node(40, y, svg.decimal(x, 1)))
        body.append(svg.text(40, y - 32, f"x{name}", anchor="middle"))
        beside_wire = y + 8 if y < 176 else y + 2
        body.append(svg.text(120, beside_wire, f"w{name} = {svg.decimal(w, 1)}", anchor="middle", halo=True))
    body.append(edge(172, 96, 172, 146, neuron.b))
    body.append(svg.text(172, 84, f"b = {svg.decimal(neuron.b, 1)}", anchor="middle"))
    body.append(svg.arrow(172, 206, 172, 256))
    body.append(node(172, 176, "", radius=30))
    body.append(svg.text(172, 172, "Σ", anchor="middle", size=17))
    body.append(svg.text(172, 192, svg.decimal(neuron.z), anchor="middle", size=14))
    body.append(_glyph(neuron.bend, 172, 282))
    body.append(svg.arrow(172, 308, 172, 338))
    body.append(node(172, 366, svg.decimal(neuron.a), radius=27, fill=png.css_color(neuron.a, FULL[neuron.bend])))
    body.append(svg.text(136, 371, "a =", anchor="end"))
    return svg.join(*body)


def _glyph(bend, x, y):
    """Return a small picture of the bend in a box around (x, y)."""
    box = Panel(xlim=(-4, 4), ylim=(-1.6, 1.6), left=x - 30, top=y - 25, width=60, height=50)
    zs = np.linspace(-4, 4, 33)
    curve = ACTIVATIONS[bend](zs) / (FULL[bend] if FULL[bend] > 1 else 1)
    return svg.join(
        svg.rect(box.left, box.top, box.width, box.height, stroke=svg.INK, stroke_width=1.8, radius=9),
        box.segment((-3.4, 0), (3.4, 0), color=svg.RULE, width=1),
        box.clip(box.curve(zs, curve, color=svg.ACCENT, width=2.5)),
    )


def reach(neuron):
    """Return the half-width of the z axis: steps, so that the axis stands still during most moves."""
    running = np.cumsum(neuron.terms)
    return next(limit for limit in (3, 6, 12, 24) if np.abs(running).max() <= limit)


def sum_of_terms(neuron, left=258, width=216):
    """Return the sum as bars, each starting where the one before ends; the last runs from 0 to z."""
    limit = reach(neuron)
    panel = Panel(xlim=(-limit, limit), ylim=(4, 0), left=left, top=40, width=width, height=128)
    parts = [heading(left - 44, 24, "Sum", "z = w₁x₁ + w₂x₂ + b")]
    parts.append(panel.segment((0, 0), (0, 4), color=svg.RULE))
    start = 0.0
    for row, (name, term) in enumerate(zip(("w₁x₁", "w₂x₂", "b"), neuron.terms, strict=True)):
        parts.append(_sum_row(panel, row, name, start, term, svg.NEGATIVE if term < 0 else svg.POSITIVE))
        start += term
        parts.append(panel.segment((start, row + 0.5), (start, row + 1.5), color=svg.MUTED, width=1, dash="2 3"))
    parts.append(_sum_row(panel, 3, "z", 0.0, neuron.z, svg.INK))
    return svg.join(*parts)


def _sum_row(panel, row, name, start, term, color):
    middle = panel.y(row + 0.5) + 5
    return svg.join(
        svg.text(panel.left - 12, middle, name, anchor="end"),
        panel.bar(start, start + term, row + 0.2, row + 0.8, fill=color),
        svg.text(panel.left + panel.width + 58, middle, svg.decimal(term), anchor="end"),
    )


def bend_curve(neuron, left=258, width=216):
    """Return the bend's curve, with the point (z, a) on it, straight below the end of the sum."""
    limit = reach(neuron)
    low, high = {"tanh": (-1.25, 1.25), "relu": (-0.25 * limit, limit), "gelu": (-0.25 * limit, limit)}.get(
        neuron.bend, (-0.25, 1.25)
    )
    panel = Panel(xlim=(-limit, limit), ylim=(low, high), left=left, top=214, width=width, height=142)
    zs = np.linspace(-limit, limit, 121)
    ticks = (-1, 0, 1) if low < -1 else (0, 1) if high < 2 else (0, limit / 2, limit)
    x, y = panel.x(neuron.z), panel.y(neuron.a)
    z_end = 40 + 128 * 3.8 / 4
    return svg.join(
        svg.line(x, z_end, x, y, color=svg.MUTED, dash="3 4"),
        heading(left - 44, 200, "Bend", f"a = {neuron.bend}(z)"),
        panel.frame(xticks=(-limit, -limit / 2, 0, limit / 2, limit), yticks=ticks, xlabel="z"),
        panel.clip(_curve(panel, neuron.bend, zs)),
        svg.line(x, y, left + width, y, color=svg.MUTED, dash="3 4"),
        svg.circle(x, y, 6.5, fill=svg.ACCENT, stroke=svg.PAPER, width=2),
        svg.text(left + width + 58, y + 5, svg.decimal(neuron.a), anchor="end", weight="bold"),
    )


def _curve(panel, bend, zs):
    if bend != "step":
        return panel.curve(zs, ACTIVATIONS[bend](zs), color=svg.ACCENT, width=2.5)
    return svg.join(  # two pieces: a step has no vertical part
        panel.segment((zs[0], 0), (0, 0), color=svg.ACCENT, width=2.5),
        panel.segment((0, 1), (zs[-1], 1), color=svg.ACCENT, width=2.5),
    )


def plane(neuron, table, target, left=596, top=40, size=290):
    """Return the plane of all inputs: output as colour, the cut z = 0, the weights as an arrow across it."""
    panel = Panel(xlim=(-SPAN, SPAN), ylim=(-SPAN, SPAN), left=left, top=top, width=size, height=size)
    ticks = range(-3, 4)
    parts = [heading(left - 22, 24, "Plane", "the output at every input")]
    parts.append(panel.heat(output_levels(neuron)))
    parts.append(panel.frame(ticks, ticks, grid=False))
    parts.append(svg.text(left + size, top + size + 34, "x₁", anchor="end"))
    parts.append(svg.text(left - 22, top + 5, "x₂", anchor="end"))
    parts.append(panel.clip(_cut(panel, neuron), _target(panel, neuron, target), _table(panel, neuron, table)))
    parts.append(_here(panel, neuron))
    return svg.join(*parts)


def output_levels(neuron, pixels=200):
    """Return the output on a grid of inputs as palette levels, shape (pixels, pixels).

    The output depends on z alone, so the bend is computed for 2,001 values of z and looked up for each pixel.
    """
    axis = np.linspace(-SPAN, SPAN, pixels)
    largest = SPAN * (abs(neuron.w1) + abs(neuron.w2)) + abs(neuron.b) + 1e-9
    table = png.levels_of(ACTIVATIONS[neuron.bend](np.linspace(-largest, largest, 2001)), FULL[neuron.bend])
    steps = 1000 / largest
    across, up = steps * neuron.w1 * axis, steps * (neuron.w2 * axis + neuron.b) + 1000.5
    return table[(up[:, None] + across).astype(np.intp)]


def _cut(panel, neuron):
    ends = clip_line((neuron.w1, neuron.w2), neuron.b, panel.xlim, panel.ylim)
    if ends is None:
        words = "every input here fires" if neuron.b > 0 else "no input here fires"
        return svg.text(panel.left + panel.width / 2, panel.top + 24, words, anchor="middle", halo=True)
    middle = np.mean(ends, axis=0)
    tip = middle + 0.4 * np.array([neuron.w1, neuron.w2])
    return svg.join(
        panel.segment(*ends, color=svg.PAPER, width=5),
        panel.segment(*ends, color=svg.INK, width=2.5),
        panel.arrow(middle, tip, width=2.5, head=11),
        svg.text(*_beyond(panel, middle, tip), "w", anchor="middle", weight="bold", halo=True),
    )


def _beyond(panel, start, tip, gap=13):
    """Return where a letter stands clear of an arrow's head, in pixels."""
    across, down = panel.x(tip[0]) - panel.x(start[0]), panel.y(tip[1]) - panel.y(start[1])
    length = float(np.hypot(across, down))
    return panel.x(tip[0]) + gap * across / length, panel.y(tip[1]) + gap * down / length + 5


def _target(panel, neuron, target):
    x, y = panel.x(target[0]), panel.y(target[1])
    corners = [(x, y - 9), (x + 9, y), (x, y + 9), (x - 9, y)]
    reached = neuron.z_at(*target) == 0
    return svg.join(
        svg.polygon(corners, fill=svg.ACCENT if reached else svg.PAPER, stroke=svg.ACCENT, width=2.5),
        svg.text(x + 15, y + 5, "reached" if reached else "goal", size=12, halo=True),
    )


def _table(panel, neuron, table):
    if TABLES[table] is None:
        return svg.Svg("")
    xs, ys = zip(*CORNERS, strict=True)
    crosses = [
        svg.text(panel.x(x), panel.y(y) + 9, "×", size=26, weight="bold", anchor="middle")
        for x, y in neuron.wrong_rows(table)
    ]
    return svg.join(panel.points(xs, ys, TABLES[table], size=6.5), *crosses)


def _here(panel, neuron):
    x, y = panel.x(neuron.x1), panel.y(neuron.x2)
    return svg.join(
        svg.circle(x, y, 8, fill=svg.INK if neuron.z > 0 else svg.PAPER, stroke=svg.PAPER, width=5),
        svg.circle(x, y, 7.5, fill=svg.INK if neuron.z > 0 else svg.PAPER, stroke=svg.INK, width=2.5),
        svg.text(x, y - 14, "x", anchor="middle", weight="bold", halo=True),
    )
