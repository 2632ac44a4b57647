"""xor_mistake and xor_claim: what one neuron cannot do, and with which bend it can."""

from itertools import product

import numpy as np

from autograder.answers import describe, number, show
from autograder.exercises.bends import BENDS
from autograder.exercises.inputs import tenths
from autograder.exercises.one_neuron.neurons import read_neuron
from autograder.forms import FunctionExercise, Misconception, TwoSidedClaim, Worked
from autograder.judge import ValueProblem, read_array

CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))
XOR = (0, 1, 1, 0)


def sum_at(corner, w, b):
    return float(w[0] * corner[0] + w[1] * corner[1] + b)


# --- xor_mistake --------------------------------------------------------------------------------------------------


def _wrong_corners(w, b, table=XOR):
    return [x for x, wanted in zip(CORNERS, table, strict=True) if (sum_at(x, w, b) > 0) != bool(wanted)]


def xor_mistake(w, b):
    return _wrong_corners(w, b)[0]  # there is always one: that is the theorem


def _is_a_mistake(value, args, truth):
    point = read_array(value)
    if isinstance(point, str):
        return point
    if point.shape != (2,):
        return f"Expected two numbers (x1, x2), got {describe(value)}."
    w, b = args
    corner = tuple(point)
    if corner not in CORNERS:
        return f"Expected a corner, each number 0 or 1, got {show(point)}."
    if corner in _wrong_corners(w, b):
        return None
    does = "fires" if sum_at(corner, w, b) > 0 else "is silent"
    return ValueProblem(f"On ({corner[0]:g}, {corner[1]:g}) this neuron {does}, and so says XOR: that is no mistake.")


def _draw_threshold(rng):
    while True:
        w, b = tenths(rng, 2), float(tenths(rng))
        if all(abs(sum_at(x, w, b)) > 1e-9 for x in CORNERS):  # a tie never decides
            return w, b


def _one_neuron_for_each_table():
    """Return one neuron for each of the 14 tables that threshold neurons make, found by trying."""
    found = {}
    for neuron in product((-2, -1, 1, 2), (-2, -1, 1, 2), (-2.5, -1.5, -0.5, 0.5, 1.5, 2.5)):
        *w, b = neuron
        found.setdefault(tuple(sum_at(x, w, b) > 0 for x in CORNERS), (np.array(w, float), b))
    return tuple(found.values())


def _simple_thresholds():
    for w1, w2, b in product((1, -1, 2, -2), (1, -1, 2, -2), (-0.5, 0.5, -1.5, 1.5)):
        yield np.array([w1, w2], float), b


def _explain_thresholds(w, b):
    rows = []
    for corner, wanted in zip(CORNERS, XOR, strict=True):
        z = sum_at(corner, w, b)
        says = "fires" if z > 0 else "silent"
        rows.append(f"{corner}  sum {number(z):>5}  {says:<6}  XOR says {'fire' if wanted else 'silent'}")
    return "\n".join(rows)


def _first(corners):
    return corners[0] if corners else (0, 0)


XOR_MISTAKE = FunctionExercise(
    name="xor_mistake",
    points=1.0,
    reference=xor_mistake,
    worked=(Worked("the OR neuron, w = (1, 1), b = -0.5", (np.array([1.0, 1.0]), -0.5)),),
    draw=_draw_threshold,
    always=_one_neuron_for_each_table(),
    simple=_simple_thresholds,
    explain=_explain_thresholds,
    agree=_is_a_mistake,
    misconceptions=(
        Misconception(
            "a corner it gets right",
            lambda w, b: _first([x for x in CORNERS if x not in _wrong_corners(w, b)]),
            "It returns a corner that the neuron gets right. Wanted is one where firing and XOR differ.",
        ),
        Misconception(
            "compared with OR",
            lambda w, b: _first(_wrong_corners(w, b, (0, 1, 1, 1))),
            "The neuron is compared with OR. XOR is 0 at (1, 1): one or the other, not both.",
        ),
        Misconception(
            "compared with AND",
            lambda w, b: _first(_wrong_corners(w, b, (0, 0, 0, 1))),
            "The neuron is compared with AND. XOR is 1 where exactly one input is 1.",
        ),
        Misconception(
            "bias left out",
            lambda w, b: _first(_wrong_corners(w, 0)),
            "The bias is left out when the neuron's sum is worked out.",
        ),
        Misconception(
            "where it fires",
            lambda w, b: _first([x for x in CORNERS if sum_at(x, w, b) > 0]),
            "It returns a corner where the neuron fires. Firing is a mistake only where XOR says 0.",
        ),
        Misconception(
            "where it is silent",
            lambda w, b: _first([x for x in CORNERS if sum_at(x, w, b) <= 0]),
            "It returns a corner where the neuron is silent. Silence is a mistake only where XOR says 1.",
        ),
    ),
    praise="Your function finds the corner that gives each of them away.",
    hints=(
        "There are only four inputs. Go through them all.",
        "At each corner work out two things: does the neuron fire (is its sum above 0), and what does XOR say? Return the first corner where they differ.",
        "XOR of two numbers that are 0 or 1 is `x1 != x2`.",
    ),
)

