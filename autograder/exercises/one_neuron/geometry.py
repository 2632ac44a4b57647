"""boundary_x2 and signed_distance: where a neuron's sum is zero, and how far away a point lies."""

import numpy as np

from autograder.answers import number
from autograder.exercises.inputs import small_integers, tenths
from autograder.exercises.properties import raises_value_error
from autograder.forms import FunctionExercise, Misconception, Worked

_W, _B = np.array([1.0, -2.0]), 0.5


# --- boundary_x2 --------------------------------------------------------------------------------------------------


def boundary_x2(x1, w, b):
    if w[1] == 0:
        raise ValueError("w[1] is 0: the boundary is vertical")
    return -(w[0] * np.asarray(x1, dtype=float) + b) / w[1]


def _explain_boundary(x1, w, b):
    x2 = boundary_x2(x1, w, b)
    return f"w1·x1 + w2·x2 + b = 0 there: {number(w[0])}·{number(x1)} + {number(w[1])}·x2 + {number(b)} = 0, so x2 = {number(x2)}"


def _draw_boundary(rng):
    shape = [(), (3,), (2, 2)][int(rng.integers(3))]
    x1 = tenths(rng, *shape)
    return (float(x1) if shape == () else x1), tenths(rng, 2), float(tenths(rng))


def _small_boundaries():
    return ((float(x1), np.array([w1, w2], float), float(b)) for x1, w1, w2, b in small_integers(4) if w2)


BOUNDARY_X2 = FunctionExercise(
    name="boundary_x2",
    points=2.0,
    reference=boundary_x2,
    worked=(
        Worked("w = (1, -2), b = 0.5 at x1 = 2", (2.0, _W, _B)),
        Worked("the same at x1 = -1, 0 and 1", (np.array([-1.0, 0.0, 1.0]), _W, _B)),
    ),
    draw=_draw_boundary,
    properties=(raises_value_error("w[1] is 0", 1.0, np.array([1.0, 0.0]), 0.5),),
    simple=_small_boundaries,
    explain=_explain_boundary,
    misconceptions=(
        Misconception(
            "sign flipped",
            lambda x1, w, b: (w[0] * x1 + b) / w[1],
            "The sign is flipped. Bringing w1·x1 + b to the other side of the equation makes it negative.",
        ),
        Misconception(
            "bias left out",
            lambda x1, w, b: -w[0] * x1 / w[1],
            "The bias is left out, so every line goes through the origin.",
        ),
        Misconception(
            "bias with the wrong sign",
            lambda x1, w, b: -(w[0] * x1 - b) / w[1],
            "The bias has the wrong sign: it changes sides together with w1·x1.",
        ),
        Misconception(
            "bias not divided",
            lambda x1, w, b: -w[0] * x1 / w[1] - b,
            "The bias is not divided by w2. Both terms that changed sides are.",
        ),
        Misconception(
            "only the bias divided",
            lambda x1, w, b: -w[0] * x1 - b / w[1],
            "Only the bias is divided by w2. Mind the brackets: the whole of w1·x1 + b is.",
        ),
        Misconception(
            "brackets left out",
            lambda x1, w, b: -w[0] * x1 + b / w[1],
            "Brackets are missing: the minus reaches only w1·x1, the division only b. Both belong to the whole of w1·x1 + b.",
        ),
        Misconception(
            "axes swapped",
            lambda x1, w, b: -(w[1] * x1 + b) / w[0],
            "x1 and x2 are swapped: this solves for x1. Here x1 is given, and x2 is wanted.",
        ),
        Misconception(
            "divided by w1",
            lambda x1, w, b: -(w[0] * x1 + b) / w[0],
            "It divides by w1. To get x2 alone, divide by the number that stands before it: w2.",
        ),
        Misconception(
            "not divided",
            lambda x1, w, b: -(w[0] * x1 + b),
            "It stops one step early: this is w2·x2. Divide by w2.",
        ),
        Misconception(
            "the sum at (x1, 0)",
            lambda x1, w, b: w[0] * x1 + b,
            "This is the neuron's sum where x2 is 0. Wanted is the x2 that makes the sum 0.",
        ),
        Misconception(
            "along the normal",
            lambda x1, w, b: w[1] / w[0] * x1,
            "This runs along the arrow w. The boundary stands at a right angle to it.",
        ),
    ),
    hints=(
        "On the boundary the sum is exactly 0: w1·x1 + w2·x2 + b = 0. Everything in it is known but x2.",
        "Bring w1·x1 and b to the other side, then divide by what stands before x2.",
        'What must not be 0 for that division? Ask for it with `if`, before you divide, and `raise ValueError("…")`.',
    ),
)

