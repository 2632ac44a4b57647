"""forward: a batch through a whole network, with everything that the layers give on the way."""

from itertools import pairwise

import numpy as np

from autograder.answers import describe
from autograder.exercises.bends import BENDS
from autograder.exercises.inputs import small_integers, tenths
from autograder.exercises.layers_and_networks.networks import S2_2, run, write_pass
from autograder.forms import FunctionExercise, Misconception, Property, Worked
from autograder.judge import ValueProblem, compare

_NAMES = ("relu", "sigmoid", "tanh", "identity", "leaky_relu")
_X = np.array([[1.0, 2.0], [2.0, 1.0]])


def forward(X, network):
    return run(X, network)


def _agree(value, args, truth):
    if isinstance(value, np.ndarray) and value.ndim == 2:
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


def _leaves_network_alone(probe):
    changed = probe(_X, S2_2).changed
    if changed:
        what = "the batch X" if 0 in changed else "the network"
        return f"The function changes {what} that it is given. Whoever calls it twice gets two answers: work on new arrays."
    return None


def _through(X, network, layer):
    """Walk through a network with a wrong `layer(X, W, b, bend)`."""
    found = []
    for W, b, name in network:
        X = layer(X, W, b, BENDS[name])
        found.append(X)
    return found


def _quickly(X, network):
    """Do what `run` does without its loops: a wrong answer is compared with every model below on every case."""
    return _through(X, network, lambda X, W, b, bend: bend(X @ W.T + b))


def _sums(X, network):
    found = []
    for W, b, name in network:
        z = X @ W.T + b
        found.append(z)
        X = BENDS[name](z)
    return found


def _bent_at_the_end(X, network):
    found = _through(X, network, lambda X, W, b, bend: X @ W.T + b)
    return [*found[:-1], BENDS[network[-1][2]](found[-1])]


def _sums_handed_on(X, network):
    sums = _through(X, network, lambda X, W, b, bend: X @ W.T + b)
    return [BENDS[name](z) for z, (_, _, name) in zip(sums, network, strict=True)]


def _from_x_each_time(X, network):
    return [BENDS[name](X @ W.T + b) for W, b, name in network]


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
    properties=(Property("what it is given is left as it was", _leaves_network_alone),),
    simple=_small_passes,
    explain=lambda X, network: write_pass(X[0], network),
    agree=_agree,
    misconceptions=(
        Misconception(
            "X included",
            lambda X, network: [X, *_quickly(X, network)],
            "The list begins with X itself. Only what layers compute belongs in it: L arrays for L layers. (An input layer computes nothing.)",
        ),
        Misconception(
            "X included, last left out",
            lambda X, network: [X, *_quickly(X, network)][:-1],
            "The list holds what goes *into* each layer: it begins with X and stops before the last answer. Wanted is what comes *out* of each.",
        ),
        Misconception(
            "only the last",
            lambda X, network: _quickly(X, network)[-1],
            "Only the network's final answer comes back. Keep what every layer gives, in a list: `.append` puts something at its end.",
        ),
        Misconception(
            "only the last, in a list",
            lambda X, network: _quickly(X, network)[-1:],
            "Only the last layer's answer is in the list. Is the list made anew inside the loop, or appended to after it?",
        ),
        Misconception(
            "only the first",
            lambda X, network: _quickly(X, network)[:1],
            "Only the first layer's answer is in the list. Does a `return` stand inside the loop?",
        ),
        Misconception(
            "sums returned",
            _sums,
            "These are the sums z, before each bend. Keep what comes out of the bend, the activations.",
        ),
        Misconception(
            "no bend",
            lambda X, network: _through(X, network, lambda X, W, b, bend: X @ W.T + b),
            "Nothing is bent: without bends all layers collapse into one. Pass each layer's sums through its own bend.",
        ),
        Misconception(
            "no bend on hidden layers",
            _bent_at_the_end,
            "Only the last layer is bent. Hidden layers have bends too; without them they collapse into one.",
        ),
        Misconception(
            "last not bent",
            lambda X, network: [*_quickly(X, network)[:-1], _sums(X, network)[-1]],
            "The last layer is not bent. Its bend stands in the network like the others; where none is wanted, it is called identity.",
        ),
        Misconception(
            "always ReLU",
            lambda X, network: _quickly(X, [(W, b, "relu") for W, b, _ in network]),
            "Every layer gets a ReLU. Each names its own bend, the third item of its row.",
        ),
        Misconception(
            "one bend for all",
            lambda X, network: _quickly(X, [(W, b, network[0][2]) for W, b, _ in network]),
            "Every layer gets the first layer's bend. Each names its own, the third item of its row.",
        ),
        Misconception(
            "from X each time",
            _from_x_each_time,
            "Every layer reads X. Only the first one does; each later layer reads what the layer before it gave.",
        ),
        Misconception(
            "W not transposed",
            lambda X, network: _through(X, network, lambda X, W, b, bend: bend(X @ W + b)),
            "`X @ W` takes the columns of W for the neurons; they are its rows. With the inputs as rows of X, it is `X @ W.T`.",
        ),
        Misconception(
            "bias left out",
            lambda X, network: _through(X, network, lambda X, W, b, bend: bend(X @ W.T)),
            "The biases are left out. Every neuron adds its own to its sum.",
        ),
        Misconception(
            "turned round",
            lambda X, network: [a.T for a in _quickly(X, network)],
            "Every array is turned round: a row for each neuron. A row for each input is wanted.",
        ),
        Misconception(
            "last first",
            lambda X, network: _quickly(X, network)[::-1],
            "The arrays stand in reverse order. The first layer comes first.",
        ),
        Misconception(
            "sums handed on",
            _sums_handed_on,
            "The list holds activations, but the next layer is given the sums. What goes on is what came out of the bend.",
        ),
    ),
    hints=(
        "Walk through the network with a loop, `for W, b, name in network:`. What does each layer read, and what does it leave for the next?",
        "`activations.get_activation(name)` gives the bend of that name, as a function.",
        "Keep one variable for what the next layer reads. It starts as X, and each turn of the loop replaces it and appends it to the list.",
    ),
)
