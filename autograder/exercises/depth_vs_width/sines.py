"""sine9: a sine within 0.06, from nine ReLUs in any arrangement; judged by the largest error."""

import numpy as np

from autograder.answers import number
from autograder.exercises.depth_vs_width.curves import interpolant
from autograder.exercises.depth_vs_width.lines import bending, candidates, countable, read_line, run_line
from autograder.forms import Mistake, Requirement, ValueExercise

NEURONS, WITHIN = 9, 0.06
_END = 2 * np.pi
_GRID = np.linspace(0, _END, 4001)


def largest_error(network, curve=np.sin):
    """Return (the largest distance to a curve on [0, 2π], where it is)."""
    x = np.union1d(_GRID, candidates(network, 0.0, _END))
    off = np.abs(run_line(network, x) - curve(x))
    at = int(np.argmax(off))
    return float(off[at]), float(x[at])


def _read(answer):
    network = read_line(answer, "`sine9`", ("relu", "identity"))
    if not countable(network):
        raise ValueError(f"`sine9` has {sum(bending(network))} ReLUs. {NEURONS} are allowed.")
    return network


def _close(network):
    error, at = largest_error(network)
    if error <= WITHIN:
        return None
    got = float(run_line(network, [at])[0])
    return (
        f"The largest error is {error:.4f}: at x = {at:.4f} it gives {number(round(got, 4))} and the sine is "
        f"{number(round(np.sin(at), 4))}. It should be {WITHIN} at most."
    )


def _few(network):
    count = sum(bending(network))
    return None if count <= NEURONS else f"{count} ReLUs, and {NEURONS} are allowed."


def by_hand(knots, values=np.sin):
    """Return the network that runs through these points, as a list of layers."""
    knots = np.asarray(knots, dtype=float)
    w1, b1, w2, b2 = interpolant(knots, values(knots) if callable(values) else values)
    return [(w1, b1, "relu"), (w2, b2, "identity")]


def _even(count, end=_END, values=np.sin):
    return by_hand(np.linspace(0, end, count), values)


def _near(network, curve):
    return largest_error(network, curve)[0] <= 2 * WITHIN


def _cut_off(network):
    """Tell whether it follows the sine at first and runs straight from somewhere on."""
    last = candidates(network, 0.0, _END)[-2]
    start = _GRID[: np.searchsorted(_GRID, last)]
    return 1 < last < 0.8 * _END and np.abs(run_line(network, start) - np.sin(start)).max() <= 2 * WITHIN


_WITHIN = f"within {WITHIN} of the sine on [0, 2π]"

SINE9 = ValueExercise(
    name="sine9",
    points=1.0,
    read=_read,
    requirements=(
        Requirement(_WITHIN, _close),
        Requirement(f"at most {NEURONS} ReLUs", _few, only_with=_WITHIN),
    ),
    mistakes=(
        Mistake(
            "one knot too few",
            lambda n: sum(bending(n)) == NEURONS - 1 and largest_error(n)[0] <= 0.08,
            "Close. With evenly spaced knots, 9 of them make 8 ReLUs, and that is one too few: n knots take n − 1 ReLUs.",
            _even(9),
        ),
        Mistake(
            "too many neurons",
            lambda n: largest_error(n)[0] <= WITHIN and sum(bending(n)) > NEURONS,
            f"Close enough, with too many ReLUs: {NEURONS} can do it.",
            _even(20),
        ),
        Mistake(
            "cosine",
            lambda n: _near(n, np.cos),
            "This is the cosine: at x = 0 it starts at 1.",
            _even(12, values=np.cos),
        ),
        Mistake(
            "upside down",
            lambda n: _near(n, lambda x: -np.sin(x)),
            "This is the sine upside down. Flip the signs of the last layer.",
            _even(10, values=lambda x: -np.sin(x)),
        ),
        Mistake(
            "half the range",
            _cut_off,
            "It follows the sine for a while and then runs straight on. The knots should reach from 0 to 2π, 6.283.",
            _even(10, end=np.pi),
        ),
        Mistake(
            "output bent too",
            lambda n: n[-1][2] == "relu" and _near([*n[:-1], (*n[-1][:2], "identity")], np.sin),
            "The output layer bends too, so all below 0 is cut off. Its bend should be identity.",
            [_even(10)[0], (*_even(10)[1][:2], "relu")],
        ),
        Mistake(
            "no bend",
            lambda n: not bending(n),
            "There is no ReLU in it, so it is one straight line. Give the hidden layer the bend relu.",
            [(np.ones((9, 1)), np.zeros(9), "identity"), (np.ones((1, 9)), np.zeros(1), "identity")],
        ),
    ),
    praise="Within 0.06, from nine ReLUs. (Nine can come within 0.02: with knots where the sine is curved most, and a line that strays from it to both sides.)",
    hints=(
        "Ten knots from 0 to 2π, evenly spaced, make nine pieces: `np.linspace(0, 2 * np.pi, 10)`. That is only just enough.",
        "The arrays that `interpolant` gives for these knots go into a list of two layers: the first with relu, the second with identity.",
        "If it is not quite enough: the error is largest where the sine is curved most, at its top and bottom. Move knots there, or lift the line a little above the sine's dips and below its humps.",
    ),
)
