"""Answers to lesson 2 as students write them: right ones, and wrong ones with what they must be told."""

from functools import reduce
from itertools import pairwise

import numpy as np


def loop_layers(x, W1, b1, W2, b2):
    h = [sum(w * v for w, v in zip(row, x, strict=True)) + b for row, b in zip(W1, b1, strict=True)]
    return [sum(w * v for w, v in zip(row, h, strict=True)) + b for row, b in zip(W2, b2, strict=True)]


def collapsed_first(x, W1, b1, W2, b2):
    return np.dot(np.dot(W2, W1), x) + (np.dot(W2, b1) + b2)


def layers_in_place(x, W1, b1, W2, b2):
    b1 += W1 @ x
    return W2 @ b1 + b2


def collapse(W1, b1, W2, b2):
    return W2 @ W1, W2 @ b1 + b2


def collapse_by_columns(W1, b1, W2, b2):
    columns = [W2 @ W1[:, i] for i in range(W1.shape[1])]
    return [np.array(columns).T.tolist(), np.dot(W2, b1) + b2]


def collapse_by_probing(W1, b1, W2, b2):
    def f(x):
        return W2 @ (W1 @ x + b1) + b2

    b = f(np.zeros(W1.shape[1]))
    return np.stack([f(unit) - b for unit in np.eye(W1.shape[1])], axis=1), b


def collapse_in_place(W1, b1, W2, b2):
    b2 += W2 @ b1
    return W2 @ W1, b2


def all_by_loop(layers):
    if len(layers) == 0:
        raise ValueError("nothing to collapse")
    W, b = layers[0]
    for place in range(1, len(layers)):
        next_W, next_b = layers[place]
        if next_W.shape[1] != W.shape[0]:
            raise ValueError(f"layers {place} and {place + 1} do not fit: {W.shape[0]} against {next_W.shape[1]}")
        W, b = collapse(W, b, next_W, next_b)
    return W, b


def all_by_recursion(layers):
    if not layers:
        raise ValueError("no layers")
    if len(layers) == 1:
        return layers[0]
    W, b = all_by_recursion(layers[:-1])
    last_W, last_b = layers[-1]
    if W.shape[0] != last_W.shape[1]:
        raise ValueError(f"Layer {len(layers) - 1} and layer {len(layers)} do not fit.")
    return last_W @ W, last_W @ b + last_b


def all_from_identity(layers):
    for i, ((one, _), (two, _)) in enumerate(pairwise(layers), start=1):
        if one.shape[0] != two.shape[1]:
            raise ValueError(f"layer {i} does not fit layer {i + 1}")
    if layers == []:
        raise ValueError("empty")
    W, b = np.eye(layers[0][0].shape[1]), 0 * layers[0][0][0]
    for next_W, next_b in layers:
        W, b = next_W @ W, next_W @ b + next_b
    return W, b


def all_unchecked(layers):
    W, b = layers[0]
    for next_W, next_b in layers[1:]:
        W, b = next_W @ W, next_W @ b + next_b
    return W, b


def all_checking_only_emptiness(layers):
    if not layers:
        raise ValueError("there is nothing to collapse")
    return all_unchecked(layers)


def all_counted_from_zero(layers):
    if not layers:
        raise ValueError("there is nothing to collapse")
    for i, ((one, _), (two, _)) in enumerate(pairwise(layers)):
        if one.shape[0] != two.shape[1]:
            raise ValueError(f"layers {i} and {i + 1} do not fit")
    return all_unchecked(layers)


def all_naming_nothing(layers):
    try:
        return all_checking_only_emptiness(layers)
    except ValueError:
        raise ValueError("the layers do not fit together") from None


def all_giving_none_for_nothing(layers):
    return None if not layers else all_by_loop(layers)


def all_popping(layers):
    if not layers:
        raise ValueError("none")
    fits = all_by_loop(layers)
    layers.pop()
    return fits


def product_weighs_the_bias(layers):
    W, b = layers[0]
    for next_W, next_b in layers[1:]:
        W = next_W @ W
        b = W @ b + next_b
    return W, b


def biases_added(layers):
    return reduce(lambda so_far, layer: (layer[0] @ so_far[0], layer[1] + so_far[1]), layers)


