"""midpoint_gap: how far a function is from sending midpoints to midpoints."""

import math

import numpy as np

from autograder.answers import number
from autograder.calls import Maker
from autograder.exercises.bends import BENDS
from autograder.exercises.inputs import small_integers, tenths
from autograder.exercises.linear_collapse.layers import B1, B2, W1, W2, tuple_text
from autograder.exercises.properties import leaves_inputs_alone
from autograder.forms import FunctionExercise, Misconception, Worked


def layers_with(bend, *layers, name) -> Maker:
    """Return a maker of a function: these layers one after another, each but the last followed by the bend."""

    def build():
        def f(x):
            x = np.asarray(x, float)
            for W, b in layers[:-1]:
                x = BENDS[bend](W @ x + b)
            return layers[-1][0] @ x + layers[-1][1]

        return f

    return Maker(name, build)


def elementwise(bend) -> Maker:
    """Return a maker of a function that bends each number of its input."""

    def build():
        def f(x):
            return BENDS[bend](np.asarray(x, float))

        return f

    return Maker(f"{bend} of each number", build)


def midpoint_gap(f, x, y):
    middle = f((x + y) / 2)
    between = (f(x) + f(y)) / 2
    return math.sqrt(sum(float(d) ** 2 for d in np.ravel(middle - between)))


def _draw(rng):
    d, m, n = (int(size) for size in rng.integers(1, 4, size=3))
    bend = str(rng.choice(["relu", "relu", "tanh", "identity"]))
    layers = ((tenths(rng, m, d), tenths(rng, m)), (tenths(rng, n, m), tenths(rng, n)))
    f = layers_with(bend, *layers, name=f"two layers, {'no bend' if bend == 'identity' else bend} between")
    return f, tenths(rng, d), tenths(rng, d)


def _small():
    for x, y in small_integers(2):
        yield elementwise("relu"), np.array([x], float), np.array([y], float)
    shifted = layers_with("identity", (np.eye(1), np.ones(1)), name="x + 1")
    for x, y in small_integers(2):
        yield shifted, np.array([x], float), np.array([y], float)
    for x1, x2, y1, y2 in small_integers(4, 1):
        yield elementwise("relu"), np.array([x1, x2], float), np.array([y1, y2], float)


def _explain(f, x, y):
    middle, ends = f((x + y) / 2), (f(x) + f(y)) / 2
    return "\n".join(
        (
            f"f(middle) = f{tuple_text((x + y) / 2)} = {tuple_text(middle)}",
            f"middle of f(x) = {tuple_text(f(x))} and f(y) = {tuple_text(f(y))} is {tuple_text(ends)}",
            f"gap = length of {tuple_text(middle - ends)} = {number(midpoint_gap(f, x, y))}",
        )
    )


def _apart(f, x, y):
    return f((x + y) / 2) - (f(x) + f(y)) / 2


_STACK = ((W1, B1), (W2, B2))
_norm = np.linalg.norm

