"""How well weights made by hand can follow a curve: of the straight pieces of a network, how many it can put to use.

A square folds onto itself: what its pieces must do inside one fold they do in all of them, so a second layer multiplies
the pieces. A sine does not, and each layer only adds the kinks it has. Yarotsky, *Error bounds for approximations with
deep ReLU networks*, 2017.
"""

from functools import lru_cache

import numpy as np

TARGETS = ("x²", "sine")
DIGITS = 16  # float64 has no more, so what is below 10⁻¹⁶ is true on paper alone


def name(target, inputs):
    """Return the curve and where it is followed; of several inputs, the network reads the first alone.

    >>> name("x²", inputs=1), name("sine", inputs=3)
    ('x² from 0 to 1', 'a sine of x₁ from 0 to 2π')
    """
    if target == "sine":
        return "a sine from 0 to 2π" if inputs == 1 else "a sine of x₁ from 0 to 2π"
    return "x² from 0 to 1" if inputs == 1 else "x₁² from 0 to 1"


def pieces(target, width, depth):
    """Return how many equal pieces the network made by hand has, with `depth` hidden layers of `width` neurons.

    From the second layer on, one neuron carries the sum so far, and for a sine another one carries x.

    Parameters
    ----------
    target : str
        One of `TARGETS`.
    width, depth : int

    Examples
    --------
    >>> pieces("x²", 5, 3), pieces("sine", 5, 3), pieces("sine", 9, 1)
    (80, 11, 9)
    """
    if target == "sine":
        return width + (depth - 1) * max(width - 2, 0)
    return max(width * (width - 1) ** (depth - 1), 1)


def largest_error(target, pieces):
    """Return the largest distance between the curve and the line through its `pieces` + 1 knots.

    Examples
    --------
    >>> largest_error("x²", 80), round(largest_error("sine", 9), 4)
    (3.90625e-05, 0.0594)
    """
    return 1 / (4 * pieces**2) if target == "x²" else _of_the_sine(pieces)


@lru_cache(maxsize=1024)
def _of_the_sine(pieces):
    if pieces == 1:
        return 1.0  # the line y = 0
    knots = np.linspace(0, 2 * np.pi, pieces + 1)
    step = knots[1]
    slopes = np.diff(np.sin(knots)) / step
    # The distance is largest where the sine is as steep as the line: at one of the two places with that cosine.
    angle = np.arccos(np.clip(slopes, -1, 1))
    error = np.zeros(pieces)
    for places in (angle, 2 * np.pi - angle):
        inside = (places >= knots[:-1]) & (places <= knots[1:])
        distance = np.abs(np.sin(places) - np.sin(knots[:-1]) - slopes * (places - knots[:-1]))
        error = np.maximum(error, np.where(inside, distance, 0))
    return float(error.max())
