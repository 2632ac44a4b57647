"""Answers to lesson 1 as students write them: right ones, and wrong ones with what they must be told.

The misconceptions that the exercises themselves name are tested from their own models; here stand other spellings of
them, and mistakes that have no name.
"""

import math
from itertools import product

import numpy as np


def loop_sum(x, w, b):
    total = 0
    for i in range(len(x)):
        total += x[i] * w[i]
    return total + b


def sum_in_place(x, w, b):
    x *= w
    return x.sum() + b


def count_calls_sum(x, w, b, state=[0]):  # noqa: B006  a student's function that remembers, on purpose
    state[0] += 1
    return w @ x + b + state[0]


def chatty_sum(x, w, b):
    print("x =", x)
    return np.log(np.zeros(1))[0] * 0 if False else float(np.dot(x, w)) + np.float32(b)


def list_batch(X, w, b, activation):
    sums = [sum(value * weight for value, weight in zip(row, w, strict=True)) + b for row in X]
    return list(activation(np.array(sums)))


def einsum_batch(X, w, b, activation):
    return activation(np.einsum("nd,d->n", X, w) + b)


def line_with_check(x1, w, b):
    if not w[1]:
        raise ValueError("vertical")
    return (-b - w[0] * x1) / w[1]


def line_by_intercept(x1, w, b):
    slope, intercept = None, None
    if w[1] == 0:
        raise ValueError(f"w[1] must not be 0, got {w}")
    slope, intercept = -w[0] / w[1], -b / w[1]
    return np.multiply(slope, x1) + intercept


def line_without_check(x1, w, b):
    return -(w[0] * x1 + b) / w[1]


def distance(X, w, b):
    if np.allclose(w, 0):
        raise ValueError("no boundary")
    return (X @ w + b) / np.linalg.norm(w)


def distance_unit(X, w, b):
    length = math.hypot(*w)
    if not length:
        raise ValueError("w is all zeros")
    return np.dot(X, w / length) + b / length


def distance_asking_an_array(X, w, b):
    if w == 0:
        raise ValueError
    return (X @ w + b) / np.linalg.norm(w)


def mistake_only_when_silent(w, b):
    mistake = ...
    for x in ((0, 1), (1, 0)):
        if w[0] * x[0] + w[1] * x[1] + b < 0:
            mistake = x
    return mistake


def mistake_loop(w, b):
    for x1 in (0, 1):
        for x2 in (0, 1):
            if (w[0] * x1 + w[1] * x2 + b > 0) != (x1 != x2):
                return (x1, x2)
    return None


def mistake_array(w, b):
    X = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
    return X[np.argmax((X @ w + b > 0) != (X.sum(axis=1) == 1))]


def tables_loop():
    tables = set()
    for w1, w2, b in product([-2, -1, 0, 1, 2], [-2, -1, 0, 1, 2], [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]):
        tables.add(tuple(1 if w1 * x1 + w2 * x2 + b > 0 else 0 for x1, x2 in product((0, 1), repeat=2)))
    return tables


def tables_random():
    rng = np.random.default_rng(0)
    neurons = rng.uniform(-1, 1, size=(20_000, 3))
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    return {tuple(row) for row in (neurons[:, :2] @ X.T + neurons[:, 2:] > 0)}


SOBEL = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
GATES = {"AND": ([1, 1], -1.5), "OR": ([1, 1], -0.5), "NOT": ([-1], 0.5), "MAJORITY": ([1, 1, 1], -1.5)}

