"""waist: how many directions a matrix lets through, and with it the narrowest layer that can have made it."""

import numpy as np

from autograder.answers import number, show
from autograder.exercises.inputs import tenths
from autograder.exercises.linear_collapse.layers import W1, W2, after, tuple_text
from autograder.forms import FunctionExercise, Misconception, Property, Worked
from autograder.judge import alike, compare

_RTOL = 1e-10


def waist(W, rtol=_RTOL):
    stretches = _stretches(W)
    return sum(1 for s in stretches if s > rtol * stretches[0])


def _stretches(W):
    return np.linalg.svd(np.asarray(W, float), compute_uv=False)


def _turn(rng, size):
    return np.linalg.qr(rng.normal(size=(size, size)))[0]


def with_stretches(rng, stretches, m, n):
    """Return a random (n, m) matrix that stretches its main directions by these factors."""
    middle = np.zeros((n, m))
    middle[range(len(stretches)), range(len(stretches))] = stretches
    return _turn(rng, n) @ middle @ _turn(rng, m).T


def _draw(rng):
    """Draw a stack with a waist, or a matrix of chosen stretches; all lie far from the limit."""
    m, n = (int(size) for size in rng.integers(3, 7, size=2))
    width = int(rng.integers(1, min(m, n) + 1))
    if rng.random() < 0.5:
        # Stretches between 1 and 4 in each layer: no product of these can come near the limit.
        first = with_stretches(rng, rng.uniform(1, 4, width), m, width)
        second = with_stretches(rng, rng.uniform(1, 4, width), width, n)
        return second @ first * 10.0 ** int(rng.integers(-3, 4)), _RTOL
    rtol = 10.0 ** int(rng.integers(-8, -2))
    kept = rng.uniform(1, 3, width)
    dropped = rng.uniform(1, 3, min(m, n) - width) * rtol * 1e-3
    return with_stretches(rng, [*kept, *dropped], m, n) * 10.0 ** int(rng.integers(-3, 4)), rtol


def _small():
    for rows in ([[1, 0], [0, 0]], [[1, 1], [1, 1]], [[0, 1], [0, 0]], [[1, 2], [2, 4]], [[1, 0], [0, 1]]):
        yield np.array(rows, float), _RTOL
    yield np.array([[1.0, 0.0], [0.0, 0.001]]), 0.01
    yield np.array([[1000.0, 0.0], [0.0, 1.0]]), 0.01
    yield np.array([[0.001, 0.0], [0.0, 0.001]]), 0.01
    for rows in ([[1, 1, 1]], [[1, 0, 1], [0, 1, 1], [1, 1, 2]]):
        yield np.array(rows, float), _RTOL


def _explain(W, rtol):
    stretches = np.where(_stretches(W) < 1e-14 * np.abs(W).max(), 0, _stretches(W))
    limit = rtol * stretches[0]
    return f"stretches {tuple_text(np.round(stretches, 6))}, limit {number(limit)}\n{waist(W, rtol)} above it"


def _without_a_limit(probe):
    W = np.array([[1.0, 2.0], [2.0, 4.0]])
    alone = probe(W)
    if alone.error is not None:
        return "It stops when it is called with W alone. Keep `rtol=1e-10` in the first line: a limit for those who name none."
    problem = compare(alone.value, 1)
    if problem and alike(alone.value, probe(W, _RTOL).value):
        return f"The limit is not at fault: W = {show(W)} is counted wrong with `rtol` and without. {problem}"
    return problem and "With W alone it should count with the limit 1e-10."


def _pivots(W, rtol):
    return int(np.sum(np.abs(np.diag(W)) > rtol))


_RNG = np.random.default_rng(5)
_NARROW = after(tenths(_RNG, 5, 2), tenths(_RNG, 2, 6))

