"""Lab: many layers against the one that their product is. Without a bend they agree, with one the sheet folds."""

import numpy as np

from nnlib.labs import svg
from nnlib.labs.collapse_picture import after, before, product, sizes
from nnlib.labs.lab import Challenge, Lab, choice, slider
from nnlib.labs.layer_stack import BENDS, FULL_TURN, MOST, NUDGE, WEIGHTS, LayerStack
from nnlib.labs.powers import in_powers
from nnlib.labs.sheet import CORNER, DOT, SHEET, best_layer, farthest, width

TITLE = "Collapse explorer"
START = {"layers": 10, "weights": "rotations", "strength": 0.15, "bias": 0.3, "bend": "relu"}
ROUNDING = 1e-9  # far more than adding up in another order can change, far less than anybody sees
_ALL = np.concatenate([SHEET, CORNER])

PRESETS = {
    "10 layers, no bend": {**START, "bend": "none"},
    "100 layers, no bend": {**START, "layers": 100, "bend": "none"},
    "2 layers, ReLU": {**START, "layers": 2},
    "10 layers, ReLU": START,
    "100 layers, sigmoid": {**START, "layers": 100, "bend": "sigmoid"},
    "Through one neuron": {**START, "weights": "one-neuron waist", "bend": "none"},
}

_IDLE = {**START, "layers": 60, "bend": "none"}
_BENT = {**START, "layers": 20, "strength": 0.25}


def moves_nothing(layers, weights, strength, bias, bend):
    """Whether at least 50 layers without a bend leave every point of the sheet where it was."""
    if layers < 50 or bend != "none":
        return False
    one = LayerStack(int(layers), weights, strength, bias, bend).one
    return farthest(one(SHEET), SHEET)[0] < ROUNDING


def bends_nothing(layers, weights, strength, bias, bend):
    """Whether the ReLUs of the challenge's start bend nothing any more, and only the bias was moved."""
    now = {"layers": layers, "weights": weights, "strength": strength, "bend": bend}
    if any(now[name] != _BENT[name] for name in now):
        return False
    stack = LayerStack(int(layers), weights, strength, bias, bend)
    return farthest(stack.through(SHEET), stack.one(SHEET))[0] < ROUNDING


CHALLENGES = (
    Challenge(
        "No bend: find at least 50 rotations that together do nothing, so that every point comes back to where it was.",
        _IDLE,
        moves_nothing,
    ),
    Challenge(
        "Leave ReLU between the layers. With the bias alone, make one layer do again what the 20 do.",
        _BENT,
        bends_nothing,
    ),
)


def draw(layers, weights, strength, bias, bend):
    """Return the picture of the sheet before and after its layers, and the sentence that compares them with one layer.

    Parameters
    ----------
    layers : float
        A whole number from 1 to 100.
    weights : str
        One of `layer_stack.WEIGHTS`.
    strength, bias : float
        See `layer_stack.LayerStack`.
    bend : str
        One of `layer_stack.BENDS`.

    Returns
    -------
    tuple of (Svg, str)

    Examples
    --------
    >>> draw(layers=1, weights="rotations", strength=0.5, bias=0.3, bend="relu")[1]
    'Each layer turns the sheet by 18.0°. One layer (6 numbers): nothing stands between layers, so nothing bends.'
    """
    stack = LayerStack(int(layers), weights, strength, bias, bend)
    dots, rim = np.split(stack.through(_ALL), [len(SHEET)])
    one = stack.one(SHEET)
    gap = farthest(dots, one)
    sentence = in_words(stack, gap[0], farthest(dots, best_layer(dots))[0], width(dots))
    settings = f"layers = {stack.layers}, weights = {weights}, strength = {svg.decimal(strength)}"
    label = f"{TITLE}. {settings}, bias = {svg.decimal(bias, 1)}, bend = {bend}. Sizes {sizes(stack)}. {sentence}"
    drawings = (before(), product(stack), after(stack, dots, rim, one, gap))
    return svg.picture(900, 400, label, *drawings), sentence


def in_words(stack, gap, best, spread):
    """Return what the layers do and how one layer compares with them.

    Parameters
    ----------
    stack : LayerStack
    gap, best : float
        The largest distance of the one layer W′x + b′ from the stack, and that of the layer that fits best.
    spread : float
        How wide the sheet is in the end.
    """
    each = _each_layer(stack)
    if stack.layers == 1:
        return f"{each} One layer (6 numbers): nothing stands between layers, so nothing bends."
    many = f"{stack.layers} layers ({stack.parameters} numbers)"
    if stack.bend == "none":
        agree = f"{many} and the one layer W′x + b′ (6 numbers) agree"
        rounding = f"{in_powers(gap)}, which is rounding" if gap else "0"
        return f"{each} {agree}: the largest distance is {rounding}."
    if gap < ROUNDING:
        silent = "no neuron falls silent on this sheet, so nothing bends"
        return f"{each} {many} with {stack.bend} between, yet {silent}: W′x + b′ agrees, up to {in_powers(gap)}."
    miss = f"{each} {many} with {stack.bend} between: W′x + b′ misses by up to {in_powers(gap)}."
    if spread < DOT:
        dot = "a single point" if spread < ROUNDING else f"a dot {in_powers(spread)} wide"
        return f"{miss} But the whole sheet has shrunk to {dot}: there is nothing left to fold."
    return f"{miss} Even the single layer that fits best misses by up to {in_powers(best)}."


def _each_layer(stack):
    if stack.weights == "near-identity":
        size = svg.decimal(NUDGE * stack.strength, 3)
        return f"Each layer has the weights that change nothing, plus random numbers of about {size}."
    turn = f"Each layer turns the sheet by {svg.decimal(FULL_TURN * stack.strength, 1)}°."
    if stack.weights == "one-neuron waist" and stack.layers > 1:
        return f"{turn[:-1]}, except in the middle, where one neuron lets a single direction pass."
    return turn


def collapse_explorer():
    """Return the lab; as the last line of a notebook cell it is shown."""
    columns = [
        {"layers": slider("layers", START["layers"], 1, MOST, 1), "bend": choice("bend", START["bend"], BENDS)},
        {
            "weights": choice("weights", START["weights"], WEIGHTS),
            "strength": slider("strength", START["strength"], 0.05, 1, 0.05),
            "bias": slider("bias", START["bias"], 0, 2),
        },
    ]
    for column in columns:
        for control in column.values():
            control.style.description_width = "62px"  # "strength" is a long word
    return Lab(TITLE, draw, columns, PRESETS, CHALLENGES)
