"""dead_fraction: how many ReLU neurons of a layer are silent on every single sample."""

from itertools import islice

import numpy as np

from autograder.answers import number
from autograder.exercises.inputs import small_integers, tenths
from autograder.exercises.properties import raises_value_error
from autograder.forms import FunctionExercise, Misconception, Worked


def dead_fraction(Z):
    if len(Z) == 0:
        raise ValueError("no samples: nothing shows that a neuron is dead")
    neurons = len(Z[0])
    alive = [any(row[neuron] > 0 for row in Z) for neuron in range(neurons)]
    return alive.count(False) / neurons


def _draw(rng):
    samples, neurons = int(rng.integers(2, 6)), int(rng.integers(2, 7))
    while True:
        Z = tenths(rng, samples, neurons)
        Z = np.where(rng.random(neurons) < 0.4, -np.abs(Z), Z)
        if (np.abs(Z.mean(axis=0)) > 1e-9).all():  # so that a judge by the mean is recognised, < and <= alike
            return (Z,)


def _small():
    for numbers in islice(filter(all, small_integers(4)), 80):  # none of them 0
        yield (np.array(numbers, float).reshape(2, 2),)


def _explain(Z):
    columns = [f"neuron {i}: largest z {number(max(column))}" for i, column in enumerate(Z.T.tolist(), start=1)]
    dead = sum(max(column) <= 0 for column in Z.T.tolist())
    return "\n".join([*columns, f"dead: {dead} of {len(columns)} = {number(dead / len(columns))}"])


_THREE_SAMPLES = np.array([[0.5, -1.0, -2.0, -0.3], [-0.5, -0.2, 1.5, -2.0], [2.0, -3.0, -1.0, 0.1]])

DEAD_FRACTION = FunctionExercise(
    name="dead_fraction",
    points=2.0,
    reference=dead_fraction,
    worked=(
        Worked("three samples of four neurons, one of them dead", (_THREE_SAMPLES,)),
        Worked("one sample of three neurons", (np.array([[-0.3, 0.1, 0.4]]),)),
    ),
    draw=_draw,
    always=(
        (np.array([[-9.0, 0.1, 0.2], [-9.0, 0.1, -3.0]]),),
        (np.array([[-1.0, -2.0], [-0.5, -0.1]]),),
        (np.array([[0.5, 2.0], [1.0, 0.1], [0.7, -4.0]]),),
        (np.array([[0.4, -4.0], [1.0, -0.1], [0.3, -0.2]]),),
    ),
    properties=(raises_value_error("there are no samples", np.empty((0, 3))),),
    simple=_small,
    explain=_explain,
    misconceptions=(
        Misconception(
            "samples in place of neurons",
            lambda Z: np.mean(Z.max(axis=1) <= 0),
            "These are the samples on which every neuron is silent. Look down each column instead: a column is a neuron.",
        ),
        Misconception(
            "share of silences",
            lambda Z: np.mean(Z <= 0),
            "This is the share of silent entries. Being silent on one sample is a neuron's job; dead is one that is silent on all of them.",
        ),
        Misconception(
            "judged by the mean",
            lambda Z: np.mean(Z.mean(axis=0) <= 0),
            "Each neuron is judged by the mean of its z. One sample above 0 is enough to be alive, however low the others are.",
        ),
        Misconception(
            "silent once",
            lambda Z: np.mean(Z.min(axis=0) <= 0),
            "A neuron counts as dead here as soon as it is silent on one sample. It is dead when it is silent on all.",
        ),
        Misconception(
            "the first sample",
            lambda Z: np.mean(Z[0] <= 0),
            "Only the first sample is looked at. A neuron that is silent there may fire on the next.",
        ),
        Misconception(
            "the living",
            lambda Z: np.mean(Z.max(axis=0) > 0),
            "This is the share of neurons that are alive. Asked for are the dead ones.",
        ),
        Misconception(
            "counted, not shared",
            lambda Z: np.sum(Z.max(axis=0) <= 0),
            "This is how many neurons are dead. Divide by how many there are.",
        ),
        Misconception(
            "percent",
            lambda Z: 100 * np.mean(Z.max(axis=0) <= 0),
            "This is in percent. A share lies between 0 and 1.",
        ),
        Misconception(
            "divided by the samples",
            lambda Z: np.sum(Z.max(axis=0) <= 0) / len(Z),
            "The dead neurons are divided by the number of samples. Divide by the number of neurons.",
        ),
        Misconception(
            "one answer for each neuron",
            lambda Z: (Z.max(axis=0) <= 0) * 1.0,
            "One number for each neuron comes out. Asked for is one number: the share of ones among them.",
        ),
    ),
    hints=(
        "Z has a row for each sample and a column for each neuron. Which of the two does a neuron live in?",
        "A neuron is dead when even the largest z in its column is 0 or less.",
        "`Z.max(axis=0)` runs down the columns. The mean of yes/no answers is the share of yes; ask for `len(Z)` first.",
    ),
)
