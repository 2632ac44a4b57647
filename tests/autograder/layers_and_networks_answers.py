"""Answers to lesson 4 as students write them: right ones, and wrong ones with what they must be told.

The misconceptions that the exercises themselves name are tested from their own models; here stand other spellings of
them, and mistakes that have no name.
"""

from itertools import pairwise

import numpy as np

from nnlib import activations

# --- dense ----------------------------------------------------------------------------------------------------------


def dense_einsum(X, W, b, activation):
    z = np.einsum("nd,md->nm", X, W) + np.reshape(b, (1, -1))
    return activation(z)


def dense_columns(X, W, b, activation):
    columns = [X @ row + bias for row, bias in zip(W, b, strict=True)]
    return activation(np.stack(columns, axis=1))


def dense_single_precision(X, W, b, activation):
    return activation((W.astype(np.float32) @ X.T.astype(np.float32)).T + b)


def dense_by_neuron(X, W, b, activation):
    return np.stack([activation(X @ row + bias) for row, bias in zip(W, b, strict=True)], axis=1)


def dense_by_input(X, W, b, activation):
    return np.array([activation(W @ x + b) for x in X])


def dense_in_place(X, W, b, activation):
    X *= 1.0
    b += 0.0
    b[:] = b + 1
    return activation(X @ W.T + b - 1)


# --- forward --------------------------------------------------------------------------------------------------------


def forward_loop(X, network):
    found = []
    a = X
    for W, b, name in network:
        a = activations.get_activation(name)(a @ np.transpose(W) + b)
        found.append(a)
    return found


def forward_by_index(X, network):
    found = [X]
    for layer in range(len(network)):
        z = found[-1] @ network[layer][0].T + network[layer][1]
        found += [activations.ACTIVATIONS[network[layer][2]](z)]
    return tuple(found[1:])


def forward_recursive(X, network):
    if not network:
        return []
    W, b, name = network[0]
    a = activations.get_activation(name)(np.array([W @ x + b for x in X]))
    return [a, *forward_recursive(a, network[1:])]


def forward_with_x(X, network):
    return [X, *forward_loop(X, network)]


def forward_early_return(X, network):
    found = []
    for W, b, name in network:
        found.append(activations.get_activation(name)(X @ W.T + b))
        return found
    return None


def forward_new_list_each_time(X, network):
    for W, b, name in network:
        found = []
        X = activations.get_activation(name)(X @ W.T + b)
        found.append(X)
    return found


def forward_same_x(X, network):
    return [activations.get_activation(name)(X @ W.T + b) for W, b, name in network]


def forward_zs(X, network):
    found = []
    for W, b, name in network:
        z = X @ W.T + b
        X = activations.get_activation(name)(z)
        found.append(z)
    return found


def forward_scaled(X, network):
    return [a * 2 if place else a for place, a in enumerate(forward_loop(X, network))]


def forward_in_place(X, network):
    for W, b, _ in network:
        W += b[:, None]
        W -= b[:, None]
        b *= 2
    return forward_loop(X, [(W, b / 2, name) for W, b, name in network])


def forward_name_called(X, network):
    given = []
    for W, b, name in network:
        X = name(X @ W.T + b)
        given.append(X)
    return given


def forward_placeholder_kept(X, network):
    given = ...
    for a in forward_loop(X, network):
        given.append(a)
    return given


def forward_append_assigned(X, network):
    given = []
    for a in forward_loop(X, network):
        given = given.append(a)
    return given


def forward_extend(X, network):
    given = []
    for a in forward_loop(X, network):
        given.extend(a)
    return given


def forward_two_by_hand(X, network):
    (W, b, name), (V, c, last) = network
    h = activations.get_activation(name)(X @ W.T + b)
    return [h, activations.get_activation(last)(h @ V.T + c)]


def forward_zero_and_one(X, network):
    return forward_two_by_hand(X, [network[0], network[1]])


