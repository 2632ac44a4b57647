"""What the layers of a chain leave of a nudge, on an axis where each step divides by the same number."""

from functools import cache

import numpy as np

from nnlib.labs import svg
from nnlib.labs.bend_chain import MOST
from nnlib.labs.neuron_picture import heading
from nnlib.labs.panel import Panel
from nnlib.labs.powers import decade, in_powers, power

LOWEST, HIGHEST = (-6, -12, -24, -48, -96), (1, 4, 10)  # exponents at which the axis may end
LEFT, TOP, WIDTH, HEIGHT = 506, 92, 376, 220
ZERO_TOP, ZERO_HEIGHT = TOP + HEIGHT + 8, 34  # a log axis has no 0: it gets a strip of its own
CEILING = 0.25  # the steepest that the sigmoid is anywhere


def chain_of_products(chain):
    """Return the drawing: a disc a layer for the slopes alone, a square a layer with the weights between them."""
    panel = Panel((0.3, MOST + 0.7), limits(chain), LEFT, TOP, WIDTH, HEIGHT)
    layers = "1 layer" if chain.layers == 1 else f"{chain.layers} layers"
    return svg.join(
        heading(LEFT - 44, 24, "Chain", f"what {layers} leave of a nudge"),
        _key(chain.products[-1], chain.nudges[-1]),
        _axis(panel),
        *_line(panel, chain.products, {"color": svg.POSITIVE, "width": 2}),
        *_line(panel, chain.nudges, {"color": svg.NEGATIVE, "width": 2, "dash": "6 4"}),
        *_marks(panel, chain.products, _disc, ZERO_TOP + 9, svg.POSITIVE),
        *_marks(panel, chain.nudges, _square, ZERO_TOP + 25, svg.NEGATIVE),
        _ceiling(panel) if chain.bend == "sigmoid" else svg.Svg(""),
    )


def limits(chain):
    """Return the exponents at the axis' ends; they come in steps, so the axis stands still during most moves.

    Examples
    --------
    >>> from nnlib.labs.bend_chain import BendChain
    >>> limits(BendChain("sigmoid", z=0.0, layers=10, weight=1.0))
    (-12, 1)
    """
    sizes = np.abs(np.concatenate([chain.products, chain.nudges]))
    sizes = sizes[sizes > 0]
    low, high = (decade(sizes.min()), decade(sizes.max()) + 1) if sizes.size else (0, 0)
    return (
        next((end for end in LOWEST if end <= low), low),
        next((end for end in HIGHEST if end >= high), high),
    )


@cache
def _axis(panel):
    low, high = panel.ylim
    step = next(step for step in (1, 2, 3, 4, 6, 8, 12, 24) if (high - low) / step <= 7)
    ticks = [exponent for exponent in range(-step * 20, high + 1, step) if exponent >= low]
    right, base = LEFT + WIDTH, ZERO_TOP + ZERO_HEIGHT
    words = {"size": 13, "color": svg.MUTED}
    return svg.join(
        *(svg.line(LEFT, panel.y(tick), right, panel.y(tick), color=svg.GRID, width=1) for tick in ticks),
        *(svg.text(LEFT - 6, panel.y(tick) + 4, power(tick) if tick else "1", anchor="end", **words) for tick in ticks),
        svg.line(LEFT, panel.y(0), right, panel.y(0), color=svg.MUTED, width=1.5),
        svg.rect(LEFT, TOP, WIDTH, HEIGHT, fill="none", stroke=svg.RULE),
        svg.rect(LEFT, ZERO_TOP, WIDTH, ZERO_HEIGHT, fill="none", stroke=svg.RULE),
        svg.text(LEFT - 6, ZERO_TOP + 22, "0", anchor="end", **words),
        *(svg.text(panel.x(n), base + 16, str(n), anchor="middle", **words) for n in (1, 5, 10, 15, 20)),
        svg.text(right, base + 33, "layer", anchor="end"),
    )


def _key(product, nudge):
    rows = (
        (46, svg.POSITIVE, None, _disc, "slopes alone", product),
        (68, svg.NEGATIVE, "6 4", _square, "with the weights", nudge),
    )
    return svg.join(
        *(
            svg.join(
                svg.line(LEFT, y, LEFT + 32, y, color=color, width=2, dash=dash),
                mark(LEFT + 16, y, color),
                svg.text(LEFT + 42, y + 5, f"{words}:"),
                svg.text(LEFT + 184, y + 5, in_powers(value), weight="bold"),
            )
            for y, color, dash, mark, words, value in rows
        )
    )


@cache
def _ceiling(panel):
    """Return the most that the slopes of n sigmoids can leave: a quarter for each."""
    slant = float(np.log10(CEILING))
    middle = min(MOST, panel.ylim[0] / slant) * 0.6
    return svg.join(
        panel.clip(panel.segment((0, 0), (MOST + 1, slant * (MOST + 1)), color=svg.MUTED, dash="2 4")),
        svg.text(
            panel.x(middle) + 10, panel.y(slant * middle) - 6, "at most 0.25ⁿ", size=13, color=svg.MUTED, halo=True
        ),
    )


def _line(panel, values, style):
    """Return the lines between neighbours; one that is 0 has no place on this axis, so there the line ends."""
    shown = np.flatnonzero(values)
    if shown.size < 2:
        return []
    return [panel.curve(shown + 1, np.log10(np.abs(values[shown])), **style)]


def _marks(panel, values, mark, zero_y, color):
    for layer, value in enumerate(np.abs(values).tolist(), 1):
        if value > 0:
            yield mark(panel.x(layer), panel.y(np.log10(value)), color)
        else:
            yield svg.text(panel.x(layer), zero_y + 5, "×", anchor="middle", color=color, weight="bold")


def _disc(x, y, color):
    return svg.circle(x, y, 4.5, fill=color, stroke=svg.PAPER, width=1)


def _square(x, y, color):
    return svg.rect(x - 6, y - 6, 12, 12, fill="none", stroke=color, stroke_width=2)
