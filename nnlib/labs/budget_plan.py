"""What a budget buys at every depth: widths, pieces and errors, for the budget slider to show."""

from dataclasses import dataclass
from functools import lru_cache

from nnlib.labs import by_hand
from nnlib.labs.budgets import MOST_LAYERS, parameters, widest
from nnlib.labs.possible_pieces import at_least, no_more_than
from nnlib.labs.straight_walk import random_pieces

DEPTHS = tuple(range(1, MOST_LAYERS + 1))


@dataclass(frozen=True)
class Offer:
    """One way to spend the budget.

    Attributes
    ----------
    depth, width : int
        Hidden layers, and the neurons in each; 0 where the budget does not pay for one.
    parts : tuple of three ints
        The parameters, as `budgets.parameters` gives them.
    sure, most : int
        Pieces that some weights reach, and pieces that none exceed.
    drawn : int
        Pieces of the random network on its straight walk.
    pieces, error : int, float
        Of the network made by hand.
    """

    depth: int
    width: int
    parts: tuple = (0, 0, 0)
    sure: int = 0
    most: int = 0
    drawn: int = 0
    pieces: int = 0
    error: float = 0.0


@lru_cache(maxsize=256)
def offers(budget, inputs, seed, biases, target):
    """Return the `Offer` of each depth in `DEPTHS`."""
    return tuple(_offer(budget, depth, inputs, seed, biases, target) for depth in DEPTHS)


def _offer(budget, depth, inputs, seed, biases, target):
    width = widest(budget, depth, inputs)
    if width == 0:
        return Offer(depth, 0)
    pieces = by_hand.pieces(target, width, depth)
    return Offer(
        depth,
        width,
        parameters(width, depth, inputs),
        at_least(width, depth, inputs),
        no_more_than(width, depth, inputs),
        random_pieces(width, depth, seed, biases),
        pieces,
        by_hand.largest_error(target, pieces),
    )
