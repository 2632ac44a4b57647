"""deep_tent: the same fold k times, one behind the other."""

import numpy as np

from autograder.exercises.depth_vs_width.lines import countable, pieces
from autograder.exercises.depth_vs_width.sines import by_hand
from autograder.exercises.depth_vs_width.tents import compare, height, one, read, tent, too_many
from autograder.forms import FunctionExercise, Misconception, Property, Worked

_RUNAWAY = 3_000  # layers; no way of building nine tents has as many, but for a list that grows with every call


def _agree_deep(value, args, truth):
    (k,) = args
    network = read(value, k, f"deep_tent({k})")
    return network if isinstance(network, str) else too_many(network, k) or compare(network, k)


def _runaway(value, args):
    if not isinstance(value, list | tuple) or len(value) <= _RUNAWAY:
        return None
    return (
        f"It gave a network of {len(value):,} layers. A list grows here from call to call: `n += …` changes the very list "
        "that n was taken from. Write `n = n + …`, which makes a new one."
    )


def deep_tent(k):
    return [layer for _ in range(k) for layer in tent()]


def _side_by_side(k):
    return one([1, 1] * k, [0, -0.5] * k, [2, -4] * k)


def _in_one_layer(k):
    x = np.arange(2**k + 1) / 2**k
    return by_hand(x, height(x, k))


def _pieces_double(probe):
    for k in (5, 8):
        outcome = probe(k)
        network = read(outcome.value, k, f"deep_tent({k})") if outcome.error is None else "stopped"
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
    runaway=_runaway,
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
            lambda k: one([1, 1], [0, -0.5], [2 * k, -4 * k]),
            "It is one tent, k times as high. Applying the tent k times means: what comes out of the first is what the second reads.",
        ),
        Misconception(
            "one too many", lambda k: deep_tent(k + 1), "One tent too many: k = 1 should be the tent itself."
        ),
        Misconception("one too few", lambda k: deep_tent(max(k - 1, 1)), "One tent too few: for k = 2 there are two."),
        Misconception(
            "one too few, none for k = 1",
            lambda k: deep_tent(k - 1),
            "One tent too few, and for k = 1 none at all: k tents, k times the pair of layers.",
        ),
        Misconception(
            "twice k",
            lambda k: deep_tent(2 * k),
            "That is 2k tents. Each tent is two layers as data (the ReLUs, then the sum), but it counts once.",
        ),
        Misconception(
            "doubled each time",
            lambda k: deep_tent(2 ** (k - 1)),
            "That is 2 to the power of k − 1 tents: the network is doubled each time. Add *one* tent each time; the pieces double all by themselves.",
        ),
        Misconception(
            "a tent for each piece",
            lambda k: deep_tent(2**k),
            "That is 2 to the power of k tents. With k of them there are as many *pieces*: every tent doubles what is there.",
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