def returns_in_the_loop(layers):
    W, b = layers[0]
    for next_W, next_b in layers[1:]:
        return next_W @ W, next_W @ b + next_b
    return W, b


def returns_only_in_the_loop(layers):
    W, b = layers[0]
    for next_W, next_b in layers[1:]:
        W, b = next_W @ W, next_W @ b + next_b
        return W, b


def weighs_the_next_bias(layers):
    return reduce(lambda so_far, layer: (layer[0] @ so_far[0], so_far[0] @ layer[1] + so_far[1]), layers)


def weighs_the_next_bias_by_all(layers):
    W, b = layers[0]
    for next_W, next_b in layers[1:]:
        W = next_W @ W
        b = W @ next_b + b
    return W, b


def with_a_wrong_collapse(layers):
    def collapse(W1, b1, W2, b2):
        return W2 @ W1, W1 @ b1 + b2

    if not layers:
        raise ValueError("nothing to collapse")
    W, b = layers[0]
    for layer in layers[1:]:
        W, b = collapse(W, b, *layer)
    return W, b


def naming(write):
    """Return a `collapse_all` that is right but for the sentence of its second ValueError, which `write` makes."""

    def collapse_all(layers):
        if not layers:
            raise ValueError("nothing to collapse")
        for one, ((W, _), (next_W, _)) in enumerate(pairwise(layers), start=1):
            if len(W) != next_W.shape[1]:
                raise ValueError(write(one, len(W), next_W.shape[1], len(layers)))
        return all_unchecked(layers)

    return collapse_all


def cost_by_loop(sizes):
    stack = 0
    for place, n in enumerate(sizes[1:]):
        stack += (sizes[place] + 1) * n
    alone = (sizes[0] + 1) * sizes[-1]
    return {"difference": stack - alone, "stack": stack, "collapsed": alone}


def cost_by_numpy(sizes):
    sizes = np.array(sizes)
    stack = np.sum(sizes[1:] * (1 + sizes[:-1]))
    alone = sizes[-1] * (1.0 + sizes[0])
    return {"stack": stack, "collapsed": alone, "difference": stack - alone}


def cost_of_weights(sizes):
    stack = sum(m * n for m, n in pairwise(sizes))
    return {"stack": stack, "collapsed": sizes[0] * sizes[-1], "difference": stack - sizes[0] * sizes[-1]}


def cost_with(sizes, **wrong):
    cost = cost_by_loop(sizes) | wrong
    return cost | {"difference": cost["stack"] - cost["collapsed"]}


def cost_turned_round(sizes):
    cost = cost_by_loop(sizes)
    return cost | {"difference": cost["collapsed"] - cost["stack"]}


def cost_unsigned(sizes):
    cost = cost_by_loop(sizes)
    return cost | {"difference": abs(cost["difference"])}


def gap(f, x, y):
    return np.linalg.norm(f((x + y) / 2) - (f(x) + f(y)) / 2)


def gap_by_hand(f, x, y):
    total = 0.0
    for here, one, two in zip(f(0.5 * x + 0.5 * y), f(x), f(y), strict=True):
        total += (here - one / 2 - two / 2) ** 2
    return total**0.5


def gap_in_place(f, x, y):
    ends = (f(x) + f(y)) / 2
    x += y
    return np.linalg.norm(f(x / 2) - ends)


def waist(W, rtol=1e-10):
    s = np.linalg.svd(W, compute_uv=False)
    return np.sum(s > rtol * s[0])


def above(W, rtol, of=0):
    s = np.linalg.svd(W, compute_uv=False)
    return s > rtol * s[of]


def waist_by_eliminating(W, rtol=1e-10):
    """Count by taking away, again and again, what the longest column that is left explains."""
    W, limit, found = np.array(W), rtol * np.linalg.norm(W, 2), 0
    while found < min(W.shape) and np.linalg.norm(W, 2) > limit:
        left, _, _ = np.linalg.svd(W)
        W, found = W - np.outer(left[:, 0], left[:, 0] @ W), found + 1
    return found


def waist_without_default(W, rtol):
    return waist(W, rtol)


