"""How many pieces a ReLU network of one width can have: what some weights are known to reach, and what none exceed.

With one input, pieces of a line; with more, regions of the space of inputs, each with a straight formula of its own.
"""

from functools import lru_cache

from nnlib.bounds import folded_pieces, most_regions_deep, regions_within_reach


@lru_cache(maxsize=4096)
def no_more_than(width, depth, inputs):
    """Return a number of pieces that no weights and biases exceed: see `nnlib.bounds.most_regions_deep`.

    A chain of single neurons bends a line twice at the most: once where it falls silent, once where it is cut off.

    Examples
    --------
    >>> no_more_than(3, depth=5, inputs=1), no_more_than(1, depth=8, inputs=1)
    (1024, 3)
    """
    return min(depth + 1, 3) if width == 1 else most_regions_deep([width] * depth, inputs)


@lru_cache(maxsize=4096)
def at_least(width, depth, inputs):
    """Return a number of pieces that some weights and biases are known to reach.

    The largest that `nnlib.bounds` knows: a network may fold the space along as many of its inputs as serve best, and
    leave the others alone.

    Examples
    --------
    >>> at_least(3, depth=5, inputs=1), at_least(2, depth=3, inputs=1), at_least(4, depth=2, inputs=2)
    (1024, 12, 44)
    """
    if depth == 1 or width == 1:
        return no_more_than(width, depth, inputs)
    most = min(width, inputs)
    used = {*range(1, min(width // 2, most) + 1), most}  # more than half of the neurons fold nothing: then all is best
    found = [regions_within_reach([width] * depth, count) for count in used]
    return max(*found, folded_pieces(width, depth)) if width >= 3 else max(found)