# --- xor_claim ----------------------------------------------------------------------------------------------------


_GRID = np.array(list(product(np.arange(-3, 3.5, 0.5), repeat=3)))  # neurons (w1, w2, b)


def outputs(activation, neurons) -> np.ndarray:
    """Return the outputs (n, 4) of neurons (n, 3), each w1, w2, b, at the four corners."""
    neurons = np.atleast_2d(neurons)
    return BENDS[activation](neurons[:, :2] @ np.array(CORNERS, float).T + neurons[:, 2:])


def separates_xor(outputs) -> np.ndarray:
    """Tell for each row of outputs (n, 4) whether one threshold parts the two XOR corners from the two others."""
    ones, zeros = outputs[:, [1, 2]], outputs[:, [0, 3]]
    room = 1e-9
    return (ones.min(axis=1) - zeros.max(axis=1) > room) | (zeros.min(axis=1) - ones.max(axis=1) > room)


def _some_neuron_does(activation) -> bool:
    """Tell whether some neuron with this bend, out of a grid of them, does XOR."""
    return bool(separates_xor(outputs(activation, _GRID)).any())


def _read_setting(setting):
    if not isinstance(setting, tuple | list) or len(setting) != 3:
        raise ValueError(f'a setting is ("name of the bend", (w1, w2), b); got {describe(setting)}.')
    activation, w, b = setting
    if not isinstance(activation, str) or activation not in BENDS:
        raise ValueError(f"the bend should be one of {', '.join(BENDS)}; got {describe(activation)}.")
    return activation, *read_neuron((w, b), (2,), "the neuron")


def _run_setting(setting, side):
    activation, w, b = setting
    found = outputs(activation, [*w, b])
    seen = f"the outputs at 00, 01, 10, 11 are {', '.join(f'{v:.4g}' for v in found[0])}"
    if separates_xor(found)[0]:
        return "fails", f"With {activation}, {seen}: one threshold separates 01 and 10 from 00 and 11."
    if side == "fails":
        other = " With other weights, this bend can." if _some_neuron_does(activation) else ""
        return "holds", f"With {activation}, {seen}: no single threshold separates 01 and 10 from 00 and 11.{other}"
    if _some_neuron_does(activation):
        return (
            None,
            f"With {activation} these weights miss XOR, but that does not show that none do it. Does this bend ever turn round?",
        )
    return "holds", f"With {activation}, {seen}. Nor did any of {len(_GRID):,} other neurons with this bend do it."


XOR_CLAIM = TwoSidedClaim(
    name="xor_claim",
    points=1.0,
    claim="One neuron cannot do XOR",
    verdict="Said of every neuron, the claim is false; said of neurons whose bend never falls, or never rises, it is true.",
    read=_read_setting,
    run=_run_setting,
    hints=(
        "On the way from 00 over 01 and 10 to 11 the output has to go one way and come back. Which bends ever turn round, and which never do?",
        "For the side where it holds, a bend that never turns round will do, with any weights: you saw several above.",
        "For the side where it fails, look at where GELU dips below 0 and comes back up. Choose w and b so that 01 and 10 fall into the dip, and 00 and 11 do not.",
    ),
)
