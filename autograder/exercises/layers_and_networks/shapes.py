"""shapes: the shape of every W in five networks that are described in words."""

from itertools import pairwise

import numpy as np

from autograder.answers import describe, is_unattempted
from autograder.forms import Mistake, Requirement, ValueExercise

# network → how many numbers go in, how many neurons each layer has
SIZES = {
    "voter": (3, 1),
    "price": (50, 100, 1),
    "digits": (784, 128, 10),
    "waist": (1000, 10, 1000),
    "deep": (6, 32, 32, 32, 4),
}


def weight_shapes(sizes) -> list:
    """Return the shape of each W: a row for each neuron, a column for each number that comes in."""
    return [(out, into) for into, out in pairwise(sizes)]


_RIGHT = {name: weight_shapes(sizes) for name, sizes in SIZES.items()}


def _read(answer):
    if not isinstance(answer, dict):
        raise ValueError(
            f"`shapes` should be a dict from each network's name to a list of shapes; got {describe(answer)}."
        )
    odd = [key for key in answer if key not in SIZES]
    if odd:
        raise ValueError(f"`shapes` has the key {odd[0]!r}. Its keys are {', '.join(SIZES)}.")
    return answer


def _is_count(value) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _listed(entry):
    """Return an entry as a list of pairs of ints, or None where it is none."""
    if not isinstance(entry, list | tuple) or not entry:
        return None
    pairs = [tuple(pair) if isinstance(pair, list | tuple) else () for pair in entry]
    return pairs if all(len(pair) == 2 and all(map(_is_count, pair)) for pair in pairs) else None


def _problem(shapes, name):
    entry = shapes.get(name, ...)
    if is_unattempted(entry):
        return f'nothing here yet for "{name}".'
    pairs = _listed(entry)
    if pairs is None:
        if isinstance(entry, tuple) and len(entry) == 2 and all(map(_is_count, entry)):
            return f'one layer is a list of one shape: "{name}" needs square brackets around {describe(entry)}.'
        return f'"{name}" should be a list of shapes such as [(1, 2), (3, 1)]; got {describe(entry)}.'
    right = _RIGHT[name]
    if len(pairs) != len(right):
        return f'"{name}" lists {_layers(len(pairs))}. Count those that compute something.'
    wrong = next((i for i, (one, two) in enumerate(zip(pairs, right, strict=True)) if one != two), None)
    if wrong is None:
        return None
    return f'{pairs[wrong]} is not the shape of the W of layer {wrong + 1} of "{name}".'


def _layers(n) -> str:
    return f"{n} layer{'' if n == 1 else 's'}"


def _first(test):
    """Make a `matches` that names the first wrong network for which ``test(pairs, right)`` is true."""

    def matches(shapes):
        for name, right in _RIGHT.items():
            pairs = _listed(shapes.get(name, ...))
            if pairs and pairs != right and test(pairs, right):
                return name
        return ""

    return matches


def _only_sizes(shapes):
    return next((name for name, sizes in SIZES.items() if _flat(shapes.get(name)) in (sizes, sizes[1:])), "")


def _flat(entry):
    return tuple(entry) if isinstance(entry, list | tuple) and all(map(_is_count, entry)) else None


def _turned(pairs):
    return [pair[::-1] for pair in pairs]


SHAPES = ValueExercise(
    name="shapes",
    points=2.0,
    read=_read,
    requirements=tuple(
        Requirement(
            name,
            lambda shapes, name=name: _problem(shapes, name),
            # Shown to those who have found it only: an arrow from size to size is the answer.
            holds=" → ".join(f"{size:,}" for size in sizes),
        )
        for name, sizes in SIZES.items()
    ),
    mistakes=(
        Mistake(
            "turned round",
            _first(lambda pairs, right: _turned(pairs) == right),
            "{which}: the shapes are turned round. W has a row for each neuron and a column for each input: (neurons, inputs).",
            {name: _turned(pairs) for name, pairs in _RIGHT.items()},
        ),
        Mistake(
            "last layer first",
            _first(lambda pairs, right: pairs[::-1] == right),
            "{which}: the layers stand in reverse order. The one that reads the inputs comes first.",
            _RIGHT | {"digits": _RIGHT["digits"][::-1]},
        ),
        Mistake(
            "last layer first, turned round",
            _first(lambda pairs, right: _turned(pairs)[::-1] == right),
            "{which}: both the order of the layers and the two numbers of each shape are reversed. First layer first; (neurons, inputs).",
            _RIGHT | {"price": _turned(_RIGHT["price"])[::-1]},
        ),
        Mistake(
            "input layer counted",
            _first(lambda pairs, right: pairs[1:] == right),
            "{which}: the input layer is counted as one. It computes nothing, so it has no W.",
            {name: [(sizes[0], sizes[0]), *_RIGHT[name]] for name, sizes in SIZES.items()},
        ),
        Mistake(
            "output layer forgotten",
            _first(lambda pairs, right: pairs == right[:-1]),
            "{which}: the output layer is missing. It weighs and sums like every other.",
            _RIGHT | {"digits": _RIGHT["digits"][:-1]},
        ),
        Mistake(
            "two hidden layers for three",
            _first(
                lambda pairs, right: (
                    len(right) > 2 and pairs in (right[:1] + right[2:], right[:1] + right[1:2] + right[1:])
                )
            ),
            "{which}: count the hidden layers once more. Depth 3 means three of them: one reads the inputs, each of the other two reads a hidden layer.",
            _RIGHT | {"deep": [(32, 6), (32, 32), (4, 32)]},
        ),
        Mistake(
            "bias in W",
            _first(lambda pairs, right: pairs == [(out, into + 1) for out, into in right]),
            "{which}: one column too many. The biases stand in b, beside W.",
            {name: [(out, into + 1) for out, into in pairs] for name, pairs in _RIGHT.items()},
        ),
        Mistake(
            "sizes, not shapes",
            _only_sizes,
            "{which}: these are the sizes of the layers. Asked is the shape of each W, which stands *between* two sizes.",
            {name: list(sizes) for name, sizes in SIZES.items()},
        ),
    ),
    praise="All five. Between two neighbouring sizes stands one W, and never another.",
    hints=(
        "Write the sizes in a row, inputs first: 784 → 128 → 10. Every arrow is one W.",
        "The W of an arrow has a row for each neuron at its tip, and a column for each number at its tail.",
        "Check neighbours: the second number of a shape is the first number of the shape before it.",
    ),
)
