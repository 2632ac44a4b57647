"""sigmoid: right on both far sides, without a word from NumPy."""

import math

import numpy as np

from autograder.answers import number
from autograder.exercises.activations.cases import (
    elementwise,
    explain_each,
    keeps_dtypes,
    numbers_of_any_shape,
    silent_and_right,
    small_numbers,
)
from autograder.forms import FunctionExercise, Misconception, Worked


def _one(z):
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


_elementwise = elementwise(_one)


def sigmoid(z):
    return _elementwise(z)


def _explain(z):
    power = math.exp(-z)
    return f"e^({number(-z)}) = {number(power)}   1 / (1 + {number(power)}) = {number(_one(z))}"


def _small(z):
    return np.exp(-np.abs(z))


SIGMOID = FunctionExercise(
    name="sigmoid",
    points=2.0,
    without=("nnlib.activations.sigmoid",),
    reference=sigmoid,
    worked=(Worked("z = 0, the cycling voter's sum", (0.0,)), Worked("z = -0.3, the other sum of lesson 1", (-0.3,))),
    draw=lambda rng: (numbers_of_any_shape(rng),),
    always=((12.5,), (-12.5,)),
    properties=(
        silent_and_right(
            "right and silent at -1000 and 1000",
            sigmoid,
            ((np.array([-1000.0, 1000.0]),), (-1000.0,), (1000.0,)),
            "e^1000 is too large a number for the machine. Only ever raise e to a power of 0 or less; `np.where` alone is no help, for it computes both sides for every number and only then chooses.",
        ),
        keeps_dtypes(sigmoid),
    ),
    simple=small_numbers,
    explain=explain_each(_explain),
    misconceptions=(
        Misconception(
            "tanh",
            np.tanh,
            "This is tanh: it runs from -1 to 1 and is 0 at z = 0. The sigmoid runs from 0 to 1 and is 0.5 there.",
        ),
        Misconception(
            "sign flipped",
            lambda z: 1 / (1 + np.exp(z)),
            "It falls where it should rise: the sign of z in the exponent is flipped, or the two sides of `np.where` are.",
        ),
        Misconception(
            "brackets left out",
            lambda z: 1 + np.exp(-z),
            "Brackets are missing: `1 / 1 + …` divides first. The whole sum 1 + e⁻ᶻ belongs under the line.",
        ),
        Misconception(
            "always the upper half",
            lambda z: 1 / (1 + _small(z)),
            "It is right for positive z and mirrored for negative ones: it never goes below 0.5. Use the other formula where z is below 0.",
        ),
        Misconception(
            "always the lower half",
            lambda z: _small(z) / (1 + _small(z)),
            "It is right for negative z and mirrored for positive ones: it never goes above 0.5. Use the other formula where z is above 0.",
        ),
        Misconception(
            "the 1 left out",
            lambda z: 1 / np.exp(-z),
            "The 1 under the line is left out, and without it nothing holds the output below 1.",
        ),
        Misconception(
            "a softmax",
            lambda z: np.exp(z) / np.sum(np.exp(z)),
            "The outputs add up to 1: that is softmax, which looks at all numbers together. The sigmoid takes each one alone.",
        ),
        Misconception(
            "a step",
            lambda z: np.where(np.asarray(z) > 0, 1.0, 0.0),
            "It jumps from 0 to 1, as the step does. The sigmoid takes every value in between.",
        ),
        Misconception(
            "its slope",
            lambda z: _elementwise(z) * (1 - _elementwise(z)),
            "This is the sigmoid's slope, a·(1 - a). Here the output a itself is wanted.",
        ),
    ),
    praise="Right on both far sides, and silent.",
    hints=(
        "1 / (1 + e⁻ᶻ) overflows on one side only. On which, and what is the power of e there?",
        "Below 0 use the other form, eᶻ / (1 + eᶻ). In both forms the power is then never above 0.",
        "`-np.abs(z)` is z below 0 and -z above. Written with it, what stands under the line is the same in both forms; only what stands above differs.",
    ),
)
