"""break_it: two inputs that prove that a net with a ReLU is no single layer."""

import numpy as np

from autograder.answers import describe, number
from autograder.exercises.linear_collapse.layers import B1, B2, W1, W2, tuple_text
from autograder.forms import Mistake, Requirement, ValueExercise
from autograder.judge import read_array

MOST = 1e6  # beyond it rounding alone might open a gap
CLEAR = 1e-6


def sums(x):
    """Return the two sums z before the ReLU."""
    return W1 @ x + B1


def net(x):
    """Return what the net of the exercise answers: the two layers of the worked example with a ReLU in between."""
    return W2 @ np.maximum(sums(x), 0) + B2


def gap(pair) -> float:
    x, y = pair
    return float(np.linalg.norm(net((x + y) / 2) - (net(x) + net(y)) / 2))


def _read(answer):
    points = read_array(answer)
    if isinstance(points, str):
        raise ValueError(f"`break_it` should be two inputs of two numbers each, ((…, …), (…, …)). {points}")
    if points.shape != (2, 2):
        raise ValueError(f"`break_it` should be two inputs of two numbers each; got {describe(answer)}.")
    if not np.isfinite(points).all() or np.abs(points).max() > MOST:
        raise ValueError("`break_it` should hold finite numbers, none of them beyond a million.")
    return points


def _opens_a_gap(pair):
    width = gap(pair)
    if width > CLEAR:
        return None
    said = "no gap" if width < 1e-9 else f"a gap of {number(width)}, too small to tell from rounding"
    return f"Middle against middle, there is {said}: any single layer might do this.", _ledger(pair)


def _ledger(pair):
    x, y = pair
    rows = [
        f"{name:<7}{tuple_text(point)}  z = {tuple_text(sums(point))}  net = {tuple_text(net(point))}"
        for name, point in (("x", x), ("y", y), ("middle", (x + y) / 2))
    ]
    return "\n".join([*rows, f"middle of net(x) and net(y) = {tuple_text((net(x) + net(y)) / 2)}"])


def _states(pair):
    return [tuple(sums(point) > 0) for point in pair]


def _stays(*states):
    """Make a `matches`: no neuron switches between x and y, and each is in this state."""
    return lambda pair: gap(pair) <= CLEAR and all(state in states for state in _states(pair))


BREAK_IT = ValueExercise(
    name="break_it",
    points=2.0,
    read=_read,
    requirements=(Requirement("f(middle) differs from the middle of f(x) and f(y)", _opens_a_gap),),
    mistakes=(
        Mistake(
            "one point twice",
            lambda pair: bool(np.array_equal(*pair)),
            "Both inputs are the same, and so is their middle. Take two that lie apart.",
            ((1, 1), (1, 1)),
        ),
        Mistake(
            "on the line",
            lambda pair: gap(pair) <= CLEAR and any(np.abs(sums(point)).min() < 1e-6 for point in pair),
            "One of your inputs lies where a neuron switches: its z is 0 there, or as good as 0. Up to that line the net is straight. Go well beyond it.",
            ((-1, 0), (0, 0)),
        ),
        Mistake(
            "both fire",
            _stays((True, True)),
            "Both hidden neurons fire at x, at y and in between, and a ReLU that fires changes nothing: here the net is straight. Cross the line where one of them falls silent.",
            ((1, 0), (0, 1)),
        ),
        Mistake(
            "both silent",
            _stays((False, False)),
            "Both hidden neurons are silent at x, at y and in between, so the net says the same everywhere there. Cross the line where one of them begins to fire.",
            ((-2, -2), (-3, -1)),
        ),
        Mistake(
            "one fires throughout",
            _stays((True, False), (False, True)),
            "One hidden neuron fires and one is silent, at x and at y alike: none of them switches on the way, so there the net is straight. Let one be silent at x and fire at y.",
            ((-1, 0.5), (0, 0)),
        ),
    ),
    praise="Proved: a single layer sends every middle to the middle, and this net does not. No weights in the world can replace it by one layer.",
    hints=(
        "Where is a ReLU straight, and where is its only bend? What does that mean for the two sums z = W1 x + b1?",
        "Pick an x at which a hidden neuron fires and a y at which the same neuron is silent.",
        "Try your `midpoint_gap` on the net with several pairs: it has to come out above 0.",
    ),
)
