"""cost_ratio and doubling_claim: what it costs to make a layer, or a whole network, twice as wide."""

from itertools import product

import numpy as np

from autograder.answers import describe
from autograder.exercises.parameter_cost.counts import arrows, connections, many, read_sizes
from autograder.exercises.parameter_cost.layers import dense_params
from autograder.forms import FunctionExercise, Misconception, TwoSidedClaim, Worked

SIDES = {"in": (2, 1), "out": (1, 2), "both": (2, 2)}  # how many times the inputs, and the neurons

# --- cost_ratio ---------------------------------------------------------------------------------------------------


def cost_ratio(m, n, double):
    inputs, neurons = SIDES[double]
    return dense_params(inputs * m, neurons * n) / dense_params(m, n)


def _explain(m, n, double):
    inputs, neurons = SIDES[double]
    new = f"{inputs * m} to {neurons * n}: {many(dense_params(inputs * m, neurons * n), 'parameter')}"
    return f"{m} to {n}: {many(dense_params(m, n), 'parameter')}\n{new}\nratio {cost_ratio(m, n, double):.4f}"


def _weights_only(m, n, double):
    return SIDES[double][0] * SIDES[double][1]


def _swapped(m, n, double):
    return cost_ratio(m, n, {"in": "out", "out": "in", "both": "both"}[double])


def _old_biases(m, n, double):
    inputs, neurons = SIDES[double]
    return (inputs * m * neurons * n + n) / (m * n + n)


COST_RATIO = FunctionExercise(
    name="cost_ratio",
    points=2.0,
    without=("nnlib.cost.dense_params", "nnlib.cost.mlp_params", "nnlib.MLP", "nnlib.Dense"),
    reference=cost_ratio,
    worked=(
        Worked("5 → 3, twice the inputs", (5, 3, "in")),
        Worked("5 → 3, twice the neurons", (5, 3, "out")),
        Worked("4,096 → 4,096, both", (4096, 4096, "both")),
    ),
    draw=lambda rng: (int(rng.integers(1, 30)), int(rng.integers(1, 30)), str(rng.choice(list(SIDES)))),
    always=tuple((m, n, double) for m, n in ((1, 1), (1, 4), (4, 1)) for double in SIDES),
    simple=lambda: ((m, n, double) for m, n in ((2, 3), *product((1, 2, 3), repeat=2)) for double in SIDES),
    explain=_explain,
    misconceptions=(
        Misconception(
            "biases left out",
            _weights_only,
            "This is the ratio of the weights. The biases count too, and only doubling the neurons doubles them.",
        ),
        Misconception(
            "four for both",
            lambda m, n, double: 4 if double == "both" else cost_ratio(m, n, double),
            'For "both" the weights become four times as many, the biases only twice.',
        ),
        Misconception(
            "both forgotten",
            lambda m, n, double: 1 if double == "both" else cost_ratio(m, n, double),
            'For "both" nothing is doubled: inputs and neurons should be.',
        ),
        Misconception(
            "unchanged",
            lambda m, n, double: 1,
            "Before and after are the same here. Work out the old number before you double m or n, or give the new sizes new names.",
        ),
        Misconception(
            "rounded down",
            lambda m, n, double: int(cost_ratio(m, n, double)),
            "The ratio is rounded down, as `//` and `int` do. It may lie between whole numbers: divide with `/`, and leave it so.",
        ),
        Misconception(
            "rounded",
            lambda m, n, double: round(cost_ratio(m, n, double), 2),
            "The ratio is rounded. Leave it as it is, with all its digits.",
        ),
        Misconception(
            "rounded to whole numbers",
            lambda m, n, double: round(cost_ratio(m, n, double)),
            "The ratio is rounded to a whole number. Leave it as it is, with all its digits.",
        ),
        Misconception(
            "in per cent",
            lambda m, n, double: 100 * cost_ratio(m, n, double),
            "This is in per cent. Asked is how many *times* as many: leave out the 100.",
        ),
        Misconception(
            "no biases before",
            lambda m, n, double: dense_params(m, n) * cost_ratio(m, n, double) / (m * n),
            "The old number lacks its biases. Count them before and after.",
        ),
        Misconception(
            "sides swapped",
            _swapped,
            'Inputs and neurons are swapped: "in" doubles m, "out" doubles n.',
        ),
        Misconception(
            "m and n swapped",
            lambda m, n, double: cost_ratio(n, m, double),
            "m and n are swapped: `m` inputs, `n` neurons, and one bias for each of the n.",
        ),
        Misconception(
            "biases not doubled",
            _old_biases,
            "The biases stay as few as before. Twice the neurons have twice the biases.",
        ),
        Misconception(
            "both is one side",
            lambda m, n, double: cost_ratio(m, n, "out" if double == "both" else double),
            'For "both" only the neurons are doubled. Double the inputs as well.',
        ),
        Misconception(
            "both is the inputs",
            lambda m, n, double: cost_ratio(m, n, "in" if double == "both" else double),
            'For "both" only the inputs are doubled. Double the neurons as well.',
        ),
        Misconception(
            "always both",
            lambda m, n, double: cost_ratio(m, n, "both"),
            "Both sides are doubled whatever `double` says.",
        ),
        Misconception(
            "upside down",
            lambda m, n, double: 1 / cost_ratio(m, n, double),
            "The ratio is upside down: new cost over old cost, so it is above 1.",
        ),
        Misconception(
            "the difference",
            lambda m, n, double: dense_params(m, n) * (cost_ratio(m, n, double) - 1),
            "This is how many parameters are added. Asked is how many times as many there are: divide.",
        ),
        Misconception(
            "the new count",
            lambda m, n, double: dense_params(m, n) * cost_ratio(m, n, double),
            "This is the new number of parameters. Divide it by the old one.",
        ),
        Misconception(
            "one less",
            lambda m, n, double: cost_ratio(m, n, double) - 1,
            "This is by how much it grows. Asked is the new number over the old one: 2 means twice as many.",
        ),
    ),
    praise="Right. Twice the neurons cost exactly twice, twice the inputs a little less, and both together nearly four times.",
    hints=(
        "Three steps: the parameters before, the parameters after, their ratio.",
        'Which sizes change? For "in" m, for "out" n, for "both" both. `double in ("in", "both")` is True where the inputs double.',
        "Biases: as many as there are neurons, before and after.",
    ),
)

