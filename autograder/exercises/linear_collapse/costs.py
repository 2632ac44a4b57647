"""stack_cost: how many numbers a stack of layers holds, and how many the one layer that replaces it."""

from itertools import pairwise

import numpy as np

from autograder.answers import describe
from autograder.forms import FunctionExercise, Misconception, Worked
from autograder.judge import ValueProblem

KEYS = ("stack", "collapsed", "difference")


def layer_cost(m, n) -> int:
    """Return the weights and biases of a layer with m inputs and n neurons."""
    return m * n + n


def stack_cost(sizes):
    stack = 0
    for place in range(1, len(sizes)):
        stack += layer_cost(sizes[place - 1], sizes[place])
    collapsed = layer_cost(sizes[0], sizes[-1])
    return {"stack": stack, "collapsed": collapsed, "difference": stack - collapsed}


def _is_this_cost(value, args, truth):
    if not isinstance(value, dict):
        return f"Expected a dict with the keys {', '.join(KEYS)}; got {describe(value)}."
    if set(value) != set(KEYS):
        odd = [key for key in KEYS if key not in value] or [key for key in value if key not in KEYS]
        return (
            f"Expected the keys {', '.join(KEYS)}; {odd[0]!r} is {'missing' if odd[0] in KEYS else 'not one of them'}."
        )
    for key in KEYS:
        if problem := _is_this_count(value[key], truth[key]):
            return type(problem)(f"{key}: {problem}")
    return None


def _is_this_count(value, truth):
    whole = isinstance(value, int | np.integer) or (
        isinstance(value, float | np.floating) and float(value).is_integer()
    )
    if isinstance(value, bool | np.bool_) or not whole:
        return f"Expected a whole number, got {describe(value)}."
    return None if int(value) == truth else ValueProblem(f"Expected {truth:,}, got {int(value):,}.")


def _draw(rng):
    sizes = [int(n) for n in rng.integers(2, 40, size=int(rng.integers(2, 6)))]
    if len(sizes) > 2 and rng.random() < 0.3:
        sizes[0], sizes[1], sizes[-1] = 10 * sizes[0], 2, 10 * sizes[-1]
    return (sizes,)


def _explain(sizes):
    layers = list(pairwise(sizes))
    each = [f"{m} to {n}: {m}·{n} + {n} = {layer_cost(m, n):,}" for m, n in layers]
    truth = stack_cost(sizes)
    alone = f"collapsed, {sizes[0]} to {sizes[-1]}: {sizes[0]}·{sizes[-1]} + {sizes[-1]} = {truth['collapsed']:,}"
    difference = f"difference: {truth['stack']:,} − {truth['collapsed']:,} = {truth['difference']:,}"
    return "\n".join([*each, f"stack: {truth['stack']:,}", alone, difference])


# How a layer of m inputs and n neurons may be counted, and how the two counts may be compared.
_COUNTS = {
    "": (layer_cost, ""),
    "no biases": (lambda m, n: m * n, "The biases are not counted: every neuron of every layer has one."),
    "a bias for each input": (
        lambda m, n: m * n + m,
        "There is a bias for each input of a layer. The biases belong to its neurons: as many as numbers come out.",
    ),
    "a bias for each weight": (
        lambda m, n: 2 * m * n,
        "There is a bias for each weight. A neuron has many weights and one bias.",
    ),
    "sizes added": (
        lambda m, n: m + n,
        "The sizes of a layer are added. Each of its n neurons has m weights: multiply.",
    ),
    "one bias a layer": (lambda m, n: m * n + 1, "There is one bias for each layer. Every neuron has its own."),
}
_COMPARED = {
    "": (lambda stack, alone: stack - alone, ""),
    "turned round": (
        lambda stack, alone: alone - stack,
        "The difference is turned round. It says how much more the stack costs: stack minus collapsed.",
    ),
    "unsigned": (
        lambda stack, alone: abs(stack - alone),
        "The difference has lost its sign. It is negative where the stack costs less.",
    ),
}


