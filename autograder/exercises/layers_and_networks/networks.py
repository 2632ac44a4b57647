"""Networks as plain data, a list of (W, b, name of the bend): read one that a student wrote, run one, write one down."""

from itertools import pairwise

import numpy as np

from autograder.answers import CallElsewhere, Elsewhere, describe, number, show
from autograder.exercises.bends import BENDS
from autograder.judge import read_array
from nnlib.ledger import ledger

# S2-2, the worked example of the lesson
S2_2 = [
    (np.array([[0.2, -0.1], [0.4, 0.3], [-0.5, 0.6]]), np.array([0.1, -0.2, 0.0]), "relu"),
    (np.array([[0.7, -0.3, 0.5]]), np.array([0.1]), "identity"),
]

_FORM = 'a list with one (W, b, "name of the bend") for each layer, first one first'


def layer_sums(X, W, b):
    """Return z of every neuron for every row of X, shape (n, m): the plain double loop."""
    return np.array(
        [
            [sum((w * x for w, x in zip(row, sample, strict=True)), bias) for row, bias in zip(W, b, strict=True)]
            for sample in X
        ],
        dtype=float,
    )


def run(X, network) -> list:
    """Return what every layer gives, shape (n, neurons) each."""
    found = []
    for W, b, name in network:
        X = BENDS[name](layer_sums(X, W, b))
        found.append(X)
    return found


def parameters(network) -> int:
    """Count all weights and biases, zeros included."""
    return sum(W.size + b.size for W, b, _ in network)


def read_network(answer, name) -> list:
    """Read a network that a student wrote down.

    Raises
    ------
    ValueError
        With a sentence that says which layer has the wrong form, and how.
    """
    if isinstance(answer, tuple) and len(answer) == 3 and isinstance(answer[2], str):
        raise ValueError(f"{name} should be {_FORM}; got one layer alone. Put square brackets around it.")
    if not isinstance(answer, list | tuple) or not answer:
        raise ValueError(f"{name} should be {_FORM}; got {describe(answer)}.{_as_data(answer)}")
    network = [_read_layer(row, f"layer {place} of {name}") for place, row in enumerate(answer, 1)]
    for place, (one, after) in enumerate(pairwise(network), 1):
        if len(one[0]) != after[0].shape[1]:
            raise ValueError(
                f"layer {place} of {name} gives {_count(len(one[0]), 'number')}, but layer {place + 1} expects "
                f"{after[0].shape[1]}: W has a row for each neuron and a column for each number that comes in."
            )
    return network


def _as_data(answer) -> str:
    """Say how an MLP is turned into plain data; from outside, only the name of its type is seen."""
    kind = answer.type_name if isinstance(answer, Elsewhere | CallElsewhere) else type(answer).__name__
    return " Its method `as_data()` gives just that." if kind == "MLP" else ""


def _read_layer(row, who):
    if not isinstance(row, list | tuple) or len(row) != 3:
        raise ValueError(f'{who} should be (W, b, "name of the bend"); got {describe(row)}.')
    if not isinstance(row[2], str) or row[2] not in BENDS:
        raise ValueError(f"{who}: its bend should be one of {', '.join(BENDS)}; got {describe(row[2])}.")
    W, b = (read_array(part) for part in row[:2])
    for part, what in ((W, "W"), (b, "b")):
        if isinstance(part, str):
            raise ValueError(f"{who}: {what} cannot be read. {part}")
        if not np.isfinite(part).all():
            raise ValueError(f"{who}: {what} holds NaN or infinity. Use finite numbers.")
    if W.ndim != 2 or W.size == 0:
        raise ValueError(
            f"{who}: W should be rows of weights, a row for each neuron, as in [[1, 2]]; got shape {W.shape}."
        )
    if b.shape != (len(W),):
        turned = " Is W transposed?" if b.shape == (W.shape[1],) else ""
        raise ValueError(
            f"{who}: b should be a list with one bias for each of the {_count(len(W), 'row')} of W; "
            f"got shape {b.shape}.{turned}"
        )
    return W, b, row[2]


def _count(n, what) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def write_layer(W, b, name) -> str:
    """Write a layer as code would."""
    return f"W = {show(np.asarray(W))}, b = {show(np.asarray(b))}, {name}"


def write_pass(x, network) -> str:
    """Write one input's way through a network, neuron by neuron."""
    lines = []
    for place, (W, b, name) in enumerate(network, 1):
        lines.append(f"layer {place}: {write_layer(W, b, name)}")
        lines += [line for row, bias in zip(W, b, strict=True) for line in ledger(x, row, bias, name).splitlines()]
        x = run([x], [(W, b, name)])[0][0]
    return "\n".join(lines)


def row_of_numbers(values) -> str:
    """Write a few numbers for a sentence, rounded as a reader wants them."""
    return ", ".join(number(round(float(value), 4)) for value in values)
