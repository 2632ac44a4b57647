"""What the bends' exercises share: inputs of any shape, bends number by number, and what must hold besides values."""

import numpy as np

from autograder.answers import number, show
from autograder.calls import Outcome
from autograder.exercises.inputs import tenths
from autograder.forms import Property
from autograder.judge import ValueProblem, compare

_SHAPES = ((), (4,), (2, 3))


def elementwise(of_one):
    """Return a bend for arrays that calls ``of_one(z, *rest)``, plain arithmetic on one number, for each entry."""

    def bend(z, *rest):
        values = np.array([of_one(float(entry), *rest) for entry in np.ravel(z)])
        return values.reshape(np.shape(z))

    return bend


def numbers_of_any_shape(rng):
    """Draw one number, a row of them or a table, none of them 0."""
    z = tenths(rng, *_SHAPES[int(rng.integers(len(_SHAPES)))])
    return float(z) if z.shape == () else z


def small_numbers(*rest):
    """Yield cases ``(z, *rest)``: small whole numbers one by one, then two at a time."""
    for z in (1.0, -1.0, 2.0, -2.0, 3.0, -3.0):
        yield (z, *rest)
    yield (np.array([1.0, -1.0]), *rest)
    yield (np.array([[1.0], [-1.0]]), *rest)


def explain_each(of_one):
    """Return an `explain` that writes ``of_one(z, *rest)`` for each of the first three numbers."""

    def explain(z, *rest):
        return "\n".join(of_one(float(entry), *rest) for entry in np.ravel(z)[:3])

    return explain


def silent_and_right(title, reference, cases, advice, easy=None) -> Property:
    """Make the property that each case gives the right numbers without a warning.

    `advice` closes the sentence on an overflow, and on wrong numbers where the answer to the args `easy` is right.
    """

    def test(probe):
        for args in cases:
            outcome = probe(*args)
            if problem := _problem(outcome, reference(*args)):
                overflowed = outcome.warned or isinstance(outcome.error, ArithmeticError) or "NaN" in problem
                told = overflowed or (
                    easy and isinstance(problem, ValueProblem) and not _problem(probe(*easy), reference(*easy))
                )
                return f"For z = {show(args[0])}: {problem} {advice if told else ''}".rstrip()
        return None

    return Property(title, test)


def _problem(outcome: Outcome, truth):
    if outcome.error is not None:
        return f"it stopped with {type(outcome.error).__name__}."
    if problem := compare(outcome.value, truth):
        return problem
    return f"the numbers are right, but NumPy warned: {outcome.warned[0]}." if outcome.warned else None


def keeps_dtypes(reference) -> Property:
    """Make the property that float32 stays float32 and whole numbers give float64."""

    def test(probe):
        for given, wanted in ((np.float32, np.float32), (np.int64, np.float64)):
            z = np.array([-2, 1, 3], dtype=given)
            outcome = probe(z)
            if problem := _problem(outcome, reference(z)):
                return f"For z = {show(z)}, an array of {z.dtype}: {problem}"
            if np.asarray(outcome.value).dtype != wanted:
                return (
                    f"An array of {z.dtype} came in and one of {np.asarray(outcome.value).dtype} came out; "
                    f"{np.dtype(wanted)} is asked for. NumPy's arithmetic does that by itself, if nothing names a dtype."
                )
        return None

    return Property("float32 stays float32, whole numbers become float64", test)


def when_left_out(argument, value, reference, *args) -> Property:
    """Make the property that the last argument has a default, which `reference` gets as `value`."""

    def test(probe):
        outcome = probe(*args)
        if isinstance(outcome.error, TypeError) and "argument" in str(outcome.error):
            return f"It cannot be called without `{argument}`. Keep `{argument}={number(value)}` in its first line."
        problem = _problem(outcome, reference(*args, value))
        return f"Called without `{argument}`: {problem}" if problem else None

    return Property(f"`{argument}` is {number(value)} when it is left out", test)
