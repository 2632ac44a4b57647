"""A budget of parameters, spent on hidden layers of one width: the more layers, the narrower."""

import math

MOST_LAYERS = 8


def parameters(width, depth, inputs):
    """Return the parameters of `inputs` → `depth` hidden layers of `width` → 1 output, part by part.

    Parameters
    ----------
    width, depth, inputs : int

    Returns
    -------
    tuple of three ints
        Of the first hidden layer, of all that follow it, of the output.

    Examples
    --------
    >>> parameters(width=3, depth=5, inputs=1), sum(parameters(width=3, depth=5, inputs=1))
    ((6, 48, 4), 58)
    """
    return (inputs + 1) * width, (depth - 1) * (width + 1) * width, width + 1


def widest(budget, depth, inputs):
    """Return the largest width that the budget pays for, 0 where it does not even pay for 1.

    With n neurons in each of K layers on d inputs, the parameters are (K − 1)n² + (d + K + 1)n + 1: a quadratic that
    grows with n, so its root rounded down is the width.

    Examples
    --------
    >>> [widest(100, depth, inputs=1) for depth in (1, 2, 3, 8)], widest(30_301, 1, 99), widest(30_301, 3, 99)
    ([33, 8, 5, 3], 300, 100)
    """
    if budget < 1:
        return 0
    a, half_b, left = depth - 1, inputs + depth + 1, budget - 1
    # Whole numbers throughout, so that a budget spent to the last parameter is not lost to rounding.
    if a == 0:
        return left // half_b
    return max((math.isqrt(half_b**2 + 4 * a * left) - half_b) // (2 * a), 0)
