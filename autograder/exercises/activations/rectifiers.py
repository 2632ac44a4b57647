"""leaky_relu and leaky_claim: a ReLU that lets a little through, and the short form that is not always it."""

from itertools import chain

import numpy as np

from autograder.answers import describe, number
from autograder.exercises.activations.cases import (
    elementwise,
    explain_each,
    numbers_of_any_shape,
    small_numbers,
    when_left_out,
)
from autograder.forms import FunctionExercise, Misconception, TwoSidedClaim, Worked
from autograder.forms.claim import SIDES
from autograder.judge import read_array

# --- leaky_relu ---------------------------------------------------------------------------------------------------


def _one(z, alpha):
    return z if z > 0 else alpha * z


_elementwise = elementwise(_one)


def leaky_relu(z, alpha):
    return _elementwise(z, alpha)


def _explain(z, alpha):
    if z > 0:
        return f"{number(z)} is above 0: it passes unchanged, {number(z)}"
    return f"{number(z)} is not above 0: {number(alpha)} · ({number(z)}) = {number(alpha * z)}"


def _draw(rng):
    return numbers_of_any_shape(rng), float(rng.choice([0.01, 0.1, 0.25, 0.5, 2.0]))


def _where(z, yes, no):
    return np.where(np.asarray(z) > 0, yes, no)


_TABLE = np.array([[-2.0, 0.5], [3.0, -0.4]])

LEAKY_RELU = FunctionExercise(
    name="leaky_relu",
    points=1.0,
    without=("nnlib.activations.leaky_relu",),
    reference=leaky_relu,
    worked=(
        Worked("z = -0.3, the sum of lesson 1, alpha = 0.01", (-0.3, 0.01)),
        Worked("z = -2 and z = 3, alpha = 0.1", (np.array([-2.0, 3.0]), 0.1)),
    ),
    draw=_draw,
    always=((_TABLE, 2.0), (_TABLE, 0.01)),
    properties=(when_left_out("alpha", 0.01, leaky_relu, np.array([-2.0, 3.0])),),
    simple=lambda: chain(small_numbers(0.5), small_numbers(2.0)),
    explain=explain_each(_explain),
    misconceptions=(
        Misconception(
            "the wrong side",
            lambda z, alpha: _where(z, alpha * np.asarray(z), z),
            "It leaks on the wrong side: alpha belongs to the numbers that are not above 0.",
        ),
        Misconception(
            "a larger-of-two",
            lambda z, alpha: np.maximum(alpha * np.asarray(z), z),
            "This is the larger of alpha·z and z. With an alpha above 1 that takes the wrong one; choose by the sign of z.",
        ),
        Misconception(
            "ReLU",
            lambda z, alpha: np.maximum(z, 0.0),
            "This is ReLU: nothing leaks. What is not above 0 should come out as alpha·z.",
        ),
        Misconception(
            "both sides",
            lambda z, alpha: alpha * np.asarray(z),
            "Everything is multiplied by alpha. What is above 0 passes unchanged.",
        ),
        Misconception(
            "alpha itself",
            lambda z, alpha: _where(z, z, alpha),
            "On the negative side alpha itself comes out. It is a slope: multiply z by it.",
        ),
        Misconception(
            "minus alpha",
            lambda z, alpha: _where(z, z, -alpha),
            "On the negative side the same small number comes out everywhere. alpha is a slope: multiply z by it.",
        ),
        Misconception(
            "sign lost",
            lambda z, alpha: _where(z, z, -alpha * np.asarray(z)),
            "Negative numbers come out positive. alpha·z keeps the sign of z.",
        ),
        Misconception(
            "always 0.01",
            lambda z, alpha: _where(z, z, 0.01 * np.asarray(z)),
            "It always leaks 0.01. How much comes in as `alpha`: use it.",
        ),
        Misconception(
            "divided by alpha",
            lambda z, alpha: _where(z, z, np.asarray(z) / alpha),
            "The negative side is divided by alpha, so it grows. It is multiplied.",
        ),
        Misconception(
            "ELU",
            lambda z, alpha: _where(z, z, alpha * np.expm1(np.minimum(z, 0.0))),
            "This is ELU, which bends and levels off on the negative side. A leaky ReLU is a straight line there, alpha·z.",
        ),
    ),
    hints=(
        "There are two rules, and the sign of z chooses between them.",
        "`np.where(condition, this, that)` takes `this` where the condition holds, and `that` elsewhere, for a number as for an array.",
    ),
)

# --- leaky_claim --------------------------------------------------------------------------------------------------

_OTHERS = np.round(np.arange(-3.0, 3.05, 0.1), 1)


def _read(setting):
    if not isinstance(setting, tuple | list) or len(setting) != 2:
        raise ValueError(f"a setting is a pair of numbers, (alpha, z); got {describe(setting)}.")
    pair = [read_array(part) for part in setting]
    for part in pair:
        if isinstance(part, str):
            raise ValueError(f"a setting is a pair of numbers, (alpha, z). {part}")
        if part.size != 1 or not np.isfinite(part).all():
            raise ValueError(f"a setting is a pair of finite numbers, (alpha, z); got {describe(setting)}.")
    alpha, z = (float(part.reshape(())) for part in pair)
    return alpha, z


def _run(setting, side):
    alpha, z = setting
    if z == 0:
        return None, "At z = 0 both sides are 0 whatever alpha is, so that decides nothing. Take another z."
    leaky, larger = _one(z, alpha), max(alpha * z, z)
    seen = f"With alpha = {number(alpha)} at z = {number(z)}, leaky ReLU is {number(leaky)}, and max(alpha·z, z) is {number(larger)}"
    if abs(leaky - larger) > 1e-9 * abs(z):
        return "fails", f"{seen}: they differ."
    if side == "fails":
        return "holds", f"{seen}: they agree. For which alpha does alpha·z overtake z on the side where z is above 0?"
    agree = sum(abs(_one(other, alpha) - max(alpha * other, other)) <= 1e-9 for other in _OTHERS.tolist())
    return "holds", f"{seen}: they agree, as at {agree} of {len(_OTHERS)} other z."


def _order_swapped(answer):
    if _read(answer["fails"])[0] >= 0:  # a fair alpha: the setting may well be meant as it stands
        return ""
    turned = {side: _read(answer[side])[::-1] for side in SIDES}
    if all(z != 0 and _run((alpha, z), side)[0] == side for side, (alpha, z) in turned.items()):
        return "A setting is (alpha, z), in this order. Yours would do as (z, alpha)."
    return ""


LEAKY_CLAIM = TwoSidedClaim(
    name="leaky_claim",
    points=2.0,
    claim="Leaky ReLU is max(alpha·z, z)",
    verdict="It holds for every alpha up to 1. Above 1 the two lines change places, and the larger of them is the wrong one.",
    read=_read,
    run=_run,
    mix_up=_order_swapped,
    hints=(
        "For a positive z, leaky ReLU answers z. When is z not the larger of alpha·z and z?",
        "Nothing says that alpha has to be small. Draw both lines, alpha·z and z, for some alpha of your choice, and go over the upper one with a pencil.",
    ),
)
