"""The cost explorer's picture: each layer's share of parameters, memory and work, and the cards that hold the whole."""

import math
from functools import lru_cache

from nnlib.cost import GB
from nnlib.labs import svg
from nnlib.labs.amounts import in_bytes, short
from nnlib.labs.cost_plan import CARDS
from nnlib.labs.neuron_picture import heading

TINT = "#DCEAF5"
COLUMNS = (  # heading, colour, left side
    ("Parameters", svg.POSITIVE, 208),
    ("Memory", svg.ACCENT, 344),
    ("Work", svg.NEGATIVE, 492),
)
ACROSS, TOP, HEIGHT, ROW = 112, 78, 230, 64  # pixels; a row is at most so high
CARD_BAR = 62
FLOW = 0.9  # of a row: what flows through has a line of its own, since it is no layer's
_WORDS = {"size": 13, "color": svg.MUTED}


def layers(plan):
    """Return a line for each layer: its two sides, and three bars, each its share of the column."""
    rows = plan.rows
    row_height = min(HEIGHT / (len(rows) + FLOW), ROW)
    below = TOP + row_height * len(rows)
    totals = (plan.params, plan.memory(plan.use), plan.flops)
    return svg.join(
        heading(14, 24, "Count", plan.name),
        *(_heading(name, color, left, plan.use) for name, color, left in COLUMNS),
        *(_line(row, TOP + row_height * place, totals) for place, row in enumerate(rows)),
        _flow(plan, below),
        _total(plan, below + row_height * FLOW + 6),
    )


@lru_cache(maxsize=8)
def _heading(name, color, left, use):
    words = f"{name} to {use}" if name == "Memory" else name
    return svg.text(left, 62, words, color=color, weight="bold", size=14)


def _line(row, top, totals):
    values = (row.params, row.memory, row.flops)
    words = (short(row.params), in_bytes(row.memory), short(row.flops))
    bars = [
        _bar(left, top, word, color, value / total)
        for (_, color, left), word, value, total in zip(COLUMNS, words, values, totals, strict=True)
    ]
    return svg.join(_shape(row, top), *bars)


def _bar(left, top, words, color, share):
    """Return an amount, and below it a bar that is full where one layer has all of it."""
    return svg.join(
        svg.text(left, top + 13, words, size=14),
        svg.text(left + ACROSS, top + 13, _percent(share), anchor="end", **_WORDS),
        svg.rect(left, top + 20, ACROSS, 9, fill=svg.GRID),
        svg.rect(left, top + 20, max(ACROSS * share, 1), 9, fill=color),
    )


def _flow(plan, top):
    """Return the line of what flows through, which takes memory alone."""
    taken, left = plan.flow(plan.use), COLUMNS[1][2]
    words = "flows through, kept" if plan.use == "train" else "flows through"
    bar = _bar(left, top, in_bytes(taken), svg.ACCENT, taken / plan.memory(plan.use))
    return svg.join(svg.text(60, top + 18, words, size=14), bar)


def _percent(share):
    if 0 < share < 0.01:
        return "< 1 %"
    return f"{100 * share:.0f} %"


def _shape(row, top):
    """Return the layer as a shape between two sides, each a little taller for twice as many neurons."""
    middle, left, right = top + 18, 16.0, 50.0
    one, other = _half(row.fan_in), _half(row.fan_out)
    corners = [(left, middle - one), (right, middle - other), (right, middle + other), (left, middle + one)]
    words = f"{row.fan_in:,} → {row.fan_out:,}"
    shape = svg.polygon(corners, fill=TINT, stroke=svg.POSITIVE, width=1.2)
    if row.times == 1:
        return svg.join(shape, svg.text(60, middle + 5, words, size=14))
    repeated = svg.text(60, middle + 14, f"× {row.times}", size=14, weight="bold")
    return svg.join(shape, svg.text(60, middle - 3, words, size=14), repeated)


def _half(neurons):
    return 2 + 1.2 * math.log2(neurons)


def _total(plan, top):
    words = (short(plan.params), in_bytes(plan.memory(plan.use)), short(plan.flops))
    style = {"size": 14, "weight": "bold"}
    return svg.join(
        svg.line(14, top - 4, COLUMNS[-1][2] + ACROSS, top - 4, color=svg.RULE),
        svg.text(60, top + 17, "together", **style),
        *(svg.text(left, top + 17, word, **style) for (_, _, left), word in zip(COLUMNS, words, strict=True)),
    )


def doubled(plan):
    """Return how many times the work it is with hidden layers of twice the width, as a bar with a mark at each time."""
    left, unit = COLUMNS[0][2], 62
    marks = [svg.line(left + unit * times, 358, left + unit * times, 382, color=svg.PAPER) for times in (1, 2, 3)]
    return svg.join(
        svg.text(14, 362, "Every hidden layer", size=14),
        svg.text(14, 380, "twice as wide:", size=14),
        svg.rect(left, 362, 4 * unit, 16, fill=svg.GRID),
        svg.rect(left, 362, unit * plan.doubling, 16, fill=svg.NEGATIVE),
        *marks,
        svg.text(left + 4 * unit + 12, 375, f"{plan.doubling:.2f} × the work", size=14, weight="bold"),
    )


def cards(plan, left=636):
    """Return how full each card would be, to run the network and to train it."""
    return svg.join(
        heading(left - 10, 24, "Fit", "which card holds it?"),
        *(_card(plan, gigabytes, left, 48 + 108 * place) for place, gigabytes in enumerate(CARDS)),
        svg.text(left, 384, "GB: 10⁹ bytes", **_WORDS),
    )


def _card(plan, gigabytes, left, top):
    return svg.join(
        svg.rect(left - 8, top, 262, 94, fill=svg.PAPER, stroke=svg.RULE, radius=8),
        svg.text(left + 4, top + 22, f"a card of {gigabytes} GB", size=14, weight="bold"),
        *_filled(plan, gigabytes, "run", svg.POSITIVE, left, top + 34),
        *_filled(plan, gigabytes, "train", svg.ACCENT, left, top + 62),
    )


def _filled(plan, gigabytes, use, color, left, top):
    """Return the bar of one use: filled so far, or all of it, and the cards counted, where one is too small."""
    share = plan.memory(use) / (gigabytes * GB)
    holds = plan.fits(gigabytes, use)
    yield svg.text(left + 4, top + 14, use, size=13, weight="bold" if use == plan.use else None)
    yield svg.rect(left + 42, top + 2, CARD_BAR, 15, fill=svg.GRID)
    if holds:
        yield svg.rect(left + 42, top + 2, max(CARD_BAR * share, 1), 15, fill=color)
    else:
        yield svg.rect(left + 42, top + 2, CARD_BAR, 15, fill=svg.NEGATIVE)
    words = f"☑ {_full(share)}" if holds else f"☒ needs {math.ceil(share):,} cards"
    yield svg.text(left + 50 + CARD_BAR, top + 14, words, size=13, color=svg.INK if holds else "#A84300")


def _full(share):
    return f"{100 * share:.0f} % full" if share >= 0.01 else "< 1 % full"
