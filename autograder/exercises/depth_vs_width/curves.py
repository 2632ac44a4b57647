"""interpolant: a hidden layer made by hand, a ReLU at each knot."""

from itertools import pairwise

import numpy as np

from autograder.answers import describe, number
from autograder.exercises.depth_vs_width.lines import run_line
from autograder.exercises.inputs import small_integers
from autograder.forms import FunctionExercise, Misconception, Worked
from autograder.judge import ValueProblem, read_array

TEN = np.linspace(0, 2 * np.pi, 10)
_NAMES = ("w1", "b1", "w2", "b2")
_ROOM = 1e-4  # relative to the largest value: above the rounding of float32 networks, far below any slip


def interpolant(knots, values):
    weights, before = [], 0.0
    for i in range(len(knots) - 1):
        slope = (values[i + 1] - values[i]) / (knots[i + 1] - knots[i])
        weights.append(slope - before)
        before = slope
    return np.ones((len(weights), 1)), -np.array(knots[:-1]), np.array([weights]), np.array([values[0]])


def _read(value, n):
    """Return the network, or a sentence that says what has the wrong form."""
    if not isinstance(value, tuple | list) or len(value) != 4:
        return f"Expected the four arrays (w1, b1, w2, b2), got {describe(value)}."
    found = []
    for name, part, shape in zip(_NAMES, value, ((n - 1, 1), (n - 1,), (1, n - 1), (1,)), strict=True):
        array = read_array(part)
        if isinstance(array, str):
            return f"{name}: {array}"
        array = array.reshape(1) if name == "b2" and array.ndim == 0 else array
        if array.shape != shape:
            few = array.size == n - 2 and n > 2 and name != "b2"
            first = " Between n knots lie n − 1 pieces, and each has its ReLU: the first slope is a change too, from 0."
            many = array.size == n and name != "b2"
            why = first if few else " Between n knots lie n − 1 pieces: the last knot needs no ReLU." if many else ""
            return f"{name} should have shape {shape} for {n} knots, got {array.shape}.{why}"
        if not np.isfinite(array).all():
            return f"{name} holds NaN or infinity, and every number here should be finite."
        found.append(array)
    w1, b1, w2, b2 = found
    return [(w1, b1, "relu"), (w2, b2, "identity")]


def _agree(value, args, truth):
    knots, values = args
    network = _read(value, len(knots))
    if isinstance(network, str):
        return network
    # Between two knots both are straight unless the network has a kink of its own there: five places would show it.
    x = np.unique(np.concatenate([a + (b - a) * np.array([0, 0.21, 0.5, 0.83, 1]) for a, b in pairwise(knots)]))
    wanted, got = np.interp(x, knots, values), run_line(network, x)
    off = np.abs(got - wanted) > _ROOM * max(1.0, np.abs(values).max())
    if not off.any():
        return None
    at = int(np.argmax(off))
    return ValueProblem(
        f"At x = {number(round(x[at], 4))} the network gives {number(round(got[at], 4))}, "
        f"and the line through the points is at {number(round(wanted[at], 4))}."
    )


def _draw(rng):
    n = int(rng.integers(3, 9))
    knots = (int(rng.integers(-20, 10)) + np.cumsum(rng.integers(1, 12, size=n))) / 10
    return knots, rng.integers(-30, 31, size=n) / 10


def _simple():
    for values in small_integers(3):
        yield np.array([0.0, 1.0, 3.0]), np.array(values, dtype=float)


def _explain(knots, values):
    lines, before = [f"start: the value at the first knot is {number(values[0])}"], 0.0
    for (a, b), (v, w) in zip(pairwise(knots), pairwise(values), strict=True):
        slope = (w - v) / (b - a)
        lines.append(f"from {number(a)} to {number(b)}: slope {number(slope)}, a change of {number(slope - before)}")
        before = slope
    return "\n".join(lines)


