"""What goes wrong in count_pieces: first what is counted, then the one step that the lesson leaves open."""

import numpy as np

from autograder.exercises.depth_vs_width.counting_models import (
    all_by_difference,
    all_by_share,
    first_neuron,
    placed,
    rows,
    taken,
    with_step,
)
from autograder.exercises.depth_vs_width.lines import bending, candidates, pieces, run_line
from autograder.forms import Misconception

APART = 2e-3  # no case has kinks nearer than this to each other, or to lo and hi, unless they lie exactly there


def _sampled(network, lo, hi):
    x = np.linspace(lo, hi, 101)
    slopes = np.diff(run_line(network, x)) / np.diff(x)
    return 1 + int(np.sum(~np.isclose(slopes[1:], slopes[:-1])))


_COUNTED = (
    Misconception(
        "kinks, not pieces",
        lambda network, lo, hi: pieces(network, lo, hi) - 1,
        "These are the kinks. Each of them parts two pieces, so there is one piece more.",
    ),
    Misconception(
        "ends, not pieces",
        lambda network, lo, hi: pieces(network, lo, hi) + 1,
        "This is one too many, as if `lo` and `hi` were kinks too. Between n ends lie n − 1 pieces.",
    ),
    Misconception(
        "kinks at the ends counted",
        lambda network, lo, hi: pieces(network, lo - APART / 2, hi + APART / 2),
        "A kink exactly at `lo` or `hi` is counted. It parts nothing that lies inside: leave it out.",
    ),
    Misconception(
        "one slope counted twice",
        lambda network, lo, hi: len(candidates(network, lo, hi)) - 1,
        "Every place where a z passes 0 is counted. Where the slope is the same on both sides there is no kink: join the two.",
    ),
    Misconception(
        "first layer only",
        lambda network, lo, hi: len(candidates(network[:1], lo, hi)) - 1,
        "Only the first layer is looked at. Each layer after it adds places of its own, where *its* z pass 0.",
    ),
    Misconception(
        "the whole line",
        lambda network, lo, hi: pieces(network, -1e4, 1e4),
        "Pieces beyond `lo` and `hi` are counted too. Look at what lies between them.",
    ),
    Misconception(
        "a kink for each neuron",
        lambda network, lo, hi: sum(bending(network)) + 1,
        "It counts a kink for each neuron. Deeper down one neuron can make many, or none: follow its z.",
    ),
    Misconception(
        "the most there could be",
        lambda network, lo, hi: int(np.prod([n + 1 for n in bending(network)])),
        "This is the most that such widths could give. How many there are depends on the weights.",
    ),
    Misconception(
        "samples too coarse",
        _sampled,
        "It compares slopes on a row of samples, and a kink between two samples blurs two slopes into a third. Work out where z passes 0.",
    ),
)

_NO_TEST = (
    "A place is worked out for every neuron in every piece, also where z has the same sign at both ends. There it does "
    "not pass 0: the place lies outside the piece, beyond `lo` or `hi` or where z runs along another line. Keep only those where the signs differ."
)

_WHICH = (
    Misconception(
        "no new end",
        with_step(lambda ends, z: []),
        "Every network comes out as one straight piece, as if no end ever joined `lo` and `hi`. An end that is there already is no new one, and at an end z is hardly ever exactly 0. Look *between* two neighbouring ends: z passes 0 there if it has different signs at the two.",
    ),
    Misconception(
        "only rising",
        taken(lambda left, right: (left < 0) & (right > 0)),
        "Only the places where z rises through 0 are found. On its way down it makes a kink as well: the signs differ, and which comes first does not matter.",
    ),
    Misconception(
        "only falling",
        taken(lambda left, right: (left > 0) & (right < 0)),
        "Only the places where z falls through 0 are found. On its way up it makes a kink as well: the signs differ, and which comes first does not matter.",
    ),
    Misconception(
        "first neuron only",
        first_neuron,
        "Only the first neuron of each layer is looked at. Every column of `z` is a neuron, and each can have kinks of its own.",
    ),
    Misconception(
        "same signs",
        taken(lambda left, right: left * right > 0),
        "It takes the pieces where z has the same sign at both ends. It passes 0 in the others: where one is above 0 and one below, their product is below 0.",
    ),
    Misconception(
        "zeros let in",
        taken(lambda left, right: left * right <= 0),
        "A product of exactly 0 is let in as well (`<= 0`). Where z is 0 at both ends it passes nothing, and the share of the way becomes 0 / 0. Ask for a product below 0.",
    ),
    Misconception("no test of signs", taken(lambda left, right: left != right), _NO_TEST),
    Misconception(
        "no test of signs, share",
        all_by_share,
        f"{_NO_TEST} Where z is level, this also divides by 0.",
    ),
    Misconception(
        "no test of signs, difference",
        all_by_difference,
        f"{_NO_TEST} Where z has the same value at both ends, you also divide by 0.",
    ),
)

_WHERE = (
    Misconception(
        "row numbers as places",
        rows,
        "The numbers of the rows are taken as places. A row tells *which* piece it is; the new end is an x inside this piece, where z is 0.",
    ),
    Misconception(
        "middle in place of zero",
        placed(lambda x, y, left, right: (x + y) / 2),
        "It cuts each piece in its middle. Cut where z is 0: nearer to the end whose z is nearer to 0.",
    ),
    Misconception(
        "always three quarters",
        placed(lambda x, y, left, right: x + 0.75 * (y - x)),
        "It goes three quarters of the way in every piece. That is right for a z of 3 at the left and −1 at the right; others pass 0 elsewhere.",
    ),
    Misconception(
        "sign of the other end forgotten",
        placed(lambda x, y, left, right: x + (y - x) * left / (left + right)),
        "The share of the way is left / (left + right). The two z have different signs: from 3 down to −1 it is 4, which is left − right, and not 2.",
    ),
    Misconception(
        "share from the wrong end",
        placed(lambda x, y, left, right: x + (y - x) * right / (right - left)),
        "The place is measured from the wrong end. From the left end, z has to fall from its value there to 0: that is the share left / (left − right) of the way.",
    ),
    Misconception(
        "backwards",
        placed(lambda x, y, left, right: x - (y - x) * left / (left - right)),
        "The way from the left end to the new one is long enough, but it leads out of the piece: a sign is turned round. The share is left / (left − right), and `np.diff` gives right − left.",
    ),
    Misconception(
        "from the right end on",
        placed(lambda x, y, left, right: y + (y - x) * left / (left - right)),
        "The way is long enough, but it starts at the right end of the piece and leads out of it. Start at the left end.",
    ),
    Misconception(
        "left end forgotten",
        placed(lambda x, y, left, right: (y - x) * left / (left - right)),
        "How far to go from the left end is right, but it is counted from x = 0. Add it to the left end.",
    ),
    Misconception(
        "distance forgotten",
        placed(lambda x, y, left, right: x + left / (left - right)),
        "The share of the way is added to the left end as if each piece were 1 long. Multiply it by the distance of the two ends first.",
    ),
    Misconception(
        "share as the place",
        placed(lambda x, y, left, right: left / (left - right)),
        "The share of the way is taken for the place itself. Multiply it by the distance of the two ends, and add the left end.",
    ),
)

MISTAKES = (*_COUNTED, *_WHICH, *_WHERE)
