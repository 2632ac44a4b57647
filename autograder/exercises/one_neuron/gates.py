"""gates: four truth tables, each made by one neuron of the student's design; judged by the table alone."""

from itertools import product

import numpy as np

from autograder.answers import describe, is_unattempted, number
from autograder.exercises.one_neuron.neurons import read_neuron
from autograder.forms import Mistake, Requirement, ValueExercise

# gate → its truth table: True where the neuron must fire, in counting order 00, 01, 10, 11
TABLES = {
    "AND": (0, 0, 0, 1),
    "OR": (0, 1, 1, 1),
    "NOT": (1, 0),
    "MAJORITY": (0, 0, 0, 1, 0, 1, 1, 1),
}


def _inputs(table):
    return list(product((0, 1), repeat=len(table).bit_length() - 1))


def _sums(gate, neuron):
    w, b = neuron
    return [float(w @ np.array(x) + b) for x in _inputs(TABLES[gate])]


def _read_gates(answer):
    if not isinstance(answer, dict):
        raise ValueError(f"`gates` should be a dict from each gate's name to its (w, b); got {describe(answer)}.")
    odd = [key for key in answer if key not in TABLES]
    if odd:
        raise ValueError(f"`gates` has the key {odd[0]!r}. Its keys are {', '.join(TABLES)}.")
    return answer


def _gate_neuron(gates, gate):
    if gate not in gates or is_unattempted(gates[gate]):
        return None
    inputs = len(TABLES[gate]).bit_length() - 1
    return read_neuron(gates[gate], (inputs,), gate)


def _gate_problem(gates, gate):
    try:
        neuron = _gate_neuron(gates, gate)
    except ValueError as error:
        return str(error)
    if neuron is None:
        return "nothing here yet"
    for x, z, wanted in zip(_inputs(TABLES[gate]), _sums(gate, neuron), TABLES[gate], strict=True):
        if (z > 0) != bool(wanted):
            return _wrong_row(gate, x, z, wanted), _row_ledger(x, neuron, z, wanted)
    return None


def _wrong_row(gate, x, z, wanted):
    at = f"({', '.join(map(str, x))})"
    if z == 0:
        return (
            f"{gate} is silent on {at}: the sum is exactly 0 there, and it fires only above 0. Move the bias a little."
        )
    return f"{gate} {'is silent' if wanted else 'fires'} on {at} and should {'fire' if wanted else 'be silent'}."


def _row_ledger(x, neuron, z, wanted):
    w, b = neuron
    terms = " + ".join(f"{number(weight)}·{value}" for weight, value in zip(w, x, strict=True))
    return f"sum on ({', '.join(map(str, x))}): {terms} + ({number(b)}) = {number(z)}\nshould be {'above 0' if wanted else '0 or less'}"


def _fired(gates, gate):
    """Return the table that a gate makes, or None where it cannot be read."""
    try:
        neuron = _gate_neuron(gates, gate)
    except ValueError:
        return None
    return None if neuron is None else tuple(int(z > 0) for z in _sums(gate, neuron))


def _first_gate(test):
    """Make a `matches` that names the first wrong gate for which ``test(gate, fired)`` is true."""

    def matches(gates):
        tables = {gate: _fired(gates, gate) for gate in TABLES}
        wrong = (gate for gate, fired in tables.items() if fired and fired != TABLES[gate] and test(gate, fired))
        return next(wrong, "")

    return matches


def _only_ties(gates):
    """Tell whether every wrong row has a sum of exactly 0: the right idea, without room at the threshold."""
    rows = [
        z
        for gate in TABLES
        if _fired(gates, gate) is not None
        for z, wanted in zip(_sums(gate, _gate_neuron(gates, gate)), TABLES[gate], strict=True)
        if (z > 0) != bool(wanted)
    ]
    return bool(rows) and all(z == 0 for z in rows)


_RIGHT = {"AND": ([1, 1], -1.5), "OR": ([1, 1], -0.5), "NOT": ([-1], 0.5), "MAJORITY": ([1, 1, 1], -1.5)}

GATES = ValueExercise(
    name="gates",
    points=2.0,
    read=_read_gates,
    requirements=tuple(
        Requirement(
            f"{gate} ({len(table).bit_length() - 1} input{'s' * (len(table) > 2)})",
            lambda gates, gate=gate: _gate_problem(gates, gate),
        )
        for gate, table in TABLES.items()
    ),
    mistakes=(
        Mistake(
            "at the threshold",
            _only_ties,
            "Where it goes wrong the sum is exactly 0, and this neuron fires only above 0. Move the bias a little to give it room.",
            _RIGHT
            | {"AND": ([1, 1], -1), "OR": ([1, 1], 0), "NOT": ([-1], 0), "MAJORITY": ([1, 1, 1], -2)}
            | {"OR": ([1, 1], -1)},
        ),
        Mistake(
            "AND and OR swapped",
            lambda gates: _fired(gates, "AND") == TABLES["OR"] and _fired(gates, "OR") == TABLES["AND"],
            "AND and OR are swapped: each makes the other's table.",
            _RIGHT | {"AND": _RIGHT["OR"], "OR": _RIGHT["AND"]},
        ),
        Mistake(
            "upside down",
            _first_gate(lambda gate, fired: fired == tuple(1 - f for f in TABLES[gate])),
            "{which} does exactly the opposite of what it should: each sum falls on the wrong side of 0. What would turn all of them round?",
            _RIGHT | {"NOT": ([1], -0.5)},
        ),
        Mistake(
            "never fires",
            _first_gate(lambda gate, fired: not any(fired)),
            "{which} never fires: nothing that can come in lifts its sum above 0.",
            _RIGHT | {"AND": ([1, 1], -2.5)},
        ),
        Mistake(
            "always fires",
            _first_gate(lambda gate, fired: all(fired)),
            "{which} always fires: nothing that can come in brings its sum down to 0.",
            _RIGHT | {"OR": ([1, 1], 0.5)},
        ),
        Mistake(
            "one vote is enough",
            lambda gates: _fired(gates, "MAJORITY") == (0, 1, 1, 1, 1, 1, 1, 1),
            "MAJORITY fires on a single vote. It should wait for two of the three: lower the bias.",
            _RIGHT | {"MAJORITY": ([1, 1, 1], -0.5)},
        ),
        Mistake(
            "all votes are needed",
            lambda gates: _fired(gates, "MAJORITY") == (0, 0, 0, 0, 0, 0, 0, 1),
            "MAJORITY waits for all three votes. Two are enough: raise the bias.",
            _RIGHT | {"MAJORITY": ([1, 1, 1], -2.5)},
        ),
    ),
    praise="All four tables come out right. Other numbers would have done as well: what counts is on which side of 0 each sum falls.",
    hints=(
        "Write the table of the gate down and, beside each row, the sum. You want it above 0 in the rows that fire, and 0 or less in the others.",
        "For AND, give both inputs the weight 1. The sums without a bias are 0, 1, 1, 2: where must the bias put the zero line?",
        "NOT has to fire when nothing comes in, and something coming in has to pull it down: which signs do bias and weight need?",
    ),
)