MIDPOINT_GAP = FunctionExercise(
    name="midpoint_gap",
    points=2.0,
    reference=midpoint_gap,
    worked=(
        Worked(
            "two layers without a bend: no gap",
            (layers_with("identity", *_STACK, name="the two layers"), np.array([1.0, 0.0]), np.array([0.0, 1.0])),
        ),
        Worked("ReLU of each number", (elementwise("relu"), np.array([2.0, -2.0]), np.array([-2.0, 2.0]))),
        Worked(
            "the two layers with a ReLU between",
            (
                layers_with("relu", *_STACK, name="the two layers, relu between"),
                np.array([2.0, 1.0]),
                np.array([-2.0, -1.0]),
            ),
        ),
    ),
    draw=_draw,
    properties=(leaves_inputs_alone(elementwise("relu"), np.array([2.0, -1.0]), np.array([-2.0, 1.0])),),
    simple=_small,
    explain=_explain,
    misconceptions=(
        Misconception(
            "the sum, not the middle",
            lambda f, x, y: _norm(f(x + y) - (f(x) + f(y))),
            "This asks whether f(x + y) is f(x) + f(y). A layer with a bias fails that, straight as it is: the bias counts once on the left, twice on the right. Take middles on both sides.",
        ),
        Misconception(
            "not a length",
            _apart,
            "This is the gap as an arrow, one number for each output. Return its length: `np.linalg.norm`.",
        ),
        Misconception(
            "squared",
            lambda f, x, y: float(np.sum(_apart(f, x, y) ** 2)),
            "This is the square of the gap. A length is the square root of the sum of squares.",
        ),
        Misconception(
            "sizes added",
            lambda f, x, y: float(np.sum(np.abs(_apart(f, x, y)))),
            "The sizes of the differences are added. The length of an arrow is the square root of the sum of squares.",
        ),
        Misconception(
            "the largest",
            lambda f, x, y: float(np.max(np.abs(_apart(f, x, y)))),
            "This is the largest of the differences. A length takes all of them: the square root of the sum of squares.",
        ),
        Misconception(
            "summed with signs",
            lambda f, x, y: float(np.sum(_apart(f, x, y))),
            "The differences are added with their signs, so that they may cancel. A length lets nothing cancel.",
        ),
        Misconception(
            "brackets",
            lambda f, x, y: _norm(f((x + y) / 2) - f(x) + f(y) / 2),
            "Brackets are missing: only f(y) is halved, and it is added. The whole of f(x) + f(y) is halved and taken away.",
        ),
        Misconception(
            "minus reaches f(x) only",
            lambda f, x, y: _norm(f((x + y) / 2) - f(x) / 2 + f(y) / 2),
            "The minus reaches only f(x). Put the middle of f(x) and f(y) in brackets.",
        ),
        Misconception(
            "only f(y) halved",
            lambda f, x, y: _norm(f((x + y) / 2) - (f(x) + f(y) / 2)),
            "Only f(y) is halved: mind the brackets around f(x) + f(y).",
        ),
        Misconception(
            "x + y/2",
            lambda f, x, y: _norm(f(x + y / 2) - (f(x) + f(y)) / 2),
            "`x + y / 2` is not the middle: only y is halved. Brackets around x + y.",
        ),
        Misconception(
            "half the distance",
            lambda f, x, y: _norm(f((x - y) / 2) - (f(x) + f(y)) / 2),
            "`(x - y) / 2` is half the way from y to x, counted from 0. The middle is half of x + y.",
        ),
        Misconception(
            "outputs not halved",
            lambda f, x, y: _norm(f((x + y) / 2) - (f(x) + f(y))),
            "f(x) + f(y) is not halved. Middle against middle.",
        ),
        Misconception(
            "plus for minus",
            lambda f, x, y: _norm(f((x + y) / 2) + (f(x) + f(y)) / 2),
            "The two middles are added. How far apart they are is the length of their difference: minus.",
        ),
        Misconception(
            "difference of lengths",
            lambda f, x, y: _norm(f((x + y) / 2)) - _norm((f(x) + f(y)) / 2),
            "This is the length of the one less the length of the other: two arrows can be equally long and point elsewhere. First the difference, then its length.",
        ),
        Misconception(
            "middle of the inputs",
            lambda f, x, y: _norm(f((x + y) / 2) - (x + y) / 2),
            "f of the middle is compared with the middle of the inputs. Compare it with the middle of the two outputs.",
        ),
        Misconception(
            "half the distance of the outputs",
            lambda f, x, y: _norm(f(x) - f(y)) / 2,
            "This is half the way between the two outputs. What f makes of the middle of x and y does not come into it.",
        ),
        Misconception(
            "distance of the outputs",
            lambda f, x, y: _norm(f(x) - f(y)),
            "This is how far the two outputs lie apart. The middle does not come into it.",
        ),
    ),
    hints=(
        "Two roads: first take the middle, then f; or first f, twice, then the middle. Where does each arrive?",
        "The middle of two points is half of their sum, x + y in brackets.",
        "`np.linalg.norm` is the length of an arrow: give it the difference of the two arrivals.",
    ),
)
