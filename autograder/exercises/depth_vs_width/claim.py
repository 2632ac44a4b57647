"""depth_claim: "3 layers of 100 can represent more complex functions than one of 300", decided by exact bounds."""

from functools import cache
from math import log10

import numpy as np

from autograder.answers import describe
from autograder.exercises.depth_vs_width.widths import cost
from autograder.forms import TwoSidedClaim
from nnlib.bounds import folded_pieces, most_regions, most_regions_deep, regions_within_reach

DEEP, WIDE = (100, 100, 100), 300
_MOST_INPUTS = 100_000


def _read_inputs(setting) -> int:
    if isinstance(setting, np.ndarray):
        setting = setting.tolist()
    if isinstance(setting, tuple | list) and len(setting) == 1:
        (setting,) = setting
    whole = isinstance(setting, int | float | np.number) and not isinstance(setting, bool) and setting == setting // 1
    if not whole or not 1 <= setting <= _MOST_INPUTS:
        raise ValueError(
            f"a setting is the number of inputs, a whole number from 1 to {_MOST_INPUTS:,}; got {describe(setting)}."
        )
    return int(setting)


@cache
def deep_reaches(n_in) -> int:
    """Return regions that some weights of the deep network do reach: it may fold along some of its inputs only."""
    folded = range(1, min(n_in, *DEEP) + 1)
    return max(folded_pieces(DEEP[0], len(DEEP)), *(regions_within_reach(DEEP, used) for used in folded))


@cache
def outcome(n_in) -> str | None:
    """Return "holds", "fails", or None where the bounds leave it open."""
    wide = most_regions(WIDE, n_in)
    if deep_reaches(n_in) > wide:
        return "holds"
    return "fails" if most_regions_deep(DEEP, n_in) <= wide else None


def _size(n) -> str:
    if n == 2**WIDE:
        return f"2^{WIDE} (10^{log10(n):.1f})"
    return f"{n:,}" if n < 10**9 else f"10^{log10(n):.1f}"


def _run(n_in, side):
    wide = most_regions(WIDE, n_in)
    cut = f"With {n_in} input{'s' * (n_in != 1)}, one layer of {WIDE} makes {_size(wide)} regions at most"
    paid = f"Parameters: {cost(100, 3, n_in, 1):,} against {cost(WIDE, 1, n_in, 1):,}."
    found = outcome(n_in)
    if found == "holds":
        return found, f"{cut}, and three layers of 100 can make {_size(deep_reaches(n_in))}. {paid}"
    if found == "fails":
        patterns = "one for every pattern of its neurons on and off"
        return (
            found,
            f"{cut}: {patterns}. Three layers of 100 have 300 neurons too, so they can never make more. {paid}",
        )
    limits = f"somewhere between {_size(deep_reaches(n_in))} and {_size(most_regions_deep(DEEP, n_in))}"
    return (
        None,
        f"{cut}; the most that three layers of 100 can make lies {limits}. It may be less, and it may be more, if only by a little: that leaves it open. Choose another number.",
    )


DEPTH_CLAIM = TwoSidedClaim(
    name="depth_claim",
    points=1.0,
    claim="3 layers of 100 can represent more complex functions than one of 300",
    verdict="It holds where few inputs leave one layer few regions, at more parameters; from 300 inputs on, one layer of 300 already has every region that 300 neurons can have.",
    read=_read_inputs,
    run=_run,
    hints=(
        "How many pieces can one layer of 300 have with a single input, and how many can three layers of 100 have?",
        "Each region belongs to a pattern of neurons on and off, and 300 neurons have 2 to the power of 300 patterns, in any arrangement. When can one layer reach all of them? Look at max_regions(300, d).",
    ),
)
