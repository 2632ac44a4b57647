"""What the exercises of this lesson share: counts are compared as counts, and written with commas."""

from itertools import pairwise

import numpy as np

from autograder.answers import describe, show
from autograder.judge import Tolerance, ValueProblem, compare

# Counts are exact. What is let through is the rounding of a float32, far less than one bias in a small layer.
COUNT = Tolerance(2e-7, 1e-9)
_ALL_DIGITS = 10**15


def written(count) -> str:
    """Write a count in full, as on paper: 16,781,312 and not 1.67813e+07. What is no count is shown as ever."""
    if isinstance(count, np.ndarray) and count.ndim == 0:
        count = count[()]
    if isinstance(count, bool | np.bool_) or not isinstance(count, int | float | np.integer | np.floating):
        return show(count)
    if not abs(count) < _ALL_DIGITS:
        return show(count)
    return f"{count:,.0f}" if float(count).is_integer() else f"{count:,g}"


def many(count, thing) -> str:
    """Write a number of things: 1 weight, 2 weights."""
    return f"{written(count)} {thing}{'' if count == 1 else 's'}"


def agree_count(value, args, truth):
    """Return None where a count is right, else a sentence; for `FunctionExercise.agree`."""
    problem = compare(value, truth, COUNT)
    if not isinstance(problem, ValueProblem):
        return problem
    return ValueProblem(f"Expected {written(truth)}, got {written(float(np.asarray(value)))}.")


def agree_yes_or_no(value, args, truth):
    """Return None where a yes or no is right, else a sentence."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if not isinstance(value, bool | np.bool_):
        return f"Expected True or False, got {describe(value)}."
    return None if bool(value) == truth else ValueProblem(f"Expected {truth}, got {bool(value)}.")


def read_sizes(answer, name, least=2, largest=1_000_000) -> list[int]:
    """Read a network's sizes, inputs first.

    Raises
    ------
    ValueError
        With a sentence that says what came and what was expected.
    """
    one_row = answer.ndim == 1 if isinstance(answer, np.ndarray) else isinstance(answer, list | tuple)
    if not one_row or any(isinstance(size, list | tuple | np.ndarray) for size in answer):
        raise ValueError(f"{name} should be a list of sizes such as [784, 128, 10]; got {describe(answer)}.")
    if len(answer) < least:
        raise ValueError(
            f"{name} should hold at least {least} sizes, inputs first and outputs last; got {len(answer)}."
        )
    for size in answer:
        if not _is_whole(size) or not 1 <= size <= largest:
            raise ValueError(f"{name} should hold sizes, whole numbers from 1 to {largest:,}; got {describe(size)}.")
    return [int(size) for size in answer]


def _is_whole(size) -> bool:
    """Tell a whole number, however it came about: 128 * 1.5 is one."""
    if isinstance(size, float | np.floating):
        return float(size).is_integer()
    return isinstance(size, int | np.integer) and not isinstance(size, bool)


def arrows(sizes) -> str:
    """Write sizes as a network: 784 → 128 → 10."""
    return " → ".join(f"{size:,}" for size in sizes)


def connections(sizes) -> int:
    """Return the weights of a network, biases left out, counted layer by layer."""
    return sum(m * n for m, n in pairwise(sizes))
