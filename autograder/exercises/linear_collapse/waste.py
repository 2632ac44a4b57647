"""waste_claim: are extra linear layers wasted? It depends on the sizes in between."""

from itertools import pairwise

import numpy as np

from autograder.answers import describe
from autograder.exercises.linear_collapse.costs import stack_cost
from autograder.forms import TwoSidedClaim

LARGEST = 1_000_000
_MOST_MEASURED = 200_000  # weights of a stack that is built and measured while somebody waits
_NARROW = 60


def _read(setting):
    if not isinstance(setting, list | tuple | np.ndarray) or len(setting) < 3:
        raise ValueError(f"a setting is a list of at least three sizes, such as [4, 7, 4]; got {describe(setting)}.")
    for size in setting:
        whole = isinstance(size, int | np.integer) and not isinstance(size, bool)
        if not whole or not 1 <= size <= LARGEST:
            raise ValueError(f"each size is a whole number from 1 to a million; got {describe(size)}.")
    return [int(size) for size in setting]


def measured_rank(sizes) -> int | None:
    """Return the rank of what a random stack of these sizes does, or None where that takes too long.

    As many inputs as could matter are sent through, and looked at from as many random sides: the rank of that small
    table is the rank of the stack.
    """
    weights = sum(m * n for m, n in pairwise(sizes))
    if weights > _MOST_MEASURED or min(sizes) > _NARROW or len(sizes) > 6:
        return None  # a long random stack squashes so much that rounding would decide
    rng = np.random.default_rng(0)
    probes = min(min(sizes) + 2, sizes[0], sizes[-1])
    seen = rng.normal(size=(sizes[0], probes))
    for m, n in pairwise(sizes):
        seen = rng.normal(size=(n, m)) @ seen
    stretches = np.linalg.svd(rng.normal(size=(probes, sizes[-1])) @ seen, compute_uv=False)
    return int(np.sum(stretches > 1e-10 * stretches[0]))


def _run(sizes, side):
    cost, full, waist = stack_cost(sizes), min(sizes[0], sizes[-1]), min(sizes)
    seen = f"{' → '.join(map(str, sizes))} holds {cost['stack']:,} numbers, its one layer {cost['collapsed']:,}"
    rank = measured_rank(sizes)
    through = f" A random stack of these sizes let {rank} of {full} directions through." if rank is not None else ""
    if cost["difference"] < 0:
        return (
            "fails",
            f"{seen}: the stack is the cheaper one.{through} Its waist of {waist} is a limit that one layer has not.",
        )
    if waist >= full:
        return "holds", f"{seen}.{through} Whatever the stack does, one layer does for less."
    return (
        None,
        f"{seen}: the stack costs more, but its waist of {waist} lets fewer than {full} directions through, so it is no plain waste either. "
        + ("Make the waist narrower, or the ends wider." if side == "fails" else "Take the waist out."),
    )


WASTE_CLAIM = TwoSidedClaim(
    name="waste_claim",
    points=2.0,
    claim="Extra linear layers are wasted",
    verdict="Said of what a stack can do beyond one layer, the claim is true. Said of the numbers it takes to do it, a narrow waist makes it false.",
    read=_read,
    run=_run,
    hints=(
        "Your `stack_cost` tells when a stack is cheaper than its one layer. What do such stacks look like?",
        "Where it holds: let no layer in between be narrower than the ends. Then one layer can do all that the stack does, and costs less.",
        "Where it fails: wide ends and a narrow layer between them.",
    ),
)