def _made(knots, values, *, weights=None, biases=None, start=None):
    w1, b1, w2, b2 = interpolant(knots, values)
    return (
        w1,
        b1 if biases is None else biases,
        w2 if weights is None else np.array([weights]),
        b2 if start is None else np.array([start]),
    )


def _slopes(knots, values):
    return np.diff(values) / np.diff(knots)


INTERPOLANT = FunctionExercise(
    name="interpolant",
    points=3.0,
    reference=interpolant,
    worked=(
        Worked("the four points worked out above", (np.array([0.0, 1.0, 3.0, 4.0]), np.array([1.0, 3.0, 2.0, 2.0]))),
        Worked("a sine on [0, 2π] from 10 knots", (TEN, np.sin(TEN))),
    ),
    draw=_draw,
    always=(
        (np.array([-1.5, 0.5]), np.array([2.0, 3.0])),
        (np.array([0.0, 0.1, 2.0, 2.5]), np.array([-1.0, 1.0, 1.0, 0.0])),
    ),
    simple=_simple,
    explain=_explain,
    agree=_agree,
    misconceptions=(
        Misconception(
            "slopes, not changes",
            lambda knots, values: _made(knots, values, weights=_slopes(knots, values)),
            "w2 holds the slopes. The ReLUs to the left go on firing, so each one adds only the *change* of slope at its knot.",
        ),
        Misconception(
            "values as weights",
            lambda knots, values: _made(knots, values, weights=values[:-1]),
            "w2 holds the values themselves. A ReLU adds no height at its knot, it adds slope from there on.",
        ),
        Misconception(
            "rises, not slopes",
            lambda knots, values: _made(knots, values, weights=np.diff(np.diff(values), prepend=0)),
            "These are the changes of the *rise* from knot to knot. A slope is the rise divided by how far apart the two knots are.",
        ),
        Misconception(
            "run over rise",
            lambda knots, values: _made(
                knots, values, weights=np.diff(np.diff(knots) / np.diff(np.asarray(values)), prepend=0)
            ),
            "The slopes are upside down: distance divided by rise. A slope is the rise divided by the distance, and then a level stretch makes 0 and no division by 0.",
        ),
        Misconception(
            "bias with the wrong sign",
            lambda knots, values: _made(knots, values, biases=np.array(knots[:-1])),
            "The kinks lie on the wrong side of 0: with weight 1, a ReLU has its kink at x = −b. So its bias is minus the knot.",
        ),
        Misconception(
            "no start",
            lambda knots, values: _made(knots, values, start=0.0),
            "It starts at 0. At the first knot every ReLU is still 0, so b2 alone has to give the first value.",
        ),
        Misconception(
            "last value as the start",
            lambda knots, values: _made(knots, values, start=values[-1]),
            "b2 is the last value. At the first knot no ReLU has fired yet, so b2 is the value there.",
        ),
        Misconception(
            "first slope left out",
            lambda knots, values: _made(knots, values, weights=np.append(0.0, np.diff(_slopes(knots, values)))),
            "The first ReLU adds nothing, so the curve starts out flat. Before the first knot count the slope as 0: the first change is the first slope.",
        ),
        Misconception(
            "changes turned round",
            lambda knots, values: _made(knots, values, weights=-np.diff(_slopes(knots, values), prepend=0)),
            "Every change has the wrong sign, so it climbs where it should fall. A change is the slope *after* the knot minus the one before it.",
        ),
        Misconception(
            "kinks one knot too late",
            lambda knots, values: _made(knots, values, biases=-np.array(knots[1:])),
            "Every kink stands one knot too far right. The first ReLU starts at the first knot, and none is needed at the last.",
        ),
    ),
    praise="It runs through every point, whatever they are. A hidden layer, made without any training.",
    hints=(
        "How steep is the curve between two neighbouring knots? `np.diff(values)` and `np.diff(knots)` give the rises and the distances.",
        "Going from left to right, each ReLU starts at its knot and never stops. So what must it add there? Not the new slope, but …",
        "`np.diff(slopes, prepend=0)` gives the changes, the first slope included. What is left is the height at the first knot.",
    ),
)
