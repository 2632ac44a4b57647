"""The budget slider's network: its layers as columns of neurons, and below them where the budget went."""

from functools import lru_cache
from itertools import pairwise

from nnlib.labs import svg
from nnlib.labs.diagram import positions
from nnlib.labs.neuron_picture import heading

SEEN = 7  # a taller column is drawn with a gap, and its number of neurons stands above it anyway
LEFT, TOP, WIDTH, HEIGHT = 34, 76, 196, 190
PARTS = ((svg.POSITIVE, "first layer"), ("#6BAED6", "later"), (svg.ACCENT, "output"))


def network(offer, budget, inputs):
    """Return the network that the budget buys, or a sentence where it buys none."""
    return svg.join(
        heading(14, 24, "Spend", f"{budget:,} numbers"),
        _columns(inputs, offer.width, offer.depth) if offer.width else _nothing(offer.depth),
        _bill(offer, budget),
    )


def _nothing(depth):
    middle = LEFT + WIDTH / 2
    return svg.join(
        svg.text(middle, TOP + 80, "Too little for", anchor="middle", color=svg.MUTED),
        svg.text(middle, TOP + 102, f"{depth} hidden layer{'s' * (depth > 1)}.", anchor="middle", color=svg.MUTED),
    )


@lru_cache(maxsize=256)
def _columns(inputs, width, depth):
    sizes = [inputs, *[width] * depth, 1]
    seen = [min(size, SEEN) for size in sizes]
    places = positions(seen, LEFT, TOP, WIDTH, HEIGHT)
    radius = 7 if depth <= 5 else 6
    wires = "".join(
        f"M{x0:.0f} {y0:.1f}L{x1:.0f} {y1:.1f}"
        for starts, ends in pairwise(places)
        for x0, y0 in starts.tolist()
        for x1, y1 in ends.tolist()
    )
    fills = [svg.PAPER, *["#DCEAF5"] * depth, svg.PAPER]
    columns = [_column(*column) for column in zip(places, sizes, fills, strict=True)]
    neurons = [svg.circle(x, y, radius, fill=fill) for dots, fill, _ in columns for x, y in dots]
    return svg.join(
        svg.element("path", d=wires, stroke=svg.RULE, stroke_width=0.8),
        *neurons,
        *(gap for _, _, gap in columns),
        *_counts(places, inputs, width),
    )


def _column(dots, size, fill):
    """Return the circles of a column, their colour, and three dots where there are more neurons than circles."""
    dots = dots.tolist()
    if size <= SEEN:
        return dots, fill, svg.Svg("")
    x, y = dots[SEEN // 2]
    gap = [svg.circle(x, y + step, 1.6, fill=svg.INK, stroke="none") for step in (-7, 0, 7)]
    return dots[: SEEN // 2] + dots[SEEN // 2 + 1 :], fill, svg.join(svg.rect(x - 8, y - 14, 16, 28), *gap)


def _counts(places, inputs, width):
    """Return how many neurons there are: above each column, or once over all where the numbers would touch."""
    first, *hidden, last = (float(place[0, 0]) for place in places)
    words = {"size": 13, "color": svg.MUTED, "anchor": "middle"}
    ends = [svg.text(first, TOP + HEIGHT + 22, _named(inputs, "input"), **words)]
    ends.append(svg.text(last, TOP + HEIGHT + 22, "output", **words))
    depth = len(hidden)
    layers = f"{_named(depth, 'hidden layer')} of {width:,}"
    return [*ends, svg.text(LEFT + WIDTH / 2, 58, layers, anchor="middle", weight="bold")]


def _named(count, name):
    return f"{count:,} {name}{'s' * (count != 1)}"


def _bill(offer, budget, top=318):
    """Return the budget as a bar that is full to where it is spent."""
    parts, at, spent = [], float(LEFT - 14), sum(offer.parts)
    for amount, (color, _) in zip(offer.parts, PARTS, strict=True):
        length = (WIDTH + 28) * amount / budget
        parts.append(svg.rect(at, top, length, 16, fill=color))
        at += length
    frame = svg.rect(LEFT - 14, top, WIDTH + 28, 16, fill="none", stroke=svg.MUTED)
    words = f"{spent:,} spent, {budget - spent:,} left" if spent else "nothing bought"
    return svg.join(*parts, frame, svg.text(LEFT - 14, top + 35, words, size=13), *_legend(offer, top + 55))


def _legend(offer, y):
    """Return what the colours of the bar stand for, side by side; parts that are not there are left out."""
    x, shown = float(LEFT - 14), []
    for amount, (color, name) in zip(offer.parts, PARTS, strict=True):
        if amount:
            shown += [svg.rect(x, y - 10, 10, 10, fill=color), svg.text(x + 14, y, name, size=12, color=svg.MUTED)]
            x += 30 + 6.5 * len(name)
    return shown
