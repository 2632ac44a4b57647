"""Lab: one budget of parameters. Trade depth for width, and see what each way can do and what a random one does."""

from decimal import Decimal
from functools import cache

from nnlib.labs import svg
from nnlib.labs.budget_charts import drawn_network, hand_made, pieces_chart
from nnlib.labs.budget_network import network
from nnlib.labs.budget_plan import DEPTHS, offers
from nnlib.labs.budgets import MOST_LAYERS, parameters, widest
from nnlib.labs.by_hand import DIGITS, TARGETS, name
from nnlib.labs.lab import Challenge, Lab, choice, slider, steps
from nnlib.labs.possible_pieces import at_least
from nnlib.labs.powers import in_powers, power
from nnlib.labs.straight_walk import BIASES, random_pieces

TITLE = "Budget slider"
START = {"budget": 100, "depth": 3.0, "inputs": 1, "seed": 0.0, "biases": "random", "target": "x²"}
BUDGETS = (
    *(10, 12, 15, 18, 22, 27, 33, 40, 48, 58, 70, 85, 100, 120, 150, 180, 220, 270, 330, 400, 500, 600, 750, 901),
    *(1_100, 1_300, 1_600, 2_000, 2_500, 3_000, 4_000, 5_000, 6_000, 8_000, 10_000, 20_501, 30_301),
)
INPUTS = (1, 2, 3, 5, 10, 30, 99, 300)

PRESETS = {
    "Reset": START,
    "1 layer of 300": {**START, "budget": 901, "depth": 1.0},
    "3 layers of 100": {**START, "budget": 20_501, "depth": 3.0},
    "99 inputs": {**START, "budget": 30_301, "depth": 1.0, "inputs": 99},
    "A sine": {**START, "target": "sine"},
    "Zero biases": {**START, "budget": 901, "biases": "zero"},
}

ENOUGH, MILLION, FEW = 10_000, 1_000_000, 100
_DEAR = {**START, "budget": 2_000, "depth": 1.0}
_WIDE = {**START, "budget": 901, "depth": 1.0, "seed": 1.0}


@cache
def cheapest(pieces):
    """Return the smallest budget of the slider that buys so many pieces for sure, at any depth, with one input."""
    bought = ((budget, depth, widest(budget, depth, 1)) for budget in BUDGETS for depth in DEPTHS)
    return next(budget for budget, depth, width in bought if width and at_least(width, depth, 1) >= pieces)


def ten_thousand(budget, depth, inputs, seed, biases, target):
    """Whether one input and the smallest possible budget have 10,000 pieces."""
    width = widest(budget, int(depth), inputs)
    return inputs == 1 and budget == cheapest(ENOUGH) and width > 0 and at_least(width, int(depth), 1) >= ENOUGH


def possible_and_not_typical(budget, depth, inputs, seed, biases, target):
    """Whether a network of one input can have a million pieces, and the random one has few."""
    width = widest(budget, int(depth), inputs)
    if inputs != 1 or biases != "random" or not width or at_least(width, int(depth), 1) < MILLION:
        return False
    return random_pieces(width, int(depth), int(seed), biases) < FEW


CHALLENGES = (
    Challenge(
        "One input: find the smallest budget on the slider that surely pays for 10,000 pieces.", _DEAR, ten_thousand
    ),
    Challenge(
        f"One input, random biases: find a network that can have a million pieces, and whose random weights give it "
        f"fewer than {FEW}.",
        _WIDE,
        possible_and_not_typical,
    ),
)


def draw(budget, depth, inputs, seed, biases, target):
    """Return the picture of what the budget buys, and the sentence that says it.

    Parameters
    ----------
    budget : int
        Parameters, one of `BUDGETS`.
    depth : float
        Hidden layers, a whole number from 1 to 8.
    inputs : int
        One of `INPUTS`.
    seed : float
        A whole number: which random network is drawn.
    biases : str
        "random" or "zero", in the random network.
    target : str
        What the network made by hand follows: "x²" or "sine".

    Returns
    -------
    tuple of (Svg, str)

    Examples
    --------
    >>> draw(budget=901, depth=1, inputs=1, seed=0, biases="zero", target="x²")[1].split(". ")[1:3]
    ['Pieces possible: 301', 'This random network has 2 pieces between −1 and 1']
    """
    seed = int(seed)
    plan = offers(budget, inputs, seed, biases, target)
    chosen = plan[int(depth) - 1]
    sentence = in_words(chosen, budget, inputs, target)
    settings = f"budget = {budget:,}, depth = {chosen.depth}, inputs = {inputs}, seed = {seed}"
    label = f"{TITLE}. {settings}, biases = {biases}, target = {target}. {sentence}"
    drawings = (
        pieces_chart(plan, chosen, inputs),
        network(chosen, budget, inputs),
        drawn_network(chosen, seed, biases, inputs),
        hand_made(plan, chosen, name(target, inputs)),
    )
    return svg.picture(900, 400, label, *drawings), sentence


def in_words(offer, budget, inputs, target):
    """Return what the budget buys, what its pieces could be and are, and how well hands could do."""
    layers = f"{offer.depth} hidden layer{'s' * (offer.depth > 1)}"
    if offer.width == 0:
        least = sum(parameters(1, offer.depth, inputs))
        return f"{budget:,} parameters do not pay for {layers}: one neuron in each already takes {least:,}."
    spent = sum(offer.parts)
    bought = f"{budget:,} parameters pay for {layers} of {offer.width:,}: {spent:,} spent, {budget - spent:,} left."
    what = "Pieces" if inputs == 1 else "Regions"
    possible = f"{what} possible: {counted(offer.most)}"
    if offer.sure < offer.most:
        possible = f"{what} possible: {counted(offer.sure)} for some weights, for none more than {counted(offer.most)}"
    where = "between −1 and 1" if inputs == 1 else "on one straight walk"
    drawn = f"This random network has {_pieces(offer.drawn)} {where}."
    paper = " on paper" if offer.error < 10**-DIGITS else ""
    hand = f"{_pieces(offer.pieces)}, largest error {in_powers(offer.error)}{paper}"
    return f"{bought} {possible}. {drawn} By hand, {name(target, inputs)}: {hand}."


def _pieces(count):
    return f"{counted(count)} piece{'s' * (count > 1)}"


def counted(number):
    """Write a whole number: in full below ten million, as a power of ten above.

    >>> counted(16_641), counted(2**300)
    ('16,641', '2.0·10⁹⁰')
    """
    if number < 10_000_000:
        return f"{number:,}"
    digits, exponent = f"{Decimal(number):.1e}".split("e")
    return f"{digits}·{power(int(exponent))}"


def budget_slider():
    """Return the lab; as the last line of a notebook cell it is shown."""
    columns = [
        {
            "budget": steps("budget", START["budget"], BUDGETS),
            "depth": slider("depth", START["depth"], 1, MOST_LAYERS, step=1),
        },
        {"inputs": steps("inputs", START["inputs"], INPUTS), "seed": slider("seed", START["seed"], 0, 20, step=1)},
        {"biases": choice("biases", START["biases"], BIASES), "target": choice("target", START["target"], TARGETS)},
    ]
    for column in columns:
        for control in column.values():
            control.style.description_width = "56px"
    return Lab(TITLE, draw, columns, PRESETS, CHALLENGES)
