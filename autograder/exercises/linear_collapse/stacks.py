"""collapse_all: any number of linear layers, made one."""

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
    small_pairs,
    tuple_text,
    weigh,
)
from autograder.exercises.linear_collapse.misfits import names_the_layers_that_do_not_fit
from autograder.exercises.linear_collapse.stack_mix_ups import MIX_UPS
from autograder.exercises.properties import leaves_inputs_alone, raises_value_error
from autograder.forms import FunctionExercise, Property, Worked


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
        raises_value_error("the list is empty", []),
        Property("ValueError that names two layers which do not fit", names_the_layers_that_do_not_fit),
        leaves_inputs_alone([(W1, B1), (W2, B2), (W1, B2)]),
    ),
    simple=_small,
    explain=_explain,
    agree=is_this_layer,
    misconceptions=MIX_UPS,
    hints=(
        "You can already make one layer of two. What do you get when you do that with the result and the third?",
        "Start with the first layer's W and b. In a loop over the others, `for next_W, next_b in layers[1:]:`, replace both by those of the layer so far and the next one together.",
        'The empty list comes first of all: `if not layers:`, and under it `raise ValueError("…")` with your own words.',
        "How many numbers do the layers so far give? That is the rows of W. And how many does the next layer expect? Compare the two before you multiply.",
        "To know which layer it is, count along: `for number, (next_W, next_b) in enumerate(layers[1:], start=2):`.",
    ),
)
