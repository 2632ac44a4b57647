"""gelu: z times the share of a bell curve that lies below z."""

import math

import numpy as np

from autograder.answers import number
from autograder.exercises.activations.cases import elementwise, explain_each, numbers_of_any_shape, small_numbers
from autograder.exercises.bends import BENDS
from autograder.forms import FunctionExercise, Misconception, Worked


def share_below(z):
    """Return Φ(z), the share of a bell curve that lies below z."""
    return 0.5 * math.erfc(-z / math.sqrt(2))


def gelu_of_one(z):
    return z * share_below(z)


_elementwise = elementwise(gelu_of_one)
_erf = elementwise(math.erf)
_sigmoid = BENDS["sigmoid"]


def gelu(z):
    return _elementwise(z)


def _explain(z):
    inside = z / math.sqrt(2)
    return (
        f"erf({number(z)} / √2) = {number(math.erf(inside))}   "
        f"Φ = (1 + {number(math.erf(inside))}) / 2 = {number(share_below(z))}   "
        f"{number(z)} · {number(share_below(z))} = {number(gelu_of_one(z))}"
    )


def gelu_by_tanh(z):
    z = np.asarray(z)
    return 0.5 * z * (1 + np.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)))


_ROOT = math.sqrt(2)


def _one_number_only(z):
    return z * (1 + math.erf(z / _ROOT)) / 2


GELU = FunctionExercise(
    name="gelu",
    points=2.0,
    without=("nnlib.activations.gelu",),
    reference=gelu,
    worked=(
        Worked("z = -0.3, the sum of lesson 1", (-0.3,)),
        Worked("z = 2", (2.0,)),
        Worked("z = -2, -1, 1", (np.array([-2.0, -1.0, 1.0]),)),
    ),
    draw=lambda rng: (numbers_of_any_shape(rng),),
    always=((8.0,), (-8.0,)),
    simple=small_numbers,
    explain=explain_each(_explain),
    misconceptions=(
        Misconception(
            "SiLU",
            lambda z: z * _sigmoid(z),
            "This is z·sigmoid(z): SiLU, the close relative. GELU multiplies z by Φ(z), which is made of erf.",
        ),
        Misconception(
            "a sigmoid stretched",
            lambda z: z * _sigmoid(1.702 * np.asarray(z)),
            "This is the approximation z·sigmoid(1.702·z), good to about 0.02. Use erf and it is exact.",
        ),
        Misconception(
            "tanh",
            gelu_by_tanh,
            "This is the approximation by tanh, good to about 0.0005. Use erf and it is exact.",
        ),
        Misconception(
            "the root left out",
            lambda z: z * 0.5 * (1 + _erf(z)),
            "z goes into erf as it is. The bell curve of Φ is wider: divide z by √2 first.",
        ),
        Misconception(
            "2 in place of its root",
            lambda z: z * 0.5 * (1 + _erf(np.asarray(z) / 2)),
            "z is divided by 2 inside erf. Divide it by √2, `np.sqrt(2)`.",
        ),
        Misconception(
            "the root rounded",
            lambda z: z * 0.5 * (1 + _erf(np.asarray(z) / 1.414)),
            "√2 is rounded to 1.414, and it shows from the fourth digit on. Take `np.sqrt(2)`.",
        ),
        Misconception(
            "the root of all of erf",
            lambda z: z * 0.5 * (1 + _erf(z) / _ROOT),
            "The result of erf is divided by √2. Only z is, before erf gets it: the bracket of erf closes behind √2.",
        ),
        Misconception(
            "multiplied by the root",
            lambda z: z * 0.5 * (1 + _erf(np.asarray(z) * _ROOT)),
            "z is multiplied by √2 inside erf. Divide it.",
        ),
        Misconception(
            "the half left out",
            lambda z: z * (1 + _erf(np.asarray(z) / _ROOT)),
            "The half is missing: 1 + erf runs from 0 to 2, and Φ from 0 to 1.",
        ),
        Misconception(
            "the 1 left out",
            lambda z: z * 0.5 * _erf(np.asarray(z) / _ROOT),
            "The 1 is missing: erf runs from -1 to 1, and Φ from 0 to 1.",
        ),
        Misconception(
            "half of erf alone",
            lambda z: z * (1 + _erf(np.asarray(z) / _ROOT) / 2),
            "Only erf is halved. The whole sum 1 + erf(…) is, so it needs brackets of its own.",
        ),
        Misconception(
            "no brackets",
            lambda z: z + _erf(np.asarray(z) / _ROOT) / 2,
            "Without brackets z is multiplied by the 1 alone, and only erf is halved. Work out Φ on a line of its own first.",
        ),
        Misconception(
            "erf alone",
            lambda z: z * _erf(np.asarray(z) / _ROOT),
            "z is multiplied by erf itself, from -1 to 1. Φ is (1 + erf(…)) / 2, from 0 to 1.",
        ),
        Misconception(
            "the share alone",
            lambda z: 0.5 * (1 + _erf(np.asarray(z) / _ROOT)),
            "This is Φ(z) alone, the share that passes. Multiply z by it.",
        ),
        Misconception(
            "the other share",
            lambda z: z * 0.5 * (1 - _erf(np.asarray(z) / _ROOT)),
            "A sign is flipped: large numbers should pass and very negative ones should not.",
        ),
        Misconception(
            "cut at 0",
            lambda z: np.maximum(gelu(z), 0.0),
            "Everything below 0 is cut off. That is ReLU's way; GELU lets small negative numbers through.",
        ),
        Misconception(
            "one number only",
            _one_number_only,
            "It is right for one number and stops at an array, as `math.erf` does. Use the `erf` imported at the top of the lesson.",
        ),
        Misconception(
            "ReLU",
            lambda z: np.maximum(z, 0.0),
            "This is ReLU, with its corner. GELU is smooth, and lets small negative numbers through.",
        ),
    ),
    hints=(
        "GELU is z times Φ(z). Write Φ on a line of its own first: it should run from 0 to 1, and be 0.5 at z = 0.",
        "Φ(z) = (1 + erf(z / √2)) / 2. `erf` is imported at the top of the lesson and takes arrays; √2 is `np.sqrt(2)`.",
    ),
)