def forward_one_input(X, network):
    given = []
    for W, b, name in network:
        X = activations.get_activation(name)(W @ X + b)
        given.append(X)
    return given


# --- heads ----------------------------------------------------------------------------------------------------------


def heads_if(z, task):
    if task == "binary":
        return activations.sigmoid(z)
    if task == "multi-class":
        return activations.softmax(z)
    return z


def heads_by_hand(z, task):
    powers = np.exp(z)
    table = {"regression": z, "binary": 1 / (1 + np.exp(-z)), "multi-class": powers / powers.sum(axis=1, keepdims=True)}
    return table[task]


def heads_axis_0(z, task):
    return activations.softmax(z, axis=0) if task == "multi-class" else heads_if(z, task)


def heads_squeezed(z, task):
    return activations.sigmoid(z) if task != "multi-class" else activations.softmax(z)


def heads_misspelt(z, task):
    table = {"regression": z, "binary": activations.sigmoid(z), "multiclass": activations.softmax(z)}
    return table[task]


def heads_left_open(z, task):
    answer = ...
    if task == "regression":
        answer = z
    elif task == "binary":
        answer = activations.sigmoid(z)
    elif task == "multiclass":
        answer = activations.softmax(z)
    return answer


def heads_if_for_elif(z, task):
    if task == "regression":
        answer = z
    answer = activations.sigmoid(z) if task == "binary" else activations.softmax(z)
    return answer


def heads_rounded(z, task):
    return np.round(heads_if(z, task), 4)


# --- cut_copies -----------------------------------------------------------------------------------------------------


def copies_by_kinks(network, lo, hi):
    (W, b, _), (w, bias, _) = network
    kinks = -b / W[:, 0]
    x = np.sort(np.concatenate([[lo, hi], kinks[(kinks > lo) & (kinks < hi)]]))
    z = np.maximum(0, x[:, None] @ W.T + b) @ w[0] + bias[0]
    return np.sum(z[:-1] * z[1:] < 0)


def copies_by_slope(network, lo, hi):
    """Solve each straight piece for its zero, and keep those inside it."""
    (W, b, _), (w, bias, _) = network
    at = [lo, *sorted({float(k) for k in -b / W[:, 0] if lo < k < hi}), hi]
    count = 0
    for left, right in pairwise(at):
        on = W[:, 0] * (left + right) / 2 + b > 0
        slope, start = float(w[0] @ (on * W[:, 0])), float(w[0] @ (on * b) + bias[0])
        if slope != 0 and left < -start / slope < right:
            count += 1
    return count


def copies_by_more_places(network, lo, hi):
    """Look at more places than the kinks, since b / W here has a row for each weight: no harm done."""
    (W, b, _), (w, bias, _) = network
    kinks = -b / W
    x = np.sort([lo, hi, *kinks[(kinks > lo) & (kinks < hi)]])
    z = activations.relu(np.outer(x, W) + b) @ w.T + bias
    return np.sum(z[:-1] * z[1:] < 0)


def copies_by_samples(row):
    """Return a counter that looks at the inputs row(lo, hi)."""

    def counter(network, lo, hi):
        (W, b, _), (w, bias, _) = network
        z = np.maximum(0, row(lo, hi)[:, None] * W[:, 0] + b) @ w[0] + bias[0]
        return np.sum(z[1:] * z[:-1] < 0)

    return counter


def copies_with(kinks=lambda W, b: -b / W[:, 0], bend=activations.relu):
    """Return the right counter with its kinks or its bend replaced."""

    def counter(network, lo, hi):
        (W, b, _), (w, bias, _) = network
        found = kinks(W, b)
        x = np.sort(np.concatenate([[lo, hi], found[(found > lo) & (found < hi)]]))
        z = bend(np.outer(x, W) + b) @ w.T + bias
        return np.sum(z[:-1] * z[1:] < 0)

    return counter


