"""conv_params: a small neuron slid over a picture, and how little it costs."""

from autograder.exercises.parameter_cost.counts import COUNT, agree_count, many, written
from autograder.forms import FunctionExercise, Misconception, Worked


def conv_params(k, c_in, c_out):
    weights_of_one = len([(row, column, channel) for row in range(k) for column in range(k) for channel in range(c_in)])
    return c_out * (weights_of_one + 1)


def _explain(k, c_in, c_out):
    return (
        f"one neuron: {k}·{k}·{c_in} = {many(k * k * c_in, 'weight')} and 1 bias\n"
        f"{c_out} of them: {written(conv_params(k, c_in, c_out))}"
    )


CONV_PARAMS = FunctionExercise(
    name="conv_params",
    points=1.0,
    without=("nnlib.cost.conv_params", "nnlib.cost.dense_params"),
    reference=conv_params,
    worked=(Worked("3 × 3 windows in 3 channels, 64 neurons", (3, 3, 64)),),
    draw=lambda rng: (int(rng.integers(1, 8)), int(rng.integers(1, 20)), int(rng.integers(1, 20))),
    always=((1, 1, 1), (5, 1, 2), (2, 3, 1), (3, 4, 7)),
    simple=lambda: ((3, 2, 4), *((k, a, b) for k in (1, 2, 3) for a in (1, 2) for b in (1, 2, 3))),
    explain=_explain,
    agree=agree_count,
    write=written,
    tolerance=COUNT,
    misconceptions=(
        Misconception(
            "no biases",
            lambda k, c_in, c_out: k * k * c_in * c_out,
            "The biases are not counted: each of the c_out neurons has one.",
        ),
        Misconception(
            "a line, not a window",
            lambda k, c_in, c_out: k * c_in * c_out + c_out,
            "The window is counted as k pixels. It is k by k.",
        ),
        Misconception(
            "one channel",
            lambda k, c_in, c_out: k * k * c_out + c_out,
            "Each neuron reads one channel here. It should read the window in all c_in channels.",
        ),
        Misconception(
            "a bias for each channel read",
            lambda k, c_in, c_out: (k * k + 1) * c_in * c_out,
            "There is a bias for each channel that is read. One neuron has one bias, however much it reads.",
        ),
        Misconception(
            "a bias for each place in the window",
            lambda k, c_in, c_out: k * k * (c_in * c_out + c_out),
            "There is a bias for each pixel of the window. One neuron has one bias, however much it reads.",
        ),
        Misconception(
            "biases of the channels that come in",
            lambda k, c_in, c_out: k * k * c_in * c_out + c_in,
            "The biases are as many as channels come in. They belong to the neurons: as many as come out.",
        ),
        Misconception(
            "anew at each place",
            lambda k, c_in, c_out: 1024 * (k * k * c_in * c_out + c_out),
            "The weights are counted anew at each of 32 · 32 places. The same neurons are used at all of them.",
        ),
        Misconception(
            "^ for a power",
            lambda k, c_in, c_out: (k ^ 2) * c_in * c_out + c_out,
            "`^` is not a power in Python: write k ** 2, or k * k.",
        ),
        Misconception(
            "^ for a power, without brackets",
            lambda k, c_in, c_out: k ^ 2 * c_in * c_out + c_out,
            "`^` is not a power in Python, and takes in all that stands behind it: write k ** 2, or k * k.",
        ),
        Misconception(
            "one bias",
            lambda k, c_in, c_out: k * k * c_in * c_out + 1,
            "There is one bias for all neurons together. Each neuron has its own.",
        ),
        Misconception(
            "the weights of one neuron",
            lambda k, c_in, c_out: k * k * c_in + c_out,
            "The weights are those of one neuron. There are c_out neurons, each with weights of its own.",
        ),
        Misconception(
            "one neuron",
            lambda k, c_in, c_out: k * k * c_in + 1,
            "This is one neuron. There are c_out of them, one for each channel that comes out.",
        ),
        Misconception(
            "dense between the channels",
            lambda k, c_in, c_out: c_in * c_out + c_out,
            "The window is left out: each neuron reads k · k pixels in each channel.",
        ),
    ),
    praise="Right. And the size of the picture does not occur in it: the same few neurons look everywhere.",
    hints=(
        "One neuron first: how many pixels are in its window, and how many numbers has each pixel?",
        "Then as for any layer: so many neurons, each with its weights and one bias.",
    ),
)
