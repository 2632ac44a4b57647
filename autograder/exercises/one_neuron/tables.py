"""possible_tables: which truth tables of two inputs a threshold neuron can make."""

from itertools import product

import numpy as np

from autograder.answers import describe
from autograder.exercises.one_neuron.xor import CORNERS, sum_at
from autograder.forms import FunctionExercise, Misconception, Worked
from autograder.judge import ValueProblem, read_array


def possible_tables():
    grid = [-1.5, -1.0, -0.5, 0.5, 1.0, 1.5]
    return {_table(neuron) for neuron in product(grid, repeat=3)}


def _table(neuron):
    return tuple(int(sum_at(x, neuron[:2], neuron[2]) > 0) for x in CORNERS)


def _same_tables(value, args, truth):
    if not isinstance(value, set | frozenset):
        return f"Expected a set of tuples, got {describe(value)}."
    tables = {_read_table(table) for table in value}
    if None in tables:
        return "Expected every table to be a tuple of four numbers, each 0 or 1."
    return _compare_tables(tables, truth)


def _read_table(table):
    numbers = read_array(np.asarray(table, dtype=float) if _is_yes_no(table) else table)
    if isinstance(numbers, str) or numbers.shape != (4,) or not np.isin(numbers, (0, 1)).all():
        return None
    return tuple(int(n) for n in numbers)


def _is_yes_no(table):
    return isinstance(table, tuple | list) and any(isinstance(v, bool | np.bool_) for v in table)


def _compare_tables(tables, truth):
    extra, missing = sorted(tables - truth), sorted(truth - tables)
    if extra:
        return ValueProblem("A table is in it that no neuron makes. Collect only tables that came from some w and b.")
    if len(missing) == 1:
        return ValueProblem(f"One table is missing; it fires on {sum(missing[0])} of the four inputs.")
    if missing:
        fires = sum(missing[0])
        return ValueProblem(
            f"{len(missing)} tables are missing, among them one that fires on {fires} of the four inputs."
        )
    return None


_GRID = (-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2)

POSSIBLE_TABLES = FunctionExercise(
    name="possible_tables",
    points=2.0,
    reference=possible_tables,
    worked=(Worked("the tables it finds", ()),),
    agree=_same_tables,
    misconceptions=(
        Misconception(
            "all of them",
            lambda: set(product((0, 1), repeat=4)),
            "All 16 tables are in it, whether a neuron makes them or not. Start from neurons: try many weights and biases, and keep the tables they make.",
        ),
        Misconception(
            "no bias",
            lambda: {_table((w1, w2, 0)) for w1, w2 in product(_GRID, repeat=2)},
            "These are the tables without a bias: at (0, 0) they all stay silent. Try different biases too.",
        ),
        Misconception(
            "only positive weights",
            lambda: {_table((w1, w2, b)) for w1, w2, b in product((0.5, 1, 1.5, 2), (0.5, 1, 1.5, 2), _GRID)},
            "These are the tables of positive weights. A weight may be negative too: an input may vote against.",
        ),
        Misconception(
            "only negative biases",
            lambda: {_table((w1, w2, b)) for w1, w2, b in product(_GRID, _GRID, (-2, -1.5, -1, -0.5))},
            "These are the tables of negative biases: none fires on (0, 0). Let the bias be positive too.",
        ),
        Misconception(
            "weights of one size",
            lambda: {_table((w1, w2, b)) for w1, w2, b in product((-1, 1), (-1, 1), (-1.5, -0.5, 0.5, 1.5))},
            "These are the tables whose two weights are equally strong. Let one input count more than the other, or not at all.",
        ),
        Misconception(
            "in another order",
            lambda: {(t[0], t[2], t[3], t[1]) for t in possible_tables()},
            "The entries stand in another order. Each table lists the inputs as 00, 01, 10, 11.",
        ),
    ),
    praise="All 14. The two that are missing are XOR and its opposite: the only tables of two inputs that no line can cut.",
    hints=(
        "Let the machine look: three loops, over w1, w2 and b, and at each a table of four entries. A set keeps each table once.",
        "`itertools.product` gives all combinations. A handful of values on both sides of 0 is enough for each number.",
        "Make sure that the values let one weight outvote the other, and that the bias can do so too, up and down.",
    ),
)
