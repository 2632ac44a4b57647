"""gelu_minimum: how deep GELU dips below 0, and where."""

import math

import numpy as np

from autograder.answers import describe, number
from autograder.exercises.activations.gelus import gelu_by_tanh, gelu_of_one, share_below
from autograder.exercises.bends import BENDS
from autograder.forms import FunctionExercise, Misconception, Worked
from autograder.judge import Tolerance, ValueProblem, read_array


def gelu_minimum():
    low, high = -2.0, 0.0  # the slope is below 0 at the one and above it at the other
    for _ in range(80):
        z = (low + high) / 2
        slope = share_below(z) + z * math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
        low, high = (z, high) if slope < 0 else (low, z)
    return z, gelu_of_one(z)


_LOWEST_SLOPE = -0.1289  # at z = -√2
_SWAPPED = "The two are swapped: first z, where it is lowest, then the value there."
_SIX_DECIMALS = Tolerance(0.0, 1.1e-6)


def _near_miss(z, low, truth):
    """Name what a pair looks like that was found by too coarse a search to be told by its exact numbers."""
    if abs(z - truth[1]) < 0.01 and abs(low - truth[0]) < 0.05:
        return _SWAPPED
    if z >= 1 and z == int(z) and abs(low - truth[1]) < 0.01:
        return f"{number(z)} is a position, as `np.argmin` gives it: where in the array the lowest value stands. Look up which z stands at that place."
    if abs(low - _LOWEST_SLOPE) < 1e-3:
        return f"{number(low)} is GELU's lowest slope, not its lowest value: there it falls most steeply."
    return None


def _agree(value, args, truth):
    pair = read_array(value)
    if isinstance(pair, str):
        return pair
    if pair.shape != (2,):
        return f"Expected a pair (z, value), got {describe(value)}."
    if not np.isfinite(pair).all():
        return f"Expected two finite numbers, got {describe(value)}."
    (z, low), room = pair, _SIX_DECIMALS.absolute
    if known := _near_miss(z, low, truth):
        return ValueProblem(known)
    at_z, depth = abs(z - truth[0]) <= room, abs(low - truth[1]) <= room
    if at_z and depth:
        return None
    if not at_z and abs(low - gelu_of_one(z)) > 1e-5:
        return ValueProblem(f"GELU at z = {number(z)} is {number(gelu_of_one(z))}, not {number(low)}.")
    if depth:
        return ValueProblem(
            "The value is right to six decimals, z is not yet: at the bottom the curve is so flat that a step of z hardly shows. Take finer steps there."
        )
    if at_z:
        return ValueProblem(f"z is right. At this z, GELU is not {number(low)}: hand back the second number unrounded.")
    return ValueProblem(
        f"GELU goes lower than {number(low)}, its value at z = {number(z)}. Which way does it fall from there?"
    )


def _lowest(bend, step, low=-5.0, high=5.0):
    z = np.arange(low, high, step)
    place = int(np.argmin(bend(z)))
    return float(z[place]), float(bend(z[place]))


def _fine(bend):
    z, _ = _lowest(bend, 1e-3)
    return _lowest(bend, 1e-6, z - 2e-3, z + 2e-3)


GELU_MINIMUM = FunctionExercise(
    name="gelu_minimum",
    points=2.0,
    reference=gelu_minimum,
    worked=(Worked("z and value, to six decimals", ()),),
    agree=_agree,
    tolerance=_SIX_DECIMALS,
    misconceptions=(
        Misconception(
            "order swapped",
            lambda: gelu_minimum()[::-1],
            _SWAPPED,
        ),
        Misconception(
            "SiLU",
            lambda: _fine(BENDS["silu"]),
            "This is the lowest point of SiLU, z·sigmoid(z). GELU's lies higher, and nearer to 0.",
        ),
        Misconception(
            "tanh",
            lambda: _fine(gelu_by_tanh),
            "This is the lowest point of the approximation by tanh. The exact GELU is `activations.gelu`.",
        ),
        Misconception(
            "where the slope is lowest",
            lambda: (-math.sqrt(2), gelu_of_one(-math.sqrt(2))),
            "There the slope is lowest: the curve falls most steeply. At its lowest point it does not fall any more.",
        ),
        Misconception(
            "at 0",
            lambda: (0.0, 0.0),
            "That is where ReLU is lowest. GELU crosses 0 there on its way up: look further left.",
        ),
    ),
    praise="It ends at about -0.17. To find the lowest point of a curve is what training does, too, with millions of weights in place of one z.",
    hints=(
        "Try many z, take the one with the lowest value: `np.argmin(a)` is the position of the smallest number in an array a.",
        "A million steps at once would do, but most are wasted. Better: a hundred steps from -3 to 0, then a hundred around the best of them, and so on.",
        "The lowest point is where the slope is 0. Near it the value hardly changes, so watch z, not the value, to see whether you are done.",
    ),
)
