"""thousand_pieces: a puzzle of neuron golf, 1,024 straight pieces from 15 neurons; judged by the pieces alone."""

import numpy as np

from autograder.exercises.depth_vs_width.lines import TENT, bending, countable, kinks, pieces, read_line, run_line
from autograder.exercises.depth_vs_width.sines import by_hand
from autograder.forms import Mistake, Requirement, ValueExercise

PIECES, NEURONS = 1_024, 15
_MOST_NEURONS = 3_000


def _read(answer):
    network = read_line(answer, "`thousand_pieces`", ("relu", "leaky_relu", "identity"))
    neurons = sum(bending(network))
    if neurons > _MOST_NEURONS or not countable(network):
        raise ValueError(f"{neurons} neurons that bend are too many to count their pieces here; {NEURONS} are allowed.")
    return network


def _count(network) -> int:
    return pieces(network, 0.0, 1.0)


def _many(network):
    found = _count(network)
    return None if found >= PIECES else f"{found:,} straight pieces on [0, 1], and {PIECES:,} are wanted."


def _few(network):
    count = sum(bending(network))
    return None if count <= NEURONS else f"{count} neurons that bend: {count - NEURONS} over par."


def _one_layer(network) -> bool:
    return len(bending(network)) == 1


def _leaves(network) -> bool:
    """Tell whether its first layers send some of [0, 1] outside [0, 1]: then the next ones are not met from end to end."""
    for place, (W, _, name) in enumerate(network[:-1], 1):
        if name == "identity" and len(W) == 1:
            out = run_line(network[:place], np.linspace(0, 1, 2001))
            return out.min() < -1e-9 or out.max() > 1 + 1e-9
    return False


def _stops_short(network) -> bool:
    """Tell whether some stage of it, from one number to one number, has a piece that does not run from 0 to 1 or back."""
    start = 0
    for place, (W, _, _) in enumerate(network, 1):
        if len(W) == 1:
            stage, start = network[start:place], place
            ends = np.array([0.0, *kinks(stage, 0.0, 1.0), 1.0])
            if not np.isclose(np.abs(np.diff(run_line(stage, ends))), 1.0, atol=1e-6).all():
                return True
    return False


def _even(network) -> bool:
    """Tell whether it starts with three neurons whose kinks cut [0, 1] into quarters."""
    W, b, _ = network[0]
    if W.shape != (3, 1) or not W.all():
        return False
    return np.allclose(np.sort(-b / W[:, 0]), [0.25, 0.5, 0.75])


def _pieces_of(heights, depth):
    """Return a curve through evenly spaced heights on [0, 1], applied `depth` times."""
    return by_hand(np.linspace(0, 1, len(heights)), np.array(heights, dtype=float)) * depth


_ENOUGH = f"at least {PIECES:,} pieces on [0, 1]"

