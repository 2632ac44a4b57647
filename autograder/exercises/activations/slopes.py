"""slopes: how fast sigmoid, tanh and ReLU change when z does."""

import math

import numpy as np

from autograder.answers import describe, is_unattempted, number
from autograder.exercises.activations.cases import numbers_of_any_shape, small_numbers
from autograder.exercises.bends import BENDS
from autograder.forms import FunctionExercise, Misconception, Property, Worked
from autograder.judge import compare

NAMES = ("sigmoid", "tanh", "relu")


def slopes(z):
    z = np.asarray(z, float)
    return {
        "sigmoid": 0.25 / np.cosh(z / 2) ** 2,
        "tanh": 1 / np.cosh(z) ** 2,
        "relu": np.where(z > 0, 1.0, 0.0),
    }


def _agree(value, args, truth):
    if not isinstance(value, dict):
        return f'Expected a dict with the keys "sigmoid", "tanh" and "relu", got {describe(value)}.'
    for name in NAMES:
        if name not in value:
            return f'The key "{name}" is missing; it has {", ".join(map(repr, value)) or "none at all"}.'
        if is_unattempted(value[name]):
            return f'There is nothing under "{name}" yet.'
        problem = compare(value[name], truth[name])
        if problem:
            return type(problem)(f'Under "{name}": {problem}')
    return None


def _explain_slopes(z):
    z = float(np.ravel(z)[0])
    s, t, right = float(BENDS["sigmoid"](z)), math.tanh(z), slopes(z)
    return "\n".join(
        [
            f"sigmoid   a = {number(s)}   slope {number(s)} · (1 - {number(s)}) = {number(float(right['sigmoid']))}",
            f"tanh      a = {number(t)}   slope 1 - ({number(t)})² = {number(float(right['tanh']))}",
            f"relu      z = {number(z)}   slope {number(float(right['relu']))}",
        ]
    )


def _as_nudges_say(probe):
    z, h = np.array([-3.1, -1.4, -0.6, 0.4, 1.2, 2.8]), 1e-4
    outcome = probe(z)
    for name in NAMES:
        nudged = (BENDS[name](z + h) - BENDS[name](z - h)) / (2 * h)
        found = outcome.value.get(name) if isinstance(outcome.value, dict) else None
        problem = compare(found, nudged)
        if problem:
            return f'Under "{name}", for six numbers at once: {problem}'
    return None


def _at_the_corner(probe):
    outcome = probe(0.0)
    found = outcome.value.get("relu") if isinstance(outcome.value, dict) else None
    if isinstance(found, float | int | np.number | np.ndarray) and np.size(found) == 1 and float(found) in (0.0, 1.0):
        return None
    got = f"{type(outcome.error).__name__}" if outcome.error else describe(found)
    return f"At z = 0 ReLU has a corner: the slope is 0 on its left, 1 on its right. Answer one of the two; got {got}."


def _wrong(**formulas):
    """Return a model that answers rightly but for the bends named, whose slope is ``formula(z, s, t)``."""

    def model(z):
        s, t = BENDS["sigmoid"](z), np.tanh(z)
        return slopes(z) | {name: formula(np.asarray(z), s, t) for name, formula in formulas.items()}

    return model


_Z_FOR_A = {"sigmoid": lambda z, s, t: z * (1 - z), "tanh": lambda z, s, t: 1 - z**2}
_SLOPE_NAMES = ("sigmoid_slope", "tanh_slope", "relu_slope")

