"""heads: what becomes of the last layer's sums, by task."""

import numpy as np

from autograder.exercises.bends import BENDS
from autograder.exercises.inputs import small_integers, tenths
from autograder.forms import FunctionExercise, Misconception, Property, Worked

TASKS = ("regression", "binary", "multi-class")


def _softmax_rows(z):
    rows = []
    for row in np.asarray(z, float):
        powers = [np.exp(value - max(row)) for value in row]
        rows.append([power / sum(powers) for power in powers])
    return np.array(rows)


def heads(z, task):
    if task == "regression":
        return np.array(z, float)
    return BENDS["sigmoid"](z) if task == "binary" else _softmax_rows(z)


_Z = np.array([[0.28], [0.11]])
_THREE = np.array([[2.0, 1.0, 0.0], [-1.0, 0.5, 3.0]])


def _one_head(rng):
    task = str(rng.choice(TASKS))
    samples = int(rng.integers(1, 5))
    columns = int(rng.integers(2, 5)) if task == "multi-class" else 1
    if task == "multi-class" and rng.random() < 0.5:
        samples = columns  # a square z is where the wrong axis raises no suspicion
    return tenths(rng, samples, columns), task


def _small_heads():
    for task in TASKS:
        for z in small_integers(4):
            if z[:2] != z[2:] and any(z):
                yield np.array([z[:2], z[2:]] if task == "multi-class" else [[z[0]], [z[1]]], float), task


def _explain(z, task):
    if task == "multi-class":
        lines = [f"e^{v:g} = {np.exp(v):.4f}" for v in z[0]]
        return "\n".join(["first row: each entry over the sum of its row", *lines, f"sum   {np.exp(z[0]).sum():.4f}"])
    if task == "binary":
        return "\n".join(f"sigmoid({v:g}) = {BENDS['sigmoid'](v):.4f}" for v in z.ravel())
    return "a number that may be anything: leave it as it is"


def _sums_to_one(probe):
    outcome = probe(np.array([[1.0, 2.0, 4.0], [0.5, -1.0, 0.0]]), "multi-class")
    if outcome.error is not None:
        return f"It stopped with {type(outcome.error).__name__}."
    sums = np.sum(np.asarray(outcome.value, float), axis=-1)
    return None if np.allclose(sums, 1, atol=1e-6) else "The shares of a row should add up to 1."


def _with(**other):
    """Return a wrong model: `heads` with some of its tasks done another way."""

    def model(z, task):
        return other.get(task.replace("-", "_"), lambda z: heads(z, task))(z)

    return model


_SIGMOID, _RELU = BENDS["sigmoid"], BENDS["relu"]


def _rounded(digits, *tasks):
    return lambda z, task: np.round(heads(z, task), digits) if task in tasks else heads(z, task)


def _open(task):
    """Return the misconception that leaves the placeholder for one task: most often its text is misspelt."""
    return Misconception(
        f"{task} left open",
        _with(**{task.replace("-", "_"): lambda z: ...}),
        f"For task {task!r} the answer is still the placeholder `...`. Is that text spelled as in the exercise?",
    )


def _rounding(digits):
    """Return the misconceptions of shares that are right and were rounded."""
    after = f"{digits} digits after the point. Return all of them: rounding is for printing."
    return (
        Misconception("shares rounded", _rounded(digits, "multi-class"), f"The shares are right, but cut to {after}"),
        Misconception("both rounded", _rounded(digits, *TASKS), f"The answers are right, but cut to {after}"),
    )


def _softmax_columns(z):
    return _softmax_rows(np.asarray(z).T).T


def _softmax_all(z):
    return _softmax_rows(np.reshape(z, (1, -1))).reshape(np.shape(z))


