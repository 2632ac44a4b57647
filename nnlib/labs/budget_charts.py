"""The budget slider's charts: pieces at every depth, the random network, and how well hands could do."""

import math
from functools import lru_cache

import numpy as np

from nnlib.labs import svg
from nnlib.labs.budgets import MOST_LAYERS
from nnlib.labs.by_hand import DIGITS
from nnlib.labs.neuron_picture import heading
from nnlib.labs.panel import Panel
from nnlib.labs.powers import power
from nnlib.labs.straight_walk import random_walk

BAND, PALE, QUIET = "#F1EBF6", "#BFD9EC", "#7FB3D8"
STEPS = (1, 2, 3, 4, 5, 10, 20, 25, 50, 100, 200, 500)  # decades from tick to tick
POINTS, KINKS = 240, 60  # more would not be seen
XLIM = (0.5, 8.5)


def pieces_chart(plan, chosen, inputs):
    """Return the bars of what is possible at each depth, on a scale of powers of ten, and a circle for what was drawn.

    Parameters
    ----------
    plan : tuple of Offer
    chosen : Offer
    inputs : int
    """
    decades, step = scale(max(offer.most for offer in plan))
    panel = Panel(xlim=XLIM, ylim=(-0.04 * decades, decades), left=316, top=56, width=276, height=230)
    what = "pieces" if inputs == 1 else "regions"
    bars = [part for offer in plan if offer.width for part in _bar(panel, offer, offer is chosen)]
    dots = [_dot(panel, offer, offer is chosen) for offer in plan if offer.width]
    return svg.join(
        heading(268, 24, "Possible", f"{what}, depth by depth"),
        _band(panel, chosen.depth),
        *_decades(panel, decades, step),
        *bars,
        *dots,
        panel.frame(),
        *_spending(panel, plan, chosen),
        _legend(inputs == 1, any(offer.sure < offer.most for offer in plan)),
    )


def scale(largest):
    """Return the decades that an axis needs to hold a number, and how many lie between two ticks.

    >>> scale(1000), scale(1001), scale(10**47)
    ((3, 1), (4, 1), (50, 10))
    """
    needed = max(len(str(largest - 1)) if largest > 10 else 1, 1)
    step = next(step for step in STEPS if needed <= 5 * step)
    return step * math.ceil(needed / step), step


def _band(panel, depth):
    return panel.bar(depth - 0.5, depth + 0.5, *panel.ylim, fill=BAND)


def _decades(panel, decades, step):
    for exponent in range(0, decades + 1, step):
        y = panel.y(exponent)
        yield svg.line(panel.left, y, panel.left + panel.width, y, color=svg.GRID, width=1)
        words = f"{10**exponent:,}" if exponent < 4 else power(exponent)
        yield svg.text(panel.left - 6, y + 4, words, size=13, anchor="end", color=svg.MUTED)


def _bar(panel, offer, chosen):
    """Return the part of a bar that some weights reach, and the part that is only not excluded."""
    bottom, sure, most = panel.ylim[0], math.log10(offer.sure), math.log10(offer.most)
    sides = offer.depth - 0.32, offer.depth + 0.32
    yield panel.bar(*sides, bottom, sure, fill=svg.POSITIVE if chosen else QUIET)
    if most > sure:
        yield panel.bar(*sides, sure, most, fill=PALE)


def _dot(panel, offer, chosen):
    x, y = panel.x(offer.depth), panel.y(math.log10(offer.drawn))
    return svg.circle(x, y, 7 if chosen else 4.5, fill=svg.NEGATIVE, stroke=svg.PAPER, width=2 if chosen else 1.5)


def _spending(panel, plan, chosen):
    """Return the two rows below the bars: hidden layers, and how wide each is."""
    bottom = panel.top + panel.height
    yield svg.text(panel.left - 10, bottom + 18, "layers", size=13, anchor="end", color=svg.MUTED)
    yield svg.text(panel.left - 10, bottom + 36, "width", size=13, anchor="end", color=svg.MUTED)
    for offer in plan:
        style = {"size": 13, "anchor": "middle", "weight": "bold" if offer is chosen else None}
        width = str(offer.width) if offer.width < 10_000 else f"{offer.width // 1000}k"
        yield svg.text(panel.x(offer.depth), bottom + 18, str(offer.depth), **style)
        yield svg.text(panel.x(offer.depth), bottom + 36, width if offer.width else "–", **style)


@lru_cache(maxsize=4)
def _legend(line, unknown):
    """Return what the blue, the pale and the dots stand for; the pale only where some bar has it."""
    x, y, words = 268, 350, {"size": 13, "color": svg.MUTED}
    what, where = ("pieces", "pieces from −1 to 1") if line else ("regions", "pieces on one walk")
    pale = [
        svg.rect(x, y + 9, 12, 12, fill=PALE),
        svg.text(x + 18, y + 19, "not known: none have more than its top", **words),
    ]
    below = y + 34 if unknown else y + 15
    return svg.join(
        svg.rect(x, y - 10, 12, 12, fill=svg.POSITIVE),
        svg.text(x + 18, y, f"some weights have so many {what}", **words),
        *(pale if unknown else ()),
        svg.circle(x + 6, below, 5, fill=svg.NEGATIVE, stroke="none"),
        svg.text(x + 18, below + 4, f"typical: random weights, {where}", **words),
    )