RIGHT = {
    "weighted_sum": [
        loop_sum,
        lambda x, w, b: np.dot(w, x) + b,
        chatty_sum,
        lambda x, w, b: np.float32((x * w).sum() + b),
    ],
    "neuron": [
        lambda x, w, b, activation: activation(loop_sum(x, w, b)),
        lambda x, w, b, activation: activation(np.inner(x, w) + b),
    ],
    "neuron_batch": [lambda X, w, b, activation: activation(X @ w + b), list_batch, einsum_batch],
    "gates": [GATES, {k: (np.array(w) * 10, b * 10) for k, (w, b) in GATES.items()}, GATES | {"NOT": (-3, 1)}],
    "boundary_x2": [line_with_check, line_by_intercept],
    "signed_distance": [distance, distance_unit],
    "edge_detector": [
        (np.array(SOBEL), -0.1),
        ([[-1, 0, 1]] * 3, -0.6),
        ([[0, 0, 0], [-5, 0, 5], [0, 0, 0]], -0.5),
        ([[-2, 1, 1]] * 3, -1e-3),
    ],
    "xor_mistake": [mistake_loop, mistake_array, lambda w, b: list(map(float, mistake_loop(w, b)))],
    "xor_claim": [
        {"holds": ("relu", (1, 1), 0), "fails": ("gelu", (-2, -2), 0)},
        {"holds": ("sigmoid", [3.0, -1.0], 0.5), "fails": ("silu", np.array([-2.0, -2.0]), 0.0)},
        {"holds": ("step", (1, 1), -0.5), "fails": ("gelu", (1, 1), -1.5)},
    ],
    "possible_tables": [tables_loop, tables_random],
    "q1": ["c", " C) "],
    "q2": ["b", "B"],
    "q3": ["d", "(d)"],
    "q4": ["a", "A."],
}

