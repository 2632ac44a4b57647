"""tent: one fold of [0, 1] as two ReLUs; and what tells a network from the tent after the tent."""

import numpy as np

from autograder.answers import number
from autograder.exercises.depth_vs_width.lines import TENT as TENT_NETWORK
from autograder.exercises.depth_vs_width.lines import bending, countable, pieces, read_line, run_line
from autograder.forms import FunctionExercise, Misconception, Worked
from autograder.judge import ValueProblem

_ROOM = 1e-6


def height(x, k):
    for _ in range(k):
        x = np.minimum(2 * x, 2 - 2 * x)
    return x


def compare(network, k):
    """Return where a network and the k-fold tent differ, in a sentence, or None."""
    steps = 2**k
    x = np.arange(4 * steps + 1) / (4 * steps)  # both ends of every piece, its middle, and two places more
    wanted, got = height(x, k), run_line(network, x)
    off = np.abs(got - wanted) > _ROOM * steps
    if off.any():
        at = int(np.argmax(off))
        return ValueProblem(
            f"At x = {number(x[at])} it gives {number(round(got[at], 6))}, and it should give {number(wanted[at])}."
        )
    found = pieces(network, 0.0, 1.0)
    if found != steps:
        return ValueProblem(f"It has {found} straight pieces on [0, 1], and it should have {steps}.")
    return None


def read(value, k, name):
    """Return the network, or a sentence that says what is wrong with its form or its size."""
    try:
        network = read_line(value, name, ("relu", "identity"))
    except ValueError as error:
        return str(error)
    if not countable(network) and sum(bending(network)) <= 2 * k:
        return "It has too many layers to be counted."
    return network


def too_many(network, k):
    count = sum(bending(network))
    return ValueProblem(f"It has {count} ReLUs, and {2 * k} are enough: two for each tent.") if count > 2 * k else None


def _agree_tent(value, args, truth):
    network = read(value, 1, "the tent")
    return network if isinstance(network, str) else too_many(network, 1) or compare(network, 1)


def tent():
    return [(W.copy(), b.copy(), name) for W, b, name in TENT_NETWORK]


def one(weights, biases, out, last=0.0):
    """Return a network of one hidden layer of ReLUs."""
    hidden = np.array(weights, float)[:, None], np.array(biases, float), "relu"
    return [hidden, (np.array([out], float), np.array([last], float), "identity")]


TENT = FunctionExercise(
    name="tent",
    points=1.0,
    reference=tent,
    worked=(Worked("0 → 0, 1/2 → 1, 1 → 0, straight in between", ()),),
    agree=_agree_tent,
    misconceptions=(
        Misconception(
            "no height",
            lambda: one([1, 1], [0, -0.5], [1, -2]),
            "The tent is only 1/2 high: its sides rise with slope 1. To reach 1 at the middle they need slope 2, and −2.",
        ),
        Misconception(
            "plateau",
            lambda: one([1, 1], [0, -0.5], [2, -2]),
            "It rises and then stays at 1. The second ReLU has to take away twice: once to stop the rise, once more to go down.",
        ),
        Misconception(
            "kink on the other side",
            lambda: one([1, 1], [0, 0.5], [2, -4]),
            "The second ReLU has its kink at −1/2. With weight 1 the kink lies at x = −b.",
        ),
        Misconception(
            "kink at the end",
            lambda: one([1, 1], [0, -1], [2, -4]),
            "The second ReLU has its kink at 1, where the tent is over: so it only rises. The turn comes in the middle, at 1/2.",
        ),
        Misconception(
            "bias not scaled along",
            lambda: one([2, 2], [0, -0.5], [1, -2]),
            "The turn comes at 1/4. With weight w and bias b a ReLU has its kink at x = −b / w: twice the weight takes twice the bias.",
        ),
        Misconception(
            "wanted slopes as weights",
            lambda: one([1, 1], [0, -0.5], [2, -2], 1.0),
            "It lies too high: at x = 0 both ReLUs are 0, so the last bias alone decides, and the tent starts at 0.",
        ),
        Misconception(
            "upside down",
            lambda: one([1, 1], [0, -0.5], [-2, 4], 1.0),
            "This is a valley, not a tent: it starts at 1, goes down to 0 in the middle, and up again.",
        ),
        Misconception(
            "no bend",
            lambda: [(W, b, "identity") for W, b, _ in tent()],
            "Nothing bends in it, so it is one straight line. Give the hidden layer the bend relu.",
        ),
        Misconception(
            "the ends bent too",
            lambda: one([1, 1, 1], [0, -0.5, -1], [2, -4, 2]),
            "It has 3 ReLUs: the third brings the curve back to 0 beyond 1, where nobody looks. Two are enough on [0, 1].",
        ),
    ),
    praise="One fold. Two ReLUs, seven numbers.",
    hints=(
        "On [0, 1] the tent has two slopes: 2, then −2. Where does the slope change, and by how much?",
        "It is the interpolant of three points. The first ReLU has its kink at 0, the second in the middle.",
    ),
)
