"""Look at what a student handed in without trusting it: say what it is, tell "not started" from "wrong"."""

import math
import numbers
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import numpy as np

_SHOWN_ITEMS = 8
_SHOWN_CHARACTERS = 80
_SHOWN_OF_LAYERS = 120  # three small layers (W, b) written out
_MOST_BITS = 1_000  # a longer whole number is no float any more
_LARGE, _ALL_DIGITS = 10**6, 10**15  # whole numbers in between are written in full: floats know all their digits


class Elsewhere:
    """An object that stayed where the student's code runs; all that is known of it is the name of its class."""

    def __init__(self, type_name: str):
        self.type_name = type_name


class CallElsewhere:
    """Something that can be called and lives in another process: a function, a class, or an object with a call."""

    def __init__(self, name: str, kind: str = "function"):
        self.__name__, self.type_name, self.kind = name, name, kind

    def __call__(self, *args, **kwargs):
        raise TypeError(f"{self.__name__} lives in another process")


def is_unattempted(answer) -> bool:
    """Tell whether an answer is still the placeholder: ``...``, ``None``, or a container of them.

    A list or tuple with one ``...`` left is not finished, so it counts as not attempted; a dict does
    only when all its values are, because its entries are judged one by one.

    Examples
    --------
    >>> is_unattempted((..., 0.5)), is_unattempted({"AND": ..., "OR": ([1, 1], -0.5)}), is_unattempted({"AND": ...})
    (True, False, True)
    """
    return answer is None or _is_placeholder(answer)


def has_begun(answer) -> bool:
    """Tell whether something stands already beside the placeholders in a list, tuple or dict.

    Examples
    --------
    >>> has_begun((0.5, ...)), has_begun((..., ...)), has_begun(...)
    (True, False, False)
    """
    items = answer.values() if type(answer) is dict else answer if type(answer) in (list, tuple) else ()
    return any(not _is_placeholder(item) and item is not None for item in items)


def _is_placeholder(answer, depth=0) -> bool:
    if answer is ... or answer is NotImplemented:
        return True
    if depth > 4 or type(answer) not in (list, tuple, dict) or not answer:
        return False
    if type(answer) is dict:
        return all(_is_placeholder(item, depth + 1) for item in answer.values())
    return any(_is_placeholder(item, depth + 1) for item in answer)


def with_floats(answer):
    """Return an answer with fractions and decimals in it, of the standard library, as the floats that they are near.

    Examples
    --------
    >>> from fractions import Fraction
    >>> with_floats([Fraction(1, 4), "a", (Fraction(1, 2), 3)])
    [0.25, 'a', (0.5, 3)]
    """
    kind = type(answer)
    if kind in (Fraction, Decimal):
        with suppress(OverflowError):  # one that is too large for a float stays as it is
            return float(answer)
    if kind in (list, tuple):
        return kind([with_floats(item) for item in answer])
    if kind is dict:
        return {key: with_floats(item) for key, item in answer.items()}
    return answer


def describe(answer) -> str:
    """Name an answer in a beginner's words, never longer than a line and never by running its own code.

    Examples
    --------
    >>> describe([1.0, 2.0]), describe("two"), describe(None)
    ('the list [1.0, 2.0]', "the text 'two'", 'None')
    >>> describe(x for x in "ab")
    'a generator (its values are not computed yet; a list would be)'
    """
    if answer is None or answer is ...:
        return "None" if answer is None else "the placeholder ..."
    if isinstance(answer, bool | np.bool_):
        return f"{bool(answer)} (yes or no, not a number)"
    if isinstance(answer, numbers.Number | np.number):
        return f"the number {number(answer)}"
    if isinstance(answer, str):
        return "the text " + _cut(repr(answer))
    if isinstance(answer, np.ndarray):
        return f"an array of shape {answer.shape}" + (
            "" if answer.dtype.kind in "fiu" else f" and dtype {answer.dtype}"
        )
    if isinstance(answer, list | tuple | dict | set | frozenset):
        return _describe_container(answer)
    if type(answer) is Elsewhere:
        return f"an object of type {answer.type_name}"
    if isinstance(answer, CallElsewhere):
        return f"{'an object of type' if answer.kind == 'object' else f'the {answer.kind}'} {answer.type_name}"
    if hasattr(answer, "__next__"):
        return "a generator (its values are not computed yet; a list would be)"
    if callable(answer) and isinstance(getattr(answer, "__name__", None), str):
        return f"the {'class' if isinstance(answer, type) else 'function'} {answer.__name__}"
    return f"an object of type {type(answer).__name__}"


