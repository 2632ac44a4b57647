"""Answers to lesson 6 as students write them: right ones, and wrong ones with what they must be told."""

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np


def layers_loop(sizes):
    total = 0
    for i in range(len(sizes) - 1):
        total += (sizes[i] + 1) * sizes[i + 1]
    return total


def layers_overwritten(sizes):
    count = 0
    for m, n in pairwise(sizes):
        count = m * n + n
    return count


def layers_returning_early(sizes):
    count = 0
    for m, n in pairwise(sizes):
        count += m * n + n
        return count


def layers_by_array(sizes):
    sizes = np.array(sizes)
    return int(sizes[:-1] @ sizes[1:] + sizes[1:].sum())


def layers_in_place(sizes):
    total, m = 0, sizes.pop(0)
    while sizes:
        n = sizes.pop(0)
        total, m = total + m * n + n, n
    return total


BITS = {"float64": 64, "float32": 32, "float16": 16, "int8": 8, "int4": 4}


def bytes_by_digits(params, precision):
    bits = int("".join(c for c in precision if c.isdigit()))
    return params * bits / 8


def adam_listed(params, mixed):
    kept = [2, 2, 4, 4, 4] if mixed else [4, 4, 4, 4]
    return params * sum(kept)


def flops_loop(sizes, batch=1):
    total = 0
    for m, n in pairwise(sizes):
        total += m * n
    return 2 * total * batch


def flops_with_bends(sizes, batch=1):
    return batch * (2 * sum(m * n for m, n in pairwise(sizes)) + sum(sizes[1:]) + sum(sizes[1:-1]))


def flops_overwritten(sizes, batch=1):
    for m, n in pairwise(sizes):
        flops = 2 * m * n * batch
    return flops


def flops_returning_early(sizes, batch=1):
    total = 0
    for m, n in pairwise(sizes):
        total += 2 * m * n * batch
        return total


def flops_needing_a_batch(sizes, batch):
    return flops_loop(sizes, batch)


def ratio_of_layers(m, n, double):
    new_m, new_n = m, n
    if double == "in":
        new_m = 2 * m
    elif double == "out":
        new_n = 2 * n
    else:
        new_m, new_n = 2 * m, 2 * n
    return (new_m + 1) * new_n / ((m + 1) * n)


def ratio_by_formula(m, n, double):
    return {"in": (2 * m + 1) / (m + 1), "out": 2.0, "both": 2 * (2 * m + 1) / (m + 1)}[double]


def ratio_in_fractions(m, n, double):
    return {"in": Fraction(2 * m + 1, m + 1), "out": Fraction(2), "both": Fraction(4 * m + 2, m + 1)}[double]


def ratio_after_doubling_first(m, n, double):
    if double in ("in", "both"):
        m = 2 * m
    if double in ("out", "both"):
        n = 2 * n
    return (m * n + n) / (m * n + n)


def ratio_without_both(m, n, double):
    new_m = 2 * m if double == "in" else m
    new_n = 2 * n if double == "out" else n
    return (new_m + 1) * new_n / ((m + 1) * n)


def ratio_four_for_both(m, n, double):
    return 4 if double == "both" else ratio_of_layers(m, n, double)


def padded_with_remainder(width, multiple):
    rest = width % multiple
    return width if rest == 0 else width + multiple - rest


def padded_loop(width, multiple):
    while width % multiple:
        width += 1
    return width


