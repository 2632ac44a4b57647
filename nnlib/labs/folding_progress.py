"""How far the sheet of the folding explorer has come: in words, and as a column of layers, each of three steps."""

from functools import lru_cache

from nnlib.labs import svg
from nnlib.labs.folding_network import folding, steps

ONE, ZERO = "#69AEDB", "#F0A06B"  # the sheet where the network says 1, and where it says 0
CREASE = "#8A5A2B"
STEPS = ("weigh", "sum", "bend")
BENDS_IN_WORDS = {
    "none": "no bend: every z stays as it is",
    "leaky": "leaky(z) = z, but 0.2 z where z < 0",
    "relu": "relu(z) = z, but 0 where z < 0",
    "fold": "fold(z) = |z| = relu(z) + relu(−z)",
}
_BENDING = {
    "none": "nothing bends",
    "leaky": "squeezed below 0",
    "relu": "pressed flat below 0",
    "fold": "folded over at 0",
}
_LEFT, _CHIP, _GAP = 668, 66, 5


def where(stage, depth) -> str:
    """Say in a few words how far the sheet has come.

    Examples
    --------
    >>> where(0, 2), where(1.2, 2), where(2, 2)
    ('At the start', 'Layer 2, weigh', 'Last space')
    """
    if stage == 0:
        return "At the start"
    if stage == depth:
        return "Last space"
    if stage == int(stage):
        return f"After layer {int(stage)}"
    return f"Layer {int(stage) + 1}, {STEPS[_step(stage)]}"


def what_happens(stage, depth, bend) -> str:
    """Say what the step at this stage does to the sheet."""
    if stage in (0, depth):
        return "the sheet is flat" if stage == 0 else "the cut is straight"
    if stage == int(stage):
        return f"ready for layer {int(stage) + 1}"
    return ("turned and stretched", "shifted by the bias", _BENDING[bend])[_step(stage)]


def place(stage, depth) -> str:
    """Return one sentence that says where the sheet is.

    Examples
    --------
    >>> place(1.2, 2)
    'In layer 2 of 2: weigh, 50 % done.'
    """
    if stage == 0:
        return "At the start: the sheet is flat."
    if stage == depth:
        return f"In the last space, after layer {depth} of {depth}."
    if stage == int(stage):
        return f"After layer {int(stage)} of {depth}."
    step = _step(stage)
    return f"In layer {int(stage) + 1} of {depth}: {STEPS[step]}, {100 * steps(stage % 1)[step]:.0f} % done."


def _step(stage) -> int:
    """Return which of the three steps the sheet was last moved by."""
    return sum(done > 0 for done in steps(stage % 1)) - 1


def progress(cut, stage):
    """Return the layers as rows of three steps, filled as far as they are done, with the formulas of the neurons."""
    depth = cut.network.depth
    parts = [svg.text(_LEFT, 26, "Network", weight="bold"), _station(62, "Input: the flat sheet", stage == 0)]
    for layer in range(depth):
        top = 76 + 112 * layer
        parts += [_layer(cut.data, cut.bend, layer, top), _filled(stage - layer, top + 22)]
    parts.append(_station(90 + 112 * depth, "Last space: straight cut", stage == depth))
    parts.append(svg.text(_LEFT, 352, BENDS_IN_WORDS[cut.bend], size=13))
    return svg.join(*parts)


@lru_cache(maxsize=32)
def _layer(data, bend, layer, top):
    """Return the name of a layer and, below the room for its steps, what its two neurons do."""
    network = folding(data, bend)
    inputs, output = (("x₁", "x₂"), "") if layer == 0 else (("a₁", "a₂"), "new ")
    parts = [svg.text(_LEFT, top + 12, f"Layer {layer + 1}", weight="bold", size=14)]
    for row, name in enumerate(("a₁", "a₂")):
        z = formula(network.weights[layer][row].tolist(), float(network.biases[layer][row]), inputs)
        bent = {"none": z, "fold": f"|{z}|"}.get(bend, f"{bend}({z})")
        parts.append(svg.text(_LEFT, top + 63 + 18 * row, f"{output}{name} = {bent}", size=13))
    return svg.join(*parts)


def formula(weights, bias, inputs) -> str:
    """Write a weighted sum as on paper: a 1 is not written before a name, a 0 not at all.

    Examples
    --------
    >>> formula([-0.5, 1.0], -0.3, ("x₁", "x₂")), formula([1.0, 0.0], 0.0, ("x₁", "x₂"))
    ('−0.5x₁ + x₂ − 0.3', 'x₁')
    """
    words = ""
    for value, name in [*zip(weights, inputs, strict=True), (bias, "")]:
        if value == 0:
            continue
        size = "" if abs(value) == 1 and name else svg.decimal(abs(value), 1).removesuffix(".0")
        sign = (" − " if value < 0 else " + ") if words else ("−" if value < 0 else "")
        words += f"{sign}{size}{name}"
    return words


def _filled(progress, y):
    """Return the three steps of a layer as boxes, filled as far as they are done."""
    parts = []
    for i, (name, done) in enumerate(zip(STEPS, steps(progress), strict=True)):
        x = _LEFT + i * (_CHIP + _GAP)
        parts.append(svg.rect(x, y, _CHIP, 23, fill="#F2F4F7", stroke=svg.RULE, radius=5))
        if done > 0:
            parts.append(svg.rect(x, y, _CHIP * done, 23, fill="#CDB7DE", radius=5))
        parts.append(svg.text(x + _CHIP / 2, y + 16, name, anchor="middle", size=13))
    return svg.join(*parts)


def _station(y, words, here):
    return svg.join(
        svg.circle(_LEFT + 7, y - 5, 6, fill=svg.ACCENT if here else svg.PAPER, stroke=svg.ACCENT, width=2),
        svg.text(_LEFT + 22, y, words, size=14, weight="bold" if here else None),
    )


@lru_cache(maxsize=1)
def legend():
    """Return what the shapes and colours of both planes mean."""
    y = 386
    return svg.join(
        svg.rect(36, y - 10, 11, 11, fill=svg.POSITIVE),
        svg.text(52, y, "class 1", size=13),
        svg.circle(112, y - 5, 5, stroke=svg.NEGATIVE, width=2.5),
        svg.text(122, y, "class 0", size=13),
        svg.element("path", d=f"M180 {y - 11}l12 12m0 -12l-12 12", fill="none", stroke=svg.INK, stroke_width=1.8),
        svg.text(198, y, "wrong side", size=13),
        svg.rect(282, y - 11, 22, 13, fill=ONE),
        svg.text(309, y, "says 1", size=13),
        svg.rect(364, y - 11, 22, 13, fill=ZERO),
        svg.text(391, y, "says 0", size=13),
        svg.line(446, y - 5, 472, y - 5, color=svg.ACCENT, width=3.5),
        svg.text(478, y, "the cut", size=13),
        svg.line(536, y - 5, 562, y - 5, color=CREASE, width=1.6, dash="2 3"),
        svg.text(568, y, "a crease to come", size=13),
        svg.text(690, y, "→ points to where it says 1", size=13),
    )