SLOPES = FunctionExercise(
    name="slopes",
    points=2.0,
    without=("nnlib.activations.slope", *(f"nnlib.activations.slopes.{name}" for name in _SLOPE_NAMES)),
    reference=slopes,
    worked=(Worked("z = -0.3, the sum of lesson 1", (-0.3,)), Worked("z = 2 and z = -2", (np.array([2.0, -2.0]),))),
    draw=lambda rng: (numbers_of_any_shape(rng),),
    properties=(
        Property("what small nudges of z say", _as_nudges_say),
        Property("0 or 1 at ReLU's corner", _at_the_corner),
    ),
    simple=small_numbers,
    explain=_explain_slopes,
    agree=_agree,
    misconceptions=(
        Misconception(
            "z in place of a",
            _wrong(**_Z_FOR_A),
            "The formulas want the output a, and z was put in. Bend first, a = sigmoid(z) or tanh(z), then a·(1 - a) or 1 - a².",
        ),
        Misconception(
            "z in place of a, sigmoid",
            _wrong(sigmoid=_Z_FOR_A["sigmoid"]),
            "For the sigmoid this is z·(1 - z). The formula is a·(1 - a) with the output a, so bend first.",
        ),
        Misconception(
            "z in place of a, tanh",
            _wrong(tanh=_Z_FOR_A["tanh"]),
            "For tanh this is 1 - z². The formula is 1 - a² with the output a, so bend first.",
        ),
        Misconception(
            "the bends themselves",
            _wrong(sigmoid=lambda z, s, t: s, tanh=lambda z, s, t: t, relu=lambda z, s, t: np.where(z > 0, z, 0.0)),
            "These are the outputs of the three bends. Asked for is how fast each output changes when z does.",
        ),
        Misconception(
            "ReLU itself",
            _wrong(relu=lambda z, s, t: np.where(z > 0, z, 0.0)),
            "Under relu stands its output. Above 0 it rises by 1 whenever z does, wherever that is: its slope is a constant there.",
        ),
        Misconception(
            "a sign for ReLU",
            _wrong(relu=lambda z, s, t: np.sign(z)),
            "Left of 0 the slope of relu comes out as -1. ReLU neither rises nor falls there.",
        ),
        Misconception(
            "the sides of ReLU swapped",
            _wrong(relu=lambda z, s, t: np.where(z > 0, 0.0, 1.0)),
            "The sides of relu are swapped: it rises where z is above 0 and is flat below.",
        ),
        Misconception(
            "tanh not squared",
            _wrong(tanh=lambda z, s, t: 1 - t),
            "Under tanh the square is missing: 1 - a².",
        ),
        Misconception(
            "the sigmoid's formula for tanh",
            _wrong(tanh=lambda z, s, t: t * (1 - t)),
            "Under tanh stands the sigmoid's formula, a·(1 - a). tanh has its own, 1 - a².",
        ),
        Misconception(
            "tanh's formula for the sigmoid",
            _wrong(sigmoid=lambda z, s, t: 1 - s**2),
            "Under sigmoid stands tanh's formula, 1 - a². The sigmoid has its own, a·(1 - a).",
        ),
        Misconception(
            "the sigmoid's a for tanh",
            _wrong(tanh=lambda z, s, t: 1 - s**2),
            "Under tanh stands 1 - a² with the sigmoid's a. Each bend has its own: here a is tanh(z).",
        ),
        Misconception(
            "tanh's a for the sigmoid",
            _wrong(sigmoid=lambda z, s, t: t * (1 - t)),
            "Under sigmoid stands a·(1 - a) with the a of tanh. Each bend has its own: here a is sigmoid(z).",
        ),
        Misconception(
            "one factor of the sigmoid's",
            _wrong(sigmoid=lambda z, s, t: 1 - s),
            "Under sigmoid stands 1 - a alone. The slope is a·(1 - a), small on both sides.",
        ),
        Misconception(
            "bent twice",
            _wrong(
                sigmoid=lambda z, s, t: BENDS["sigmoid"](s) * (1 - BENDS["sigmoid"](s)),
                tanh=lambda z, s, t: 1 - np.tanh(t) ** 2,
            ),
            "The output is bent once more before the slope is taken. Put a itself into a·(1 - a) and 1 - a².",
        ),
    ),
    hints=(
        "Work out a = sigmoid(z) first and keep it in a variable; everything else about the sigmoid's slope follows from a.",
        "The same for tanh, with `np.tanh(z)`. In Python, a² is `a**2`.",
        "For ReLU, `np.where(condition, this, that)` chooses for each number: 1 where z is above 0, 0 elsewhere.",
    ),
)
