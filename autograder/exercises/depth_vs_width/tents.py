"""tent and deep_tent: one fold as two ReLUs, and the same fold k times."""

import numpy as np

from autograder.answers import number
from autograder.exercises.depth_vs_width.lines import TENT as TENT_NETWORK
from autograder.exercises.depth_vs_width.lines import bending, countable, pieces, read_line, run_line
from autograder.exercises.depth_vs_width.sines import by_hand
from autograder.forms import FunctionExercise, Misconception, Property, Worked
from autograder.judge import ValueProblem

_ROOM = 1e-6


def _height(x, k):
    for _ in range(k):
        x = np.minimum(2 * x, 2 - 2 * x)
    return x


def _compare(network, k):
    """Return where a network and the k-fold tent differ, in a sentence, or None."""
    steps = 2**k
    x = np.arange(4 * steps + 1) / (4 * steps)  # both ends of every piece, its middle, and two places more
    wanted, got = _height(x, k), run_line(network, x)
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


def _read(value, k, name):
    """Return the network, or a sentence that says what is wrong with its form or its size."""
    try:
        network = read_line(value, name, ("relu", "identity"))
    except ValueError as error:
        return str(error)
    if not countable(network) and sum(bending(network)) <= 2 * k:
        return "It has too many layers to be counted."
    return network


def _too_many(network, k):
    count = sum(bending(network))
    return f"It has {count} ReLUs, and {2 * k} are enough: two for each tent." if count > 2 * k else None


def _agree_tent(value, args, truth):
    network = _read(value, 1, "the tent")
    return network if isinstance(network, str) else _too_many(network, 1) or _compare(network, 1)


def _agree_deep(value, args, truth):
    (k,) = args
    network = _read(value, k, f"deep_tent({k})")
    return network if isinstance(network, str) else _too_many(network, k) or _compare(network, k)


def tent():
    return [(W.copy(), b.copy(), name) for W, b, name in TENT_NETWORK]


def _one(weights, biases, out, last=0.0):
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
            lambda: _one([1, 1], [0, -0.5], [1, -2]),
            "The tent is only 1/2 high: its sides rise with slope 1. To reach 1 at the middle they need slope 2, and −2.",
        ),
        Misconception(
            "plateau",
            lambda: _one([1, 1], [0, -0.5], [2, -2]),
            "It rises and then stays at 1. The second ReLU has to take away twice: once to stop the rise, once more to go down.",
        ),
        Misconception(
            "kink on the other side",
            lambda: _one([1, 1], [0, 0.5], [2, -4]),
            "The second ReLU has its kink at −1/2. With weight 1 the kink lies at x = −b.",
        ),
        Misconception(
            "wanted slopes as weights",
            lambda: _one([1, 1], [0, -0.5], [2, -2], 1.0),
            "It lies too high: at x = 0 both ReLUs are 0, so the last bias alone decides, and the tent starts at 0.",
        ),
        Misconception(
            "upside down",
            lambda: _one([1, 1], [0, -0.5], [-2, 4], 1.0),
            "This is a valley, not a tent: it starts at 1, goes down to 0 in the middle, and up again.",
        ),
        Misconception(
            "no bend",
            lambda: [(W, b, "identity") for W, b, _ in tent()],
            "Nothing bends in it, so it is one straight line. Give the hidden layer the bend relu.",
        ),
        Misconception(
            "the ends bent too",
            lambda: _one([1, 1, 1], [0, -0.5, -1], [2, -4, 2]),
            "It has 3 ReLUs: the third brings the curve back to 0 beyond 1, where nobody looks. Two are enough on [0, 1].",
        ),
    ),
    praise="One fold. Two ReLUs, seven numbers.",
    hints=(
        "On [0, 1] the tent has two slopes: 2, then −2. Where does the slope change, and by how much?",
        "It is the interpolant of three points. The first ReLU has its kink at 0, the second in the middle.",
    ),
)


def deep_tent(k):
    return [layer for _ in range(k) for layer in tent()]


def _side_by_side(k):
    return _one([1, 1] * k, [0, -0.5] * k, [2, -4] * k)


def _in_one_layer(k):
    x = np.arange(2**k + 1) / 2**k
    return by_hand(x, _height(x, k))


def _pieces_double(probe):
    for k in (5, 8):
        outcome = probe(k)
        network = _read(outcome.value, k, f"deep_tent({k})") if outcome.error is None else "stopped"
        if isinstance(network, str) or not countable(network) or pieces(network, 0.0, 1.0) != 2**k:
            return f"deep_tent({k}) should have {2**k} straight pieces on [0, 1]."
    return None


DEEP_TENT = FunctionExercise(
    name="deep_tent",
    points=2.0,
    reference=deep_tent,
    worked=(Worked("k = 2: four pieces", (2,)), Worked("k = 3: eight pieces (Telgarsky 2015)", (3,))),
    draw=lambda rng: (int(rng.integers(1, 8)),),
    draws=10,
    always=((1,), (4,), (9,)),
    properties=(Property("with k = 5 and k = 8, exactly 32 and 256 pieces", _pieces_double),),
    simple=lambda: ((k,) for k in (1, 2, 3, 4)),
    explain=lambda k: (
        f"tent after tent, {k} in all: {2 * k} ReLUs, {2**k} pieces\nat x = 1/{2**k} the first peak, at x = 2/{2**k} down at 0"
    ),
    agree=_agree_deep,
    misconceptions=(
        Misconception(
            "side by side",
            _side_by_side,
            "The tents stand side by side in one layer and are added up: k tents on top of each other are one high tent. Let each read what the one before gives.",
        ),
        Misconception(
            "in one layer",
            _in_one_layer,
            "The curve is right, but it is made in one hidden layer, a ReLU for each piece. Compose: two ReLUs a tent, 2k in all.",
        ),
        Misconception(
            "k times as steep",
            lambda k: _one([1, 1], [0, -0.5], [2 * k, -4 * k]),
            "It is one tent, k times as high. Applying the tent k times means: what comes out of the first is what the second reads.",
        ),
        Misconception(
            "one too many", lambda k: deep_tent(k + 1), "One tent too many: k = 1 should be the tent itself."
        ),
        Misconception("one too few", lambda k: deep_tent(max(k - 1, 1)), "One tent too few: for k = 2 there are two."),
        Misconception(
            "twice k",
            lambda k: deep_tent(2 * k),
            "That is 2k tents. Each tent is two layers as data (the ReLUs, then the sum), but it counts once.",
        ),
        Misconception(
            "layers not alternating",
            lambda k: [tent()[0]] * k + [tent()[1]] * k,
            "All ReLU layers come first and all sums last, so the shapes do not fit. A tent is a ReLU layer and its sum; then the next tent follows.",
        ),
    ),
    praise="Every tent doubles the pieces: k tents, 2k ReLUs, 2 to the power of k pieces.",
    hints=(
        "The output of a tent lies between 0 and 1 again, so another tent can read it.",
        "A network is a list of layers. The tent after the tent is the list of one, followed by the list of the other.",
        "In Python, `[1, 2] + [1, 2]` puts two lists in a row, and `[1, 2] * 3` three.",
    ),
)