WAIST = FunctionExercise(
    name="waist",
    points=2.0,
    reference=waist,
    worked=(
        Worked("W2 W1 of the worked example: nothing is lost", (after(W2, W1), _RTOL)),
        Worked("every row a multiple of (1, 2)", (np.array([[1.0, 2.0], [2.0, 4.0], [-1.0, -2.0]]), _RTOL)),
        Worked("a stack 6 → 2 → 5, collapsed", (_NARROW, _RTOL)),
    ),
    draw=_draw,
    always=(
        (np.diag([1.0, 1e-2, 1e-5]), 1e-3),
        (np.diag([1e6, 1e4, 10.0]), 1e-3),
        (1e-12 * np.eye(3), _RTOL),
        (1e12 * np.diag([1.0, 1e-8, 1e-13]), _RTOL),
        (np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]]), _RTOL),
    ),
    properties=(Property("works without `rtol`, too", _without_a_limit),),
    simple=_small,
    explain=_explain,
    misconceptions=(
        Misconception(
            "the smaller side",
            lambda W, rtol=_RTOL: min(W.shape),
            "This is how many stretches there are, the smaller side of W: the most that could get through. How many do depends on the numbers in it. (`len` of a comparison counts every entry, yes or no; `np.sum` counts the yes.)",
        ),
        Misconception(
            "no limit",
            lambda W, rtol=_RTOL: int(np.sum(_stretches(W) > 0)),
            "Every stretch above 0 is counted, however small. Rounding turns a 0 into something like 1e-17: count only those above `rtol` times the largest, which comes first.",
        ),
        Misconception(
            "limit not relative",
            lambda W, rtol=_RTOL: int(np.sum(_stretches(W) > rtol)),
            "The stretches are compared with `rtol` itself. Small is meant relative to the largest: a thousandth of a millimetre is nothing beside a metre, and a lot beside a hair.",
        ),
        Misconception(
            "limit left out",
            lambda W, rtol=_RTOL: int(np.sum(_stretches(W) > 1e-10 * _stretches(W)[0])),
            "The limit is always 1e-10. Use the one that comes in as `rtol`.",
        ),
        Misconception(
            "NumPy's limit",
            lambda W, rtol=_RTOL: int(np.linalg.matrix_rank(W)),
            "`matrix_rank` uses a limit of its own here. Hand yours on.",
        ),
        Misconception(
            "what gets lost",
            lambda W, rtol=_RTOL: int(np.sum(_stretches(W) <= rtol * _stretches(W)[0])),
            "These are the directions that get lost. Count those that get through.",
        ),
        Misconception(
            "the diagonal",
            _pivots,
            "The numbers on the diagonal of W are counted. They are not its stretches: `np.linalg.svd` finds those.",
        ),
        Misconception(
            "rows that are not 0",
            lambda W, rtol=_RTOL: int(np.sum(np.abs(W).max(axis=1) > rtol)),
            "The rows that are not all 0 are counted. Two such rows may still say the same, one a multiple of the other.",
        ),
        Misconception(
            "the inputs",
            lambda W, rtol=_RTOL: W.shape[1],
            "This is how many numbers go in. Not all of their directions need come out.",
        ),
        Misconception(
            "the outputs",
            lambda W, rtol=_RTOL: W.shape[0],
            "This is how many numbers come out. They need not all be independent of each other.",
        ),
        Misconception(
            "the stretches added",
            lambda W, rtol=_RTOL: float(np.sum(_stretches(W))),
            "The stretches are added up. Count them: how many are not nearly 0?",
        ),
        Misconception(
            "the stretches",
            lambda W, rtol=_RTOL: _stretches(W),
            "These are the stretches themselves. Return how many of them lie above the limit.",
        ),
        Misconception(
            "yes and no",
            lambda W, rtol=_RTOL: _stretches(W) > rtol * _stretches(W)[0],
            "Here is a yes or a no for each stretch. Count the yes: `np.sum`.",
        ),
    ),
    praise="Right: so many directions get through, and no layer in the stack was narrower than that.",
    hints=(
        "`np.linalg.svd(W, compute_uv=False)` gives the stretches, largest first. A direction with stretch 0 is lost.",
        "After rounding, a 0 is rarely exactly 0. From which size on do you believe that it is not rounding, if the largest stretch is 5? If it is 5 million?",
        "Comparing an array with a number gives an array of yes and no, and `np.sum` counts the yes.",
    ),
)