def drawn_network(chosen, seed, biases, inputs):
    """Return what the random network says between −1 and 1, with a dot at each kink."""
    panel = Panel(xlim=(-1, 1), ylim=(-1.15, 1.15), left=648, top=40, width=232, height=120)
    pieces = f": {chosen.drawn:,} piece{'s' * (chosen.drawn > 1)}" if chosen.width else ""
    title = heading(630, 24, "Draw", f"random no. {seed}{pieces}")
    xlabel = "x" if inputs == 1 else "all inputs = x"
    if chosen.width == 0:
        return svg.join(title, _below(xlabel), panel.frame((-1, 0, 1)))
    walk = random_walk(chosen.width, chosen.depth, seed, biases)
    middle, half = (walk.outputs.max() + walk.outputs.min()) / 2, np.ptp(walk.outputs) / 2
    heights = (walk.outputs - middle) / max(half, 1e-9)  # its shape fills the panel, however high it is
    every = math.ceil(len(heights) / POINTS)
    shown = np.append(np.arange(0, len(heights) - 1, every), len(heights) - 1)
    kinks = np.flatnonzero(walk.kinks)
    dots = zip(walk.places[kinks].tolist(), heights[kinks].tolist(), strict=True) if len(kinks) <= KINKS else ()
    return svg.join(
        title,
        _below(xlabel if len(kinks) <= KINKS else f"{xlabel}; too many kinks to mark"),
        panel.frame((-1, 0, 1)),
        panel.curve(walk.places[shown], heights[shown], width=2.2),
        *(svg.circle(panel.x(x), panel.y(y), 3.5, fill=svg.NEGATIVE, stroke=svg.PAPER, width=1) for x, y in dots),
    )


def _below(words):
    return svg.text(764, 195, words, size=13, anchor="middle", color=svg.MUTED)


def hand_made(plan, chosen, name):
    """Return the largest error of the network that follows `name` by hand, at each depth, in powers of ten."""
    errors = [offer.error for offer in plan if offer.width]
    decades = max(math.ceil(-math.log10(min(errors, default=1))), 1)
    step = next(step for step in STEPS if decades <= 4 * step)
    decades = step * math.ceil(decades / step)
    panel = Panel(xlim=XLIM, ylim=(-decades, 0.05 * decades), left=680, top=246, width=200, height=94)
    return svg.join(
        heading(630, 232, "By hand", name),
        _band(panel, chosen.depth),
        *(_power_line(panel, -exponent) for exponent in range(0, decades + 1, step)),
        _rounding(panel, plan, decades),
        _errors(panel, plan, chosen),
        panel.frame(),
        *(svg.text(panel.x(offer.depth), 357, str(offer.depth), size=13, anchor="middle") for offer in plan),
        svg.text(630, 382, "largest error: lower is better", size=13, color=svg.MUTED),
    )


def _power_line(panel, exponent):
    y = panel.y(exponent)
    words = "1" if exponent == 0 else power(exponent)
    return svg.join(
        svg.line(panel.left, y, panel.left + panel.width, y, color=svg.GRID, width=1),
        svg.text(panel.left - 6, y + 4, words, size=13, anchor="end", color=svg.MUTED),
    )


def _rounding(panel, plan, decades):
    """Return the line below which 64 bits no longer tell two numbers near 1 apart, where the axis reaches it.

    The errors come from above: its name stands below it on the left where they cross it late, else above on the right.
    """
    if decades <= DIGITS:
        return svg.Svg("")
    y, right = panel.y(-DIGITS), panel.left + panel.width
    late = sum(offer.width > 0 and offer.error > 10**-DIGITS for offer in plan) > MOST_LAYERS / 2
    x, baseline, anchor = (panel.left + 5, y + 13, "start") if late else (right - 5, y - 6, "end")
    return svg.join(
        svg.line(panel.left, y, right, y, color=svg.NEGATIVE, width=1.5, dash="7 4"),
        svg.text(x, baseline, "rounding limit", size=12, anchor=anchor, color="#B04A00"),
    )


def _errors(panel, plan, chosen):
    bought = [offer for offer in plan if offer.width]
    depths, heights = [offer.depth for offer in bought], [math.log10(offer.error) for offer in bought]
    sizes = [7 if offer is chosen else 4.5 for offer in bought]
    dots = [
        svg.circle(panel.x(depth), panel.y(height), size, fill=svg.ACCENT, stroke=svg.PAPER)
        for depth, height, size in zip(depths, heights, sizes, strict=True)
    ]
    return svg.join(panel.curve(depths, heights, color=svg.ACCENT, width=1.5, dash="3 4"), *dots)
