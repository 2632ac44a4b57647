"""Lab: a bend, its slope, and what many bends in a row leave of a small nudge."""

from functools import cache

from nnlib.activations import ACTIVATIONS
from nnlib.labs import svg
from nnlib.labs.bend_chain import FLAT, MOST, BendChain
from nnlib.labs.bend_picture import OUTPUTS, SPAN, bend_and_slope
from nnlib.labs.chain_picture import chain_of_products
from nnlib.labs.lab import Challenge, Lab, choice, slider
from nnlib.labs.powers import in_powers

TITLE = "Activation explorer"
START = {"bend": "sigmoid", "z": 2.0, "layers": 10, "weight": 1.0}
BENDS = tuple(OUTPUTS)

PRESETS = {
    "Sigmoid": START,
    "Sigmoid, saturated": {**START, "z": 5.0},
    "Tanh": {**START, "bend": "tanh", "z": 0.5},
    "ReLU": {**START, "bend": "relu"},
    "ReLU, silent": {**START, "bend": "relu", "z": -2.0},
    "ReLU, weight 1.5": {**START, "bend": "relu", "weight": 1.5},
    "GELU": {**START, "bend": "gelu", "z": -0.5},
}

_TEN = {**START, "z": 5.0}
_TWENTY = {**START, "layers": MOST}
MOST_LEFT = 0.999  # of the best that a z of the slider reaches: the best itself and its neighbour that is as good


@cache
def best_of_ten():
    """Return the largest product of ten sigmoids' slopes that the slider reaches with weights of 1."""
    return max(float(BendChain("sigmoid", tenths / 10, 10, 1.0).products[-1]) for tenths in range(-60, 61))


def most_left(bend, z, layers, weight):
    """Whether ten sigmoids in a row, joined by weights of 1, leave as much of a nudge as any z allows."""
    if (bend, layers, weight) != ("sigmoid", 10, 1):
        return False
    return bool(BendChain(bend, z, 10, weight).products[-1] >= MOST_LEFT * best_of_ten())


def nothing_lost(bend, z, layers, weight):
    """Whether the slopes of twenty layers multiply to exactly 1."""
    return layers == MOST and float(BendChain(bend, z, MOST, weight).products[-1]) == 1


CHALLENGES = (
    Challenge(
        "Ten sigmoids, weight 1: find the z where the slopes leave the most of a nudge. How much is it?",
        _TEN,
        most_left,
    ),
    Challenge("Twenty layers: find a bend and a z where the slopes lose nothing at all.", _TWENTY, nothing_lost),
)


def draw(bend, z, layers, weight):
    """Return the picture of a bend, its slope and its chain, and the sentence that says their numbers.

    Parameters
    ----------
    bend : str
        One of `BENDS`.
    z : float
        What the first layer's bend gets, from -6 to 6.
    layers : float
        A whole number from 1 to 20.
    weight : float
        Between each layer and the next.

    Returns
    -------
    tuple of (Svg, str)

    Examples
    --------
    >>> draw(bend="tanh", z=0.0, layers=1, weight=1.5)[1]
    'tanh(0.0) = 0.00, slope 1.000.'
    """
    chain = BendChain(bend, float(z), int(layers), float(weight))
    sentence = in_words(chain)
    settings = f"bend = {bend}, z = {svg.decimal(z, 1)}, layers = {chain.layers}, weight = {svg.decimal(weight, 1)}"
    label = f"{TITLE}. {settings}. {sentence}"
    return svg.picture(900, 400, label, bend_and_slope(chain), chain_of_products(chain)), sentence


def in_words(chain):
    """Return the bend and its slope at z, and the two products of the chain."""
    z, weight, slope = svg.decimal(chain.z, 1), svg.decimal(chain.weight, 1), float(chain.slopes[0])
    here = f"{chain.bend}({z}) = {svg.decimal(float(ACTIVATIONS[chain.bend](chain.z)))}, slope {svg.decimal(slope, 3)}"
    flat = " (flat)" if abs(slope) < FLAT else ""
    kink = " At z = 0 the bend has a corner; its left slope is taken." if _corner(chain) else ""
    if chain.layers == 1:
        return f"{here}{flat}.{kink}"
    product, nudge = in_powers(float(chain.products[-1])), in_powers(float(chain.nudges[-1]))
    weights = f"the {chain.layers - 1} weights" if chain.layers > 2 else "the weight"
    arrives = "nothing of a small nudge to z arrives"
    if chain.nudges[-1] != 0:
        arrives = f"a small nudge to z arrives {nudge} times as large"
    multiplied = f"The slopes of {chain.layers} layers multiply to {product}."
    ends = f"{multiplied} With {weights} of {weight} between them, {arrives}."
    return f"{here}{flat}.{kink} {ends}"


def _corner(chain):
    return chain.z == 0 and chain.bend in ("relu", "leaky_relu")


def activation_explorer():
    """Return the lab; as the last line of a notebook cell it is shown."""
    columns = [
        {"bend": choice("bend", START["bend"], BENDS), "z": slider("z", START["z"], -SPAN, SPAN)},
        {
            "layers": slider("layers", START["layers"], 1, MOST, 1),
            "weight": slider("weight", START["weight"], -3, 3),
        },
    ]
    return Lab(TITLE, draw, columns, PRESETS, CHALLENGES)
