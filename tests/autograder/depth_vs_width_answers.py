"""Answers to lesson 5 as students write them: right ones, and wrong ones with what they must be told.

The misconceptions that the exercises themselves name are tested from their own models; here stand other spellings of
them, and mistakes that have no name.
"""

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np

from nnlib import MLP
from tests.autograder import count_pieces_steps

# --- interpolant ----------------------------------------------------------------------------------------------------


def interpolant_diff(knots, values):
    slopes = np.diff(values) / np.diff(knots)
    changes = np.concatenate([slopes[:1], slopes[1:] - slopes[:-1]])
    return np.ones((len(changes), 1)), -knots[:-1], changes[None, :], values[:1]


def interpolant_mirrored(knots, values):
    """From the right: every ReLU looks left and starts at its knot."""
    knots, values = knots[::-1], values[::-1]
    slopes = np.diff(values) / np.diff(-knots)
    return -np.ones((len(slopes), 1)), knots[:-1].copy(), np.diff(slopes, prepend=0)[None], values[:1]


def interpolant_solved(knots, values):
    """Ask for the weights that meet every point: a system of equations, in lists and with a plain number as bias."""
    hidden = np.maximum(0, knots[1:, None] - knots[None, :-1])
    weights = np.linalg.solve(hidden, values[1:] - values[0])
    return [[1.0]] * len(weights), (-knots[:-1]).tolist(), [weights.tolist()], float(values[0])


def interpolant_scaled(knots, values):
    w1, b1, w2, b2 = interpolant_diff(knots, values)
    return np.float32(4 * w1), np.float32(4 * b1), np.float32(w2 / 4), np.float32(b2)


def interpolant_row(knots, values):
    w1, b1, w2, b2 = interpolant_diff(knots, values)
    return w1.T, b1, w2, b2


def interpolant_upside_down(knots, values):
    slopes = np.diff(knots) / np.diff(values)
    return np.ones((len(slopes), 1)), -knots[:-1], np.diff(slopes, prepend=0)[None, :], values[:1]


def interpolant_no_first_change(knots, values):
    changes = np.diff(np.diff(values) / np.diff(knots))
    return np.ones((len(changes), 1)), -knots[: len(changes)], changes[None, :], values[:1]


def interpolant_half_slopes(knots, values):
    w1, b1, w2, b2 = interpolant_diff(knots, values)
    return w1, b1, w2 / 2, b2


# --- tents and the fifteen neurons -----------------------------------------------------------------------------------

HIDDEN = ([[1], [1]], [0, -0.5], "relu")
TENT = [HIDDEN, ([[2, -4]], [0], "identity")]
OTHER_TENT = [([[-2], [2]], [1, -1], "relu"), ([[-1, -1]], [1], "identity")]  # a valley of two ramps, upside down
FOUR = [([[1], [-1], [-1]], [-1 / 3, 2 / 3, 5 / 6], "relu"), ([[-6, 9, -12]], [4], "identity")]
FOUR_MIRRORED = [([[-1], [1], [1]], [2 / 3, -1 / 3, -1 / 6], "relu"), ([[-6, 9, -12]], [4], "identity")]


def merged(network):
    """Merge every sum into the ReLUs that read it."""
    rows = [(np.array(W, float), np.array(b, float), name) for W, b, name in network]
    found = rows[:1]
    for W, b, name in rows[1:]:
        W0, b0, name0 = found[-1]
        if name0 == "identity":
            found[-1] = (W @ W0, W @ b0 + b, name)
        else:
            found.append((W, b, name))
    return found


def deep_tent_loop(k):
    network = []
    for _ in range(k):
        network += TENT
    return network


def deep_tent_recursive(k):
    return TENT if k == 1 else deep_tent_recursive(k - 1) + [(np.array(W), np.array(b), name) for W, b, name in TENT]


def growing(start):
    """Make a function that changes the list it starts from, so that the list doubles in every turn."""
    start = list(start)

    def deep_tent(k):
        network = start
        for _ in range(k - 1):
            network += start
        return network

    return deep_tent


def longer_each_time():
    """Make a function that adds a tent to a list outside it, in every turn of every call."""
    network = list(TENT)

    def deep_tent(k):
        for _ in range(k - 1):
            network.extend(TENT)
        return list(network)

    return deep_tent


