"""weighted_sum, neuron, neuron_batch: the arithmetic of one neuron, on one input and on many."""

import numpy as np

from autograder.exercises.bends import BENDS, bend, counted_bend
from autograder.exercises.inputs import small_integers, tenths
from autograder.exercises.properties import leaves_inputs_alone
from autograder.forms import FunctionExercise, Misconception, Property, Worked
from nnlib.ledger import ledger

S1 = (np.array([0.5, 0.8, 0.2]), np.array([0.4, -0.6, 0.9]), 0.1)
S2_1 = (np.array([2.0, 3.0, -1.0]), np.array([0.5, -0.2, 0.8]), 0.1)

# Both weigh, sum and bend: what these exercises ask to be written.
_NEURONS = ("nnlib.Neuron", "nnlib.Dense")

_RELU, _SIGMOID = BENDS["relu"], BENDS["sigmoid"]


def _one_input(rng):
    features = int(rng.integers(2, 7))
    return tenths(rng, features), tenths(rng, features), float(tenths(rng))


def _small_inputs(*extra):
    for features in (1, 2):
        for numbers in small_integers(2 * features + 1):
            x, w, b = numbers[:features], numbers[features:-1], numbers[-1]
            if any(w):  # without weights there is little to see
                yield (np.array(x, float), np.array(w, float), float(b), *extra)


# --- weighted_sum -------------------------------------------------------------------------------------------------


def weighted_sum(x, w, b):
    total = b
    for weight, value in zip(w, x, strict=True):
        total = total + weight * value
    return total


def _weigh_and_sum(x, w, b):
    """Write the ledger without its last line: no bend is asked for yet."""
    return ledger(x, w, b).rpartition("\n")[0]


WEIGHTED_SUM = FunctionExercise(
    name="weighted_sum",
    points=2.0,
    without=_NEURONS,
    reference=weighted_sum,
    worked=(Worked("the cycling voter, where z is 0 on paper", S1), Worked("x = (2, 3, -1), where z is -0.3", S2_1)),
    draw=_one_input,
    properties=(leaves_inputs_alone(*S2_1),),
    simple=_small_inputs,
    explain=_weigh_and_sum,
    misconceptions=(
        Misconception(
            "bias left out",
            lambda x, w, b: x @ w,
            "The bias is left out. After the products are summed, b is added once.",
        ),
        Misconception(
            "bias multiplied", lambda x, w, b: (x @ w) * b, "The bias multiplies the sum. It is added to it."
        ),
        Misconception(
            "bias subtracted",
            lambda x, w, b: x @ w - b,
            "The bias is subtracted. It is added; a negative bias does the lowering.",
        ),
        Misconception(
            "bias per term",
            lambda x, w, b: np.sum(w * x + b),
            "The bias is added once for every input. It belongs to the neuron, not to an input, so it is added once.",
        ),
        Misconception(
            "not summed",
            lambda x, w, b: w * x + b,
            "The products are not summed: an array comes out, one number for each input. A neuron makes one number of them.",
        ),
        Misconception(
            "products only",
            lambda x, w, b: w * x,
            "These are the products alone, one for each input. Sum them and add the bias.",
        ),
        Misconception(
            "mean",
            lambda x, w, b: np.mean(w * x) + b,
            "The products are averaged. A neuron sums them: with more inputs the sum may grow, and it should.",
        ),
        Misconception(
            "weights left out", lambda x, w, b: np.sum(x) + b, "The weights are left out: every input counts the same."
        ),
        Misconception(
            "inputs left out", lambda x, w, b: np.sum(w) + b, "The inputs are left out: this sums the weights."
        ),
        Misconception(
            "added, not multiplied",
            lambda x, w, b: np.sum(x + w) + b,
            "Each weight is added to its input. To weigh an input is to multiply it by its weight.",
        ),
        Misconception(
            "bent too early",
            lambda x, w, b: _RELU(x @ w + b),
            "Negative sums come out as 0: that is the bend, and it comes one step later. Here the sum itself is asked for.",
        ),
        Misconception(
            "bent by a sigmoid",
            lambda x, w, b: _SIGMOID(x @ w + b),
            "This is the sum after a sigmoid. The bend comes one step later; here the sum itself is asked for.",
        ),
        Misconception(
            "sizes only",
            lambda x, w, b: np.sum(np.abs(w * x)) + b,
            "The signs are lost. A negative weight pulls the sum down; that is how an input votes against.",
        ),
    ),
    hints=(
        "Look at the worked example: how many numbers go in, how many come out, and in which order do multiplying and adding happen?",
        "Weigh: multiply each input by its own weight. Sum: add up these products, and the bias once at the end.",
        "For two arrays of the same length, `w @ x` does the weighing and the summing of the products in one go. What is still missing then?",
    ),
)

