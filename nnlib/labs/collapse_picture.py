"""The collapse explorer in three drawings: the sheet before, the layers and their product, the sheet after."""

from functools import cache
from itertools import groupby

import numpy as np

from nnlib.labs import svg
from nnlib.labs.neuron_picture import heading
from nnlib.labs.panel import Panel
from nnlib.labs.sheet import CORNER, DOT, SHEET, lines, turns, width

TINT = "#DCEAF5"
BAR = "#93A0AD"
ONE = {"color": svg.INK, "width": 1.8, "dash": "1 5", "cap": "round"}
REACHES = (2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)  # half-widths of the right plane: it stands still during most moves


@cache
def before():
    """Return the sheet as it lies before the first layer."""
    panel = Panel(xlim=(-1.6, 1.6), ylim=(-1.6, 1.6), left=42, top=44, width=248, height=248)
    ticks = (-1, 0, 1)
    return svg.join(
        heading(20, 24, "Before", "a sheet of inputs"),
        panel.frame(ticks, ticks, xlabel="x₁", grid=False),
        svg.text(panel.left - 14, panel.top + 4, "x₂", anchor="end"),
        *_sheet(panel, SHEET, CORNER),
        svg.text(panel.left, panel.top + 312, "Shaded: the quarter where x₁ and x₂", size=13, color=svg.MUTED),
        svg.text(panel.left, panel.top + 330, "are positive.", size=13, color=svg.MUTED),
    )


