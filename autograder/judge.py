"""Compare one answer with what is right: kind, shape, finiteness, then value. Pure: nothing is called or printed."""

from dataclasses import dataclass

import numpy as np

from autograder.answers import describe, show


@dataclass(frozen=True)
class Tolerance:
    """How far a right answer may be off: ``|answer - truth| <= absolute + relative * |truth|``.

    The default lets honest float32 work pass (its rounding is about 1e-7 a step) and is still a
    thousand times tighter than the smallest slip that the exercises are made to show.
    """

    relative: float = 1e-5
    absolute: float = 1e-6


DEFAULT_TOLERANCE = Tolerance()


class ValueProblem(str):
    """A sentence about an answer of the right kind and shape whose value is wrong: the one a diagnosis can add to."""

    __slots__ = ()


def read_array(answer) -> np.ndarray | str:
    """Turn an answer into a float array, or say in a sentence why that cannot be.

    Lists, tuples, ints and float32 are all welcome; text, yes/no, None and generators are not.
    """
    if isinstance(answer, str | bytes | bool | np.bool_ | dict | set | frozenset) or answer is None:
        return f"Expected a number or an array of numbers, got {describe(answer)}."
    if hasattr(answer, "__next__"):
        return f"Expected a number or an array of numbers, got {describe(answer)}."
    if callable(answer) and not isinstance(answer, np.ndarray):
        return f"Expected a number or an array of numbers, got {describe(answer)}. Call it, with brackets, to get one."
    try:
        array = np.asarray(answer)
    except ValueError:
        return f"Expected rows of equal length, got {describe(answer)}, whose rows differ in length."
    except Exception:  # an object of the student's own making may refuse to be read at all
        return f"Expected numbers, got {describe(answer)}."
    if array.dtype.kind == "O" and isinstance(answer, int):
        return f"This is far too large: {describe(answer)}."
    if array.dtype.kind not in "fiu":
        return f"Expected numbers, got {describe(answer)}" + (
            "." if array.ndim == 0 or isinstance(answer, np.ndarray) else f" (NumPy reads it as {array.dtype})."
        )
    return array.astype(float)


def compare(answer, truth, tolerance=DEFAULT_TOLERANCE) -> str | None:
    """Return None when `answer` equals `truth` within `tolerance`, else one sentence that says what is off.

    Parameters
    ----------
    answer : object
        Anything at all.
    truth : array_like
        The right value; its shape is required, its dtype is not.

    Examples
    --------
    >>> compare([0.5, 0.25], np.array([0.5, 0.25]))
    >>> compare([0.5], np.array([0.5, 0.25]))
    'Expected an array of shape (2,), got one of shape (1,).'
    """
    array = read_array(answer)
    if isinstance(array, str):
        return array
    truth = np.asarray(truth, dtype=float)
    if array.shape != truth.shape:
        return _shape_sentence(array, truth)
    if not np.isfinite(array).all():
        return f"The result holds {_oddity(array)}, and every number here should be finite."
    if np.allclose(array, truth, rtol=tolerance.relative, atol=tolerance.absolute):
        return None
    return ValueProblem(f"Expected {show(without_dust(truth, tolerance))}, got {show(without_dust(array, tolerance))}.")


def without_dust(value, tolerance=DEFAULT_TOLERANCE):
    """Round off what lies far below the tolerance: 5.6e-17 in place of 0 would only puzzle a reader.

    Anything that is not a float or an array of floats is returned as it is.
    """
    digits = max(0, 6 - int(np.floor(np.log10(tolerance.absolute or 1e-6))))
    is_floats = isinstance(value, float | np.floating) or (isinstance(value, np.ndarray) and value.dtype.kind == "f")
    return np.round(value, digits) if is_floats else value


def alike(value, other, tolerance=DEFAULT_TOLERANCE) -> bool:
    """Tell whether two results say the same: arrays of one shape and close, equal plain values, or rows of such."""
    first, second = read_array(value), read_array(other)
    if isinstance(first, str) or isinstance(second, str):
        try:
            if isinstance(value, list | tuple | dict) and isinstance(other, list | tuple | dict):
                return _alike_inside(value, other, tolerance)
            if isinstance(value, np.ndarray) and isinstance(other, np.ndarray):  # of yes and no, say
                return np.array_equal(value, other)
            return type(value) is type(other) and bool(value == other)
        except Exception:  # objects of the student's own making may refuse to be compared
            return False
    return first.shape == second.shape and np.allclose(
        first, second, rtol=tolerance.relative, atol=tolerance.absolute, equal_nan=True
    )


def _alike_inside(value, other, tolerance) -> bool:
    """Compare two containers item by item: a pair (W, b), say, or arrays by name; a list may stand for a tuple."""
    if isinstance(value, dict) != isinstance(other, dict) or len(value) != len(other):
        return False
    if isinstance(value, dict):
        return value.keys() == other.keys() and all(alike(value[key], other[key], tolerance) for key in value)
    return all(alike(one, two, tolerance) for one, two in zip(value, other, strict=True))


def _shape_sentence(array, truth) -> str:
    expected = "one number" if truth.ndim == 0 else f"an array of shape {truth.shape}"
    came = "one number" if array.ndim == 0 else f"{'one' if truth.ndim else 'an array'} of shape {array.shape}"
    return f"Expected {expected}, got {came}."


def _oddity(array) -> str:
    return "NaN (not a number)" if np.isnan(array).any() else "infinity"
