"""collapse_all: any number of linear layers, made one."""

from functools import reduce

import numpy as np

from autograder.answers import show
from autograder.exercises.linear_collapse.layers import (
    B1,
    B2,
    W1,
    W2,
    after,
    draw_layers,
    is_this_layer,
    leaves_inputs_alone,
    small_pairs,
    tuple_text,
    weigh,
)
from autograder.exercises.linear_collapse.misfits import names_the_layers_that_do_not_fit, refuses_an_empty_list
from autograder.forms import FunctionExercise, Misconception, Property, Worked


def collapse_all(layers):
    if not layers:
        raise ValueError("there is no layer")
    W, b = layers[0]
    for number, (next_W, next_b) in enumerate(layers[1:], start=2):
        if next_W.shape[1] != len(b):
            raise ValueError(f"layer {number - 1} gives {len(b)} numbers, layer {number} expects {next_W.shape[1]}")
        W, b = after(next_W, W), weigh(next_W, b) + next_b
    return W, b


def _draw(rng):
    return (draw_layers(rng, int(rng.integers(2, 5))),)


def _turns(count):
    """Return layers that turn the plane, each by another angle, and shift it a little."""
    rng = np.random.default_rng(2)
    angles, shifts = rng.uniform(0, 2 * np.pi, count), rng.integers(-9, 10, (count, 2)) / 10
    cos, sin = np.cos(angles), np.sin(angles)
    return [(np.array([[c, -s], [s, c]]), shift) for c, s, shift in zip(cos, sin, shifts, strict=True)]


def _small():
    for first, b1, second, b2 in small_pairs():
        yield ([(first, b1), (second, b2)],)


def _explain(layers):
    W, b = layers[0]
    lines = [f"after layer 1: W = {show(W)}, b = {tuple_text(b)}"]
    for number in range(2, len(layers) + 1):
        W, b = collapse_all(layers[:number])
        lines.append(f"after layer {number}: W = {show(W)}, b = {tuple_text(b)}")
    return "\n".join(lines)


# --- what is often mixed up ----------------------------------------------------------------------------------------


def _folded(step):
    """Return a wrong `collapse_all` that takes one layer after the other in this way."""
    return lambda layers: reduce(step, layers)


def _product_first(so_far, layer):
    W = layer[0] @ so_far[0]
    return W, W @ so_far[1] + layer[1]


_RIGHT = _folded(lambda so_far, layer: (layer[0] @ so_far[0], layer[0] @ so_far[1] + layer[1]))

COLLAPSE_ALL = FunctionExercise(
    name="collapse_all",
    points=3.0,
    without=("nnlib.collapse.collapse", "nnlib.Dense", "nnlib.MLP"),
    reference=collapse_all,
    worked=(
        Worked("the two layers with biases", ([(W1, B1), (W2, B2)],)),
        Worked(
            "a third one after them",
            ([(W1, B1), (W2, B2), (np.array([[1.0, 1.0], [0.0, 2.0]]), np.array([0.0, 1.0]))],),
        ),
    ),
    draw=_draw,
    always=(([(W1, B1)],), (_turns(40),)),
    properties=(
        Property("ValueError for an empty list", refuses_an_empty_list),
        Property("ValueError that names two layers which do not fit", names_the_layers_that_do_not_fit),
        leaves_inputs_alone([(W1, B1), (W2, B2), (W1, B2)]),
    ),
    simple=_small,
    explain=_explain,
    agree=is_this_layer,
    misconceptions=(
        Misconception(
            "order swapped",
            _folded(lambda so_far, layer: (so_far[0] @ layer[0], layer[0] @ so_far[1] + layer[1])),
            "The weights are multiplied in the order in which the layers come. The later a layer, the further left it stands: x meets the first one first.",
        ),
        Misconception(
            "the last layer first",
            lambda layers: _RIGHT(layers[::-1]),
            "The layers are taken from the last to the first. The first in the list is the one that x meets first.",
        ),
        Misconception(
            "biases added",
            _folded(lambda so_far, layer: (layer[0] @ so_far[0], so_far[1] + layer[1])),
            "The biases are added up as they are. A bias passes through every layer that comes after it, so each of them weighs it.",
        ),
        Misconception(
            "only the first bias",
            _folded(lambda so_far, layer: (layer[0] @ so_far[0], so_far[1])),
            "The bias is still that of the first layer. Every further layer weighs what is there so far and adds its own.",
        ),
        Misconception(
            "only the last bias",
            _folded(lambda so_far, layer: (layer[0] @ so_far[0], layer[1])),
            "Only the bias of the last layer is left. The earlier ones pass through the layers that follow.",
        ),
        Misconception(
            "the product weighs the bias",
            _folded(_product_first),
            "The bias so far is weighed by the product of all weights. It has passed the earlier layers already: only the next one weighs it. Is W changed one line too early?",
        ),
        Misconception(
            "both weighed",
            _folded(lambda so_far, layer: (layer[0] @ so_far[0], layer[0] @ (so_far[1] + layer[1]))),
            "Each layer weighs its own bias too. It adds that one after weighing.",
        ),
        Misconception(
            "transposed",
            lambda layers: (_RIGHT(layers)[0].T, _RIGHT(layers)[1]),
            "W comes out with rows and columns swapped. It needs a row for each output and a column for each input.",
        ),
        Misconception(
            "entry by entry",
            _folded(lambda so_far, layer: (layer[0] * so_far[0], layer[0] @ so_far[1] + layer[1])),
            "W multiplies entry by entry (`*`). A layer after a layer is `@`.",
        ),
        Misconception(
            "only two",
            lambda layers: _RIGHT(layers[:2]),
            "It stops after the second layer. Does the `return` stand inside the loop?",
        ),
        Misconception(
            "only the last",
            lambda layers: layers[-1],
            "This is the last layer alone. What the layers before it did has got lost: is W set anew in every turn of the loop?",
        ),
        Misconception(
            "without the last",
            lambda layers: _RIGHT(layers[:-1] or layers),
            "The last layer is missing. Does the loop stop one layer early?",
        ),
        Misconception(
            "without the first",
            lambda layers: _RIGHT(layers[1:] or layers),
            "The first layer is missing. Where do W and b start?",
        ),
    ),
    hints=(
        "You can already make one layer of two. What do you get when you do that with the result and the third?",
        "Start with the first layer's W and b. In a loop over the others, replace both by those of the layer so far and the next one together: your `collapse` may help.",
        "Before you multiply, compare how many numbers the layers so far give with how many the next one expects, the columns of its W. `enumerate(layers[1:], start=2)` counts along.",
    ),
)
