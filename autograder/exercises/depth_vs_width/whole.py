"""Answers that are whole numbers, to the last digit."""

from math import log10

import numpy as np

from autograder.answers import describe
from autograder.judge import ValueProblem

_DIGITS = 25  # a longer number is told by its size


def agree_exactly(value, args, truth):
    """Return what is wrong with an answer that should be one whole number, or None."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value.item()
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.number):
        return f"Expected a whole number, got {describe(value)}."
    if isinstance(value, float | np.floating):
        if not np.isfinite(value) or value != int(value):
            return ValueProblem(f"Expected a whole number, got {value:g}.")
        return (
            f"Expected a whole number, got the float {value:g}. Floats keep 16 digits and lose the rest: "
            "stay with ints, `//` in place of `/`."
        )
    if int(value) == truth:
        return None
    return ValueProblem(f"Expected {in_words(truth)}, got {in_words(int(value))}.")


def in_words(n) -> str:
    """Write a whole number, with its size where it is long.

    Examples
    --------
    >>> in_words(13432735556), in_words(2**300)
    ('13,432,735,556', 'a number of 91 digits')
    """
    return f"{n:,}" if abs(n) < 10**_DIGITS else f"a number of {_digits(abs(n)):,} digits"


def _digits(n) -> int:
    """Count digits by the logarithm: Python refuses to write down numbers of thousands of them."""
    guess = int(n.bit_length() * log10(2))
    return guess + (n >= 10**guess)
