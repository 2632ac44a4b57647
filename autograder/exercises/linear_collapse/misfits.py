"""What collapse_all must refuse: no layer at all, and layers that do not fit."""

import re

import numpy as np


def _stack(*sizes):
    """Return layers of ones whose sizes are given as pairs (in, out), whether they fit or not."""
    return [(np.ones((n, m)), np.ones(n)) for m, n in sizes]


# No size is the number of a layer, so that a sentence which names sizes only does not pass for one that names layers.
# The stack of six goes wrong in two places by turns: a sentence that suits both names no place.
_MISFITS = (
    (1, _stack((7, 8), (9, 7))),
    (3, _stack((8, 7), (7, 8), (8, 9), (7, 8), (8, 7), (7, 8))),
    (5, _stack((8, 7), (7, 8), (8, 9), (9, 8), (8, 7), (9, 8))),
)


def names_the_layers_that_do_not_fit(probe):
    """Return None if its ValueError names the two layers by their places, the first being 1, else a sentence."""
    for one, layers in _MISFITS:
        error = probe(layers).error
        gives, expects = len(layers[one - 1][1]), layers[one][0].shape[1]
        if error is None:
            return f"Layer {one} gives {gives} numbers, layer {one + 1} expects {expects}, and it gives an answer all the same. Raise a ValueError."
        if not isinstance(error, ValueError):
            return f"Where two layers do not fit it stops with {type(error).__name__}; a ValueError is asked for, raised on purpose."
        if "matmul" in str(error) or "broadcast" in str(error) or "not aligned" in str(error):
            return "Where two layers do not fit, NumPy complains, and nobody learns which two. Compare the sizes first, and raise a ValueError of your own."
        if problem := _not_named(str(error), one, len(layers)) or _swapped(str(error), one, gives, expects):
            return problem
    return None


def _not_named(message, one, count):
    """Return what is wrong with the layers that a sentence names, if they should be `one` and the next of `count`."""
    two, named = one + 1, _numbers(message)
    if one - 1 in named and one in named and two not in named:
        return f"The layers that do not fit are numbers {one} and {two}, counted from 1. Your sentence seems to count from 0: {message!r}."
    if one not in named or two not in named:
        return f"The sentence of the ValueError should name the two layers that do not fit, here {one} and {two}, counted from 1. It says {message!r}."
    others = {n for n in named if 1 <= n <= count} - {one, two}
    if len(others) > 2:  # one may be how many layers there are, or that two of them do not fit
        return f"The sentence of the ValueError should name the two layers that do not fit, here {one} and {two}, and no others. It says {message!r}."
    return None


def _swapped(message, one, gives, expects):
    """Return a sentence where a message says of each layer what is true of the other one."""
    if _numbers(message) in ([one, expects, one + 1, gives], [one + 1, gives, one, expects]):
        return f"The two sizes have changed places: layer {one} gives {gives} numbers, layer {one + 1} expects {expects}. Your sentence says {message!r}."
    return None


def _numbers(message):
    return [int(digits) for digits in re.findall(r"\d+", message)]
