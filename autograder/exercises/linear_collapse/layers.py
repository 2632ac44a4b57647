"""Linear layers for the cases of this lesson: the worked ones, random ones, small ones, and plain loops over them."""

from itertools import islice, pairwise, product

import numpy as np

from autograder.answers import describe, number
from autograder.exercises.inputs import small_integers, tenths
from autograder.judge import compare

# The worked example of *Neural networks: the basic building block*, and the biases that this lesson adds to it.
W1, W2 = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[0.5, -1.0], [1.5, 0.5]])
B1, B2 = np.array([1.0, -1.0]), np.array([2.0, 0.0])
NONE = np.zeros(2)

_SMALL = tuple(
    np.array(rows, float) for rows in ([[0, 1], [1, 0]], [[1, 1], [0, 1]], [[0, 1], [0, 0]], [[1, 2], [3, 4]])
)


def weigh(W, x):
    """Return W x, one weighted sum at a time."""
    return np.array([sum(float(w) * float(v) for w, v in zip(row, x, strict=True)) for row in W])


def after(W2, W1):
    """Return W2 W1: each column of W1, sent through W2."""
    return np.array([weigh(W2, column) for column in np.transpose(W1)]).T


def draw_sizes(rng, layers):
    """Draw the sizes of a stack; often all alike, since swapped factors raise no error where all is square."""
    if rng.random() < 0.4:
        return [int(rng.integers(2, 4))] * (layers + 1)
    return [int(n) for n in rng.integers(1, 5, size=layers + 1)]


def draw_layers(rng, layers):
    """Draw a stack of random layers (W, b), first one first."""
    sizes = draw_sizes(rng, layers)
    return [(tenths(rng, n, m), tenths(rng, n)) for m, n in pairwise(sizes)]


def small_pairs():
    """Yield (W1, b1, W2, b2) in small whole numbers: one neuron a layer, then two."""
    single = (values for values in small_integers(4) if values[0] and values[2] and (values[1] or values[3]))
    for w1, b1, w2, b2 in islice(single, 30):  # of two single neurons the order does not show
        yield tuple(np.array(values, float) for values in ([[w1]], [b1], [[w2]], [b2]))
    for first, second in product(_SMALL, repeat=2):
        yield first, np.array([0.0, 1.0]), second, np.array([1.0, 0.0])


def tuple_text(values) -> str:
    """Write numbers as a point or a column of a matrix: ``(1, 3)``."""
    return f"({', '.join(number(v) for v in np.ravel(values))})"


def layer_lines(name, W, b, x) -> list[str]:
    """Write out every weighted sum of a layer: ``h1 = 1·1 + 2·1 + 0 = 3``."""
    lines = []
    for i, (row, bias) in enumerate(zip(W, b, strict=True), start=1):
        terms = [f"{number(w)}·{_signed(v)}" for w, v in zip(row, x, strict=True)] + [_signed(bias)]
        lines.append(f"{name}{i} = {' + '.join(terms)} = {number(round(float(weigh([row], x)[0] + bias), 10))}")
    return lines


def _signed(value) -> str:
    return f"({number(value)})" if value < 0 else number(value)


def is_this_layer(value, args, truth):
    """Compare an answer with the pair (W, b) that is right."""
    if isinstance(value, np.ndarray) and value.shape == np.shape(truth[0]):
        return "Only one array came back. Both are wanted, weights and bias: a pair (W, b)."
    if not isinstance(value, tuple | list) or len(value) != 2:
        return f"Expected a pair (W, b), got {describe(value)}."
    if [np.ndim(part) if isinstance(part, np.ndarray) else None for part in value] == [1, 2]:
        return "The bias came first. Expected a pair (W, b): weights, then bias."
    for name, part, right in zip("Wb", value, truth, strict=True):
        problem = compare(part, right)
        if problem:
            return type(problem)(f"{name}: {problem}")  # a ValueProblem stays one
    return None
