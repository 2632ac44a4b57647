"""What collapse_all must refuse: no layer at all, and layers that do not fit."""

import re

import numpy as np

from autograder.answers import show


def refuses_an_empty_list(probe):
    """Return None if the function raises a ValueError for an empty list, else a sentence."""
    outcome = probe([])
    if isinstance(outcome.error, ValueError):
        return None
    if outcome.error is not None:
        return f"For an empty list it stops with {type(outcome.error).__name__}; a ValueError is asked for, raised on purpose."
    return f"For an empty list it answers {show(outcome.value)}. No layer, no answer: raise a ValueError that says so."


def _stack(*sizes):
    """Return layers of ones whose sizes are given as pairs (in, out), whether they fit or not."""
    return [(np.ones((n, m)), np.ones(n)) for m, n in sizes]


# No size is the number of a layer, so that a sentence which names sizes only does not pass for one that names layers.
_MISFITS = (((1, 2), _stack((7, 6), (9, 7))), ((3, 4), _stack((6, 7), (7, 8), (8, 9), (6, 7), (7, 8))))


def names_the_layers_that_do_not_fit(probe):
    """Return None if its ValueError names the two layers, counted from 1, else a sentence."""
    for (one, two), layers in _MISFITS:
        error = probe(layers).error
        if error is None:
            return f"Layer {one} gives {len(layers[one - 1][1])} numbers, layer {two} expects {layers[two - 1][0].shape[1]}, and it gives an answer all the same. Raise a ValueError."
        if not isinstance(error, ValueError):
            return f"Where two layers do not fit it stops with {type(error).__name__}; a ValueError is asked for, raised on purpose."
        if "matmul" in str(error) or "broadcast" in str(error) or "not aligned" in str(error):
            return "Where two layers do not fit, NumPy complains, and nobody learns which two. Compare the sizes first, and raise a ValueError of your own."
        if problem := _not_named(str(error), one, two):
            return problem
    return None


def _not_named(message, one, two):
    named = [int(n) for n in re.findall(r"\d+", message)]
    if one in named and two in named:
        return None
    if one - 1 in named and one in named:
        return f"The layers that do not fit are numbers {one} and {two}, counted from 1. Your sentence seems to count from 0: {message!r}."
    return f"The sentence of the ValueError should name the two layers that do not fit, here {one} and {two}, counted from 1. It says {message!r}."
