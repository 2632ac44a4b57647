"""softmax: positive shares that add up to 1 along one axis."""

import math

import numpy as np

from autograder.answers import number, show
from autograder.exercises.activations.cases import keeps_dtypes, silent_and_right, when_left_out
from autograder.exercises.inputs import small_integers, tenths
from autograder.forms import FunctionExercise, Misconception, Worked


def _of_one_row(row):
    powers = [math.exp(z - max(row)) for z in row]
    return [power / sum(powers) for power in powers]


def softmax(z, axis):
    return np.apply_along_axis(_of_one_row, axis, np.asarray(z, float))


def _draw(rng):
    shape = ((3,), (2, 3), (3, 3), (2, 2, 3))[int(rng.integers(4))]
    return tenths(rng, *shape), int(rng.integers(-1, len(shape)))


def _small():
    for pair in small_integers(2):
        if any(pair):
            yield np.array(pair, float), -1
    for a, b, c, d in small_integers(4):
        if {a, b} != {c, d}:
            yield np.array([[a, b], [c, d]], float), 0
            yield np.array([[a, b], [c, d]], float), 1


def _write(value):
    """Write shares to four decimals, which tell them apart and keep a row short."""
    array = isinstance(value, np.ndarray) and value.dtype.kind == "f"
    return show(np.round(value, 4)) if array else show(value)


def _explain(z, axis):
    z = np.asarray(z)
    first = np.moveaxis(z, axis, -1).reshape(-1, z.shape[axis])[0]
    powers = [math.exp(v) for v in first]
    steps = "   ".join(f"e^{number(v)} = {number(p)}" for v, p in zip(first, powers, strict=True))
    total = sum(powers)
    shares = "   ".join(f"{number(p)} / {number(total)} = {number(p / total)}" for p in powers)
    table = "" if z.ndim == 1 else f"\nright  {_write(softmax(z, axis))}"
    return f"{steps}\ntheir sum is {number(total)}\n{shares}{table}"


def _powers(z, axis):
    return np.exp(z - z.max(axis=axis, keepdims=True))


def _shares(z, axis):
    return _powers(z, axis) / _powers(z, axis).sum(axis=axis, keepdims=True)


_TWO_ROWS = np.array([[2.0, 1.0, 0.0], [0.0, 3.0, -1.0]])
_FAR_APART = np.array([[1000.0, 999.0], [1.0, 0.0]])