RIGHT = {
    "two_linear_layers": [loop_layers, collapsed_first, lambda x, W1, b1, W2, b2: b2 + (b1 + x @ W1.T) @ W2.T],
    "collapse": [collapse, collapse_by_columns, collapse_by_probing],
    "collapse_all": [
        all_by_loop,
        all_by_recursion,
        all_from_identity,
        naming(lambda one, gives, expects, count: f"layer {one + 1} expects {expects}, but layer {one} gives {gives}"),
        naming(lambda one, gives, expects, count: f"of {count} layers 2 do not fit: {one} and {one + 1}"),
        naming(lambda one, gives, expects, count: f"layers {one}, {one + 1}: {expects} is not {gives}"),
    ],
    "stack_cost": [cost_by_loop, cost_by_numpy],
    "midpoint_gap": [gap, gap_by_hand, lambda f, x, y: np.float32(gap(f, x, y))],
    "break_it": [((2, 1), (-2, -1)), [[0, 0], [1, 1]], np.array([[5.0, 5.0], [-5.0, -5.0]]), ((0, 1), (0.0, -3))],
    "waste_claim": [
        {"holds": [20, 30, 20], "fails": [20, 9 + 1, 30]},
        {"holds": (10, 10, 10, 10), "fails": np.array([50, 10, 50])},
        {"holds": [20, 15, 20], "fails": [50, 12, 12, 50]},  # a waist that is too wide to save anything
        {"holds": [50, 25, 50], "fails": [50, 24, 50]},
        {"holds": [50, 20, 10], "fails": [40, 11, 45]},
    ],
    "waist": [
        waist,
        waist_by_eliminating,
        lambda W, rtol=1e-10: float(np.linalg.matrix_rank(W, rtol=rtol)),
    ],
    "q1": ["b", " B) "],
    "q2": ["c", "(c)"],
    "q3": ["a", "A."],
    "q4": ["d", "D"],
}