def _sheet(panel, dots, rim):
    """Return the shaded quarter and the lines: blue and solid the upright ones, vermilion and dashed the level ones."""
    each = turns(dots)
    upright, level = each[: len(each) // 2], each[len(each) // 2 :]
    return [
        svg.polygon(zip(panel.x(rim[:, 0]).tolist(), panel.y(rim[:, 1]).tolist(), strict=True), fill=TINT),
        *(panel.curve(*line.T, color=svg.POSITIVE, width=2.4) for line in upright),
        *(panel.curve(*line.T, color=svg.NEGATIVE, width=2.4, dash="10 2") for line in level),
    ]


def after(stack, dots, rim, one, gap, left=560, top=44, size=310):
    """Return the sheet after the stack, and on it, dotted, where the one layer puts it.

    Parameters
    ----------
    stack : LayerStack
    dots, rim : numpy.ndarray of shape (n, 2)
        Where the stack puts `SHEET` and `CORNER`.
    one : numpy.ndarray of shape (n, 2)
        Where the one layer puts `SHEET`.
    gap : tuple of (float, int)
        The largest distance between the two and the index of its dot.
    """
    farthest = max(np.abs(dots).max(), np.abs(one).max())
    reach = next((limit for limit in REACHES if farthest <= limit), farthest)
    panel = Panel(xlim=(-reach, reach), ylim=(-reach, reach), left=left, top=top, width=size, height=size)
    ticks = (-reach, -reach / 2, 0, reach / 2, reach)
    return svg.join(
        heading(left - 22, 24, "After", f"{count(stack)}, {between(stack)}"),
        panel.frame(ticks, ticks, grid=False),
        svg.text(left + 6, top + 18, "y₂"),
        svg.text(left + size - 6, top + size - 8, "y₁", anchor="end"),
        panel.clip(
            *_sheet(panel, dots, rim),
            *(panel.segment(line[0], line[-1], **ONE) for line in lines(one)),
            _miss(panel, dots[gap[1]], one[gap[1]], gap[0]),
            _ring(panel, dots),
        ),
        _legend(left, top + size + 34),
    )


def between(stack):
    """Return what stands between the layers, in words."""
    if stack.layers == 1 or stack.bend == "none":
        return "no bend between"
    return f"{stack.bend} between"


def _ring(panel, dots):
    """Return a ring around a sheet that is too small to be seen."""
    if width(dots) >= DOT:
        return svg.Svg("")
    x, y = dots.mean(axis=0).tolist()
    return svg.join(
        svg.circle(panel.x(x), panel.y(y), 12, fill=svg.PAPER, stroke=svg.NEGATIVE, width=2.5),
        svg.circle(panel.x(x), panel.y(y), 4, fill=svg.POSITIVE, stroke="none"),
        svg.element("rect", x=panel.x(x) - 52, y=panel.y(y) + 15, width=104, height=20, rx=3, fill=svg.PAPER),
        svg.text(panel.x(x), panel.y(y) + 30, "the whole sheet", size=13, anchor="middle"),
    )


def _miss(panel, there, here, distance):
    """Return an arrow over the largest distance; one that nobody could see is left out."""
    if distance < 0.02 * (panel.xlim[1] - panel.xlim[0]):
        return svg.Svg("")
    start, end = (panel.x(there[0]), panel.y(there[1])), (panel.x(here[0]), panel.y(here[1]))
    return svg.join(
        svg.line(*start, *end, color=svg.PAPER, width=7),
        svg.arrow(*start, *end, color=svg.ACCENT, width=3, head=11),
    )


@cache
def _legend(left, y):
    words = {"size": 13, "color": svg.MUTED}
    return svg.join(
        svg.line(left, y - 9, left + 30, y - 9, color=svg.POSITIVE, width=2.4),
        svg.line(left, y - 3, left + 30, y - 3, color=svg.NEGATIVE, width=2.4, dash="10 2"),
        svg.text(left + 37, y, "the layers", **words),
        svg.line(left + 112, y - 5, left + 142, y - 5, **ONE),
        svg.text(left + 149, y, "W′x + b′", **words),
        svg.arrow(left + 211, y - 5, left + 239, y - 5, color=svg.ACCENT, width=3, head=11),
        svg.text(left + 245, y, "largest miss", **words),
    )


def product(stack, left=322, across=192):
    """Return the layers as bars, as tall as they have neurons, and below them the one layer that is their product."""
    middle = left + across / 2
    bent = stack.layers > 1 and stack.bend != "none"
    words = {"size": 13, "color": svg.MUTED}
    purple = f"purple: {stack.bend}" if bent else ""
    return svg.join(
        svg.text(middle, 36, f"{count(stack)}, {stack.parameters} numbers", anchor="middle"),
        svg.text(middle, 56, sizes(stack), anchor="middle", **words),
        *_bars(stack, left, across, bent),
        svg.text(middle, 155, purple, size=13, color=svg.ACCENT, anchor="middle"),
        svg.arrow(middle, 163, middle, 201, width=2.5, head=11),
        svg.text(middle + 14, 177, "multiplied out,", **words),
        svg.text(middle + 14, 194, "without bends" if bent else "nothing lost", **words),
        _one_layer(stack, left, 208, across),
    )


def count(stack):
    """Return how many layers there are, in words."""
    return "1 layer" if stack.layers == 1 else f"{stack.layers} layers"


def sizes(stack):
    """Return how many numbers go in, and how many each layer gives; of equal neighbours only the first and last.

    >>> from nnlib.labs.layer_stack import LayerStack
    >>> sizes(LayerStack(layers=10, weights="rotations", strength=0.1, bias=0.3, bend="none"))
    '2 → 3 … 3 → 2'
    """
    runs = [(size, len(list(equal))) for size, equal in groupby([2, *(len(bias) for _, bias in stack.pairs)])]
    return " → ".join(f"{size} … {size}" if many > 2 else " → ".join([str(size)] * many) for size, many in runs)


def _bars(stack, left, across, bent):
    """Return a grey bar for each layer and a purple one for each bend, all bars of one colour as one path."""
    slot = min(across / stack.layers, 16)
    start = left + (across - slot * stack.layers) / 2
    heights = [24 * len(weight) for weight, _ in stack.pairs]
    drawings = [_strokes(start + 0.31 * slot, slot, heights, BAR, 0.62 * slot)]
    if bent:
        drawings.append(_strokes(start + 0.81 * slot, slot, heights[:-1], svg.ACCENT, 0.38 * slot))
    return drawings


def _strokes(x, step, heights, color, thickness, middle=102):
    upright = "".join(f"M{x + step * i:.2f} {middle - high / 2:g}v{high}" for i, high in enumerate(heights))
    return svg.element("path", d=upright, stroke=color, stroke_width=thickness)


def _one_layer(stack, left, top, across):
    """Return W′ and b′ in a dotted box."""
    weight, bias = stack.one.weight, stack.one.bias
    box = {"x": left, "y": top, "width": across, "height": 120, "rx": 9, "fill": svg.PAPER, "stroke": svg.INK}
    rows = [
        svg.text(left + column, top + 58 + 24 * row, svg.decimal(value), anchor="end")
        for row in (0, 1)
        for column, value in ((64, weight[row, 0]), (118, weight[row, 1]), (180, bias[row]))
    ]
    return svg.join(
        svg.element("rect", **box, stroke_width=1.8, stroke_dasharray="1 5", stroke_linecap="round"),
        svg.text(left + 70, top + 30, "W′", anchor="middle", weight="bold"),
        svg.text(left + 162, top + 30, "b′", anchor="middle", weight="bold"),
        svg.line(left + 129, top + 42, left + 129, top + 86, color=svg.RULE),
        *rows,
        svg.text(left + across / 2, top + 107, "1 layer, 6 numbers", anchor="middle"),
    )
