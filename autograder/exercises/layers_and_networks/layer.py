"""dense: a whole layer on a whole batch."""

import numpy as np

from autograder.exercises.bends import BENDS, bend, counted_bend
from autograder.exercises.inputs import small_integers, tenths
from autograder.exercises.layers_and_networks.networks import S2_2, layer_sums
from autograder.exercises.properties import leaves_inputs_alone
from autograder.forms import FunctionExercise, Misconception, Property, Worked
from nnlib.ledger import ledger

_X = np.array([[1.0, 2.0], [2.0, 1.0]])
_W, _B, _ = S2_2[0]


def dense(X, W, b, activation):
    return activation(layer_sums(X, W, b))


def _one_layer(rng):
    samples, features, neurons = (int(n) for n in rng.integers(1, 6, size=3))
    if rng.random() < 0.4:
        features = neurons  # a square W is where a transposed one raises no error
    if rng.random() < 0.3:
        samples = neurons  # and here a bias along the wrong axis does not
    name = str(rng.choice(["relu", "sigmoid", "tanh", "identity"]))
    return tenths(rng, samples, features), tenths(rng, neurons, features), tenths(rng, neurons), bend(name)


def _square_cases():
    """Return cases in which samples, features and neurons are two each, so that no swapped axis raises an error."""
    rng = np.random.default_rng(4)
    return tuple((tenths(rng, 2, 2), tenths(rng, 2, 2), tenths(rng, 2), bend("identity")) for _ in range(2))


def _small_layers():
    for x, w1, w2, b1, b2 in small_integers(5):
        if w1 or w2:
            yield np.array([[x]], float), np.array([[w1], [w2]], float), np.array([b1, b2], float), bend("relu")
    for x1, x2, w1, w2, b in small_integers(5, 1):
        if w1 or w2:
            W = np.array([[w1, w2], [w2, 0]], float)
            yield np.array([[x1, x2], [1, 0]], float), W, np.array([b, 1.0]), bend("relu")


def _explain(X, W, b, activation):
    lines = []
    for n, row in enumerate(X):
        for m, (weights, bias) in enumerate(zip(W, b, strict=True)):
            lines += [f"row {n} of X, neuron {m}:", *ledger(row, weights, bias, activation).splitlines()]
    return "\n".join(lines)


def _one_call(probe):
    rng = np.random.default_rng(0)
    outcome = probe(tenths(rng, 150, 8), tenths(rng, 30, 8), tenths(rng, 30), counted_bend("relu"))
    if outcome.error is not None:
        return f"On 150 inputs and 30 neurons it stopped with {type(outcome.error).__name__}."
    calls = outcome.built[3].calls
    if calls > 10:
        return f"Right, but in a loop: the bend was called {calls:,} times for 150 inputs and 30 neurons. One `@` does all sums, one call bends them."
    return None


_RELU = BENDS["relu"]

DENSE = FunctionExercise(
    name="dense",
    points=2.0,
    without=("nnlib.Neuron", "nnlib.Dense", "nnlib.MLP"),
    reference=dense,
    worked=(
        Worked("the worked layer on (1, 2) and (2, 1)", (_X, _W, _B, bend("relu"))),
        Worked("the same sums through a sigmoid", (_X, _W, _B, bend("sigmoid"))),
    ),
    draw=_one_layer,
    draws=30,
    always=_square_cases(),
    properties=(
        Property("150 inputs and 30 neurons in one go", _one_call),
        leaves_inputs_alone(_X, _W, _B, bend("relu")),
    ),
    simple=_small_layers,
    explain=_explain,
    misconceptions=(
        Misconception(
            "no bend",
            lambda X, W, b, activation: X @ W.T + b,
            "The sums are right, but they are not bent: pass them through `activation`.",
        ),
        Misconception(
            "W not transposed",
            lambda X, W, b, activation: activation(X @ W + b),
            "`X @ W` takes the columns of W for the neurons; they are its rows. That stops where sizes differ, and is silently wrong where W is square. Turn W round first: `W.T`.",
        ),
        Misconception(
            "W not transposed, no bias",
            lambda X, W, b, activation: activation(X @ W),
            "Two things: `X @ W` takes the columns of W for the neurons, where `X @ W.T` takes its rows; and the biases are left out.",
        ),
        Misconception(
            "bias left out",
            lambda X, W, b, activation: activation(X @ W.T),
            "The biases are left out. Each neuron adds its own, before the bend.",
        ),
        Misconception(
            "bias on the wrong axis",
            lambda X, W, b, activation: activation(X @ W.T + b[:, None]),
            "The biases run down the batch: as a column, b gives one to each *input*. It belongs to the *neurons*, which are the columns of the result: add b as it is.",
        ),
        Misconception(
            "turned round",
            lambda X, W, b, activation: activation(W @ X.T + b[:, None]),
            "The result is turned round: a row for each neuron. A row for each input is wanted, shape (n, m), as the next layer takes its batch.",
        ),
        Misconception(
            "turned round, bias on the wrong axis",
            lambda X, W, b, activation: activation(W @ X.T + b),
            "`W @ X.T` gives a row for each neuron, and b then runs along the inputs. Start from `X`: a row for each input, a column for each neuron.",
        ),
        Misconception(
            "one input's formula",
            lambda X, W, b, activation: activation(W @ X + b),
            "`W @ x + b` is for one input. In a batch the inputs are rows, so X comes first: its rows must meet the rows of W.",
        ),
        Misconception(
            "pair by pair",
            lambda X, W, b, activation: activation(X * W.T + b),
            "`*` multiplies pair by pair and adds nothing up. `@` does both, weigh and sum.",
        ),
        Misconception(
            "pair by pair, not transposed",
            lambda X, W, b, activation: activation(X * W + b),
            "`*` multiplies pair by pair and adds nothing up; `@` does both. And the rows of X have to meet the rows of W: `W.T`.",
        ),
        Misconception(
            "bias after the bend",
            lambda X, W, b, activation: activation(X @ W.T) + b,
            "The biases are added after the bend. They belong to the sums, so they come before.",
        ),
        Misconception(
            "inputs bent",
            lambda X, W, b, activation: activation(X) @ W.T + b,
            "The inputs are bent before they are summed. The order is weigh, sum, bend.",
        ),
        Misconception(
            "only the first input",
            lambda X, W, b, activation: activation(W @ X[0] + b),
            "Only the first input is used. Does a `return` stand inside the loop?",
        ),
        Misconception(
            "only the first neuron",
            lambda X, W, b, activation: activation(X @ W[0] + b[0]),
            "Only the first neuron answers. Every row of W is a neuron of its own.",
        ),
        Misconception(
            "neurons added up",
            lambda X, W, b, activation: activation((X @ W.T + b).sum(axis=1)),
            "The neurons are added up: one number an input comes out. Each neuron of a layer keeps its own answer, shape (n, m).",
        ),
        Misconception(
            "always ReLU",
            lambda X, W, b, activation: _RELU(X @ W.T + b),
            "It always uses ReLU. Which bend to use comes in as the argument `activation`: call that.",
        ),
    ),
    hints=(
        "Write the shapes down: X is (n, d), W is (m, d), and (n, m) should come out. Which axis has to disappear, and where does it stand in each?",
        "In `A @ B` the last axis of A meets the first of B. X has d last, W has d last too: one of the two has to be turned round, with `.T`.",
        "Adding b of shape (m,) to an array of shape (n, m) adds b[j] to column j, which is neuron j. The bend takes the whole array.",
    ),
)