def deep_tent_doubled(k):
    network = TENT
    for _ in range(k - 1):
        network = network + network
    return network


def deep_tent_added(k):
    return [([[1], [1]] * k, [0, -0.5] * k, "relu"), ([[2, -4] * k], [0], "identity")]


# --- count_pieces ---------------------------------------------------------------------------------------------------


def count_by_zeros(network, lo, hi):
    ends, mlp = np.array([lo, hi]), MLP.from_data(network)
    for place in range(len(network)):
        z = mlp.pre_activations(ends[:, None])[place]
        piece, neuron = np.nonzero(z[:-1] * z[1:] < 0)
        left, right = z[piece, neuron], z[piece + 1, neuron]
        new = ends[piece] + np.diff(ends)[piece] * left / (left - right)
        ends = np.unique(np.append(ends, new).round(12))
    slopes = np.diff(mlp(ends[:, None])[:, 0]) / np.diff(ends)
    return 1 + np.sum(~np.isclose(slopes[1:], slopes[:-1], rtol=1e-9))


def count_by_formulas(network, lo, hi):
    """Carry a slope and a height for every neuron of each piece, as exact fractions."""
    parts = [(Fraction(lo), Fraction(hi), [(Fraction(1), Fraction(0))])]
    for W, b, name in network:
        after = []
        for left, right, lines in parts:
            sums = [
                (
                    sum(Fraction(float(w)) * s for w, (s, _) in zip(row, lines, strict=True)),
                    sum(Fraction(float(w)) * h for w, (_, h) in zip(row, lines, strict=True)) + Fraction(float(bias)),
                )
                for row, bias in zip(W, b, strict=True)
            ]
            if name == "identity":
                after.append((left, right, sums))
                continue
            zeros = {-h / s for s, h in sums if s != 0 and left < -h / s < right}
            ends = [left, *sorted(zeros), right]
            for a, c in pairwise(ends):
                on = [s * (a + c) / 2 + h > 0 for s, h in sums]
                after.append((a, c, [line if fires else (0, 0) for line, fires in zip(sums, on, strict=True)]))
        parts = after
    slopes = [float(lines[0][0]) for _, _, lines in parts]
    return 1 + sum(not np.isclose(a, b, rtol=1e-9, atol=1e-9) for a, b in zip(slopes[1:], slopes[:-1], strict=True))


def count_by_samples(network, lo, hi):
    x = np.linspace(lo, hi, 200)[:, None]
    y = MLP.from_data(network)(x)[:, 0]
    return 1 + int(np.sum(np.abs(np.diff(y, 2)) > 1e-9))


# --- widths and regions ---------------------------------------------------------------------------------------------


def width_by_trying(budget, depth, n_in, n_out):
    w = 0
    while n_in * (w + 1) + (depth - 1) * (w + 1) ** 2 + (w + 1) * (depth + n_out) + n_out <= budget:
        w += 1
    return w


def width_one_step_too_far(budget, depth, n_in, n_out):
    w = 0
    while n_in * w + (depth - 1) * w**2 + w * (depth + n_out) + n_out <= budget:
        w += 1
    return w


def width_by_formula(budget, depth, n_in, n_out):
    a, b, c = depth - 1, n_in + depth + n_out, n_out - budget
    if c > 0:
        return 0
    if a == 0:
        return -c // b
    return (math.isqrt(b * b - 4 * a * c) - b) // (2 * a)


def width_no_biases(budget, depth, n_in, n_out):
    w = 0
    while n_in * (w + 1) + (depth - 1) * (w + 1) ** 2 + (w + 1) * n_out <= budget:
        w += 1
    return w


def width_to_a_cap(cap):
    """Make a function that tries widths up to a last one."""

    def width_for_budget(budget, depth, n_in, n_out):
        best = 0
        for w in range(1, cap):
            if n_in * w + (depth - 1) * w * w + w * (depth + n_out) + n_out <= budget:
                best = w
        return best

    return width_for_budget


