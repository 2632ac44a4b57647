"""slope_bound: how much of a nudge can be left after n sigmoids in a row."""

from autograder.answers import number
from autograder.forms import FunctionExercise, Misconception, Worked
from autograder.judge import Tolerance


def slope_bound(n):
    left = 1.0
    for _ in range(n):
        left = left * 0.25
    return left


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
