"""The two planes of the folding explorer: the sheet of inputs as it lies, and the same sheet on its way."""

import math
from functools import lru_cache

import numpy as np

from nnlib.labs import svg
from nnlib.labs.folding_network import HALF, LEFT_SLOPE, cells, folding, grid_lines, steps
from nnlib.labs.folding_progress import CREASE, ONE, ZERO, what_happens, where
from nnlib.labs.neuron_picture import heading
from nnlib.labs.panel import Panel, clip_line

TOP, SIZE = 48, 280
INPUT = Panel(xlim=(-HALF, HALF), ylim=(-HALF, HALF), left=36, top=TOP, width=SIZE, height=SIZE)


def input_plane(cut):
    """Return the sheet as it lies in the beginning, with its creases, the points, and the curve that the cut became."""
    zeros, ones, tears = cut.torn
    return svg.join(
        heading(14, 26, "Input plane", "what the network says"),
        INPUT.frame((-1, 0, 1), (-1, 0, 1), grid=False),
        _axis_names(INPUT, "x"),
        INPUT.clip(
            svg.element("path", d=_outlines(INPUT, zeros), fill=ZERO, fill_opacity="0.55"),
            svg.element("path", d=_outlines(INPUT, ones), fill=ONE, fill_opacity="0.55"),
            _creased_grid(cut.data, cut.bend),
            _curve(INPUT, tears),
        ),
        _input_points(cut.data),
        _crosses(INPUT, cut.network.points[cut.wrong], 6),
    )


def on_the_way(cut, stage):
    """Return the sheet at a stage between the input (0) and the last space (the number of layers)."""
    network = cut.network
    panel = Panel(*network.window, left=366, top=TOP, width=SIZE, height=SIZE)
    zeros, ones, tears = (_moved(network, stage, parts) for parts in cut.torn)
    name = "x" if stage == 0 else "a" if steps(stage % 1 or 1)[2] > 0 else "z"
    points = network.at(network.points, stage)
    return svg.join(
        heading(350, 26, where(stage, network.depth), what_happens(stage, network.depth, cut.bend)),
        panel.frame(_whole_numbers(panel.xlim), _whole_numbers(panel.ylim)),
        _axis_names(panel, name),
        panel.clip(
            panel.segment((0, panel.ylim[0]), (0, panel.ylim[1]), color=svg.MUTED),
            panel.segment((panel.xlim[0], 0), (panel.xlim[1], 0), color=svg.MUTED),
            *(_paper(panel, part, ZERO) for part in zeros),
            *(_paper(panel, part, ONE) for part in ones),
            _grid(panel, _moved(network, stage, grid_lines(cut.data, cut.bend))),
            _curve(panel, tears),
            _points(panel, points, network.labels, 3.5),
            _crosses(panel, points[cut.wrong], 4.5),
            _straight_cut(panel, cut) if stage == network.depth else svg.Svg(""),
        ),
    )


def _whole_numbers(limits):
    return range(math.ceil(limits[0]), math.floor(limits[1]) + 1)


def _axis_names(panel, name):
    right, bottom = panel.left + panel.width, panel.top + panel.height
    return svg.join(
        svg.text(right, bottom + 32, f"{name}₁", anchor="end"),
        svg.text(panel.left - 8, panel.top - 4, f"{name}₂", anchor="end"),
    )


@lru_cache(maxsize=32)
def _creased_grid(data, bend):
    """Return what the cut does not change on the input plane: the grid, and the creases that the bends will make."""
    grid = _grid(INPUT, grid_lines(data, bend))
    if LEFT_SLOPE[bend] == 1:
        return grid
    style = {"fill": "none", "stroke": CREASE, "stroke_width": 1.6, "stroke_dasharray": "2 3"}
    return svg.join(grid, svg.element("path", d=_outlines(INPUT, cells(data, bend)), **style))


@lru_cache(maxsize=8)
def _input_points(data):
    network = folding(data, "none")
    return _points(INPUT, network.points, network.labels, 4.5)


def _moved(network, stage, parts):
    """Return lists of points, each moved to a stage; all at once, because one call costs as much as many points."""
    if not parts:
        return []
    places = network.at(np.concatenate(parts), stage)
    return np.split(places, np.cumsum([len(part) for part in parts])[:-1])


def _paper(panel, corners, color):
    """Return one part of the sheet as thin paper: where two lie on each other, the colour is deeper."""
    return svg.element("path", d=_outlines(panel, [corners]), fill=color, fill_opacity="0.4")


def _grid(panel, lines):
    style = {"fill": "none", "stroke": svg.MUTED, "stroke_width": 0.8, "stroke_opacity": "0.55"}
    return svg.element("path", d=_lines(panel, lines), **style)


def _curve(panel, tears):
    """Return what the cut looks like here; where a layer has pressed a part of it into a point, a dot."""
    d = _lines(panel, tears)
    if not d:
        return svg.Svg("")
    style = {"d": d, "fill": "none", "stroke_linecap": "round"}
    return svg.join(
        svg.element("path", **style, stroke=svg.PAPER, stroke_width=6),
        svg.element("path", **style, stroke=svg.ACCENT, stroke_width=3.5),
    )


def _straight_cut(panel, cut):
    """Return the whole line, and the arrow to the side on which the network says 1."""
    ends = clip_line(cut.normal, -cut.shift, panel.xlim, panel.ylim)
    if ends is None:
        return svg.Svg("")
    foot = np.mean(ends, axis=0)
    tip = foot + 0.13 * (panel.xlim[1] - panel.xlim[0]) * np.array(cut.normal)
    return svg.join(
        panel.segment(*ends, color=svg.INK, width=1.5, dash="7 5"),
        panel.arrow(foot, tip, color=svg.PAPER, width=6, head=15),
        panel.arrow(foot, tip, width=2.5, head=11),
    )


def _points(panel, places, labels, size):
    """Return all points as two shapes: filled blue squares for class 1, open vermilion circles for class 0."""
    square = f"m-{size} -{size}h{2 * size}v{2 * size}h-{2 * size}z"
    circle = f"m-{size} 0a{size} {size} 0 1 0 {2 * size} 0a{size} {size} 0 1 0 -{2 * size} 0z"
    marked = list(zip(_pixels(panel, places), labels, strict=True))
    squares = "".join([f"M{at}{square}" for at, label in marked if label])
    circles = "".join([f"M{at}{circle}" for at, label in marked if not label])
    return svg.join(
        svg.element("path", d=squares, fill=svg.POSITIVE, stroke=svg.PAPER, stroke_width=1),
        svg.element("path", d=circles, fill=svg.PAPER, stroke=svg.NEGATIVE, stroke_width=0.5 * size),
    )


def _crosses(panel, places, size):
    if len(places) == 0:
        return svg.Svg("")
    cross = f"m-{size} -{size}l{2 * size} {2 * size}m0 -{2 * size}l-{2 * size} {2 * size}"
    d = "".join([f"M{at}{cross}" for at in _pixels(panel, places)])
    return svg.element("path", d=d, fill="none", stroke=svg.INK, stroke_width=1.8)


def _pixels(panel, places):
    places = np.asarray(places)
    xs, ys = panel.x(places[:, 0]).tolist(), panel.y(places[:, 1]).tolist()
    return [f"{x:.1f} {y:.1f}" for x, y in zip(xs, ys, strict=True)]


def _lines(panel, parts):
    return "".join([f"M{'L'.join(_pixels(panel, part))}" for part in parts])


def _outlines(panel, parts):
    return "".join([f"M{'L'.join(_pixels(panel, part))}Z" for part in parts])