def copies_of_all_kinks(network, lo, hi):
    (W, b, _), (w, bias, _) = network
    x = np.sort(np.concatenate([[lo, hi], -b / W[:, 0]]))
    z = np.maximum(0, x[:, None] @ W.T + b) @ w[0] + bias[0]
    return np.sum(z[:-1] * z[1:] < 0)


SHAPES = {
    "voter": [(1, 3)],
    "price": [(100, 50), (1, 100)],
    "digits": [(128, 784), (10, 128)],
    "waist": [(10, 1000), (1000, 10)],
    "deep": [(32, 6), (32, 32), (32, 32), (4, 32)],
}
HIDDEN = ([[1, 1], [1, 1]], [0, -1], "relu")
LAST = ([[1, -2]], [0], "identity")
NEURON = ([1, 1.4], -0.1)

RIGHT = {
    "dense": [dense_einsum, dense_columns, dense_single_precision],
    "forward": [forward_loop, forward_by_index, forward_recursive],
    "shapes": [SHAPES, {k: tuple(list(pair) for pair in v) for k, v in SHAPES.items()}],
    "xor_network": [
        [HIDDEN, LAST],
        # OR but not AND, with steps
        [(np.array([[1, 1], [1, 1]]), np.array([-0.5, -1.5]), "step"), (np.array([[1, -1]]), np.array([-0.5]), "step")],
        # one for each of the two corners
        [([[1, -1], [-1, 1]], [0, 0], "relu"), ([[1, 1]], [0], "identity")],
        # under par: GELU turns back by itself
        [([[-2, -2]], [0], "gelu"), ([[-20]], [0], "identity")],
        ([(np.array([[10.0, 10.0], [-10.0, -10.0]]), [-5, 15], "sigmoid"), [[[20, 20]], [-30], "sigmoid"]]),
    ],
    "separating_neuron": [NEURON, (np.array([10.0, 14.0]), -1), [[1, 1.5], 0]],
    "heads": [heads_if, heads_by_hand],
    "layer_claim": [
        {"holds": [2, 3, 1], "fails": [3, 1]},
        {"holds": [HIDDEN, LAST], "fails": [([[1, 1, 1]], [0], "sigmoid")]},
        {"holds": (784, 128, 64, 10), "fails": np.array([4, 3])},
    ],
    "cut_copies": [copies_by_kinks, copies_by_slope, copies_by_more_places],
    "q1": ["c", "C)"],
    "q2": ["b", " b"],
    "q3": ["a", "A."],
    "q4": ["d", "(d)"],
}

