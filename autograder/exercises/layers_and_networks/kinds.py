"""layer_claim: "every network has three kinds of layer", put to the test."""

from itertools import pairwise

import numpy as np

from autograder.answers import describe
from autograder.exercises.bends import BENDS
from autograder.exercises.layers_and_networks.networks import read_network
from autograder.forms import TwoSidedClaim

_MOST_WEIGHTS = 1_000_000


def _read_setting(setting):
    """Return a network as data: the one given, or one of the given sizes with random weights."""
    if isinstance(setting, np.ndarray):
        setting = setting.tolist()
    if not isinstance(setting, list | tuple) or not setting:
        raise ValueError(f"a setting is a list of sizes, such as [2, 5, 5, 1]; got {describe(setting)}.")
    if any(isinstance(row, list | tuple) for row in setting):
        if all(_holds_numbers_alone(row) for row in setting):
            raise ValueError(
                f"a list of sizes was asked for, numbers in one pair of brackets, such as [2, 3, 1]; got {describe(setting)}. "
                "Inputs first, then how many neurons each layer has."
            )
        return read_network(setting, "the network")
    sizes = [_read_size(size) for size in setting]
    if len(sizes) == 1:
        raise ValueError(
            f"the sizes {sizes} name inputs and nothing that answers. "
            "Give the number of inputs first and the size of the output layer last."
        )
    weights = sum(into * out for into, out in pairwise(sizes))
    if weights > _MOST_WEIGHTS:
        raise ValueError(
            f"that makes {weights:,} weights. Keep it below {_MOST_WEIGHTS:,}, so that it can be run here."
        )
    rng = np.random.default_rng(4)
    return [(rng.normal(size=(out, into)), np.zeros(out), "sigmoid") for into, out in pairwise(sizes)]


def _holds_numbers_alone(row) -> bool:
    return isinstance(row, list | tuple) and all(isinstance(item, int | float | np.number) for item in row)


def _read_size(size) -> int:
    if isinstance(size, bool) or not isinstance(size, int | float | np.number) or size != size // 1 or size < 1:
        raise ValueError(f"a size is a whole number of inputs or neurons, at least 1; got {describe(size)}.")
    return int(size)


def _run_setting(network, side):
    """Push an input through, and count what stands between it and the answer."""
    passed = [np.ones(network[0][0].shape[1])]
    for W, b, name in network:
        passed.append(BENDS[name](W @ passed[-1] + b))
    row = " → ".join(str(len(numbers)) for numbers in passed)
    hidden = len(passed) - 2
    if hidden:
        layers = "1 hidden layer" if hidden == 1 else f"{hidden} hidden layers"
        return "holds", f"{row}: an input layer, {layers}, an output layer. All three kinds are there."
    one = len(passed[-1]) == 1
    what = "Logistic regression is built like that." if one else "Each output is a lone neuron, as in lesson 1."
    return "fails", f"{row}: the output layer reads the inputs themselves, and no layer is hidden. {what}"


LAYER_CLAIM = TwoSidedClaim(
    name="layer_claim",
    points=2.0,
    claim="Every network has three kinds of layer: input, hidden and output",
    verdict="It holds for every network with at least one hidden layer, and not for one whose outputs read the inputs directly.",
    read=_read_setting,
    run=_run_setting,
    hints=(
        "The list of sizes names the inputs first and the outputs last. What stands between them is hidden.",
        "Which kind can be left out, so that something still goes in and something still comes out? You built such a network in lesson 1.",
    ),
)
