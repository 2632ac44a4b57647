"""width_for_pieces and width_for_budget: what a layer's width has to be, and what can be paid."""

from autograder.exercises.depth_vs_width.whole import agree_exactly
from autograder.forms import FunctionExercise, Misconception, Worked


def width_for_pieces(p):
    return p - 1


WIDTH_FOR_PIECES = FunctionExercise(
    name="width_for_pieces",
    points=1.0,
    reference=width_for_pieces,
    worked=(Worked("ten tents, 1,024 pieces (Telgarsky 2016)", (1024,)),),
    draw=lambda rng: (int(rng.integers(2, 10**6)),),
    always=((2,), (3,), (2**40,)),
    simple=lambda: ((p,) for p in (2, 3, 4, 5)),
    explain=lambda p: f"{p} pieces have {p - 1} kink{'s' * (p != 2)} between them\na ReLU in one layer makes one kink",
    agree=agree_exactly,
    misconceptions=(
        Misconception(
            "one for each piece",
            lambda p: p,
            "One too many: with no neuron at all there is already one piece. Each ReLU adds a kink, and so a piece.",
        ),
        Misconception(
            "fence posts",
            lambda p: p + 1,
            "Two too many. Between p pieces there are p − 1 kinks, and each takes one ReLU.",
        ),
        Misconception(
            "two at a time",
            lambda p: 2 * (p.bit_length() - 1),
            "That is how many a stack of tents needs. In *one* layer nothing is folded: each ReLU makes one kink.",
        ),
        Misconception(
            "doubling",
            lambda p: p.bit_length() - 1,
            "Pieces double with each tent of a deep network, but within one layer they only add up, a kink for each ReLU.",
        ),
        Misconception(
            "two kinks a neuron",
            lambda p: p // 2,
            "A ReLU has one kink, not two: it is silent on one side and runs straight on the other.",
        ),
    ),
    praise="One kink for each ReLU, and never more: within one layer, pieces add up.",
    hints=("How many kinks does a curve of p straight pieces have?", "How many kinks can one ReLU bring along?"),
)


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
        Worked("the same budget, one hidden layer", (20_501, 1, 1, 1)),
    ),
    draw=_draw,
    always=(
        (3, 1, 1, 1),
        (4, 1, 1, 1),
        (30_301, 3, 99, 1),
        (30_301, 1, 99, 1),
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
    agree=agree_exactly,
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