THOUSAND_PIECES = ValueExercise(
    name="thousand_pieces",
    points=2.0,
    read=_read,
    requirements=(
        Requirement(_ENOUGH, _many),
        Requirement(f"at most {NEURONS} neurons that bend", _few, only_with=_ENOUGH),
    ),
    mistakes=(
        Mistake(
            "over par",
            lambda n: _count(n) >= PIECES and len(bending(n)) > 1,
            f"It has the pieces, from more than {NEURONS} neurons. Two ReLUs a layer multiply by 2. What would three have to do, so that five layers are enough?",
            TENT * 10,
        ),
        Mistake(
            "no bend",
            lambda n: not bending(n),
            "Nothing bends in it, so it is one straight piece.",
            [(np.ones((3, 1)), np.zeros(3), "identity"), (np.ones((1, 3)), np.zeros(1), "identity")],
        ),
        Mistake(
            "in one layer",
            _one_layer,
            "With one layer that bends, each neuron adds one piece at most. Let layers multiply: put the network behind itself.",
            by_hand(np.linspace(0, 1, 17), np.arange(17) % 2),
        ),
        Mistake(
            "even pieces of three neurons",
            lambda n: _count(n) < PIECES and _even(n),
            "Kinks at 1/4, 1/2 and 3/4 cannot do it with three ReLUs. Every slope would be 4 or −4 and every change 8 or −8; but the first slope is a sum of changes, those of the ReLUs that look left. Let the four pieces have different lengths.",
            [([[1], [-1], [-1]], [-0.25, 0.5, 0.75], "relu"), ([[-8, 8, -8]], [3], "identity")] * 5,
        ),
        Mistake(
            "out of [0, 1]",
            _leaves,
            "What comes out of the first layers leaves [0, 1], where the next ones have their kinks. Let every piece run from 0 to 1 or back, no further.",
            _pieces_of([0, 2, 0, 2], 5),
        ),
        Mistake(
            "tents",
            lambda n: set(bending(n)) == {2} and _count(n) == 2 ** len(bending(n)),
            "These are tents: two neurons each, and each multiplies by 2. Fifteen neurons make seven of them, 128 pieces. Three neurons in a layer can do better.",
            TENT * 7,
        ),
        Mistake(
            "three pieces a layer",
            lambda n: set(bending(n)) == {3} and _count(n) == 3 ** len(bending(n)),
            "Every layer multiplies by 3: that gives 243. Three kinks make *four* pieces, if all three ReLUs have their kink inside [0, 1].",
            _pieces_of([0, 1, 0, 1], 5),
        ),
        Mistake(
            "a layer too few",
            lambda n: set(bending(n)) == {3} and len(bending(n)) < 5 and _count(n) == 4 ** len(bending(n)),
            "Each layer multiplies by 4, as it should: there are only too few of them. Four to which power is 1,024?",
            [([[1], [-1], [-1]], [-1 / 3, 2 / 3, 5 / 6], "relu"), ([[-6, 9, -12]], [4], "identity")] * 4,
        ),
        Mistake(
            "a neuron for each piece",
            lambda n: set(bending(n)) == {4} and _count(n) == 4 ** len(bending(n)),
            "Four neurons a layer, and each layer multiplies by 4. Three can do that, if no kink lies at 0: then fifteen are enough for five layers.",
            _pieces_of([0, 1, 0, 1, 0], 3),
        ),
        Mistake(
            "pieces that stop short",
            lambda n: len(bending(n)) > 1 and _count(n) < PIECES and _stops_short(n),
            "The layers do not multiply by enough. A layer meets all the kinks of the next one again in each of its pieces, but only if that piece runs through the whole of [0, 1].",
            _pieces_of([0, 0.6, 0.2, 0.8], 5),
        ),
        Mistake(
            "too little in all",
            lambda n: len(bending(n)) > 1 and _count(n) < PIECES,
            "Several layers, and still too few pieces. Look at each layer by itself: how many pieces does it make of [0, 1]? Multiplied together, these numbers should come to 1,024, such as 4 · 4 · 4 · 4 · 4.",
            _pieces_of([0, 1, 0, 1], 2) + _pieces_of([0, 1, 0], 2),
        ),
    ),
    praise="1,024 pieces within par. One hidden layer would need 1,023 neurons for that. (One layer of three that does it: "
    "g(x) = 4 − 6·r(x − 1/3) + 9·r(2/3 − x) − 12·r(5/6 − x), five times.)",
    hints=(
        "1,024 is 4 to the power of 5: five layers of three neurons, and each multiplies by four. So look for *three* ReLUs whose sum goes up, down, up, down on [0, 1], each time all the way between 0 and 1.",
        "Three kinks inside, four pieces: then no ReLU has its kink at 0. The first slope must come from ReLUs that fire on the left and stop at their kink, r(k − x), with weight −1 and bias k.",
        "Let one ReLU look right, r(x − k₁), and two look left. The change of slope at each kink is then the weight of its ReLU. For the last piece, where only r(x − k₁) fires, to come out right, the pieces must have different lengths: 1/3, 1/3, 1/6, 1/6 works.",
    ),
)
