"""max_regions: into how many regions n cuts can divide a space of d inputs, exactly."""

import math

from autograder.exercises.depth_vs_width.whole import agree_exactly, in_words
from autograder.forms import FunctionExercise, Misconception, Worked


def max_regions(n, d):
    total, chosen = 0, 1
    for j in range(min(n, d) + 1):
        total += chosen
        chosen = chosen * (n - j) // (j + 1)
    return total


def _explain(n, d):
    terms = [math.comb(n, j) for j in range(d + 1)]
    named = " + ".join(f"C({n}, {j})" for j in range(d + 1))
    return f"{named}\n= {' + '.join(map(in_words, terms))} = {in_words(sum(terms))}"


def _upto(n, last):
    return sum(math.comb(n, j) for j in range(last + 1))


MAX_REGIONS = FunctionExercise(
    name="max_regions",
    points=2.0,
    reference=max_regions,
    worked=(
        Worked("3 cuts in the plane", (3, 2)),
        Worked("50 neurons, 10 inputs (Zaslavsky 1975)", (50, 10)),
    ),
    draw=lambda rng: (int(rng.integers(1, 80)), int(rng.integers(1, 25))),
    always=((1, 1), (2, 5), (5, 5), (6, 5), (4, 1), (300, 99), (300, 400)),
    simple=lambda: ((n, d) for n in range(1, 6) for d in range(1, 4)),
    explain=_explain,
    agree=agree_exactly,
    misconceptions=(
        Misconception(
            "every neuron on or off",
            lambda n, d: 2**n,
            "That is every way in which n neurons can be on or off. With few inputs most of these ways never occur: three lines make 7 regions, not 8.",
        ),
        Misconception(
            "last term only",
            lambda n, d: math.comb(n, d),
            "Only the term j = d is there. Sum the terms from j = 0 to j = d.",
        ),
        Misconception(
            "stopped at d − 1",
            lambda n, d: _upto(n, d - 1),
            "The last term is missing. `range(d)` stops at d − 1, and j goes up to d.",
        ),
        Misconception(
            "begun at 1",
            lambda n, d: _upto(n, d) - 1,
            "The term j = 0 is missing: C(n, 0) = 1, the one region that is there before any cut.",
        ),
        Misconception(
            "pieces of a line",
            lambda n, d: n + 1,
            "n + 1 is right for one input. With more inputs, cuts cross each other.",
        ),
        Misconception(
            "a grid",
            lambda n, d: n**d,
            "n to the power of d is about the right size, and too rough. Sum C(n, j) for j from 0 to d.",
        ),
        Misconception(
            "n and d swapped",
            lambda n, d: _upto(d, n),
            "The two arguments are swapped: n cuts, d inputs.",
        ),
        Misconception(
            "as a float",
            lambda n, d: float(_upto(n, d)),
            "It is a float, which keeps 16 digits and loses the rest. Whole numbers stay exact in Python as long as no `/` and no float comes in: `math.comb` gives them.",
        ),
    ),
    praise="To the last digit, however many there are.",
    hints=(
        "Try small numbers on paper: 1, 2, 3 lines in the plane make 2, 4, 7 regions. What does each new line add?",
        "`math.comb(n, j)` is C(n, j), as a whole number. It is 0 when j is larger than n.",
        "Sum over `range(d + 1)`: j = 0 counts, and so does j = d.",
    ),
    without=("nnlib.bounds.most_regions", "nnlib.bounds.most_regions_deep", "nnlib.bounds.regions_within_reach"),
)
