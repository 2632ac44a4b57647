"""slope_bound: how much of a nudge can be left after n sigmoids in a row."""

import math

from autograder.answers import number
from autograder.forms import FunctionExercise, Misconception, Worked
from autograder.judge import Tolerance


def slope_bound(n):
    left = 1.0
    for _ in range(n):
        left = left * 0.25
    return left


def _slope(z):
    return 0.25 / math.cosh(z / 2) ** 2


def _slopes_on_the_way(n, z):
    """Multiply the slopes that one z meets in n sigmoids in a row."""
    left = 1.0
    for _ in range(n):
        left, z = left * _slope(z), 0.5 + 0.5 * math.tanh(z / 2)
    return left


def _largest_part(n):
    """Return the largest part that is ever left: it lies a little below the bound, since only one z can be 0."""
    low, high = -1.0, 0.5
    for _ in range(60):
        third = (high - low) / 3
        if _slopes_on_the_way(n, low + third) < _slopes_on_the_way(n, high - third):
            low += third
        else:
            high -= third
    return _slopes_on_the_way(n, low)


def _explain_bound(n):
    return " · ".join(["0.25"] * n) + f" = {number(slope_bound(n))}"


SLOPE_BOUND = FunctionExercise(
    name="slope_bound",
    points=1.0,
    reference=slope_bound,
    worked=(Worked("ten layers", (10,)),),
    draw=lambda rng: (int(rng.integers(1, 26)),),
    draws=12,
    always=((1,), (2,)),
    simple=lambda: ((n,) for n in range(1, 6)),
    explain=_explain_bound,
    tolerance=Tolerance(1e-5, 1e-25),  # relative: next to a millionth, 0 would count as close
    misconceptions=(
        Misconception(
            "added up",
            lambda n: 0.25 * n,
            "The n slopes are added up. Each layer passes on a quarter of what reaches it, so they multiply.",
        ),
        Misconception(
            "divided by n",
            lambda n: 0.25 / n,
            "A quarter is divided by n. After two layers a quarter of a quarter is left: multiply, once for each layer.",
        ),
        Misconception(
            "the output in place of the slope",
            lambda n: 0.5**n,
            "Each layer halves it here. 0.5 is the sigmoid's output at z = 0; its slope there is what counts.",
        ),
        Misconception(
            "the largest part itself",
            _largest_part,
            "Sharper than asked: this is the largest part that is ever left, over all z. The bound is simpler: multiply 0.25 once for each layer.",
        ),
        Misconception(
            "one way through",
            lambda n: _slopes_on_the_way(n, 0.0),
            "These are the slopes that z = 0 meets on its way, and another z may keep a little more. For a bound take each slope at its largest, 0.25.",
        ),
        Misconception(
            "the long nudge",
            lambda n: 0.231**n,
            "0.231 came from a nudge of 1, which is rather long. The slope itself is what the shorter nudges settle on.",
        ),
        Misconception(
            "one layer too few",
            lambda n: 0.25 ** (n - 1),
            "One layer is missing: a single layer already leaves no more than a quarter.",
        ),
        Misconception(
            "one layer too many",
            lambda n: 0.25 ** (n + 1),
            "There is one layer too many: a single layer leaves up to a quarter.",
        ),
        Misconception(
            "base and exponent swapped",
            lambda n: float(n) ** 0.25,
            "Base and exponent are swapped: this is n to the power of a quarter.",
        ),
        Misconception(
            "growing", lambda n: 4.0**n, "It grows with n. Each layer makes the nudge smaller, never larger."
        ),
    ),
    praise="Right. Ten sigmoids leave at most a millionth, before the weights have had their say.",
    hints=(
        "What is the sigmoid's slope where it is steepest? Read it off the picture above.",
        "A nudge of 1 leaves the first layer as 0.25 at most. What does the second make of that?",
        "n times the same factor is a power: in Python, `**`.",
    ),
)
