"""xor_network: neuron golf begins. XOR in as few parameters as a student can; judged by what the network answers."""

import numpy as np

from autograder.exercises.layers_and_networks.networks import parameters, read_network, row_of_numbers, run
from autograder.forms import Mistake, Requirement, ValueExercise

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = (0, 1, 1, 0)
THRESHOLD = 0.5
PAR = 9
_ROOM = 1e-6  # an answer nearer to the threshold than this is on neither side, so that no rounding decides


def answers(network) -> np.ndarray:
    """Return what the network answers at the four corners, shape (4,)."""
    return run(CORNERS, network)[-1][:, 0]


def _read(answer):
    network = read_network(answer, "`xor_network`")
    inputs, outputs = network[0][0].shape[1], len(network[-1][0])
    if inputs != 2 or outputs != 1:
        raise ValueError(
            f"`xor_network` should take two numbers and give one; this one takes {inputs} and gives {outputs}. "
            "The first W needs two columns, the last W one row."
        )
    return network


def _level(answer):
    """Return 1 for an answer above the threshold, 0 for one below, None for one on it."""
    return 1 if answer > THRESHOLD + _ROOM else 0 if answer < THRESHOLD - _ROOM else None


def _table(network) -> tuple:
    return tuple(_level(a) for a in answers(network))


def _plays_xor(network):
    found = answers(network)
    if _table(network) == XOR:
        return None
    lines = [
        f"({x1:g}, {x2:g})  answers {row_of_numbers([a]):<8}  should be {'above' if wanted else 'below'} {THRESHOLD}"
        for (x1, x2), a, wanted in zip(CORNERS, found, XOR, strict=True)
    ]
    sides = f"01 and 10 should be above {THRESHOLD}, 00 and 11 below"
    return f"At 00, 01, 10, 11 it answers {row_of_numbers(found)}: {sides}.", "\n".join(lines)


def _within_par(network):
    count = parameters(network)
    return None if count <= PAR else f"{count} parameters, zeros included: {count - PAR} over par."


def _is_linear(network) -> bool:
    return all(name == "identity" for _, _, name in network)


def _one_sign(network) -> str:
    """Name the weight of the last neuron that only needs its sign flipped, where there is one."""
    W, b, name = network[-1]
    for place in range(W.size if len(network) > 1 else 0):
        if _table([*network[:-1], (W * np.where(np.arange(W.size) == place, -1, 1), b, name)]) == XOR:
            return f"Number {place + 1}"
    return ""


def _upside_down(network) -> bool:
    found = answers(network)
    return max(found[1], found[2]) < min(found[0], found[3]) - _ROOM


def _alone(network) -> bool:
    return len(network) == 1  # one output: a single layer is a single neuron


def _apart(network) -> bool:
    found = answers(network)
    return min(found[1], found[2]) > max(found[0], found[3]) + _ROOM


_HIDDEN = ([[1, 1], [1, 1]], [0, -1], "relu")
_PLAYS = "does XOR"

XOR_NETWORK = ValueExercise(
    name="xor_network",
    points=3.0,
    read=_read,
    requirements=(
        Requirement(_PLAYS, _plays_xor),
        Requirement(f"at most {PAR} parameters", _within_par, only_with=_PLAYS),
    ),
    mistakes=(
        Mistake(
            "over par",
            lambda n: _table(n) == XOR and parameters(n) > PAR,
            f"It does XOR, with more than {PAR} numbers. Zeros count too, so leave whole neurons out: which one is not needed?",
            [([[1, 1], [1, 1], [0, 0]], [0, -1, 0], "relu"), ([[1, -2, 0]], [0], "identity")],
        ),
        Mistake(
            "no bend",
            lambda n: _is_linear(n),
            "There is no bend in it, so its layers collapse into one straight cut, and no straight cut does XOR. Bend the hidden layer.",
            [([[1, 0], [0, 1]], [0, 0], "identity"), ([[1, 1]], [0], "identity")],
        ),
        Mistake(
            "one neuron that turns back",
            lambda n: _alone(n) and n[0][2] in ("gelu", "silu"),
            f"This bend turns back, so one neuron can cut twice. But its dip lies below 0, and above {THRESHOLD} it only rises: it needs a second neuron after it, to turn the dip over and stretch it.",
            [([[1, 1]], [-2.75], "gelu")],
        ),
        Mistake(
            "one neuron, one cut",
            _alone,
            "One layer with one neuron is one straight cut, and no straight cut does XOR. Put a hidden layer before it.",
            [([[1, 1]], [0], "sigmoid")],
        ),
        Mistake(
            "one sign",
            _one_sign,
            "{which} of the last neuron's weights has the wrong sign, and nothing else is wrong. One hidden neuron speaks for a high answer, the other against it.",
            [([[1, 1], [1, 1]], [-0.5, -1.5], "step"), ([[1, 1]], [0], "identity")],
        ),
        Mistake(
            "the opposite",
            lambda n: _table(n) == (1, 0, 0, 1),
            "It does the opposite: high where both inputs agree. Turn the last neuron round: flip its weights, then put its bias right.",
            [_HIDDEN, ([[-1, 2]], [1], "identity")],
        ),
        Mistake(
            "OR",
            lambda n: _table(n) == (0, 1, 1, 1),
            "This is OR. At (1, 1) the answer has to come down again: let one hidden neuron notice that both inputs are 1, and let the last one hold that against it.",
            [_HIDDEN, ([[1, -1]], [0], "identity")],
        ),
        Mistake(
            "AND",
            lambda n: _table(n) == (0, 0, 0, 1),
            "This is AND: high at (1, 1) alone. XOR is high where *exactly one* input is 1.",
            [([[1, 1]], [-1], "relu"), ([[1]], [0], "identity")],
        ),
        Mistake(
            "one of the two",
            lambda n: _table(n) in ((0, 1, 0, 0), (0, 0, 1, 0)),
            "It is high at only one of (0, 1) and (1, 0). It should be at both: a second hidden neuron can look after the other.",
            [([[1, -1]], [0], "relu"), ([[1]], [0], "identity")],
        ),
        Mistake(
            "always the same",
            lambda n: np.ptp(answers(n)) < _ROOM,
            "It answers the same to all four inputs. Are the hidden neurons silent on all of them, or does the last one ignore them?",
            [([[-1, -1], [-1, -1]], [0, -1], "relu"), ([[1, -2]], [0], "identity")],
        ),
        Mistake(
            "upside down",
            _upside_down,
            f"It parts the corners, the wrong way round: low where exactly one input is 1. Flip the last layer's weights, then see whether {THRESHOLD} lies between its answers.",
            [_HIDDEN, ([[-1, 2]], [0], "identity")],
        ),
        Mistake(
            "right order, wrong levels",
            _apart,
            f"It tells the two pairs of corners apart, but {THRESHOLD} does not lie between them. The last layer can stretch its answers (by its weights) and shift them (by its bias).",
            [_HIDDEN, ([[0.3, -0.6]], [0], "identity")],
        ),
    ),
    praise="XOR, within par. Run the card below, and keep the numbers: this network comes along into the next lessons.",
    hints=(
        "XOR is high when at least one input is 1, but not both. You know a neuron for each half of this sentence.",
        "Two hidden neurons, then one that reads them: 4 weights and 2 biases, then 2 weights and 1 bias. That is par.",
        "Give both hidden neurons the weights 1 and 1, so that they see the sum 0, 1 or 2, and let their biases differ. Then write down what a ReLU leaves of each at the sums 0, 1 and 2, and look for a mix of the two that goes up and comes down again.",
    ),
)
