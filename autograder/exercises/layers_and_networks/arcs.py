"""separating_neuron: one straight cut in a hidden space, which is a curve in the input space."""

import numpy as np

from autograder.exercises.layers_and_networks.networks import run
from autograder.exercises.one_neuron.neurons import read_neuron
from autograder.forms import Mistake, Requirement, ValueExercise
from nnlib.datasets import two_arcs

# What the notebook gives: the same points, the same hidden layer.
HIDDEN = (np.array([[3.5, 1.0], [-1.0, 0.5]]), np.array([-2.0, 0.5]), "tanh")
POINTS, LABELS = two_arcs(200, rng=np.random.default_rng(7))
SPACE = run(POINTS, [HIDDEN])[0]
NEARLY = 190


def _sums(neuron, points=SPACE):
    w, b = neuron
    return points @ w + b


def right_side(neuron, points=SPACE) -> int:
    """Count the points on the side that their class asks for: z > 0 for class 1, z < 0 for class 0."""
    z = _sums(neuron, points)
    return int(np.sum(np.where(LABELS == 1, z > 0, z < 0)))


def best_bias(w, points=SPACE) -> int:
    """Return how many points these weights get on their side with the bias that suits them best."""
    z = points @ w
    squares, circles = np.sort(z[LABELS == 1]), np.sort(z[LABELS == 0])
    cuts = np.concatenate([[-np.inf], np.unique(z)])  # just above each of these the count may change
    above = len(squares) - np.searchsorted(squares, cuts, side="right")
    return int((above + np.searchsorted(circles, cuts, side="right")).max())


def _at_least(count):
    def test(neuron):
        right, z = right_side(neuron), _sums(neuron)
        if right >= count:
            return None
        squares, circles = int(np.sum(z[LABELS == 1] <= 0)), int(np.sum(z[LABELS == 0] >= 0))
        return (
            f"{right} of {len(LABELS)} right. Wrong: {_count(squares, 'square')} (z not above 0), "
            f"{_count(circles, 'circle')} (z not below 0)."
        )

    return test


def _count(n, what) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def _in_the_wrong_picture(neuron):
    """Name how many points a line gets right among the inputs, where it does as well there as nearly any can."""
    return str(right_side(neuron, POINTS)) if right_side(neuron, POINTS) >= NEARLY - 10 else ""


def _no_bias_helps(low, high):
    """Make a `matches` that names the most points these weights can get right, if it lies between two counts."""

    def matches(neuron):
        most = best_bias(neuron[0])
        return str(most) if low <= most < high else ""

    return matches


def _passes(neuron):
    return right_side(neuron) == len(LABELS)


_ALMOST = f"at least {NEARLY} of the {len(LABELS)} points"
_GOOD = (np.array([1.0, 1.4]), -0.1)
_AMONG_INPUTS = (np.array([-0.18, 0.98]), -0.18)

SEPARATING_NEURON = ValueExercise(
    name="separating_neuron",
    points=2.0,
    read=lambda answer: read_neuron(answer, (2,), "`separating_neuron`"),
    requirements=(
        Requirement(_ALMOST, _at_least(NEARLY)),
        Requirement(f"all {len(LABELS)} points", _at_least(len(LABELS))),
    ),
    mistakes=(
        Mistake(
            "sides swapped",
            lambda n: right_side((-n[0], -n[1])) >= NEARLY,
            "The line lies well, but it fires for the circles. Flip all three signs: that turns the sides and leaves the line.",
            (-_GOOD[0], -_GOOD[1]),
        ),
        Mistake(
            "no line",
            lambda n: not n[0].any(),
            "Both weights are 0, so there is no line: every point gets the same z, the bias.",
            (np.zeros(2), 1.0),
        ),
        Mistake(
            "one side",
            lambda n: np.ptp(np.sign(_sums(n))) == 0,
            "All 200 points lie on one side of the line. The bias slides it: bring it back between the classes.",
            (np.array([1.0, 1.0]), 5.0),
        ),
        Mistake(
            "slid too far",
            lambda n: best_bias(n[0]) == len(LABELS),
            "The line has the right direction and stands too far to one side. Leave the weights; move the bias.",
            (_GOOD[0], 0.9),
        ),
        Mistake(
            "axes swapped",
            lambda n: _passes((n[0][::-1], n[1])),
            "It looks as if the two weights are swapped: the first belongs to h1, across, the second to h2, upwards.",
            (_GOOD[0][::-1], _GOOD[1]),
        ),
        Mistake(
            "points to the circles",
            lambda n: best_bias(-n[0]) >= NEARLY,
            "w points to the circles, so the neuron fires for them. Flip both weights, then slide the line with the bias.",
            (-_GOOD[0], 0.9),
        ),
        Mistake(
            "slope taken for a weight",
            lambda n: max(best_bias(n[0] * flip) for flip in ([1, -1], [-1, 1])) >= NEARLY,
            "One weight has the wrong sign: the line rises where the gap falls. Remember that w stands at a right angle to the line.",
            (_GOOD[0] * [1, -1], _GOOD[1]),
        ),
        Mistake(
            "a little turned",
            _no_bias_helps(175, len(LABELS)),
            "{which} right is the most that these two weights can get, whatever the bias. Turn the line a little: change one weight a little, then slide.",
            (np.array([1.0, 2.0]), 0.0),
        ),
        Mistake(
            "made for the input space",
            _in_the_wrong_picture,
            "{which} right is what this line would get in the left-hand picture, among the inputs. Yours lives in the right-hand one: read its weights off there.",
            _AMONG_INPUTS,
        ),
        Mistake(
            "wrong tilt",
            _no_bias_helps(0, 175),
            "{which} right is the most that these two weights can get, whatever the bias: the line is tilted the wrong way. Lay it along the gap first; w stands at a right angle to it.",
            (np.array([1.0, 0.0]), 0.0),
        ),
    ),
    praise="All 200 on their side. One straight cut, in a space that one layer has bent.",
    hints=(
        "Look at the right-hand picture alone, and lay a ruler between the two classes. Read off two points of that line.",
        "A line through the points p and q has w at a right angle to q − p: if q − p = (r, s), then (−s, r) and (s, −r) will do. Then w·p + b = 0 gives b.",
        "Which of the two directions? w points to the side that fires, and that is to be class 1, the filled squares.",
    ),
)