# exercise → (answer, a piece of the sentence that the student must read)
WRONG = {
    "weighted_sum": [
        (lambda x, w, b: sum(x * w), "bias is left out"),
        (lambda x, w, b: [xi * wi + b for xi, wi in zip(x, w, strict=True)], "not summed"),
        (lambda x, w, b: float(np.average(x, weights=None) * 0 + np.mean(x * w)) + b, "averaged"),
        (lambda x, w, b: w @ x + abs(b), "simplest input"),
        (lambda x, w, b: {0.5: 0.0, 2.0: -0.3}.get(float(x[0]), 99.0), "typed in"),
        (lambda x, w, b: 0.0, "whatever it is given"),
        (lambda x, w, b: None, "`return`"),
        (lambda x, w: w @ x, "keep these arguments"),
        (lambda x, w, b: x[7], "past the end"),
        (lambda x, w, b: float("nan"), "NaN"),
        (lambda x, w, b: "0.0", "got the text"),
        (lambda x, w, b: (v for v in x), "generator"),
        (lambda x, w, b: True, "yes or no"),
        (lambda x, w, b: [w @ x + b], "shape (1,)"),
        (sum_in_place, "changes what it is given"),
        (count_calls_sum, "two different answers"),
        (lambda x, w, b: missing_name @ x + b, "typo"),  # noqa: F821  a NameError, on purpose
        (0.0, "should be a function"),
        ("w @ x + b", "should be a function"),
    ],
    "neuron": [
        (lambda x, w, b, activation: activation(w @ x) + b, "after the bend"),
        (lambda x, w, b, activation: np.dot(w, activation(x)) + b, "bent before"),
        (lambda x, w, b, activation: max(0, w @ x + b), "always uses ReLU"),
        (lambda x, w, b, activation: w @ x + b, "not bent"),
        (lambda x, w, b, activation: activation(w @ x - b), "simplest input"),
        (lambda x, w, b, activation: activation(x, w, b), "Inside it, `sigmoid` is called"),
        (lambda x, w, b, activation: activation * (w @ x + b), "like a number"),
        (lambda x, w, b, activation: activation, "Call it, with brackets"),
        (lambda x, w, b: w @ x + b, "keep these arguments"),
    ],
    "neuron_batch": [
        (lambda X, w, b, activation: activation(np.sum(X * w + b, axis=1)), "once for each feature"),
        (lambda X, w, b, activation: [activation(row @ w + b) for row in X], "row by row"),
        (lambda X, w, b, activation: activation(X.T @ w + b), "wrong side of X"),
        (lambda X, w, b, activation: activation(X @ w), "bias is left out"),
        (lambda X, w, b, activation: activation(X @ w + np.ones(7)), "do not fit together"),
        (lambda X, w, b, activation: activation((X @ w + b).reshape(-1, 1)), "column"),
        (lambda X, w, b, activation: activation(float(np.sum(X @ w)) + b), "into one number"),
    ],
    "gates": [
        (GATES | {"MAJORITY": ([1, 1, 1], -0.5)}, "MAJORITY fires on a single vote"),
        (GATES | {"OR": ([1, 1], 0.25)}, "OR always fires"),
        (GATES | {"NOT": ([1], -0.5)}, "exactly the opposite"),
        (GATES | {"AND": ([1, 1], 0 - 1)} | {"OR": ([1, 1], -1)}, "exactly 0"),
        (GATES | {"MAJORITY": ([1, 1], -1.5)}, "3 weights"),
        (GATES | {"AND": (-1.5, [1, 1])}, "bias first"),
        (GATES | {"AND": [1, 1]}, "weights of shape ()"),
        (GATES | {"AND": [1, 1, -1.5]}, "written like ([0, 0], 0)"),
        (GATES | {"XOR": ([1, 1], -1.5)}, "'XOR'"),
        (GATES | {"AND": ("one", -1.5)}, "'one'"),
        (GATES | {"AND": ([1, float("nan")], -1.5)}, "finite"),
        (GATES | {"OR": ...}, "nothing here yet"),
        ([([1, 1], -1.5)], "should be a dict"),
        ({"AND": ([0, 0], 0), "OR": ([0, 0], 0), "NOT": ([0], 0), "MAJORITY": ([0, 0, 0], 0)}, "exactly 0"),
    ],
    "boundary_x2": [
        (lambda x1, w, b: (w[0] * x1 + b) / -w[0], "divides by w1"),
        (lambda x1, w, b: (b + w[0] * x1) / w[1], "sign is flipped"),
        (lambda x1, w, b: -w[0] / w[1] * x1, "bias is left out"),
        (lambda x1, w, b: -(w[1] * x1 + b) / w[0], "x1 and x2 are swapped"),
        (line_without_check, "raise a ValueError"),
        (lambda x1, w, b: -w[0] * x1 + b / w[1], "Brackets are missing"),
        (lambda x1, w, b: -w[0] * x1 - b / w[1], "Only the bias is divided"),
        (lambda x1, w, b: line_without_check(abs(x1), w, b), "simplest input"),
        (lambda x1, w, b: float(line_with_check(np.ravel(x1)[0], w, b)), "shape"),
    ],
    "signed_distance": [
        (lambda X, w, b: np.dot(X, w) + b, "grows with the weights"),
        (lambda X, w, b: (X @ w + b) / sum(w**2), "square root"),
        (lambda X, w, b: abs(distance(X, w, b)), "sign is lost"),
        (lambda X, w, b: X @ w / np.linalg.norm(w) + b, "brackets"),
        (lambda X, w, b: (X @ w + b) / np.linalg.norm(w), "ValueError"),
        (lambda X, w, b: (w @ X + b) / np.linalg.norm(w), "meet the rows of X"),
        (lambda X, w, b: distance(X, w, 2 * b), "simplest input"),
        (distance_asking_an_array, "holds many answers"),
    ],
    "edge_detector": [
        ((-np.array(SOBEL), -0.1), "opposite edge"),
        ((np.array(SOBEL).T, -0.1), "horizontal edges"),
        (([[0, 0, 1]] * 3, -0.5), "Brightness alone"),
        ((np.array(SOBEL), 0.2), "above 0"),
        ((np.array(SOBEL), -3.0), "misses faint ones"),
        ((np.zeros((3, 3)), -1.0), "Silent on a sharp edge"),
        (([[-1, -1, 1]] * 3, -0.1), "middle is bright"),
        (([-1, 0, 1], -0.1), "shape (3,)"),
        ((np.array(SOBEL), [-0.1, 0.2]), "one bias"),
        (np.array(SOBEL), "pair (w, b)"),
        ((np.full((3, 3), np.inf), 0.0), "finite"),
        ("sobel", "'sobel'"),
    ],
    "xor_mistake": [
        (lambda w, b: (1, 1), "whatever it is given"),
        (lambda w, b: (w[0] / 10, 0.5), "corner"),
        (lambda w, b: next(p for p in product((0, 1), (0, 1)) if (w @ p + b > 0) == (p[0] != p[1])), "gets right"),
        (lambda w, b: 3 if b > 0 else 2, "two numbers"),
        (lambda w, b: None, "`return`"),
        (mistake_only_when_silent, "placeholder"),
        (
            lambda w, b: next(p for p in product((0, 1), (0, 1)) if (w @ p + b > 0) != bool(p[0] or p[1])),
            "StopIteration",
        ),
    ],
    "xor_claim": [
        ({"holds": ("gelu", (-2, -2), 0), "fails": ("relu", (1, 1), 0)}, "swapped"),
        ({"holds": ("gelu", (1, 1), 0), "fails": ("gelu", (-2, -2), 0)}, "does not show that none do it"),
        ({"holds": ("relu", (1, 1), 0), "fails": ("relu", (2, -1), 0)}, "no single threshold"),
        ({"holds": ("relu", (1, 1), 0), "fails": ...}, "Nothing under"),
        ({"holds": ("rellu", (1, 1), 0), "fails": ("gelu", (-2, -2), 0)}, "one of identity"),
        ({"holds": ("relu", (1, 1, 1), 0), "fails": ("gelu", (-2, -2), 0)}, "shape (3,)"),
        ({"fails": ("gelu", (-2, -2), 0)}, '"holds"'),
        ({"holds": ("relu", (1, 1), 0), "fails": ("gelu", (1, 1), 0)}, "With other weights, this bend can."),
        ("gelu", "'gelu'"),
    ],
    "possible_tables": [
        (lambda: set(product((0, 1), repeat=4)), "All 16"),
        (lambda: tables_loop() - {(1, 0, 1, 1)}, "missing"),
        (lambda: tables_loop() | {(0, 1, 1, 0)}, "that no neuron makes"),
        (lambda: 14, "got the number 14"),
        (lambda: sorted(tables_loop()), "Expected a set"),
        (lambda: {np.array(table) for table in tables_loop()}, "A set holds tuples"),
        (lambda: {"0001", "0111"}, "tuple of four"),
        (lambda: {t for t in tables_loop() if t[0] == 0}, "fires on"),
        (set, "missing"),
        ({(0, 0, 0, 1)}, "should be a function"),
    ],
    "q1": [
        ("a", "stores nothing"),
        ("b", "loss function"),
        ("d", "remembers nothing"),
        ("e", "one letter"),
        (3, "one letter"),
    ],
    "q2": [("a", "Turning"), ("c", "does not scale"), ("d", "every sum"), ("x = b", "one letter")],
    "q3": [("a", "data"), ("b", "chosen"), ("c", "learned too"), (["d"], "one letter")],
    "q4": [("b", "straight lines"), ("c", "sum 0"), ("d", "sharp a line"), ("", "one letter")],
}

# For the mutation pass: (exercise, what the changed code holds) → why it is right all the same
RIGHT_ALL_THE_SAME = {
    ("weighted_sum", "z = x @ w + b"): "of two vectors, either may come first",
    ("neuron", "activation(x @ w + b)"): "of two vectors, either may come first",
    ("boundary_x2", "-(w[0] * x1 + b)"): "numbers and arrays need no np.asarray",
    ("xor_mistake", "+ b >= 0"): "a sum of exactly 0 never decides",
}
# Of a design, most small changes are right answers too; the lesson's own tests judge designs against what they must do.
DESIGNS = {"gates", "edge_detector", "xor_claim", "possible_tables"}