def regions_by_factorials(n, d):
    """Divide by `//` what stays whole."""
    terms = [math.factorial(n) // math.factorial(j) // math.factorial(n - j) for j in range(min(n, d) + 1)]
    return sum(terms)


def regions_recursive(n, d, known=None):
    """One more cut of n − 1: it is itself cut into the regions of one dimension less."""
    known = {} if known is None else known
    if n == 0 or d == 0:
        return 1
    if (n, d) not in known:
        row = [1] * (d + 1)
        for _ in range(n):
            row = [1] + [row[j] + row[j - 1] for j in range(1, d + 1)]
        known[n, d] = row[d]
    return known[n, d]


def even_sine(count, f=np.sin, hi=2 * np.pi):
    knots = np.linspace(0, hi, count)
    w1, b1, w2, b2 = interpolant_diff(knots, f(knots))
    return [(w1, b1, "relu"), (w2, b2, "identity")]


def sine_folded():
    """Fold [0, 2π] into a zigzag from 0 to 1 to −1 to 0, then draw a sine from −π/2 to π/2 over it: 3 + 6 ReLUs."""
    knots = np.array([0, np.pi / 2, 3 * np.pi / 2, 2 * np.pi])
    zigzag = interpolant_diff(knots, np.array([0, 1.0, -1.0, 0]))
    arch = np.linspace(-1, 1, 7)
    upper = interpolant_diff(arch, np.sin(arch * np.pi / 2))
    return [layer for w1, b1, w2, b2 in (zigzag, upper) for layer in ((w1, b1, "relu"), (w2, b2, "identity"))]


def sine_free():
    """Knots nearer to each other where the sine is curved, and heights beside it: nine pieces, within 0.02."""
    knots = np.array([0, 0.846, 1.418, 1.966, 2.574, 3.763, 4.324, 4.872, 5.447, 2 * np.pi])
    heights = np.array([0.018, 0.767, 1.007, 0.942, 0.552, -0.588, -0.944, -1.006, -0.761, -0.016])
    w1, b1, w2, b2 = interpolant_diff(knots, heights)
    return [(w1, b1, "relu"), (w2, b2, "identity")]


RIGHT = {
    "interpolant": [interpolant_diff, interpolant_mirrored, interpolant_solved, interpolant_scaled],
    "sine9": [
        even_sine(10),
        [[W.tolist(), b.tolist(), name] for W, b, name in even_sine(10)],
        sine_folded(),
        sine_free(),
    ],
    "tent": [lambda: TENT, lambda: OTHER_TENT, lambda: tuple((np.array(W), np.array(b), n) for W, b, n in TENT)],
    "deep_tent": [deep_tent_loop, deep_tent_recursive, lambda k: merged(TENT * k), lambda k: OTHER_TENT * k],
    "width_for_pieces": [lambda p: p - 1, lambda p: np.int64(p) - 1, lambda p: len(range(1, p))],
    "count_pieces": [count_by_zeros, count_by_formulas, *map(count_pieces_steps.typed, count_pieces_steps.RIGHT)],
    "thousand_pieces": [
        FOUR * 5,
        merged(FOUR * 5),
        FOUR_MIRRORED * 5,
        tuple((np.array(W), np.array(b), name) for W, b, name in FOUR * 5),
    ],
    "max_regions": [
        lambda n, d: sum(math.comb(n, j) for j in range(d + 1)),
        regions_recursive,
        regions_by_factorials,
    ],
    "width_for_budget": [width_by_trying, width_by_formula, width_to_a_cap(7_000)],
    "depth_claim": [
        {"holds": 1, "fails": 300},
        {"holds": (2,), "fails": (1000,)},
        {"holds": 50.0, "fails": np.array([784])},
    ],
    "trained_table": ["c", "C."],
    "q1": ["b", "(b)"],
    "q2": ["d", "D"],
    "q3": ["a", " a "],
    "q4": ["c", "c)"],
}

# exercise → (answer, a piece of the sentence that the student must read)
WRONG = {
    "interpolant": [
        (lambda knots, values: interpolant_diff(knots, values)[:3], "four arrays"),
        (interpolant_row, "w1 should have shape"),
        (interpolant_half_slopes, "simplest input"),
        (interpolant_no_first_change, "the first slope is a change too"),
        (
            lambda knots, values: (np.ones((len(knots), 1)), -knots, np.ones((1, len(knots))), values[:1]),
            "needs no ReLU",
        ),
        (
            lambda knots, values: (
                *interpolant_diff(knots, values)[:2],
                -interpolant_diff(knots, values)[2],
                values[:1],
            ),
            "wrong sign",
        ),
        (interpolant_upside_down, "slopes are upside down"),
        (lambda knots, values: interpolant_diff(knots, values)[2], "four arrays"),
        (lambda knots, values: (*interpolant_diff(knots, values)[:3], [math.nan]), "NaN"),
        (lambda knots, values: (*interpolant_diff(knots, values)[:3], "0"), "b2: Expected"),
        (lambda knots, values: (1.0, 2.0, 3.0, 4.0), "w1 should have shape"),
        (lambda values: interpolant_diff(values, values), "keep these arguments"),
        (lambda knots, values: None, "`return`"),
        (lambda knots, values: np.interp(knots, knots, values), "four arrays"),
        ("interpolant", "should be a function"),
    ],
    "sine9": [
        (even_sine(9), "9 of them make 8 ReLUs"),
        (even_sine(15), "too many ReLUs"),
        (even_sine(10, np.cos), "cosine"),
        (even_sine(10, lambda x: -np.sin(x)), "upside down"),
        (even_sine(10, hi=np.pi), "reach from 0 to 2π"),
        (even_sine(5), "The largest error is"),
        ([even_sine(10)[0], (*even_sine(10)[1][:2], "relu")], "cut off"),
        ([([[1]], [0], "identity")], "no ReLU"),
        ([([[1]], [0], "tanh"), ([[1]], [0], "identity")], 'bends by "tanh"'),
        ([([[1, 1]], [0], "relu"), ([[1]], [0], "identity")], "takes 2"),
        (even_sine(10)[:1], "gives 9"),
        (even_sine(10)[0], "square brackets"),
        (MLP.from_data(even_sine(10)), "an object of type MLP. Its method `as_data()`"),
        ("sin", "'sin'"),
    ],
    "tent": [
        (lambda: [HIDDEN, ([[1, -2]], [0], "identity")], "1/2 high"),
        (lambda: [HIDDEN, ([[2, -2]], [0], "identity")], "stays at 1"),
        (lambda: [HIDDEN, ([[2, -4]], [0.1], "identity")], "At x = 0 it gives 0.1"),
        (lambda: [HIDDEN, ([[2], [-4]], [0], "identity")], "one bias for each of the 2 rows"),
        (lambda: TENT * 2, "4 ReLUs"),
        (lambda: [([[1], [1]], [0, -1], "relu"), TENT[1]], "where the tent is over"),
        (lambda: [([[2], [2]], [0, -0.5], "relu"), ([[1, -2]], [0], "identity")], "x = −b / w"),
        (lambda: TENT[0], "square brackets"),
        (lambda: [(*HIDDEN[:2], "sigmoid"), TENT[1]], 'bends by "sigmoid"'),
        (lambda x: np.minimum(2 * x, 2 - 2 * x), "keep these arguments"),
        (TENT, "should be a function"),
    ],
    "deep_tent": [
        (deep_tent_added, "side by side"),
        (lambda k: TENT * (k + 1), "One tent too many"),
        (lambda k: TENT * 2, "whatever it is given"),
        (lambda k: TENT * max(k - 1, 1), "One tent too few"),
        (lambda k: TENT * (k - 1), "for k = 1 none at all"),
        (lambda k: TENT * k + TENT * k, "That is 2k tents"),
        (lambda k: [HIDDEN] * k + [TENT[1]] * k, "the shapes do not fit"),
        (lambda k: [HIDDEN, ([[2 * k, -4 * k]], [0], "identity")], "k times as high"),
        (lambda k: [*TENT * k, ([[1]], [0.25], "identity")], "simplest input"),
        (deep_tent_doubled, "the network is doubled"),
        (lambda k: TENT * 2**k, "2 to the power of k tents"),
        (lambda k: [TENT] * k, "W, b"),
        (lambda k: TENT, "whatever it is given"),
        (lambda k: 2**k, "list with one"),
    ],
    "width_for_pieces": [
        (lambda p: p, "One too many"),
        (lambda p: p + 1, "Two too many"),
        (lambda p: np.log2(p), "doubled to make p"),
        (lambda p: int(np.log2(p)), "Pieces double with each tent"),
        (lambda p: int(np.ceil(np.log2(p))), "enough for p pieces"),
        (lambda p: 2 * int(np.log2(p)), "a stack of tents"),
        (lambda p: 2 * np.log2(p), "a stack of tents"),
        (lambda p: 2 * math.ceil(np.log2(p)), "a stack of tents"),
        (lambda p: p - 1.0, "float"),
        (lambda p: 2**p - 1, "the number of pieces itself"),
        (lambda p: 2**p, "simplest input"),
        (lambda p: p - 2, "One too few"),
        (lambda p: p // 2 + 1, "simplest input"),
        (lambda p: 1023, "whatever it is given"),
        (1023, "should be a function"),
    ],
    "count_pieces": [
        (lambda network, lo, hi: count_by_zeros(network, lo, hi) - 1, "These are the kinks"),
        (lambda network, lo, hi: count_by_zeros(network, lo, hi) + 1, "one too many"),
        (lambda network, lo, hi: count_by_zeros(network[:1], lo, hi) * 2, "simplest input"),
        (lambda network, lo, hi: count_by_zeros(network, -10.0, 10.0), "simplest input"),
        (lambda network, lo, hi: sum(len(b) for _, b, name in network if name == "relu") + 1, "a kink for each neuron"),
        (lambda network, lo, hi: 4, "whatever it is given"),
        (lambda network, lo, hi: [4], "whole number"),
        (count_by_samples, "simplest input"),
        *((count_pieces_steps.typed(step), sentence) for step, sentence in count_pieces_steps.WRONG),
        (lambda network, lo, hi: count_by_zeros(network), "TypeError"),
        (lambda network, lo, hi: None, "`return`"),
    ],
    "thousand_pieces": [
        (TENT * 10, "more than 15 neurons"),
        (TENT * 7, "These are tents"),
        (FOUR * 4, "256 straight pieces"),
        (even_sine(16), "one layer that bends"),
        ([([[1]], [0], "identity")], "one straight piece"),
        ([HIDDEN, ([[4, -8]], [0], "identity")] * 7, "leaves [0, 1]"),
        ([HIDDEN, ([[1, -2]], [0], "identity")] * 7, "multiply by enough"),
        (even_sine(5, lambda x: np.arange(5) % 2, hi=1) * 3, "Three can do that"),
        (TENT * 3 + FOUR * 2, "should come to 1,024"),
        ([([[1], [1], [-1]], [-0.25, -0.5, 0.75], "relu"), ([[8, -8, 4]], [-3], "identity")] * 5, "different lengths"),
        (merged(TENT * 3 + FOUR), "too few pieces"),
        (FOUR * 9, "too many to count"),
        ([(*HIDDEN[:2], "gelu"), TENT[1]], 'bends by "gelu"'),
        ([*FOUR, ([[1], [1]], [0, 0], "identity")], "gives 2"),
        (FOUR[0], "square brackets"),
        (1024, "the number 1024"),
    ],
    "max_regions": [
        (lambda n, d: 2**n, "on or off"),
        (lambda n, d: math.comb(n, d), "Only the term"),
        (lambda n, d: (n + 1) ** d, "n cuts across each input"),
        (lambda n, d: sum(math.comb(n, j) for j in range(d)), "last term is missing"),
        (lambda n, d: sum(math.comb(n, j) for j in range(1, d + 1)), "j = 0 is missing"),
        (lambda n, d: float(sum(math.comb(n, j) for j in range(d + 1))), "It is a float"),
        (lambda n, d: int(float(sum(math.comb(n, j) for j in range(d + 1)))), "`int` does not bring the others back"),
        (lambda n, d: sum(math.comb(n, j) for j in range(d + 1)) + 1, "simplest input"),
        (
            lambda n, d: sum(math.factorial(n) / math.factorial(j) / math.factorial(n - j) for j in range(d + 1)),
            "`//` stays with whole numbers",
        ),
        (
            lambda n, d: sum(int(math.factorial(n) / math.factorial(j) / math.factorial(n - j)) for j in range(d + 1)),
            "`int` comes too late",
        ),
        (
            lambda n, d: sum(
                int(math.factorial(n) / math.factorial(j) / math.factorial(n - j)) for j in range(min(n, d) + 1)
            ),
            "`int` comes too late",
        ),
        (
            lambda n, d: sum(
                int(math.factorial(n) / (math.factorial(j) * math.factorial(n - j))) for j in range(min(n, d) + 1)
            ),
            "`int` does not bring the others back",
        ),
        (
            lambda n, d: sum(math.factorial(n) // math.factorial(j) // math.factorial(n - j) for j in range(d + 1)),
            "ValueError: factorial",
        ),
        (lambda n, d: n + 1, "one input"),
        (lambda n, d: True, "yes or no"),
        (7, "should be a function"),
    ],
    "width_for_budget": [
        (width_no_biases, "biases are not counted"),
        (lambda budget, depth, n_in, n_out: budget // depth, "shared out among neurons"),
        (lambda *args: width_by_trying(*args) + 1, "One too wide"),
        (width_one_step_too_far, "One too wide"),
        (lambda budget, depth, n_in, n_out: width_by_trying(budget, depth, 1, 1), "Some inputs come out right"),
        (lambda budget, *rest: width_by_trying(budget - 1, *rest), "`<=` in place of `<`"),
        (lambda budget, depth, n_in, n_out: width_by_trying(budget, depth + 1, n_in, n_out), "one hidden layer more"),
        (lambda budget, depth, n_in, n_out: width_by_trying(budget, 1, n_in, n_out), "depth is ignored"),
        (lambda *args: float(width_by_trying(*args)), "float"),
        (lambda *args: width_by_trying(*args) // 2, "simplest input"),
        (width_to_a_cap(2000), "Width 2,000 costs 6,001 parameters, which the budget of 20,501 still pays"),
        (width_to_a_cap(2000), "go on until a width is no longer paid"),
        (width_to_a_cap(1001), "go on until a width is no longer paid"),
        (width_to_a_cap(100), "go on until a width is no longer paid"),
        (lambda *args: width_by_trying(*args) + 2, "more than the budget"),
        (lambda budget, depth, n_in: 1, "keep these arguments"),
        (100, "should be a function"),
    ],
    "depth_claim": [
        ({"holds": 300, "fails": 1}, "swapped"),
        ({"holds": 1, "fails": 99}, "10^59.9 and 10^90.3. It may be less"),
        ({"holds": 1, "fails": 2}, "can make"),
        ({"holds": 300, "fails": 400}, "never make more"),
        ({"holds": 784, "fails": 400}, "makes 2^300 (10^90.3) regions at most: one for every pattern"),
        ({"holds": 1, "fails": ...}, "Nothing under"),
        ({"holds": 0, "fails": 300}, "from 1 to"),
        ({"holds": 1.5, "fails": 300}, "whole number"),
        ({"holds": [1, 2], "fails": 300}, "number of inputs"),
        ({"holds": "one", "fails": 300}, "'one'"),
        ({"holds": float("nan"), "fails": 300}, "whole number"),
        ((1, 300), "should be a dict"),
    ],
    "trained_table": [
        ("a", "worse median"),
        ("b", "do not fail"),
        ("d", "training is what failed"),
        ("e", "one letter"),
    ],
    "q1": [("a", "weights that exist"), ("c", "not seen"), ("d", "Near a jump"), (2, "one letter")],
    "q2": [("a", "add up"), ("b", "Neurons do not count"), ("c", "by luck"), ("", "one letter")],
    "q3": [("b", "parameters are not"), ("c", "other way round"), ("d", "does count"), ("f", "one letter")],
    "q4": [("a", "best weights"), ("b", "all biases are 0"), ("d", "neither adds"), (["c"], "one letter")],
}

# (exercise, what the changed code holds) → why it is right all the same
RIGHT_ALL_THE_SAME = {
    ("count_pieces", "z[:-1] / z[1:] < 0"): "a quotient has the sign of the product",
    ("count_pieces", ".round(11)"): "rounding only joins ends that are one, and no case has two so near",
    ("count_pieces", ".round(13)"): "rounding only joins ends that are one, and no case has two so near",
    ("count_pieces", "isclose(slopes[1:], slopes[:-1]))"): "no case has slopes so alike that are not equal",
    ("count_pieces", "network(ends[:, None])[:, -1]"): "there is one output, the first and the last",
}
# Of a design, most small changes are right answers too; the lesson's own tests judge designs against what they must do.
DESIGNS = {"thousand_pieces", "sine9", "depth_claim"}