HEADS = FunctionExercise(
    name="heads",
    points=3.0,
    reference=heads,
    worked=(
        Worked("regression: the worked network's 0.28 and 0.11", (_Z, "regression")),
        Worked("binary: the same two sums as a yes or no", (_Z, "binary")),
        Worked("multi-class: (2, 1, 0) from lesson 3, and another row", (_THREE, "multi-class")),
    ),
    draw=_one_head,
    draws=24,
    properties=(Property("the shares of each row add up to 1", _sums_to_one),),
    simple=_small_heads,
    explain=_explain,
    misconceptions=(
        Misconception(
            "regression squeezed",
            _with(regression=_SIGMOID),
            "A regression goes through a sigmoid, so no answer can leave (0, 1): try to predict a price of 300,000. Leave its sums as they are.",
        ),
        Misconception(
            "regression cut off",
            _with(regression=_RELU),
            "A regression goes through a ReLU, so no answer can be below 0: try to predict a temperature. Leave its sums as they are.",
        ),
        Misconception(
            "regression through tanh",
            _with(regression=np.tanh),
            "A regression goes through a tanh, so no answer can leave (−1, 1). Leave its sums as they are.",
        ),
        *map(_open, TASKS),
        *(misconception for digits in (2, 3, 4) for misconception in _rounding(digits)),
        Misconception(
            "regression shared out",
            _with(regression=_softmax_rows),
            "A regression comes out of a softmax. An `else` belongs to the `if` just before it alone: should that `if` be an `elif`?",
        ),
        Misconception(
            "softmax over one column",
            _with(binary=_softmax_rows),
            "A softmax over a single number is always 1: there is nothing to share with. A binary answer takes a sigmoid.",
        ),
        Misconception(
            "sigmoid for many classes",
            _with(multi_class=_SIGMOID),
            "Each class gets a sigmoid of its own, so the row need not add up to 1. For one out of many the classes share: softmax.",
        ),
        Misconception(
            "softmax over the batch",
            _with(multi_class=_softmax_columns),
            "The softmax runs down the columns: inputs share, where classes should. Each row has to add up to 1: `axis=-1`.",
        ),
        Misconception(
            "softmax over everything",
            _with(multi_class=_softmax_all),
            "The softmax runs over the whole array at once: all inputs together add up to 1. Each row has to.",
        ),
        Misconception(
            "binary decided",
            _with(binary=lambda z: (np.asarray(z) > 0).astype(float)),
            "A binary answer comes out as 0 or 1. Asked is how sure the network is: a number between them.",
        ),
        Misconception(
            "binary left alone",
            _with(binary=lambda z: np.array(z, float)),
            "A binary answer is left as a sum, which can be any number. Bend it into (0, 1).",
        ),
        Misconception(
            "class decided",
            _with(multi_class=lambda z: np.argmax(z, axis=-1)),
            "For many classes only the winner comes out. Asked are all shares of a row, the losers' too.",
        ),
        Misconception(
            "multi-class left alone",
            _with(multi_class=lambda z: np.array(z, float)),
            "With many classes the sums are left as they are. They become shares that add up to 1 in each row.",
        ),
        Misconception(
            "tasks swapped",
            _with(binary=_softmax_rows, multi_class=_SIGMOID),
            "Two heads are swapped: a sigmoid answers yes or no, a softmax shares out one row among many classes.",
        ),
        Misconception(
            "sigmoid for all",
            lambda z, task: _SIGMOID(z),
            "Every task gets a sigmoid. It fits one of the three.",
        ),
        Misconception(
            "softmax for all",
            lambda z, task: _softmax_rows(z),
            "Every task gets a softmax. It fits one of the three; over a single number it is always 1.",
        ),
        Misconception(
            "nothing for all",
            lambda z, task: np.array(z, float),
            "The sums come back as they are, whatever the task. That fits one of the three.",
        ),
        Misconception(
            "divided by the sum",
            _with(multi_class=lambda z: np.asarray(z) / np.sum(z, axis=-1, keepdims=True)),
            "Each row is divided by its sum, without the powers of e. Sums can be negative or 0; a softmax takes e to the power of each first.",
        ),
    ),
    hints=(
        "Ask of each task: which numbers may the answer be? Any number, a number between 0 and 1, or shares that add up to 1?",
        '`task` is a text. `if task == "binary":` picks one of the three; both bends you need are in `activations`.',
        "In a batch every row is one input. The softmax has to share along a row, not down a column.",
    ),
)
