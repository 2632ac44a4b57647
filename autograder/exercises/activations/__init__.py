"""Lesson 03_activations: the bend. 20 points."""

from autograder.exercises.activations.bound import SLOPE_BOUND
from autograder.exercises.activations.dying import DEAD_FRACTION
from autograder.exercises.activations.gelus import GELU
from autograder.exercises.activations.minimum import GELU_MINIMUM
from autograder.exercises.activations.outputs import OUTPUT_ACTIVATION
from autograder.exercises.activations.quiz import QUIZ
from autograder.exercises.activations.rectifiers import LEAKY_CLAIM, LEAKY_RELU
from autograder.exercises.activations.shares import SOFTMAX
from autograder.exercises.activations.slopes import SLOPES
from autograder.exercises.activations.squashing import SIGMOID

EXERCISES = (
    SLOPE_BOUND,
    SLOPES,
    SIGMOID,
    DEAD_FRACTION,
    LEAKY_RELU,
    LEAKY_CLAIM,
    GELU,
    GELU_MINIMUM,
    SOFTMAX,
    OUTPUT_ACTIVATION,
    *QUIZ,
)
