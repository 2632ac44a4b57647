"""A bend and its slope, one above the other: the tangent at z, and the zones where the bend is flat."""

from functools import cache

import numpy as np

from nnlib.activations import ACTIVATIONS, SLOPES
from nnlib.labs import svg
from nnlib.labs.bend_chain import FLAT
from nnlib.labs.neuron_picture import heading
from nnlib.labs.panel import Panel

SPAN = 6.0  # z runs from -SPAN to SPAN
SHADE = "#EBEEF2"
OUTPUTS = {  # the outputs that the curve's panel shows, and its ticks
    **dict.fromkeys(("step", "sigmoid"), ((-0.15, 1.15), (0, 0.5, 1))),
    "tanh": ((-1.2, 1.2), (-1, 0, 1)),
    **dict.fromkeys(("relu", "leaky_relu", "elu", "gelu", "silu"), ((-1.5, 6), (0, 2, 4, 6))),
}
_LEFT, _WIDTH = 52, 366
_ZS = np.linspace(-SPAN, SPAN, 241)


def bend_and_slope(chain):
    """Return both drawings, with the point z, its tangent, and a ring for each later layer of the chain."""
    limits, _ = OUTPUTS[chain.bend]
    upper = Panel((-SPAN, SPAN), limits, _LEFT, 44, _WIDTH, 176)
    lower = Panel((-SPAN, SPAN), (-0.2, 1.2), _LEFT, 262, _WIDTH, 96)
    a, slope = float(ACTIVATIONS[chain.bend](chain.z)), float(chain.slopes[0])
    number = {"weight": "bold", "color": svg.ACCENT, "anchor": "end"}
    ends = [(z, a + slope * (z - chain.z)) for z in (-SPAN, SPAN)]
    return svg.join(
        _still(chain.bend, upper, lower),
        upper.clip(
            upper.segment(*ends, color=svg.ACCENT, width=2, dash="7 4"),
            *_rings(upper, chain.zs[1:], ACTIVATIONS[chain.bend](chain.zs[1:])),
        ),
        svg.line(upper.x(chain.z), upper.y(a), lower.x(chain.z), lower.y(slope), color=svg.MUTED, width=1, dash="3 4"),
        lower.clip(*_rings(lower, chain.zs[1:], chain.slopes[1:])),
        _point(upper, chain.z, a),
        _point(lower, chain.z, slope),
        svg.text(_LEFT + _WIDTH, 24, f"a = {svg.decimal(a)}", **number),
        svg.text(_LEFT + _WIDTH, 250, f"slope {svg.decimal(slope, 3)}", **number),
    )


@cache  # one for each bend
def _still(bend, upper, lower):
    """Return what does not move: the shaded zones, the frames, both curves."""
    ticks = range(-6, 7, 2)
    values, slopes = ACTIVATIONS[bend](_ZS), SLOPES[bend](_ZS)
    zones = flat_zones(bend)
    shades = [svg.rect(p.x(a), p.top, p.x(b) - p.x(a), p.height, fill=SHADE) for p in (upper, lower) for a, b in zones]
    small = {"size": 13, "color": svg.MUTED}
    words = [svg.text(lower.x((a + b) / 2), lower.top + 18, "flat", anchor="middle", **small) for a, b in zones]
    return svg.join(
        heading(14, 24, "Bend", f"a = {bend}(z)"),
        heading(14, 250, "Slope", "at each z"),
        *shades,
        upper.frame((), OUTPUTS[bend][1]),
        lower.frame(ticks, (0, 0.5, 1), xlabel="z"),
        *words,
        upper.clip(_curve(upper, values, bend == "step")),
        svg.text(_LEFT, 394, f"Flat: a slope within ±{FLAT}. Rings: the later layers.", **small),
        lower.clip(_curve(lower, slopes, bend in ("step", "relu", "leaky_relu"))),
    )


def _curve(panel, values, jumps):
    """Return the curve; one that jumps at 0 comes in two pieces, since there is nothing between them."""
    style = {"color": svg.POSITIVE, "width": 3}
    if not jumps:
        return panel.curve(_ZS, values, **style)
    left, right = _ZS < 0, _ZS > 0
    return svg.join(
        panel.curve([*_ZS[left], 0.0], [*values[left], values[left][-1]], **style),
        panel.curve([0.0, *_ZS[right]], [values[right][0], *values[right]], **style),
    )


@cache
def flat_zones(bend):
    """Return where the slope of a bend is below `FLAT`, up or down, as (from, to) pairs between -SPAN and SPAN.

    Examples
    --------
    >>> flat_zones("relu"), [(round(a, 2), round(b, 2)) for a, b in flat_zones("sigmoid")]
    ([(-6.0, 0.0)], [(-6.0, -2.89), (2.89, 6.0)])
    """
    zs = np.linspace(-SPAN, SPAN, 12001)
    flat = np.abs(SLOPES[bend](zs)) < FLAT
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flat, [False]]).astype(int)))
    pairs = [(float(zs[first]), float(zs[last - 1])) for first, last in edges.reshape(-1, 2)]
    return [(a, b) for a, b in pairs if b - a > 0.5]  # narrower than that is a slope on its way through 0


def _rings(panel, xs, ys):
    xs, ys = np.clip(xs, -2 * SPAN, 2 * SPAN), np.clip(ys, -2 * SPAN, 2 * SPAN)  # those out of sight, near enough
    return [
        svg.circle(x, y, 4, stroke=svg.INK, width=1.5)
        for x, y in zip(panel.x(xs).tolist(), panel.y(ys).tolist(), strict=True)
    ]


def _point(panel, z, value):
    return svg.circle(panel.x(z), panel.y(value), 7, fill=svg.ACCENT, stroke=svg.PAPER, width=2)
