"""dense_params and mlp_params: how many numbers a layer holds, and a network."""

from itertools import pairwise

from autograder.exercises.parameter_cost.counts import COUNT, agree_count, many, written
from autograder.exercises.properties import leaves_inputs_alone
from autograder.forms import FunctionExercise, Misconception, Worked

# --- dense_params -------------------------------------------------------------------------------------------------


def dense_params(m, n):
    total = 0
    for _ in range(n):  # neuron by neuron: a weight for each input, and a bias
        total += m + 1
    return total


def _explain_layer(m, n):
    return f"{many(n, 'neuron')}, each with {many(m, 'weight')} and a bias\n{n} · {m} + {n} = {written(dense_params(m, n))}"


# How a layer of m inputs and n neurons may be counted, each with what was mixed up.
_COUNTS = {
    "no biases": (lambda m, n: m * n, "The biases are not counted. Every neuron has one."),
    "a bias for each input": (
        lambda m, n: m * n + m,
        "There is a bias for each input. A bias belongs to a neuron, so a layer has as many as numbers come out.",
    ),
    "a bias for each weight": (
        lambda m, n: 2 * m * n,
        "There is a bias for each weight. A neuron has many weights, and one bias.",
    ),
    "one bias": (lambda m, n: m * n + 1, "There is one bias for the whole layer. Each neuron has its own."),
    "sizes added": (
        lambda m, n: m + n,
        "The two sizes are added. Each of the n neurons has m weights of its own: multiply.",
    ),
    "sizes added, and the biases": (
        lambda m, n: m + n + n,
        "The weights are m + n here. Each of the n neurons has m weights of its own: multiply.",
    ),
    "biases on both sides": (
        lambda m, n: m * n + m + n,
        "The inputs have got biases too. Inputs are not neurons: they are given, and nothing is added to them.",
    ),
    "a neuron too many": (
        lambda m, n: (m + 1) * (n + 1),
        "Add 1 to the inputs alone: (m + 1) · n gives each of the n neurons its bias. With n + 1 there is a neuron too many.",
    ),
    "neurons joined to neurons": (
        lambda m, n: n * n + n,
        "Each neuron is joined to the n neurons of its own layer here. It reads the m inputs.",
    ),
}

DENSE_PARAMS = FunctionExercise(
    name="dense_params",
    points=1.0,
    without=("nnlib.cost.dense_params", "nnlib.cost.mlp_params", "nnlib.MLP", "nnlib.Dense"),
    reference=dense_params,
    worked=(Worked("784 → 128, the first layer of the example", (784, 128)), Worked("5 → 3, the picture", (5, 3))),
    draw=lambda rng: (int(rng.integers(1, 60)), int(rng.integers(1, 60))),
    always=((1, 1), (1, 7), (7, 1), (4096, 4096)),
    simple=lambda: ((2, 3), *((m, n) for m in range(1, 6) for n in range(1, 6))),
    explain=_explain_layer,
    agree=agree_count,
    write=written,
    tolerance=COUNT,
    misconceptions=tuple(Misconception(name, model, sentence) for name, (model, sentence) in _COUNTS.items()),
    praise="Right, in every layer: a weight for each pair, and a bias for each neuron.",
    hints=(
        "Look at one neuron alone. How many weights does it need to read m inputs, and how many biases has it?",
        "In the picture: how many cells has the blue table, and how many the column beside it?",
    ),
)

# --- mlp_params ---------------------------------------------------------------------------------------------------


def mlp_params(sizes):
    total = 0
    for place in range(1, len(sizes)):
        total += dense_params(sizes[place - 1], sizes[place])
    return total


def _explain_network(sizes):
    each = [f"{m} to {n}: {m}·{n} + {n} = {written(dense_params(m, n))}" for m, n in pairwise(sizes)]
    return "\n".join([*each, f"together {written(mlp_params(sizes))}"])


def _draw_sizes(rng):
    return ([int(n) for n in rng.integers(2, 50, size=int(rng.integers(2, 6)))],)


def _layer_by_layer(count):
    return lambda sizes: sum(count(m, n) for m, n in pairwise(sizes))


MLP_PARAMS = FunctionExercise(
    name="mlp_params",
    points=2.0,
    without=("nnlib.cost.mlp_params", "nnlib.cost.dense_params", "nnlib.MLP"),
    reference=mlp_params,
    worked=(
        Worked("784 → 128 → 10, the worked example", ([784, 128, 10],)),
        Worked("128 → 256 → 128 → 64 → 1, the ranking network", ([128, 256, 128, 64, 1],)),
    ),
    draw=_draw_sizes,
    always=(([3, 2],), ([1, 1],), ([5, 1, 5],), ([2, 3, 4, 5],)),
    properties=(
        leaves_inputs_alone(
            [784, 128, 10], title="`sizes` is left as it was", loss="their sizes", names=("the list of sizes",)
        ),
    ),
    simple=lambda: (
        ([1, 2, 3],),  # no two layers alike
        *(([a, b],) for a in (1, 2, 3) for b in (1, 2, 3)),
        *(([a, b, c],) for a in (1, 2, 3) for b in (1, 2, 3) for c in (1, 2, 3)),
    ),
    explain=_explain_network,
    agree=agree_count,
    write=written,
    tolerance=COUNT,
    misconceptions=(
        *(Misconception(name, _layer_by_layer(count), sentence) for name, (count, sentence) in _COUNTS.items()),
        Misconception(
            "the inputs too",
            lambda sizes: mlp_params(sizes) + sizes[0],
            "The inputs are counted as neurons. The first number in `sizes` only says how many numbers come in: nothing there is learned.",
        ),
        Misconception(
            "the last layer alone",
            lambda sizes: dense_params(*sizes[-2:]),
            "Only the last layer is counted. In a loop, add each layer to the count; do not set the count anew.",
        ),
        Misconception(
            "the first layer alone",
            lambda sizes: dense_params(*sizes[:2]),
            "Only the first layer is counted. Does the `return` stand inside the loop? It belongs behind it.",
        ),
        Misconception(
            "without the last layer",
            lambda sizes: mlp_params(sizes[:-1]),
            "The last layer is missing: a list of k sizes makes k − 1 layers.",
        ),
        Misconception(
            "without the first layer",
            lambda sizes: mlp_params(sizes[1:]),
            "The first layer is missing: the inputs have no parameters, but the neurons that read them have.",
        ),
        Misconception(
            "biases of the last layer only",
            lambda sizes: sum(m * n for m, n in pairwise(sizes)) + sizes[-1],
            "Only the last layer's biases are counted. Each layer has as many biases as neurons.",
        ),
        Misconception(
            "biases of hidden layers only",
            lambda sizes: sum(m * n for m, n in pairwise(sizes)) + sum(sizes[1:-1]),
            "The outputs have no biases here. They are neurons as well, each with its bias.",
        ),
        Misconception(
            "neurons counted",
            lambda sizes: sum(sizes[1:]),
            "These are the neurons. Asked are the numbers inside them: their weights and their biases.",
        ),
        Misconception(
            "only the ends",
            lambda sizes: dense_params(sizes[0], sizes[-1]),
            "Only the first and the last size are used. Every two neighbours in `sizes` make a layer.",
        ),
    ),
    praise="Right, for every network. One line of arithmetic, and you know what a network holds without building it.",
    hints=(
        "Do the layers one by one: which two sizes belong to each?",
        "`list(pairwise([784, 128, 10]))` is [(784, 128), (128, 10)]: one pair a layer.",
        "Start at 0 and add up what each pair brings, weights and biases.",
    ),
)