RIGHT = {
    "dense_params": [lambda m, n: (m + 1) * n, lambda m, n: float(m * n + n), lambda m, n: np.int64(n * m + n)],
    "mlp_params": [layers_loop, layers_by_array, lambda sizes: sum(m * n + n for m, n in pairwise(sizes))],
    "weight_bytes": [
        bytes_by_digits,
        lambda params, precision: params * BITS[precision] // 8,
        lambda params, precision: np.float64(params) / 8 * BITS[precision],
    ],
    "fits": [
        lambda params, bits, gigabytes: params * bits / 8 <= gigabytes * 1e9,
        lambda params, bits, gigabytes: np.float64(params * bits / 8 / 10**9) < gigabytes,
        lambda params, bits, gigabytes: not params * bits > 8 * gigabytes * 10**9,
    ],
    "adam_training_bytes": [adam_listed, lambda params, mixed: 16 * params],
    "forward_flops": [flops_loop, lambda sizes, batch=1: 2 * batch * int(np.dot(sizes[:-1], sizes[1:]))],
    "cost_ratio": [ratio_of_layers, ratio_by_formula, ratio_in_fractions],
    "doubling_claim": [
        {"holds": ([2, 500, 500, 500, 1], "all"), "fails": ([784, 128, 10], 1)},
        {"holds": ([8, 1024, 1024, 8], "all"), "fails": ((64, 64, 64, 64), 2)},
        {"holds": ([8, 1e3, 1e3, 8], "all"), "fails": ([784, 128.0, 10], 1)},
        {"holds": [np.array([4, 300, 300, 300, 4]), "all"], "fails": ([784, 128, 10], "all")},
    ],
    "padded": [
        padded_with_remainder,
        padded_loop,
        lambda width, multiple: math.ceil(width / multiple) * multiple,
        lambda width, multiple: float(np.ceil(width / multiple) * multiple),
    ],
    "ranking_network": [
        [128, 160, 128, 64, 1],
        (128, 192, 128, 1),
        np.array([128, 256, 64, 1]),
        [np.int64(128), 192, 96, 64, 1],
        [128, 128 * 1.5, 96, 1],
        np.array([128.0, 192.0, 96.0, 1.0]),
    ],
    "conv_params": [
        lambda k, c_in, c_out: k * k * c_in * c_out + c_out,
        lambda k, c_in, c_out: (k**2 * c_in + 1) * c_out,
    ],
    "q1": ["b", " B) "],
    "q2": ["c", "(c)"],
    "q3": ["b", "B"],
    "q4": ["d", "D."],
}