SOFTMAX = FunctionExercise(
    name="softmax",
    points=2.0,
    without=("nnlib.activations.softmax",),
    reference=softmax,
    worked=(
        Worked("z = (2, 1, 0), worked out above", (np.array([2.0, 1.0, 0.0]), -1)),
        Worked("two rows, each its own shares", (_TWO_ROWS, -1)),
        Worked("the same, down the columns", (_TWO_ROWS, 0)),
    ),
    draw=_draw,
    always=((np.array([[1.0, 2.0], [-1.0, 0.5]]), 0), (np.array([[1.0, 2.0], [-1.0, 0.5]]), 1)),
    properties=(
        silent_and_right(
            "right and silent at -1000 and 1000",
            softmax,
            ((np.array([1000.0, 0.0, -1000.0]), -1), (np.array([-1000.0, -1000.0]), -1)),
            "Adding the same number to every z changes no share. Subtract the largest first, and no power of e is above 1.",
        ),
        silent_and_right(
            "large numbers in one row leave the other rows alone",
            softmax,
            ((_FAR_APART, -1), (_FAR_APART.T, 0)),
            "Subtract each row's own largest: without it powers overflow, with any other number a far smaller row may become 0, and clipping makes different numbers equal.",
            easy=(_TWO_ROWS, -1),
        ),
        keeps_dtypes(lambda z: softmax(z, -1)),
        when_left_out("axis", -1, softmax, _TWO_ROWS),
    ),
    simple=_small,
    explain=_explain,
    write=_write,
    misconceptions=(
        Misconception(
            "over everything",
            lambda z, axis: np.exp(z) / np.exp(z).sum(),
            "All shares of the whole array together add up to 1. They should along each line of the axis: hand `axis` to the sum.",
        ),
        Misconception(
            "always the last axis",
            lambda z, axis: _shares(z, -1),
            "The shares always run along the rows. Which way they run comes in as `axis`: use it.",
        ),
        Misconception(
            "always the first axis",
            lambda z, axis: _shares(z, 0),
            "The shares always run down the columns, over the first axis. Which way they run comes in as `axis`: use it.",
        ),
        Misconception(
            "the wrong axis",
            lambda z, axis: _shares(z, -1 if axis % z.ndim == 0 else 0),
            "The shares run along the wrong axis: rows and columns are swapped.",
        ),
        Misconception(
            "the sum lost its axis",
            lambda z, axis: np.exp(z) / np.exp(z).sum(axis=axis),
            "Summing takes an axis away, and the sums then meet the wrong numbers. `keepdims=True` keeps it.",
        ),
        Misconception(
            "only the sum lost its axis",
            lambda z, axis: _powers(z, axis) / _powers(z, axis).sum(axis=axis),
            "The largest keeps its axis, the sum loses it and then meets the wrong numbers: `keepdims=True` belongs there, too.",
        ),
        Misconception(
            "sum and largest lost their axis",
            lambda z, axis: np.exp(z - z.max(axis=axis)) / np.exp(z - z.max(axis=axis)).sum(axis=axis),
            "Both the largest and the sum lose an axis, and then meet the wrong numbers. `keepdims=True` keeps it, in both places.",
        ),
        Misconception(
            "no powers",
            lambda z, axis: z / z.sum(axis=axis, keepdims=True),
            "The numbers themselves are shared out, and negative ones give negative shares. Raise e to each of them first.",
        ),
        Misconception(
            "divided by the largest z",
            lambda z, axis: _shares(z / z.max(axis=axis, keepdims=True), axis),
            "z is divided by the largest before e is raised to it. That changes the differences, and the shares with them: subtract it.",
        ),
        Misconception(
            "not divided",
            lambda z, axis: np.exp(z),
            "These are the powers of e alone. Divide them by their sum.",
        ),
        Misconception(
            "divided by the largest",
            lambda z, axis: _powers(z, axis),
            "The largest comes out as 1. Subtracting the largest z is only half of it: divide by the sum of the powers.",
        ),
        Misconception(
            "sign flipped",
            lambda z, axis: _shares(-z, axis),
            "The smallest number gets the largest share: the sign of z in the exponent is flipped.",
        ),
        Misconception(
            "sigmoids",
            lambda z, axis: 0.5 + 0.5 * np.tanh(z / 2),
            "This is the sigmoid of each number alone. Shares look at all numbers of a row: each rises at the cost of the others.",
        ),
        Misconception(
            "all or nothing",
            lambda z, axis: (z == z.max(axis=axis, keepdims=True)) * 1.0,
            "The largest gets everything. Softmax is soft: the others keep a share, a small one if they are far below.",
        ),
        Misconception(
            "logarithms of the shares",
            lambda z, axis: np.log(_shares(z, axis)),
            "These are the logarithms of the shares. The shares themselves are wanted, between 0 and 1.",
        ),
        Misconception(
            "scaled to 0 … 1",
            lambda z, axis: (z - z.min(axis=axis, keepdims=True)) / np.ptp(z, axis=axis, keepdims=True),
            "The numbers are stretched so that they run from 0 to 1. Shares add up to 1, and come from powers of e.",
        ),
    ),
    praise="Right along every axis, and silent. You will meet it again inside attention, in lesson 10.",
    hints=(
        "Follow the worked example: powers of e, their sum, and each power divided by that sum.",
        "`a.sum(axis=axis, keepdims=True)` sums along one axis and keeps it, with length 1, so that the division finds its partners.",
        "Large numbers: you saw that adding the same to all of them changes nothing. `z.max(…)` takes the same two arguments as the sum.",
    ),
)
