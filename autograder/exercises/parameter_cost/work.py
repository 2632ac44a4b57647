"""forward_flops: how much a network computes for each input."""

from itertools import pairwise

from autograder.exercises.parameter_cost.counts import COUNT, agree_count, connections, many, written
from autograder.exercises.parameter_cost.layers import mlp_params
from autograder.forms import FunctionExercise, Misconception, Property, Worked


def forward_flops(sizes, batch=1):
    each = 0
    for place in range(1, len(sizes)):
        multiplications = additions = sizes[place - 1] * sizes[place]
        each += multiplications + additions
    return batch * each


def _explain(sizes, batch):
    rows = [f"{m} to {n}: {m}·{n} = {many(m * n, 'multiply-add')}" for m, n in pairwise(sizes)]
    each = f"{many(connections(sizes), 'multiply-add')} · 2 FLOPs · {many(batch, 'input')}"
    return "\n".join([*rows, f"{each} = {written(forward_flops(sizes, batch))} FLOPs"])


def _draw(rng):
    return [int(n) for n in rng.integers(2, 50, size=int(rng.integers(2, 6)))], int(rng.integers(1, 65))


def _one_input_by_default(probe):
    for sizes in ([3, 2], [4, 5, 1]):
        outcome = probe(sizes)
        if outcome.error is not None:
            return "It cannot be called without `batch`. Keep the `batch=1` in the first line."
        problem = agree_count(outcome.value, (sizes,), forward_flops(sizes))
        if problem:
            return (
                f"Called without `batch`, with sizes = {sizes} alone: {problem} Keep the `batch=1` in the first line."
            )
    return None


FORWARD_FLOPS = FunctionExercise(
    name="forward_flops",
    points=2.0,
    without=("nnlib.cost.forward_flops",),
    reference=forward_flops,
    worked=(
        Worked("784 → 128 → 10, one input", ([784, 128, 10], 1)),
        Worked("the ranking network, a batch of 32", ([128, 256, 128, 64, 1], 32)),
    ),
    draw=_draw,
    always=(([3, 2], 1), ([1, 1], 1), ([5, 1, 5], 4), ([2, 3, 4, 5], 10)),
    properties=(Property("without `batch` it is one input", _one_input_by_default),),
    simple=lambda: (
        ([1, 2, 3], 1),
        ([1, 2, 3], 2),
        *(([a, b, c], batch) for batch in (1, 2) for a in (1, 2, 3) for b in (1, 2) for c in (1, 2)),
    ),
    explain=_explain,
    agree=agree_count,
    write=written,
    tolerance=COUNT,
    misconceptions=(
        Misconception(
            "multiply-adds",
            lambda sizes, batch: batch * connections(sizes),
            "These are multiply-adds. Each is a multiplication and an addition, so it counts as two FLOPs.",
        ),
        Misconception(
            "batch left out",
            lambda sizes, batch: 2 * connections(sizes),
            "The batch is left out: this is the work for one input. Every input goes through on its own.",
        ),
        Misconception(
            "both left out",
            lambda sizes, batch: connections(sizes),
            "These are multiply-adds, for one input. Each counts as two FLOPs, and every input of the batch goes through.",
        ),
        Misconception(
            "the parameters",
            lambda sizes, batch: batch * mlp_params(sizes),
            "These are the parameters for each input. A weight means a multiplication and an addition; biases are left out here.",
        ),
        Misconception(
            "twice the parameters",
            lambda sizes, batch: 2 * batch * mlp_params(sizes),
            "The biases count as multiply-adds here. Nothing is multiplied with them; in this count they are left out.",
        ),
        Misconception(
            "the biases too",
            lambda sizes, batch: batch * (2 * connections(sizes) + sum(sizes[1:])),
            "The biases are counted as well. It's a fair thing to do, but the usual count, and the one asked for, leaves them out.",
        ),
        Misconception(
            "biases and bends too",
            lambda sizes, batch: batch * (2 * connections(sizes) + sum(sizes[1:]) + sum(sizes[1:-1])),
            "The biases and the bends are counted as well. It's a fair thing to do, but the usual count, and the one asked for, leaves them out.",
        ),
        Misconception(
            "one addition less",
            lambda sizes, batch: batch * sum((2 * m - 1) * n for m, n in pairwise(sizes)),
            "m products take only m − 1 additions: quite so. But the bias is added, too, and the usual count, the one asked for, takes two FLOPs for each weight.",
        ),
        Misconception(
            "batch squared",
            lambda sizes, batch: 2 * batch * batch * connections(sizes),
            "The batch is multiplied in twice. Each of its inputs goes through once.",
        ),
        Misconception(
            "the first layer alone by the batch",
            lambda sizes, batch: 2 * (batch * sizes[0] * sizes[1] + connections(sizes[1:])),
            "Only the first layer is multiplied by the batch. Every input goes through every layer.",
        ),
        Misconception(
            "sizes added",
            lambda sizes, batch: 2 * batch * sum(m + n for m, n in pairwise(sizes)),
            "The two sizes of a layer are added. Each of n neurons has m products to add up: multiply.",
        ),
        Misconception(
            "the last layer alone",
            lambda sizes, batch: 2 * batch * connections(sizes[-2:]),
            "Only the last layer is counted. In a loop, add each layer to the count; do not set the count anew.",
        ),
        Misconception(
            "the first layer alone",
            lambda sizes, batch: 2 * batch * connections(sizes[:2]),
            "Only the first layer is counted. Does the `return` stand inside the loop? It belongs behind it.",
        ),
        Misconception(
            "shared by the batch",
            lambda sizes, batch: 2 * connections(sizes) / batch,
            "The work is divided by the batch. A larger batch is more work: multiply.",
        ),
    ),
    praise="Right, for every network and batch. Two FLOPs a weight: keep that, and you can tell the work from the parameters at a glance.",
    hints=(
        "How many products are there in a layer of m inputs and n neurons? Each is multiplied once and added once.",
        "Add the layers up as you did for the parameters, without the biases.",
        "That was one input. What changes if 32 of them go through?",
    ),
)