# --- neuron -------------------------------------------------------------------------------------------------------


def neuron(x, w, b, activation):
    return activation(weighted_sum(x, w, b))


def _one_neuron(rng):
    return (*_one_input(rng), bend(str(rng.choice(["relu", "sigmoid", "tanh", "identity", "leaky_relu"]))))


NEURON = FunctionExercise(
    name="neuron",
    points=2.0,
    without=_NEURONS,
    reference=neuron,
    worked=(
        Worked("the cycling voter, with its sigmoid", (*S1, bend("sigmoid"))),
        Worked("x = (2, 3, -1), with its ReLU", (*S2_1, bend("relu"))),
        Worked("x = (2, 3, -1), with a sigmoid instead", (*S2_1, bend("sigmoid"))),
    ),
    draw=_one_neuron,
    simple=lambda: _small_inputs(bend("relu")),
    explain=lambda x, w, b, activation: ledger(x, w, b, activation),
    misconceptions=(
        Misconception(
            "no bend",
            lambda x, w, b, activation: x @ w + b,
            "The sum is right, but it is not bent: pass it through `activation` before handing it back.",
        ),
        Misconception(
            "bias left out",
            lambda x, w, b, activation: activation(x @ w),
            "The bias is left out. It is added to the sum before the bend.",
        ),
        Misconception(
            "bias after the bend",
            lambda x, w, b, activation: activation(x @ w) + b,
            "The bias is added after the bend. It belongs to the sum, so it comes before: weigh, sum with the bias, bend.",
        ),
        Misconception(
            "inputs bent",
            lambda x, w, b, activation: activation(x) @ w + b,
            "The inputs are bent before they are summed. The order is weigh, sum, bend: one bend, on the sum.",
        ),
        Misconception(
            "products bent",
            lambda x, w, b, activation: np.sum(activation(w * x)) + b,
            "Each product is bent on its own before the sum. The order is weigh, sum, bend: one bend, on the sum.",
        ),
        Misconception(
            "bent term by term",
            lambda x, w, b, activation: activation(w * x + b),
            "The bend is applied to each term, and nothing is summed. Sum first; then there is one number to bend.",
        ),
        Misconception(
            "bent twice",
            lambda x, w, b, activation: activation(activation(x @ w + b)),
            "The sum goes through the bend twice. Once is enough.",
        ),
        Misconception(
            "always ReLU",
            lambda x, w, b, activation: _RELU(x @ w + b),
            "It always uses ReLU. Which bend to use comes in as the argument `activation`: call that.",
        ),
        Misconception(
            "always sigmoid",
            lambda x, w, b, activation: _SIGMOID(x @ w + b),
            "It always uses a sigmoid. Which bend to use comes in as the argument `activation`: call that.",
        ),
        Misconception(
            "always step",
            lambda x, w, b, activation: BENDS["step"](x @ w + b),
            "It always answers 0 or 1. Which bend to use comes in as the argument `activation`: call that.",
        ),
        Misconception(
            "mean",
            lambda x, w, b, activation: activation(np.mean(w * x) + b),
            "The products are averaged before the bend. A neuron sums them.",
        ),
    ),
    hints=(
        "Two of the three steps are what `weighted_sum` does. Which one is left?",
        "`activation` is a function of one number. It takes the sum, and what it gives back is the neuron's output.",
        "You may call your own `weighted_sum` inside, or write the sum once more.",
    ),
)

# --- neuron_batch -------------------------------------------------------------------------------------------------


def neuron_batch(X, w, b, activation):
    return np.array([float(neuron(row, w, b, activation)) for row in X])


_BATCH = np.stack([S1[0], S2_1[0]])


def _one_batch(rng):
    samples, features = (int(n) for n in rng.integers(1, 6, size=2))
    if rng.random() < 0.3:
        samples = features  # a square batch is where swapped axes do not raise an error
    name = str(rng.choice(["relu", "sigmoid", "tanh", "identity"]))
    return tenths(rng, samples, features), tenths(rng, features), float(tenths(rng)), bend(name)