# exercise → (answer, a piece of the sentence that the student must read)
WRONG = {
    "two_linear_layers": [
        (lambda x, W1, b1, W2, b2: np.dot(W2, np.dot(W1, x)), "Both biases are left out"),
        (lambda x, W1, b1, W2, b2: W2 @ W1 @ x + b1 + b2, "b1 is added at the end"),
        (lambda x, W1, b1, W2, b2: W1 @ (W2 @ x + b2) + b1, "x goes through W2 first"),
        (lambda x, W1, b1, W2, b2: (W1 @ W2) @ x + W2 @ b1 + b2, "stands next to x"),
        (lambda x, W1, b1, W2, b2: x @ W1 @ W2 + b1 @ W2 + b2, "wrong side"),
        (lambda x, W1, b1, W2, b2: W2 @ np.maximum(0, W1 @ x + b1) + b2, "there is a ReLU in it"),
        (lambda x, W1, b1, W2, b2: W2 @ W1 @ x + b1, "and b2 is left out"),
        (lambda x, W1, b1, W2, b2: W2 @ (W1 @ (x + b1)) + b2, "before W1 weighs"),
        (lambda x, W1, b1, W2, b2: np.maximum(0, W2 @ np.maximum(0, W1 @ x + b1) + b2), "there is a ReLU in each"),
        (lambda x, W1, b1, W2, b2: ((h := W1 @ x + b1), W2 @ h + b2), "y alone"),
        (lambda x, W1, b1, W2, b2: W2 @ (W1 @ x - b1) + b2, "simplest input"),
        (lambda x, W1, b1, W2, b2: np.array([-5.5, 8.0]), "Expected [-2, 9], got [-5.5, 8]"),
        (lambda x, W1, b1, W2, b2: (W2 @ (W1 @ x + b1) + b2)[0], "Expected an array of shape"),
        (lambda x, W1, b1, W2, b2: None, "`return`"),
        (lambda x, W1, b1, W2, b2: W2 @ (W1 @ x + b1) + np.full(3, np.nan)[: len(b2)], "NaN"),
        (lambda x, W, b: W @ x + b, "keep these arguments"),
        (layers_in_place, "changes what it is given"),
        (np.array([-5.5, 8.0]), "should be a function"),
    ],
    "collapse": [
        (lambda W1, b1, W2, b2: (np.dot(W1, W2), np.dot(W2, b1) + b2), "x meets W1 first"),
        (lambda W1, b1, W2, b2: (W1 @ W2, W1 @ b2 + b1), "has a layer after it"),
        (lambda W1, b1, W2, b2: (W2 @ W1, W1 @ b2 + b1), "has a layer after it"),
        (lambda W1, b1, W2, b2: (W2 @ W1, b2 + b1), "W2 weighs it too"),
        (lambda W1, b1, W2, b2: (W1 @ W2, b1 + b2), "W2 weighs it too"),
        (lambda W1, b1, W2, b2: (W1.T @ W2.T, W2 @ b1 + b2), "rows and columns swapped"),
        (lambda W1, b1, W2, b2: (np.multiply(W1, W2), W2 @ b1 + b2), "entry by entry"),
        (lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1 - b2), "simplest input"),
        (lambda W1, b1, W2, b2: W2 @ W1, "Only one array"),
        (lambda W1, b1, W2, b2: (W2 @ b1 + b2, W2 @ W1), "bias came first"),
        (lambda W1, b1, W2, b2: (W2 @ W1, (W2 @ b1 + b2)[:, None]), "b: Expected an array of shape"),
        (lambda W1, b1, W2, b2: {"W": W2 @ W1, "b": W2 @ b1 + b2}, "pair (W, b)"),
        (lambda W1, b1, W2, b2: ("W2 W1", 0), "W: Expected"),
        (lambda W1, b1, W2, b2: (W2 @ W1, None), "b: Expected"),
        (lambda W1, W2: (W2 @ W1, 0), "keep these arguments"),
        (collapse_in_place, "changes what it is given"),
        (3, "should be a function"),
    ],
    "collapse_all": [
        (all_unchecked, "the list is empty"),
        (all_checking_only_emptiness, "NumPy complains"),
        (all_counted_from_zero, "counted from 1"),
        (all_naming_nothing, "should name the two layers"),
        (all_giving_none_for_nothing, "It answers None when the list is empty"),
        (all_popping, "changes what it is given"),
        (product_weighs_the_bias, "one line too early"),
        (returns_in_the_loop, "inside the loop"),
        (returns_only_in_the_loop, "the `return` stands inside the loop"),
        (lambda layers: all_by_loop([layers[0], *layers]), "in it twice"),
        (lambda layers: all_unchecked([(np.eye(2), np.zeros(2)), *layers]), "two inputs"),
        (weighs_the_next_bias, "weighed by the layers before it"),
        (weighs_the_next_bias_by_all, "by all the weights so far"),
        (with_a_wrong_collapse, "b1 is weighed by W1"),
        (
            naming(lambda one, gives, expects, count: f"layer {one} gives {expects}, layer {one + 1} expects {gives}"),
            "changed places",
        ),
        (
            naming(lambda one, gives, expects, count: f"layer {one + 1} expects {gives}, layer {one} gives {expects}"),
            "changed places",
        ),
        (naming(lambda one, gives, expects, count: "layers 1, 2, 3, 4, 5 or 6 do not fit"), "and no others"),
        (
            naming(
                lambda one, gives, expects, count: f"layer {one + 1} gives {gives}, layer {one + 2} expects {expects}"
            ),
            "should name",
        ),
        (lambda layers: ([w.tolist() for w, _ in layers], 1), "W: Expected"),
        (lambda layers: reduce(lambda s, n: (s[0] @ n[0], n[0] @ s[1] + n[1]), layers), "further left"),
        (
            lambda layers: (reduce(lambda s, n: n[0] @ s, layers[1:], layers[0][0]), sum(b for _, b in layers)),
            "as they are",
        ),
        (lambda layers: all_unchecked(list(reversed(layers))), "from the last to the first"),
        (lambda layers: all_unchecked(layers)[0], "Only one array"),
        (lambda layers: all_popping(list(layers)) if len(layers) < 3 else layers[0], "layers = [([["),
        (lambda layers: (layers[0][0] * 1.0, layers[0][1] * 2.0), "simplest input"),
        (lambda layers: layers[0] @ layers[1], "TypeError"),
        ([1, 2], "should be a function"),
    ],
    "stack_cost": [
        (cost_of_weights, "biases are not counted"),
        (cost_turned_round, "turned round"),
        (
            lambda sizes: cost_turned_round(sizes) | {"difference": abs(cost_by_loop(sizes)["difference"])},
            "lost its sign",
        ),
        (lambda sizes: cost_with(sizes, stack=sum(m * n + m for m, n in pairwise(sizes))), "In the stack each layer"),
        (lambda sizes: cost_with(sizes, stack=(sizes[-2] + 1) * sizes[-1]), "Only the last layer"),
        (lambda sizes: cost_with(sizes, collapsed=sizes[0] * sizes[-1] + sum(sizes[1:])), "the biases of all layers"),
        (lambda sizes: cost_by_loop(sizes) | {"collapsed": 0}, "simplest input"),
        (lambda sizes: cost_by_loop(sizes)["difference"], "Expected a dict"),
        (lambda sizes: {"stack": 1, "collapsed": 1}, "'difference' is missing"),
        (lambda sizes: cost_by_loop(sizes) | {"ratio": 2}, "'ratio' is not one of them"),
        (lambda sizes: cost_by_loop(sizes) | {"stack": "12"}, "whole number"),
        (lambda sizes: cost_by_loop(sizes) | {"stack": 12.5}, "whole number"),
        (lambda sizes: cost_by_loop(sizes[::-1]), "a bias for each input"),
        ({"stack": 12, "collapsed": 6, "difference": 6}, "should be a function"),
    ],
    "midpoint_gap": [
        (lambda f, x, y: np.linalg.norm(f(x + y) - f(x) - f(y)), "f(x) + f(y)"),
        (lambda f, x, y: f((x + y) / 2) - (f(x) + f(y)) / 2, "`np.linalg.norm`"),
        (lambda f, x, y: gap(f, x, y) ** 2, "square root"),
        (lambda f, x, y: np.abs(f((x + y) / 2) - (f(x) + f(y)) / 2).max(), "the largest of the differences"),
        (lambda f, x, y: np.linalg.norm(f((x + y) / 2)) - np.linalg.norm((f(x) + f(y)) / 2), "less the length"),
        (lambda f, x, y: np.linalg.norm(f(x) - f(y)) / 2, "half the way between"),
        (lambda f, x, y: np.linalg.norm(f((x + y) / 2) + (f(x) + f(y)) / 2), "are added"),
        (lambda f, x, y: 2 * gap(f, x, y), "simplest input"),
        (lambda f, x, y: np.linalg.norm(f((x + y) / 2) - f(x) + f(y) / 2), "Brackets are missing"),
        (lambda f, x, y: np.linalg.norm(f(x + y / 2) - (f(x) + f(y)) / 2), "only y is halved"),
        (lambda f, x, y: 0.0, "whatever it is given"),
        (lambda f, x, y: f, "Call it, with brackets"),
        (lambda f, x, y: np.linalg.norm(f * (x + y) / 2), "like a number"),
        (lambda x, y: 0.0, "keep these arguments"),
        (lambda f, x, y: gap(f, x, y) > 1e-9, "yes or no"),
        (gap_in_place, "changes what it is given"),
    ],
    "break_it": [
        (((1, 1), (1, 1)), "Both inputs are the same"),
        (((1, 0), (0, 1)), "a ReLU that fires changes nothing"),
        (((-2, -2), (-4, -3)), "Both hidden neurons are silent"),
        (((-1, 0.5), (0, 0)), "One hidden neuron fires and one is silent"),
        (((-1, 0), (0, 0)), "its z is 0 there"),
        (((-1, 0), (-0.9999999, 0)), "its z is 0 there"),
        (((1, 1), (1.0000001, 1)), "a ReLU that fires changes nothing"),
        (((0, 0), (1 / 3 + 1e-8, 0)), "too small to tell from rounding"),
        (((1, 2, 3), (0, 0, 0)), "two inputs of two numbers"),
        ((1, 2), "two inputs of two numbers"),
        ("x, y", "the text 'x, y'"),
        (((np.nan, 0), (1, 1)), "finite"),
        (((1e9, 0), (-1e9, 0)), "million"),
        (lambda x: x, "Expected a number"),
    ],
    "waste_claim": [
        ({"holds": [50, 10, 50], "fails": [10, 20, 10]}, "swapped"),
        ({"holds": [50, 10, 50], "fails": [50, 10, 50]}, "widen what lies in between"),
        ({"holds": [20, 20, 20], "fails": [20, 19, 20]}, "narrow what lies in between"),
        ({"holds": [20, 20, 20], "fails": [20, 30, 20]}, "one layer can do all that for less"),
        ({"holds": [20, 20, 20], "fails": [20, 10, 21]}, "Both cost the same"),
        ({"holds": [20, 20, 20], "fails": ...}, "Nothing under"),
        ({"holds": [20, 20], "fails": [50, 10, 50]}, "three to six sizes"),
        ({"holds": [20] * 7, "fails": [50, 10, 50]}, "three to six sizes"),
        ({"holds": [2, 2, 2], "fails": [1000, 10, 1000]}, "from 10 to 50"),
        ({"holds": [20, 20, 20], "fails": [1000, 10, 1000]}, "from 10 to 50; got the number 1000"),
        ({"holds": [20, 20.5, 20], "fails": [50, 10, 50]}, "whole number"),
        ({"holds": 20, "fails": [50, 10, 50]}, "list of three to six sizes"),
        ([20, 20, 20], '"holds"'),
    ],
    "waist": [
        (lambda W, rtol=1e-10: min(W.shape), "smaller side"),
        (lambda W, rtol=1e-10: np.count_nonzero(np.linalg.svd(W, compute_uv=False)), "Rounding turns a 0"),
        (lambda W, rtol=1e-10: sum(np.linalg.svd(W, compute_uv=False) > rtol), "relative to the largest"),
        (lambda W, rtol=1e-10: waist(W), "always 1e-10"),
        (lambda W, rtol=1e-10: np.linalg.matrix_rank(W), "a limit of its own"),
        (lambda W, rtol=1e-10: min(W.shape) - waist(W, rtol), "get lost"),
        (lambda W, rtol=1e-10: waist(W, rtol) + 1, "simplest input"),
        (lambda W, rtol=1e-10: np.linalg.svd(W, compute_uv=False), "the stretches themselves"),
        (lambda W, rtol=1e-10: np.sum(np.linalg.svd(W, compute_uv=False)), "are added up"),
        (lambda W, rtol=1e-10: above(W, rtol), "Count the yes"),
        (lambda W, rtol=1e-10: len(above(W, rtol)), "counts every entry, yes or no"),
        (lambda W, rtol=1e-10: np.sum(above(W, rtol, of=-1)), "which comes first"),
        (lambda W, rtol=1e-10: W.shape[0], "counted wrong with `rtol` and without"),
        (lambda W, rtol=10: waist(W, rtol), "With W alone it should count with the limit 1e-10"),
        (lambda W, rtol=1e-10: 2, "whatever it is given"),
        (waist_without_default, "Keep `rtol=1e-10`"),
        (lambda W, rtol=1e-10: len(np.linalg.eigvals(W)), "LinAlgError"),
        (lambda W, rtol=1e-10: None, "`return`"),
    ],
    "q1": [("a", "Weights need not shrink"), ("c", "cut off"), ("d", "equal on paper"), (1, "one letter")],
    "q2": [("a", "the bias"), ("b", "twice"), ("d", "once"), ("", "one letter")],
    "q3": [("b", "slower"), ("c", "nothing to learn"), ("d", "loss function"), ("e", "one letter")],
    "q4": [
        ("a", "Nothing curved"),
        ("b", "one matrix"),
        ("c", "stores its weights"),
        ("ab", "one letter"),
    ],
}
# (exercise, what the changed code holds) → why it is right all the same
RIGHT_ALL_THE_SAME = {("waist", "stretches >= rtol"): "no stretch lies anywhere near the limit"}
# Of a design, most small changes are right answers too.
DESIGNS = {"break_it", "waste_claim"}