# exercise → (answer, a piece of the sentence that the student must read)
WRONG = {
    "dense": [
        (lambda X, W, b, activation: activation(np.dot(X, W) + b), "columns of W"),
        (lambda X, W, b, activation: activation(np.dot(X, W.T) + b.reshape(-1, 1)), "run down the batch"),
        (lambda X, W, b, activation: activation(W @ X.T + b[:, None]), "turned round"),
        (lambda X, W, b, activation: X @ W.T + b, "not bent"),
        (lambda X, W, b, activation: activation(X @ W.T), "biases are left out"),
        (lambda X, W, b, activation: activation(W @ X + b), "one input"),
        (lambda X, W, b, activation: activation(X @ W.T + b + b), "simplest input"),
        (lambda X, W, b, activation: activation(X @ W.T + b)[0], "shape"),
        (dense_by_neuron, "in a loop"),
        (dense_by_input, "in a loop"),
        (dense_in_place, "changes what it is given"),
        (lambda X, W, b, activation: activation, "Call it, with brackets"),
        (lambda X, W, b, activation: activation(X * W.T + b), "pair by pair and adds nothing up. "),
        (lambda X, W, b, activation: activation(X * W + b), "have to meet the rows of W"),
        (lambda X, W, b: X @ W.T + b, "keep these arguments"),
        (lambda X, W, b, activation: None, "`return`"),
        (lambda X, W, b, activation: activation(X @ W.T + b) * np.nan, "NaN"),
        (3.0, "should be a function"),
    ],
    "forward": [
        (forward_with_x, "begins with X"),
        (lambda X, network: forward_loop(X, network)[-1], "Only the network's final answer"),
        (lambda X, network: [forward_loop(X, network)[-1]], "Only the last layer"),
        (forward_new_list_each_time, "Only the last layer"),
        (forward_early_return, "`return` stand inside the loop"),
        (forward_same_x, "Every layer reads X"),
        (forward_zs, "sums z"),
        (forward_scaled, "simplest input"),
        (lambda X, network: [a[0] for a in forward_loop(X, network)], "Layer 1"),
        (lambda X, network: dict(enumerate(forward_loop(X, network))), "Expected a list of"),
        (lambda X, network: [a * np.inf for a in forward_loop(X, network)], "finite"),
        (lambda X, network: [name for _, _, name in network], "Layer 1"),
        (lambda X, network: [name(X @ W.T + b) for W, b, name in network], "not callable"),
        (forward_name_called, "activations.get_activation(name)"),
        (forward_placeholder_kept, "begins empty"),
        (forward_append_assigned, "`append` changes the list and returns nothing"),
        (forward_extend, "`append` puts in the array whole"),
        (forward_two_by_hand, "exactly two layers"),
        (forward_zero_and_one, "layers 0 and 1"),
        (forward_one_input, "is for one input"),
        (lambda X, network: np.array(3.0), "Expected a list of"),
        (forward_in_place, "changes the network"),
        (lambda X, network: network, "Layer 1"),
    ],
    "shapes": [
        (SHAPES | {"digits": [(784, 128), (128, 10)]}, "digits: the shapes are turned round"),
        (SHAPES | {"digits": [(784, 784), (128, 784), (10, 128)]}, "digits: the input layer is counted"),
        (SHAPES | {"price": [(100, 50)]}, "price: the output layer is missing"),
        (SHAPES | {"deep": [(32, 6), (32, 32), (4, 32)]}, "deep: count the hidden layers"),
        (SHAPES | {"deep": [(32, 6), (32, 32), (32, 32), (32, 32), (4, 32)]}, "deep: count the hidden layers"),
        (SHAPES | {"digits": [784, 128, 10]}, "digits: these are the sizes"),
        (SHAPES | {"voter": (1, 3)}, "square brackets"),
        (SHAPES | {"voter": [(3,)]}, "list of shapes such as"),
        (SHAPES | {"voter": [(1, 4)]}, "one column too many"),
        (SHAPES | {"waist": [(10, 1000), (100, 10)]}, "(100, 10) is not the shape"),
        (SHAPES | {"price": [(100.0, 50), (1, 100)]}, "list of shapes"),
        ({k: v for k, v in SHAPES.items() if k != "price"}, 'nothing here yet for "price"'),
        (SHAPES | {"cat": [(1, 1)]}, "'cat'"),
        (list(SHAPES.values()), "should be a dict"),
    ],
    "xor_network": [
        ([([[1, 1], [1, 1], [1, 0]], [0, -1, 0], "relu"), ([[1, -2, 0]], [0], "identity")], "more than 9 numbers"),
        ([([[1, 1], [1, 1]], [0, -1], "identity"), LAST], "collapse into one straight cut"),
        ([HIDDEN, ([[1, 0]], [0], "identity")], "This is OR"),
        ([HIDDEN, ([[0, 1]], [0], "identity")], "This is AND"),
        ([HIDDEN, ([[-1, 2]], [1], "identity")], "opposite"),
        ([HIDDEN, ([[0.5, -1]], [0], "identity")], "does not lie between them"),
        ([([[1, -1]], [0], "relu"), ([[1]], [0], "identity")], "only one of"),
        ([([[0, 0], [0, 0]], [0, 0], "relu"), ([[0, 0]], [0], "identity")], "same to all four"),
        ([([[1, 1]], [0], "sigmoid")], "one straight cut"),
        ([([[1, 1]], [-2.75], "gelu")], "turns back"),
        ([([[-2, -2]], [0], "gelu")], "turns back"),
        ([HIDDEN, ([[-1, 2]], [0], "identity")], "the wrong way round"),
        ([([[1, 1], [1, 1]], [-0.5, -1.5], "step"), ([[1, 1]], [0], "identity")], "Number 2 of the last neuron's"),
        ([([[1, 0], [0, 1]], [0, 0], "relu"), ([[1, 0.3]], [0], "identity")], "At 00, 01, 10, 11 it answers"),
        ([HIDDEN, ([[1], [-2]], [0], "identity")], "Is W transposed?"),
        ([HIDDEN, ([[1, -2, 3]], [0], "identity")], "gives 2 numbers, but layer 2 expects 3"),
        ([([[1, 1], [1, 1]], [0], "relu"), LAST], "one bias for each of the 2 rows"),
        ([([1, 1], [0], "relu"), LAST], "rows of weights"),
        ([HIDDEN, ([[1, -2], [0, 1]], [0, 0], "identity")], "gives 2"),
        ([([[1, 1], [1, 1]], [0, -1], "rellu"), LAST], "one of identity"),
        ([([[1, 1], [1, float("nan")]], [0, -1], "relu"), LAST], "finite"),
        ([HIDDEN[:2], LAST], '(W, b, "name of the bend")'),
        (HIDDEN, "square brackets"),
        ("HIDDEN", "'HIDDEN'"),
    ],
    "separating_neuron": [
        (([-1, -1.4], 0.1), "fires for the circles"),
        (([-1, -1.4], 1), "w points to the circles"),
        (([1, -1.4], -0.1), "wrong sign"),
        (([1.4, 1], -0.1), "two weights are swapped"),
        (([-0.18, 0.98], -0.18), "182 right is what this line would get in the left-hand picture"),
        (([0, 1], -0.3), "tilted the wrong way"),
        (([0, 1], 0), "tilted the wrong way"),
        (([-1, 0.675], 0.6), "tilted the wrong way"),
        (([1, 0], 0), "tilted the wrong way"),
        (([0.55, 1], 0), "Turn the line a little"),
        (([0.83, 1], 0), "Turn the line a little"),
        (([0.7, 1], 0.5), "move the bias"),
        (([1, 1.4], 0.8), "move the bias"),
        (([1, 1.4], 9), "one side"),
        (([0, 0], 1), "no line"),
        (([1, 2], 0), "Wrong: 3 squares (z not above 0), 11 circles (z not below 0)"),
        (([1, 1.4, 0], 0), "shape (3,)"),
        ((0.1, [1, 1.4]), "bias first"),
        ([1, 1.4], "shape ()"),
        (([1, float("inf")], 0), "finite"),
    ],
    "heads": [
        (heads_axis_0, "down the columns"),
        (heads_squeezed, "price of 300,000"),
        (lambda z, task: activations.softmax(z), "Every task gets a softmax"),
        (lambda z, task: activations.sigmoid(z), "fits one of the three"),
        (lambda z, task: z, "fits one of the three"),
        (heads_misspelt, "KeyError"),
        (heads_left_open, "For task 'multi-class' the answer is still the placeholder"),
        (heads_if_for_elif, "should that `if` be an `elif`"),
        (heads_rounded, "cut to 4 digits"),
        (lambda z, task: heads_if(z, task) * 2, "simplest input"),
        (lambda z, task: heads_if(z, task)[0], "shape"),
        (lambda z: z, "keep these arguments"),
    ],
    "layer_claim": [
        ({"holds": [3, 1], "fails": [2, 3, 1]}, "swapped"),
        ({"holds": [2, 3, 1], "fails": [2, 3, 3, 1]}, "2 hidden layers"),
        ({"holds": [4, 1], "fails": [3, 1]}, "no layer is hidden"),
        ({"holds": [2, 3, 1], "fails": [3]}, "nothing that answers"),
        ({"holds": [2, 3, 1], "fails": ...}, "Nothing under"),
        ({"holds": [2, 2.5, 1], "fails": [3, 1]}, "whole number"),
        ({"holds": [2, 10**6, 1], "fails": [3, 1]}, "below 1,000,000"),
        ({"holds": "deep", "fails": [3, 1]}, "'deep'"),
        ({"holds": [HIDDEN, ([[1, 2, 3]], [0], "identity")], "fails": [3, 1]}, "expects 3"),
        ({"fails": [3, 1]}, '"holds"'),
        ({"holds": [(3, 2), (1, 3)], "fails": [3, 1]}, "a list of sizes was asked for"),
        ({"holds": [[2, 3, 1]], "fails": [3, 1]}, "a list of sizes was asked for"),
        ({"holds": [2, 3, 1], "fails": [2, 3, 1]}, 'Under "fails": here it holds.'),
        ([2, 3, 1], "should be a dict"),
    ],
    "cut_copies": [
        (copies_by_samples(lambda lo, hi: np.linspace(lo, hi, 100)), "row of inputs"),
        (copies_by_samples(lambda lo, hi: np.linspace(lo, hi, 200)), "row of inputs"),
        (copies_by_samples(lambda lo, hi: np.linspace(lo, hi, 300)), "row of inputs"),
        (copies_by_samples(lambda lo, hi: np.linspace(lo, hi, 5_000)), "row of inputs"),
        (copies_by_samples(lambda lo, hi: np.arange(lo, hi, 0.001)), "row of inputs"),
        (copies_with(lambda W, b: b / W[:, 0]), "wrong side of 0"),
        (copies_with(lambda W, b: -b), "divide by the weights"),
        (copies_with(bend=lambda z: z), "not bent"),
        (lambda network, lo, hi: len(network[0][1]) + 1, "one more than there are hidden"),
        (copies_of_all_kinks, "Copies outside the stretch"),
        (lambda network, lo, hi: len(network[0][1]), "number of hidden neurons"),
        (lambda network, lo, hi: copies_by_kinks(network, lo, hi) + 1, "simplest input"),
        (lambda network, lo, hi: 4, "whatever it is given"),
        (lambda network, lo, hi: [1, 2], "one number"),
        (lambda network, lo, hi: None, "`return`"),
        (lambda network, lo, hi: copies_by_kinks(network[::-1], lo, hi), "stopped with"),
    ],
    "q1": [("a", "wide"), ("b", "profound"), ("d", "training"), ("e", "one letter")],
    "q2": [("a", "Turned round"), ("c", "shape of b"), ("d", "batch"), (3, "one letter")],
    "q3": [("b", "first layer that computes"), ("c", "before they enter"), ("d", "no bend"), ("", "one letter")],
    "q4": [("a", "stays straight"), ("b", "more cuts"), ("c", "stay what they are"), (["d"], "one letter")],
}

# (exercise, what the changed code holds) → why it is right all the same
RIGHT_ALL_THE_SAME = {
    ("heads", "activations.softmax(z)"): "softmax's own default is the last axis",
    ("cut_copies", "kinks >= lo"): "no kink lies at an end",
    ("cut_copies", "kinks <= hi"): "no kink lies at an end",
    ("cut_copies", "z[1:] <= 0"): "z is never exactly 0 at a kink or an end",
    ("cut_copies", "z[:-1] / z[1:]"): "a quotient has the sign of the product",
}
# Of a design, most small changes are right answers too; the lesson's own tests judge designs against what they must do.
DESIGNS = {"xor_network", "separating_neuron", "layer_claim"}
