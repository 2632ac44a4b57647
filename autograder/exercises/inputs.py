"""Inputs for cases: random ones that can be read in a report, small integers in order of simplicity."""

from functools import cache
from itertools import product


def tenths(rng, *shape):
    """Draw numbers with one decimal between -2.9 and 2.9, never 0, so that a report of them can be read."""
    return rng.choice([-1, 1], size=shape) * rng.integers(1, 30, size=shape) / 10


@cache
def small_integers(count, limit=2) -> tuple[tuple[int, ...], ...]:
    """Return all tuples of `count` integers within ±`limit`, simplest first.

    Simple means a small sum of sizes, then few negatives, then a small largest.

    Examples
    --------
    >>> small_integers(2)[:5]
    ((0, 0), (0, 1), (1, 0), (0, -1), (-1, 0))
    """
    tuples = product(range(-limit, limit + 1), repeat=count)
    return tuple(sorted(tuples, key=lambda t: (sum(map(abs, t)), sum(v < 0 for v in t), max(map(abs, t), default=0))))
