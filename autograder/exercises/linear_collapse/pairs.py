"""collapse: the one layer that does what two do."""

import numpy as np

from autograder.answers import show
from autograder.exercises.linear_collapse.layers import (
    B1,
    B2,
    NONE,
    W1,
    W2,
    after,
    draw_layers,
    is_this_layer,
    small_pairs,
    tuple_text,
    weigh,
)
from autograder.exercises.properties import leaves_inputs_alone
from autograder.forms import FunctionExercise, Misconception, Worked


def collapse(W1, b1, W2, b2):
    return after(W2, W1), weigh(W2, b1) + b2


def _draw(rng):
    (first, b1), (second, b2) = draw_layers(rng, 2)
    return first, b1, second, b2


def _explain(W1, b1, W2, b2):
    W, b = collapse(W1, b1, W2, b2)
    columns = [
        f"column {i}: W2 sends {tuple_text(one)} to {tuple_text(two)}"
        for i, (one, two) in enumerate(zip(W1.T, W.T, strict=True), start=1)
    ]
    bias = f"b: W2 sends {tuple_text(b1)} to {tuple_text(weigh(W2, b1))}, plus {tuple_text(b2)} is {tuple_text(b)}"
    return "\n".join([*columns, f"W = {show(W)}", bias])


# What can happen to the weights, and to the bias; a student may do one of each.
WEIGHTS = {
    "": (lambda W1, W2: W2 @ W1, ""),
    "order swapped": (
        lambda W1, W2: W1 @ W2,
        "W has its factors in the order in which the layers come, `W1 @ W2`. Read from x: x meets W1 first, so W1 has to stand next to x.",
    ),
    "transposed": (
        lambda W1, W2: (W2 @ W1).T,
        "W comes out with rows and columns swapped. It needs a row for each output and a column for each input.",
    ),
    "entry by entry": (
        lambda W1, W2: W2 * W1,
        "W multiplies entry by entry (`*`). The second layer weighs whole columns of W1: that is what `@` does.",
    ),
    "added": (lambda W1, W2: W1 + W2, "The weights are added. The second layer weighs what the first one says."),
    "only W1": (lambda W1, W2: W1 + 0, "W is W1 alone: the second layer has left no trace in it."),
    "only W2": (lambda W1, W2: W2 + 0, "W is W2 alone: the first layer has left no trace in it."),
}
BIASES = {
    "": (lambda W1, b1, W2, b2: W2 @ b1 + b2, ""),
    "b1 + b2": (
        lambda W1, b1, W2, b2: b1 + b2,
        "b1 is added to b2 as it is. On its way out b1 passes through the second layer, so W2 weighs it too.",
    ),
    "b1 left out": (
        lambda W1, b1, W2, b2: b2 + 0,
        "b1 has got lost. The second layer receives it along with W1 x, and weighs it.",
    ),
    "b2 left out": (lambda W1, b1, W2, b2: W2 @ b1, "b2 has got lost. It is added at the very end."),
    "weighed by W1": (
        lambda W1, b1, W2, b2: W1 @ b1 + b2,
        "b1 is weighed by W1. It is added after W1 has done its work; what still comes is W2.",
    ),
    "biases swapped": (
        lambda W1, b1, W2, b2: W1 @ b2 + b1,
        "The biases are taken as if the second layer came first: b1 is the one that still has a layer after it, W2.",
    ),
    "from the other side": (
        lambda W1, b1, W2, b2: b1 @ W2 + b2,
        "`b1 @ W2` weighs with the columns of W2. The weights of a neuron are a row: W2 stands on the left.",
    ),
    "both weighed": (
        lambda W1, b1, W2, b2: W2 @ (b1 + b2),
        "W2 weighs both biases. b2 is added after W2 has done its work.",
    ),
}


def _mixed_up(weights, bias):
    (make_W, about_W), (make_b, about_b) = WEIGHTS[weights], BIASES[bias]
    return Misconception(
        ", ".join(filter(None, ("W " * bool(weights) + weights, "b " * bool(bias) + bias))),
        lambda W1, b1, W2, b2: (make_W(W1, W2), make_b(W1, b1, W2, b2)),
        f"{about_W} {about_b}".strip(),
    )


_TRIO = (np.array([[1.0, 0.0, 2.0]]), np.array([1.0]), np.array([[2.0], [-1.0]]), np.array([0.0, 3.0]))

COLLAPSE = FunctionExercise(
    name="collapse",
    points=3.0,
    without=("nnlib.collapse.collapse", "nnlib.Dense", "nnlib.MLP"),
    reference=collapse,
    worked=(
        Worked("without biases (Neural networks: the basic building block)", (W1, NONE, W2, NONE)),
        Worked("the same, with biases", (W1, B1, W2, B2)),
        Worked("three inputs, one neuron, two outputs", _TRIO),
    ),
    draw=_draw,
    properties=(leaves_inputs_alone(W1, B1, W2, B2),),
    simple=small_pairs,
    explain=_explain,
    agree=is_this_layer,
    misconceptions=tuple(_mixed_up(weights, bias) for weights in WEIGHTS for bias in BIASES if weights or bias),
    hints=(
        "On paper: write what the first layer says in the place where the second layer has its input.",
        "Whatever the first layer says, W2 weighs all of it. Sort what comes out into what has x in it and what has not.",
        "To see whether it is right, take any x: your one layer must say what `two_linear_layers` says.",
    ),
)
