"""waste_claim: are extra linear layers wasted? It depends on the sizes in between."""

from itertools import pairwise

import numpy as np

from autograder.answers import describe
from autograder.exercises.linear_collapse.costs import stack_cost
from autograder.forms import TwoSidedClaim

SMALLEST, LARGEST = 10, 50  # none of the stacks that the lesson counts itself lies within
FEWEST, MOST = 3, 6  # a long random stack squashes so much that rounding would decide
_TRY = {
    "holds": 'Under "holds" the stack should be the dearer one: widen what lies in between.',
    "fails": 'Under "fails" the stack should be the cheaper one: narrow what lies in between.',
}


def _read(setting):
    if not isinstance(setting, list | tuple | np.ndarray) or not FEWEST <= len(setting) <= MOST:
        raise ValueError(
            f"a stack is a list of three to six sizes, from what goes in to what comes out; got {describe(setting)}."
        )
    for size in setting:
        whole = isinstance(size, int | np.integer) and not isinstance(size, bool)
        if not whole or not SMALLEST <= size <= LARGEST:
            raise ValueError(f"each size is a whole number from {SMALLEST} to {LARGEST}; got {describe(size)}.")
    return [int(size) for size in setting]


def measured_rank(sizes) -> int:
    """Return the rank of what a random stack of these sizes does."""
    rng = np.random.default_rng(0)
    product = np.eye(sizes[0])
    for m, n in pairwise(sizes):
        tall = np.linalg.qr(rng.normal(size=(max(m, n), min(m, n))))[0]  # turns at random, and squashes nothing
        product = (tall if n >= m else tall.T) @ product
    stretches = np.linalg.svd(product, compute_uv=False)
    return int(np.sum(stretches > 1e-10 * stretches[0]))


def _run(sizes, side):
    cost, full = stack_cost(sizes), min(sizes[0], sizes[-1])
    seen = (
        f"{' → '.join(map(str, sizes))} holds {cost['stack']:,} numbers, its one layer {cost['collapsed']:,}. "
        f"Built with random weights it let {measured_rank(sizes)} of {full} directions through"
    )
    if cost["difference"] == 0:
        return None, f"{seen}. Both cost the same, so it decides nothing. {_TRY[side]}"
    outcome = "holds" if cost["difference"] > 0 else "fails"
    told = {
        "holds": "one layer can do all that for less: the extra layers are wasted.",
        "fails": "it does with fewer numbers what it can do.",
    }[outcome]
    return outcome, f"{seen}; {told}" + (f" {_TRY[side]}" if outcome != side else "")


WASTE_CLAIM = TwoSidedClaim(
    name="waste_claim",
    points=2.0,
    claim="Extra linear layers are wasted",
    verdict="What a stack can do, one layer can do too. What it costs depends on its waist: where that is narrow enough, the stack is the cheaper one.",
    read=_read,
    run=_run,
    hints=(
        "Your `stack_cost` tells which of the two is cheaper. Choose the two ends, then change what lies between them.",
        "Where it fails: every layer in between costs a size times a size. Both of its tables have to be small.",
        "With one layer in between and both ends alike, look for the width at which the difference changes its sign. How wide is that, beside the ends?",
    ),
)
