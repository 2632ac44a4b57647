"""two_linear_layers: one layer after another, without a bend."""

from itertools import islice, product

import numpy as np

from autograder.exercises.bends import BENDS
from autograder.exercises.inputs import small_integers, tenths
from autograder.exercises.linear_collapse.layers import (
    B1,
    B2,
    NONE,
    W1,
    W2,
    draw_layers,
    layer_lines,
    weigh,
)
from autograder.exercises.properties import leaves_inputs_alone
from autograder.forms import FunctionExercise, Misconception, Worked

_RELU = BENDS["relu"]
_ONES = np.array([1.0, 1.0])


def two_linear_layers(x, W1, b1, W2, b2):
    return weigh(W2, weigh(W1, x) + b1) + b2


def _draw(rng):
    (first, b1), (second, b2) = draw_layers(rng, 2)
    return tenths(rng, first.shape[1]), first, b1, second, b2


def _small():
    single = (values for values in small_integers(5, 1) if values[0] and values[1] and values[3])
    for x, w1, b1, w2, b2 in islice(single, 40):
        yield tuple(np.array(values, float) for values in ([x], [[w1]], [b1], [[w2]], [b2]))
    swap, shear = np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([[1.0, 1.0], [0.0, 1.0]])
    for first, second in product((swap, shear), repeat=2):
        yield np.array([1.0, 2.0]), first, NONE, second, NONE


def _explain(x, W1, b1, W2, b2):
    h = weigh(W1, x) + b1
    return "\n".join([*layer_lines("h", W1, b1, x), *layer_lines("y", W2, b2, h)])


TWO_LINEAR_LAYERS = FunctionExercise(
    name="two_linear_layers",
    points=2.0,
    without=("nnlib.Dense", "nnlib.Neuron", "nnlib.MLP", "nnlib.collapse.collapse"),
    reference=two_linear_layers,
    worked=(
        Worked("x = (1, 1), no biases (Neural networks: the basic building block)", (_ONES, W1, NONE, W2, NONE)),
        Worked("the same, with biases", (_ONES, W1, B1, W2, B2)),
    ),
    draw=_draw,
    properties=(leaves_inputs_alone(_ONES, W1, B1, W2, B2),),
    simple=_small,
    explain=_explain,
    misconceptions=(
        Misconception(
            "biases left out",
            lambda x, W1, b1, W2, b2: W2 @ (W1 @ x),
            "Both biases are left out. Each layer adds its own, right after its weights.",
        ),
        Misconception(
            "first bias left out",
            lambda x, W1, b1, W2, b2: W2 @ (W1 @ x) + b2,
            "b1 is left out. The first layer adds it before the second layer sees anything.",
        ),
        Misconception(
            "second bias left out",
            lambda x, W1, b1, W2, b2: W2 @ (W1 @ x + b1),
            "b2 is left out. The second layer adds it to its own weighted sums.",
        ),
        Misconception(
            "both biases at the end",
            lambda x, W1, b1, W2, b2: W2 @ (W1 @ x) + b1 + b2,
            "b1 is added at the end. It belongs to the first layer, so the second layer weighs it together with the rest: mind the brackets.",
        ),
        Misconception(
            "biases swapped",
            lambda x, W1, b1, W2, b2: W2 @ (W1 @ x + b2) + b1,
            "The two biases have changed places: b1 goes with W1, b2 with W2.",
        ),
        Misconception(
            "layers swapped",
            lambda x, W1, b1, W2, b2: W1 @ (W2 @ x + b2) + b1,
            "The layers have changed places: x goes through W2 first. It should meet W1 first, and W2 gets what comes out.",
        ),
        Misconception(
            "only b1, at the end",
            lambda x, W1, b1, W2, b2: W2 @ W1 @ x + b1,
            "b1 is added at the end, and b2 is left out. The first layer adds b1 before the second weighs anything; the second adds b2.",
        ),
        Misconception(
            "bias before the weights",
            lambda x, W1, b1, W2, b2: W2 @ (W1 @ (x + b1)) + b2,
            "b1 is added to x, before W1 weighs. The first layer weighs x and then adds b1.",
        ),
        Misconception(
            "weights swapped",
            lambda x, W1, b1, W2, b2: W1 @ (W2 @ x + b1) + b2,
            "The weights have changed places: x meets W2 first. It should meet W1 first.",
        ),
        Misconception(
            "factors swapped",
            lambda x, W1, b1, W2, b2: W1 @ W2 @ x + W2 @ b1 + b2,
            "`W1 @ W2 @ x` sends x through W2 first: the factor that stands next to x is the one that x meets first.",
        ),
        Misconception(
            "from the other side",
            lambda x, W1, b1, W2, b2: (x @ W1 + b1) @ W2 + b2,
            "x stands on the wrong side: `x @ W1` weighs with the columns of W1. The weights of a neuron are a row.",
        ),
        Misconception(
            "entry by entry",
            lambda x, W1, b1, W2, b2: W2 * (W1 * x + b1) + b2,
            "`*` multiplies entry by entry and sums nothing, so a whole table comes out. Weigh and sum: `@`.",
        ),
        Misconception(
            "only the first layer",
            lambda x, W1, b1, W2, b2: W1 @ x + b1,
            "Only the first layer is there. Give what it says to the second.",
        ),
        Misconception(
            "only the second layer",
            lambda x, W1, b1, W2, b2: W2 @ x + b2,
            "Only the second layer is there, and it gets x itself. It should get what the first layer says.",
        ),
        Misconception(
            "side by side",
            lambda x, W1, b1, W2, b2: (W1 @ x + b1) + (W2 @ x + b2),
            "Both layers get x, side by side, and their answers are added. One should come after the other: the second reads the first.",
        ),
        Misconception(
            "a bend in between",
            lambda x, W1, b1, W2, b2: W2 @ _RELU(W1 @ x + b1) + b2,
            "Negative numbers between the layers come out as 0: there is a ReLU in it. These two layers have no bend.",
        ),
        Misconception(
            "a bend at the end",
            lambda x, W1, b1, W2, b2: _RELU(W2 @ (W1 @ x + b1) + b2),
            "Negative outputs come out as 0: there is a ReLU at the end. These two layers have no bend.",
        ),
        Misconception(
            "a bend after both",
            lambda x, W1, b1, W2, b2: _RELU(W2 @ _RELU(W1 @ x + b1) + b2),
            "Negative numbers come out as 0 after both layers: there is a ReLU in each. These two layers have no bend.",
        ),
        Misconception(
            "both answers",
            lambda x, W1, b1, W2, b2: (W1 @ x + b1, W2 @ (W1 @ x + b1) + b2),
            "Both layers' answers come back, h and y. Return what the second says, y alone.",
        ),
    ),
    hints=(
        "What goes into the second layer? It never sees x.",
        "Work out what the first layer says and give it a name, h. Then do with h, W2 and b2 what you did with x, W1 and b1.",
        "One layer is `W @ x + b`: `@` weighs and sums for every row of W at once.",
    ),
)