def _costs(stack, alone, compare=lambda stack, alone: stack - alone):
    return {"stack": stack, "collapsed": alone, "difference": compare(stack, alone)}


def _mixed_up(counted, compared):
    (count, about_count), (compare, about_difference) = _COUNTS[counted], _COMPARED[compared]

    def model(sizes):
        stack = sum(count(m, n) for m, n in pairwise(sizes))
        return _costs(stack, count(sizes[0], sizes[-1]), compare)

    name = ", ".join(filter(None, (counted, compared)))
    return Misconception(name, model, f"{about_count} {about_difference}".strip())


def _differs(counted, compared) -> bool:
    # Sums of sizes never make a stack cheaper: no sign can get lost there.
    return bool(counted or compared) and (counted, compared) != ("sizes added", "unsigned")


def _of_stack(sizes):
    return stack_cost(sizes)["stack"]


STACK_COST = FunctionExercise(
    name="stack_cost",
    points=2.0,
    reference=stack_cost,
    worked=(
        Worked("2, 3, 1: two small layers, more in than out", ([2, 3, 1],)),
        Worked("1000, 10, 1000: a stack with a waist", ([1000, 10, 1000],)),
    ),
    draw=_draw,
    always=(([2, 2, 2],), ([3, 2],), ([1, 1],)),
    simple=lambda: (([a, b, c],) for a in (1, 2, 3) for b in (1, 2, 3) for c in (1, 2, 3)),
    explain=_explain,
    agree=_is_this_cost,
    misconceptions=(
        *(_mixed_up(counted, compared) for counted in _COUNTS for compared in _COMPARED if _differs(counted, compared)),
        Misconception(
            "the inputs too",
            lambda sizes: _costs(_of_stack(sizes) + sizes[0], layer_cost(sizes[0], sizes[-1])),
            "The inputs are counted as neurons with a bias. The first number in `sizes` only says how many numbers come in.",
        ),
        Misconception(
            "inputs' biases in the stack",
            lambda sizes: _costs(sum(m * n + m for m, n in pairwise(sizes)), layer_cost(sizes[0], sizes[-1])),
            "In the stack each layer has a bias for each of its inputs. The biases belong to its neurons, as in your collapsed layer: as many as numbers come out.",
        ),
        Misconception(
            "only the last layer",
            lambda sizes: _costs(layer_cost(*sizes[-2:]), layer_cost(sizes[0], sizes[-1])),
            "Only the last layer of the stack is counted. Add up all of them: is the sum set anew in every turn of the loop?",
        ),
        Misconception(
            "all biases kept",
            lambda sizes: _costs(_of_stack(sizes), sizes[0] * sizes[-1] + sum(sizes[1:])),
            "The collapsed layer has the biases of all layers here. They melt into one list b′: one bias for each output.",
        ),
        Misconception(
            "without the last layer",
            lambda sizes: _costs(_of_stack(sizes[:-1]), layer_cost(sizes[0], sizes[-1])),
            "The last layer of the stack is missing: a list of n sizes makes n − 1 layers.",
        ),
        Misconception(
            "collapsed without its bias",
            lambda sizes: _costs(_of_stack(sizes), sizes[0] * sizes[-1]),
            "The collapsed layer has no biases here. It is a layer like the others, with one for each output.",
        ),
        Misconception(
            "collapsed to the first layer",
            lambda sizes: _costs(_of_stack(sizes), layer_cost(sizes[0], sizes[1])),
            "The collapsed layer is taken to be as large as the first one. It has the stack's inputs and the stack's outputs: the two ends of the list.",
        ),
    ),
    praise="Right. And the difference may be negative: with a waist, two layers cost less than the one that replaces them.",
    hints=(
        "One layer first: m numbers come in, n go out. How many weights does each neuron have, and how many biases has the layer?",
        "`pairwise(sizes)` gives each layer's two sizes in turn: try `list(pairwise([2, 3, 4]))`.",
        "The layer that replaces the stack takes what the first layer takes and gives what the last one gives. What lies between has gone.",
    ),
)
