"""width_for_budget: how wide a network can be for what is paid."""

import numpy as np

from autograder.exercises.depth_vs_width.whole import agree_exactly, in_words
from autograder.forms import FunctionExercise, Misconception, Worked
from autograder.judge import ValueProblem


def cost(width, depth, n_in, n_out) -> int:
    """Return the parameters of `depth` hidden layers of `width` neurons, counted layer by layer."""
    total, before = 0, n_in
    for neurons in [width] * depth + [n_out]:
        total += neurons * (before + 1)
        before = neurons
    return total


def _largest(fits, most) -> int:
    """Return the largest width from 0 to `most` that fits, by halving; what fits at one width fits below it."""
    low, high = 0, most + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def width_for_budget(budget, depth, n_in, n_out):
    return _largest(lambda w: cost(w, depth, n_in, n_out) <= budget, budget)


def _draw(rng):
    depth, n_in, n_out = int(rng.integers(1, 7)), int(rng.integers(1, 60)), int(rng.integers(1, 11))
    exact = cost(int(rng.integers(1, 40)), depth, n_in, n_out)
    return int(exact + rng.integers(-1, 30)), depth, n_in, n_out


def _agree(value, args, truth):
    problem = agree_exactly(value, args, truth)
    if not isinstance(problem, ValueProblem) or not isinstance(value, int | np.integer) or value < 0:
        return problem
    budget, width = args[0], int(value)
    if width > truth:
        return ValueProblem(f"{problem} {_price(width, args)}, more than the budget of {budget:,}.")
    return ValueProblem(
        f"{problem} {_price(width + 1, args)}, which the budget of {budget:,} still pays. "
        "Does your search go on until a width is no longer paid, and does it count the same price?"
    )


def _price(width, args) -> str:
    paid = cost(width, *args[1:])
    return f"Width {in_words(width)} costs {in_words(paid)} parameters"


def _explain(budget, depth, n_in, n_out):
    lines = []
    best = width_for_budget(budget, depth, n_in, n_out)
    for w in (best, best + 1):
        if w:
            row = " → ".join(map(str, [n_in, *[w] * depth, n_out]))
            lines.append(f"width {w}: {row}, {cost(w, depth, n_in, n_out):,} parameters, budget {budget:,}")
    return "\n".join(lines)


def _wrong(count):
    """Make a model that counts parameters in another way."""
    return lambda budget, depth, n_in, n_out: _largest(lambda w: count(w, depth, n_in, n_out) <= budget, budget)


WIDTH_FOR_BUDGET = FunctionExercise(
    name="width_for_budget",
    points=2.0,
    reference=width_for_budget,
    worked=(
        Worked("20,501 parameters, three hidden layers, one input", (20_501, 3, 1, 1)),
        Worked("30,301 parameters, one hidden layer, 99 inputs", (30_301, 1, 99, 1)),
    ),
    draw=_draw,
    always=(
        (3, 1, 1, 1),
        (4, 1, 1, 1),
        (30_301, 3, 99, 1),
        (20_501, 1, 1, 1),
        (30_300, 1, 99, 1),
        (58, 5, 1, 1),
        (11, 1, 1, 2),
        (200, 2, 3, 5),
        (cost(7, 4, 3, 5), 4, 3, 5),
        (cost(7, 4, 3, 5) - 1, 4, 3, 5),
        (1, 2, 40, 3),
    ),
    simple=lambda: ((budget, depth, n_in, n_out) for budget in range(4, 24, 3) for depth, n_in, n_out in _SMALL),
    explain=_explain,
    agree=_agree,
    misconceptions=(
        Misconception(
            "neurons for parameters",
            lambda budget, depth, n_in, n_out: budget // depth,
            "The budget is shared out among neurons. It counts parameters: each neuron costs a weight for each number it reads, and a bias.",
        ),
        Misconception(
            "biases forgotten",
            _wrong(lambda w, d, i, o: i * w + (d - 1) * w * w + w * o),
            "The biases are not counted: one for each neuron, in every layer.",
        ),
        Misconception(
            "output layer forgotten",
            _wrong(lambda w, d, i, o: cost(w, d, i, o) - o * (w + 1)),
            "The output layer is not paid for. It has weights and biases too.",
        ),
        Misconception(
            "output biases forgotten",
            _wrong(lambda w, d, i, o: cost(w, d, i, o) - o),
            "The biases of the output layer are missing.",
        ),
        Misconception(
            "one hidden layer too many",
            _wrong(lambda w, d, i, o: cost(w, d + 1, i, o)),
            "That is one hidden layer more. Between `depth` hidden layers there are depth − 1 square weight matrices.",
        ),
        Misconception(
            "one hidden layer too few",
            _wrong(lambda w, d, i, o: cost(w, max(d - 1, 1), i, o)),
            "That is one hidden layer less than `depth`.",
        ),
        Misconception(
            "only one hidden layer",
            _wrong(lambda w, d, i, o: cost(w, 1, i, o)),
            "The depth is ignored: this is the width of a single hidden layer.",
        ),
        Misconception(
            "first that is too wide",
            lambda *args: width_for_budget(*args) + 1,
            "One too wide: this is the first width that the budget does not pay.",
        ),
        Misconception(
            "first that is too wide, or 0",
            lambda budget, depth, n_in, n_out: (
                width_for_budget(budget, depth, n_in, n_out) + 1 if n_out <= budget else 0
            ),
            "One too wide: this is the first width that the budget does not pay. Step back by one.",
        ),
        Misconception(
            "spent to the last is too much",
            _wrong(lambda w, d, i, o: cost(w, d, i, o) + 1),
            "A budget that is met exactly is met: `<=` in place of `<`.",
        ),
        Misconception(
            "stopped one early",
            lambda *args: max(width_for_budget(*args) - 1, 0),
            "One too narrow. A budget that is met exactly is met.",
        ),
    ),
    praise="Right to the last parameter. Width is cheap at first, and then each neuron pays for all of its neighbours.",
    hints=(
        "Write the parameters down for width w: a first layer from n_in to w, then depth − 1 layers from w to w, then one from w to n_out.",
        "A layer from m to n has m·n weights and n biases.",
        "No need to solve an equation: start with w = 0 and widen for as long as w + 1 is still paid for.",
    ),
    without=("nnlib.cost.mlp_params", "nnlib.cost.dense_params"),
)
_SMALL = ((1, 1, 1), (2, 1, 1), (1, 2, 1), (2, 2, 2))
