"""edge_detector: nine weights and a bias that see an edge; judged by the patches it fires on."""

import numpy as np

from autograder.answers import number
from autograder.exercises.one_neuron.neurons import read_neuron
from autograder.forms import Mistake, Requirement, ValueExercise

_CONTRAST = 0.2
# The sum is linear in the patch, so its extremes over all edges of at least this contrast lie at the corners of the
# allowed brightnesses: these few patches decide for all. The faintest edge is taken a hair above the limit, so that
# a sum of exactly 0 at the limit itself decides nothing.
_FAINT = _CONTRAST * (1 + 1e-6)
_LEVELS = ((0.0, 1.0), (0.0, _FAINT), (1.0 - _FAINT, 1.0))


def _steps(low, high):
    """Return the two sharpest ways from `low` to `high` over three pixels."""
    return (np.array([low, low, high]), np.array([low, high, high]))


def vertical_edges(levels=_LEVELS):
    """Return patches (3, 3) that are dark on the left and bright on the right."""
    return [np.tile(step, (3, 1)) for low, high in levels for step in _steps(low, high)]


def horizontal_edges():
    """Return patches (3, 3) with an edge between rows, dark above bright and bright above dark."""
    downward = [patch.T for patch in vertical_edges()]
    return downward + [patch[::-1] for patch in downward]


def flat_patches():
    """Return the darkest and the brightest flat patch."""
    return [np.zeros((3, 3)), np.ones((3, 3))]


def _sum_on(neuron, patch):
    w, b = neuron
    return float(np.sum(w * patch) + b)


def _fires_on_all(neuron, patches):
    return all(_sum_on(neuron, patch) > 0 for patch in patches)


def _silent_on_all(neuron, patches):
    return all(_sum_on(neuron, patch) <= 1e-9 for patch in patches)


def _must_fire(patches, what):
    def test(neuron):
        lowest = min(patches, key=lambda patch: _sum_on(neuron, patch))
        z = _sum_on(neuron, lowest)
        return (
            None
            if z > 0
            else (f"Silent on {what}: the sum is {number(round(z, 4))}, and it should be above 0.", _draw_patch(lowest))
        )

    return test


def _must_be_silent(patches, what):
    def test(neuron):
        highest = max(patches, key=lambda patch: _sum_on(neuron, patch))
        z = _sum_on(neuron, highest)
        return (
            None
            if z <= 1e-9
            else (
                f"Fires on {what}: the sum is {number(round(z, 4))}, and it should be 0 or less.",
                _draw_patch(highest),
            )
        )

    return test


def _draw_patch(patch):
    return "the patch\n" + "\n".join("  " + "  ".join(f"{round(v, 3):<4g}" for v in row).rstrip() for row in patch)


def _passes(neuron):
    return _fires_on_all(neuron, vertical_edges()) and _silent_on_all(neuron, flat_patches() + horizontal_edges())


_SHARP = vertical_edges(((0.0, 1.0),))
_SOBEL = np.array([[-1.0, 0.0, 1.0]] * 3)
_SHARP_TITLE = "fires on the sharpest edge, from 0 to 1"

EDGE_DETECTOR = ValueExercise(
    name="edge_detector",
    points=2.0,
    read=lambda answer: read_neuron(answer, (3, 3), "`edge_detector`"),
    requirements=(
        Requirement(_SHARP_TITLE, _must_fire(_SHARP, "a sharp edge, dark left, bright right")),
        Requirement(
            "fires on every edge with a contrast of 0.2 or more",
            _must_fire(vertical_edges(), "an edge that is dark left, bright right"),
        ),
        Requirement(
            "silent on flat patches, dark to bright",
            _must_be_silent(flat_patches(), "a flat patch"),
            only_with=_SHARP_TITLE,
        ),
        Requirement(
            "silent on horizontal edges",
            _must_be_silent(horizontal_edges(), "a horizontal edge"),
            only_with=_SHARP_TITLE,
        ),
    ),
    mistakes=(
        Mistake(
            "polarity",
            lambda n: _passes((-n[0], n[1])),
            "It finds the opposite edge: bright left, dark right. Flip the signs of the weights.",
            (-_SOBEL, -0.1),
        ),
        Mistake(
            "turned",
            lambda n: _passes((n[0].T, n[1])) or _passes((-n[0].T, n[1])),
            "It finds horizontal edges. Weights that differ from row to row see rows; let them differ from column to column.",
            (_SOBEL.T, -0.1),
        ),
        Mistake(
            "bias above zero",
            lambda n: n[1] > 0 and abs(n[0].sum()) < 1e-9,
            "The weights see edges, but the bias is above 0, so it fires on nothing at all. Bring the bias down to where a flat patch is silent.",
            (_SOBEL, 0.1),
        ),
        Mistake(
            "bright side only subtracts",
            lambda n: n[0].sum() < -1e-9 and any(_sum_on(n, patch) > 0 for patch in _SHARP),
            "It misses edges whose middle is bright, or that lie between two bright shades: the weights sum to less than 0, so brightness holds it down. Let them sum to 0.",
            (np.array([[-2.0, 0.0, 1.0]] * 3), -0.1),
        ),
        Mistake(
            "bias too low",
            lambda n: _fires_on_all(n, _SHARP) and _silent_on_all(n, flat_patches() + horizontal_edges()),
            "It sees sharp edges and misses faint ones: the bias is too low for a contrast of 0.2. Raise it, but not above 0.",
            (_SOBEL, -1.0),
        ),
        Mistake(
            "brightness",
            lambda n: n[0].sum() > 1e-9 and _sum_on(n, np.ones((3, 3))) > 1e-9,
            "Brightness alone makes it fire: the weights sum to more than 0. For a flat patch to cancel, what the left side takes away must equal what the right side adds.",
            (np.array([[0.0, 0.0, 1.0]] * 3), -0.1),
        ),
    ),
    praise="It fires on every such edge, and stays silent on flat patches and horizontal edges. One weight pattern, slid over a picture, is what lesson 10 calls a convolution.",
    hints=(
        "Which pixels should speak for an edge that is dark on the left and bright on the right, and which against it?",
        "A flat patch has to come out at 0 or less at any brightness: then the weights against must cancel the weights for.",
        "Work out the sum for the faintest edge that counts, a contrast of 0.2, without the bias. How far may the bias pull that down?",
    ),
)