# --- signed_distance ----------------------------------------------------------------------------------------------


def signed_distance(X, w, b):
    length = float(np.sqrt(sum(weight * weight for weight in w)))
    if length == 0:
        raise ValueError("all weights are 0: there is no boundary")
    return (np.asarray(X, dtype=float) @ np.asarray(w, dtype=float) + b) / length


def _draw_distance(rng):
    features = int(rng.integers(1, 5))
    shape = [(features,), (3, features), (2, 2, features)][int(rng.integers(3))]
    return tenths(rng, *shape), tenths(rng, features), float(tenths(rng))


def _small_distances():
    for x1, x2, w1, w2, b in small_integers(5):
        if w1 or w2:
            yield np.array([x1, x2], float), np.array([w1, w2], float), float(b)


def _explain_distance(X, w, b):
    z, length = float(X @ w + b), float(np.sqrt(w @ w))
    return f"sum     {number(z)}\nlength of w   {number(length)}\ndistance   {number(z)} / {number(length)} = {number(z / length)}"


_norm = np.linalg.norm

SIGNED_DISTANCE = FunctionExercise(
    name="signed_distance",
    points=2.0,
    reference=signed_distance,
    worked=(
        Worked("the point (2, 1), on the firing side", (np.array([2.0, 1.0]), _W, _B)),
        Worked("(2, 1) and (0, 1) together", (np.array([[2.0, 1.0], [0.0, 1.0]]), _W, _B)),
    ),
    draw=_draw_distance,
    properties=(raises_value_error("all weights are 0", np.array([2.0, 1.0]), np.zeros(2), 0.5),),
    simple=_small_distances,
    explain=_explain_distance,
    misconceptions=(
        Misconception(
            "not divided",
            lambda X, w, b: X @ w + b,
            "This is the neuron's sum. It grows with the weights, a distance does not: divide by the length of w.",
        ),
        Misconception(
            "divided by the square",
            lambda X, w, b: (X @ w + b) / (w @ w),
            "It is divided by the square of w's length. Take the square root first.",
        ),
        Misconception(
            "unsigned",
            lambda X, w, b: np.abs(X @ w + b) / _norm(w),
            "The sign is lost. It tells the sides apart: positive where the neuron fires, negative where it is silent.",
        ),
        Misconception(
            "sign flipped",
            lambda X, w, b: -(X @ w + b) / _norm(w),
            "The sign is flipped. Positive belongs to the side that w points to, where the neuron fires.",
        ),
        Misconception(
            "bias left out",
            lambda X, w, b: X @ w / _norm(w),
            "The bias is left out: this is the distance from a line through the origin.",
        ),
        Misconception(
            "bias not divided",
            lambda X, w, b: X @ w / _norm(w) + b,
            "The bias is added after the division. It is part of the sum, so it is divided too: mind the brackets.",
        ),
        Misconception(
            "divided by the sum of sizes",
            lambda X, w, b: (X @ w + b) / np.sum(np.abs(w)),
            "It is divided by the sum of the weights' sizes. The length of an arrow is the square root of the sum of squares.",
        ),
        Misconception(
            "divided by the sum",
            lambda X, w, b: (X @ w + b) / np.sum(w),
            "It is divided by the sum of the weights. The length of an arrow is the square root of the sum of squares.",
        ),
        Misconception(
            "bias in the length",
            lambda X, w, b: (X @ w + b) / np.sqrt(w @ w + b * b),
            "The bias is counted into the length of w. Only the weights make the arrow.",
        ),
        Misconception(
            "order swapped",
            lambda X, w, b: (w @ X + b) / _norm(w),
            "`w @ X` lets the weights meet the rows of X. The coordinates of a point stand along its last axis: `X @ w`.",
        ),
        Misconception(
            "distance from the origin",
            lambda X, w, b: _norm(X, axis=-1),
            "This is the point's distance from the origin. Wanted is its distance from the boundary.",
        ),
    ),
    hints=(
        "Double all weights and the bias: the sum doubles, but the line stays where it is. So the sum is not yet a distance. What doubled as well?",
        "Divide the sum by the length of w, the square root of the sum of its squares (`np.linalg.norm(w)`).",
        "With X of shape (..., d), `X @ w` works for one point and for many. Ask for a length of 0 before you divide.",
    ),
)
