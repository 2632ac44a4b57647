"""forward: a batch through a whole network, with everything that the layers give on the way."""

from itertools import pairwise

import numpy as np

from autograder.answers import describe
from autograder.exercises.inputs import small_integers, tenths
from autograder.exercises.layers_and_networks.forward_mix_ups import MIX_UPS
from autograder.exercises.layers_and_networks.networks import S2_2, run, write_pass
from autograder.exercises.properties import leaves_inputs_alone
from autograder.forms import FunctionExercise, Worked
from autograder.judge import ValueProblem, compare

_NAMES = ("relu", "sigmoid", "tanh", "identity", "leaky_relu")
_X = np.array([[1.0, 2.0], [2.0, 1.0]])


def forward(X, network):
    return run(X, network)


def _agree(value, args, truth):
    if isinstance(value, np.ndarray) and value.ndim in (0, 2):
        return f"Expected a list of {len(truth)} arrays, one for each layer, got {describe(value)}."
    if not isinstance(value, list | tuple | np.ndarray):
        return f"Expected a list of {len(truth)} arrays, one for each layer, got {describe(value)}."
    if len(value) != len(truth):
        return f"Expected a list of {len(truth)} arrays, one for each layer, got a list of {len(value)}."
    for place, (given, right) in enumerate(zip(value, truth, strict=True), 1):
        problem = compare(given, right)
        if problem:
            kind = ValueProblem if isinstance(problem, ValueProblem) else str
            return kind(f"Layer {place}: {problem}")
    return None


def _random_network(rng, sizes, names=_NAMES):
    return [(tenths(rng, out, into) / 2, tenths(rng, out), str(rng.choice(names))) for into, out in pairwise(sizes)]


def _one_pass(rng):
    layers = int(rng.integers(1, 5))
    width = int(rng.integers(2, 5))
    square = rng.random() < 0.4  # where all layers have one size, a layer that reads the wrong thing raises no error
    sizes = [width] * (layers + 1) if square else [int(n) for n in rng.integers(1, 5, size=layers + 1)]
    return tenths(rng, int(rng.integers(1, 5)), sizes[0]), _random_network(rng, sizes)


def _telling_cases():
    """Return square networks of two and three layers, the last bent, so that every mix-up shows in some number."""
    rng = np.random.default_rng(5)
    return (
        (tenths(rng, 3, 3), _random_network(rng, [3, 3, 3], ["tanh"])),
        (tenths(rng, 2, 2), _random_network(rng, [2, 2, 2, 2], ["sigmoid"])),
        (tenths(rng, 2, 3), _random_network(rng, [3, 1], ["tanh"])),
    )


def _small_passes():
    for x, w1, b1, w2, b2 in small_integers(5):
        if w1 and w2:
            layers = [(w1, b1, "relu"), (w2, b2, "identity")]
            yield np.array([[x]], float), [(np.array([[w]], float), np.array([b], float), n) for w, b, n in layers]
    for x1, x2, w, b in small_integers(4, 1):
        if w:
            W = np.array([[w, 1], [0, 1]], float)
            yield np.array([[x1, x2]], float), [(W, np.array([b, 0.0]), "relu"), (W, np.array([0.0, b]), "relu")]


FORWARD = FunctionExercise(
    name="forward",
    points=2.0,
    without=("nnlib.Neuron", "nnlib.Dense", "nnlib.MLP"),
    reference=forward,
    worked=(
        Worked("the worked network on (1, 2) and (2, 1)", (_X, S2_2)),
        Worked("its first layer alone", (_X, S2_2[:1])),
    ),
    draw=_one_pass,
    draws=14,
    always=_telling_cases(),
    properties=(
        leaves_inputs_alone(_X, S2_2, title="what it is given is left as it was", names=("the batch X", "the network")),
    ),
    simple=_small_passes,
    explain=lambda X, network: write_pass(X[0], network),
    agree=_agree,
    misconceptions=MIX_UPS,
    hints=(
        "Walk through the network with a loop, `for W, b, name in network:`. What does each layer read, and what does it leave for the next?",
        "`activations.get_activation(name)` gives the bend of that name, as a function.",
        "Keep one variable for what the next layer reads. It starts as X, and each turn of the loop replaces it and appends it to the list.",
    ),
)