def _describe_container(answer) -> str:
    kind = "set" if isinstance(answer, frozenset) else type(answer).__name__
    items = answer.items() if isinstance(answer, dict) else answer
    if len(answer) > _SHOWN_ITEMS or not all(_is_plain(item) for item in items):
        return f"a {kind} with {len(answer)} item{'' if len(answer) == 1 else 's'}"
    return f"the {kind} " + _cut(repr(answer))


def _is_plain(item) -> bool:
    if type(item) in (list, tuple):
        return len(item) <= _SHOWN_ITEMS and all(_is_plain(inner) for inner in item)
    return type(item) in (bool, int, float, str, type(None))


def _is_number(item) -> bool:
    return isinstance(item, float | int | np.number | np.bool_)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"


def number(value) -> str:
    """Write a number as one would on paper and could paste into code: no -0, six digits, whole numbers in full.

    Examples
    --------
    >>> number(-0.30000000000000004), number(5.551115123125783e-17), number(-0.0), number(16781312)
    ('-0.3', '5.55112e-17', '0', '16781312')
    """
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return f"about {'-' if value < 0 else ''}10^{round(value.bit_length() * math.log10(2))}"
    if isinstance(value, numbers.Real | np.number) and _LARGE <= abs(value) < _ALL_DIGITS and value == int(value):
        return str(int(value))
    text = f"{value:.6g}" if isinstance(value, numbers.Real | np.number) else str(value)
    return "0" if text == "-0" else text


def show(value) -> str:
    """Write a value for a report: numbers short, arrays by their rows, large arrays by their shape.

    Examples
    --------
    >>> show(np.array([0.5, -0.25])), show(np.zeros((20, 3)))
    ('[0.5, -0.25]', 'an array of shape (20, 3)')
    >>> show((np.array([[1, 2], [3, 4]]), np.array([0.5, 0])))
    '([[1, 2], [3, 4]], [0.5, 0])'
    >>> show([(np.eye(2), np.ones(2))] * 2)
    '[([[1, 0], [0, 1]], [1, 1]), ([[1, 0], [0, 1]], [1, 1])]'
    >>> show({"sigmoid": np.float64(0.25), "relu": 0})
    "{'sigmoid': 0.25, 'relu': 0}"
    >>> show({"tanh": np.array(0.5), "relu": np.array([0.0, 1.0])})
    "{'tanh': 0.5, 'relu': [0, 1]}"
    """
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value.item()
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, float | int | np.number) and not isinstance(value, bool):
        return number(value)
    if isinstance(value, np.ndarray):
        return "[" + ", ".join(show(row) for row in value) + "]" if value.size <= 12 else describe(value)
    if type(value) in (list, tuple) and len(value) <= _SHOWN_ITEMS and all(_is_number(v) for v in value):
        inside = ", ".join(number(v) for v in value)
        return f"({inside})" if type(value) is tuple else f"[{inside}]"
    if type(value) in (list, tuple) and _is_of_arrays(value):
        inside = ", ".join(repr(v) if isinstance(v, str) else show(v) for v in value)
        if len(inside) <= _SHOWN_OF_LAYERS:
            return f"({inside})" if type(value) is tuple else f"[{inside}]"
    if (
        type(value) is dict
        and 0 < len(value) <= _SHOWN_ITEMS
        and all(_is_number(v) or _is_small(v) for v in value.values())
    ):
        inside = ", ".join(f"{_cut(repr(k))}: {show(v)}" for k, v in value.items())
        if len(inside) <= _SHOWN_CHARACTERS:
            return f"{{{inside}}}"
    return describe(value)


def _is_small(value) -> bool:
    return isinstance(value, np.ndarray) and value.ndim < 2 and value.size <= _SHOWN_ITEMS


def _is_of_arrays(value, depth=0) -> bool:
    """Tell whether a list or tuple holds arrays, numbers and names alone: a layer (W, b), or a few of them."""
    return 0 < len(value) <= _SHOWN_ITEMS and all(
        isinstance(v, np.ndarray | str) or _is_number(v) or (_is_listing(v, depth) and _is_of_arrays(v, depth + 1))
        for v in value
    )


def _is_listing(value, depth) -> bool:
    return type(value) in (list, tuple) and depth < 2
