"""max_regions: into how many regions n cuts can divide a space of d inputs, exactly."""

import math

from autograder.exercises.depth_vs_width.whole import agree_exactly, in_words
from autograder.forms import FunctionExercise, Misconception, Worked
from autograder.judge import ValueProblem

# A float is off by such a part of a sum: a slip is off by more, a forgotten 1 in a huge number by less.
_LOST = (10**12, 10**18)


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


def _agree(value, args, truth):
    problem = agree_exactly(value, args, truth)
    off = abs(value - truth) if isinstance(problem, ValueProblem) and isinstance(value, int) else 0
    if off * _LOST[0] < truth < off * _LOST[1]:
        return ValueProblem(
            f"{problem} Its first digits are right and the last are not, as if it had been a float on the way: a float "
            "keeps 16 digits, and `int` does not bring the others back. Use `//` in place of `/`, or `math.comb`."
        )
    return problem


def _by_factorials(kind, guarded):
    """Return the mistake of dividing one factorial after the other by `/`, with j up to d or to n at most."""

    def model(n, d):
        last = min(n, d) if guarded else d
        return sum(kind(math.factorial(n) / math.factorial(j) / math.factorial(n - j)) for j in range(last + 1))

    beyond = (
        "" if guarded else " And where j is larger than n, n − j is below 0 and has no factorial: there C(n, j) is 0."
    )
    rounded = " (`int` comes too late.)" if kind is int else ""
    return Misconception(
        f"factorials divided by /, {kind.__name__}, {'up to n' if guarded else 'up to d'}",
        model,
        f"`/` makes a float of each quotient. A factorial is soon too large for one (OverflowError), and long before that, digits get lost.{rounded} `//` stays with whole numbers, and `math.comb(n, j)` is C(n, j) ready-made.{beyond}",
    )


MAX_REGIONS = FunctionExercise(
    name="max_regions",
    points=2.0,
    reference=max_regions,
    worked=(
        Worked("3 cuts in the plane", (3, 2)),
        Worked("50 neurons, 10 inputs (Zaslavsky 1975)", (50, 10)),
    ),
    draw=lambda rng: (int(rng.integers(1, 80)), int(rng.integers(1, 25))),
    always=((1, 1), (2, 5), (5, 5), (6, 5), (4, 1), (24, 1), (300, 99), (300, 400)),
    simple=lambda: ((n, d) for n in range(1, 6) for d in range(1, 4)),
    explain=_explain,
    agree=_agree,
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
            "a grid along every input",
            lambda n, d: (n + 1) ** d,
            "(n + 1) to the power of d would need n cuts across each input, n · d in all. Here are n cuts, and each of them may cross all others: sum C(n, j) for j from 0 to d.",
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
            "It is a float, which keeps 16 digits and loses the rest. Whole numbers stay exact in Python as long as no `/` and no float comes in: use `//`, or `math.comb`.",
        ),
        *(_by_factorials(kind, guarded) for kind in (int, float) for guarded in (True, False)),
    ),
    praise="To the last digit, however many there are.",
    hints=(
        "Try small numbers on paper: 1, 2, 3 lines in the plane make 2, 4, 7 regions. What does each new line add?",
        "`math.comb(n, j)` is C(n, j), as a whole number. It is 0 when j is larger than n.",
        "Sum over `range(d + 1)`: j = 0 counts, and so does j = d.",
    ),
    without=("nnlib.bounds.most_regions", "nnlib.bounds.most_regions_deep", "nnlib.bounds.regions_within_reach"),
)
