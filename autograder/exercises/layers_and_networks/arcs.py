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


def _at_least(count):
    def test(neuron):
        right = right_side(neuron)
        if right >= count:
            return None
        z = _sums(neuron)
        misses = [int(np.sum(z[label == LABELS] * sign <= 0)) for label, sign in ((1, 1), (0, -1))]
        return (
            f"{right} of {len(LABELS)} points are on their side: {misses[0]} of class 1 should have z > 0, "
            f"{misses[1]} of class 0 should have z < 0."
        )

    return test


def _passes(neuron):
    return right_side(neuron) == len(LABELS)


_ALMOST = f"at least {NEARLY} of the {len(LABELS)} points"
_GOOD = (np.array([1.0, 1.4]), -0.1)

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
            "The line lies well, but it fires for class 0. Flip all three signs: that turns the sides and leaves the line.",
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
            "axes swapped",
            lambda n: _passes((n[0][::-1], n[1])),
            "It looks as if the two weights are swapped: the first belongs to h1, across, the second to h2, upwards.",
            (_GOOD[0][::-1], _GOOD[1]),
        ),
        Mistake(
            "slope taken for a weight",
            lambda n: right_side((n[0] * [1, -1], n[1])) >= NEARLY or right_side((n[0] * [-1, 1], n[1])) >= NEARLY,
            "One weight has the wrong sign: the line rises where the gap falls. Remember that w stands at a right angle to the line.",
            (_GOOD[0] * [1, -1], _GOOD[1]),
        ),
        Mistake(
            "made for the input space",
            lambda n: right_side(n, POINTS) >= 170 and right_side(n) < NEARLY,
            "This line fits the picture of the inputs. Yours lives in the other picture, the hidden space: read its weights off there.",
            (np.array([0.0, 1.0]), -0.2),
        ),
        Mistake(
            "slid too far",
            lambda n: any(right_side((n[0], n[1] + shift)) >= NEARLY for shift in np.linspace(-3, 3, 121)),
            "The line has the right direction and stands too far to one side. Leave the weights; move the bias.",
            (_GOOD[0], 0.9),
        ),
    ),
    praise="All 200 on their side. One straight cut, in a space that one layer had bent.",
    hints=(
        "Look at the right-hand picture alone, and lay a ruler between the two classes. Read off two points of that line.",
        "A line through the points p and q has w at a right angle to q − p: if q − p = (r, s), then (−s, r) and (s, −r) will do. Then w·p + b = 0 gives b.",
        "Which of the two directions? w points to the side that fires, and that is to be class 1, the filled squares.",
    ),
)
