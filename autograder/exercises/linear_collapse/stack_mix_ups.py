"""What is often mixed up where many layers become one; a wrong `collapse` in a loop is among it."""

from functools import reduce

import numpy as np

from autograder.exercises.linear_collapse.pairs import BIASES, WEIGHTS
from autograder.forms import Misconception


def _folded(step):
    """Return a wrong `collapse_all` that takes one layer after the other in this way."""
    return lambda layers: reduce(step, layers)


def _product_first(so_far, layer):
    W = layer[0] @ so_far[0]
    return W, W @ so_far[1] + layer[1]


def _weighed_by_the_earlier(so_far, layer):
    return layer[0] @ so_far[0], so_far[0] @ layer[1] + so_far[1]


def _weighed_by_all(so_far, layer):
    W = layer[0] @ so_far[0]
    return W, W @ layer[1] + so_far[1]


_right = _folded(lambda so_far, layer: (layer[0] @ so_far[0], layer[0] @ so_far[1] + layer[1]))


def _two_at_a_time(weights, bias):
    """Return the wrong model that takes two layers at a time, with these mistakes of `collapse`."""
    (make_W, about_W), (make_b, about_b) = WEIGHTS[weights], BIASES[bias]
    step = _folded(lambda so_far, layer: (make_W(so_far[0], layer[0]), make_b(*so_far, *layer)))
    told = " ".join(filter(None, (about_W, about_b)))
    return Misconception(
        f"two at a time: {weights or 'W right'}, {bias or 'b right'}",
        step,
        f"Look at two layers, the one made so far (call it 1) and the next one (2). {told}",
    )


# What a wrong `collapse` does when it is used in a loop; the commonest ones have sentences of their own below.
_OWN = {
    ("", "b1 + b2"),
    ("", "b1 left out"),
    ("", "both weighed"),
    ("", "biases swapped"),
    ("order swapped", ""),
    ("order swapped", "biases swapped"),
}
_TWO_AT_A_TIME = tuple(
    _two_at_a_time(weights, bias)
    for weights in ("", "order swapped", "transposed", "added")
    for bias in BIASES
    if (weights or bias) and (weights, bias) not in _OWN
)

MIX_UPS = (
    Misconception(
        "order swapped",
        _folded(lambda so_far, layer: (so_far[0] @ layer[0], layer[0] @ so_far[1] + layer[1])),
        "The weights are multiplied in the order in which the layers come. The later a layer, the further left it stands: x meets the first one first.",
    ),
    Misconception(
        "the last layer first",
        lambda layers: _right(layers[::-1]),
        "As it stands, x goes through the layers from the last to the first. The first in the list is the one that x meets first.",
    ),
    Misconception(
        "biases added",
        _folded(lambda so_far, layer: (layer[0] @ so_far[0], so_far[1] + layer[1])),
        "The biases are added up as they are. A bias passes through every layer that comes after it, so each of them weighs it.",
    ),
    Misconception(
        "only the first bias",
        _folded(lambda so_far, layer: (layer[0] @ so_far[0], so_far[1])),
        "The bias is still that of the first layer. Every further layer weighs what is there so far and adds its own.",
    ),
    Misconception(
        "only the last bias",
        _folded(lambda so_far, layer: (layer[0] @ so_far[0], layer[1])),
        "Only the bias of the last layer is left. The earlier ones pass through the layers that follow.",
    ),
    Misconception(
        "the product weighs the bias",
        _folded(_product_first),
        "The bias so far is weighed by the product of all weights. It has passed the earlier layers already: only the next one weighs it. Is W changed one line too early?",
    ),
    Misconception(
        "both weighed",
        _folded(lambda so_far, layer: (layer[0] @ so_far[0], layer[0] @ (so_far[1] + layer[1]))),
        "Each layer weighs its own bias too. It adds that one after weighing.",
    ),
    Misconception(
        "transposed",
        lambda layers: (_right(layers)[0].T, _right(layers)[1]),
        "W comes out with rows and columns swapped. It needs a row for each output and a column for each input.",
    ),
    Misconception(
        "entry by entry",
        _folded(lambda so_far, layer: (layer[0] * so_far[0], layer[0] @ so_far[1] + layer[1])),
        "W multiplies entry by entry (`*`). A layer after a layer is `@`.",
    ),
    Misconception(
        "only two",
        lambda layers: _right(layers[:2]),
        "It stops after the second layer. Does the `return` stand inside the loop?",
    ),
    Misconception(
        "only two, or nothing",
        lambda layers: _right(layers[:2]) if len(layers) > 1 else None,
        "It stops after the second layer, and for a single one it gives back nothing: the `return` stands inside the loop.",
    ),
    Misconception(
        "the first one twice",
        lambda layers: _right([layers[0], *layers]),
        "The first layer is in it twice: W and b start with it, and then the loop takes it again. Let the loop begin with the second, `layers[1:]`.",
    ),
    Misconception(
        "begins with two inputs",
        lambda layers: _right([(np.eye(2), np.zeros(2)), *layers]),
        "It begins with a layer of two inputs, such as `np.eye(2)`, and the first layer in the list may have more or fewer. Begin with that one.",
    ),
    Misconception(
        "weighed by the earlier layers",
        _folded(_weighed_by_the_earlier),
        "The next layer's bias is weighed by the layers before it. It is the other way round: the next layer weighs the bias so far, and adds its own.",
    ),
    Misconception(
        "weighed by all layers",
        _folded(_weighed_by_all),
        "The next layer's bias is weighed by all the weights so far. Nothing weighs it yet: the next layer weighs the bias so far, and adds its own.",
    ),
    Misconception(
        "only the last",
        lambda layers: layers[-1],
        "This is the last layer alone. What the layers before it did has got lost: is W set anew in every turn of the loop?",
    ),
    Misconception(
        "without the last",
        lambda layers: _right(layers[:-1] or layers),
        "The last layer is missing. Does the loop stop one layer early?",
    ),
    Misconception(
        "without the first",
        lambda layers: _right(layers[1:] or layers),
        "The first layer is missing. Where do W and b start?",
    ),
    *_TWO_AT_A_TIME,
)