# --- doubling_claim -----------------------------------------------------------------------------------------------

ROUGHLY_FOUR, NO_MORE_THAN = 3.5, 2.5  # times the work: from there on, and up to there


def _read_setting(setting):
    if not isinstance(setting, tuple | list) or len(setting) != 2:
        raise ValueError(
            f'a setting is (sizes, which), such as ([784, 128, 10], 1) or ([8, 16, 16, 8], "all"); got {describe(setting)}.'
        )
    sizes, which = read_sizes(setting[0], "the network", least=3), setting[1]
    hidden = len(sizes) - 2
    if isinstance(which, str) and which == "all":
        return sizes, tuple(range(1, hidden + 1))
    whole = isinstance(which, int | np.integer) and not isinstance(which, bool)
    if not whole or not 1 <= which <= hidden:
        numbers = "1" if hidden == 1 else f"a number from 1 to {hidden}"
        raise ValueError(
            f'which hidden layer is doubled is "all" or {numbers} in {arrows(sizes)}; got {describe(which)}.'
        )
    return sizes, (int(which),)


def _run_setting(setting, side):
    sizes, doubled = setting
    wide = [2 * size if place in doubled else size for place, size in enumerate(sizes)]
    before, after = connections(sizes), connections(wide)
    ratio = after / before
    seen = f"{arrows(sizes)} takes {before:,} multiply-adds, {arrows(wide)} takes {after:,}: {ratio:.2f} times"
    if ratio >= ROUGHLY_FOUR:
        return "holds", f"{seen}, roughly four."
    if ratio <= NO_MORE_THAN:
        return "fails", f"{seen}, nowhere near four.{_no_layer_doubles(sizes, doubled) if side == 'holds' else ''}"
    towards = "the layers between doubled layers" if side == "holds" else "the layers that have only one doubled side"
    return None, f"{seen}: neither two nor four. Let {towards} be nearly all of the work."


def _no_layer_doubles(sizes, doubled) -> str:
    """Say why no layer has both sides doubled, where that is so."""
    if len(sizes) == 3:
        return " With one hidden layer, no layer has both its sides doubled: take two hidden layers or more."
    if len(doubled) == 1:
        return ' With one layer doubled, no layer has both its sides doubled: double "all".'
    return " The first and the last layer have one fixed side: make them a small part of the work."


DOUBLING_CLAIM = TwoSidedClaim(
    name="doubling_claim",
    points=2.0,
    claim="Doubling the width roughly quadruples a layer's work",
    verdict="It holds for layers whose two sides both double, those between two doubled ones; a layer with one fixed side only doubles.",
    read=_read_setting,
    run=_run_setting,
    hints=(
        "A layer quadruples where both its sides double. Which layers of a network are these, if the hidden ones are doubled?",
        "The inputs and the outputs of a network stay as they are. So the first and the last layer each have a side that does not double.",
        "Where it holds: at least two hidden layers, wide ones, few inputs and outputs. Where it fails: double just one of them.",
    ),
)
