"""Answers to lesson 3 as students write them: right ones, and wrong ones with what they must be told.

The misconceptions that the exercises themselves name are tested from their own models; here stand other spellings of
them, and mistakes that have no name.
"""

import math

import numpy as np

from nnlib.activations import erf

# --- sigmoid ------------------------------------------------------------------------------------------------------


def sigmoid_by_mask(z):
    z = np.asarray(z)
    z = z if z.dtype.kind == "f" else z.astype(float)
    a = np.empty_like(z)
    right = z >= 0
    a[right] = 1 / (1 + np.exp(-z[right]))
    a[~right] = np.exp(z[~right]) / (1 + np.exp(z[~right]))
    return a


def sigmoid_by_clipping(z):
    return 1 / (1 + np.exp(-np.clip(z, -80, 80)))


def sigmoid_quiet(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))


def sigmoid_in_whole_numbers(z):
    z = np.asarray(z)
    a = np.zeros_like(z)
    a[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    a[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return a


def sigmoid_by_if(z):
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))


def sigmoid_by_max(z):
    return 1 / (1 + np.exp(-max(z, -700)))


def sigmoid_of_both_sides(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


def sigmoid_sides_swapped(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, small, 1) / (1 + small)


def sigmoid_in_float64(z):
    z = np.array(z, dtype=np.float64)
    return np.exp(-np.logaddexp(0, -z))


# --- softmax ------------------------------------------------------------------------------------------------------


def softmax_moved(z, axis=-1):
    rows = np.moveaxis(z, axis, -1)
    powers = np.exp(rows - rows.max(axis=-1)[..., None])
    return np.moveaxis(powers / powers.sum(axis=-1)[..., None], -1, axis)


def softmax_by_logs(z, axis=-1):
    z = z - np.max(z, axis, keepdims=True)
    return np.exp(z - np.log(np.sum(np.exp(z), axis, keepdims=True)))


def softmax_overflowing(z, axis=-1):
    return np.exp(z) / np.exp(z).sum(axis=axis, keepdims=True)


def softmax_minus_the_very_largest(z, axis=-1):
    powers = np.exp(z - np.max(z))
    return powers / powers.sum(axis=axis, keepdims=True)


def softmax_minus_the_smallest(z, axis=-1):
    powers = np.exp(z - z.min(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def softmax_clipped(z, axis=-1):
    powers = np.exp(np.clip(z, -300, 300))
    return powers / powers.sum(axis=axis, keepdims=True)


def softmax_of_rows(z, axis=-1):
    return np.array([np.exp(row) / np.exp(row).sum() for row in z])


# --- leaky_relu, gelu, the minimum --------------------------------------------------------------------------------


def leaky_by_parts(z, alpha=0.01):
    return np.maximum(z, 0) + alpha * np.minimum(z, 0)


def leaky_by_factor(z, alpha=0.01):
    return z * np.where(np.asarray(z) > 0, 1, alpha)


def gelu_half(z):
    return 0.5 * z * (1 + erf(z * math.sqrt(0.5)))


def gelu_number_by_number(z):
    values = [v * (1 + math.erf(v / 2**0.5)) / 2 for v in np.ravel(z)]
    return np.reshape(values, np.shape(z))


def minimum_by_bisection():
    low, high = -1.0, -0.5
    for _ in range(60):
        z = (low + high) / 2
        slope = (1 + erf(z / 2**0.5)) / 2 + z * math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
        low, high = (z, high) if slope < 0 else (low, z)
    return z, gelu_half(z)


def minimum_downhill():
    z = 0.0
    for _ in range(80):
        z = z - 1.0 * (gelu_half(z + 1e-5) - gelu_half(z - 1e-5)) / 2e-5
    return [z, gelu_half(z)]


def minimum_on_a_coarse_grid():
    z = np.arange(-3, 0, 0.001)
    a = gelu_half(z)
    return z[np.argmin(a)], a.min()


def minimum_by_position():
    a = gelu_half(np.arange(-3, 0, 0.001))
    return np.argmin(a), a.min()


# --- slopes -------------------------------------------------------------------------------------------------------


def slopes_by_nudges(z):
    z, h = np.asarray(z, float), 1e-5

    def slope(bend):
        return (bend(z + h) - bend(z - h)) / (2 * h)

    return {"sigmoid": slope(sigmoid_by_clipping), "tanh": slope(np.tanh), "relu": (z >= 0) * 1.0}


def slopes_by_formula(z):
    s = 1 / (1 + np.exp(-z))
    return {"tanh": 1 / np.cosh(z) ** 2, "relu": np.heaviside(z, 0), "sigmoid": s - s**2}


def _slopes(**changed):
    return lambda z: slopes_by_formula(z) | {name: slope(np.asarray(z)) for name, slope in changed.items()}


def half_at_the_corner(z):
    return slopes_by_formula(z) | {"relu": np.heaviside(z, 0.5)}


def slopes_without(name):
    return lambda z: {key: value for key, value in slopes_by_formula(z).items() if key != name}


# --- slope_bound, dead_fraction -----------------------------------------------------------------------------------


def bound_by_loop(n):
    part = 1
    for _ in range(n):
        part /= 4
    return part


def _left(n, z):
    a, left = z, 1.0
    for _ in range(n):
        a = 1 / (1 + np.exp(-a))
        left = left * a * (1 - a)
    return left


def bound_found_by_search(n):
    return _left(n, np.linspace(-2, 2, 40_001)).max()


def bound_from_zero(n):
    return _left(n, 0.0)


def dead_by_loop(Z):
    if Z.shape[0] == 0:
        raise ValueError("no samples")
    dead = 0
    for column in Z.T:
        if all(z <= 0 for z in column):
            dead += 1
    return dead / Z.shape[1]


def dead_after_relu(Z):
    if not len(Z):
        raise ValueError
    return 1 - np.count_nonzero(np.maximum(Z, 0).sum(axis=0)) / Z.shape[1]


def dead_returning_the_error(Z):
    if len(Z) == 0:
        return ValueError("no samples")
    return dead_by_loop(Z)


def dead_without_asking(Z):
    return (Z <= 0).all(axis=0).mean()


OUTPUTS = {
    "spam": "sigmoid",
    "digit": "softmax",
    "price": "identity",
    "tags": "sigmoid",
    "next_word": "softmax",
    "warming": "identity",
}

RIGHT = {
    "slope_bound": [bound_by_loop, lambda n: 1 / 4**n, lambda n: math.exp(n * math.log(0.25))],
    "slopes": [slopes_by_nudges, slopes_by_formula, lambda z: slopes_by_formula(z) | {"step": 0}],
    "sigmoid": [
        sigmoid_by_mask,
        sigmoid_by_clipping,
        sigmoid_quiet,
        lambda z: (1 + np.tanh(z / 2)) / 2,
    ],
    "dead_fraction": [dead_by_loop, dead_after_relu, lambda Z: float(np.mean(np.max(Z, axis=0) < 0))],
    "leaky_relu": [leaky_by_parts, leaky_by_factor],
    "leaky_claim": [
        {"holds": (0.01, -2), "fails": (2, -1)},
        {"holds": [1, 5.0], "fails": [1.5, 3]},
        {"holds": (np.float64(-1), -2), "fails": np.array([3.0, 2.0]).tolist()},
    ],
    "gelu": [gelu_half, gelu_number_by_number],
    "gelu_minimum": [
        minimum_by_bisection,
        minimum_downhill,
        lambda: np.round(minimum_by_bisection(), 6),
    ],
    "softmax": [softmax_moved, softmax_by_logs],
    "output_activation": [OUTPUTS, {task: bend.upper() for task, bend in OUTPUTS.items()}],
    "q1": ["b", " B) "],
    "q2": ["c", "(c)"],
    "q3": ["d", "D"],
    "q4": ["a", "A."],
}

# exercise → (answer, a piece of the sentence that the student must read)
WRONG = {
    "slope_bound": [
        (lambda n: n / 4, "added up"),
        (lambda n: 2.0**-n, "output at z = 0"),
        (lambda n: 0.25 ** (n - 1), "One layer is missing"),
        (lambda n: 0.0, "whatever it is given"),
        (lambda n: 0.25, "whatever it is given"),
        (lambda n: 9.5e-7 if n == 10 else 0.25**n * 1.01, "simplest input"),
        (lambda n: 0.25 ^ n, "TypeError"),
        (lambda n: None, "`return`"),
        (bound_found_by_search, "Sharper than asked"),
        (bound_from_zero, "z = 0 meets on its way"),
        (lambda n: 0.231**n, "nudge of 1"),
        (9.5e-7, "should be a function"),
    ],
    "slopes": [
        (_slopes(sigmoid=lambda z: z * (1 - z), tanh=lambda z: 1 - z * z), "z was put in"),
        (_slopes(tanh=lambda z: 1 - z * z), "For tanh this is 1 - z²"),
        (_slopes(relu=lambda z: np.maximum(z, 0)), "Under relu stands its output"),
        (_slopes(tanh=lambda z: 1 - np.tanh(z)), "square is missing"),
        (_slopes(sigmoid=lambda z: 0.25 + 0 * z), 'Under "sigmoid"'),
        (half_at_the_corner, "Answer one of the two"),
        (slopes_without("relu"), 'The key "relu" is missing'),
        (lambda z: slopes_by_formula(z) | {"tanh": ...}, 'nothing under "tanh"'),
        (lambda z: [*slopes_by_formula(z).values()], "Expected a dict"),
        (lambda z: slopes_by_formula(z) | {"relu": 1 if z > 0 else 0}, "chooses number by number"),
        (lambda z: slopes_by_formula(float(np.ravel(z)[0])), "shape"),
        (_slopes(tanh=lambda z: 1 - sigmoid_by_clipping(z) ** 2), "Each bend has its own: here a is tanh(z)"),
        (_slopes(sigmoid=lambda z: np.tanh(z) - np.tanh(z) ** 2), "here a is sigmoid(z)"),
        (lambda z: dict.fromkeys(("sigmoid", "tanh", "relu"), 0.25), 'Under "sigmoid"'),
    ],
    "sigmoid": [
        (lambda z: 1 / (1 + np.exp(-z)), "overflow encountered in exp"),
        (lambda z: np.exp(z) / (1 + np.exp(z)), "too large a number"),
        (lambda z: np.tanh(z), "This is tanh"),
        (lambda z: 1 / (1 + np.exp(z)), "falls where it should rise"),
        (lambda z: 1 / 1 + np.exp(-z), "Brackets are missing"),
        (lambda z: 1 / (1 + np.exp(-abs(z))), "never goes below 0.5"),
        (sigmoid_by_if, "holds many answers"),
        (sigmoid_by_max, "`max`"),
        (sigmoid_of_both_sides, "computes both sides for every number"),
        (sigmoid_sides_swapped, "the two sides of `np.where`"),
        (sigmoid_in_whole_numbers, "an array of int64"),
        (sigmoid_in_float64, "one of float64 came out"),
        (lambda z: np.float32(sigmoid_by_clipping(z)), "float64 is asked for"),
        (lambda z: 1 / (1 + math.e ** -(2 * z)), "simplest input"),
        (lambda z: 1 / (1 + math.exp(-z)), "NumPy's own take arrays"),
        (lambda z: 0.5, "shape (2,), got one number"),
        (lambda z: np.nan * z, "NaN"),
    ],
    "dead_fraction": [
        (dead_without_asking, "no samples"),
        (lambda Z: np.mean(np.max(Z, axis=1) <= 0), "Look down each column"),
        (lambda Z: (Z < 0).mean(), "share of silent entries"),
        (lambda Z: (Z.mean(axis=0) < 0).mean(), "mean of its z"),
        (lambda Z: 1 - dead_by_loop(Z), "alive"),
        (lambda Z: 100 * dead_by_loop(Z), "in percent"),
        (dead_returning_the_error, "Write `raise`"),
        (lambda Z: dead_by_loop(Z) if len(Z) else ValueError, "Write `raise`"),
        (lambda Z: sum(Z.max(axis=0) <= 0), "how many neurons"),
        (lambda Z: np.mean(Z == 0), "whatever it is given"),
        (lambda Z: Z.max(axis=0) <= 0, "dtype bool"),
        (lambda Z: np.mean(Z.max(axis=0) <= -0.5), "This call: Z"),
    ],
    "leaky_relu": [
        (lambda z, alpha=0.01: np.maximum(alpha * z, z), "larger of alpha·z and z"),
        (lambda z, alpha=0.01: np.where(z < 0, z, alpha * z), "wrong side"),
        (lambda z, alpha=0.01: np.maximum(0, z), "nothing leaks"),
        (lambda z, alpha=0.01: np.where(z > 0, z, 0.01 * z), "always leaks 0.01"),
        (lambda z, alpha=0.01: np.where(z > 0, z, z - alpha), "simplest input"),
        (lambda z, alpha: leaky_by_parts(z, alpha), "cannot be called without `alpha`"),
        (lambda z, alpha=0.1: leaky_by_parts(z, alpha), "Called without `alpha`"),
        (lambda z, alpha=0.01: max(alpha * z, z), "`max` and their like"),
        (lambda z, alpha=0.01: z if z > 0 else alpha * z, "holds many answers"),
        (lambda z: leaky_by_parts(z), "keep these arguments"),
    ],
    "leaky_claim": [
        ({"holds": (2, -1), "fails": (0.01, -2)}, "swapped"),
        ({"holds": (5, 0.01), "fails": (-1, 2)}, "(alpha, z), in this order"),
        ({"holds": (-2, 0.01), "fails": (-1, 2)}, "(alpha, z), in this order"),
        ({"holds": (0.01, -2), "fails": (0.5, 3)}, "overtake"),
        ({"holds": (2, 0), "fails": (2, 1)}, "decides nothing"),
        ({"holds": (0.01, -2), "fails": ...}, "Nothing under"),
        ({"holds": (0.01, -2), "fails": 2}, "pair of numbers"),
        ({"holds": (0.01, [1, 2]), "fails": (2, 1)}, "finite numbers"),
        ({"holds": (0.01, "two"), "fails": (2, 1)}, "the text 'two'"),
        ({"holds": (0.01, float("nan")), "fails": (2, 1)}, "finite"),
        ({"fails": (2, 1)}, '"holds"'),
        ((0.01, -2), '"holds" and "fails"'),
    ],
    "gelu": [
        (lambda z: z / (1 + np.exp(-z)), "SiLU"),
        (lambda z: z / (1 + np.exp(-1.702 * z)), "z·sigmoid(1.702·z)"),
        (lambda z: 0.5 * z * (1 + erf(z)), "divide z by √2"),
        (lambda z: z * (1 + erf(z / np.sqrt(2))), "half is missing"),
        (lambda z: (1 + erf(z / np.sqrt(2))) / 2, "Multiply z by it"),
        (lambda z: z * erf(z / np.sqrt(2)) / 2 + 0.5, "simplest input"),
        (lambda z: np.maximum(0, z), "This is ReLU"),
        (lambda z: erf, "Call it, with brackets"),
        (lambda z: z * (1 + math.erf(z / 2**0.5)) / 2, "Use the `erf` imported at the top"),
        (lambda z: z * (1 + erf(z / 2)) / 2, "divided by 2 inside erf"),
        (lambda z: z * (1 + erf(z / 1.414)) / 2, "rounded to 1.414"),
        (lambda z: np.maximum(0, gelu_half(z)), "cut off"),
        (lambda z: z * (1 + erf(z / np.sqrt(2)) / 2), "Only erf is halved"),
        (lambda z: z * 1 + erf(z / np.sqrt(2)) / 2, "Without brackets"),
        (lambda z: z * (1 + erf(z) / np.sqrt(2)) / 2, "result of erf is divided"),
    ],
    "gelu_minimum": [
        (lambda: (-0.17, -0.7518), "The two are swapped"),
        (lambda: minimum_on_a_coarse_grid()[::-1], "The two are swapped"),
        (minimum_by_position, "2248 is a position"),
        (lambda: (-math.sqrt(2), -0.1289), "lowest slope"),
        (lambda: (0, 0), "where ReLU is lowest"),
        (minimum_on_a_coarse_grid, "Take finer steps"),
        (lambda: (-0.3, -0.7518), "not -0.7518"),
        (lambda: minimum_by_bisection()[1], "Expected a pair"),
        (lambda: (-0.7517916, -0.17), "unrounded"),
        (lambda: (-2.0, gelu_half(-2.0)), "GELU goes lower"),
        (lambda: (-math.inf, -0.17), "finite"),
        (lambda: minimum_by_bisection()[::-1], "The two are swapped"),
        (lambda: "-0.75, -0.17", "got the text"),
        (lambda: (-0.7517916,), "Expected a pair"),
        ((-0.7517916, -0.1699712), "should be a function"),
    ],
    "softmax": [
        (softmax_overflowing, "Subtract the largest first"),
        (softmax_minus_the_very_largest, "each row's own largest"),
        (lambda z, axis=-1: np.exp(z) / np.exp(z).sum(), "whole array together"),
        (lambda z, axis=-1: np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True), "always run along the rows"),
        (lambda z, axis=-1: np.exp(z) / np.sum(np.exp(z), axis), "`keepdims=True`"),
        (softmax_of_rows, "simplest input"),
        (softmax_overflowing, "without it powers overflow"),
        (lambda z, axis=-1: softmax_moved(z / z.max(axis=axis, keepdims=True), axis), "divided by the largest"),
        (softmax_clipped, "clipping makes different numbers equal"),
        (softmax_minus_the_smallest, "Subtract the largest first"),
        (lambda z, axis=-1: z / z.sum(axis=axis, keepdims=True), "negative shares"),
        (lambda z, axis: softmax_moved(z, axis), "cannot be called without `axis`"),
        (lambda z, axis=0: softmax_moved(z, axis), "Called without `axis`"),
        (lambda z, axis=-1: softmax_moved(z, axis).astype(np.float64), "float32 is asked for"),
        (lambda z, axis=-1: softmax_moved(2 * z, axis), "simplest input"),
        (lambda z, axis=-1: 1.0, "Expected an array"),
    ],
    "output_activation": [
        (OUTPUTS | {"tags": "softmax"}, "compete for one whole"),
        (OUTPUTS | {"spam": "softmax"}, "always be 1"),
        (OUTPUTS | {"next_word": "sigmoid"}, '"next_word" has exactly one right answer'),
        (OUTPUTS | {"price": "sigmoid"}, '"price" could never be above 1'),
        (OUTPUTS | {"warming": "relu"}, "the text 'relu'"),
        (OUTPUTS | {"digit": ...}, 'Nothing under "digit" yet'),
        ({task: bend for task, bend in OUTPUTS.items() if task != "tags"}, 'The key "tags" is missing'),
        (OUTPUTS | {"price": "none"}, 'no bend is called "identity"'),
        (OUTPUTS | {"rain": "sigmoid"}, "'rain'"),
        (OUTPUTS | {"digit": ["softmax"]}, "the list ['softmax']"),
        (list(OUTPUTS.values()), "should be a dict"),
    ],
    "q1": [("a", "tanh and ReLU"), ("c", "GELU costs more"), ("d", "weights and biases"), ("e", "one letter")],
    "q2": [("a", "0.25"), ("b", "z = 0 only"), ("d", "1.1289"), (1, "one letter")],
    "q3": [("a", "other 200"), ("b", "does not decide"), ("c", "asks for more"), ("no", "one letter")],
    "q4": [("b", "all outputs"), ("c", "cancels"), ("d", "nobody to share"), ("", "one letter")],
}

# (exercise, what the changed code holds) → why it is right all the same
RIGHT_ALL_THE_SAME = {
    ("slopes", "z >= 0"): "at ReLU's corner, 0 and 1 are both right",
    ("sigmoid", "z > 0"): "at z = 0 both forms give 0.5",
    ("leaky_relu", "z >= 0"): "at z = 0 both rules give 0",
    ("dead_fraction", "Z < 0"): "a z of exactly 0 never decides",
}
# Of a design, most small changes are right answers too: settings of a claim, and ways to search.
DESIGNS = {"leaky_claim", "gelu_minimum"}