# exercise → (answer, a piece of the sentence that the student must read)
WRONG = {
    "dense_params": [
        (lambda m, n: n * m, "biases are not counted"),
        (lambda m, n: (n + 1) * m, "as many as numbers come out"),
        (lambda m, n: 2 * (m * n), "one bias"),
        (lambda m, n: (m + 1) * (n + 1), "a neuron too many"),
        (lambda m, n: m * n + m, "Expected 18, got 20"),
        (lambda m, n: m * n + 2 * n, "simplest input"),
        (lambda m, n: 12, "whatever it is given"),
        (lambda m, n: None, "`return`"),
        (lambda m, n: [m * n, n], "one number"),
        (lambda m, n: f"{m * n + n}", "got the text"),
        (lambda m, n: m**n + n, "This is far too large"),
        (lambda m, n: float("nan"), "NaN"),
        (lambda m, n: m * n + n == 100, "yes or no"),
        (lambda sizes: sizes[0] * sizes[1], "keep these arguments"),
        (lambda m, n: {(784, 128): 100_480, (5, 3): 18}.get((m, n), 0), "typed in"),
        (16_781_312, "should be a function"),
    ],
    "mlp_params": [
        (lambda sizes: layers_loop(sizes) + sizes[0], "The inputs are counted as neurons"),
        (lambda sizes: sum(m * n for m, n in pairwise(sizes)), "biases are not counted"),
        (lambda sizes: layers_loop(sizes) - sizes[-1], "The outputs have no biases"),
        (lambda sizes: layers_loop(sizes[:-1]), "last layer is missing"),
        (layers_overwritten, "Only the last layer is counted"),
        (layers_returning_early, "`return` stand inside the loop"),
        (lambda sizes: math.prod(sizes) + sum(sizes[1:]), "Expected 101,770, got 1,003,658"),
        (lambda sizes: [m * n + n for m, n in pairwise(sizes)], "one number"),
        (lambda sizes: math.prod(sizes), "simplest input"),
        (lambda sizes: sizes[0] * sizes[1] + sizes[2], "IndexError"),
        (layers_in_place, "changes the list"),
        ({"sizes": 101_770}, "should be a function"),
    ],
    "weight_bytes": [
        (lambda params, precision: params * BITS[precision], "These are bits"),
        (lambda params, precision: 4 * params, "That is float32"),
        (lambda params, precision: params * BITS, "then the key in square brackets"),
        (lambda params, precision: params * BITS(precision) / 8, "then the key in square brackets"),
        (lambda params, precision: params * precision / 8, "Is it the key"),
        (lambda params, precision: params * (BITS[precision] // 8), "rounds down"),
        (lambda params, precision: params / BITS[precision] * 8, "upside down"),
        (lambda params, precision: params * BITS[precision] / 8 / 1024, "divided by 1,024"),
        (lambda params, precision: params * BITS[precision] / 8 / 1e9, "in GB"),
        (lambda params, precision: params * BITS[precision] / 8 / 2**30, "in GiB"),
        (lambda params, precision: params * math.ceil(BITS[precision] / 8), "Two of them share one"),
        (lambda params, precision: params * {"float32": 4, "float16": 2}[precision], "KeyError"),
        (lambda params, precision: params * BITS[precision] / 8 + params, "simplest input"),
        (4.0, "should be a function"),
    ],
    "fits": [
        (lambda params, bits, gigabytes: params * bits < gigabytes * 1e9, "8 bits make one byte"),
        (lambda params, bits, gigabytes: params * bits / 8 <= gigabytes * 2**30, "This counts in GiB"),
        (lambda params, bits, gigabytes: params * bits / 8 > gigabytes * 1e9, "turned round"),
        (lambda params, bits, gigabytes: params * 2 < gigabytes * 1e9, "2 bytes"),
        (lambda params, bits, gigabytes: params * bits / 8 <= gigabytes, "far too small"),
        (lambda params, bits, gigabytes: params * bits <= gigabytes, "Bits are compared with GB"),
        (lambda params, bits, gigabytes: params * bits / 8 <= gigabytes * 1e6, "far too small"),
        (lambda params, bits, gigabytes: params * bits / 8 <= gigabytes * 1e8, "and a GB is 10⁹ bytes, no fewer"),
        (lambda params, bits, gigabytes: params * max(bits, 8) / 8 <= gigabytes * 1e9, "a whole byte here"),
        (lambda params, bits, gigabytes: params * (bits // 8) <= gigabytes * 1e9, "4 bits become 0 bytes"),
        (lambda params, bits, gigabytes: round(params * bits / 8e9) <= gigabytes, "rounded before it is compared"),
        (lambda params, bits, gigabytes: params * bits // 8 // 10**9 <= gigabytes, "rounded before it is compared"),
        (lambda params, bits, gigabytes: True, "whatever it is given"),
        (lambda params, bits, gigabytes: params * bits / 8 / 1e9 <= gigabytes * 1e9, "do they get lost"),
        (lambda params, bits, gigabytes: "yes", "Expected True or False"),
        (lambda params, bits, gigabytes: params * bits / 8, "Expected True or False"),
        (lambda params, bits, gigabytes: print(params), "`return`"),
        (lambda params, bits, gigabytes: params * bits / 8 <= 2 * gigabytes * 1e9, "simplest input"),
    ],
    "adam_training_bytes": [
        (lambda params, mixed: 8 * params if mixed else 16 * params, "Mixed does not mean"),
        (lambda params, mixed: 12 * params if mixed else 16 * params, "a copy of the weight"),
        (lambda params, mixed: 4 * params if not mixed else 2 * params, "weights alone"),
        (lambda params, mixed: 12 * params, "12 bytes are three numbers"),
        (lambda params, mixed: params * (14 if mixed else 16), "2 bytes are missing"),
        (lambda params, mixed: params * 8, "count every row of the table"),
        (lambda params, mixed: params * (12 if mixed else 8), "the weight itself and its slope are not"),
        (lambda params, mixed: params * (10 if mixed else 8), "add up the whole column"),
        (lambda params, mixed: params * (14 if mixed else 12), "One row is missing"),
        (lambda params, mixed: params * (18 if mixed else 16), "one number too few has 16 bits"),
        (lambda params, mixed: params * (20 if mixed else 16), "two of the five numbers"),
        (lambda params, mixed: 16 * params / 1e9, "simplest input"),
        (lambda params, mixed: 16, "whatever it is given"),
        (lambda params: 16 * params, "keep these arguments"),
    ],
    "forward_flops": [
        (lambda sizes, batch=1: flops_loop(sizes, batch) // 2, "counts as two FLOPs"),
        (lambda sizes, batch=1: flops_loop(sizes), "The batch is left out"),
        (lambda sizes, batch=1: 2 * batch * layers_loop(sizes), "biases count as multiply-adds"),
        (lambda sizes, batch=1: flops_loop(sizes, batch) + batch * sum(sizes[1:]), "It's a fair thing to do"),
        (flops_with_bends, "the bends are counted as well"),
        (lambda sizes, batch=1: batch * sum((2 * m - 1) * n for m, n in pairwise(sizes)), "only m − 1 additions"),
        (lambda sizes, batch=1: flops_loop(sizes, batch) * batch, "multiplied in twice"),
        (flops_overwritten, "Only the last layer is counted"),
        (flops_returning_early, "`return` stand inside the loop"),
        (flops_needing_a_batch, "`batch=1`"),
        (lambda sizes, batch=2: flops_loop(sizes, batch), "Called without `batch`"),
        (lambda sizes, batch=1: flops_loop(sizes, batch) + 1, "simplest input"),
        (lambda sizes, batch=1: None, "`return`"),
    ],
    "cost_ratio": [
        (lambda m, n, double: 4.0 if double == "both" else 2.0, "ratio of the weights"),
        (ratio_four_for_both, "four times as many, the biases only twice"),
        (ratio_without_both, "nothing is doubled"),
        (ratio_after_doubling_first, "Before and after are the same"),
        (lambda m, n, double: int(ratio_of_layers(m, n, double)), "rounded down"),
        (lambda m, n, double: round(ratio_of_layers(m, n, double), 2), "is rounded"),
        (lambda m, n, double: round(ratio_of_layers(m, n, double)), "to a whole number"),
        (lambda m, n, double: 100 * ratio_of_layers(m, n, double), "in per cent"),
        (lambda m, n, double: ratio_of_layers(m, n, double) * (m + 1) / m, "lacks its biases"),
        (lambda m, n, double: 1 / ratio_of_layers(m, n, double), "upside down"),
        (lambda m, n, double: ratio_by_formula(m, n, "both"), "whatever `double` says"),
        (lambda m, n, double: ratio_of_layers(m, n, double) * (m * n + n), "Divide it by the old one"),
        (lambda m, n, double: ratio_by_formula(n, m, double), "m and n are swapped"),
        (lambda m, n, double: Fraction(ratio_of_layers(m, n, double)) + Fraction(1, 7), "simplest input"),
        (lambda m, n, double: 2, "whatever it is given"),
        (lambda m, n, double: (m * double + n) / (m + n), "TypeError"),
    ],
    "doubling_claim": [
        ({"holds": ([784, 128, 10], 1), "fails": ([2, 500, 500, 500, 1], "all")}, "swapped"),
        ({"holds": ([784, 128, 10], "all"), "fails": ([784, 128, 10], 1)}, "nowhere near four"),
        ({"holds": ([10, 10, 10, 10], "all"), "fails": ([784, 128, 10], 1)}, "neither two nor four"),
        ({"holds": ([2, 500, 500, 1], "all"), "fails": ([10, 10, 10, 10], "all")}, "only one doubled side"),
        ({"holds": ([2, 500, 500, 1], "all"), "fails": ([784, 128, 10], 2)}, '"all" or 1 in 784'),
        ({"holds": ([2, 500, 500, 1], 1), "fails": ([784, 128, 10], 2)}, 'double "all"'),
        ({"holds": ([784, 8, 8, 10], "all"), "fails": ([784, 128, 10], 1)}, "one fixed side"),
        ({"holds": ([784, 128, 10], "all"), "fails": ([784, 128, 10], 1)}, "With one hidden layer"),
        ({"holds": ([2, 500, 500, 1], "both"), "fails": ([784, 128, 10], 1)}, '"all" or a number'),
        ({"holds": ([2, 500], "all"), "fails": ([784, 128, 10], 1)}, "at least 3 sizes"),
        ({"holds": ([2, 500.5, 1], "all"), "fails": ([784, 128, 10], 1)}, "whole number"),
        ({"holds": (784, "all"), "fails": ([784, 128, 10], 1)}, "list of sizes"),
        ({"holds": ([2, 500, 500, 1], "all"), "fails": ...}, "Nothing under"),
        ({"holds": [784, 128, 10], "fails": ([784, 128, 10], 1)}, "a setting is (sizes, which)"),
        ("both sides", '"holds"'),
    ],
    "padded": [
        (lambda width, multiple: width // multiple * multiple, "rounds down"),
        (lambda width, multiple: (width // multiple + 1) * multiple, "another block"),
        (lambda width, multiple: round(width / multiple) * multiple, "to the nearest"),
        (lambda width, multiple: padded_loop(width, multiple) - width, "what is wasted"),
        (lambda width, multiple: width % multiple, "This is the remainder"),
        (lambda width, multiple: multiple - width % multiple, "what the last block lacks"),
        (lambda width, multiple: math.ceil(width / multiple), "how many blocks"),
        (lambda width, multiple: 2 ** math.ceil(math.log2(width)), "next power of two"),
        (lambda width, multiple: padded_loop(width, 32), "hold 32 here"),
        (lambda width, multiple: padded_loop(width, 64), "hold 64 here"),
        (lambda width, multiple: str(padded_loop(width, multiple)), "got the text"),
        (lambda width, multiple: padded_loop(multiple, width), "simplest input"),
    ],
    "ranking_network": [
        ([128, 256, 128, 64, 1], "network of the text"),
        ([128, 160, 96, 1], "Too small"),
        ([128, 224, 128, 1], "Two FLOPs a weight"),
        ([128, 200, 100, 1], "multiple of 32"),
        ([128, 352, 1], "two or more"),
        ([128, 128, 128, 96, 1], "No hidden layer is wider than the 128 inputs"),
        ([128, 128, 64, 1], "128 neurons are not more than the 128 inputs"),
        ([128, 256, 32, 32, 1], "hidden layer 3 has 32 neurons, the one before 32"),
        ([128, 128, 224, 64, 1], "holds, and counts only once this does"),
        ([128, 160, 64, 128, 1], "the one before 64"),
        ([64, 256, 128, 1], "128 numbers should come in"),
        ([128, 160, 128, 64, 2], "One score should come out"),
        ([160, 128, 64], "hidden layers alone"),
        ([1, 64, 128, 160, 128], "turned round"),
        ([128, 512, 256, 128, 1], "over both budgets"),
        ([128, 160.5, 1], "whole number"),
        ([128, 0, 1], "whole number"),
        ([128], "at least 2 sizes"),
        ("128, 160, 64, 1", "list of sizes"),
        (128, "list of sizes"),
        ([[128, 160], [64, 1]], "list of sizes"),
        ([[128, 160], [64]], "list of sizes"),
        (lambda: [128, 160, 128, 64, 1], "the function"),
    ],
    "conv_params": [
        (lambda k, c_in, c_out: k * k * (c_in + 1) * c_out, "for each pixel of the window"),
        (lambda k, c_in, c_out: k * k * c_in * c_out, "biases are not counted"),
        (lambda k, c_in, c_out: k * c_in * c_out + c_out, "k by k"),
        (lambda k, c_in, c_out: k * k * c_out + c_out, "one channel"),
        (lambda k, c_in, c_out: (k * k * c_in * c_out + c_out) * 32 * 32, "anew at each"),
        (lambda k, c_in, c_out: (k ^ 2) * c_in * c_out + c_out, "not a power in Python"),
        (lambda k, c_in, c_out: k ^ 2 * c_in * c_out + c_out, "takes in all that stands behind it"),
        (lambda k, c_in, c_out: k * k * c_in + c_out, "those of one neuron"),
        (lambda k, c_in, c_out: k * k * c_in * c_out + 1, "one bias for all neurons together"),
        (lambda k, c_in, c_out: k * k * (c_in + c_out) + c_out, "simplest input"),
        (lambda k, c_in, c_out: 1792, "whatever it is given"),
    ],
    "q1": [("a", "each of the 100 inputs"), ("c", "on every pass"), ("d", "join nothing"), (5000, "one letter")],
    "q2": [("a", "Nothing is lost"), ("b", "factor of 8"), ("d", "part of the 7 billion"), ("e", "one letter")],
    "q3": [("a", "throughput"), ("c", "one after the other"), ("d", "halfway"), (3, "one letter")],
    "q4": [("a", "no multiple"), ("b", "second one is begun"), ("c", "two sides"), ("54", "one letter")],
}

# For the mutation pass: (exercise, what the changed code holds) → why it is right all the same
RIGHT_ALL_THE_SAME = {
    ("fits", "/ 8 < gigabytes"): "no case is exactly as large as its card",
    ("adam_training_bytes", "2 * 2"): "twice two is two and two",
}
# Of a design, most small changes are right answers too; the lesson's own tests judge designs against what they must do.
DESIGNS = {"ranking_network", "doubling_claim"}