def _small_batches():
    for x1, x2, w, b in small_integers(4):
        if w:
            yield np.array([[x1], [x2]], float), np.array([w], float), float(b), bend("relu")
    for x1, x2, w1, w2, b in small_integers(5, 1):
        if w1 or w2:
            yield np.array([[x1, x2]], float), np.array([w1, w2], float), float(b), bend("relu")


def _one_call(probe):
    rng = np.random.default_rng(0)
    X, w = tenths(rng, 200, 8), tenths(rng, 8)
    outcome = probe(X, w, 0.5, counted_bend("relu"))
    if outcome.error is not None:
        return f"On 200 samples it stopped with {type(outcome.error).__name__}."
    calls = outcome.built[3].calls
    if calls > 10:
        return f"Right, but row by row: the bend was called {calls:,} times for 200 samples. Compute all sums at once, bend them at once."
    return None


def _explain_batch(X, w, b, activation):
    return "\n".join(ledger(row, w, b, activation) for row in X[:2])


NEURON_BATCH = FunctionExercise(
    name="neuron_batch",
    points=2.0,
    without=_NEURONS,
    reference=neuron_batch,
    worked=(Worked("two rows for the cycling voter", (_BATCH, *S1[1:], bend("sigmoid"))),),
    draw=_one_batch,
    draws=30,
    properties=(Property("200 samples in one go", _one_call), leaves_inputs_alone(_BATCH, *S1[1:], bend("relu"))),
    simple=_small_batches,
    explain=_explain_batch,
    misconceptions=(
        Misconception(
            "no bend",
            lambda X, w, b, activation: X @ w + b,
            "The sums are right, but they are not bent: pass them through `activation`.",
        ),
        Misconception(
            "bias left out",
            lambda X, w, b, activation: activation(X @ w),
            "The bias is left out. The same b is added to every sample's sum.",
        ),
        Misconception(
            "bias after the bend",
            lambda X, w, b, activation: activation(X @ w) + b,
            "The bias is added after the bend. It belongs to the sums, so it comes before.",
        ),
        Misconception(
            "axes swapped",
            lambda X, w, b, activation: activation(w @ X + b),
            "The weights meet the wrong side of X: `w @ X` or `X.T @ w` takes one weight for each row. There is one for each column, as in `X @ w`.",
        ),
        Misconception(
            "bias per term",
            lambda X, w, b, activation: activation(np.sum(X * w + b, axis=1)),
            "The bias is added to every product, so it counts once for each feature. Add it to each row's sum, once.",
        ),
        Misconception(
            "one number for all",
            lambda X, w, b, activation: activation(np.sum(X * w) + b),
            "All samples are summed into one number. Sum along each row only: n samples in, n numbers out.",
        ),
        Misconception(
            "summed over the samples",
            lambda X, w, b, activation: activation(np.sum(X * w, axis=0) + b),
            "The sum runs down the columns, over the samples. It should run along each row, over the features.",
        ),
        Misconception(
            "not summed",
            lambda X, w, b, activation: activation(X * w + b),
            "The products are not summed: a whole table comes out. Each row should become one number.",
        ),
        Misconception(
            "a column",
            lambda X, w, b, activation: activation(X @ w + b)[:, None],
            "A column comes out, shape (n, 1). One number a sample is wanted: shape (n,).",
        ),
        Misconception(
            "inputs bent",
            lambda X, w, b, activation: activation(X) @ w + b,
            "The inputs are bent before they are summed. The order is weigh, sum, bend.",
        ),
        Misconception(
            "only the first",
            lambda X, w, b, activation: activation(X[0] @ w + b),
            "Only the first sample is used. The answer has one number for each row of X. Does a `return` stand inside the loop?",
        ),
        Misconception(
            "mean",
            lambda X, w, b, activation: activation(np.mean(X * w, axis=1) + b),
            "The products are averaged along the row. A neuron sums them.",
        ),
    ),
    hints=(
        "Write the shapes down: X is (n, d), w is (d,), and (n,) should come out. Which axis has to disappear?",
        "`X @ w` takes each row of X in turn and does with it what `x @ w` does with one input.",
        "Adding b to an array adds it to every entry, and `activation` bends a whole array as readily as one number.",
    ),
)
