"""ranking_network: sizes of a network that must answer in time; judged by counting, never by a clock."""

from itertools import pairwise

from autograder.exercises.parameter_cost.counts import arrows, connections, read_sizes
from autograder.exercises.parameter_cost.layers import mlp_params
from autograder.forms import Mistake, Requirement, ValueExercise

INPUTS, MULTIPLE = 128, 32
MOST_PARAMETERS = 60_000  # never the tighter budget, which a student is to find out
EXAMPLES, RATE = 1_000, 10**10  # to score for one user, and FLOPs a second
LEAST_MS, MOST_MS = 8, 10


def milliseconds(sizes) -> float:
    """Return how long it takes to score all examples, at the stated rate."""
    return 1_000 * EXAMPLES * 2 * connections(sizes) / RATE


def _ends(sizes):
    if sizes[0] != INPUTS:
        return f"{INPUTS} numbers should come in, 64 about you and 64 about the item; {sizes[0]} do."
    return None if sizes[-1] == 1 else f"One score should come out; {sizes[-1]} numbers do."


def _expands(sizes):
    hidden = sizes[1:-1]
    if len(hidden) < 2:
        return f"There should be at least two hidden layers; {arrows(sizes)} has {len(hidden)}."
    if hidden[0] <= sizes[0]:
        return f"First it should expand: {hidden[0]} neurons are not more than the {sizes[0]} inputs."
    return None


def _compresses(sizes):
    hidden = sizes[1:-1]
    for place, (wide, narrow) in enumerate(pairwise(hidden), 2):
        if narrow >= wide:
            return f"Then it should compress: hidden layer {place} has {narrow} neurons, the one before {wide}."
    return None


def _blocks(sizes):
    odd = [size for size in sizes[1:-1] if size % MULTIPLE]
    return f"A hidden width of {odd[0]} is not a multiple of {MULTIPLE}." if odd else None


def _params(sizes):
    params = mlp_params(sizes)
    return None if params <= MOST_PARAMETERS else f"It has {params:,} parameters, more than {MOST_PARAMETERS:,}."


def _in_time(sizes):
    took = milliseconds(sizes)
    flops = 2 * connections(sizes)
    counted = f"{flops:,} FLOPs an example, {took:.2f} ms for {EXAMPLES:,} of them"
    if took > MOST_MS:
        return f"Too slow: {counted}, and there are {MOST_MS} ms."
    return None if took >= LEAST_MS else f"Too small: {counted}. Use at least {LEAST_MS} of the {MOST_MS} ms."


def _only_the_time_is_wrong(sizes):
    return bool(_in_time(sizes)) and not any(test(sizes) for test in (_ends, _expands, _compresses, _blocks, _params))


# What else is asked for, a network without this shape meets all too easily.
_EXPANDS = "two hidden layers or more, the first wider than the inputs"

RANKING_NETWORK = ValueExercise(
    name="ranking_network",
    points=2.0,
    read=lambda answer: read_sizes(answer, "`ranking_network`", largest=100_000),
    requirements=(
        Requirement(f"{INPUTS} numbers in, one score out", _ends, only_with=_EXPANDS),
        Requirement(_EXPANDS, _expands),
        Requirement("each later hidden layer narrower than the one before", _compresses, only_with=_EXPANDS),
        Requirement(f"hidden widths are multiples of {MULTIPLE}", _blocks, only_with=_EXPANDS),
        Requirement(f"at most {MOST_PARAMETERS:,} parameters", _params, only_with=_EXPANDS),
        Requirement(f"{LEAST_MS} to {MOST_MS} ms for {EXAMPLES:,} examples", _in_time, only_with=_EXPANDS),
    ),
    mistakes=(
        Mistake(
            "turned round",
            lambda sizes: sizes[0] == 1 and sizes[-1] == INPUTS,
            "The list is turned round: inputs come first, the score last.",
            [1, 64, 128, 160, 128],
        ),
        Mistake(
            "hidden layers only",
            lambda sizes: sizes[-1] > 1 and bool(_ends(sizes)) and not _in_time([INPUTS, *sizes, 1]),
            "These seem to be the hidden layers alone. Put the 128 inputs before them and the one output behind.",
            [160, 128, 64],
        ),
        Mistake(
            "the source's own",
            lambda sizes: sizes == [128, 256, 128, 64, 1],
            "That is the network of the text, and it is over both budgets: count its parameters and its FLOPs. Make it narrower.",
            [128, 256, 128, 64, 1],
        ),
        Mistake(
            "parameters alone",
            _only_the_time_is_wrong,
            "Everything holds but the time. Two FLOPs a weight: how many weights may there be, and how many must there be?",
            [128, 224, 128, 1],
        ),
        Mistake(
            "one hidden layer",
            lambda sizes: len(sizes) == 3,
            "With one hidden layer it cannot expand and then compress: it takes two or more.",
            [128, 352, 1],
        ),
        Mistake(
            "no expansion",
            lambda sizes: len(sizes) > 3 and max(sizes[1:-1]) <= INPUTS and bool(_expands(sizes)),
            "No hidden layer is wider than the 128 inputs. The first one should be, and what follows narrower and narrower.",
            [128, 128, 96, 96, 64, 1],
        ),
        Mistake(
            "both budgets",
            lambda sizes: bool(_params(sizes)) and milliseconds(sizes) > MOST_MS,
            "It is over both budgets. A layer costs the product of its two sides: where two wide layers meet, there is most to save.",
            [128, 512, 256, 1],
        ),
    ),
    praise="It fits: it expands, compresses, and answers in time. (Of the two budgets the time is the tighter one: 10 ms pay for 50,000 weights.) Others fit as well; which of them ranks best, only training can tell.",
    hints=(
        "From the time to the weights: 10 ms at 10 billion FLOPs a second are 100 million FLOPs, for 1,000 examples. And a weight costs two.",
        "So there may be some 40,000 to 50,000 weights. How many does the first layer take, if it is the narrowest that expands?",
        "Let a cell list candidates: for each first width 160, 192, 224, 256 work out what is left for the rest.",
    ),
)
