"""A rectangle with data coordinates: what is drawn with numbers instead of pixels."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nnlib.labs import svg
from nnlib.labs.png import PALETTE, data_url, indexed_png


@dataclass(frozen=True)
class Panel:
    """One set of axes at a place in the picture. Methods return markup; the panel itself never changes.

    Parameters
    ----------
    xlim, ylim : tuple of float
        The data at the left and right side, and at the bottom and top; (3, 0) runs the other way.
    left, top, width, height : float
        The rectangle in pixels.

    Examples
    --------
    >>> panel = Panel(xlim=(-1, 1), ylim=(0, 10), left=50, top=20, width=200, height=100)
    >>> panel.x(0), panel.y(10)
    (150.0, 20.0)
    """

    xlim: tuple
    ylim: tuple
    left: float
    top: float
    width: float
    height: float

    def __post_init__(self):
        for name, (low, high) in (("xlim", self.xlim), ("ylim", self.ylim)):
            if not abs(high - low) > 0:
                raise ValueError(f"Panel expected {name} = (first, last), two different numbers, got ({low}, {high}).")

    def x(self, value):
        """Return the pixel column of a data x (a number, or an array of any shape)."""
        return self.left + (value - self.xlim[0]) * (self.width / (self.xlim[1] - self.xlim[0]))

    def y(self, value):
        """Return the pixel row of a data y; with low to high `ylim`, larger y is higher up."""
        return self.top + (self.ylim[1] - value) * (self.height / (self.ylim[1] - self.ylim[0]))

    def frame(self, xticks=(), yticks=(), xlabel="", ylabel="", grid=True):
        """Return the border, ticks with numbers, a quiet grid, and the axis names."""
        return _frame(self, tuple(xticks), tuple(yticks), xlabel, ylabel, grid)

    def clip(self, *parts):
        """Return `parts` with everything outside the rectangle cut off."""
        box = f"{self.left} {self.top} {self.width} {self.height}"
        return svg.element(
            "svg", *parts, x=self.left, y=self.top, width=self.width, height=self.height, viewBox=box, overflow="hidden"
        )

    def curve(self, xs, ys, **style):
        """Return a line through data points; `style` as in `svg.polyline`. Clip it if it may leave the panel."""
        return svg.polyline(self.x(np.asarray(xs)).tolist(), self.y(np.asarray(ys)).tolist(), **style)

    def segment(self, start, end, **style):
        """Return a straight line between two data points."""
        return svg.line(self.x(start[0]), self.y(start[1]), self.x(end[0]), self.y(end[1]), **style)

    def arrow(self, start, end, **style):
        """Return an arrow between two data points."""
        return svg.arrow(self.x(start[0]), self.y(start[1]), self.x(end[0]), self.y(end[1]), **style)

    def bar(self, x0, x1, y0, y1, fill=svg.POSITIVE, **style):
        """Return a filled rectangle between two data corners, in either order: a bar, or one bin of a histogram."""
        left, right = sorted((self.x(x0), self.x(x1)))
        top, bottom = sorted((self.y(y0), self.y(y1)))
        return svg.rect(left, top, right - left, bottom - top, fill=fill, **style)

    def points(self, xs, ys, labels, size=5.0):
        """Return points of two classes: label 1 a filled blue square, label 0 a hollow vermilion circle."""
        xs, ys = self.x(np.asarray(xs, dtype=float)), self.y(np.asarray(ys, dtype=float))
        return svg.join(
            *(
                svg.rect(x - size, y - size, 2 * size, 2 * size, fill=svg.POSITIVE, stroke=svg.PAPER)
                if label
                else svg.circle(x, y, size, fill=svg.PAPER, stroke=svg.NEGATIVE, width=2.5)
                for x, y, label in zip(xs.tolist(), ys.tolist(), labels, strict=True)
            )
        )

    def heat(self, levels, palette=PALETTE):
        """Return a picture of palette levels that fills the panel.

        Parameters
        ----------
        levels : numpy.ndarray
            Shape (rows, columns), uint8, as `png.levels_of` gives them; row 0 lies at the low end of y.
        palette : numpy.ndarray
            Shape (colours, 3), uint8.
        """
        address = svg.Svg(data_url(indexed_png(levels[::-1], palette)))
        return svg.element(
            "image", x=self.left, y=self.top, width=self.width, height=self.height, preserveAspectRatio="none",
            href=address,
        )  # fmt: skip


@lru_cache(maxsize=64)  # the same at nearly every redraw, and a fifth of its time
def _frame(panel, xticks, yticks, xlabel, ylabel, grid):
    left, top = panel.left, panel.top
    right, bottom = left + panel.width, top + panel.height
    parts = []
    for tick in xticks:
        x = panel.x(tick)
        parts.append(svg.line(x, top, x, bottom, color=svg.GRID, width=1) if grid else svg.Svg(""))
        parts.append(svg.text(x, bottom + 16, _tick(tick), size=13, anchor="middle", color=svg.MUTED))
    for tick in yticks:
        y = panel.y(tick)
        parts.append(svg.line(left, y, right, y, color=svg.GRID, width=1) if grid else svg.Svg(""))
        parts.append(svg.text(left - 6, y + 4, _tick(tick), size=13, anchor="end", color=svg.MUTED))
    parts.append(svg.rect(left, top, panel.width, panel.height, fill="none", stroke=svg.RULE))
    if xlabel:
        parts.append(svg.text(right, bottom + 35, xlabel, anchor="end"))
    if ylabel:
        parts.append(svg.text(left - 6, top - 8, ylabel, anchor="end"))
    return svg.join(*parts)


def _tick(value):
    return f"{value:g}".replace("-", "−")


def clip_line(w, b, xlim, ylim):
    """Return the part of the line w·x + b = 0 that lies in a rectangle.

    Parameters
    ----------
    w : tuple of float
        The normal, two numbers.
    b : float
        The offset.
    xlim, ylim : tuple of float
        The rectangle.

    Returns
    -------
    tuple of two (x, y) pairs, or None
        None where the line misses the rectangle, only touches a corner, or w is zero and there is no line.

    Examples
    --------
    >>> clip_line((1, 0), -2, xlim=(-3, 3), ylim=(-3, 3))
    ((2.0, -3.0), (2.0, 3.0))
    """
    squared = w[0] * w[0] + w[1] * w[1]
    if squared == 0:
        return None
    foot = (-b * w[0] / squared, -b * w[1] / squared)
    along = (-w[1], w[0])
    first, last = -np.inf, np.inf
    for place, step, (low, high) in zip(foot, along, (xlim, ylim), strict=True):
        if step == 0:
            if not low <= place <= high:
                return None
            continue
        enter, leave = sorted(((low - place) / step, (high - place) / step))
        first, last = max(first, enter), min(last, leave)
    if not first < last:
        return None
    return tuple((float(foot[0] + t * along[0]), float(foot[1] + t * along[1])) for t in (first, last))
